import type { Fetch } from "./http.js";
import * as hash from "./sha256.js";

/** The SHA-256 of bytes, or of a string's UTF-8, in lower-case hexadecimal. */
export const sha256 = (data: string | Uint8Array): string => hash.hex(hash.sha256(data));

/** The HMAC-SHA-256 of a string's UTF-8. */
export const hmac = (key: string | Uint8Array, data: string): Uint8Array => hash.hmac(key, data);

/** The same, in lower-case hexadecimal. */
export const hmacHex = (key: string | Uint8Array, data: string): string =>
  hash.hex(hash.hmac(key, data));

/** The global `fetch`, whichever it is when the call is made. */
export const fetch: Fetch = (url, init) => globalThis.fetch(url, init);

/** The environment's variables, in runtimes that have some. */
export const env: Record<string, string | undefined> = globalThis.process?.env ?? {};
