import { ServiceException } from "@smithy/smithy-client";
import {
  callError,
  failure,
  isFailure,
  own,
  type AnyOperation,
  type Service,
  type ServiceError,
} from "#runtime";
import { isStreamed, responseFromSdk, type SdkResponse } from "./http.js";
import type { SdkError } from "./strategy.js";

/** What is known of a response, under the names of AWS SDK v3. */
export type ResponseMetadata = ServiceException["$metadata"];

/** An output with what is known of its response. */
export interface MetadataBearer {
  $metadata: ResponseMetadata;
}

/** What the constructors of exceptions take, beside the members of their own. */
export interface ExceptionOptions {
  readonly name?: string | undefined;
  readonly $fault?: "client" | "server" | undefined;
  readonly $metadata: ResponseMetadata;
  readonly message?: string | undefined;
}

/** An error that a service returned, with its members directly on it. */
export class BaseException extends ServiceException {
  constructor(options: ExceptionOptions) {
    const { name = "", $fault = "client", $metadata, message = "", ...members } = options;
    super({ name, $fault, $metadata, message });
    Object.assign(this, members);
  }
}

/** The exceptions of a service: the class of all, and those of the modeled ones by name. */
export interface Exceptions {
  readonly base: typeof BaseException;
  readonly modeled: Readonly<Record<string, typeof BaseException>>;
}

/** The output of a response. @throws ServiceException, ResponseError, TransportError */
export async function readResponse(
  service: Service,
  operation: AnyOperation,
  response: SdkResponse,
  exceptions: Exceptions,
): Promise<MetadataBearer> {
  const received = responseFromSdk(response);
  const header = (...names: string[]) => names.map((name) => response.headers[name]).find(Boolean);
  const $metadata = {
    httpStatusCode: response.statusCode,
    requestId: header("x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"),
    extendedRequestId: header("x-amz-id-2"),
    cfId: header("x-amz-cf-id"),
  } as ResponseMetadata;
  if (isStreamed(operation, response.statusCode)) {
    return { $metadata, ...((await service.read(operation, received)) as object) };
  }
  const bytes = await received.bytes!().catch((thrown: unknown) => {
    throw failure("TransportError", thrown);
  });
  try {
    const text = () => Promise.resolve(new TextDecoder().decode(bytes));
    const whole = { ...received, text, bytes: () => Promise.resolve(bytes) };
    return { $metadata, ...((await service.read(operation, whole)) as object) };
  } catch (thrown) {
    const error = exceptionOf(failure("ResponseError", thrown), $metadata, exceptions);
    throw Object.defineProperty(error, "$response", { value: response, enumerable: false });
  }
}

function exceptionOf(error: Error, $metadata: ResponseMetadata, exceptions: Exceptions): Error {
  const { code, data, $fault, message } = error as ServiceError<string, object | undefined>;
  if (code === undefined) {
    const { httpStatusCode: statusCode, requestId } = $metadata;
    return Object.assign(error, { $metadata, statusCode, requestId });
  }
  const { base, modeled } = exceptions;
  const Exception = own(modeled, error.name) ?? base;
  const exception = new Exception({ ...data, name: code, $fault, $metadata, message });
  // Where some are sensitive, they are not enumerable; logs are not to show them here either.
  for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(data ?? {}))) {
    if (!Object.hasOwn(exception, name)) Object.defineProperty(exception, name, member);
  }
  return exception;
}

/** Which call it was that failed, and how. */
interface Ended {
  readonly service: string;
  readonly operation: string;
  /** How often the request was sent. */
  readonly attempts: number;
  readonly totalRetryDelay: number;
}

/** What a call ends with that something was thrown in. What is not ours is let through as it is. */
export function ended(thrown: unknown, { totalRetryDelay, ...facts }: Ended): unknown {
  const { $fault, $metadata, $response } = (thrown ?? {}) as SdkError;
  const metadata = { ...$metadata, attempts: facts.attempts, totalRetryDelay };
  if (isFailure(thrown)) {
    // One of its own for each call: what was thrown may have ended others too.
    const error = Object.assign(callError(thrown.name, thrown.message, thrown), facts);
    return Object.defineProperties(error, {
      $metadata: { value: metadata, configurable: true },
      ...($response === undefined ? {} : { $response: { value: $response } }),
    });
  }
  return $fault ? Object.assign(thrown as SdkError, { $metadata: metadata }) : thrown;
}
