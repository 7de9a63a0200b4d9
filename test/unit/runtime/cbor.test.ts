import { decode as otherDecode, Encoder } from "cbor-x";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCbor, encodeCbor, Tagged } from "../../../templates/runtime/serde/cbor.js";
import {
  decodeBigCbor,
  readBigLong,
  readBignum,
  readDecimal,
  writeBigLong,
  writeBignum,
  writeDecimal,
} from "../../../templates/runtime/serde/cborBigNumbers.js";
import { asBytes } from "../../../templates/runtime/serde/bytes.js";
import { asFloat, writeEpoch } from "../../../templates/runtime/serde/cborValues.js";
import { own, readMembers, readObject } from "../../../templates/runtime/serde/structure.js";
import { readEpochSeconds } from "../../../templates/runtime/serde/timestamps.js";
import { cpuMs } from "../../support/cpuTime.js";

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const utf8Of = (text: string): Uint8Array => new TextEncoder().encode(text);

/** RFC 8949, appendix A, but for what the protocol has no use for. */
const examples: readonly (readonly [hex: string, value: unknown])[] = [
  ["00", 0],
  ["01", 1],
  ["0a", 10],
  ["17", 23],
  ["1818", 24],
  ["1819", 25],
  ["1864", 100],
  ["1903e8", 1000],
  ["1a000f4240", 1000000],
  ["1b000000e8d4a51000", 1000000000000],
  ["1bffffffffffffffff", 18446744073709551615n],
  ["3bffffffffffffffff", -18446744073709551616n],
  ["20", -1],
  ["29", -10],
  ["3863", -100],
  ["3903e7", -1000],
  ["f90000", 0],
  ["f98000", -0],
  ["f93c00", 1],
  ["fb3ff199999999999a", 1.1],
  ["f93e00", 1.5],
  ["f97bff", 65504],
  ["fa47c35000", 100000],
  ["fa7f7fffff", 3.4028234663852886e38],
  ["fb7e37e43c8800759c", 1e300],
  ["f90001", 5.960464477539063e-8],
  ["f90400", 0.00006103515625],
  ["f9c400", -4],
  ["fbc010666666666666", -4.1],
  ["f97c00", Infinity],
  ["f97e00", NaN],
  ["f9fc00", -Infinity],
  ["fa7f800000", Infinity],
  ["fa7fc00000", NaN],
  ["faff800000", -Infinity],
  ["fb7ff0000000000000", Infinity],
  ["fb7ff8000000000000", NaN],
  ["fbfff0000000000000", -Infinity],
  ["f4", false],
  ["f5", true],
  ["f6", null],
  ["f7", null],
  ["c074323031332d30332d32315432303a30343a30305a", "2013-03-21T20:04:00Z"],
  ["c11a514b67b0", 1363896240],
  ["c1fb41d452d9ec200000", 1363896240.5],
  ["d74401020304", Uint8Array.of(1, 2, 3, 4)],
  ["d818456449455446", utf8Of("dIETF")],
  ["d82076687474703a2f2f7777772e6578616d706c652e636f6d", "http://www.example.com"],
  ["40", new Uint8Array()],
  ["4401020304", Uint8Array.of(1, 2, 3, 4)],
  ["60", ""],
  ["6161", "a"],
  ["6449455446", "IETF"],
  ["62225c", '"\\'],
  ["62c3bc", "ü"],
  ["63e6b0b4", "水"],
  ["64f0908591", "𐅑"],
  ["80", []],
  ["83010203", [1, 2, 3]],
  ["8301820203820405", [1, [2, 3], [4, 5]]],
  [
    "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
    Array.from({ length: 25 }, (_, index) => index + 1),
  ],
  ["a0", {}],
  ["a26161016162820203", { a: 1, b: [2, 3] }],
  ["826161a161626163", ["a", { b: "c" }]],
  ["a56161614161626142616361436164614461656145", { a: "A", b: "B", c: "C", d: "D", e: "E" }],
  ["5f42010243030405ff", Uint8Array.of(1, 2, 3, 4, 5)],
  ["7f657374726561646d696e67ff", "streaming"],
  ["9fff", []],
  ["9f018202039f0405ffff", [1, [2, 3], [4, 5]]],
  ["9f01820203820405ff", [1, [2, 3], [4, 5]]],
  ["83018202039f0405ff", [1, [2, 3], [4, 5]]],
  ["83019f0203ff820405", [1, [2, 3], [4, 5]]],
  [
    "9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff",
    Array.from({ length: 25 }, (_, index) => index + 1),
  ],
  ["bf61610161629f0203ffff", { a: 1, b: [2, 3] }],
  ["826161bf61626163ff", ["a", { b: "c" }]],
  ["bf6346756ef563416d7421ff", { Fun: true, Amt: -2 }],
];

