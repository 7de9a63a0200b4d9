import * as crypto from "node:crypto";
import { setMaxListeners } from "node:events";

export { homeOf } from "./home.js";
export { closeIdle, configured, loadSharedFiles, transport } from "./onNode.js";

/** The environment's variables. */
export const env: Record<string, string | undefined> = process.env;

/** Keeps Node from warning of a signal that ends more than ten calls. */
export const quiet = (signal: AbortSignal): void => {
  try {
    setMaxListeners(0, signal);
  } catch {
    // Not one of Node's own.
  }
};

/** The SHA-256 of bytes, or of a string's UTF-8, in lower-case hexadecimal. */
export const sha256 = (data: string | Uint8Array): string =>
  // The one-shot function is twice as fast, and newer than some of the runtimes that come here.
  crypto.hash
    ? crypto.hash("sha256", data)
    : crypto.createHash("sha256").update(data).digest("hex");

/** The HMAC-SHA-256 of a string's UTF-8, in lower-case hexadecimal. */
export const hmac = (key: string | Uint8Array, data: string): string =>
  crypto.createHmac("sha256", key).update(data).digest("hex");

/** The bytes that hexadecimal digits stand for. */
export const fromHex = (hex: string): Uint8Array => Buffer.from(hex, "hex");

/** The base64 of bytes. */
export const toBase64 = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString("base64");

/** The bytes that base64 stands for. @throws where it is none, which `Buffer` overlooks */
export const fromBase64 = (text: string): Uint8Array => {
  const bytes = Buffer.from(text, "base64");
  // The way back is faster than `atob`, which only what is not as it should be has to take.
  return new Uint8Array(toBase64(bytes) === text ? bytes : Buffer.from(atob(text), "latin1"));
};
