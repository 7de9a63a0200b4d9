import { describe, expect, it } from "vitest";
import type { AnyOperation } from "../../../../../templates/runtime/contract/service.js";
import {
  fromContent,
  fromHeader,
  fromNamed,
  fromPayload,
  fromPrefixHeaders,
  fromStatus,
  toContent,
  toHeader,
  toLabel,
  toNamed,
  toPayload,
  toPrefixHeaders,
  toQuery,
  toQueryParams,
  toStatus,
} from "../../../../../templates/runtime/protocols/http/bindings.js";
import {
  fromBody,
  inBody,
  readMessage,
  writeHead,
  writeMessage,
  type Draft,
  type MemberWriter,
  type Message,
} from "../../../../../templates/runtime/protocols/http/message.js";
import { requestOf } from "../../../../../templates/runtime/protocols/http/request.js";
import { inElement, rooted } from "../../../../../templates/runtime/protocols/http/xmlRoot.js";
import { asBytes } from "../../../../../templates/runtime/serde/bytes.js";
import { asString, readInteger } from "../../../../../templates/runtime/serde/json.js";
import { listOf, mapOf } from "../../../../../templates/runtime/serde/structure.js";
import { fromNumber } from "../../../../../templates/runtime/serde/text.js";

const asIs = (value: unknown) => value as never;

/** The request of an input whose members are written so. */
function request(uri: string, input: object, writers: Record<string, MemberWriter<never>>) {
  const operation = { method: "GET", uri } as AnyOperation;
  return requestOf(operation, writeHead(input as never, writers as never));
}

const paths = (uri: string, value: unknown) =>
  request(uri, { L: value }, { L: toLabel("L", asString) }).path;
const inputError = (message: string | RegExp, path: string) =>
  expect.objectContaining({ message: expect.stringMatching(message) as string, path }) as Error;

/** What only looks like a character: half of one. */
const half = "\ud800";

describe("a label", () => {
  it.each([
    ["a", "/x/a/y"],
    ["a/b", "/x/a%2Fb/y"],
    ["a?b=c#d", "/x/a%3Fb%3Dc%23d/y"],
    ["100%", "/x/100%25/y"],
    ["%2F", "/x/%252F/y"],
    ["\r\nHost: x", "/x/%0D%0AHost%3A%20x/y"],
    ["\\", "/x/%5C/y"],
    ["é😀", "/x/%C3%A9%F0%9F%98%80/y"],
    ["!'()*", "/x/%21%27%28%29%2A/y"],
    ["-._~", "/x/-._~/y"],
    [".", "/x/%2E/y"],
    ["..", "/x/%2E%2E/y"],
    ["...", "/x/.../y"],
    ["../..", "/x/..%2F../y"],
    [";@:&=+$,", "/x/%3B%40%3A%26%3D%2B%24%2C/y"],
  ])("%j stays one segment", (value, path) => {
    expect(paths("/x/{L}/y", value)).toBe(path);
  });

  it.each([
    ["a/b", "/a/b"],
    ["/a//b/", "//a//b/"],
    ["a/../b", "/a/%2E%2E/b"],
    ["./..", "/%2E/%2E%2E"],
    ["a b/c?d", "/a%20b/c%3Fd"],
  ])("that is greedy has the segments of %j", (value, path) => {
    expect(paths("/{L+}", value)).toBe(path);
  });

  it.each(["/{L}", "/{L+}"])("of %s has to be there, and to be something", (uri) => {
    expect(() => paths(uri, "")).toThrow(inputError(/not empty/, "L"));
    for (const value of [undefined, null]) {
      expect(() => paths(uri, value)).toThrow(inputError(/a value/, "L"));
    }
    expect(() => paths(uri, 5)).toThrow(inputError(/a string/, "L"));
    expect(() => paths(uri, half)).toThrow(inputError(/whole characters/, "L"));
  });

  it("is nothing that an object inherits", () => {
    expect(() => request("/{toString}", {}, {})).toThrow(inputError(/a value/, "toString"));
  });
});