describe("CBOR is read", () => {
  it.each(examples)("from %s", (hex, value) => {
    const read = decodeCbor(bytesOf(hex));
    expect(read).toEqual(value);
    expect(Object.is(read, -0)).toBe(Object.is(value, -0));
    expect(decodeBigCbor(bytesOf(hex))).toEqual(value);
  });

  it.each<[string, string, unknown]>([
    ["the largest number there is", "1b001fffffffffffff", Number.MAX_SAFE_INTEGER],
    ["an integer that is longer", "1b0020000000000000", 2n ** 53n],
    ["the smallest number there is", "3b001ffffffffffffe", Number.MIN_SAFE_INTEGER],
    ["an integer that is less", "3b001fffffffffffff", -(2n ** 53n)],
    ["an integer of more bytes than it needs", "1b0000000000000001", 1],
    ["a length of more bytes than it needs", "7b000000000000000161", "a"],
    ["a half-precision number that is subnormal", "f98050", -0.00000476837158203125],
    ["NaN of any bits", "f97c01", NaN],
    ["a text of no chunks", "7fff", ""],
    ["a text of empty chunks", "7f606161606162ff", "ab"],
    ["bytes of no chunks", "5fff", new Uint8Array()],
    ["a byte order mark", "64efbbbf61", "\ufeffa"],
    ["the last of several members of a name", "a3616101616202616103", { a: 3, b: 2 }],
    ["what has several tags", "c1c1d9d9f701", 1],
    ["what has a tag of 64 bits", "dbffffffffffffffff01", 1],
    ["a text that is longer than names are", `7828${"c3bc".repeat(20)}`, "ü".repeat(20)],
    [
      "a text that is as long as 4 bytes tell",
      `7a00010000${"61".repeat(65536)}`,
      "a".repeat(65536),
    ],
  ])("from %s", (_what, hex, value) => {
    expect(decodeCbor(bytesOf(hex))).toEqual(value);
  });

  it("from a part of a buffer", () => {
    const whole = bytesOf("ffff83fb3ff199999999999a1b00200000000000004101ff");
    const list = decodeCbor(whole.subarray(2, -1)) as unknown[];
    expect(list).toEqual([1.1, 2n ** 53n, Uint8Array.of(1)]);
    // Bytes do not hold on to the rest.
    expect((list[2] as Uint8Array).buffer.byteLength).toBe(1);
    const buffer = decodeCbor(Buffer.from("4101", "hex"));
    expect((buffer as Uint8Array).constructor).toBe(Uint8Array);
  });

  it.each<[string, string]>([
    ["nothing", ""],
    ["more than one value", "0000"],
    ["a break alone", "ff"],
    ["a break in a list of a certain length", "82 01 ff"],
    ["a break for a member's value", "bf 61 61 ff"],
    ["a break with a tag", "9f c1 ff"],
    ["half a head", "19 03"],
    ["a head's half of 8 bytes", "1b 00 00 00 00"],
    ["half a float", "fb 3f f1"],
    ["a half-precision number by half", "f9 3c"],
    ["a text that is too short", "63 61 62"],
    ["bytes that are too short", "42 01"],
    ["a list that is too short", "82 01"],
    ["a map that is too short", "a2 61 61 01"],
    ["a map without the last value", "a1 61 61"],
    ["a list without an end", "9f 01"],
    ["a map without an end", "bf 61 61 01"],
    ["a text without an end", "7f 61 61"],
    ["a tag of nothing", "c1"],
    ["a list of 2^32 items", "9a ff ff ff ff 01"],
    ["a list of 2^64 items", "9b ff ff ff ff ff ff ff ff 01"],
    ["a map of 2^32 members", "ba ff ff ff ff 61 61 01"],
    ["a text of 2^32 bytes", "7a ff ff ff ff 61"],
    ["a text of 2^64 bytes", "7b ff ff ff ff ff ff ff ff 61"],
    ["bytes of 2^63 bytes", "5b 80 00 00 00 00 00 00 00 61"],
    ...["1c", "3d", "5e", "7c", "9d", "be", "dc", "fc"].map((head): [string, string] => [
      "a reserved head",
      `${head} 00 00 00 00 00 00 00 00`,
    ]),
    ...["1f", "3f", "df"].map((head): [string, string] => ["a head of no length", `${head} 00 ff`]),
    ["a simple value that means nothing", "f0"],
    ["another one", "f8 ff"],
    ["false in two bytes", "f8 14"],
    ["bytes among the chunks of a text", "7f 61 61 41 61 ff"],
    ["a text among the chunks of bytes", "5f 41 61 61 61 ff"],
    ["chunks in chunks", "7f 7f 61 61 ff ff"],
    ["a name that is no text", "a1 01 02"],
    ["a name that is bytes", "a1 41 61 02"],
    ["a text that is no UTF-8", "62 c3 28"],
    ["a surrogate", "63 ed a0 80"],
    ["a longer one than need be", "62 c0 80"],
    ["a long text that is no UTF-8", `7828${"c3bc".repeat(19)}c328`],
    ["a character in two chunks", "7f 61 c3 61 bc ff"],
  ])("from %s not (%s)", (_what, hex) => {
    expect(() => decodeCbor(bytesOf(hex.replaceAll(" ", "")))).toThrow(Error);
  });

  it.each<[string, Uint8Array]>([
    ["lists", new Uint8Array(100_000).fill(0x81)],
    ["open lists", new Uint8Array(100_000).fill(0x9f)],
    ["maps", bytesOf("a161".repeat(50_000))],
    ["tags", new Uint8Array(100_000).fill(0xc1)],
  ])("as an error where %s are in each other without an end", (_what, bytes) => {
    expect(() => decodeCbor(bytes)).toThrow(Error);
  });

  it("as objects whose members are their own, whatever they are called", () => {
    const names = ["__proto__", "constructor", "toString"];
    const map = names.map((name) => `${hexOf(encodeCbor(name))}a1616101`).join("");
    const read = decodeCbor(bytesOf(`a3${map}`));
    const object = readObject(read);
    expect(Object.keys(object)).toEqual(names);
    for (const name of names) expect(own(object, name)).toEqual({ a: 1 });
    expect(own(object, "a")).toBe(undefined);
    expect(readMembers(read, { a: String })).toEqual({});
    expect(({} as { a?: unknown }).a).toBe(undefined);
  });

  it("in time that grows with its length", () => {
    const chunks = (head: string, count: number) => bytesOf(`${head}${"6161".repeat(count)}ff`);
    const cost = (bytes: Uint8Array) => {
      decodeCbor(bytes);
      return cpuMs(() => decodeCbor(bytes));
    };
    expect(cost(chunks("7f", 200_000))).toBeLessThan(40 * cost(chunks("7f", 20_000)) + 50);
    expect(cost(chunks("9f", 200_000))).toBeLessThan(40 * cost(chunks("9f", 20_000)) + 50);
  });
});

