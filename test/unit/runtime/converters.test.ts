import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../../templates/runtime/contract/document.js";
import * as node from "../../../templates/runtime/http/platform.node.js";
import * as web from "../../../templates/runtime/http/platform.web.js";
import { readBlob, writeBlob } from "../../../templates/runtime/serde/base64.js";
import { withDefaults } from "../../../templates/runtime/serde/defaults.js";
import { writeDocument } from "../../../templates/runtime/serde/document.js";
import { idempotencyToken } from "../../../templates/runtime/serde/idempotencyToken.js";
import {
  asBoolean,
  asLong,
  asString,
  readFloat,
  readInteger,
  writeByte,
  writeFloat,
  writeInteger,
  writeShort,
} from "../../../templates/runtime/serde/json.js";
import { readProtoMembers } from "../../../templates/runtime/serde/protoMember.js";
import { secretMapOf } from "../../../templates/runtime/serde/sensitive.js";
import { orNull } from "../../../templates/runtime/serde/sparse.js";
import {
  asUnit,
  listOf,
  mapOf,
  readMembers,
  writeMembers,
} from "../../../templates/runtime/serde/structure.js";
import {
  readDateTime,
  readEpochSeconds,
  readHttpDate,
  writeDateTime,
  writeEpochSeconds,
  writeHttpDate,
} from "../../../templates/runtime/serde/timestamps.js";
import { readUnion, writeUnion } from "../../../templates/runtime/serde/union.js";

type Convert = (value: never) => unknown;

/** Writes a structure by writers of any types. */
const writeAny = writeMembers as (value: unknown, writers: object) => unknown;

/** What a converter says is wrong with a value, and where. */
function problem(convert: Convert, value: unknown): object {
  try {
    return { taken: convert(value as never) };
  } catch (error) {
    const { message, path } = error as { message: string; path?: string };
    return { message, path };
  }
}

const date = new Date("2014-04-29T18:30:38.500Z");
const second = new Date("2014-04-29T18:30:38.000Z");

describe("timestamps", () => {
  it.each<[string, (value: unknown) => Date, unknown, Date]>([
    ["seconds", readEpochSeconds, 1398796238.5, date],
    ["seconds with more digits", readEpochSeconds, 1398796238.4999, date],
    ["a date-time", readDateTime, "2014-04-29T18:30:38.5Z", date],
    ["a date-time with an offset", readDateTime, "2014-04-29T20:30:38.500+02:00", date],
    ["an http-date", readHttpDate, "Tue, 29 Apr 2014 18:30:38 GMT", second],
  ])("are read from %s", (_, read, value, expected) => {
    expect(read(value)).toEqual(expected);
  });

  it.each<[(value: unknown) => Date, unknown]>([
    [readEpochSeconds, "1398796238"],
    [readEpochSeconds, 1e300],
    [readEpochSeconds, null],
    [readDateTime, "yesterday"],
    [readDateTime, "2014-04-29"],
    [readDateTime, 1398796238],
    [readHttpDate, "2014-04-29T18:30:38Z"],
  ])("are not read by %o from %j", (read, value) => {
    expect(() => read(value)).toThrow("Expected a timestamp");
  });

  it("are written as the formats have them", () => {
    expect(writeEpochSeconds(date)).toBe(1398796238.5);
    expect(writeDateTime(date)).toBe("2014-04-29T18:30:38.500Z");
    expect(writeDateTime(second)).toBe("2014-04-29T18:30:38Z");
    expect(writeHttpDate(second)).toBe("Tue, 29 Apr 2014 18:30:38 GMT");
    expect(() => writeEpochSeconds(new Date(NaN))).toThrow("Expected a timestamp");
  });
});