describe("a query", () => {
  const query = (uri: string, input: object) =>
    request(uri, input, {
      One: toQuery("one", asString),
      Many: toQuery("many", listOf(asString)),
      Others: toQueryParams(mapOf(asString)),
      Lists: toQueryParams(mapOf(listOf(asString))),
    }).path;

  it.each([
    [{}, "/x"],
    [{ One: "" }, "/x?one="],
    [{ One: "a&b=c#d+e f%" }, "/x?one=a%26b%3Dc%23d%2Be%20f%25"],
    [{ Many: [] }, "/x"],
    [{ Many: ["b", "a", "b"] }, "/x?many=b&many=a&many=b"],
    [{ Others: { "a&b": "1", __proto__x: "2" } }, "/x?a%26b=1&__proto__x=2"],
    [{ Others: JSON.parse('{"__proto__":"1"}') as object }, "/x?__proto__=1"],
    [{ Lists: { a: ["1", "2"], b: [] } }, "/x?a=1&a=2"],
  ])("of %j", (input, path) => {
    expect(query("/x", input)).toBe(path);
  });

  it("has what a member is bound to before what a map has of that name, in whichever order", () => {
    expect(query("/x", { Others: { one: "map", two: "2" }, One: "member" })).toBe(
      "/x?one=member&two=2",
    );
  });

  it("has what the operation always has, whatever a map says", () => {
    expect(query("/x?fixed=a&delete", { Others: { fixed: "b", delete: "no", more: "c" } })).toBe(
      "/x?fixed=a&delete&more=c",
    );
  });

  it("has no halves of characters", () => {
    expect(() => query("/x", { One: half })).toThrow(inputError(/whole/, "One"));
    expect(() => query("/x", { Many: ["a", half] })).toThrow(inputError(/whole/, "Many"));
    expect(() => query("/x", { Others: { a: half } })).toThrow(inputError(/whole/, 'Others["a"]'));
    expect(() => query("/x", { Others: { [half]: "a" } })).toThrow(
      inputError(/whole/, 'Others["\\ud800"]'),
    );
  });
});

describe("a header", () => {
  const headers = (input: object, prefix = "x-meta-") =>
    request("/", input, {
      Before: toPrefixHeaders(prefix, mapOf(asString)),
      One: toHeader("x-meta-one", asString),
      After: toPrefixHeaders(prefix, mapOf(asString)),
    }).headers;

  it.each(["", "a", "a\tb", " padded ", '"quoted", ~'])("can have %j", (value) => {
    expect(headers({ One: value })).toEqual({ "x-meta-one": value });
    expect(headers({ After: { a: value } })).toEqual({ "x-meta-a": value });
  });

  it.each(["a\r\nb: c", "a\nb", "a\rb", "a\n", "\0", "\x7f", "é", "😀", half])(
    "cannot have %j",
    (value) => {
      expect(() => headers({ One: value })).toThrow(inputError(/visible ASCII/, "One"));
      expect(() => headers({ After: { key: value } })).toThrow(
        inputError(/visible ASCII/, 'After["key"]'),
      );
    },
  );

  it("is of one name, whatever the case", () => {
    expect(headers({ After: { ABC: "1" } })).toEqual({ "x-meta-abc": "1" });
  });

  it("has a member's own value, in whichever order", () => {
    expect(headers({ Before: { One: "map" }, One: "1", After: { one: "map", two: "2" } })).toEqual({
      "x-meta-one": "1",
      "x-meta-two": "2",
    });
  });

  it.each(["a b", "a:b", "a\r\nb", "é", "ſ", "\u212a", '"', "a/b", "("])(
    "cannot be called %j, which is no token",
    (name) => {
      expect(() => headers({ After: { [name]: "v" } })).toThrow(
        inputError(/name of a header/, `After[${JSON.stringify(name)}]`),
      );
    },
  );

  it("can be called all that is one, also by what every object has", () => {
    const odd = { "!#$%&'*+-.^_`|~0": "1", constructor: "2", tostring: "3", hasownproperty: "4" };
    expect(headers({ After: odd }, "")).toEqual(odd);
  });

  it.each([
    "Authorization",
    "host",
    "Content-Length",
    "Transfer-Encoding",
    "connection",
    "expect",
    "te",
    "upgrade",
    "user-agent",
    "x-amz-date",
    "X-Amz-Security-Token",
    "x-amz-content-sha256",
    "amz-sdk-request",
  ])("of a map cannot be %s, which is the client's", (name) => {
    expect(() => headers({ After: { [name]: "v" } }, "")).toThrow(
      inputError(/none that the client sets/, `After["${name}"]`),
    );
    // By prefix and key together.
    expect(() =>
      headers({ After: { [name.slice(2)]: "v" } }, name.slice(0, 2).toLowerCase()),
    ).toThrow(inputError(/none that the client sets/, `After["${name.slice(2)}"]`));
    expect(headers({ After: { [name]: "v" } })).toEqual({ [`x-meta-${name.toLowerCase()}`]: "v" });
  });

  it("cannot be called __proto__, which objects of headers could not hold", () => {
    const odd = JSON.parse('{"__proto__":"v"}') as object;
    expect(() => headers({ After: odd }, "")).toThrow(inputError(/name/, 'After["__proto__"]'));
    expect(() => headers({ After: { to__: "v" } }, "__pro")).toThrow(
      inputError(/name/, 'After["to__"]'),
    );
  });
});