describe("CBOR is written", () => {
  it.each<[unknown, string]>([
    [0, "00"],
    [23, "17"],
    [24, "1818"],
    [255, "18ff"],
    [256, "190100"],
    [65535, "19ffff"],
    [65536, "1a00010000"],
    [4294967295, "1affffffff"],
    [4294967296, "1b0000000100000000"],
    [Number.MAX_SAFE_INTEGER, "1b001fffffffffffff"],
    [-1, "20"],
    [-24, "37"],
    [-25, "3818"],
    [-4294967296, "3affffffff"],
    [-4294967297, "3b0000000100000000"],
    [Number.MIN_SAFE_INTEGER, "3b001ffffffffffffe"],
    [1n, "01"],
    [-1n, "20"],
    [2n ** 64n - 1n, "1bffffffffffffffff"],
    [-(2n ** 64n), "3bffffffffffffffff"],
    [-0, "fa80000000"],
    [0.5, "fa3f000000"],
    [1.1, "fb3ff199999999999a"],
    [2 ** 53, "fa5a000000"],
    [2 ** 53 + 2, "fb4340000000000001"],
    [1e300, "fb7e37e43c8800759c"],
    [NaN, "fa7fc00000"],
    [Infinity, "fa7f800000"],
    [-Infinity, "faff800000"],
    [true, "f5"],
    [false, "f4"],
    [null, "f6"],
    [undefined, "f6"],
    ["", "60"],
    ["a", "6161"],
    ["ü", "62c3bc"],
    ["a水", "6461e6b0b4"],
    ["a".repeat(23), `77${"61".repeat(23)}`],
    ["a".repeat(24), `7818${"61".repeat(24)}`],
    ["a".repeat(256), `790100${"61".repeat(256)}`],
    [Uint8Array.of(1, 2), "420102"],
    [new Uint8Array(1000), `5903e8${"00".repeat(1000)}`],
    [[1, [2]], "82018102"],
    [{}, "a0"],
    [{ a: 1, b: null }, "a261610161 62f6".replace(" ", "")],
    [new Tagged(1, 2), "c102"],
    [new Tagged(256, "a"), "d901006161"],
  ])("%o", (value, hex) => {
    expect(hexOf(encodeCbor(value))).toBe(hex);
  });

  it.each([2n ** 64n, -(2n ** 64n) - 1n])("but not %s, which 64 bits do not hold", (value) => {
    expect(() => encodeCbor(value)).toThrow(Error);
  });

  it("but not what is in each other without an end", () => {
    let list: unknown[] = [];
    for (let depth = 0; depth < 100_000; depth++) list = [list];
    expect(() => encodeCbor(list)).toThrow(RangeError);
  });
});

