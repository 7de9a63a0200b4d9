import type { ClientConfig } from "../contract/config.js";
import type { CallError, ServiceError } from "../contract/errors.js";
import type { HttpResponse } from "../contract/http.js";
import type { RetryKind, RetryStrategy } from "../contract/retry.js";
import type { AnyOperation, ErrorShape } from "../contract/service.js";

/**
 * The standard mode of the AWS SDKs
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html): a bucket of 500
 * tokens, from which a retry takes 5, or 10 after a timeout, and which a success fills; and a random
 * wait below a bound that doubles from 100 ms, or 500 ms when throttled, up to 20 s. A `Retry-After`
 * in seconds (RFC 9110, section 10.2.3) stands for the random wait.
 */
export function standardRetry(config: ClientConfig): RetryStrategy {
  let tokens = 500;
  return (attempt, kind, response) => {
    const cost = kind ? (kind === "timeout" ? 10 : 5) : attempt > 1 ? -5 : -1;
    if (tokens < cost) return undefined;
    tokens = Math.min(tokens - cost, 500);
    const asked = Number(response?.headers.get("retry-after")) * 1000;
    const bound = (kind === "throttling" ? 250 : 50) * 2 ** attempt;
    return Math.min(asked > 0 ? asked : (config.random ?? Math.random)() * bound, 20_000);
  };
}

/** What kind of retry an error is worth, if any: as the model says, or by codes that AWS SDKs share. */
export function retryKind(
  error: CallError,
  operation: AnyOperation,
  response: HttpResponse | undefined,
): RetryKind | undefined {
  const text = `${response?.status} ${error.name} ${(error as ServiceError).code}`;
  const shape: ErrorShape | undefined = operation.errors[error.name];
  return (
    shape?.retry ??
    (/^429|Throttl|TooManyReq|SlowDown|(Limit|put)Exceeded|PriorReq|TransactionInP/.test(text)
      ? "throttling"
      : / TimeoutError/.test(text)
        ? "timeout"
        : /^50[0234]|Transport|RequestTimeout/.test(text)
          ? "transient"
          : undefined)
  );
}
