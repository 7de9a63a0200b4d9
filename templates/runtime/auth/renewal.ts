import { systemClock, type Clock } from "../contract/clock.js";
import { callError, failure } from "../contract/errors.js";
import type { IdentityOf } from "../contract/service.js";

/** What is looked at beside the settings of identities. */
export interface IdentityConfig {
  readonly clock?: Clock | undefined;
}

/** Something that proves who calls, or an async function that gives it. */
export type IdentitySetting<T> = T | (() => Promise<T>);

interface Expiring {
  /** When it stops working. */
  readonly expiration?: Date | undefined;
}

// That of AWS SDK v3 keeps what it gave, unless it is told not to.
type Provider<T> = (options: {
  readonly forceRefresh?: true;
  readonly callerClientConfig: object;
}) => Promise<T>;

/**
 * Gives an identity, and renews what a function gave. Those who call at the same time wait for the
 * function once. In the last five minutes before what it gave expires it is asked anew in the
 * background, once a minute at most: however it fails or hangs, the old works until it has expired.
 * What hangs until an attempt has ended is left to itself, and the next call asks again.
 *
 * @param setting - finds what is set; looked at in each call
 * @param read - makes the identity of what was given, which may be anything. Throws CredentialsError
 * @throws CredentialsError, from what it returns
 */
export function renewal<Config extends IdentityConfig, Given extends Expiring, Identity>(
  config: Config,
  setting: (config: Config) => IdentitySetting<Given>,
  read: (given: Partial<Given>) => Identity,
): IdentityOf<Identity> {
  let held: Identity;
  let expires = 0;
  let renewAt = 0;
  let pending: Promise<Identity> | undefined;
  let turns = 0;
  let settled = 0;
  const forget = () => {
    pending = undefined;
  };

  return async (_operation, ending = {}, rejected) => {
    const now = (config.clock ?? systemClock).now();
    const source = setting(config);
    if (rejected === held && typeof source === "function") expires = 0;
    if (now < expires ? now >= renewAt : !pending) {
      const ask = async () =>
        typeof source === "function"
          ? (source as Provider<Given>)({
              ...(rejected && { forceRefresh: true }),
              callerClientConfig: config,
            })
          : source;
      renewAt = now + 60_000;
      const turn = ++turns;
      pending = ask().then(
        (given: Partial<Given> | null | undefined) => {
          given ??= {};
          const time = timeOf(given.expiration);
          const identity = read(given);
          // What comes late is no reason to forget what was asked for later.
          if (turn > settled) {
            settled = turn;
            held = identity;
            expires = time;
            renewAt = Math.max(renewAt, expires - 300_000);
          }
          return identity;
        },
        (cause: unknown) => {
          throw failure("CredentialsError", cause);
        },
      );
      pending.then(forget, forget);
    }
    if (now < expires) return held;
    ending.abort = forget;
    return pending!;
  };
}

/** A time in milliseconds since 1970. Those whose callers have no types give text or seconds, too. */
function timeOf(expiration: unknown): number {
  const time = +new Date(
    typeof expiration === "number" && expiration < 1e11
      ? expiration * 1000
      : // The last time there is.
        ((expiration as Date | null | undefined) ?? 8.64e15),
  );
  return isNaN(time) ? refuse("The expiration is not a time") : time;
}

/** Whether something can be sent as a header. */
export const isPlain = (value: unknown): value is string =>
  typeof value === "string" && /^[ -~]+$/.test(value);

/** @throws CredentialsError */
export function refuse(message: string): never {
  throw callError("CredentialsError", message);
}
