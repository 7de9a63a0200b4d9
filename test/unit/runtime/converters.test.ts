import { describe, expect, it } from "vitest";
import { readBlob, writeBlob } from "../../../templates/runtime/serde/base64.js";
import { idempotencyToken } from "../../../templates/runtime/serde/idempotencyToken.js";
import {
  readBoolean,
  readFloat,
  readInteger,
  readString,
  writeFloat,
} from "../../../templates/runtime/serde/json.js";
import { asIs, readList } from "../../../templates/runtime/serde/structure.js";
import { standardRetry } from "../../../templates/runtime/call/retry.js";
import {
  readSparseList,
  readSparseMap,
  writeSparseList,
  writeSparseMap,
} from "../../../templates/runtime/serde/sparse.js";
import {
  readDateTime,
  readEpochSeconds,
  readHttpDate,
  writeDateTime,
  writeEpochSeconds,
  writeHttpDate,
} from "../../../templates/runtime/serde/timestamps.js";
import { readUnion, writeUnion } from "../../../templates/runtime/serde/union.js";

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

describe("sparse lists and maps", () => {
  it("keep null", () => {
    expect(readSparseList(["a", null], readString)).toEqual(["a", null]);
    expect({ ...readSparseMap({ a: "b", c: null }, readString) }).toEqual({ a: "b", c: null });
    expect(writeSparseList([date, null], writeEpochSeconds)).toEqual([1398796238.5, null]);
    expect({ ...writeSparseMap({ a: null }, writeEpochSeconds) }).toEqual({ a: null });
  });

  it("have only the keys of the wire", () => {
    const map = readSparseMap(JSON.parse('{"__proto__":null}'), readString);
    expect(Object.getPrototypeOf(map)).toBeNull();
    expect(Object.keys(map)).toEqual(["__proto__"]);
  });

  it("tell where a value is wrong", () => {
    const wrong = (path: string): unknown => expect.objectContaining({ path });
    expect(() => readSparseList(["a", 1], readString)).toThrow(wrong("[1]"));
    expect(() => readSparseMap({ a: 1 }, readString)).toThrow(wrong('["a"]'));
    expect(() => readSparseMap({ a: 1 }, readString, true)).toThrow(wrong("[…]"));
  });
});

describe("unions", () => {
  it("have one member, which `__type` and null are not", () => {
    const read = readUnion({ __type: "x", text: "a", other: null }, { text: readString });
    expect(read).toEqual({ text: "a" });
    expect(readUnion({ __type: "x" }, { __type: readString })).toEqual({ __type: "x" });
    expect(readUnion({ newer: [1] }, { text: readString })).toEqual({ $unknown: ["newer", [1]] });
  });

  it("have no member that every object has", () => {
    const converters = { text: asIs, toString: asIs, constructor: asIs };
    expect(writeUnion({ text: "a" }, converters)).toEqual({ text: "a" });
    expect(writeUnion({ toString: "a" }, converters)).toEqual({ toString: "a" });
    expect(readUnion({ valueOf: 1 }, converters)).toEqual({ $unknown: ["valueOf", 1] });
    const proto = writeUnion(JSON.parse('{"__proto__":1}') as object, { ["__proto__"]: asIs });
    expect(JSON.stringify(proto)).toBe('{"__proto__":1}');
  });

  it("write the member that the model has, or what was read of a newer one", () => {
    const union = { text: "a", other: undefined } as { text: string };
    expect(writeUnion(union, { text: asIs })).toEqual({ text: "a" });
    expect(writeUnion({ $unknown: ["newer", [1]] }, {})).toEqual({ newer: [1] });
    const foreign = { foreign: 1 } as unknown as { text: string };
    expect(() => writeUnion(foreign, { text: asIs })).toThrow("Expected a member of the union");
  });

  it("tell where in a member something is wrong", () => {
    const fail = () => readUnion({ list: [1] }, { list: (list) => readList(list, readString) });
    expect(fail).toThrow(expect.objectContaining({ path: "list[0]" }));
  });

  it.each([{}, { a: 1, b: 2 }, { a: null }])("are not %j", (body) => {
    expect(() => readUnion(body, {})).toThrow("Expected a union with one member");
  });
});

describe("JSON values", () => {
  it("are read if they are what the model says", () => {
    expect([readString("a"), readBoolean(false), readInteger(-3)]).toEqual(["a", false, -3]);
    expect([readFloat(1.5), readFloat("NaN"), readFloat("-Infinity")]).toEqual([
      1.5,
      NaN,
      -Infinity,
    ]);
    expect([writeFloat(1.5), writeFloat(NaN), writeFloat(Infinity)]).toEqual([
      1.5,
      "NaN",
      "Infinity",
    ]);
  });

  it.each<[(value: unknown) => unknown, unknown]>([
    [readString, 1],
    [readBoolean, "true"],
    [readInteger, 1.5],
    [readInteger, "1"],
    [readFloat, "1.5"],
  ])("are not read by %o from %j", (read, value) => {
    expect(() => read(value)).toThrow("Expected");
  });
});

it("makes blobs of base64, and back", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const text = Buffer.from(bytes).toString("base64");
  expect(writeBlob(bytes)).toBe(text);
  expect(readBlob(text)).toEqual(bytes);
  expect(() => writeBlob([1, 2] as unknown as Uint8Array)).toThrow("Expected a Uint8Array");
});

it("makes idempotency tokens that are random UUIDs", () => {
  const tokens = Array.from({ length: 50 }, idempotencyToken);
  for (const token of tokens) {
    expect(token).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  }
  expect(new Set(tokens).size).toBe(50);
});

it.each([
  ["-5", 50],
  ["soon", 50],
  ["0", 50],
  ["3", 3_000],
  ["1e9", 20_000],
])("waits after Retry-After: %s for %d ms", (value, ms) => {
  const response = { status: 503, headers: { get: () => value }, text: () => Promise.resolve("") };
  expect(standardRetry({ random: () => 0.5 })(1, "transient", response)).toBe(ms);
});