describe("a body", () => {
  const written = (input: object, writers: Record<string, MemberWriter<never>>): Draft =>
    writeMessage(input as never, writers as never);

  it("is the members that are nowhere else, if there are none an empty object", () => {
    const writers = { A: asString as never, B: toNamed("b", asString) as never };
    expect(written({}, writers).document).toEqual({});
    expect(written({ A: "1", B: "2", C: "3" }, writers).document).toEqual({ A: "1", b: "2" });
    expect(writeHead({}, {} as never).document).toBeUndefined();
  });

  it("keeps members called __proto__", () => {
    const writers = JSON.parse('{"__proto__":0}') as Record<string, never>;
    Object.defineProperty(writers, "__proto__", { value: asString, enumerable: true });
    const input = JSON.parse('{"__proto__":"1"}') as object;
    const { document } = written(input, writers);
    expect(JSON.stringify(document)).toBe('{"__proto__":"1"}');
    expect(Object.getPrototypeOf(document)).toBe(Object.prototype);
  });

  it("takes the type of its content, unless a member says another", () => {
    const content = toContent("application/octet-stream", asBytes) as never;
    const type = toHeader("content-type", asString) as never;
    const bytes = Uint8Array.of(1);
    const of = (writers: Record<string, MemberWriter<never>>) =>
      writeHead({ Body: bytes, Type: "a/b" } as never, writers as never);
    expect(of({ Body: content })).toMatchObject({
      body: bytes,
      headers: { "content-type": "application/octet-stream" },
    });
    expect(of({ Body: content, Type: type }).headers).toEqual({ "content-type": "a/b" });
    expect(of({ Type: type, Body: content }).headers).toEqual({ "content-type": "a/b" });
  });

  it("is one value, or what a whole structure is written to", () => {
    expect(writeHead({ P: { a: 1 } } as never, { P: toPayload(asIs) } as never).document).toEqual({
      a: 1,
    });
    expect(inBody(asIs)({ a: 1 })).toEqual({
      labels: {},
      query: [],
      params: [],
      headers: {},
      document: { a: 1 },
    });
  });

  it("of XML has a root, with its namespace", () => {
    expect(inElement("Root", asIs)({ a: 1 })).toEqual({ Root: { a: 1 } });
    const write = rooted("Root", writeMessage as never, "@xmlns", "https://example.com");
    expect((write as typeof writeMessage)({ A: "1" }, { A: asString }).document).toEqual({
      Root: { "@xmlns": "https://example.com", A: "1" },
    });
  });

  it("tells where in the input it fails", () => {
    expect(() => written({ A: 1 }, { A: asString })).toThrow(inputError(/a string/, "A"));
    for (const input of [null, 1, "text", [], new Map()]) {
      expect(() => written(input as never, {})).toThrow(/an object/);
    }
  });
});

