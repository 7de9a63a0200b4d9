import { describe, expect, it } from "vitest";
import { lines, serviceAround, validate, type Definitions } from "./models.js";

const s = { target: "smithy.api#String" };
const ref = (name: string, traits: object = {}) => ({
  target: `ns#${name}`,
  traits: prefixed(traits),
});
const string = (traits: object) => ({ ...s, traits: prefixed(traits) });

function prefixed(traits: object): object {
  return Object.fromEntries(
    Object.entries(traits).map(([name, value]) => [
      name.includes("#") ? name : `smithy.api#${name}`,
      value as unknown,
    ]),
  );
}

function structure(members: object = {}, traits: object = {}) {
  return { type: "structure", members, traits: prefixed(traits) };
}

function operation(traits: object, rest: object = {}) {
  return { type: "operation", input: ref("Input"), traits: prefixed(traits), ...rest };
}

/** What is wrong with a service of one operation. */
function wrongWith(shapes: Definitions): string[] {
  return lines(validate(serviceAround({ Input: structure(), ...shapes })));
}

const http = (uri: string, method = "POST") => ({ http: { method, uri } });
const required = { required: {} };
const place = (name: string, trait: string) =>
  `ns#${name} /shapes/ns#${name}/traits/smithy.api#${trait}`;

