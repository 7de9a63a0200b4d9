import type { Clock } from "./clock.js";
import type { Ending } from "./ending.js";

/** A request as protocols write it, interceptors see it and signers sign it. */
export interface HttpRequest {
  readonly method: string;
  /** Scheme and authority, in lower case: `https://example.com:8080`. */
  readonly origin: string;
  /** Percent-encoded, as it goes on the wire. */
  readonly path: string;
  /** Its path is signed as it is, where services have it so, and not encoded and normalized again. */
  readonly pathAsIs?: boolean | undefined;
  /** The region it is signed for. */
  readonly region: string;
  /** The name of the service it is signed for. */
  readonly signingName: string;
  /** How it is signed, where that is not by Signature Version 4: `sigv4a`, say. */
  readonly scheme?: string | undefined;
  /** The regions that a SigV4a signature is for, separated by commas; by default the one. */
  readonly regionSet?: string | undefined;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestBody;
  /** @internal */
  readonly session?: RequestHints["session"];
  /** @internal */
  readonly upload?: RequestHints["upload"];
  /** @internal */
  readonly via?: RequestHints["via"];
}

/** What a request carries for the runtime alone. */
export interface RequestHints {
  /** The credentials of a session, which it is signed by in place of the caller's. */
  readonly session?: Session | undefined;
  /** Of a body that is read as it goes out. */
  readonly upload?: Upload | undefined;
  /** What sends it, around what sends the service's requests. */
  readonly via?: ((send: Transport) => Transport) | undefined;
}

/** Credentials that a service gave, for its own requests alone. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What a request carries. A stream can be sent once. */
export type RequestBody =
  | string
  | Uint8Array
  | ReadableStream<Uint8Array>
  // A `Blob`, which not everyone has the type of.
  | { readonly size: number; stream(): ReadableStream<Uint8Array> }
  | undefined;

/** What is known of a body on its way out. */
export interface Upload {
  /** What the caller's own stream failed with. */
  failed?: Error;
  /** Called when more of it is on its way. */
  progress?: () => void;
  /** To be called when nothing more of it is wanted. */
  end?: (error: Error) => void;
}

/** A response, as the part of the web's `Response` that the client reads. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: {
    get(name: string): string | null;
    /** All names, in lower case, where the protocol reads headers by what their names begin with. */
    keys?(): Iterable<string>;
  };
  /** The body as text. What the client sent for gives the same again however often it is asked. */
  text(): Promise<string>;
  /** The same as bytes, where the protocol reads them. */
  bytes?(): Promise<Uint8Array>;
  /** The body as bytes, for one who reads no text; absent or `null` where there is none. */
  readonly body?: ByteStream | null | undefined;
  /**
   * Leaves its connection to who reads the body, where the call would end it.
   *
   * @internal
   */
  keep?(): Kept;
}

/** A connection that outlives its call. */
export interface Kept {
  readonly config: object;
  /** Ends it, for a reason if there is one. */
  release(reason?: Error): void;
}

/** Bytes as they arrive: a web stream, or one of Node. */
export type ByteStream = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** What a client sends through: the global `fetch`, or anything of its shape. */
export type Fetch = (url: string, init: FetchInit) => Promise<HttpResponse>;

export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  /** As {@link HttpRequest} has it; libraries' types of `fetch` differ on what they take. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- so that every `fetch` fits
  readonly body: any;
  /** Aborts when the call has ended. */
  readonly signal: AbortSignal;
  readonly redirect: "manual";
  /** As `fetch` wants it for streams. */
  readonly duplex: "half";
}

/** A request that is signed. */
export interface SignedRequest
  extends Pick<HttpRequest, "method" | "origin" | "path" | "body">, RequestHints {
  readonly headers: Record<string, string>;
}

/** What transports look at of a client's configuration. */
export interface TransportConfig {
  readonly fetch?: Fetch | undefined;
  readonly maxResponseBytes?: number | undefined;
  readonly connectTimeoutMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/**
 * Sends a request as its platform does, or by `fetch` where one is given, until `ending`. The text of
 * the response can be taken once, and fails where it is longer than `maxResponseBytes`.
 */
export type Transport = (
  request: SignedRequest,
  ending: Ending,
  config: TransportConfig,
) => Promise<HttpResponse>;
