import { decodeCbor, integerOf, Tagged } from "./cbor.js";
import { Digits } from "./digits.js";
import { mismatch } from "./structure.js";

// Numbers in CBOR that a JavaScript number may not hold.

/** As `decodeCbor`, with integers and decimal numbers of any size (RFC 8949, sections 3.4.3 and 3.4.4). */
export const decodeBigCbor: typeof decodeCbor = (bytes) => decodeCbor(bytes, readBigTag);

function readBigTag(tag: number | bigint, value: unknown): unknown {
  if (tag === 2 || tag === 3) {
    if (!(value instanceof Uint8Array)) mismatch("bytes");
    const hex = Array.from(value, (byte) => byte.toString(16).padStart(2, "0"));
    const magnitude = BigInt(`0x0${hex.join("")}`);
    return integerOf(tag > 2 ? ~magnitude : magnitude);
  }
  if (tag === 4) {
    const [exponent, mantissa, ...others] = Array.isArray(value) ? (value as unknown[]) : [];
    if (!isInteger(exponent) || !isInteger(mantissa) || others.length) mismatch("a decimal number");
    return new Digits(decimalOf(BigInt(exponent), BigInt(mantissa)));
  }
  return value;
}

/** A decimal number as JSON has it; no one sends one of 10,000 digits. */
function decimalOf(exponent: bigint, mantissa: bigint): string {
  if (BigInt.asIntN(33_000, mantissa) !== mantissa) mismatch("a decimal number");
  const [, sign = "", digits = ""] = /(-?)(.*)/.exec(String(mantissa))!;
  if (!exponent) return sign + digits;
  // As JavaScript has it: zeros before what is not too small, an exponent otherwise.
  if (exponent > 0 || exponent < -digits.length - 5) return `${sign}${digits}e${exponent}`;
  const places = Number(-exponent);
  const padded = digits.padStart(places + 1, "0");
  return `${sign}${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

const isInteger = (value: unknown): value is number | bigint =>
  typeof value === "bigint" || Number.isSafeInteger(value);

/** Reads a long as a bigint. @throws ResponseError */
export function readBigLong(value: unknown): bigint {
  return writeBigLong(isInteger(value) ? BigInt(value) : mismatch("an integer"));
}

/** @throws InputError */
export function writeBigLong(value: bigint): bigint {
  return typeof value === "bigint" && BigInt.asIntN(64, value) === value
    ? value
    : mismatch("a bigint of 64 bits");
}

/** Reads an integer of any size. @throws ResponseError */
export function readBignum(value: unknown): bigint {
  return isInteger(value) ? BigInt(value) : mismatch("an integer");
}

/** Writes one: where 64 bits hold it, as an integer like others. @throws InputError */
export function writeBignum(value: bigint): bigint | Tagged {
  if (typeof value !== "bigint") mismatch("a bigint");
  const magnitude = value < 0 ? ~value : value;
  if (BigInt.asUintN(64, magnitude) === magnitude) return value;
  const hex = magnitude.toString(16);
  const bytes = hex.padStart(hex.length + (hex.length % 2), "0").match(/../g)!;
  return new Tagged(
    value < 0 ? 3 : 2,
    Uint8Array.from(bytes, (byte) => parseInt(byte, 16)),
  );
}

/** Reads a decimal number of any size and precision. @throws ResponseError */
export function readDecimal(value: unknown): string {
  return value instanceof Digits
    ? value.text
    : typeof value === "bigint" || Number.isFinite(value)
      ? String(value)
      : mismatch("a decimal number");
}

/** Writes a decimal number that is given as JSON has it, such as `-1.50` or `6.02e23`. @throws InputError */
export function writeDecimal(value: string): Tagged {
  const [, whole, fraction = "", exponent = "0"] =
    (typeof value === "string" &&
      /^(-?(?:0|[1-9]\d*))(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(value)) ||
    mismatch("a decimal number, as a string");
  return new Tagged(4, [
    writeBignum(BigInt(exponent.replace("+", "")) - BigInt(fraction.length)),
    writeBignum(BigInt(whole! + fraction)),
  ]);
}
