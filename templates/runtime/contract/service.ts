import type { CallOptions, ClientConfig } from "./config.js";
import type { Ending } from "./ending.js";
import type { Endpoint } from "./endpoint.js";
import type { ServiceError } from "./errors.js";
import type { HttpRequest, HttpResponse, RequestHints, Transport } from "./http.js";
import type { Result } from "./result.js";

/** What settings know a service by. */
export type ServiceName = Pick<Service, "id" | "sdkId" | "signingName" | "retry">;

/** What a client knows of its service. */
export interface Service<
  Id extends string = string,
  Config extends ClientConfig = ClientConfig,
> extends Protocol {
  /** The name that AWS SDKs know the service by, such as `KMS`. */
  readonly id: Id;
  /** The same in settings, where it has other words: `Route 53`. */
  readonly sdkId?: string;
  /** The service shape's name. */
  readonly name: string;
  /** The service's name in the scope of a Signature Version 4; empty where none of its requests has one. */
  readonly signingName: string;
  /** How its retries differ from those of other services. */
  readonly retry?: {
    /** The bound of the first wait, in milliseconds. */
    readonly delay: number;
    /** How often to try at most. */
    readonly attempts: number;
  };
  readonly resolveEndpoint: ResolveEndpoint<Config>;
  /**
   * Finds who calls, where the runtime is several services' and this one's requests are not just signed
   * by Signature Version 4. The type of a method, for the same reason as that of endpoints.
   */
  readonly identity?: { of(config: Config): IdentityOf<Identity> }["of"];
  /** Completes the headers of a request whose signature takes time. */
  readonly prove?: (headers: Record<string, string>) => Promise<void>;
  /** What sends its requests, where that is not the platform's own. */
  readonly transport?: Transport;
}

/**
 * Finds where a request goes, and what of it is known only then. The type of a method, so that a
 * service may have a configuration of its own, and take it that there is a region where it signs.
 *
 * @param region - absent only where the service signs nothing, whose rules then take it for absent
 * @throws ConfigError where no endpoint fits the parameters
 */
export type ResolveEndpoint<Config> = {
  of(
    region: string,
    config: Config,
    operation: AnyOperation,
    input: unknown,
    identity: () => Promise<Pick<Identity, "accountId">>,
    request: ProtocolRequest,
  ): Destination | Promise<Destination>;
}["of"];

/** Where a request goes, and what of it depends on that. */
export interface Destination
  extends
    Endpoint,
    Partial<
      Pick<
        HttpRequest,
        "headers" | "region" | "signingName" | "scheme" | "regionSet" | "pathAsIs" | "body"
      >
    >,
    RequestHints {}

/**
 * Completes a request of an operation when it is known where it goes; once an attempt.
 *
 * @throws InputError, ConfigError
 */
export type Finish = (
  found: Destination,
  call: {
    readonly config: ClientConfig;
    readonly operation: AnyOperation;
    readonly input: unknown;
    readonly request: ProtocolRequest;
  },
) => Destination | Promise<Destination>;

/** What a client knows of an operation. `Failure` tells which names `errors` has to have. */
export interface Operation<Input, Output, Failure> {
  readonly name: string;
  /** Of a request, where the protocol leaves it to the operation. */
  readonly method?: string;
  /** Path and query likewise, with the names of members for labels: `/keys/{KeyId}`. */
  readonly uri?: string;
  /** What a request says of an input: the model's members and no others. @throws InputError */
  readonly write: (input: Input) => unknown;
  /** The output of what a response says. @throws ResponseError */
  readonly read: (body: unknown) => Output;
  readonly errors: { readonly [Name in ModeledName<Failure>]: ErrorShape };
  /** What the endpoint rules decide by, beside the client's settings. @throws InputError */
  readonly endpoint?: (input: Input) => object;
  /** The ways to authenticate, the first that can be used first; where absent, the service's. */
  readonly auth?: readonly AuthScheme[];
  /** What stands before the endpoint's host. @throws InputError */
  readonly hostPrefix?: (input: Input) => string;
  /** The member of the input that, where it is set, says where the request goes. */
  readonly endpointMember?: string;
  /** The service takes the body compressed. */
  readonly compressed?: true;
  /** Its requests are signed without their bodies. */
  readonly unsignedPayload?: true;
  /** The service wants a checksum of the body. */
  readonly checksumRequired?: true;
  /** The output has something sensitive: no message shows what a response says. */
  readonly sensitive?: true;
  /** The service holds the request open until there is something to tell. */
  readonly longPoll?: true;
  /** Completes its requests. */
  readonly finish?: Finish;
  /** What sends its requests, around what sends the service's. */
  readonly via?: RequestHints["via"];
  /** The member of the output that is a stream. */
  readonly streams?: string;
  /** Instead of the client's own bounds, in milliseconds, where the caller sets none. */
  readonly timeoutMs?: number;
}

