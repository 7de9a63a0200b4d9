import type { ClientConfig } from "../contract/config.js";
import { misconfigured } from "../contract/endpoint.js";
import type { ServiceName } from "../contract/service.js";
import { loadSharedFiles, type Environment, type SharedFiles } from "./sharedFiles.js";
import { settings, unsupported, type SharedSetting } from "./settingsTable.js";

/** Where a value was found. */
interface Found {
  readonly text: string;
  /** As a message tells it: the variable, or key, profile and file. */
  readonly where: string;
}

/** What looks a setting up: in the environment first, then in the profile. */
type LookUp = (names: Pick<SharedSetting, "variables" | "key">) => Found | undefined;

/**
 * A client's configuration with what the environment and the shared files say of what it leaves open
 * (https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html).
 *
 * @param read - in the place of the file system, for tests
 * @throws ConfigError where a value is not what the setting takes, or is not supported; and where the
 * profile that is asked for is in no file
 */
export async function withSettings<Config extends ClientConfig>(
  service: ServiceName,
  config: Config,
  environment: Environment,
  read?: (path: string) => Promise<string>,
): Promise<Config> {
  const files = await loadSharedFiles(environment, { read });
  const profile = profileOf(config, environment, files);
  const lookUp = lookingUp(environment, files, profile);
  const given = config as Readonly<Record<string, unknown>>;
  const added: Record<string, unknown> = {};

  for (const setting of unsupported) {
    const found = isOf(service, setting) ? lookUp(setting) : undefined;
    if (found && setting.matters(found.text, config, environment)) {
      misconfigured(`${found.where} is not supported: ${setting.instead}`);
    }
  }
  for (const setting of settings) {
    const { field, allowed } = setting;
    if (given[field] !== undefined || !isOf(service, setting)) continue;
    if (setting.unless?.(service, environment)) continue;
    const found = lookUp(setting);
    if (!found) continue;
    const value = setting.parse(found.text);
    if (value === undefined) {
      misconfigured(`${found.where} is ${JSON.stringify(found.text)}, and has to be ${allowed}`);
    }
    added[field] = value;
  }
  const endpoint = config.endpoint ?? endpointOf(service, files, profile, lookUp);
  if (added["retryMode"] === "adaptive" && !config.retryStrategy) {
    const { adaptiveRetry } = await import("../call/adaptiveRetry.js");
    added["retryStrategy"] = adaptiveRetry(config, service.retry);
  }
  return {
    ...config,
    ...added,
    ...(endpoint !== undefined && { endpoint }),
    ...agentOf(config, lookUp),
  };
}

const isOf = ({ id }: ServiceName, { services }: Pick<SharedSetting, "services">): boolean =>
  services?.includes(id) ?? true;

/** The profile's name. @throws ConfigError where it is asked for, and there is none */
function profileOf(
  config: ClientConfig,
  environment: Environment,
  { profiles, files }: SharedFiles,
): string {
  const asked = config.profile || environment["AWS_PROFILE"];
  if (asked && asked !== "default" && !profiles[asked]) {
    const paths = files.map(({ path, problem }) => (problem ? `${path} (${problem})` : path));
    const what = config.profile ? "profile" : "AWS_PROFILE";
    misconfigured(`${what} is ${JSON.stringify(asked)}, which is not in ${paths.join(" or ")}`);
  }
  return asked || "default";
}

function lookingUp(
  environment: Environment,
  { profiles, files }: SharedFiles,
  profile: string,
): LookUp {
  return ({ variables, key }) => {
    for (const variable of variables) {
      const text = environment[variable];
      if (text) return { text, where: variable };
    }
    const text = profiles[profile]?.[key];
    if (!text) return undefined;
    // The last one's counts.
    const file = [...files].reverse().find((each) => each.profiles[profile]?.[key])!;
    return { text, where: `${key} of profile ${JSON.stringify(profile)} in ${file.path}` };
  };
}

/**
 * The endpoint that is set for the service, or for all
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
 *
 * @throws ConfigError
 */
function endpointOf(
  { id, sdkId = id }: ServiceName,
  { profiles, services }: SharedFiles,
  profile: string,
  lookUp: LookUp,
): string | undefined {
  const ignored = lookUp({
    variables: ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"],
    key: "ignore_configured_endpoint_urls",
  });
  if (ignored) {
    if (!/^(true|false)$/i.test(ignored.text)) {
      misconfigured(`${ignored.where} has to be true or false`);
    }
    if (/^true$/i.test(ignored.text)) return undefined;
  }
  const own = sdkId.replace(/ /g, "_");
  const variables = [`AWS_ENDPOINT_URL_${own.toUpperCase()}`, "AWS_ENDPOINT_URL"];
  const inEnvironment = lookUp({ variables, key: "" });
  const list = profiles[profile]?.["services"];
  if (!inEnvironment && list && !services[list]) {
    misconfigured(
      `Profile ${JSON.stringify(profile)} has services = ${list}, of which there are none`,
    );
  }
  const text = services[list ?? ""]?.[`${own.toLowerCase()}.endpoint_url`];
  const found =
    inEnvironment ??
    (text
      ? { text, where: `endpoint_url of ${own.toLowerCase()} in [services ${list}]` }
      : lookUp({ variables: [], key: "endpoint_url" }));
  // No more is told of it, since it may hold a password.
  if (found && !/^https?:\/\/[^/@\s]+(\/|$)/i.test(found.text)) {
    misconfigured(`${found.where} must begin with http(s)://host`);
  }
  return found?.text;
}

/**
 * The name of the application, as part of the user agent
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html).
 *
 * @throws ConfigError
 */
function agentOf({ userAgent = "" }: ClientConfig, lookUp: LookUp): Partial<ClientConfig> {
  const found = lookUp({ variables: ["AWS_SDK_UA_APP_ID"], key: "sdk_ua_app_id" });
  // A client may be set up by another's configuration, which has it already.
  if (!found || /(^| )app\//.test(userAgent)) return {};
  if (!/^[\w!#$%&'*+.^`|~-]{1,50}$/.test(found.text)) {
    misconfigured(`${found.where} has to be up to 50 letters, digits and !#$%&'*+-.^_\`|~`);
  }
  return { userAgent: `${userAgent} app/${found.text}`.trim() };
}
