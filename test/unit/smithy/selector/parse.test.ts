import { expect, it } from "vitest";
import { parseSelector } from "../../../../generator/smithy/selector/parse.js";
import { SelectorSyntaxError } from "../../../../generator/smithy/selector/selector.js";

it.each([
  ["", 0],
  ["invalid", 0],
  ["string=b", 6],
  ['"foo"', 0],
  ["!!!!", 0],
  [":not(string", 11],
  [":is(string, :not())", 17],
  [":not(string, list)", 1],
  [":foo(string)", 1],
  ["structure -[]->", 12],
  ["structure -[input->", 17],
  ["[a=b", 4],
  ["[foo=']", 7],
  ['[foo="]', 7],
  ["[foo==value]", 5],
  ["[foo^foo]", 4],
  ["[|]", 1],
  ["[foo|]", 5],
  ["[@trait|range: @{min} @{max}]", 22],
  ["$a(string", 9],
  ["${a", 3],
  [`${":not(".repeat(80)}*${")".repeat(80)}`, 325],
])("refuses %s at %i", (text, offset) => {
  let thrown: unknown;
  try {
    parseSelector(text);
  } catch (error) {
    thrown = error;
  }
  if (!(thrown instanceof SelectorSyntaxError)) throw new Error("It was not refused.");
  expect(thrown.offset).toBe(offset);
});

it("reads steps, with any space between them", () => {
  expect(parseSelector("structure>member [trait|a.b#c = 'x y' , 2 i]\n~>")).toEqual([
    { kind: "type", type: "structure" },
    { kind: "neighbours", direction: "forward" },
    { kind: "type", type: "member" },
    {
      kind: "attribute",
      path: ["trait", "a.b#c"],
      test: { comparator: "=", values: ["x y", "2"], ignoresCase: true },
    },
    { kind: "closure" },
  ]);
  expect(parseSelector("$v(-[input, output]->)[@: @{trait|(keys)} {<<} @{var|v|id}]${v}")).toEqual([
    {
      kind: "set",
      name: "v",
      selector: [{ kind: "neighbours", direction: "forward", relationships: ["input", "output"] }],
    },
    {
      kind: "scoped",
      path: [],
      assertions: [
        {
          left: { path: ["trait", "(keys)"] },
          comparator: "{<<}",
          right: [{ path: ["var", "v", "id"] }],
          ignoresCase: false,
        },
      ],
    },
    { kind: "get", name: "v" },
  ]);
});
