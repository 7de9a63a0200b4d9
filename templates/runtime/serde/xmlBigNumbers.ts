import { readBigDecimal, readBigInteger, readExactLong } from "./bigNumbers.js";
import { Digits } from "./digits.js";
import { mismatch } from "./structure.js";
import { readXmlString } from "./xmlValues.js";

// Numbers of any size, in XML. What is written takes the writers of JSON.

/** By its digits, as JSON has them. */
function digitsOf(value: unknown): Digits {
  const text = readXmlString(value).trim();
  return /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(text) ? new Digits(text) : mismatch("a number");
}

/** Reads an integer of 64 bits. @throws ResponseError */
export const readXmlExactLong = (value: unknown): bigint => readExactLong(digitsOf(value));
/** @throws ResponseError */
export const readXmlBigInteger = (value: unknown): bigint => readBigInteger(digitsOf(value));
/** @throws ResponseError */
export const readXmlBigDecimal = (value: unknown): string => readBigDecimal(digitsOf(value));
