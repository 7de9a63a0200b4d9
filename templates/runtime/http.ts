/** A request as protocols build it, signers sign it and interceptors see it. */
export interface HttpRequest {
  readonly method: string;
  /** Scheme, host and, unless it is the scheme's own, port: `https://kms.eu-west-1.amazonaws.com`. */
  readonly origin: string;
  /** Absolute and percent-encoded, as it goes on the wire: `/`. */
  readonly path: string;
  /** Percent-encoded, without `?`; empty when there is none. */
  readonly query: string;
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
export type Fetch = {
  // A method, so that functions fit which take fewer kinds of body, as the compiler sees `fetch`.
  send(url: string, init: FetchInit): Promise<HttpResponse>;
}["send"];

export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array | undefined;
  /** Aborts when the call has ended. */
  readonly signal: AbortSignal;
  readonly redirect: "manual";
}