/** What both this and the library have alike. */
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.string({ unit: "grapheme" }),
    fc.string({ maxLength: 100 }),
    fc.maxSafeInteger(),
    fc.double(),
    fc.float(),
    fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n - 1n }),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array().map((bytes) => Uint8Array.from(bytes)),
    fc.array(tie("value")),
    fc.dictionary(fc.string(), tie("value")),
  ),
})).value;

/** Integers as numbers where these hold them, as they are read. */
const settled = (value: unknown): unknown => {
  if (typeof value === "bigint") {
    return BigInt(Number(value)) === value && Number.isSafeInteger(Number(value))
      ? Number(value)
      : value;
  }
  if (Array.isArray(value)) return value.map(settled);
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, settled(item)]));
};

describe("CBOR and cbor-x", () => {
  it("read what is written here alike", () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = encodeCbor(value);
        expect(decodeCbor(bytes)).toEqual(settled(value));
        // The library renames `__proto__`.
        if (!hexOf(bytes).includes(hexOf(utf8Of("__proto__"))))
          expect(settled(otherDecode(bytes))).toEqual(settled(value));
      }),
    );
  });

  it("read what the library writes alike", () => {
    const plain = new Encoder({ useRecords: false, mapsAsObjects: true, tagUint8Array: false });
    const open = new Encoder({ useRecords: false, variableMapSize: true, tagUint8Array: false });
    fc.assert(
      fc.property(values, (value) => {
        for (const encoder of [plain, open]) {
          const bytes = encoder.encode(value);
          expect(decodeCbor(bytes)).toEqual(settled(value));
        }
      }),
    );
  });

  it("are an error or a value, which is written as it is read, for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        let value: unknown;
        try {
          value = decodeCbor(bytes);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Error);
          return;
        }
        expect(decodeCbor(encodeCbor(value))).toEqual(value);
      }),
    );
  });
});

describe("values in CBOR", () => {
  it("are bytes, of any realm", () => {
    const bytes = Uint8Array.of(1);
    expect(asBytes(bytes)).toBe(bytes);
    for (const value of ["AQ==", [1], new ArrayBuffer(1), null]) {
      expect(() => asBytes(value)).toThrow("Expected a Uint8Array");
    }
  });

  it("are floats, which may be integers", () => {
    expect(asFloat(1.5)).toBe(1.5);
    expect(asFloat(NaN)).toBe(NaN);
    expect(asFloat(2n ** 60n)).toBe(2 ** 60);
    for (const value of ["NaN", true, null]) {
      expect(() => asFloat(value)).toThrow("Expected a number");
    }
  });

  it("are timestamps, to the millisecond", () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        expect(readEpochSeconds(decodeCbor(encodeCbor(writeEpoch(date))))).toEqual(date);
      }),
    );
    expect(hexOf(encodeCbor(writeEpoch(new Date(1_363_896_240_500))))).toBe("c1fb41d452d9ec200000");
    expect(hexOf(encodeCbor(writeEpoch(new Date(1_363_896_240_000))))).toBe("c11a514b67b0");
    expect(() => writeEpoch(new Date(NaN))).toThrow("Expected a timestamp");
    expect(() => writeEpoch(1 as never)).toThrow("Expected a Date");
  });
});

