import { describe, expect, it } from "vitest";
import { compileRuleSet } from "../../../generator/endpoints/compile.js";
import type { Json } from "../../../generator/smithy/model.js";

const endpoint = { type: "endpoint", conditions: [], endpoint: { url: "https://example.com" } };
const parameters = {
  Region: { type: "string", builtIn: "AWS::Region" },
  Name: { type: "string", required: true },
  Flag: { type: "boolean", required: true, default: false },
  Names: { type: "stringArray", required: true },
};

/** A rule set whose first rule has the conditions. */
function withConditions(...conditions: Json[]): Json {
  return { version: "1.1", parameters, rules: [{ ...endpoint, conditions }] };
}

function withCall(fn: string, ...argv: Json[]): Json {
  return withConditions({ fn, argv });
}

function withEndpoint(value: Json): Json {
  return { version: "1.0", parameters, rules: [{ ...endpoint, endpoint: value }] };
}

function withParameters(value: Json): Json {
  return { version: "1.0", parameters: value, rules: [endpoint] };
}

const at = (ruleSet: Json) => {
  const { program, diagnostics } = compileRuleSet(ruleSet, {
    source: { file: "m.json", pointer: "/t" },
  });
  expect(program === undefined, "a program just where there are no diagnostics").toBe(
    diagnostics.length > 0,
  );
  return diagnostics.map(({ code, source }) => `${code} ${source?.file}${source?.pointer}`);
};

const name = { ref: "Name" };