describe("lists and maps", () => {
  it("keep null where they are sparse", () => {
    expect(listOf(orNull(asString))(["a", null])).toEqual(["a", null]);
    expect(mapOf(orNull(asString))({ a: "b", c: null })).toEqual({ a: "b", c: null });
    expect(listOf(orNull(writeEpochSeconds))([date, null])).toEqual([1398796238.5, null]);
    expect(listOf(orNull(asString))(["a", undefined])).toEqual(["a", null]);
  });

  it.each<[string, Convert, unknown, string]>([
    ["a string", asString, "a", "a string"],
    ["a boolean", asBoolean, true, "a boolean"],
    ["an integer", writeInteger, 1, "an integer of 32 bits"],
    ["a long", asLong, 1, "an integer of at most 53 bits, which a number holds"],
    ["a float", writeFloat, 1.5, "a number"],
    ["bytes", writeBlob, new Uint8Array(), "a Uint8Array"],
    ["a timestamp", writeEpochSeconds, date, "a Date"],
    ["a list", listOf(asString), [], "a list"],
    ["a map", mapOf(asString), {}, "an object"],
    ["a structure", (value: never) => writeAny(value, {}), {}, "an object"],
    ["a union", (value: never) => writeUnion(value, {}), { $unknown: ["a", 1] }, "an object"],
    ["an item of a response", readInteger, 1, "an integer"],
  ])("rows 20 and 21: refuse an absent item beside %s", (_, convert, good, expected) => {
    const message = `Expected ${expected}`;
    for (const absent of [null, undefined]) {
      expect(problem(listOf(convert), [good, absent])).toEqual({ message, path: "[1]" });
      const map = { a: good, c: absent };
      expect(problem(mapOf(convert), map)).toEqual({ message, path: '["c"]' });
    }
    // eslint-disable-next-line no-sparse-arrays -- which JSON would fill with null
    expect(problem(listOf(convert), [, good])).toEqual({ message, path: "[0]" });
    expect(problem(listOf(listOf(convert)), [[good], [null]])).toEqual({ message, path: "[1][0]" });
  });

  it.each<[unknown]>([["abc"], [{ length: 1, 0: "a" }], [new Set(["a"])], [7]])(
    "row 20: are not lists, as %o is not",
    (value) => {
      expect(problem(listOf(asString), value)).toEqual({ message: "Expected a list" });
    },
  );

  it.each<[unknown]>([[["a"]], [new Map([["a", "b"]])], ["abc"], [new Date(0)], [null], [7]])(
    "row 20: are not maps or structures, as %o is not",
    (value) => {
      const message = "Expected an object";
      expect(problem(mapOf(asString), value)).toEqual({ message });
      expect(problem((value) => writeAny(value, {}), value)).toEqual({ message });
    },
  );

  it("row 22: are plain objects, whatever the keys", () => {
    const wire = '{"a":"b","__proto__":"c","constructor":"d","hasOwnProperty":"e"}';
    const map = mapOf(asString)(JSON.parse(wire) as Record<string, string>);
    expect(Object.getPrototypeOf(map)).toBe(Object.prototype);
    expect(Object.keys(map)).toEqual(["a", "__proto__", "constructor", "hasOwnProperty"]);
    expect(JSON.stringify(map)).toBe(wire);
    expect(mapOf(asString)({ a: "b" })).toStrictEqual({ a: "b" });
    expect(`${mapOf(asString)({ a: "b" }) as unknown as string}`).toBe("[object Object]");
    expect(JSON.stringify(secretMapOf(asString)(JSON.parse(wire) as never))).toBe(wire);
  });

  it("tell where a value is wrong", () => {
    const message = "Expected a string";
    expect(problem(listOf(asString), ["a", 1])).toEqual({ message, path: "[1]" });
    expect(problem(mapOf(orNull(asString)), { 'a"': 1 })).toEqual({ message, path: '["a\\""]' });
    expect(problem(secretMapOf(asString), { S3CRET: 1 })).toEqual({ message, path: "[…]" });
    const read = (value: unknown) =>
      readMembers(value, { Keys: listOf((key) => readMembers(key, { KeyId: asString })) });
    const path = "Keys[3].KeyId";
    expect(problem(read, { Keys: [{}, {}, {}, { KeyId: 4 }] })).toEqual({ message, path });
  });
});

describe("structures", () => {
  const wire = '{"__proto__":"p","constructor":"c","toString":"t","valueOf":"v"}';
  const body = JSON.parse(wire) as object;

  it("row 24: have members of any name, and none that every object has", () => {
    const readers = { constructor: asString, toString: asString, valueOf: asString };
    expect(JSON.stringify(readMembers(body, readers))).toBe(
      '{"constructor":"c","toString":"t","valueOf":"v"}',
    );
    expect(Object.keys(readMembers({}, readers))).toEqual([]);
    const all = { ["__proto__"]: asString, ...readers };
    expect(JSON.stringify(readProtoMembers(body, all))).toBe(wire);
    expect(Object.keys(readProtoMembers({}, all))).toEqual([]);
    const wrong = () => readProtoMembers(JSON.parse('{"__proto__":1}'), all);
    expect(problem(wrong, 0)).toEqual({ message: "Expected a string", path: "__proto__" });
  });

  it("take values in place of those that are absent", () => {
    const defaults = { a: 1, b: 2, c: 3 };
    const given: { a?: number | undefined; b?: number; c?: number } = { a: undefined, b: 0 };
    expect(withDefaults(given, defaults)).toEqual({ a: 1, b: 0, c: 3 });
    const proto = withDefaults({}, JSON.parse('{"__proto__":1}') as object);
    expect(JSON.stringify(proto)).toBe('{"__proto__":1}');
    expect(problem((value) => withDefaults(value as object, {}), "abc")).toEqual({
      message: "Expected an object",
    });
  });

  it("may have no members", () => {
    expect(asUnit({ a: 1 })).toEqual({});
    expect(problem(asUnit, null)).toEqual({ message: "Expected an object" });
  });
});