describe("HTTP bindings", () => {
  it.each([
    ["foo", "/uri", "TraitValue"],
    ["/a//b", "/uri", "TraitValue"],
    ["/a#b", "/uri", "HttpUriFormat"],
    ["/a?", "/uri", "TraitValue"],
    ["/a?b={c}", "/uri", "TraitValue"],
    ["/a/x{b}", "/uri", "TraitValue"],
    ["/{a}/{a}", "/uri", "TraitValue"],
    ["/ü", "/uri", "HttpUriFormat"],
  ])("have a URI, which %s is not", (uri, at, code) => {
    expect(wrongWith({ Op: operation(http(uri)) })).toEqual([
      `${code} ${place("Op", "http")}${at}`,
    ]);
  });

  it("have labels that are members, and the other way round", () => {
    const label = (more = {}) => string({ ...required, httpLabel: {}, ...more });
    const Op = operation(http("/{a}/{b+}"));
    const b = { target: "smithy.api#Integer", traits: prefixed({ ...required, httpLabel: {} }) };
    expect(wrongWith({ Op, Input: structure({ a: label(), b: label() }) })).toEqual([]);
    expect(wrongWith({ Op, Input: structure({ a: label(), b, c: label() }) })).toEqual([
      "HttpLabelTrait ns#Input$c /shapes/ns#Input/members/c",
      "HttpLabelTrait ns#Input$b /shapes/ns#Input/members/b",
    ]);
    expect(wrongWith({ Op, Input: structure({ a: s }) })).toEqual([
      "HttpLabelTrait ns#Input /shapes/ns#Input",
    ]);
    expect(wrongWith({ Op: { type: "operation", traits: Op.traits } })).toEqual([
      "HttpLabelTrait ns#Op /shapes/ns#Op",
    ]);
  });

  it("of the host are members, too", () => {
    const Op = (hostPrefix: string) => operation({ endpoint: { hostPrefix } });
    const Input = structure({ a: string({ ...required, hostLabel: {} }) });
    expect(wrongWith({ Op: Op("x-{a}."), Input })).toEqual([]);
    expect(wrongWith({ Op: Op("{b}."), Input })).toEqual([
      "HostLabelTrait ns#Input /shapes/ns#Input",
      "HostLabelTrait ns#Input$a /shapes/ns#Input/members/a",
    ]);
    expect(wrongWith({ Op: Op("a|b."), Input })).toEqual([
      `HostLabelTrait ${place("Op", "endpoint")}/hostPrefix`,
    ]);
  });

  it("are each of one member", () => {
    const header = (httpHeader: string) => string({ httpHeader });
    const Map = { type: "map", key: s, value: s };
    const headers = (prefix: string) => ref("Map", { httpPrefixHeaders: prefix });
    const Op = operation(http("/?q=1"));
    const wrong = (members: object) => wrongWith({ Op, Map, Input: structure(members) });
    expect(wrong({ a: header("A"), b: headers("x-"), c: header("x") })).toEqual([]);
    expect(wrong({ a: header("A"), b: headers("") })).toEqual([]);
    expect(wrong({ a: header("A"), b: header("a") })).toEqual([
      "HttpHeaderTrait ns#Input /shapes/ns#Input",
    ]);
    expect(wrong({ a: header("X-A"), b: headers("x-") })).toEqual([
      "HttpPrefixHeadersTrait ns#Input$b /shapes/ns#Input/members/b",
    ]);
    expect(wrong({ a: string({ httpQuery: "q" }) })).toEqual([
      "HttpQueryTrait ns#Input /shapes/ns#Input",
    ]);
    expect(wrong({ a: string({ httpPayload: {} }), b: s })).toEqual([
      "HttpPayload ns#Input /shapes/ns#Input",
    ]);
  });

  it("tell operations apart", () => {
    const shapes = (a: object, b: object) => ({
      S: { type: "service", operations: [ref("Op"), ref("Other")] },
      Op: { type: "operation", traits: prefixed(a) },
      Other: { type: "operation", traits: prefixed(b) },
    });
    expect(wrongWith(shapes(http("/a"), http("/a", "GET")))).toEqual([]);
    expect(wrongWith(shapes(http("/a?x"), http("/a?y")))).toEqual([]);
    expect(
      wrongWith(shapes({ ...http("/a"), endpoint: { hostPrefix: "b." } }, http("/a"))),
    ).toEqual([]);
    expect(wrongWith(shapes(http("/a?x"), http("/a?x")))).toEqual([
      "HttpUriConflict ns#Op /shapes/ns#Op",
      "HttpUriConflict ns#Other /shapes/ns#Other",
    ]);
  });

  it("may have a slash at the end of a path, which is no segment of it", () => {
    const Input = structure({ a: string({ ...required, httpLabel: {} }) });
    expect(wrongWith({ Op: operation(http("/b/{a}/?c")), Input })).toEqual([]);
    expect(wrongWith({ Op: operation(http("/b//")) })).toEqual([
      `TraitValue ${place("Op", "http")}/uri`,
    ]);
    const shapes = {
      S: { type: "service", operations: [ref("Op"), ref("Other")] },
      Op: operation(http("/b/")),
      Other: operation(http("/b")),
    };
    expect(wrongWith(shapes)).toEqual([
      "HttpUriConflict ns#Op /shapes/ns#Op",
      "HttpUriConflict ns#Other /shapes/ns#Other",
    ]);
  });

  it("are there for the protocols that need them", () => {
    const S = {
      type: "service",
      operations: [ref("Op")],
      traits: { "aws.protocols#restJson1": {} },
    };
    expect(wrongWith({ S })).toEqual(["HttpBindingsMissing ns#Op /shapes/ns#Op"]);
    expect(wrongWith({ S, Op: operation(http("/")) })).toEqual([]);
  });
});

