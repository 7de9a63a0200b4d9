import { expect, it } from "vitest";
import { graphOf } from "../../../../generator/smithy/selector/graph.js";
import { compileSelector } from "../../../../generator/smithy/selector/select.js";
import { loadValid } from "../models.js";

const ref = (name: string) => ({ target: `ns#${name}` });
const s = { target: "smithy.api#String" };

const model = loadValid({
  Svc: { type: "service", version: "1", operations: [ref("Op")], resources: [ref("Res")] },
  Res: { type: "resource", identifiers: { id: s }, operations: [ref("Bound")] },
  Op: { type: "operation", input: ref("In"), errors: [ref("Err")] },
  Bound: { type: "operation", input: ref("In") },
  In: {
    type: "structure",
    members: {
      text: { ...s, traits: { "smithy.api#length": { min: 10, max: 1e21 } } },
      list: ref("List"),
      self: ref("In"),
    },
  },
  Err: { type: "structure", members: {}, traits: { "smithy.api#error": "client" } },
  List: { type: "list", member: ref("E"), traits: { "smithy.api#tags": ["a", "b"] } },
  E: { type: "enum", members: { A: { target: "smithy.api#Unit" } } },
});
const graph = graphOf(model.shapes.values());

function selected(selector: string): string[] {
  const found = [...compileSelector(selector).select(graph)].map(({ id }) => id);
  return found
    .filter((id) => id.startsWith("ns#"))
    .map((id) => id.slice(3))
    .sort();
}

it.each([
  ["string", ["E"]],
  ["simpleType", ["E"]],
  ["aggregateType", ["Err", "In", "List"]],
  ["dataType :not(structure)", ["E", "List"]],
  ["enum > member", ["E$A"]],
  ["enum ~> *", ["E$A"]],
  ["-[error]->", ["Err"]],
  ["<-[error]-", ["Op"]],
  ["[id = ns#In] ~>", ["E", "E$A", "In$list", "In$self", "In$text", "List", "List$member"]],
  [
    "[id = ns#In] :recursive(>)",
    ["E", "E$A", "In", "In$list", "In$self", "In$text", "List", "List$member"],
  ],
  [":topdown([id = ns#Res])", ["Bound", "Res"]],
  [":topdown(service, resource)", ["Op", "Svc"]],
  ["[trait|length|min > 9]", ["In$text"]],
  ["[trait|length|min > x]", []],
  ["[trait|tags|(values) = b]", ["List"]],
  ["[trait|tags|(values)|(length) = 1]", ["List"]],
  ["[@trait|tags: @{(values)} = B i]", ["List"]],
  ["[@: @{trait|tags|(values)} {=} @{trait|tags|(values)}]", ["List"]],
  ["[@: @{trait|tags|(values)} {<<} @{trait|tags|(values)}]", []],
  ["[@: @{trait|tags|(values)} {!=} @{trait|tags|(values)}]", []],
  ["[trait|tags ?= true]", ["List"]],
  ["service [service|version = 1]", ["Svc"]],
  ["service $op(> operation) ~> :in(${op})", ["Op"]],
  ["operation :not(:in(:root(resource > operation)))", ["Op"]],
  ["[unknown]", []],
])("%s", (selector, expected) => {
  expect(selected(selector)).toEqual(expected);
});

it("tells of one subject what it tells of all", () => {
  for (const selector of [":test(string, list)", "structure > member", ":is(enum, operation)"]) {
    const compiled = compileSelector(selector);
    const all = compiled.select(graph);
    const matches = compiled.matcher(graph);
    expect(graph.subjects.filter(matches)).toEqual(graph.subjects.filter((each) => all.has(each)));
  }
});
