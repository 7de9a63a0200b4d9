import type { ClientConfig } from "../contract/config.js";
import type { Transport } from "../contract/http.js";
import type { ServiceName } from "../contract/service.js";
import { fetchTransport } from "./fetchTransport.js";
import type * as OnNode from "./onNode.js";
import * as web from "./platform.web.js";

// The platform of sources that run everywhere: which it is shows when they do. What only Node has is
// taken from `process`, so that no bundler follows it, or is loaded when it is needed.

export { env } from "./platform.web.js";
export { homeOf } from "./home.js";

const isDeno = "Deno" in globalThis;

/** Whether this is Node, or Bun, which does as Node: others have a `process` too. */
export const isNode: boolean =
  !!globalThis.process?.getBuiltinModule &&
  !isDeno &&
  (globalThis as { readonly navigator?: { readonly userAgent?: string } }).navigator?.userAgent !==
    "Cloudflare-Workers";

const crypto = isNode ? process.getBuiltinModule("node:crypto") : undefined;

let loaded: typeof OnNode | undefined;
const onNode = async (): Promise<typeof OnNode> => (loaded ??= await import("./onNode.js"));

/** Uses a client's configuration with what environment and shared files add to it, where there are some. */
export const configured = <Config extends ClientConfig, Used>(
  service: ServiceName,
  config: Config,
  use: (config: Config) => Used,
): Used | Promise<Used> =>
  isNode
    ? onNode().then(async ({ configured }) => configured(service, config, use))
    : isDeno
      ? import("./onDeno.js").then(async ({ configured }) => use(await configured(service, config)))
      : web.configured(service, config, use);

/** Reads the shared config and credentials files, by a module that is loaded for it. */
export const loadSharedFiles: typeof OnNode.loadSharedFiles = async (...given) =>
  (await import("./sharedFiles.js")).loadSharedFiles(...given);

/** Sends requests: on Node over its own modules, elsewhere by `fetch`. */
export const transport: Transport = isNode
  ? async (...given) => (await onNode()).transport(...given)
  : fetchTransport;

/** Closes the idle connections of what was loaded to send requests. */
export const closeIdle = (): void => loaded?.closeIdle();

/** Keeps Node from warning of a signal that ends more than ten calls. */
export const quiet = (signal: AbortSignal): void => {
  try {
    if (isNode) process.getBuiltinModule("node:events").setMaxListeners(0, signal);
  } catch {
    // Not one of Node's own.
  }
};

/** The SHA-256 of bytes, or of a string's UTF-8, in lower-case hexadecimal. */
export const sha256 = (data: string | Uint8Array): string =>
  crypto ? crypto.createHash("sha256").update(data).digest("hex") : web.sha256(data);

/** The HMAC-SHA-256 of a string's UTF-8, in lower-case hexadecimal. */
export const hmac = (key: string | Uint8Array, data: string): string =>
  crypto ? crypto.createHmac("sha256", key).update(data).digest("hex") : web.hmac(key, data);

/** The bytes that hexadecimal digits stand for. */
export const fromHex = (hex: string): Uint8Array =>
  isNode ? Buffer.from(hex, "hex") : web.fromHex(hex);

/** The base64 of bytes. */
export const toBase64 = (bytes: Uint8Array): string =>
  isNode
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64")
    : web.toBase64(bytes);

/** The bytes that base64 stands for. @throws where it is none */
export const fromBase64 = (text: string): Uint8Array => {
  const bytes = isNode && Buffer.from(text, "base64");
  // What only looks like base64, `Buffer` overlooks.
  return bytes && toBase64(bytes) === text ? new Uint8Array(bytes) : web.fromBase64(text);
};