describe("streams", () => {
  const Blob = { type: "blob", traits: prefixed({ streaming: {} }) };

  it("are at the top, required or with a default", () => {
    expect(wrongWith({ Blob, Input: structure({ a: ref("Blob", required) }) })).toEqual([]);
    expect(wrongWith({ Blob, Input: structure({ a: ref("Blob") }) })).toEqual([
      "StreamingTrait ns#Input$a /shapes/ns#Input/members/a",
    ]);
    const Inner = structure({ a: ref("Blob", required) });
    expect(wrongWith({ Blob, Inner, Input: structure({ inner: ref("Inner") }) })).toEqual([
      "StreamingTrait ns#Input$inner /shapes/ns#Input/members/inner",
    ]);
    expect(
      wrongWith({
        Blob,
        L: { type: "list", member: ref("Blob") },
        Input: structure({ l: ref("L") }),
      }),
    ).toEqual(["StreamingTrait ns#L$member /shapes/ns#L/member"]);
  });

  it("of events are of structures, with headers beside a payload", () => {
    const Input = structure({ u: ref("U") });
    const U = (target: object) => ({ type: "union", members: { e: target }, traits: Blob.traits });
    const E = structure({ p: string({ eventPayload: {} }), h: s });
    expect(wrongWith({ Input, U: U(s) })).toEqual(["StreamingTrait ns#U /shapes/ns#U"]);
    expect(wrongWith({ Input, U: U(ref("E")), E })).toEqual([
      "EventPayloadTrait ns#E /shapes/ns#E",
    ]);
  });

  it("of known length are not compressed, and nothing is by an unknown algorithm", () => {
    const gzip = operation({ requestCompression: { encodings: ["GZIP"] } });
    const Fixed = { type: "blob", traits: prefixed({ streaming: {}, requiresLength: {} }) };
    expect(wrongWith({ Op: gzip, Input: structure({ b: s }) })).toEqual([]);
    expect(wrongWith({ Op: gzip, Fixed, Input: structure({ b: ref("Fixed", required) }) })).toEqual(
      ["RequestCompressionTrait ns#Op /shapes/ns#Op"],
    );
    expect(wrongWith({ Op: operation({ requestCompression: { encodings: ["br"] } }) })).toEqual([
      "RequestCompressionTrait ns#Op /shapes/ns#Op",
    ]);
  });
});

describe("single traits", () => {
  it.each([
    ["cors", { origin: "a", origins: { a: "b" } }, "CorsTrait", "S"],
    ["httpApiKeyAuth", { name: "a", in: "query", scheme: "b" }, "HttpApiKeyAuthTrait", "S"],
    ["xmlNamespace", { uri: "::a" }, "XmlNamespaceTrait", "S"],
    ["externalDocumentation", { a: "b" }, "TraitValue", "S"],
    ["mediaType", "a/b;", "MediaType", "T"],
    ["range", { min: 0.5 }, "RangeTrait", "N"],
  ])("%s of %j is wrong", (trait, value, code, on) => {
    const traits = prefixed({ [trait]: value });
    const shapes = {
      S: { type: "service", operations: [ref("Op")], traits: on === "S" ? traits : {} },
      T: { type: "string", traits: on === "T" ? traits : {} },
      N: { type: "integer", traits: on === "N" ? traits : {} },
      Input: structure({ t: ref("T"), n: ref("N") }),
    };
    expect(wrongWith(shapes)).toEqual([`${code} ${place(on, trait)}`]);
  });

  it.each(["a/b", "text/plain; charset=utf-8", 'a/b+c;d="e;f"'])("%s is a media type", (type) => {
    const T = { type: "string", traits: prefixed({ mediaType: type }) };
    expect(wrongWith({ T, Input: structure({ t: ref("T") }) })).toEqual([]);
  });

  it("names in JSON are of one member", () => {
    expect(wrongWith({ Input: structure({ a: string({ jsonName: "b" }), b: s }) })).toEqual([
      "JsonName ns#Input /shapes/ns#Input",
    ]);
  });
});

describe("traits", () => {
  it("are where their definitions say, alone and once", () => {
    const U = structure({}, { "ns#mine": {}, "ns#yours": {} });
    const found = wrongWith({
      mine: structure({}, { trait: { selector: "string", conflicts: ["ns#yours"] } }),
      yours: structure({}, { trait: {} }),
      one: structure(
        {},
        { trait: { selector: "structure > member", structurallyExclusive: "member" } },
      ),
      U,
      Input: structure({ u: ref("U"), a: string({ "ns#one": {} }), b: string({ "ns#one": {} }) }),
    });
    expect(found).toEqual([
      "TraitTarget ns#U /shapes/ns#U",
      "ExclusiveStructureMemberTrait ns#Input /shapes/ns#Input",
      "TraitConflict ns#U /shapes/ns#U",
    ]);
  });

  it("have values that their definitions describe", () => {
    const mine = {
      type: "structure",
      members: {
        text: string({ ...required, length: { min: 2 } }),
        list: ref("L"),
        either: ref("Either"),
        shape: string({ idRef: { failWhenMissing: true, selector: "string" } }),
      },
      traits: prefixed({ trait: {} }),
    };
    const either = { a: "x", b: "y" };
    const value = { text: "x", list: [1, null], either, shape: "ns#Input", more: 1 };
    const found = wrongWith({
      mine,
      L: { type: "list", member: s, traits: prefixed({ uniqueItems: {} }) },
      Either: { type: "union", members: { a: s, b: s } },
      Input: structure({}, { "ns#mine": value }),
      Op: operation({ "ns#mine": { text: "ok", shape: "ns#Gone" } }),
    });
    const on = (name: string, path: string) =>
      `ns#${name} /shapes/ns#${name}/traits/ns#mine${path}`;
    expect(found).toEqual([
      `TraitValue ${on("Input", "/either")}`,
      `TraitValue ${on("Input", "/list/0")}`,
      `TraitValue ${on("Input", "/list/1")}`,
      `TraitValue.UnknownMember.ns#mine.more ${on("Input", "/more")}`,
      `TraitValue ${on("Input", "/shape")}`,
      `TraitValue ${on("Input", "/text")}`,
      `TraitValue ${on("Op", "/shape")}`,
    ]);
  });
});

