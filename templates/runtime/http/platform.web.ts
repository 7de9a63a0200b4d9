export { fromHex, hmac, sha256 } from "./sha256.js";
export { fetchTransport as transport } from "./fetchTransport.js";

/** The environment's variables, in runtimes that have some. */
export const env: Record<string, string | undefined> = globalThis.process?.env ?? {};

/** Nothing to do: only Node warns of a signal that ends many calls. */
export const quiet = (_signal: AbortSignal): void => {};