describe("a response", () => {
  let parsed = 0;
  const message = (
    headers: Record<string, string>,
    body?: unknown,
    bytes = new Uint8Array(),
  ): Message => ({
    status: 201,
    headers: new Headers(headers),
    bytes,
    response: new Response(),
    document() {
      parsed++;
      return body;
    },
  });
  const text = new TextEncoder();

  it("is read from wherever members are bound to", () => {
    const found = readMessage(message({ a: "1", "x-m-b": "2", "x-m-C": "3" }, { d: "4", E: "5" }), {
      A: fromHeader("a", fromNumber(readInteger)),
      M: fromPrefixHeaders("x-m-", mapOf(asString)),
      D: fromNamed("d", asString),
      E: asString,
      Status: fromStatus,
    });
    expect(found).toEqual({ A: 1, M: { b: "2", c: "3" }, D: "4", E: "5", Status: 201 });
  });

  it("has of a body that is empty nothing", () => {
    const readers = { A: asString, B: fromNamed("b", asString), P: fromPayload(asIs) };
    expect(readMessage(message({}), readers)).toEqual({});
    expect(readMessage(message({}, null), readers)).toEqual({});
    expect(readMessage(message({}), { C: fromContent(asIs) })).toEqual({});
    expect(fromBody(asIs)(message({}))).toEqual({});
  });

  it("has content as it is", () => {
    const bytes = text.encode("é");
    expect(readMessage(message({}, undefined, bytes), { C: fromContent(asIs) })).toEqual({
      C: bytes,
    });
  });

  it("is parsed once, however many members are in it, and not at all for those that are not", () => {
    parsed = 0;
    readMessage(message({ a: "1" }), { A: fromHeader("a", asString) });
    expect(parsed).toBe(0);
    const readers = {
      A: fromNamed("a", asString),
      B: fromNamed("b", asString),
      C: asString,
      P: fromPayload(asIs),
    };
    readMessage(message({}, { a: "1" }), readers);
    expect(parsed).toBe(1);
  });

  it("has nothing that every object inherits", () => {
    const readers = { A: fromNamed("toString", asString), constructor: asString };
    expect(readMessage(message({}, {}), readers)).toEqual({});
  });

  it("may have headers with any names after a prefix", () => {
    const names = ["__proto__", "constructor", "x-a"];
    const headers = { get: () => "v", keys: () => names };
    const { M } = readMessage({ ...message({}), headers }, { M: fromPrefixHeaders("", asIs) }) as {
      M: object;
    };
    expect(Object.keys(M)).toEqual(names);
    expect(Object.getPrototypeOf(M)).toBe(Object.prototype);
    // A transport that does not tell them has none.
    const silent = { ...message({}), headers: { get: () => "v" } };
    expect(readMessage(silent, { M: fromPrefixHeaders("", asIs) })).toEqual({ M: {} });
  });

  it("tells where it is not what the model says", () => {
    const readers = { A: fromHeader("a", fromNumber(readInteger)), D: fromNamed("d", asString) };
    expect(() => readMessage(message({ a: "1.5" }), readers)).toThrow(inputError(/integer/, "A"));
    expect(() => readMessage(message({}, { d: 1 }), readers)).toThrow(inputError(/string/, "D"));
    for (const body of ["text", 1, [], true]) {
      expect(() => readMessage(message({}, body), readers)).toThrow(/an object/);
    }
  });

  it("is given a status by a fake", () => {
    expect(writeHead({ S: 299 } as never, { S: toStatus } as never).status).toBe(299);
  });
});
