import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../generator/smithy/diagnostic.js";
import { parseJson } from "../../../generator/smithy/parseJson.js";

function parse(text: string) {
  const diagnostics: Diagnostic[] = [];
  const value = parseJson("m.json", text, (diagnostic) => diagnostics.push(diagnostic));
  return { value, messages: diagnostics.map(({ message }) => message), diagnostics };
}

describe("parseJson", () => {
  it("parses JSON, with a byte order mark or without", () => {
    expect(parse('{"a": [1, null]}')).toEqual({
      value: { a: [1, null] },
      messages: [],
      diagnostics: [],
    });
    expect(parse('\uFEFF{"a": 1}').value).toEqual({ a: 1 });
  });

  const cases: [text: string, message: string][] = [
    ["", "line 1, column 1: expected a value, found the end of the file"],
    ["  \n", "line 2, column 1: expected a value, found the end of the file"],
    ['{\n  "a": 1,\n}', 'line 3, column 1: expected a property name in double quotes, found "}"'],
    ['{"a" 1}', 'line 1, column 6: expected ":", found "1"'],
    ['{"a": 1 "b": 2}', 'line 1, column 9: expected "," or "}", found "\\""'],
    ["[1, 2", 'line 1, column 6: expected "," or "]", found the end of the file'],
    ["[1, ]", 'line 1, column 5: expected a value, found "]"'],
    ["[01]", 'line 1, column 3: expected "," or "]", found "1"'],
    ["[NaN]", 'line 1, column 2: expected a value, found "N"'],
    ["{'a': 1}", 'line 1, column 2: expected a property name in double quotes, found "\'"'],
    ["{} {}", 'line 1, column 4: expected the end of the file, found "{"'],
    ['["a', "line 1, column 4: a string does not end"],
    ['["a\nb"]', "line 1, column 4: a string holds a bad escape or an unescaped control character"],
    ['["\\x"]', "line 1, column 3: a string holds a bad escape or an unescaped control character"],
    ["[😀]", 'line 1, column 2: expected a value, found "😀"'],
  ];
  it.each(cases)("says where %j breaks", (text, message) => {
    expect(parse(text).messages).toEqual([`Not valid JSON at ${message}.`]);
  });

  it("does not quote the file but for one character", () => {
    expect(parse('{"password": hunter2}').messages[0]).not.toContain("unter2");
  });

  it("refuses what nests too deep, and copes with strings of any length", () => {
    const deep = "[".repeat(100_000);
    expect(parse(deep + "]".repeat(100_000)).messages).toEqual(["The JSON nests too deeply."]);
    expect(parse(deep).messages[0]).toContain("column 100001");
    expect(parse(`["${"a".repeat(10_000_000)}`).messages[0]).toContain("a string does not end");
  });
});

describe("what JSON leaves open", () => {
  const linesOf = (text: string) =>
    parse(text).diagnostics.map(
      ({ code, severity, source }) => `${severity} ${code} ${source?.pointer ?? "-"}`,
    );

  it("a key that is there twice, is an error where it is there again", () => {
    expect(linesOf('{"a": {"b": 1, "c": [{}, {"d~/": 1, "d~\\/": 2}], "b": 3}}')).toEqual([
      "error Model.Json /a/c/1/d~0~1",
      "error Model.Json /a/b",
    ]);
    expect(linesOf('{"a": "b", "c": {"a": "\\"a\\": \\\\", "b": [":"]}, "d" : null}')).toEqual([]);
    expect(linesOf('{"__proto__": 1, "__proto__": 2}')).toEqual(["error Model.Json /__proto__"]);
  });

  it("a number that loses digits, is an error where it matters", () => {
    const long = "9223372036854775807";
    expect(
      linesOf(`{"smithy.api#default": ${long}, "a": [${long}, 9007199254740992, 1e999]}`),
    ).toEqual([
      "error Model.Number /smithy.api#default",
      "warning Model.Number /a/0",
      "warning Model.Number /a/2",
    ]);
    expect(linesOf(`{"a": "${long}", "b": -9007199254740991, "c": 0.1234567890123456789}`)).toEqual(
      [],
    );
  });
});
