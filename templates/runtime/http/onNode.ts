import type { ClientConfig } from "../contract/config.js";
import type { Transport } from "../contract/http.js";
import type { ServiceName } from "../contract/service.js";
import { fetchTransport } from "./fetchTransport.js";
import { homeOf } from "./home.js";
import { nodeTransport } from "./nodeTransport.js";
import type { loadSharedFiles as load } from "./sharedFiles.js";

// What the platform does on Node where it may take its time, which a runtime for all platforms loads
// when it is there.

export { closeIdle } from "./nodeTransport.js";

/** Reads the shared config and credentials files, by a module that is loaded for it. */
export const loadSharedFiles: typeof load = async (...given) =>
  (await import("./sharedFiles.js")).loadSharedFiles(...given);

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
  variables.test(Object.keys(process.env).join("\n")) ||
  process.getBuiltinModule("node:fs").existsSync(`${homeOf(process.env)}/.aws`)
    ? import("./settings.js").then(async ({ withSettings }) =>
        use(await withSettings(service, config, process.env)),
      )
    : use(config);

/** The lean transport, except for those who bring a `fetch`. */
export const transport: Transport = (request, ending, config) => {
  // Lambda's, so that its traces show the call. Not signed, since proxies change it.
  const trace = process.env["AWS_LAMBDA_FUNCTION_NAME"] && process.env["_X_AMZN_TRACE_ID"];
  if (trace) request.headers["x-amzn-trace-id"] ??= trace;
  return (config.fetch ? fetchTransport : nodeTransport)(request, ending, config);
};