describe("resources", () => {
  const resource = (rest: object) => ({
    S: { type: "service", resources: [ref("R")] },
    R: { type: "resource", identifiers: { id: s }, ...rest },
  });
  const idInput = structure({ id: string(required) });
  const reading = { type: "operation", input: ref("Input"), traits: prefixed({ readonly: {} }) };

  it("are read by their identifiers, and listed without", () => {
    const shapes = resource({ read: ref("Op") });
    expect(wrongWith({ ...shapes, Op: reading, Input: idInput })).toEqual([]);
    expect(wrongWith({ ...shapes, Op: reading })).toEqual([
      "ResourceIdentifierBinding ns#Op /shapes/ns#Op",
    ]);
    const listed = resource({ list: ref("Op") });
    expect(wrongWith({ ...listed, Op: reading, Input: idInput })).toEqual([
      "ResourceIdentifierBinding ns#Op /shapes/ns#Op",
    ]);
    expect(wrongWith({ ...listed, Op: operation({}) })).toEqual([
      "ResourceLifecycle ns#R /shapes/ns#R",
    ]);
  });

  it("are in one place", () => {
    expect(wrongWith({ ...resource({ resources: [ref("R")] }), Op: reading })).toEqual([
      "ResourceCycle ns#R /shapes/ns#R",
    ]);
    const twice = resource({ resources: [ref("B")], operations: [ref("Op")] });
    const B = { type: "resource", identifiers: { id: s }, operations: [ref("Op")] };
    expect(wrongWith({ ...twice, B, Op: operation({}), Input: idInput })).toEqual([
      "SingleOperationBinding ns#Op /shapes/ns#Op",
    ]);
    const other = { ...B, identifiers: { other: s }, operations: [] };
    expect(wrongWith({ ...resource({ resources: [ref("B")] }), B: other })).toEqual([
      "ResourceIdentifier ns#B /shapes/ns#B",
    ]);
  });

  it("have the properties that their operations have", () => {
    const shapes = resource({ properties: { p: s, q: s }, operations: [ref("Op")] });
    const Input = structure({ id: string(required), p: { target: "smithy.api#Integer" }, x: s });
    expect(wrongWith({ ...shapes, Op: operation({}), Input })).toEqual([
      "ResourceOperationInputOutput ns#Input$p /shapes/ns#Input/members/p",
      "ResourceOperationInputOutput ns#Input$x /shapes/ns#Input/members/x",
      "ResourceOperationInputOutput ns#R /shapes/ns#R",
    ]);
  });
});

