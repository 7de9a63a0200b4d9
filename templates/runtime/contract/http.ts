import type { Ending } from "./ending.js";

/** A request as protocols write it, interceptors see it and signers sign it. */
export interface HttpRequest {
  readonly method: string;
  /** Scheme and authority, in lower case: `https://example.com:8080`. */
  readonly origin: string;
  /** Percent-encoded, as it goes on the wire. */
  readonly path: string;
  /** The region it is signed for. */
  readonly region: string;
  /** The name of the service it is signed for. */
  readonly signingName: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

/** The part of a `Response` that the client reads. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** What a client sends through: the global `fetch`, or anything of its shape. */
export type Fetch = (url: string, init: FetchInit) => Promise<HttpResponse>;

export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  /** A string, a `Uint8Array` or `undefined`; libraries' types of `fetch` differ on what they take. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- so that every `fetch` fits
  readonly body: any;
  /** Aborts when the call has ended. */
  readonly signal: AbortSignal;
  readonly redirect: "manual";
}

/** A request that is signed. */
export interface SignedRequest extends Pick<HttpRequest, "method" | "origin" | "path" | "body"> {
  readonly headers: Record<string, string>;
}

/**
 * Sends a request as its platform does, or by `fetch` where one is given; until `ending`, which is
 * over with nothing sent if it has a reason already.
 */
export type Transport = (
  request: SignedRequest,
  ending: Ending,
  fetch?: Fetch,
) => Promise<HttpResponse>;
