/** What is known of a call however it ends. */
export interface Metadata {
  /** How often it was tried to send the request; what failed to connect counts too. */
  attempts: number;
  /** The service's identifier of the last response, for its support. */
  requestId?: string | undefined;
  /** The HTTP status of the last response. */
  statusCode?: number | undefined;
}

/** An error that a call ended with; `name` tells which it is. */
export interface CallError<Name extends string = string> extends Error, Metadata {
  readonly name: Name;
  /** The service that was called, as AWS SDKs know it: `KMS`. */
  readonly service: string;
  /** The operation's name in the model. */
  readonly operation: string;
}

/** Tells the errors of calls from others: `error instanceof CallError`. None is made of it. */
// A function, since Jest's `toThrow` and `toBeInstanceOf` take nothing else.
export const CallError: { [Symbol.hasInstance](value: unknown): value is CallError } = class {
  static [Symbol.hasInstance](value: unknown): value is CallError {
    return value instanceof Error && "operation" in value && "attempts" in value;
  }
};

/** What is thrown within a call: an error that has yet to be told which call it was. */
export interface Failure<Name extends string = string> extends Error {
  readonly name: Name;
}

// A mark that does not show, and that nobody else can set.
const failures = new WeakSet<object>();

/** What not every platform has, and its types. */
interface Capturing {
  captureStackTrace?(error: object, above: unknown): void;
}

/** What a call can fail with, and what is known of it beyond its message. */
export function callError<Name extends string, Facts extends object>(
  name: Name,
  message: string | undefined,
  facts?: Facts,
): Failure<Name> & Facts {
  // By assignment, name and message are enumerable: JSON and logs show them, each once.
  const error = Object.assign(new Error(undefined, facts), { name, message: message ?? "" }, facts);
  // Again, with the name, and with the caller's frames.
  (Error as Capturing).captureStackTrace?.(error, callError);
  failures.add(error);
  return error;
}

/**
 * An error that the service returned; `name` is its name in the model, or `UnmodeledServiceError`.
 * It has what `ServiceException` of AWS SDK v3 is recognised by.
 */
export interface ServiceError<
  Name extends string = string,
  Data = undefined,
> extends CallError<Name> {
  /** The error code as the service sent it. */
  readonly code: string;
  /** The error's own members, where the model declares more than a message. */
  readonly data: Data;
  /** Whose fault it was: the caller's or the service's. */
  readonly $fault: "client" | "server";
  /** The facts of the response under the names of AWS SDK v3. */
  readonly $metadata: {
    readonly httpStatusCode?: number | undefined;
    readonly requestId?: string | undefined;
    readonly attempts: number;
  };
}

/** The service returned an error code that the model does not list for the operation; see `code`. */
export interface UnmodeledServiceError extends ServiceError<"UnmodeledServiceError"> {
  readonly code: CommonErrorCode | (string & {});
}

/**
 * The codes that any service of AWS can answer with
 * (https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html), and those that services
 * which speak JSON have in the place of some of them.
 */
export type CommonErrorCode =
  | "AccessDeniedException"
  | "ExpiredTokenException"
  | "IncompleteSignature"
  | "IncompleteSignatureException"
  | "InternalFailure"
  | "InvalidSignatureException"
  | "MalformedHttpRequestException"
  | "MissingAuthenticationTokenException"
  | "NotAuthorized"
  | "OptInRequired"
  | "RequestAbortedException"
  | "RequestEntityTooLargeException"
  | "RequestExpired"
  | "RequestTimeoutException"
  | "SerializationException"
  | "ServiceUnavailable"
  | "ThrottlingException"
  | "UnknownOperationException"
  | "UnrecognizedClientException"
  | "ValidationError"
  | "ValidationException";

/** A setting is missing, or contradicts another. */
export type ConfigError = CallError<"ConfigError">;
/** There are no usable credentials, or their provider failed; see `cause`. */
export type CredentialsError = CallError<"CredentialsError">;
/** The input cannot be sent. */
export interface InputError extends CallError<"InputError"> {
  /** Where in the input, such as `Tags[0].TagKey`. */
  readonly path?: string | undefined;
}
/** There was no response: the connection failed, or broke off; see `cause`. */
export type TransportError = CallError<"TransportError">;
/** `timeoutMs` or `attemptTimeoutMs` ran out. */
export type TimeoutError = CallError<"TimeoutError">;
/** The caller's `signal` ended the call; `cause` is the signal's reason. */
export type AbortError = CallError<"AbortError">;
/** The response is not what the model promises. */
export interface ResponseError extends CallError<"ResponseError"> {
  /** Where in the response, such as `Keys[3].KeyId`. */
  readonly path?: string | undefined;
}

/** Every way a call can fail on this side of the wire. */
export type ClientError =
  | ConfigError
  | CredentialsError
  | InputError
  | TransportError
  | TimeoutError
  | AbortError
  | ResponseError;

/** Whether something is what a call fails with, and neither another's error nor that of a call which ended. */
export const isFailure = (value: unknown): value is Failure =>
  failures.has(value as object) && !("operation" in (value as object));

/** What a call fails with where something threw `cause`. */
export function failure<Name extends string>(name: Name, cause: unknown): Failure<Name> {
  if (isFailure(cause)) return cause as Failure<Name>;
  let message: string | undefined;
  try {
    message = String((cause as Error | undefined)?.message ?? cause);
  } catch {
    // Anything can be thrown, also what cannot be looked at.
  }
  return callError(name, message, { cause });
}
