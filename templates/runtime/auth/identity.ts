import type { IdentityConfig } from "./schemes.js";
import { systemClock } from "../contract/clock.js";
import { failure } from "../contract/errors.js";

/** Something that proves who calls, or an async function that gives it. */
export type IdentitySetting<T> = T | (() => Promise<T>);

interface Expiring {
  /** When it stops working; a function is asked again five minutes before. */
  readonly expiration?: Date | undefined;
}

/**
 * Gives an identity. A function is asked once for all calls that wait, and again when what it gave
 * is about to expire, or after it failed.
 *
 * @throws CredentialsError, from what it returns
 */
export function identityOf<T extends Expiring>(
  setting: IdentitySetting<T>,
  { clock = systemClock }: IdentityConfig,
): () => Promise<T> {
  let latest: Promise<T>;
  let refreshAt = 0;
  const ask = async () => {
    refreshAt = Infinity;
    try {
      const identity = typeof setting === "function" ? await setting() : setting;
      refreshAt = +(identity.expiration ?? Infinity) - 300_000;
      return identity;
    } catch (thrown) {
      refreshAt = 0;
      throw failure("CredentialsError", thrown);
    }
  };
  return () => (clock.now() < refreshAt ? latest : (latest = ask()));
}
