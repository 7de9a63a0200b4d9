import { transport } from "#platform";
import { identitySource, sign, type AuthConfig, type AuthIdentity } from "../auth/auth.js";
import { systemClock } from "../contract/clock.js";
import type { ClientConfig, Send } from "../contract/config.js";
import type { Ending } from "../contract/ending.js";
import { failure, type Metadata, type ServiceError } from "../contract/errors.js";
import type { HttpResponse } from "../contract/http.js";
import type { Client, IdentityOf, Service } from "../contract/service.js";
import { requestOf } from "./request.js";
import type { RetryKind } from "../contract/retry.js";
import { retryKind, standardRetry } from "./retry.js";
import { within } from "./within.js";

/** A client of a service. Does no work and cannot fail: a bad `config` is the first call's error. */
export function createClient<Id extends string, Config extends ClientConfig & AuthConfig>(
  service: Service<Id, Config>,
  config: Config,
): Client<Id> {
  // In this closure and nowhere else, so that no log of a client shows its credentials.
  const identityOf: IdentityOf<AuthIdentity> = identitySource(config);
  const backoff = standardRetry(config);
  // What to add to the clock to have the service's time.
  let clockOffset = 0;

  return {
    service,
    async call(operation, input, options = {}) {
      const metadata: Metadata = { attempts: 0 };
      try {
        const { clock = systemClock } = config;
        const locate = requestOf(service, config, operation, input, options);
        const deadline = clock.now() + (options.timeoutMs ?? config.timeoutMs ?? 60_000);
        let delay = 0;

        for (let attempt = 1; ; attempt++) {
          let response: HttpResponse | undefined;
          let time: number;

          const perform = async (ending: Ending) => {
            if (delay) {
              await new Promise<void>((resolve) => (ending.abort = clock.after(delay, resolve)));
            }
            // First, so that what is wrong with the configuration shows without credentials.
            const request = await locate(() => identityOf(operation, ending));
            const identity = await identityOf(operation, ending);
            const send: Send = async (unsigned) => {
              // The call may have ended while credentials or an interceptor took their time.
              if (ending.error) throw ending.error;
              metadata.attempts = attempt;
              time = clock.now() + clockOffset;
              const headers = sign(unsigned, identity, time);
              headers["user-agent"] = `tinsmith/${service.id} ${config.userAgent ?? ""}`;
              return transport({ ...unsigned, headers }, ending, config.fetch);
            };
            const received = await (config.interceptors ?? []).reduceRight<Send>(
              (next, interceptor) => (unsigned) =>
                interceptor(unsigned, next, { service, operation, attempt }),
              send,
            )(request);
            const text = await received.text();
            if (ending.error) throw ending.error;
            response = received;
            metadata.statusCode = response.status;
            metadata.requestId = response.headers.get("x-amzn-requestid") ?? undefined;
            return service.read(operation, response, text);
          };

          try {
            const value = await within(
              clock,
              delay + (config.attemptTimeoutMs ?? 30_000),
              deadline - clock.now(),
              options.signal,
              perform,
            );
            (config.retryStrategy ?? backoff)(attempt);
            return { ok: true, value: value as never, metadata };
          } catch (thrown) {
            // TypeScript does not see that `perform` sets them.
            const error = failure(response ? "ResponseError" : "TransportError", thrown);
            const serverTime = Date.parse(response?.headers.get("date") as string);
            const skewed =
              /Skew|Expired|Future|Signature|Auth/.test((error as ServiceError).code) &&
              Math.abs(serverTime - time!) > 240_000;
            let kind: RetryKind | undefined = "transient";
            if (skewed) clockOffset = serverTime - clock.now();
            else kind = retryKind(error, operation, response);
            const wait =
              kind &&
              attempt < (options.maxAttempts ?? config.maxAttempts ?? 3) &&
              clock.now() < deadline
                ? (config.retryStrategy ?? backoff)(attempt, kind, response)
                : undefined;
            if (wait === undefined) throw error;
            delay = wait;
          }
        }
      } catch (thrown) {
        const error = Object.assign(failure("ConfigError", thrown), metadata, {
          $metadata: { ...metadata, httpStatusCode: metadata.statusCode },
        });
        return { ok: false, error: error as never, metadata };
      }
    },
  };
}
