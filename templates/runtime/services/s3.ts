import { sha256 } from "#platform";
import type { HttpRequest, HttpResponse, Transport } from "../contract/http.js";
import type { ServiceError } from "../contract/errors.js";
import type { AnyOperation, Destination, Protocol, ResolveEndpoint } from "../contract/service.js";
import { bytesOf } from "../http/byteTransport.js";

// What Amazon S3 and S3 Control have beside AWS restXml.

/** What S3 answers an operation with, where that is not just a document. */
export interface S3Operation {
  /**
   * The body of a response is `content`, of which S3 knows nothing; or it comes `late`, after the
   * status, and what has none is a failure.
   */
  readonly body?: "content" | "late";
  /** A response as the protocol has it. */
  readonly prepare?: (response: HttpResponse) => HttpResponse;
}

/** Segments of dots are parts of a key like any other, and go out and are signed as they are. */
export function rawDots(write: Protocol["write"]): Protocol["write"] {
  return (...args) => {
    const request = write(...args);
    // Nothing else has an escaped dot: the percent sign of a key is escaped itself.
    return {
      ...request,
      path: request.path.replace(/^[^?]*/, (path) => path.replace(/%2E/g, ".")),
    };
  };
}

/**
 * Finishes requests as `resolve` does, and adds the hash of the body, without which S3 takes no
 * signature.
 */
export function hashed<Config>(resolve: ResolveEndpoint<Config>): ResolveEndpoint<Config> {
  return async (...call): Promise<Destination & Pick<S3Request, "answer">> => {
    const [, , operation, , , request] = call;
    const found = await resolve(...call);
    const { body = "" } = found.body === undefined ? request : found;
    const isWhole = typeof body === "string" || ArrayBuffer.isView(body);
    const hash = isWhole ? sha256(body) : "UNSIGNED-PAYLOAD";
    return {
      ...found,
      headers: { "x-amz-content-sha256": hash, ...(found.headers ?? request.headers) },
      answer: (operation as S3Operation).body,
    };
  };
}

/** A request that says what it is answered with. */
interface S3Request extends Partial<HttpRequest> {
  readonly answer?: S3Operation["body"];
}

/**
 * Sends as `send` does. The identifier of a response is where other services have it. A success that
 * is none by what its body says has the status of a failure that is worth another attempt, 503: S3
 * may answer before it knows how a copy ends.
 */
export function s3Transport(send: Transport): Transport {
  return async (request, ending, config) => {
    const response = named(await send(request, ending, config));
    const { answer } = request as S3Request;
    const isSuccess = response.status >= 200 && response.status < 300;
    if (!isSuccess || answer === "content" || request.method === "HEAD") return response;
    const bytes = await bytesOf(response);
    const textOf = (part: Uint8Array) => new TextDecoder().decode(part);
    if (/<\/(\w+:)?Error>\s*$/.test(textOf(bytes.subarray(-99))))
      return { ...response, status: 503 };
    const isMissing = answer === "late" && !/<\w/.test(textOf(bytes));
    return isMissing
      ? withText({ ...response, status: 503 }, errorText("InternalError", "The body is missing"))
      : response;
  };
}

function named(response: HttpResponse): HttpResponse {
  const { headers } = response;
  const get = (name: string) =>
    headers.get(name) ?? (name === "x-amzn-requestid" ? headers.get("x-amz-request-id") : null);
  return { ...response, headers: { get, ...(headers.keys && { keys: () => headers.keys!() }) } };
}

/** A response with another body, as bytes and as text. */
const withText = (response: HttpResponse, text: string): HttpResponse => ({
  ...response,
  text: () => Promise.resolve(text),
  bytes: () => Promise.resolve(new TextEncoder().encode(text)),
});

const errorText = (code: string, message: string) =>
  `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;

/** The codes of failures that come without a body. */
const codes: Readonly<Record<number, string>> = {
  301: "PermanentRedirect",
  304: "NotModified",
  307: "TemporaryRedirect",
  400: "BadRequest",
  403: "Forbidden",
  404: "NotFound",
  405: "MethodNotAllowed",
  412: "PreconditionFailed",
};

/** What errors of S3 tell beside those of other services. */
export interface S3ErrorDetails {
  /** The second identifier of the response, for S3's support: `x-amz-id-2`. */
  readonly extendedRequestId?: string | undefined;
  /** The region that the bucket is in, where S3 tells it: `x-amz-bucket-region`. */
  readonly bucketRegion?: string | undefined;
}

/**
 * Reads responses as `read` does. Errors that come without a body, as those of HEAD do, have a code by
 * their status; all tell what S3 has in headers.
 */
export function s3Errors(read: Protocol["read"]): Protocol["read"] {
  return async (operation: AnyOperation & S3Operation, response, ...rest) => {
    const { prepare = (given: HttpResponse) => given } = operation;
    const { status, headers } = response;
    const isFailure = status < 200 || status >= 300;
    const code = codes[status];
    const bucketRegion = headers.get("x-amz-bucket-region") ?? undefined;
    try {
      if (!isFailure) return await read(operation, prepare(response), ...rest);
      const message = status < 304 && bucketRegion ? `The bucket is in ${bucketRegion}` : "";
      const known =
        code && !(await response.text()) ? withText(response, errorText(code, message)) : response;
      return await read(operation, known, ...rest);
    } catch (thrown) {
      const error = thrown as ServiceError;
      const extendedRequestId = headers.get("x-amz-id-2") ?? undefined;
      const details = {
        ...(extendedRequestId && { extendedRequestId }),
        ...(bucketRegion && { bucketRegion }),
      } satisfies S3ErrorDetails;
      throw error.$fault === undefined ? error : Object.assign(error, details);
    }
  };
}

/**
 * A response whose only member is its root, in one more element
 * (https://smithy.io/2.0/aws/customizations/s3-customizations.html#aws-customizations-s3unwrappedxmloutput-trait).
 */
export function wrapped(response: HttpResponse): HttpResponse {
  const text = async () => {
    const root = (await response.text()).replace(/^\s*<\?xml[^>]*\?>/, "");
    return `<Output>${root}</Output>`;
  };
  return { ...response, text, bytes: async () => new TextEncoder().encode(await text()) };
}

/** What finds a member and reads it. */
interface Found<T> {
  from(message: never): unknown;
  read(this: void, value: unknown): T;
}

/** Reads a date that anyone may have set to anything, such as `0`: what is none is absent. */
export const dateIfAny = <T>(found: Found<T>): Found<T | undefined> => ({
  from: (message) => found.from(message),
  read(value) {
    try {
      return found.read(value);
    } catch {
      return undefined;
    }
  },
});
