import { systemClock, type Clock } from "../contract/clock.js";
import type { Interceptor, InterceptorContext } from "../contract/config.js";
import type { CallError, Failure, Metadata } from "../contract/errors.js";
import type { Client } from "../contract/service.js";
import type { RetryKind } from "../contract/retry.js";

/** An attempt that failed, and is followed by another. */
export interface Retry extends Pick<InterceptorContext, "service" | "operation"> {
  /** The number of the attempt that failed, from 1. */
  readonly attempt: number;
  /** What it failed with. */
  readonly error: CallError;
  /** Why it is worth another; absent where its credentials had expired. */
  readonly kind: RetryKind | undefined;
  /** How long the call waited since, in milliseconds. */
  readonly delayMs: number;
}

/**
 * An interceptor that tells of retries, each when its attempt begins. What `tell` throws is thrown by
 * the interceptor: it ends the call, and is not retried.
 */
export function onRetry(tell: (retry: Retry) => unknown): Interceptor {
  return async (request, next, { service, operation, attempt, error, kind, delay }) => {
    if (error) {
      await tell({ service, operation, attempt: attempt - 1, error, kind, delayMs: delay });
    }
    return next(request);
  };
}

/** Where to log to, such as `console`. */
export interface Logger {
  debug(message: string, facts: LoggedCall): void;
  info(message: string, facts: LoggedCall): void;
  warn(message: string, facts: LoggedRetry): void;
  error(message: string, facts: LoggedCall): void;
}

/** What is logged of a call: nothing of its input, output, headers and credentials. */
export interface LoggedCall extends Partial<Metadata> {
  /** As AWS SDKs know it: `KMS`. */
  readonly service: string;
  /** The operation's name in the model. */
  readonly operation: string;
  /** From the call to its end, in milliseconds; absent while it goes on. */
  readonly durationMs?: number;
  /** The name of the error that it ended with. */
  readonly error?: string;
  /** The code of the service's error. */
  readonly code?: string | undefined;
  /** Its message; of what input or output is wrong, only where. */
  readonly reason?: string | undefined;
}

/** What is logged of a retry. */
export interface LoggedRetry extends Omit<LoggedCall, "durationMs" | keyof Metadata> {
  /** The number of the attempt that failed, from 1. */
  readonly attempt: number;
  readonly kind: RetryKind | undefined;
  /** How long the call waited since, in milliseconds. */
  readonly delayMs: number;
}

/**
 * The same client, whose calls are logged: at `debug` that one begins, at `info` that it succeeded, at
 * `warn` each retry, at `error` that it failed. A call whose output is a stream has ended when the
 * stream is there. What the logger throws changes nothing.
 *
 * @param clock - to measure with
 */
export function withLogger<C extends Client>(
  client: C,
  logger: Logger,
  clock: Pick<Clock, "now"> = systemClock,
): C {
  const call: Client["call"] = async (operation, input, options) => {
    const facts = { service: client.service.id, operation: operation.name };
    const name = `${facts.service}.${facts.operation}`;
    const began = clock.now();
    const tellRetry = onRetry(({ attempt, error, kind, delayMs }) =>
      quietly(() =>
        logger.warn(`${name} is tried again`, {
          ...facts,
          attempt,
          kind,
          delayMs,
          ...factsOf(error),
        }),
      ),
    );
    quietly(() => logger.debug(`${name} begins`, facts));
    const result = await client.call(operation, input, {
      ...options,
      interceptors: [...(options?.interceptors ?? []), tellRetry],
    });
    const ended = { ...facts, ...result.metadata, durationMs: clock.now() - began };
    quietly(() =>
      result.ok
        ? logger.info(`${name} succeeded`, ended)
        : logger.error(`${name} failed`, { ...ended, ...factsOf(result.error as CallError) }),
    );
    return result;
  };
  return { ...client, call };
}

/** A call is worth more than what is said of it, at once or, by an async logger, later. */
function quietly(tell: () => unknown): void {
  (async () => await tell())().catch(() => {});
}

/** What an error says that may be logged: a message about input or output may quote from it. */
function factsOf(error: Failure): Pick<LoggedCall, "error" | "code" | "reason"> {
  const { name, message, code, path } = error as Failure & {
    readonly code?: string;
    readonly path?: string;
  };
  const reason = /^(Input|Response)Error$/.test(name) ? path : message;
  return { error: name, ...(code !== undefined && { code }), reason };
}
