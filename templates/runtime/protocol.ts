import type { Endpoint, EndpointParameters } from "./endpoint.js";
import type { ServiceError } from "./errors.js";
import type { HttpRequest, HttpResponse } from "./http.js";
import type { WireObject } from "./serde.js";

/** What a client knows of its service. */
export interface Service<Id extends string = string> {
  /** The name that AWS SDKs know the service by, such as `KMS`. */
  readonly id: Id;
  /** The service shape's name. */
  readonly name: string;
  /** The version of the service's API, such as `2014-11-01`. */
  readonly version: string;
  /** The service's name in the scope of a Signature Version 4. */
  readonly signingName: string;
  /** @throws ConfigError where no endpoint fits the parameters. */
  readonly resolveEndpoint: (parameters: EndpointParameters) => Endpoint;
  readonly protocol: Protocol;
}

/** What a client knows of an operation. `Failure` tells which names `errors` has to have. */
export interface Operation<Input, Output, Failure> {
  readonly name: string;
  /** The request body of an input: the model's members and no others. @throws InputError */
  readonly write: (input: Input) => unknown;
  /** The output of a response body. @throws ResponseError */
  readonly read: (body: WireObject) => Output;
  readonly errors: { readonly [Name in ModeledName<Failure>]: ErrorShape };
}

type ModeledName<Failure> =
  Failure extends ServiceError<infer Name, unknown>
    ? Exclude<Name, "UnmodeledServiceError">
    : never;

/** What a client knows of a modeled error. */
export interface ErrorShape {
  readonly fault: "client" | "server";
  /** The members other than the message. @throws ResponseError */
  readonly read?: (body: WireObject) => unknown;
  /** The service's message is sensitive, and left out. */
  readonly sensitive?: true;
  /** What kind of retry the model says it is worth. */
  readonly retry?: "transient" | "throttling";
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an operation of any types
export type AnyOperation = Operation<any, unknown, any>;

/** How requests are written and responses are read. */
export interface Protocol {
  readonly contentType: string;
  /** The request, but for its origin. @throws InputError */
  write(service: Service, operation: AnyOperation, input: unknown): Omit<HttpRequest, "origin">;
  /** The output of a response. @throws ServiceError, ResponseError */
  read(operation: AnyOperation, response: HttpResponse, body: string): unknown;
}
