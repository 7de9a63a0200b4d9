import type { Json } from "./model.js";
import { isArray, isObject, kindOf, property } from "./json.js";

/** What is wrong in a trait's value: where below the trait, and what was expected. */
export interface ValueProblem {
  readonly keys: readonly (string | number)[];
  readonly message: string;
}

/** The type of a trait's value: checks a value, and is a `T` to the compiler. */
export interface ValueType<T> {
  /** What a `null` stands for, which old models write for an empty value. */
  readonly empty?: Json;
  /** The first problem of a value, or `undefined` where it is a `T`. */
  check(value: Json): ValueProblem | undefined;
  /** Carries `T`; never set. */
  readonly type?: T;
}

/** The values that a value type describes. */
export type ValueOf<V> = V extends ValueType<infer T> ? T : never;

function wrong(expected: string, value: Json | undefined): ValueProblem {
  return { keys: [], message: `expected ${expected}, found ${kindOf(value)}` };
}

function scalar<T>(expected: string, holds: (value: Json) => boolean): ValueType<T> {
  return { check: (value) => (holds(value) ? undefined : wrong(expected, value)) };
}

function under(key: string | number, problem: ValueProblem | undefined): ValueProblem | undefined {
  return problem && { keys: [key, ...problem.keys], message: problem.message };
}

/** Any JSON value. */
export const json: ValueType<Json> = { check: () => undefined };
export const text = scalar<string>("a string", (value) => typeof value === "string");
export const flag = scalar<boolean>("a boolean", (value) => typeof value === "boolean");
export const number = scalar<number>("a number", (value) => typeof value === "number");
export const integer = scalar<number>("an integer", (value) => Number.isSafeInteger(value));
export const textOrInteger = scalar<string | number>(
  "a string or an integer",
  (value) => typeof value === "string" || Number.isSafeInteger(value),
);
/** A length: what cannot be negative. */
export const size = scalar<number>(
  "a whole number of 0 or more",
  (value) => Number.isInteger(value) && (value as number) >= 0,
);

/** A string that is not empty. */
export const nonEmpty: ValueType<string> = {
  check: (value) =>
    value === "" ? { keys: [], message: "expected a string that is not empty" } : text.check(value),
};

/** One of a few strings. */
export function oneOf<const T extends string>(...allowed: readonly T[]): ValueType<T> {
  const list = allowed.map((each) => `"${each}"`).join(", ");
  return scalar(`one of ${list}`, (value) => (allowed as readonly Json[]).includes(value));
}

/** An array, each item of one type. */
export function listOf<T>(item: ValueType<T>): ValueType<readonly T[]> {
  return {
    empty: [],
    check(value) {
      if (!isArray(value)) return wrong("an array", value);
      return first(value.entries(), item);
    },
  };
}

/** An object whose keys are data, each value of one type. */
export function mapOf<T>(item: ValueType<T>): ValueType<Readonly<Record<string, T>>> {
  return {
    empty: {},
    check: (value) =>
      isObject(value) ? first(Object.entries(value), item) : wrong("an object", value),
  };
}

function first(entries: Iterable<[string | number, Json]>, item: ValueType<unknown>) {
  for (const [key, value] of entries) {
    const problem = under(key, item.check(value));
    if (problem !== undefined) return problem;
  }
  return undefined;
}

type Fields = Readonly<Record<string, ValueType<unknown>>>;
type Required<R extends Fields> = { readonly [K in keyof R]: ValueOf<R[K]> };
type Optional<O extends Fields> = { readonly [K in keyof O]?: ValueOf<O[K]> | undefined };

/**
 * An object of known properties. Further ones are let through: models written for a newer Smithy
 * carry some, and none of them is read.
 */
export function object<R extends Fields, O extends Fields = Record<never, never>>(
  required: R,
  optional?: O,
): ValueType<Required<R> & Optional<O>> {
  const fields = Object.entries({ ...required, ...optional });
  const mustHave = new Set(Object.keys(required));
  return {
    empty: {},
    check(value) {
      if (!isObject(value)) return wrong("an object", value);
      for (const [key, field] of fields) {
        const item = property(value, key);
        if (item === undefined) {
          if (mustHave.has(key)) return { keys: [], message: `expected a property "${key}"` };
          continue;
        }
        const problem = under(key, field.check(item));
        if (problem !== undefined) return problem;
      }
      return undefined;
    },
  };
}

/** The value of a trait that says something by being there: an object, empty for most. */
export const annotation: ValueType<object> = object({});

/** `{ min, max }`, of which one must be there, and not the wrong way round. */
export function bounds<T extends number>(bound: ValueType<T>) {
  const shape = object({}, { min: bound, max: bound });
  return {
    ...shape,
    check(value: Json): ValueProblem | undefined {
      const problem = shape.check(value);
      if (problem !== undefined || !isObject(value)) return problem;
      const [min, max] = [property(value, "min"), property(value, "max")];
      if (min === undefined && max === undefined) {
        return { keys: [], message: 'expected "min" or "max"' };
      }
      if (Number(min) > Number(max)) {
        return { keys: [], message: 'the "min" is greater than the "max"' };
      }
      return undefined;
    },
  } satisfies ValueType<unknown>;
}
