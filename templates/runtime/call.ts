import { fetch as platformFetch } from "#platform";
import type { CallOptions, Client } from "./client.js";
import { systemClock } from "./clock.js";
import { credentialsOf } from "./credentials.js";
import { failure, type Metadata } from "./errors.js";
import type { HttpRequest, HttpResponse } from "./http.js";
import type { Operation } from "./protocol.js";
import { regionOf, requestOf } from "./request.js";
import type { Result } from "./result.js";
import { clockSkew, retryKind, standardRetry } from "./retry.js";
import { signHeaders } from "./sigv4.js";
import { sleep, within } from "./within.js";

/** Calls an operation: writes the input once, then signs, sends and reads as often as it takes. */
export async function call<Input, Output, Failure>(
  client: Client,
  operation: Operation<Input, Output, Failure>,
  input: Input,
  options: CallOptions = {},
): Promise<Result<Output, Failure>> {
  const metadata: Metadata = { attempts: 0 };
  try {
    const value = await perform(client, operation, input, options, metadata);
    return { ok: true, value, metadata };
  } catch (thrown) {
    const { statusCode: httpStatusCode } = metadata;
    const error = Object.assign(failure("ConfigError", thrown), metadata, {
      $metadata: { ...metadata, httpStatusCode },
    });
    return { ok: false, error: error as Failure, metadata };
  }
}

/** @throws CallError */
async function perform<Input, Output, Failure>(
  client: Client,
  operation: Operation<Input, Output, Failure>,
  input: Input,
  options: CallOptions,
  metadata: Metadata,
): Promise<Output> {
  const { config, service, state } = client;
  const { clock = systemClock, fetch = platformFetch, attemptTimeoutMs = 30_000 } = config;
  const maxAttempts = options.maxAttempts ?? config.maxAttempts ?? 3;
  const timeoutMs = options.timeoutMs ?? config.timeoutMs ?? 60_000;
  const retry = (state.retry ??= config.retryStrategy ?? standardRetry(config.random));
  const region = regionOf(config);
  const request = requestOf(client, region, operation, input, options);
  const deadline = clock.now() + timeoutMs;
  /** Bounds a step by the deadline, and by `ms`. */
  const bounded = <T>(work: (signal: AbortSignal) => Promise<T>, ms = Infinity) => {
    const left = deadline - clock.now();
    const limit = ms < left ? "attemptTimeoutMs" : "timeoutMs";
    return within(clock, Math.min(ms, left), limit, options.signal, work);
  };

  for (let attempt = 1; ; attempt++) {
    let response: HttpResponse | undefined;
    try {
      const value = await bounded(async (signal) => {
        const credentials = await credentialsOf(client, clock.now());
        let send = async (unsigned: HttpRequest): Promise<HttpResponse> => {
          // The call may have ended while credentials or an interceptor took their time.
          signal.throwIfAborted();
          metadata.attempts = attempt;
          const time = clock.now() + state.clockOffset;
          const scope = { credentials, region, service: service.signingName, time };
          const { method, origin, path, query, headers, body } = signHeaders(unsigned, scope);
          const url = origin + path + (query && "?" + query);
          return fetch(url, { method, headers: { ...headers }, body, signal, redirect: "manual" });
        };
        for (const interceptor of [...(config.interceptors ?? [])].reverse()) {
          const next = send;
          send = async (unsigned) => interceptor(unsigned, next, { service, operation, attempt });
        }
        let body;
        try {
          const received = await send(request);
          body = await received.text();
          signal.throwIfAborted();
          response = received;
        } catch (thrown) {
          throw failure("TransportError", thrown);
        }
        metadata.statusCode = response.status;
        metadata.requestId = response.headers.get("x-amzn-requestid") ?? undefined;
        return service.protocol.read(operation, response, body) as Output;
      }, attemptTimeoutMs);
      retry(attempt);
      return value;
    } catch (thrown) {
      const error = Object.assign(failure("ResponseError", thrown), metadata);
      const skew = clockSkew(error, response, clock.now() + state.clockOffset);
      state.clockOffset += skew;
      const kind = skew ? "transient" : retryKind(error, operation);
      const wait = kind && attempt < maxAttempts ? retry(attempt, kind, response) : undefined;
      if (wait === undefined || clock.now() >= deadline) throw error;
      await bounded((signal) => sleep(clock, wait, signal));
    }
  }
}