describe("operations", () => {
  it("have inputs and outputs of their own", () => {
    const S = { type: "service", operations: [ref("Op"), ref("Other")] };
    const Input = structure({ self: ref("Input") }, { input: {} });
    expect(wrongWith({ S, Input, Other: { type: "operation", output: ref("Input") } })).toEqual([
      "OperationInputOutputMisuse ns#Other /shapes/ns#Other",
      "OperationInputOutputMisuse ns#Input$self /shapes/ns#Input/members/self",
    ]);
  });

  it("have examples of what they take and return", () => {
    const examples = [
      { title: "good", input: { a: "x" }, error: { shapeId: "ns#Err", content: {} } },
      { title: "bad", input: { a: 1 }, output: {}, error: { shapeId: "ns#Gone" } },
      { title: "loose", input: {}, allowConstraintErrors: true },
    ];
    const Err = structure({}, { error: "client" });
    const Op = operation({ examples }, { errors: [ref("Err")] });
    const at = (path: string) => `ExamplesTrait ${place("Op", "examples")}${path}`;
    expect(wrongWith({ Op, Err, Input: structure({ a: string(required) }) })).toEqual([
      at("/1/input/a"),
      at("/1"),
      at("/1"),
      at("/2"),
    ]);
  });

  it("row 38: have examples with unions of no member, but not of two", () => {
    const examples = [
      { title: "none", input: { u: {} } },
      { title: "two", input: { u: { a: "x", b: "y" } } },
    ];
    const U = { type: "union", members: { a: s, b: s } };
    const Input = structure({ u: ref("U") });
    expect(wrongWith({ Op: operation({ examples }), Input, U })).toEqual([
      `ExamplesTrait ${place("Op", "examples")}/1/input/u`,
    ]);
  });

  it.each([
    ["^\\p{Print}+$", "Auto Scaling"],
    ["^(\\p{LD}|\\p{Punct}| )+$", "Str0ng!"],
    ["^\\Asnap-[0-9a-f]{8}\\z$", "snap-78e22663"],
  ])("row 37: may have examples whose pattern %s only Java reads", (pattern, a) => {
    const Op = operation({ examples: [{ title: "good", input: { a } }] });
    expect(wrongWith({ Op, Input: structure({ a: string({ pattern }) }) })).toEqual([]);
  });

  it("row 37: have to match a pattern that both languages read alike", () => {
    const Op = operation({ examples: [{ title: "bad", input: { a: "A" } }] });
    expect(wrongWith({ Op, Input: structure({ a: string({ pattern: "^[a-z]+$" }) }) })).toEqual([
      `ExamplesTrait ${place("Op", "examples")}/0/input/a`,
    ]);
  });
});

describe("waiters", () => {
  const accept = (state: string, matcher: object = { success: true }, rest: object = {}) => ({
    state,
    matcher,
    ...rest,
  });
  const Op = (waiters: object) => operation({ "smithy.waiters#waitable": waiters });
  const at = `ns#Op /shapes/ns#Op/traits/smithy.waiters#waitable`;
  const is = (expected: string) => ({
    output: { path: "a", expected, comparator: "booleanEquals" },
  });

  it("can succeed, and compare with booleans where these are", () => {
    const failing = accept("failure", is("no"), { message: "m" });
    expect(
      wrongWith({
        Op: Op({
          Right: { acceptors: [accept("success", is("true")), accept("failure", is("false"))] },
          Never: { acceptors: [failing] },
          Says: { acceptors: [accept("success", undefined, { message: "m" })] },
        }),
      }),
    ).toEqual([
      `WaitableTrait ${at}/Never`,
      `WaitableTrait ${at}/Never/acceptors/0/matcher/output/expected`,
      `WaitableTrait ${at}/Says/acceptors/0/message`,
    ]);
  });

  it("have paths and messages that are JMESPath expressions", () => {
    const path = (text: string) => ({
      output: { path: text, expected: "x", comparator: "stringEquals" },
    });
    const found = wrongWith({
      Op: Op({
        Wrong: {
          acceptors: [
            accept("success", path("a[?b == 'c'].d | [0]")),
            accept("success", path("a..b")),
            accept("success", path("nothing(a)")),
            accept("failure", path("length(a, b)"), { message: "a.@" }),
          ],
        },
      }),
    });
    expect(found).toEqual([
      `WaitableTrait ${at}/Wrong/acceptors/1/matcher/output/path`,
      `WaitableTrait ${at}/Wrong/acceptors/2/matcher/output/path`,
      `WaitableTrait ${at}/Wrong/acceptors/3/message`,
      `WaitableTrait ${at}/Wrong/acceptors/3/matcher/output/path`,
    ]);
  });

  it("row 38: ask for something", () => {
    expect(wrongWith({ Op: Op({ Empty: { acceptors: [accept("success", {})] } }) })).toEqual([
      `TraitValue ${at}/Empty/acceptors/0/matcher`,
    ]);
  });

  it("of a service have names that differ by more than case", () => {
    const waiter = { acceptors: [accept("success")] };
    const found = wrongWith({
      S: { type: "service", version: "1", operations: [{ target: "ns#Op" }, { target: "ns#P" }] },
      Op: Op({ Ready: waiter, Gone: waiter }),
      P: Op({ READY: waiter }),
    });
    expect(found).toEqual([
      `UniqueWaiterNames ${at}/Ready`,
      `UniqueWaiterNames ${at.replaceAll("#Op", "#P")}/READY`,
    ]);
  });
});

