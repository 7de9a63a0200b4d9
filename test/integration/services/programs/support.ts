import assert from "node:assert/strict";

/** How a program's client finds the server. */
export interface Server {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly timeoutMs: number;
}

/** The error of a call that has to have failed, of the type that the operation declares. */
export function failed<E>(
  result: { readonly ok: true } | { readonly ok: false; readonly error: E },
): E {
  if (!result.ok) return result.error;
  throw new assert.AssertionError({ message: "The call succeeded.", actual: result });
}

/** For a `switch` over an error's name: any other than those expected. */
export function unexpected(error: { readonly name: string; readonly message: string }): never {
  throw new assert.AssertionError({
    message: `An error of another name: ${error.name}: ${error.message}`,
    actual: error,
  });
}

/** What has to be there. */
export function present<T>(value: T | undefined): T {
  assert.notEqual(value, undefined);
  return value as T;
}

/** A date of the last minutes, up to now; servers may round to the second. */
export function recent(date: Date | undefined): void {
  assert.ok(date instanceof Date);
  assert.ok(Math.abs(Date.now() - date.getTime()) < 300_000, date.toISOString());
}
