// What decides about retries in AWS SDK v3, such as `ConfiguredRetryStrategy` of `@smithy/util-retry`.

/** What the errors of a service have in AWS SDK v3. */
export interface SdkError extends Error {
  readonly $fault?: "client" | "server";
  readonly $metadata?: { httpStatusCode?: number; attempts?: number; totalRetryDelay?: number };
  readonly $response?: unknown;
}

/** A strategy's record of a call. */
export interface RetryToken {
  getRetryDelay(): number;
}

/** Decides about retries. */
export interface SdkRetryStrategy {
  // Methods, so that strategies fit which take tokens of their own.
  acquireInitialRetryToken(scope: string): Promise<RetryToken>;
  refreshRetryTokenForRetry(
    token: RetryToken,
    failure: {
      error?: SdkError;
      errorType: "TRANSIENT" | "THROTTLING" | "SERVER_ERROR" | "CLIENT_ERROR";
    },
  ): Promise<RetryToken>;
  recordSuccess(token: RetryToken): void;
}