describe("unions", () => {
  it("have one member, which `__type` and null are not", () => {
    const read = readUnion({ __type: "x", text: "a", other: null }, { text: asString });
    expect(read).toEqual({ text: "a" });
    expect(readUnion({ __type: "x" }, { __type: asString })).toEqual({ __type: "x" });
    expect(readUnion({ newer: [1] }, { text: asString })).toEqual({ $unknown: ["newer", [1]] });
  });

  it("have no member that every object has", () => {
    const converters = { text: asString, toString: asString, constructor: asString };
    expect(writeUnion({ text: "a" }, converters)).toEqual({ text: "a" });
    expect(writeUnion({ toString: "a" }, converters)).toEqual({ toString: "a" });
    expect(readUnion({ valueOf: 1 }, converters)).toEqual({ $unknown: ["valueOf", 1] });
    const proto = writeUnion(JSON.parse('{"__proto__":"a"}') as object, {
      ["__proto__"]: asString,
    });
    expect(JSON.stringify(proto)).toBe('{"__proto__":"a"}');
  });

  it("write the member that the model has, or what was read of a newer one", () => {
    const union = { text: "a", other: undefined } as { text: string };
    expect(writeUnion(union, { text: asString })).toEqual({ text: "a" });
    expect(writeUnion({ $unknown: ["newer", [1]] }, {})).toEqual({ newer: [1] });
    const foreign = { foreign: 1 } as unknown as { text: string };
    expect(() => writeUnion(foreign, { text: asString })).toThrow("Expected a member of the union");
  });

  it("tell where in a member something is wrong", () => {
    const fail = () => readUnion({ list: [1] }, { list: listOf(asString) });
    expect(fail).toThrow(expect.objectContaining({ path: "list[0]" }));
  });

  it.each([{}, { a: 1, b: 2 }, { a: null }])("are not %j", (body) => {
    expect(() => readUnion(body, {})).toThrow("Expected a union with one member");
  });
});

describe("numbers", () => {
  it("are read if they are what the model says", () => {
    expect([readInteger(-3), asLong(2 ** 53 - 1), readFloat(1.5)]).toEqual([-3, 2 ** 53 - 1, 1.5]);
    expect([readFloat("NaN"), readFloat("-Infinity")]).toEqual([NaN, -Infinity]);
    expect([1.5, NaN, Infinity, -Infinity].map(writeFloat)).toEqual([
      1.5,
      "NaN",
      "Infinity",
      "-Infinity",
    ]);
  });

  it.each<[(value: unknown) => unknown, unknown]>([
    [asString, 1],
    [asBoolean, "true"],
    [readInteger, 1.5],
    [readInteger, "1"],
    [asLong, 2 ** 53],
    [readFloat, "1.5"],
  ])("are not read by %o from %j", (read, value) => {
    expect(() => read(value)).toThrow("Expected");
  });

  it.each([
    [8, writeByte],
    [16, writeShort],
    [32, writeInteger],
    [54, asLong],
  ] as const)("row 19: of %d bits at most are written", (bits, write) => {
    const end = 2 ** (bits - 1);
    const [least, most] = bits === 54 ? [1 - end, end - 1] : [-end, end - 1];
    expect([least, -1, 0, most].map((value) => write(value))).toEqual([least, -1, 0, most]);
    const wrong = [NaN, Infinity, -Infinity, 0.5, least - 1, most + 1, "1", 1n, true, null, {}];
    for (const value of wrong) {
      const message = expect.stringMatching(/^Expected an integer of /) as string;
      expect(problem(write, value)).toEqual({ message });
      expect(problem(listOf(write), [1, value])).toEqual({ message, path: "[1]" });
      expect(problem(mapOf(write), { a: value })).toEqual({ message, path: '["a"]' });
      const structure = (value: never) => writeAny(value, { Limit: write });
      // Absent is the one thing that null is there.
      if (value !== null) {
        expect(problem(structure, { Limit: value })).toEqual({ message, path: "Limit" });
      }
    }
  });

  it("row 19: are no texts", () => {
    expect(problem(writeFloat, "1.5")).toEqual({ message: "Expected a number" });
  });
});

