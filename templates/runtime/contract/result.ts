import type { Metadata } from "./errors.js";

/**
 * How a call ended: with a value, or with one of the errors it can fail with.
 *
 * Each arm declares the other's member as well: without `strictNullChecks` the compiler does not
 * narrow by what `ok` is not.
 */
export type Result<T, E> =
  | {
      readonly ok: true;
      readonly value: T;
      readonly error?: undefined;
      readonly metadata: Metadata;
    }
  | {
      readonly ok: false;
      readonly value?: undefined;
      readonly error: E;
      readonly metadata: Metadata;
    };

/** What an operation without output gives: an object without members. */
export interface Unit {}

/**
 * The value of a result, for those who would rather throw.
 *
 * @throws The error of a result that is not `ok`.
 */
export async function unwrap<T, E extends Error>(
  result: Result<T, E> | PromiseLike<Result<T, E>>,
): Promise<T> {
  const settled = await result;
  if (settled.ok) return settled.value;
  throw settled.error;
}
