import type { Fetch } from "./http.js";

export { fromHex, hmac, sha256 } from "./sha256.js";

/** The global `fetch`, whichever it is when the call is made. */
export const fetch: Fetch = (url, init) => globalThis.fetch(url, init);

/** The environment's variables, in runtimes that have some. */
export const env: Record<string, string | undefined> = globalThis.process?.env ?? {};