type ModeledName<Failure> =
  Failure extends ServiceError<infer Name, unknown>
    ? Exclude<Name, "UnmodeledServiceError">
    : never;

/** A way to authenticate. */
export interface AuthScheme {
  /** The name of its trait, by which clients prefer it. */
  readonly name: string;
  /** The setting that has the identity. */
  readonly setting: string;
  /**
   * What finds the identity, once a client; absent where the client is not set up for the scheme.
   *
   * @param isLast - it is not set up for any, and the scheme may know where to look
   */
  identity(config: object, isLast?: boolean): IdentityOf<Identity> | undefined;
}

/**
 * Finds who calls an operation.
 *
 * @param ending - of the attempt that waits for it
 * @param rejected - what the service took for expired: another is given, if there may be one
 * @throws CredentialsError
 */
export type IdentityOf<Identity> = (
  operation?: AnyOperation,
  ending?: Ending,
  rejected?: Identity,
) => Promise<Identity>;

/** Who calls. */
export interface Identity {
  readonly accountId?: string | undefined;
  /** What it signs with, where that is credentials of AWS. */
  readonly credentials?: object;
  /**
   * The headers of a request with the proof of who sends it.
   *
   * @param time - in milliseconds since 1970
   * @param target - path and query in their canonical forms, where they are not so
   */
  readonly sign: (request: HttpRequest, time: number, target?: string) => Record<string, string>;
}

/** What a client knows of a modeled error. */
export interface ErrorShape {
  readonly fault: "client" | "server";
  /** Its code on the wire, where that is not its name. */
  readonly code?: string;
  /** The members other than the message. @throws ResponseError */
  readonly read?: (body: unknown) => unknown;
  /** The service's message is sensitive, and left out. */
  readonly sensitive?: true;
  /** What kind of retry the model says it is worth. */
  readonly retry?: "transient" | "throttling";
  /** Its code in AWS query, where that is not its name. */
  readonly queryCode?: string;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an operation of any types
export type AnyOperation = Operation<any, unknown, any>;

/**
 * What a protocol makes of an input. The path is relative to the endpoint's, and has no `.` and `..`
 * segments, which `fetch` takes out after it is signed.
 */
export interface ProtocolRequest extends Pick<HttpRequest, "method" | "path" | "body"> {
  /** The caller's own are added to them. */
  readonly headers: Record<string, string>;
  /** Of its body, which can be read once, some is read: it cannot be sent again. */
  readonly isSpent?: boolean;
}

/** How requests are written and responses are read. */
export interface Protocol {
  /** The version of the service's API, where its requests tell it. */
  readonly version?: string;
  /** The media type of its bodies, where that is not the protocol's alone. */
  readonly contentType?: string;
  /**
   * The request of an input.
   *
   * @param stringify - what makes JSON texts, where `JSON.stringify` does not know all values
   * @throws InputError
   */
  readonly write: (
    service: Service,
    operation: AnyOperation,
    input: unknown,
    stringify?: (value: unknown) => string,
  ) => ProtocolRequest;
  /**
   * The output of a response.
   *
   * @param parse - what reads JSON texts, where `JSON.parse` does not keep all values
   * @throws ServiceError, ResponseError
   */
  readonly read: (
    operation: AnyOperation,
    response: HttpResponse,
    parse?: (text: string) => unknown,
  ) => Promise<unknown>;
}

/** A client of one service; its operations are functions that take it. */
export interface Client<Id extends string = string> {
  readonly service: {
    /** The name that AWS SDKs know the service by, such as `KMS`. */
    readonly id: Id;
  };
  /**
   * Calls an operation: writes the input once, then signs, sends and reads as often as it takes.
   *
   * @internal
   */
  readonly call: <Input, Output, Failure>(
    operation: Operation<Input, Output, Failure>,
    input: Input,
    options?: CallOptions,
  ) => Promise<Result<Output, Failure>>;
  /**
   * How it is set up; known of clients whose service has waiters or uploads.
   *
   * @internal
   */
  readonly settings?: () => Pick<ClientConfig, "clock" | "random">;
}
