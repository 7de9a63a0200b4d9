import { quiet } from "#platform";
import { callError, failure, type Result } from "#runtime";

/** How a transfer of several calls ends before its time: by the caller, or as one of them failed. */
export interface TransferEnding {
  /** Of the calls. */
  readonly signal: AbortSignal;
  readonly abort: () => void;
  /** What a promise gives, unless the transfer ends before. @throws AbortError */
  readonly orEnd: <T>(promise: Promise<T>) => Promise<T>;
  /** Lets go of the caller's signal. */
  readonly release: () => void;
}

/** An ending that comes with the caller's signal at the latest. */
export function endingWith(caller: AbortSignal | undefined): TransferEnding {
  const controller = new AbortController();
  const { signal } = controller;
  quiet(signal);
  const abort = () => controller.abort(caller?.reason);
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () =>
      reject(callError("AbortError", "Aborted", { cause: signal.reason as unknown })),
    );
  });
  // Nobody may be waiting.
  ended.catch(() => {});
  caller?.addEventListener("abort", abort);
  if (caller?.aborted) abort();
  return {
    signal,
    abort,
    orEnd: (promise) => Promise.race([promise, ended]),
    release: () => caller?.removeEventListener("abort", abort),
  };
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** What options are refused with that are none. */
export const optionsMessage = "Expected options that are an object";

/** How many are on their way at once: one at least. @throws InputError where that is no number */
export function atOnce(concurrency: number): number {
  const most = Number(concurrency);
  if (isNaN(most)) throw callError("InputError", "concurrency is no number");
  return Math.max(1, most);
}

/** The failure of one of the calls. */
export class Ended {
  readonly result: Result<unknown, unknown> & { readonly ok: false };

  constructor(result: Ended["result"]) {
    this.result = result;
  }
}

/** A generated operation. */
export type TransferCall = (
  client: never,
  input: never,
  options?: { readonly signal?: AbortSignal | undefined },
) => Promise<Result<unknown, unknown>>;

/** What a call gives. @throws Ended */
export async function outputOf(
  operation: TransferCall,
  client: object,
  input: object,
  signal?: AbortSignal,
): Promise<unknown> {
  const result = await operation(client as never, input as never, { signal });
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- what tells it from all errors
  if (!result.ok) throw new Ended(result as Ended["result"]);
  return result.value;
}

/** The result of a transfer that ended with what was thrown. */
export function failedWith(
  thrown: unknown,
  operation: string,
  { service }: { readonly service: { readonly id: string } },
): Result<never, unknown> & { readonly ok: false } {
  if (thrown instanceof Ended) return thrown.result;
  const { name, message, ...facts } = failure("InputError", thrown);
  const metadata = { attempts: 0 };
  const about = { service: service.id, operation, ...metadata };
  const error = Object.assign(callError(name, message, facts), about);
  return { ok: false, error, metadata };
}
