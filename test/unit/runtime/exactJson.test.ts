import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  readBigDecimal,
  readBigInteger,
  readExactDocument,
  readExactEpochSeconds,
  readExactFloat,
  readExactInteger,
  readExactLong,
  readExactUnion,
  readSafeLong,
  writeBigDecimal,
  writeBigInteger,
  writeExactLong,
} from "../../../templates/runtime/serde/bigNumbers.js";
import type { AnyOperation, Service } from "../../../templates/runtime/contract/service.js";
import { writeAwsJson } from "../../../templates/runtime/protocols/awsJson.js";
import { readJsonText } from "../../../templates/runtime/protocols/jsonText.js";
import { exactRead, exactWrite } from "../../../templates/runtime/protocols/exactJson.js";
import { parse, stringify } from "../../../templates/runtime/serde/digits.js";
import { asLong, asString } from "../../../templates/runtime/serde/json.js";
import { readMembers } from "../../../templates/runtime/serde/structure.js";
import { cpuMs } from "../../support/cpuTime.js";

/** Digits with a fraction and an exponent, or without, as any JSON writer may have them. */
const decimals = fc
  .tuple(
    fc.boolean(),
    fc.bigInt({ min: 0n }),
    fc.option(fc.stringMatching(/^\d{1,40}$/)),
    fc.option(fc.integer({ min: -400, max: 400 })),
  )
  .map(
    ([negative, integer, fraction, exponent]) =>
      `${negative ? "-" : ""}${integer}${fraction === null ? "" : `.${fraction}`}` +
      (exponent === null ? "" : `E${exponent}`),
  );

/** The one way to write a decimal: sign, digits without zeros at either end, and exponent. */
function canonical(decimal: string): string {
  const [, sign = "", integer = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(decimal) ?? [];
  const digits = (integer + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return significant === "" ? "0" : `${sign}${significant}e${power}`;
}

describe("numbers of any size", () => {
  it("are read and written without a loss", () => {
    fc.assert(
      fc.property(
        fc.bigInt(),
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        (big, long) => {
          expect(readBigInteger(parse(String(big)))).toBe(big);
          expect(stringify([writeBigInteger(big)])).toBe(`[${big}]`);
          expect(readExactLong(parse(`${long}`))).toBe(long);
          expect(stringify({ a: writeExactLong(long) })).toBe(`{"a":${long}}`);
        },
      ),
    );
  });

  it("are read with their fraction and exponent", () => {
    fc.assert(
      fc.property(decimals, (text) => {
        expect(canonical(readBigDecimal(parse(text)))).toBe(canonical(text));
        expect(stringify(writeBigDecimal(text))).toBe(text);
      }),
    );
  });

  it("change nothing else of a message", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom('12345678901234567890"', "\\", '\\"9007199254740993', "0.5:9007199254740993"),
    );
    const json = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value || 0),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(text, tie("value"), { maxKeys: 3 }),
      ),
    })).value;
    fc.assert(
      fc.property(json, (value) => {
        const written = JSON.stringify(value);
        expect(JSON.stringify(readExactDocument(parse(written)))).toBe(written);
        expect(stringify(value)).toBe(written);
      }),
    );
  });

  it.each([
    "01234567890123456789",
    "1.2.34567890123456789",
    "[12345678901234567890",
    '"12345678901234567890',
    "12345678901234567890.",
    "-",
    "+12345678901234567890",
    ".12345678901234567890",
    "12345678901234567890 12345678901234567890",
  ])("do not make JSON of %s", (text) => {
    expect(() => parse(text)).toThrow(SyntaxError);
  });

  it("take time in proportion to a message, whatever it holds", () => {
    const pieces = ['"\\', "\\", '"', "1", "0", "12345678901234567890,", "1e5", "\\u0000"];
    for (const piece of pieces) {
      const text = piece.repeat(2e6 / piece.length);
      const time = cpuMs(() => {
        try {
          parse(text);
        } catch {
          // Most are no JSON.
        }
      });
      // Some 200 ms for the worst; a quadratic step would take minutes.
      expect(time).toBeLessThan(10_000);
    }
  });

  it("are near enough where the model has others", () => {
    const digits = parse("12345678901234567890.5");
    expect(readExactFloat(digits)).toBe(12345678901234567000);
    expect(readExactFloat("NaN")).toBeNaN();
    expect(readExactEpochSeconds(parse("1398796238.500000000"))).toEqual(new Date(1398796238500));
    expect(readExactDocument({ a: [digits, null, "b"] })).toEqual({
      a: [12345678901234567000, null, "b"],
    });
    expect(readExactUnion({ newer: digits }, { text: asString })).toEqual({
      $unknown: ["newer", 12345678901234567000],
    });
    expect(readExactUnion({ text: "a" }, { text: asString })).toEqual({ text: "a" });
  });

  it.each([
    [readExactLong, "9223372036854775808", "a bigint of 64 bits"],
    [readExactLong, '"5"', "an integer"],
    [readExactLong, "0.5", "an integer"],
    [readExactLong, "12345678901234567890.5", "an integer"],
    [readBigInteger, "1e10000", "an integer"],
    [readBigInteger, "1e-400", "an integer"],
    [readExactLong, "1e400", "a bigint of 64 bits"],
    [readExactLong, "0.99999999999999999999", "an integer"],
    [readBigInteger, "null", "an integer"],
    [readBigDecimal, '"1.5"', "a decimal number"],
    [asLong, "9007199254740993", "an integer of at most 53 bits, which a number holds"],
    [readSafeLong, "9007199254740993", "an integer of at most 53 bits, which a number holds"],
    [readExactInteger, "12345678901234567890.5e-10", "an integer"],
  ] as const)("are not read by %o from %s", (read, text, expected) => {
    expect(() => read(parse(text))).toThrow(`Expected ${expected}`);
  });

  it.each([
    [() => writeExactLong(2n ** 63n), "a bigint of 64 bits"],
    [() => writeExactLong(5 as never), "a bigint of 64 bits"],
    [() => writeBigInteger("5" as never), "a bigint"],
    ...["", "1.", ".5", "0x10", "1,5", "NaN", "01", '1"'].map(
      (text) => [() => writeBigDecimal(text), "a decimal number, as a string"] as const,
    ),
  ] as const)("are not written: %o", (write, expected) => {
    expect(write).toThrow(`Expected ${expected}`);
  });

  it.each([
    ["1", 1n],
    ["1.0", 1n],
    ["1.00000000000000000", 1n],
    ["100e-2", 1n],
    ["1e0", 1n],
    ["-10E-1", -1n],
    ["0e-5", 0n],
    ["-0.0", 0n],
    ["0.0000000000000000000000", 0n],
    ["1e18", 10n ** 18n],
    ["9223372036854775807.0", 2n ** 63n - 1n],
    ["92233720368547758070e-1", 2n ** 63n - 1n],
    ["-9.223372036854775808E+18", -(2n ** 63n)],
  ])("row 65: read a long by what it is, however it is written: %s", (text, long) => {
    expect(readExactLong(parse(text))).toBe(long);
    if (long === 1n) {
      expect([readSafeLong(parse(text)), readExactInteger(parse(text))]).toEqual([1, 1]);
    }
  });

  it("take a big integer of any size, but not one that a few characters make huge", () => {
    expect(readBigInteger(parse("1e400"))).toBe(10n ** 400n);
    expect(() => readBigInteger(parse("1e999999999"))).toThrow("Expected an integer");
  });

  it("are nothing else to who expects something else", () => {
    const digits = parse("12345678901234567890");
    const readers = { text: asString };
    for (const read of [asString, (value: unknown) => readMembers(value, readers)]) {
      expect(() => read(digits)).toThrow("Expected");
    }
    expect(() => readExactUnion(digits, readers)).toThrow("Expected an object");
  });
});

