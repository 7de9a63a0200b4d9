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
