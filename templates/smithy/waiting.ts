import { wait, type Clock, type Result, type Waiter } from "#runtime";
import type { SendOptions } from "./http.js";
import type { Sender } from "./pages.js";

/** How a wait ended. */
export const WaiterState = {
  ABORTED: "ABORTED",
  FAILURE: "FAILURE",
  RETRY: "RETRY",
  SUCCESS: "SUCCESS",
  TIMEOUT: "TIMEOUT",
} as const;
export type WaiterState = "ABORTED" | "FAILURE" | "RETRY" | "SUCCESS" | "TIMEOUT";

/** What a wait came to: its state, and the last output or error. */
export interface WaiterResult<Reason = unknown> {
  readonly state: WaiterState;
  /** The same as `final`, as AWS SDK v3 had it first. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as AWS SDK v3 has it
  readonly reason?: any;
  readonly final?: Reason | undefined;
}

/** How long to wait, in seconds, but for the client. */
export interface WaiterSettings {
  readonly maxWaitTime: number;
  /** The shortest wait between two commands. By default what the model says. */
  readonly minDelay?: number | undefined;
  /** The longest likewise. */
  readonly maxDelay?: number | undefined;
  readonly abortSignal?: AbortSignal | undefined;
  readonly abortController?: AbortController | undefined;
}

/** How a waiter is set up. */
export interface WaiterConfiguration<Client> extends WaiterSettings {
  readonly client: Client;
}

/** What a waiter needs of a client. */
export interface WaitingSender<Command, Output> extends Sender<Command, Output> {
  readonly config: { readonly clock: Clock; readonly serviceId: string };
}

/**
 * Sends a command until its outcome is what a waiter waits for.
 *
 * @throws An error called `AbortError` or `TimeoutError`, or one of another name where the waiter
 *   fails; its message is the result as JSON, as in AWS SDK v3, and its cause what is known of it
 */
export async function waited<Input, Output, Command>(
  Command: new (input: Input) => Command,
  waiter: Waiter<Input, Output>,
  config: WaiterConfiguration<WaitingSender<Command, Output>>,
  input: Input,
): Promise<WaiterResult<Output | Error>> {
  const { client, maxWaitTime, minDelay, maxDelay, abortController } = config;
  const { clock, serviceId } = client.config;
  const metadata = { attempts: 1 };
  const call = async (
    _: unknown,
    given: Input,
    { signal }: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<Result<Output, Error>> => {
    const options: SendOptions = { abortSignal: signal };
    try {
      return { ok: true, value: await client.send(new Command(given), options), metadata };
    } catch (thrown) {
      return { ok: false, error: thrown as Error, metadata };
    }
  };
  const waiting = { service: { id: serviceId }, settings: () => ({ clock }) };
  const result = await wait(call, waiting as never, waiter, input, {
    maxWaitMs: maxWaitTime * 1000,
    minDelayMs: minDelay && minDelay * 1000,
    maxDelayMs: maxDelay && maxDelay * 1000,
    signal: config.abortSignal ?? abortController?.signal,
  });
  if (result.ok) {
    const final = result.value as Output | Error;
    return { state: WaiterState.SUCCESS, reason: final, final };
  }
  const { error } = result;
  const last = error.last?.ok ? error.last.value : error.last?.error;
  const [state, reason] = outcomeOf(error.name, last);
  if (state === undefined) throw error;
  const name = state === WaiterState.FAILURE ? "Error" : error.name;
  throw Object.assign(Error(JSON.stringify({ state, reason }), { cause: error }), { name });
}

function outcomeOf(name: string, last: unknown): [state?: WaiterState, reason?: unknown] {
  switch (name) {
    case "AbortError":
      return [WaiterState.ABORTED, "Request was aborted"];
    case "TimeoutError":
      return [WaiterState.TIMEOUT, "Waiter has timed out"];
    case "WaiterFailedError":
      return [WaiterState.FAILURE, last];
    default:
      return [];
  }
}