describe("messages with numbers of any size", () => {
  const operation: AnyOperation = {
    name: "Count",
    write: () => ({ count: writeExactLong(2n ** 62n) }),
    read: (body) => readMembers(body, { count: readExactLong }),
    errors: {
      Full: { fault: "client", read: (body) => readMembers(body, { most: readExactLong }) },
    },
  };
  const service = { name: "Example", contentType: "application/json" } as Service;
  const read = (status: number, body: string) =>
    exactRead(readJsonText)(operation, new Response(body, { status }));

  it("are sent and got", async () => {
    const { body } = exactWrite(writeAwsJson)(service, operation, {});
    expect(body).toBe('{"count":4611686018427387904}');
    expect(await read(200, body as string)).toEqual({ count: 2n ** 62n });
    const error = '{"__type":"Full","message":"m","most":9223372036854775807}';
    await expect(read(400, error)).rejects.toMatchObject({ data: { most: 2n ** 63n - 1n } });
  });

  it.each([
    ['{"__type":"Err","message":12345678901234567890}', "12345678901234567890", "Err"],
    ['{"__type":"Full","Message":1e-7}', "1e-7", "Full"],
    ['{"__type":12345678901234567890,"message":"m"}', "m", "12345678901234567890"],
    ['{"code":12345678901234567890}', "400", "400"],
  ])("row 65: tell the texts of %s", async (body, message, code) => {
    await expect(read(400, body)).rejects.toMatchObject({ message, code });
  });

  it("row 65: tell of a body that is no JSON as it came", async () => {
    const body = "<p>12345678901234567890</p>";
    await expect(read(200, body)).rejects.toThrow(body);
  });
});
