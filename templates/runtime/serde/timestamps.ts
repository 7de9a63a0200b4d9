import { mismatch, tagOf } from "./structure.js";

/** A timestamp in seconds since 1970, with fractions. @throws ResponseError */
export function readEpochSeconds(value: unknown): Date {
  return dateOf(typeof value === "number" ? Math.round(value * 1000) : NaN);
}

/** @throws InputError */
export function writeEpochSeconds(value: Date): number {
  return +given(value) / 1000;
}

/** A timestamp as `1985-04-12T23:20:50.52Z` (RFC 3339, section 5.6). @throws ResponseError */
export function readDateTime(value: unknown): Date {
  const [text] =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.exec(String(value)) ?? [];
  return dateOf(text ?? NaN);
}

/** @throws InputError */
export function writeDateTime(value: Date): string {
  return given(value).toISOString().replace(".000Z", "Z");
}

/** A timestamp as `Tue, 29 Apr 2014 18:30:38 GMT` (RFC 9110, section 5.6.7). @throws ResponseError */
export function readHttpDate(value: unknown): Date {
  const [text] = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d(\.\d+)? GMT$/.exec(String(value)) ?? [];
  return dateOf(text ?? NaN);
}

/** @throws InputError */
export function writeHttpDate(value: Date): string {
  return given(value).toUTCString();
}

/** A `Date`, of any realm. */
function given(value: Date): Date {
  return tagOf(value) === "[object Date]" ? dateOf(value) : mismatch("a Date");
}

function dateOf(value: Date | string | number): Date {
  const date = new Date(value);
  return isNaN(+date) ? mismatch("a timestamp") : date;
}
