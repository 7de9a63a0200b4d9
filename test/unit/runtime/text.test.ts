import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { asString, readFloat, readInteger, asLong } from "../../../templates/runtime/serde/json.js";
import {
  fromBoolean,
  fromDateList,
  fromDigits,
  fromHeaderList,
  fromMediaText,
  fromNumber,
  toDateList,
  toHeaderList,
  toMediaText,
} from "../../../templates/runtime/serde/text.js";
import {
  readDateTime,
  readEpochSeconds,
  readHttpDate,
  writeDateTime,
  writeEpochSeconds,
  writeHttpDate,
} from "../../../templates/runtime/serde/timestamps.js";
import { readExactLong } from "../../../templates/runtime/serde/bigNumbers.js";

const date = new Date(Date.UTC(2014, 3, 29, 18, 30, 38));

describe("a number that is text", () => {
  it.each([
    ["1", 1],
    [" -0 ", -0],
    ["007", 7],
    ["1e3", 1000],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
  ])("is read from %j", (text, value) => {
    expect(fromNumber(asLong)(text)).toBe(value);
  });

  it.each(["", " ", "1,2", "0x10", "+1", "1.", ".5", "1_0", "1 2", "١", "NaN", "Infinity", "null"])(
    "is no integer in %j",
    (text) => {
      expect(() => fromNumber(readInteger)(text)).toThrow(/integer/);
    },
  );

  it("may be none that is finite, where it is a float", () => {
    expect(["NaN", "Infinity", "-Infinity", "1.5"].map(fromNumber(readFloat))).toEqual([
      NaN,
      Infinity,
      -Infinity,
      1.5,
    ]);
    expect(() => fromNumber(readFloat)("infinity")).toThrow(/a number/);
  });

  it("keeps all of its digits, where it may have more than a number holds", () => {
    expect(fromDigits(readExactLong)("9007199254740993")).toBe(9007199254740993n);
    expect(fromDigits(readExactLong)(" -1 ")).toBe(-1n);
    expect(() => fromDigits(readExactLong)("1.5")).toThrow(/integer/);
  });
});

it("a boolean is one of two texts", () => {
  expect(["true", "false"].map(fromBoolean)).toEqual([true, false]);
  for (const text of ["", "TRUE", "1", " true", "yes"]) {
    expect(() => fromBoolean(text)).toThrow(/a boolean/);
  }
});

describe("a timestamp that is text", () => {
  it("has three formats", () => {
    expect(writeHttpDate(date)).toBe("Tue, 29 Apr 2014 18:30:38 GMT");
    expect(writeDateTime(date)).toBe("2014-04-29T18:30:38Z");
    expect(String(writeEpochSeconds(date))).toBe("1398796238");
    expect(readHttpDate("Tue, 29 Apr 2014 18:30:38 GMT")).toEqual(date);
    expect(readDateTime("2014-04-29T18:30:38Z")).toEqual(date);
    expect(fromNumber(readEpochSeconds)("1398796238")).toEqual(date);
  });

  it.each(["", "2014", "Tue, 29 Apr 2014", "Tue, 99 Apr 2014 18:30:38 GMT", "1398796238", "\0"])(
    "is none in %j",
    (text) => {
      expect(() => readHttpDate(text)).toThrow(/a timestamp/);
      expect(() => readDateTime(text)).toThrow(/a timestamp/);
    },
  );
});

describe("text of another media type", () => {
  it("is base64 in a header", () => {
    expect(toMediaText('{"a":"é"}')).toBe("eyJhIjoiw6kifQ==");
    expect(fromMediaText("eyJhIjoiw6kifQ==")).toBe('{"a":"é"}');
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(fromMediaText(toMediaText(text))).toBe(text);
        expect(toMediaText(text)).toMatch(/^[\w+/=]*$/);
      }),
    );
  });

  it("is none where it is no base64", () => {
    expect(() => fromMediaText("{}")).toThrow();
    expect(() => toMediaText(1 as never)).toThrow(/a string/);
  });
});

describe("a list in a header", () => {
  it.each([
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a, b"],
    [["a,b", 'c"d', "e\\f", 'g"\\h'], '"a,b", "c\\"d", e\\f, "g\\"\\\\h"'],
  ])("%j is %j", (items, text) => {
    expect(toHeaderList(asString)(items)).toBe(text);
    expect(fromHeaderList(asString)(text)).toEqual(items);
  });

  it.each([
    ["a,b", ["a", "b"]],
    [" a ,\tb ", ["a", "b"]],
    ['"a", b', ["a", "b"]],
    ['"a" b, c', ['"a" b', "c"]],
    ['"a', ['"a']],
  ])("%j has %j", (text, items) => {
    expect(fromHeaderList(asString)(text)).toEqual(items);
  });

  it("reads what it writes, of any texts that a header can have", () => {
    const items = fc.string({ unit: fc.constantFrom(...'ab,"\\ ~') });
    // Spaces around an item, or no item, are not told apart from none.
    const list = fc.array(items.map((text) => text.trim()).filter(Boolean));
    fc.assert(
      fc.property(list, (texts) => {
        expect(fromHeaderList(asString)(toHeaderList(asString)(texts))).toEqual(texts);
      }),
      { numRuns: 1000 },
    );
  });

  it("tells which item is wrong", () => {
    expect(() => fromHeaderList(fromNumber(readInteger))("1, x")).toThrow(
      expect.objectContaining({ path: "[1]" }),
    );
    expect(() => toHeaderList(asString)(["a", 1])).toThrow(
      expect.objectContaining({ path: "[1]" }),
    );
  });

  it("may be of dates, which have commas", () => {
    const text = "Tue, 29 Apr 2014 18:30:38 GMT, Tue, 29 Apr 2014 18:30:38 GMT";
    expect(toDateList(writeHttpDate)([date, date])).toBe(text);
    expect(fromDateList(readHttpDate)(text)).toEqual([date, date]);
    expect(fromDateList(readHttpDate)("")).toEqual([]);
    expect(() => fromDateList(readHttpDate)("Tue, x")).toThrow(/a timestamp/);
  });

  it("takes no time to speak of, however long and odd it is", () => {
    for (const piece of ['"', '"\\', ' "', ',"', '\\"', " ", "\t,", '"a" ', '",\\"']) {
      const text = piece.repeat(20_000 / piece.length);
      const before = process.cpuUsage().user;
      fromHeaderList(asString)(text);
      fromDateList(asString)(text);
      expect(process.cpuUsage().user - before, piece).toBeLessThan(200_000);
    }
  });
});