describe("endpoint discovery", () => {
  const target = (id: string) => ({ target: id });
  const long = target("smithy.api#Long");
  const shapes = {
    S: {
      type: "service",
      version: "1",
      operations: [target("ns#Op"), target("ns#Find")],
      traits: { "aws.api#clientEndpointDiscovery": { operation: "ns#Find", error: "ns#Moved" } },
    },
    Op: operation(
      { "aws.api#clientDiscoveredEndpoint": { required: true } },
      { errors: [target("ns#Moved")] },
    ),
    Find: { type: "operation", input: target("ns#FindIn"), output: target("ns#FindOut") },
    FindIn: structure({ Operation: s, Identifiers: target("ns#Texts") }),
    FindOut: structure({ Endpoints: target("ns#Endpoints") }),
    Endpoints: { type: "list", member: target("ns#Endpoint") },
    Endpoint: structure({ Address: s, CachePeriodInMinutes: long }),
    Texts: { type: "map", key: s, value: s },
    Moved: structure({}, { error: "client" }),
  };
  const code = "ClientEndpointDiscovery";
  const at = (name: string, rest = "") => `ns#${name} /shapes/ns#${name}${rest}`;
  const trait = at("S", "/traits/aws.api#clientEndpointDiscovery");

  it("is of one form", () => {
    expect(wrongWith(shapes)).toEqual([]);
  });

  const cases: [what: string, change: Definitions, expected: string[]][] = [
    ["an operation of the service", { S: { ...shapes.S, operations: [target("ns#Op")] } }, [`${code}.UnboundOperation ${trait}`]],
    ["used", { Op: operation({}) }, [`${code}.NoOperations ${trait}`]],
    ["ended by an error", { Op: { ...shapes.Op, errors: [] } }, [`${code} ${at("Op")}`]],
    ["asked with nothing else", { FindIn: structure({ Operation: s, Ttl: long }) }, [`${code} ${at("FindIn")}`]],
    ["asked for a name", { FindIn: structure({ Operation: long }) }, [`${code} smithy.api#Long /shapes/ns#FindIn/members/Operation`]],
    ["asked with texts", { Texts: { type: "map", key: s, value: long } }, [`${code} ns#FindIn$Identifiers /shapes/ns#FindIn/members/Identifiers`]],
    ["answered", { Find: { ...shapes.Find, output: undefined } }, [`${code} ${at("Find")}`]],
    ["answered with a list", { FindOut: structure({ Endpoints: s }) }, [`${code} ns#FindOut$Endpoints /shapes/ns#FindOut/members/Endpoints`]],
    ["answered with structures", { Endpoints: { type: "list", member: s } }, [`${code} ${at("Endpoints")}`]],
    [
      "answered with addresses",
      { Endpoint: structure({ Address: long, Other: s }) },
      [`${code} ${at("Endpoint")}`, `${code} ns#Endpoint$Address /shapes/ns#Endpoint/members/Address`],
    ],
  ]; // prettier-ignore
  it.each(cases)("has to be %s", (_, change, expected) => {
    expect(wrongWith({ ...shapes, ...change })).toEqual(expected);
  });
});
