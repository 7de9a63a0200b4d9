import * as sdk from "@aws-sdk/util-dynamodb";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NumberValue } from "../../../templates/dynamodb/numbers.js";
import {
  convertToAttr,
  convertToNative,
  marshall,
  unmarshall,
  type MarshallOptions,
} from "../../../templates/dynamodb/values.js";

/** What a function throws, as far as callers see it. */
function thrownBy(run: () => unknown): { name: string; path?: string; message: string } {
  try {
    run();
  } catch (error) {
    return error as never;
  }
  throw new Error("It did not throw.");
}

class Point {
  readonly x = 1;
}

describe("marshall", () => {
  it.each<[string, unknown, object, MarshallOptions?]>([
    ["a text", "é", { S: "é" }],
    ["an empty text", "", { S: "" }],
    ["a number", -1.5, { N: "-1.5" }],
    ["a large number", 1e21, { N: "1e+21" }, { allowImpreciseNumbers: true }],
    ["a small number", 1e-7, { N: "1e-7" }],
    ["a bigint", 2n ** 100n, { N: "1267650600228229401496703205376" }],
    ["a NumberValue", new NumberValue("1.50"), { N: "1.50" }],
    ["true", true, { BOOL: true }],
    ["null", null, { NULL: true }],
    ["bytes", Uint8Array.of(1), { B: Uint8Array.of(1) }],
    ["a part of a buffer", new DataView(Uint8Array.of(1, 2).buffer, 1), { B: Uint8Array.of(2) }],
    ["a buffer", Uint8Array.of(1).buffer, { B: Uint8Array.of(1) }],
    ["a set of texts", new Set(["a", ""]), { SS: ["a", ""] }],
    ["a set of numbers", new Set([1, 2n]), { NS: ["1", "2"] }],
    ["a set of bytes", new Set([Uint8Array.of(1)]), { BS: [Uint8Array.of(1)] }],
    ["a list", [1, [null]], { L: [{ N: "1" }, { L: [{ NULL: true }] }] }],
    ["an object", { a: { b: "c" } }, { M: { a: { M: { b: { S: "c" } } } } }],
    ["a map", new Map([["a", 1]]), { M: { a: { N: "1" } } }],
    [
      "one without prototype",
      Object.assign(Object.create(null), { a: 1 }),
      { M: { a: { N: "1" } } },
    ],
    ["an instance", new Point(), { M: { x: { N: "1" } } }, { convertClassInstanceToMap: true }],
    [
      "undefined",
      { a: undefined, b: [undefined, 1] },
      { M: { b: { L: [{ N: "1" }] } } },
      { removeUndefinedValues: true },
    ],
    ["nothing in a set", new Set([undefined, 1]), { NS: ["1"] }, { removeUndefinedValues: true }],
    [
      "empty values",
      ["", new Set(), new Uint8Array()],
      { L: [{ NULL: true }, { NULL: true }, { NULL: true }] },
      { convertEmptyValues: true },
    ],
  ])("writes %s", (_, value, expected, options) => {
    expect(convertToAttr(value as never, options)).toStrictEqual(expected);
    expect(marshall({ a: value }, options)).toStrictEqual({ a: expected });
  });

  it.each<[string, unknown, RegExp]>([
    ["undefined", undefined, /removeUndefinedValues/],
    ["a number that is unsafe", 2 ** 53, /2\^53/],
    ["NaN", NaN, /finite/],
    ["Infinity", -Infinity, /finite/],
    ["an empty set", new Set(), /convertEmptyValues/],
    ["a set of two types", new Set(["a", 1]), /one type/],
    ["a set of booleans", new Set([true]), /one type/],
    ["a date", new Date(0), /can be stored/],
    ["a function", () => 1, /can be stored/],
    ["a symbol", Symbol("a"), /can be stored/],
    ["an instance", new Point(), /convertClassInstanceToMap/],
  ])("refuses %s, and tells where it is", (_, value, message) => {
    const error = thrownBy(() => marshall({ list: [{ "a-b": value }] }));
    expect(error).toMatchObject({ name: "InputError", path: '["list"][0]["a-b"]' });
    expect(error.message).toMatch(message);
  });

  it("takes for an item what it takes for a map in one, and nothing else", () => {
    expect(marshall(new Map([["a", 1]]))).toEqual({ a: { N: "1" } });
    expect(marshall(new Point(), { convertClassInstanceToMap: true })).toEqual({ x: { N: "1" } });
    const one = new Map<unknown, unknown>([
      [1, "a"],
      ["1", "b"],
    ]);
    const symbol = new Map([[Symbol("a"), 1]]);
    for (const value of [new Point(), new Date(0), [], new Set(["a"]), null, "a", one, symbol]) {
      expect(thrownBy(() => marshall(value as never))).toMatchObject({ name: "InputError" });
    }
    expect(thrownBy(() => marshall({ one }))).toMatchObject({ path: '["one"]' });
  });

  it("ends where values are in themselves", () => {
    const list: unknown[] = [];
    list.push(list);
    expect(thrownBy(() => marshall({ list }))).toMatchObject({ name: "InputError" });
  });

  it("takes attributes of any name, and objects of other realms", () => {
    const item = JSON.parse('{"__proto__":{"a":1},"constructor":2}') as object;
    const written = marshall(item);
    expect(Object.getPrototypeOf(written)).toBe(Object.prototype);
    expect(Object.keys(written)).toEqual(["__proto__", "constructor"]);
    const back = unmarshall(written);
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
    expect(JSON.stringify(back)).toBe(JSON.stringify(item));
  });
});

