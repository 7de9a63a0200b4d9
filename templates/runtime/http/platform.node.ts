import * as crypto from "node:crypto";
import { setMaxListeners } from "node:events";
import { existsSync } from "node:fs";
import type { ClientConfig } from "../contract/config.js";
import type { Transport } from "../contract/http.js";
import type { ServiceName } from "../contract/service.js";
import { fetchTransport } from "./fetchTransport.js";
import { homeOf } from "./home.js";
import { nodeTransport } from "./nodeTransport.js";
import type { loadSharedFiles as load } from "./sharedFiles.js";

export { homeOf } from "./home.js";
export { closeIdle } from "./nodeTransport.js";

/** Reads the shared config and credentials files, by a module that is loaded for it. */
export const loadSharedFiles: typeof load = async (...given) =>
  (await import("./sharedFiles.js")).loadSharedFiles(...given);

/** The environment's variables. */
export const env: Record<string, string | undefined> = process.env;

/** Variables that are settings, or say where there are some. */
const variables =
  /(^|\n)AWS_(PROFILE|CONFIG_FILE|SHARED_|ENDPOINT_URL|IGNORE_CONF|USE_|RETRY_|MAX_|DEFAULTS_|RE(QUEST|SPONSE)_|DISABLE_REQ|SDK_UA|AUTH_|SIGV4A|ACCOUNT_ID_E|S3_|STS_|CA_BUNDLE|ENABLE_)/;

function hasProfile(config: ClientConfig): boolean {
  try {
    return !!config?.profile;
  } catch {
    // What is wrong with it, the call tells.
    return false;
  }
}

/**
 * Uses a client's configuration with what environment and shared files add to it; of these no more is
 * loaded than says that there is nothing.
 *
 * @throws ConfigError, from what it returns
 */
export const configured = <Config extends ClientConfig, Used>(
  service: ServiceName,
  config: Config,
  use: (config: Config) => Used,
): Used | Promise<Used> =>
  hasProfile(config) ||
  variables.test(Object.keys(env).join("\n")) ||
  existsSync(`${homeOf(env)}/.aws`)
    ? import("./settings.js").then(async ({ withSettings }) =>
        use(await withSettings(service, config, env)),
      )
    : use(config);

/** The lean transport, except for those who bring a `fetch`. */
export const transport: Transport = (request, ending, config) => {
  // Lambda's, so that its traces show the call. Not signed, since proxies change it.
  const trace = env["AWS_LAMBDA_FUNCTION_NAME"] && env["_X_AMZN_TRACE_ID"];
  if (trace) request.headers["x-amzn-trace-id"] ??= trace;
  return (config.fetch ? fetchTransport : nodeTransport)(request, ending, config);
};

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
