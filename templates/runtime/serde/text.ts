import { readBlob, writeBlob } from "./base64.js";
import { Digits } from "./digits.js";
import { asString } from "./json.js";
import { listOf, mismatch } from "./structure.js";

// Values that are text: in headers, queries and labels.

/** The reader of a number that is text, by the reader of numbers as JSON has them. */
export const fromNumber =
  <T>(read: (value: never) => T): ((value: string) => T) =>
  (value) => {
    const text = value.trim();
    return read((/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text) as never);
  };

/** The same, where a number may have more digits than JavaScript's hold. */
export const fromDigits =
  <T>(read: (value: never) => T): ((value: string) => T) =>
  (value) =>
    fromNumber((number) =>
      read((typeof number === "number" ? new Digits(value.trim()) : number) as never),
    )(value);

export const fromBoolean = (value: string): boolean =>
  value === "true" || (value === "false" ? false : mismatch("a boolean"));

/** Text that a header has in base64, since it is of another media type. */
export const fromMediaText = (value: string): string => fromUtf8(readBlob(value));
export const toMediaText = (value: string): string =>
  writeBlob(new TextEncoder().encode(asString(value)));

export const fromUtf8 = (value: Uint8Array): string => new TextDecoder().decode(value);

/** A list in a header, by the writer of its items: those that hold a comma or a quote are quoted. */
export const toHeaderList =
  <T>(write: (item: T) => unknown): ((value: readonly T[]) => string) =>
  (value) =>
    listOf((item: T) => {
      const text = String(write(item));
      return /[",]/.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : text;
    })(value).join(", ");

/** A list of dates in a header, each of which has a comma. */
export const toDateList =
  <T>(write: (item: T) => unknown): ((value: readonly T[]) => string) =>
  (value) =>
    listOf(write)(value).join(", ");

export const fromHeaderList =
  <T>(read: (item: never) => T): ((value: string) => T[]) =>
  (value) =>
    listOf(read)(
      [...value.matchAll(/\s*(?:"((?:[^"\\]|\\.)*)"|([^,]*))\s*(?:,|$)/g)]
        .slice(0, -1)
        .map(
          ([, quoted, plain = ""]) => quoted?.replace(/\\(.)/g, "$1") ?? plain.trim(),
        ) as never[],
    );

export const fromDateList =
  <T>(read: (item: never) => T): ((value: string) => T[]) =>
  (value) => {
    const parts = value.trim() ? value.split(",") : [];
    const dates = parts.flatMap((part, index) =>
      index % 2 ? [] : [[part, ...parts.slice(index + 1, index + 2)].join(",").trim()],
    );
    return listOf(read)(dates as never[]);
  };