describe("compileRuleSet", () => {
  it("accepts a rule set", () => {
    expect(at(withCall("isSet", { ref: "Region" }))).toEqual([]);
  });

  it.each<[string, Json, string]>([
    ["no object", [], "Invalid m.json/t"],
    ["no version", { parameters, rules: [endpoint] }, "Unsupported m.json/t/version"],
    ["a later version", { version: "2.0", parameters, rules: [] }, "Unsupported m.json/t/version"],
    [
      "a function of a later version",
      {
        version: "1.0",
        parameters,
        rules: [
          {
            ...endpoint,
            conditions: [{ fn: "not", argv: [{ fn: "ite", argv: [true, true, true] }] }],
          },
        ],
      },
      "Version m.json/t/rules/0/conditions/0/argv/0/fn",
    ],
    [
      "an index from the end, of a later version",
      {
        version: "1.0",
        parameters,
        rules: [{ ...endpoint, conditions: [{ fn: "getAttr", argv: [{ ref: "Names" }, "[-1]"] }] }],
      },
      "Version m.json/t/rules/0/conditions/0/fn",
    ],
    ["no parameters", { version: "1.0", rules: [endpoint] }, "Invalid m.json/t/parameters"],
    ["no rules", { version: "1.0", parameters }, "Invalid m.json/t/rules"],
    [
      "an unknown type of rule",
      { version: "1.0", parameters, rules: [{ type: "x/y", conditions: [] }] },
      "Invalid m.json/t/rules/0/type",
    ],
    [
      "a rule without conditions",
      { version: "1.0", parameters, rules: [{ type: "error", error: "x" }] },
      "Invalid m.json/t/rules/0/conditions",
    ],
    [
      "an unknown function",
      withCall("constructor", name),
      "UnknownFunction m.json/t/rules/0/conditions/0/fn",
    ],
    [
      "an unknown reference",
      withCall("isSet", { ref: "toString" }),
      "UnknownReference m.json/t/rules/0/conditions/0/argv/0/ref",
    ],
    [
      "an unknown name in a template",
      withEndpoint({ url: "https://{Nam}" }),
      "UnknownReference m.json/t/rules/0/endpoint/url",
    ],
    [
      "braces that do not match",
      withEndpoint({ url: "https://{Name" }),
      "Invalid m.json/t/rules/0/endpoint/url",
    ],
    [
      "too few arguments",
      withCall("stringEquals", name),
      "TypeMismatch m.json/t/rules/0/conditions/0/argv",
    ],
    [
      "too many arguments",
      withCall("not", true, true),
      "TypeMismatch m.json/t/rules/0/conditions/0/argv",
    ],
    [
      "a string for a boolean",
      withCall("booleanEquals", name, true),
      "TypeMismatch m.json/t/rules/0/conditions/0/argv/0",
    ],
    [
      "a boolean for a string",
      withCall("stringEquals", "x", { ref: "Flag" }),
      "TypeMismatch m.json/t/rules/0/conditions/0/argv/1",
    ],
    [
      "a boolean in a template",
      withEndpoint({ url: "{Flag}" }),
      "TypeMismatch m.json/t/rules/0/endpoint/url",
    ],
    [
      "what may be unset",
      withCall("parseURL", { ref: "Region" }),
      "TypeMismatch m.json/t/rules/0/conditions/0/argv/0",
    ],
    [
      "what may be unset, in a template",
      withEndpoint({ url: "https://{Region}" }),
      "TypeMismatch m.json/t/rules/0/endpoint/url",
    ],
    [
      "an attribute of what may be unset",
      withCall("getAttr", { fn: "parseURL", argv: [name] }, "path"),
      "TypeMismatch m.json/t/rules/0/conditions/0/argv/1",
    ],
    [
      "an unknown attribute",
      withCall("getAttr", { fn: "aws.partition", argv: [name] }, "__proto__"),
      "UnknownAttribute m.json/t/rules/0/conditions/0/argv/1",
    ],
    [
      "an attribute of a string",
      withCall("getAttr", name, "length"),
      "UnknownAttribute m.json/t/rules/0/conditions/0/argv/1",
    ],
    [
      "an item of a string",
      withCall("getAttr", name, "[0]"),
      "TypeMismatch m.json/t/rules/0/conditions/0/argv/1",
    ],
    [
      "no path",
      withCall("getAttr", { ref: "Names" }, "[x]"),
      "Invalid m.json/t/rules/0/conditions/0/argv/1",
    ],
    [
      "different types to choose from",
      withCall("ite", true, "x", true),
      "TypeMismatch m.json/t/rules/0/conditions/0/argv/2",
    ],
    [
      "different types to coalesce",
      withCall("coalesce", name, true),
      "TypeMismatch m.json/t/rules/0/conditions/0/argv/1",
    ],
    [
      "an empty delimiter",
      withCall("split", name, "", 0),
      "Invalid m.json/t/rules/0/conditions/0/argv/1",
    ],
    [
      "a negative limit",
      withCall("split", name, ",", -1),
      "Invalid m.json/t/rules/0/conditions/0/argv/2",
    ],
    [
      "a fraction",
      withCall("substring", name, 0.5, 1, false),
      "Invalid m.json/t/rules/0/conditions/0/argv/1",
    ],
    ["null", withCall("isSet", null), "Invalid m.json/t/rules/0/conditions/0/argv/0"],
    ["a condition that is none", withConditions("isSet"), "Invalid m.json/t/rules/0/conditions/0"],
    [
      "a variable with the name of a parameter",
      withConditions({ fn: "parseURL", argv: [name], assign: "Name" }),
      "DuplicateName m.json/t/rules/0/conditions/0/assign",
    ],
    [
      "a variable with no name",
      withConditions({ fn: "parseURL", argv: [name], assign: "a-b" }),
      "Invalid m.json/t/rules/0/conditions/0/assign",
    ],
    ["an endpoint without a URL", withEndpoint({}), "Invalid m.json/t/rules/0/endpoint/url"],
    [
      "a header with line breaks",
      withEndpoint({ url: "https://x", headers: { "a\r\nb": ["x"] } }),
      "Invalid m.json/t/rules/0/endpoint/headers/a\r\nb",
    ],
    [
      "a header that is no list",
      withEndpoint({ url: "https://x", headers: { a: "x" } }),
      "Invalid m.json/t/rules/0/endpoint/headers/a",
    ],
    [
      "a property with null",
      withEndpoint({ url: "https://x", properties: { "a/b": [null] } }),
      "Invalid m.json/t/rules/0/endpoint/properties/a~1b/0",
    ],
    [
      "a URL of another scheme",
      withEndpoint({ url: "ftp://{Name}" }),
      "Invalid m.json/t/rules/0/endpoint/url",
    ],
    [
      "a scheme without a name",
      withEndpoint({ url: "https://x", properties: { authSchemes: [{}] } }),
      "AuthScheme m.json/t/rules/0/endpoint/properties/authSchemes/0",
    ],
    [
      "a scheme whose region is no text",
      withEndpoint({
        url: "https://x",
        properties: { authSchemes: [{ name: "sigv4", signingRegion: true }] },
      }),
      "AuthScheme m.json/t/rules/0/endpoint/properties/authSchemes/0/signingRegion",
    ],
    [
      "a scheme for no region",
      withEndpoint({
        url: "https://x",
        properties: { authSchemes: [{ name: "sigv4a", signingRegionSet: [] }] },
      }),
      "AuthScheme m.json/t/rules/0/endpoint/properties/authSchemes/0/signingRegionSet",
    ],
    [
      "an unknown built-in",
      withParameters({ A: { type: "string", builtIn: "AWS::Planet" } }),
      "UnknownBuiltIn m.json/t/parameters/A/builtIn",
    ],
    [
      "a default that is not required",
      withParameters({ A: { type: "string", default: "x" } }),
      "Invalid m.json/t/parameters/A/default",
    ],
    [
      "a parameter of an unknown type",
      withParameters({ A: { type: "integer" } }),
      "Invalid m.json/t/parameters/A/type",
    ],
    [
      "a parameter with no name",
      withParameters({ "a b": { type: "string" } }),
      "Invalid m.json/t/parameters/a b",
    ],
    [
      "a default of another type",
      withParameters({ A: { type: "boolean", required: true, default: "x" } }),
      "TypeMismatch m.json/t/parameters/A/default",
    ],
    [
      "names alike but for case",
      withParameters({ Ab: { type: "string" }, aB: { type: "string" } }),
      "DuplicateName m.json/t/parameters/aB",
    ],
    [
      "two names for one setting",
      withParameters({ Region: { type: "string" }, r: { type: "string", builtIn: "AWS::Region" } }),
      "DuplicateName m.json/t/parameters/r",
    ],
    [
      "a setting of another type",
      withParameters({ UseFIPS: { type: "string" } }),
      "Unsupported m.json/t/parameters/UseFIPS/type",
    ],
  ])("names the place of %s", (_, ruleSet, expected) => {
    expect(at(ruleSet)).toEqual([`RuleSet.${expected}`]);
  });

  it("takes what a condition checks to be set, but only where it holds", () => {
    const isSet = { fn: "isSet", argv: [{ ref: "Region" }] };
    const region = { url: "https://{Region}" };
    const rules = [
      { ...endpoint, conditions: [isSet], endpoint: region },
      { ...endpoint, endpoint: region },
    ];
    expect(at({ version: "1.0", parameters, rules })).toEqual([
      "RuleSet.TypeMismatch m.json/t/rules/1/endpoint/url",
    ]);
  });

  it("names every rule that is wrong", () => {
    const wrong = { ...endpoint, endpoint: { url: "{x}" } };
    const tree = { type: "tree", conditions: [], rules: [endpoint, wrong] };
    expect(at({ version: "1.0", parameters, rules: [wrong, tree] })).toEqual([
      "RuleSet.UnknownReference m.json/t/rules/0/endpoint/url",
      "RuleSet.UnknownReference m.json/t/rules/1/rules/1/endpoint/url",
    ]);
  });

  it("says in its message where and what", () => {
    const { diagnostics } = compileRuleSet(withCall("aws.nope", name));
    expect(diagnostics).toEqual([
      {
        code: "RuleSet.UnknownFunction",
        severity: "error",
        message: "Endpoint rules at /rules/0/conditions/0/fn: there is no function aws.nope",
        source: undefined,
      },
    ]);
  });
});

describe("row 70: rules by the thousand", () => {
  const rule = (index: number): Json => ({
    type: "endpoint",
    conditions: [
      { fn: "isSet", argv: [{ ref: "A" }] },
      { fn: "stringEquals", argv: [{ ref: "A" }, `a${index}`] },
    ],
    endpoint: { url: `https://e${index}.example` },
  });
  const rules = (count: number): Json => ({
    version: "1.0",
    parameters: { A: { type: "string" } },
    rules: [
      ...Array.from({ length: count }, (_, index) => rule(index)),
      { type: "endpoint", conditions: [], endpoint: { url: "https://e.example" } },
    ],
  });

  it("are compiled", () => {
    const { program } = compileRuleSet(rules(1000));
    expect(JSON.stringify(program).match(/https:/g)).toHaveLength(1001);
  });

  it("are refused where there are more than is told", () => {
    const { program, diagnostics } = compileRuleSet(rules(5000));
    expect(program).toBeUndefined();
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "RuleSet.Unsupported Endpoint rules at /rules: expected at most 12000 rules and conditions, found 15001",
    ]);
  });
});