describe("numbers of any size in CBOR", () => {
  it.each<[string, unknown]>([
    ["c249010000000000000000", 2n ** 64n],
    ["c349010000000000000000", -(2n ** 64n) - 1n],
    ["c240", 0],
    ["c340", -1],
    ["c24105", 5],
    ["c2420005", 5],
    ["c25f41014100ff", 256],
  ])("are integers: %s", (hex, value) => {
    expect(decodeBigCbor(bytesOf(hex))).toBe(value);
  });

  it.each<[string, string]>([
    ["c48221196ab3", "273.15"],
    ["c482200f", "1.5"],
    ["c482220f", "0.015"],
    ["c4822201", "0.001"],
    ["c48222 38 0e".replaceAll(" ", ""), "-0.015"],
    ["c4822601", "1e-7"],
    ["c4820002", "2"],
    ["c4820102", "2e1"],
    ["c4821a7fffffff02", "2e2147483647"],
    ["c4823a7fffffff02", "2e-2147483648"],
    ["c482 21 c249010000000000000000".replaceAll(" ", ""), "184467440737095516.16"],
    ["c4822000", "0.0"],
    ["1864", "100"],
    ["fa3fc00000", "1.5"],
    ["1bffffffffffffffff", "18446744073709551615"],
  ])("are decimal numbers: %s", (hex, text) => {
    expect(readDecimal(decodeBigCbor(bytesOf(hex)))).toBe(text);
  });

  it.each(["c201", "c26161", "c4820001ff", "c481 01", "c483000000", "c482f93e0001", "c401"])(
    "are not what has their tags alone: %s",
    (hex) => {
      expect(() => decodeBigCbor(bytesOf(hex.replace(" ", "")))).toThrow(Error);
    },
  );

  it("are written and read without a loss", () => {
    fc.assert(
      fc.property(
        fc.bigInt(),
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        (big, long) => {
          const bytes = encodeCbor(writeBignum(big));
          expect(readBignum(decodeBigCbor(bytes))).toBe(big);
          expect(BigInt(otherDecode(bytes) as bigint)).toBe(big);
          expect(readBigLong(decodeCbor(encodeCbor(writeBigLong(long))))).toBe(long);
        },
      ),
    );
    const decimal = fc
      .tuple(fc.bigInt(), fc.option(fc.stringMatching(/^\d{1,40}$/)))
      .map(([whole, fraction]) => `${whole}${fraction === null ? "" : `.${fraction}`}`);
    fc.assert(
      fc.property(decimal, (text) => {
        const read = readDecimal(decodeBigCbor(encodeCbor(writeDecimal(text))));
        const [mantissa, places] = partsOf(text);
        const [readMantissa, readPlaces] = partsOf(read);
        // The same number, if with another number of zeros at its end.
        expect(readMantissa * 10n ** places).toBe(mantissa * 10n ** readPlaces);
      }),
    );
  });

  it.each<[string, string]>([
    ["1.50", "c4822118 96".replace(" ", "")],
    ["-1.5", "c482202e"],
    ["6.02e23", "c4821519025a"],
    ["1E-400", "c48239018f01"],
    ["0", "c4820000"],
  ])("are written as they are given: %s", (text, hex) => {
    expect(hexOf(encodeCbor(writeDecimal(text)))).toBe(hex);
  });

  it("are no others", () => {
    for (const text of ["", "1.", ".5", "01", "+1", "NaN", "1e", " 1", 1, null]) {
      expect(() => writeDecimal(text as string)).toThrow("Expected a decimal number, as a string");
    }
    for (const value of [NaN, Infinity, "1", null]) {
      expect(() => readDecimal(value)).toThrow("Expected a decimal number");
    }
    for (const value of [1.5, "1", null, 2 ** 60]) {
      expect(() => readBignum(value)).toThrow("Expected an integer");
      expect(() => readBigLong(value)).toThrow("Expected an integer");
    }
    expect(() => readBigLong(2n ** 63n)).toThrow("Expected a bigint of 64 bits");
    expect(() => writeBigLong(2n ** 63n)).toThrow("Expected a bigint of 64 bits");
    expect(() => writeBigLong(1 as never)).toThrow("Expected a bigint of 64 bits");
    expect(() => writeBignum(1 as never)).toThrow("Expected a bigint");
  });

  it("take no time that grows with the square of their digits", () => {
    const long = encodeCbor(new Tagged(2, new Uint8Array(1_000_000).fill(255)));
    expect(cpuMs(() => decodeBigCbor(long))).toBeLessThan(2000);
    const decimal = encodeCbor(
      new Tagged(4, [-2, new Tagged(2, new Uint8Array(1_000_000).fill(255))]),
    );
    expect(() => decodeBigCbor(decimal)).toThrow("Expected a decimal number");
  });
});

/** A decimal's digits as an integer, and how many of them are behind the point. */
function partsOf(text: string): [bigint, bigint] {
  const [, whole = "", fraction = "", exponent = "0"] =
    /^(-?\d+)(?:\.(\d+))?(?:e(-?\d+))?$/.exec(text) ?? [];
  const places = BigInt(fraction.length) - BigInt(exponent);
  const digits = BigInt(whole + fraction);
  return places < 0n ? [digits * 10n ** -places, 0n] : [digits, places];
}
