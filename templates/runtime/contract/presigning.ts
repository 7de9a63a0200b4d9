import type { ClientConfig } from "./config.js";
import type { HttpRequest } from "./http.js";
import type { AnyOperation, Destination, ResolveEndpoint } from "./service.js";

/** A request with its proof in the query: for as long as it lasts, whoever has it can send it. */
export interface PresignedRequest {
  readonly url: string;
  readonly method: string;
  /** Those that are signed, and have to be sent along as they are; `host` is not among them. */
  readonly headers: Record<string, string>;
  /** The body that the input makes: to be sent as it is, unless the service leaves bodies open. */
  readonly body?: string | Uint8Array | undefined;
}

/** How requests of a service are signed in the query. */
export interface Presigning {
  /** Signs the query, as `presign` of SigV4 does. */
  readonly sign: (
    request: HttpRequest,
    query: string,
    credentials: never,
    time: number,
    expiresIn: number,
    options: { readonly doubleEncode: boolean; readonly normalizePath: boolean } | undefined,
    signable: RegExp,
  ) => string | Promise<string>;
  /** The request as it is to be signed and sent. */
  readonly prepare?: (request: HttpRequest) => HttpRequest;
  /** Which headers are signed; by default all. */
  readonly signable?: RegExp;
  /** What its operations have otherwise, to be signed at all. */
  readonly operation?: Partial<AnyOperation>;
}

/** An operation whose request is not to be sent, but taken by one who ends the call with it. */
export interface TakenOperation {
  readonly take?: (
    found: Destination,
    ...call: Parameters<ResolveEndpoint<ClientConfig>>
  ) => Promise<never>;
}
