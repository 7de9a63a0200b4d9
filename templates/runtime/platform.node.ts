import * as crypto from "node:crypto";
import type { Fetch } from "./http.js";

/** The SHA-256 of bytes, or of a string's UTF-8, in lower-case hexadecimal. */
export const sha256 = (data: string | Uint8Array): string =>
  // The one-shot function is twice as fast, and newer than some of the runtimes that come here.
  crypto.hash
    ? crypto.hash("sha256", data)
    : crypto.createHash("sha256").update(data).digest("hex");

/** The HMAC-SHA-256 of a string's UTF-8. */
export const hmac = (key: string | Uint8Array, data: string): Uint8Array =>
  crypto.createHmac("sha256", key).update(data).digest();

/** The same, in lower-case hexadecimal. */
export const hmacHex = (key: string | Uint8Array, data: string): string =>
  crypto.createHmac("sha256", key).update(data).digest("hex");

let transport: Fetch | undefined;

/** HTTP over `node:http` and `node:https`, loaded by the first call. */
export const fetch: Fetch = async (url, init) =>
  (transport ??= (await import("./nodeTransport.js")).fetch)(url, init);

/** The environment's variables. */
export const env: Record<string, string | undefined> = process.env;