describe("documents", () => {
  it("are any JSON", () => {
    const document = { a: [1, null, "b", true, { c: -1.5 }], d: {} };
    expect(writeDocument(document)).toEqual(document);
    expect(writeDocument({ a: undefined } as never)).toEqual({ a: undefined });
  });

  it.each<[unknown, string | undefined]>([
    [{ a: [1, NaN] }, "a[1]"],
    [[undefined], "[0]"],
    [{ a: { b: new Date(0) } }, "a.b"],
    [{ "a b": 1n }, "a b"],
    [() => 1, undefined],
    [undefined, undefined],
  ])("rows 19 and 20: are not what JSON would make another value of: %o", (value, path) => {
    const write = (value: JsonValue) => writeDocument(value);
    const found = problem(write, value) as { path?: string };
    expect(found).toMatchObject({ message: expect.stringMatching(/^Expected /) as string });
    expect(found.path?.replace(/\["([^"]*)"\]/g, ".$1").replace(/^\./, "")).toBe(path);
  });
});

describe("what comes from another realm", () => {
  const foreign = <T>(code: string) => runInNewContext(code) as T;

  it("row 25: is taken like one's own", () => {
    const bytes = foreign<Uint8Array>("Uint8Array.of(1, 2, 255)");
    expect(bytes).not.toBeInstanceOf(Uint8Array);
    expect(writeBlob(bytes)).toBe("AQL/");
    const at = foreign<Date>("new Date(1500)");
    expect(at).not.toBeInstanceOf(Date);
    expect([writeEpochSeconds(at), writeDateTime(at)]).toEqual([1.5, "1970-01-01T00:00:01.500Z"]);
    expect(listOf(asString)(foreign("['a']"))).toEqual(["a"]);
    expect(mapOf(asString)(foreign("({ a: 'b' })"))).toEqual({ a: "b" });
    expect(writeMembers(foreign<{ a: string }>("({ a: 'b' })"), { a: asString })).toEqual({
      a: "b",
    });
  });
});

describe.each([
  ["Node", node],
  ["the web", web],
])("base64 of %s", (_, { fromBase64, toBase64 }) => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const text = Buffer.from(bytes).toString("base64");

  it("is made of bytes, and back", () => {
    expect(toBase64(bytes)).toBe(text);
    expect(toBase64(bytes.subarray(1, 3))).toBe("AQI=");
    expect(toBase64(Buffer.from([1, 2]))).toBe("AQI=");
    expect(toBase64(runInNewContext("Uint8Array.of(1, 2)") as Uint8Array)).toBe("AQI=");
    const read = fromBase64(text);
    expect(read).toStrictEqual(bytes);
    // No one else's bytes lie beside them.
    expect(read.buffer.byteLength).toBe(256);
    expect(fromBase64("AQ")).toEqual(Uint8Array.of(1));
  });

  it.each(["A", "AQ=", "A-_=", "AQI=!", "é"])("is not %s", (text) => {
    expect(() => fromBase64(text)).toThrow();
  });
});

it("makes blobs of base64, and back", () => {
  expect(writeBlob(Uint8Array.of(1, 2))).toBe("AQI=");
  expect(readBlob("AQI=")).toEqual(Uint8Array.of(1, 2));
  for (const value of [[1, 2], "AQI=", new Uint16Array(1), new DataView(new ArrayBuffer(1))]) {
    expect(() => writeBlob(value as never)).toThrow("Expected a Uint8Array");
  }
});

it.each<[unknown]>([[0], ["1970-01-01T00:00:00Z"], [null], [{ getTime: () => 0 }]])(
  "row 20: takes no %o for a Date",
  (value) => {
    for (const write of [writeEpochSeconds, writeDateTime, writeHttpDate]) {
      expect(() => write(value as Date)).toThrow("Expected a Date");
    }
  },
);

it("makes idempotency tokens that are random UUIDs", () => {
  const tokens = Array.from({ length: 50 }, idempotencyToken);
  for (const token of tokens) {
    expect(token).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  }
  expect(new Set(tokens).size).toBe(50);
});
