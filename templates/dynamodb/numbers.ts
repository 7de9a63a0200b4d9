import { mismatch, tagOf } from "#runtime";

// Numbers have up to 38 digits in DynamoDB
// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number).

const numeral = /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i;

/** A number as its text, exact whatever its size; what `wrapNumbers: true` gives. */
export class NumberValue {
  /** Such as `1.50` or `-2e100`. */
  readonly value: string;

  /** @throws TypeError where `value` is no number */
  constructor(value: string | number | bigint) {
    this.value = String(value);
    if (!numeral.test(this.value)) throw new TypeError("Not a number: " + this.value);
  }

  /** As `new` does. */
  static from(value: string | number | bigint): NumberValue {
    return new NumberValue(value);
  }

  /** @throws SyntaxError where it is no integer that is written without an exponent */
  toBigInt(): bigint {
    return BigInt(this.value);
  }

  toString(): string {
    return this.value;
  }

  // By which it is known where there are several copies of this class.
  get [Symbol.toStringTag](): string {
    return "NumberValue";
  }
}

/** How a number is told to DynamoDB. @throws InputError where it is none, or would not be exact */
export function writeNumber(value: unknown, imprecise: boolean | undefined): string {
  const text = String(value);
  if (!numeral.test(text)) mismatch("a finite number");
  if (tagOf(value) === "[object Number]" && !imprecise && isUnsafe(+text)) {
    mismatch("a number below 2^53, or a bigint");
  }
  return text;
}

/** The number that a text tells, if a number can hold it. @throws ResponseError */
export function readNumber(text: string, wrap: WrapNumbers | undefined): unknown {
  if (!numeral.test(text)) mismatch("a number");
  if (wrap) return wrap === true ? new NumberValue(text) : wrap(text);
  return exactNumber(text) ?? mismatch("an exact number; see wrapNumbers");
}

/** What numbers are read as: `NumberValue`, or what a function makes of their text. */
export type WrapNumbers = boolean | ((text: string) => unknown);

/** The number of a text, unless it stands for others, too. */
export function exactNumber(text: string): number | undefined {
  const number = +text;
  return isUnsafe(number) || digits(text) !== digits(String(number)) ? undefined : number;
}

const isUnsafe = (number: number): boolean => Math.abs(number) > Number.MAX_SAFE_INTEGER;

/** The digits that count. Of two numbers so close they are the same only where these are equal. */
const digits = (text: string): string => text.replace(/e.*|\D/gi, "").replace(/^0+|0+$/g, "");
