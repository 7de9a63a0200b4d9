import { systemClock } from "../contract/clock.js";
import type { ClientConfig } from "../contract/config.js";
import { callError } from "../contract/errors.js";
import type { RetryStrategy } from "../contract/retry.js";
import { standardRetry } from "./retry.js";

/**
 * The adaptive mode of the AWS SDKs
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html): the standard mode, and
 * a bound of how many attempts a second are made. There is none until the service throttles; then it
 * is what was sent before, less 30 %, and grows again by CUBIC (RFC 9438). It is one for all calls
 * that share the strategy: give each resource that is throttled by itself a client of its own.
 *
 * A call whose turn does not come in its time is a `TimeoutError` at once, which was not sent.
 *
 * @param service - how the service's retries differ, as in `standardRetry`
 */
export function adaptiveRetry(
  config: Pick<ClientConfig, "clock" | "random"> = {},
  service?: { readonly delay?: number },
): RetryStrategy {
  const { clock = systemClock } = config;
  const standard = standardRetry(config, service);
  const seconds = () => clock.now() / 1000;

  // Attempts a second, by the answers to those of the last half seconds.
  let measured = 0;
  let answers = 0;
  let measuredAt = Math.floor(seconds());

  // Until something is throttled, nothing waits.
  let isLimited = false;
  /** Attempts a second that there may be. */
  let rate = 0.5;
  /** Attempts that may be made at once; below 0 those that have to wait. */
  let tokens = 0;
  let capacity = 1;
  let filledAt: number | undefined;

  /** The rate when something was throttled last. */
  let throttledRate = 0;
  let throttledAt = seconds();

  function fill(): void {
    const now = seconds();
    tokens = Math.min(tokens + (now - (filledAt ?? now)) * rate, capacity);
    filledAt = now;
  }

  /** How many milliseconds it takes until another attempt may be made; from then on it counts as made. */
  function take(): number {
    if (!isLimited) return 0;
    fill();
    tokens--;
    return tokens < 0 ? (-tokens / rate) * 1000 : 0;
  }

  function adjust(isThrottled: boolean): void {
    const now = seconds();
    answers++;
    const half = Math.floor(now * 2) / 2;
    if (half > measuredAt) {
      measured = (answers / (half - measuredAt)) * 0.8 + measured * 0.2;
      answers = 0;
      measuredAt = half;
    }
    let next: number;
    if (isThrottled) {
      throttledRate = isLimited ? Math.min(measured, rate) : measured;
      throttledAt = now;
      next = throttledRate * 0.7;
    } else {
      const untilSame = Math.cbrt((throttledRate * 0.3) / 0.4);
      next = 0.4 * (now - throttledAt - untilSame) ** 3 + throttledRate;
    }
    isLimited ||= isThrottled;
    fill();
    const bounded = Math.min(next, 2 * measured);
    rate = Math.max(bounded, 0.5);
    capacity = Math.max(bounded, 1);
    tokens = Math.min(tokens, capacity);
  }

  return Object.assign<RetryStrategy, Pick<RetryStrategy, "admit" | "failed">>(
    (attempt, kind, response, recovered) => {
      if (!kind) adjust(false);
      const wait = standard(attempt, kind, response, recovered);
      return kind && wait! >= 0 ? wait! + take() : wait;
    },
    {
      admit(left) {
        const wait = take();
        if (wait < left) return wait;
        tokens++;
        throw callError(
          "TimeoutError",
          "timeoutMs is too short for the rate that the service takes",
        );
      },
      failed(kind, response) {
        if (kind || response) adjust(kind === "throttling");
      },
    },
  );
}
