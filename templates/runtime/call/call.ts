import { transport } from "#platform";
import { sign, type AuthConfig, type AuthIdentity } from "../auth/auth.js";
import { systemClock } from "../contract/clock.js";
import type { CallOptions, ClientConfig, Send } from "../contract/config.js";
import { misconfigured } from "../contract/endpoint.js";
import type { Ending } from "../contract/ending.js";
import {
  failure,
  type CallError,
  type Failure,
  type Metadata,
  type ServiceError,
} from "../contract/errors.js";
import type { HttpRequest, HttpResponse } from "../contract/http.js";
import type { RetryKind, RetryStrategy } from "../contract/retry.js";
import type { AnyOperation, IdentityOf, Service } from "../contract/service.js";
import { locate } from "../endpoints/locate.js";
import { checkHeaders, writeInput } from "./request.js";
import { retryKind } from "./retry.js";
import { within } from "./within.js";

/** What a client holds between calls. */
export interface ClientState {
  readonly service: Service;
  readonly config: ClientConfig & AuthConfig;
  readonly identityOf: IdentityOf<AuthIdentity>;
  readonly backoff: RetryStrategy;
  /** What to add to the clock to have the service's time, in milliseconds. */
  clockOffset: number;
}

/** What is known of an attempt, however it ended. */
interface Attempt {
  /** From 1. */
  readonly number: number;
  /** The client's when it began. */
  readonly clockOffset: number;
  /** Absent too where another attempt may use it again. */
  identity?: AuthIdentity | undefined;
  response?: HttpResponse;
  /** What it failed with. */
  error?: Failure;
  /** No other is to follow: the call just fails later. */
  isLast?: boolean;
}

/**
 * A call: the input is written once, then sent until it succeeds, or fails in a way that is not worth
 * another attempt, or its time is over.
 *
 * @param metadata - is kept up to date
 * @throws Whatever the call fails with
 */
export async function call(
  client: ClientState,
  operation: AnyOperation,
  input: unknown,
  options: CallOptions,
  metadata: Metadata,
): Promise<unknown> {
  const { service, config } = client;
  const { clock = systemClock, retryStrategy = client.backoff } = config;
  const maxAttempts = +(options.maxAttempts ?? config.maxAttempts ?? service.retry?.attempts ?? 3);
  const attemptTimeoutMs = +(config.attemptTimeoutMs ?? operation.timeoutMs ?? 30_000);
  const deadline =
    clock.now() + +(options.timeoutMs ?? config.timeoutMs ?? operation.timeoutMs ?? 60_000);
  if (isNaN(maxAttempts + attemptTimeoutMs + deadline)) {
    misconfigured("timeoutMs, attemptTimeoutMs or maxAttempts is no number");
  }
  const agent = `tinsmith/${service.id} ${config.userAgent ?? ""}`;
  checkHeaders({ "user-agent": agent });
  const request = writeInput(service, operation, input, options);
  // By which the service knows what was sent again. Pages that are no secure contexts have none.
  const id: string | undefined = crypto.randomUUID?.();
  let previous: Partial<Attempt> = {};
  let kind: RetryKind | undefined;
  let delay = retryStrategy.admit?.(deadline - clock.now()) ?? 0;

  for (let number = 1; ; number++) {
    const current: Attempt = { number, clockOffset: client.clockOffset };
    try {
      const value = await within(
        clock,
        delay + attemptTimeoutMs,
        deadline - clock.now(),
        options.signal,
        (ending) => attempt(current, ending),
      );
      try {
        retryStrategy(number, undefined, current.response, kind);
      } catch {
        // The success stands.
      }
      return value;
    } catch (thrown) {
      const error = failure("ConfigError", thrown);
      const { code } = error as unknown as ServiceError;
      const { response } = current;
      const now = clock.now();
      // Timers come up to a millisecond early: less than two are none.
      const left = deadline - now;
      const serverTime = Date.parse(response?.headers.get("date") as string);
      if (
        /Skew|Expired$|Future|Signature|Auth/.test(code) &&
        // By the time that was signed: another call may have corrected the clock meanwhile.
        Math.abs(serverTime - now - current.clockOffset) > 240_000 &&
        // From 1970 to 9891: no other time can be signed.
        Math.abs(serverTime - 125e12) < 125e12
      ) {
        client.clockOffset = serverTime - now;
        kind = "transient";
      } else kind = retryKind(error, operation, response);
      retryStrategy.failed?.(kind, response);
      const isWorthAnother = kind || /^ExpiredToken/.test(code);
      const isLast = number >= maxAttempts || left < 2 || request.isSpent;
      if (!isWorthAnother || error === previous.error || isLast) throw error;
      const wait = (kind ? retryStrategy(number, kind, response) : 0) as number;
      delay = Math.abs(wait);
      // A wait that cannot fit is not begun.
      if (!(delay < left) || (wait < 0 && !operation.longPoll)) throw error;
      previous = { error, isLast: wait < 0, identity: kind ? undefined : current.identity };
    }
  }

  /** Sends the request once, and reads the response. */
  async function attempt(current: Attempt, ending: Ending): Promise<unknown> {
    if (delay) await new Promise<void>((resolve) => (ending.abort = clock.after(delay, resolve)));
    if (previous.isLast) throw previous.error!;
    const identify = (rejected?: AuthIdentity) => client.identityOf(operation, ending, rejected);
    // First, so that what is wrong with the configuration shows without credentials.
    const located = await locate(service, config, operation, input, identify, request);
    current.identity = await identify(previous.identity);
    // From here on what is sent.
    ending.abort = undefined;
    if (ending.error) throw ending.error;
    // There are no others than those that have expired.
    if (current.identity === previous.identity) throw previous.error!;
    const context = {
      service,
      operation,
      attempt: current.number,
      error: previous.error as CallError | undefined,
      kind,
      delay,
    };
    const response = await [config, options]
      .flatMap(({ interceptors = [] }) => interceptors)
      .reduceRight<Send>(
        (next, interceptor) => (request) => interceptor(request, next, context),
        (request) => send(request, current, ending),
      )(located);
    if (ending.error) throw ending.error as Error;
    current.response = response;
    metadata.statusCode = response.status;
    metadata.requestId = response.headers.get("x-amzn-requestid") ?? undefined;
    try {
      return await service.read(operation, response);
    } catch (thrown) {
      throw failure("ResponseError", thrown);
    }
  }

  /** Signs a request and sends it. */
  async function send(
    request: HttpRequest,
    { number, identity, clockOffset, response: given }: Attempt,
    ending: Ending,
  ): Promise<HttpResponse> {
    // An interceptor may take its time, or come back when all is over.
    if (ending.error || given) throw ending.error ?? Error("Too late");
    // Endpoint rules and interceptors may have added some.
    checkHeaders(request.headers);
    const headers = sign(request, identity!, clock.now() + clockOffset);
    // Those that are not signed.
    headers["user-agent"] = agent;
    headers["amz-sdk-request"] = `attempt=${number}; max=${maxAttempts}`;
    if (id) headers["amz-sdk-invocation-id"] = id;
    metadata.attempts = number;
    const fail = (thrown: unknown) => {
      throw failure("TransportError", thrown);
    };
    const response = await (service.transport ?? transport)(
      { ...request, headers },
      ending,
      config,
    ).catch(fail);
    let text: Promise<string> | undefined;
    return { ...response, text: () => (text ??= response.text().catch(fail)) };
  }
}
