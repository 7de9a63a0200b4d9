import { systemClock } from "../contract/clock.js";
import type { CallOptions } from "../contract/config.js";
import { misconfigured } from "../contract/endpoint.js";
import {
  callError,
  failure,
  type AbortError,
  type CallError,
  type ConfigError,
  type Failure as CallFailure,
  type Metadata,
  type TimeoutError,
} from "../contract/errors.js";
import type { Result } from "../contract/result.js";
import type { Client } from "../contract/service.js";
import { delayBefore, judge, type Delay, type Waiter } from "./waiters.js";
import { within } from "./within.js";

/** How long to wait, and how each of the calls is made. */
export interface WaitOptions extends CallOptions {
  /** Bound of the whole wait, in milliseconds; `timeoutMs` is that of each call. */
  readonly maxWaitMs: number;
  /** The shortest wait between two calls, in milliseconds. By default what the model says. */
  readonly minDelayMs?: number | undefined;
  /** The longest likewise. */
  readonly maxDelayMs?: number | undefined;
}

/** What a wait knew when it ended. */
export interface Waited<Output, Failure> {
  /** How the last call ended; absent where none did. No log shows it. */
  readonly last?: Result<Output, Failure> | undefined;
}

/** What was waited for will not come; `cause` is the error of the last call, if it had one. */
export interface WaiterFailedError<Output, Failure>
  extends CallError<"WaiterFailedError">, Waited<Output, Failure> {}

/** Every way a wait can fail, told apart by `name`. */
export type WaitError<Output, Failure> =
  | WaiterFailedError<Output, Failure>
  | (TimeoutError & Waited<Output, Failure>)
  | (AbortError & Waited<Output, Failure>)
  | (ConfigError & Waited<Output, Failure>);

/**
 * Calls an operation until its outcome is what a waiter waits for
 * (https://smithy.io/2.0/additional-specs/waiters.html).
 *
 * @returns the output that was waited for, or the error
 */
export async function wait<C extends Client, Input, Output, Failure extends Error, Value>(
  call: (client: C, input: Input, options?: CallOptions) => Promise<Result<Output, Failure>>,
  client: C,
  waiter: Waiter<Input, Output>,
  input: Input,
  options: WaitOptions,
): Promise<Result<Value, WaitError<Output, Failure>>> {
  const { clock = systemClock, random = Math.random } = client.settings?.() ?? {};
  const {
    maxWaitMs = 0,
    minDelayMs: least = waiter.minDelay * 1000,
    maxDelayMs: most = Math.max(waiter.maxDelay * 1000, least),
    signal,
    ...given
    // Spread, since callers without types may give none.
  }: Partial<WaitOptions> = { ...options };
  let last: Result<Output, Failure> | undefined;
  let calls = 0;
  try {
    if (!(maxWaitMs > 0 && least > 0 && most >= least)) {
      misconfigured(
        "maxWaitMs and minDelayMs must be above 0, and maxDelayMs not below minDelayMs",
      );
    }
    const deadline = clock.now() + maxWaitMs;
    const value = await within(clock, Infinity, maxWaitMs, signal, async (ending) => {
      for (let isLast = false; ;) {
        const controller = new AbortController();
        ending.abort = () => controller.abort();
        const result = await call(client, input, { ...given, signal: controller.signal });
        ending.abort = undefined;
        if (ending.error) throw ending.error;
        last = result;
        calls++;
        const state = judge(waiter, input, result);
        if (state === "success") return result.ok ? result.value : result.error;
        if (state === "failure") {
          const told = result.ok
            ? "its last output says that it will not be"
            : result.error.message;
          throw callError("WaiterFailedError", told, result.ok ? {} : { cause: result.error });
        }
        const next: Delay | undefined = isLast
          ? undefined
          : delayBefore(calls, deadline - clock.now(), least, most, random);
        if (!next) throw callError("TimeoutError", "");
        ({ isLast } = next);
        await new Promise<void>((resolve) => (ending.abort = clock.after(next.delay, resolve)));
      }
    });
    return { ok: true, value: value as Value, metadata: last!.metadata };
  } catch (thrown) {
    const { name, message, cause }: CallFailure = failure("ConfigError", thrown);
    const told = name === "TimeoutError" ? `not in maxWaitMs, after ${calls} calls` : message;
    const metadata: Metadata = last?.metadata ?? { attempts: 0 };
    const error = Object.assign(
      callError(name, `${waiter.name}: ${told}`, cause === undefined ? {} : { cause }),
      { service: client.service.id, operation: waiter.operation },
      metadata,
    );
    // Hidden, as there may be something sensitive in it.
    Object.defineProperty(error, "last", { value: last });
    return { ok: false, error: error as never, metadata };
  }
}