describe("unmarshall", () => {
  it.each<[string, number]>([
    ["1.50", 1.5],
    ["-0.10", -0.1],
    ["100", 100],
    ["1E+2", 100],
    ["0.000", 0],
    ["1e-130", 1e-130],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
    ["0.30000000000000004", 0.1 + 0.2],
  ])("reads %s as a number", (N, expected) => {
    expect(convertToNative({ N })).toBe(expected);
  });

  it.each(["9007199254740992", "1e16", "0.1234567890123456789", "1e400", "abc", "", "0x10", " 1"])(
    "refuses %j as a number, and tells where it is",
    (N) => {
      const error = thrownBy(() => unmarshall({ a: { L: [{ NS: ["1", N] }] } }));
      expect(error).toMatchObject({ name: "ResponseError", path: '["a"][0][1]' });
    },
  );

  it("reads numbers as their texts, or by a function", () => {
    const N = "12345678901234567890123456789012345678";
    const exact = convertToNative({ N }, { wrapNumbers: true });
    expect(exact).toBeInstanceOf(NumberValue);
    expect((exact as NumberValue).toString()).toBe(N);
    expect(convertToAttr(exact)).toStrictEqual({ N });
    expect(convertToNative({ NS: [N] }, { wrapNumbers: BigInt })).toEqual(new Set([BigInt(N)]));
    const error = thrownBy(() => unmarshall({ a: { N: "1.5" } }, { wrapNumbers: BigInt }));
    expect(error).toMatchObject({ name: "ResponseError", path: '["a"]' });
  });

  it.each([{ X: "1" }, {}, { $unknown: ["X", 1] }])("refuses %j", (value) => {
    expect(thrownBy(() => unmarshall({ a: value }))).toMatchObject({ name: "ResponseError" });
  });

  it("does not overflow", () => {
    let value: object = { NULL: true };
    for (let depth = 0; depth < 100_000; depth++) value = { L: [value] };
    const error = thrownBy(() => unmarshall({ a: value }));
    expect(error).toMatchObject({ name: "ResponseError", message: "Expected fewer levels" });
  });
});

describe("NumberValue", () => {
  it("takes numbers alone", () => {
    expect(() => new NumberValue("a")).toThrow(TypeError);
    expect(() => NumberValue.from(NaN)).toThrow(TypeError);
    expect(NumberValue.from("10").toBigInt()).toBe(10n);
    expect(new NumberValue(1n).toString()).toBe("1");
  });
});

const bytes = fc.uint8Array({ maxLength: 8 });
const safe = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }).map((x) => x + 0),
);
const setOf = <T>(items: fc.Arbitrary<T>) =>
  fc.uniqueArray(items, { minLength: 1, maxLength: 4 }).map((all) => new Set(all));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    safe,
    fc.boolean(),
    fc.constant(null),
    bytes,
    setOf(fc.string()),
    setOf(safe),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const item = fc.dictionary(fc.string(), value, { maxKeys: 5, noNullPrototype: true });

describe("by the side of @aws-sdk/util-dynamodb", () => {
  it("writes the same", () => {
    fc.assert(
      fc.property(item, fc.boolean(), (item, convertEmptyValues) => {
        const options = { convertEmptyValues };
        expect(marshall(item, options)).toEqual(sdk.marshall(item, options));
      }),
    );
  });

  it("reads what that wrote, and that what this wrote", () => {
    fc.assert(
      fc.property(item, (item) => {
        expect(unmarshall(sdk.marshall(item))).toEqual(item);
        expect(sdk.unmarshall(marshall(item) as never)).toEqual(item);
        expect(unmarshall(marshall(item))).toEqual(item);
      }),
    );
  });

  it("keeps all digits of bigints and texts", () => {
    const digits = fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n });
    fc.assert(
      fc.property(digits, fc.integer({ min: -100, max: 80 }), (number, exponent) => {
        expect(convertToNative(convertToAttr(number), { wrapNumbers: BigInt })).toBe(number);
        const text = `${number}e${exponent}`;
        const read = convertToNative({ N: text }, { wrapNumbers: true });
        expect(convertToAttr(read)).toEqual({ N: text });
        expect(sdk.convertToNative({ N: text }, { wrapNumbers: true })).toHaveProperty(
          "value",
          text,
        );
      }),
    );
  });

  it("gives a number only where it is that number", () => {
    const fraction = fc.tuple(
      fc.bigInt({ min: 0n, max: 10n ** 20n }),
      fc.integer({ min: 0, max: 25 }),
    );
    fc.assert(
      fc.property(fraction, ([number, places]) => {
        const digits = String(number).padStart(places + 1, "0");
        const whole = digits.slice(0, digits.length - places);
        const N = places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
        let read: number;
        try {
          read = convertToNative({ N }) as number;
        } catch {
          return;
        }
        // As exact decimals: the shortest text of the number read has the same value.
        const [mantissa = "", exponent = "0"] = String(read).split("e");
        const [integer = "", rest = ""] = mantissa.split(".");
        const scale = BigInt(rest.length - Number(exponent) + 60);
        expect(BigInt(integer + rest) * 10n ** (BigInt(places) + 120n - scale)).toBe(
          number * 10n ** (120n - 60n),
        );
      }),
    );
  });
});
