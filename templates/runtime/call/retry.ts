import type { ClientConfig } from "../contract/config.js";
import type { Failure, ServiceError } from "../contract/errors.js";
import type { HttpResponse } from "../contract/http.js";
import type { RetryKind, RetryStrategy } from "../contract/retry.js";
import type { AnyOperation, ErrorShape } from "../contract/service.js";

/**
 * The standard mode of the AWS SDKs as of November 2026
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html): a random wait below a
 * bound that doubles from 50 ms, or 1 s when throttled, up to 20 s; what the service asks for is held
 * between that wait and 5 s more. A retry takes 14 tokens of 500, or 5 when throttled, which a success
 * gives back; one at the first attempt gives one.
 *
 * @param service - how the service's retries differ
 */
export function standardRetry(
  config: Pick<ClientConfig, "random">,
  { delay = 50 }: { readonly delay?: number } = {},
): RetryStrategy {
  let tokens = 500;
  return (attempt, kind, response, recovered) => {
    const isThrottled = (kind ?? recovered) === "throttling";
    const cost = isThrottled ? 5 : 14;
    if (!kind) {
      tokens = Math.min(tokens + (recovered ? cost : 1), 500);
      return undefined;
    }
    const bound = (isThrottled ? 500 : delay / 2) * 2 ** attempt;
    const wait = (config.random ?? Math.random)() * Math.min(bound, 20_000);
    const header = (name: string) => +(response?.headers.get(name) as string);
    const asked = header("x-amz-retry-after") || header("retry-after") * 1000;
    const held = asked > wait ? Math.min(asked, wait + 5000) : wait;
    if (tokens < cost) return -1 - held;
    tokens -= cost;
    return held;
  };
}

/** What kind of retry an error is worth, if any: as the model says, or by codes that AWS SDKs share. */
export function retryKind(
  error: Failure,
  operation: AnyOperation,
  response: HttpResponse | undefined,
): RetryKind | undefined {
  const { code } = error as unknown as ServiceError;
  const text = `${response?.status} ${error.name} ${code}`;
  const shape: ErrorShape | undefined = operation.errors[error.name];
  return (
    shape?.retry ??
    (/^429|Throttl|TooManyReq|SlowDown| (Bandwidth|Request)?LimitExc|putExceeded|PriorReq|TransactionInP/.test(
      text,
    )
      ? "throttling"
      : // With a code, the first two would be a service's own errors.
        /^50[0234]| T(ransport|imeout)Error undefined| RequestTimeout/.test(text)
        ? "transient"
        : undefined)
  );
}
