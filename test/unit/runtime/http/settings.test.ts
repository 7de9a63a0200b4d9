import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ClientConfig } from "../../../../templates/runtime/contract/config.js";
import { withSettings } from "../../../../templates/runtime/http/settings.js";
import { settings, unsupported } from "../../../../templates/runtime/http/settingsTable.js";

const kms = { id: "KMS", signingName: "kms" };
const paths = { AWS_CONFIG_FILE: "/config", AWS_SHARED_CREDENTIALS_FILE: "/credentials" };

/** What the settings add to a configuration. */
function found(
  {
    environment = {},
    config = "",
    credentials = "",
    service = kms,
  }: {
    readonly environment?: Readonly<Record<string, string>>;
    readonly config?: string;
    readonly credentials?: string;
    readonly service?: {
      readonly id: string;
      readonly sdkId?: string;
      readonly signingName: string;
    };
  },
  given: Readonly<Record<string, unknown>> = {},
): Promise<Readonly<Record<string, unknown>>> {
  const files = new Map([
    ["/config", config],
    ["/credentials", credentials],
  ]);
  return withSettings(service, given, { ...paths, ...environment }, (path) =>
    Promise.resolve(files.get(path)!),
  );
}

const values: Readonly<Record<string, readonly [text: string, value: unknown, bad: string]>> = {
  region: ["eu-west-1", "eu-west-1", "eu west"],
  useFips: ["true", true, "yes"],
  useDualStack: ["FALSE", false, "0"],
  maxAttempts: ["5", 5, "0"],
  connectTimeoutMs: ["in-region", 1100, "fast"],
  retryMode: ["legacy", "standard", "eager"],
  requestChecksumCalculation: ["WHEN_REQUIRED", "when_required", "never"],
  responseChecksumValidation: ["when_supported", "when_supported", "never"],
  disableRequestCompression: ["true", true, "1"],
  requestMinCompressionSizeBytes: ["0", 0, "10485761"],
  authSchemePreference: ["sigv4a, aws.auth#sigv4", ["sigv4a", "aws.auth#sigv4"], "a,,b"],
  sigv4aSigningRegionSet: ["us-east-1,eu-*", ["us-east-1", "eu-*"], "a b"],
  accountIdEndpointMode: ["required", "required", "maybe"],
  useArnRegion: ["true", true, "us"],
  disableMultiregionAccessPoints: ["true", true, "on"],
  disableS3ExpressSessionAuth: ["true", true, "on"],
  useGlobalEndpoint: ["legacy", true, "global"],
};

describe.each(settings)("$key", (setting) => {
  const { field, key, variables, services, allowed } = setting;
  const [text, value, bad] = values[field]!;
  const service = services ? { id: services[0]!, signingName: "s" } : kms;

  it.each(variables)("comes from %s", async (variable) => {
    expect(await found({ service, environment: { [variable]: text } })).toEqual({ [field]: value });
  });

  it("comes from the profile, the environment, the configuration, the last first", async () => {
    const config = `[default]\n${key} = ${text}`;
    expect(await found({ service, config })).toEqual({ [field]: value });
    const environment = { [variables[0]!]: text };
    const other = `[default]\n${key} = ${bad}`;
    expect(await found({ service, config: other, environment })).toEqual({ [field]: value });
    const given = { [field]: "given" };
    expect(await found({ service, config: other }, given)).toEqual(given);
  });

  it("has to be what it takes", async () => {
    const quoted = JSON.stringify(bad);
    const message = (where: string) => ({
      name: "ConfigError",
      message: `${where} is ${quoted}, and has to be ${allowed}`,
    });
    const environment = { [variables[0]!]: bad };
    await expect(found({ service, environment })).rejects.toMatchObject(message(variables[0]!));
    const text = `[profile a]\n${key} = ${bad}`;
    const named = found({ service, environment: { AWS_PROFILE: "a" }, config: text });
    await expect(named).rejects.toMatchObject(message(`${key} of profile "a" in /config`));
    const other = found({ service, credentials: `[default]\n${key} = ${bad}` });
    await expect(other).rejects.toMatchObject(
      message(`${key} of profile "default" in /credentials`),
    );
  });

  if (services) {
    it("is nothing to other services", async () => {
      expect(await found({ environment: { [variables[0]!]: bad } })).toEqual({});
    });
  }
});

describe("the settings", () => {
  it("are none where nothing is set, or set to nothing", async () => {
    const environment = { AWS_REGION: "", AWS_ENDPOINT_URL: "", AWS_PROFILE: "" };
    expect(await found({ environment, config: "[profile a]\nregion = x" })).toEqual({});
  });

  it("read retry attempts in many words as wrong", async () => {
    for (const AWS_MAX_ATTEMPTS of ["abc", "1.5", "-1", "1e3", "9999999999999999"]) {
      await expect(found({ environment: { AWS_MAX_ATTEMPTS } })).rejects.toMatchObject({
        message: `AWS_MAX_ATTEMPTS is "${AWS_MAX_ATTEMPTS}", and has to be a whole number from 1`,
      });
    }
  });

  it("leave it to a token of the service to be preferred", async () => {
    const environment = { AWS_AUTH_SCHEME_PREFERENCE: "sigv4", AWS_BEARER_TOKEN_MY_SERVICE: "t" };
    const service = { id: "Mine", signingName: "my-service" };
    expect(await found({ environment, service })).toEqual({});
  });

  it("need a profile that is asked for", async () => {
    const config = "[profile a]\nregion = eu-west-1";
    expect(await found({ config }, { profile: "a" })).toMatchObject({ region: "eu-west-1" });
    expect(await found({ config, environment: { AWS_PROFILE: "b" } }, { profile: "a" })).toEqual({
      profile: "a",
      region: "eu-west-1",
    });
    expect(await found({ config, environment: { AWS_PROFILE: "default" } })).toEqual({});
    await expect(found({ config }, { profile: "b" })).rejects.toMatchObject({
      name: "ConfigError",
      message: `profile is "b", which is not in /config or /credentials`,
    });
    await expect(found({ environment: { AWS_PROFILE: "toString" } })).rejects.toMatchObject({
      message: `AWS_PROFILE is "toString", which is not in /config or /credentials`,
    });
  });
});

describe("the endpoint", () => {
  const route53 = { id: "Route53", sdkId: "Route 53", signingName: "route53" };
  const config = [
    "[default]",
    "endpoint_url = http://all.profile",
    "services = local",
    "[services local]",
    "route_53 =",
    "  endpoint_url = http://own.profile",
  ].join("\n");
  const environment = {
    AWS_ENDPOINT_URL: "http://all.environment",
    AWS_ENDPOINT_URL_ROUTE_53: "http://own.environment",
  };
  const all = { AWS_ENDPOINT_URL: environment.AWS_ENDPOINT_URL };

  it.each([
    ["http://own.environment", { config, environment, service: route53 }],
    ["http://all.environment", { config, environment, service: kms }],
    ["http://all.environment", { config, environment: all, service: route53 }],
    ["http://own.profile", { config, service: route53 }],
    ["http://all.profile", { config, service: kms }],
    [
      undefined,
      { config, service: kms, environment: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" } },
    ],
    [undefined, { config: `${config}\n[default]\nignore_configured_endpoint_urls = true` }],
  ])("is %s", async (endpoint, where) => {
    expect((await found(where))["endpoint"]).toBe(endpoint);
    expect((await found(where, { endpoint: "http://given" }))["endpoint"]).toBe("http://given");
  });

  it.each([
    [{ AWS_ENDPOINT_URL: "user:pass@host" }, "", "AWS_ENDPOINT_URL must begin with http(s)://host"],
    [
      {},
      "[default]\nendpoint_url = localhost:4566",
      `endpoint_url of profile "default" in /config must begin with http(s)://host`,
    ],
    [
      {},
      "[default]\nservices = a\n[services a]\nkms =\n  endpoint_url = ftp://host",
      "endpoint_url of kms in [services a] must begin with http(s)://host",
    ],
    [{}, "[default]\nservices = b", `Profile "default" has services = b, of which there are none`],
    [
      { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "yes" },
      "",
      "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS has to be true or false",
    ],
  ])("may be wrong: %j, %j", async (environment, config, message) => {
    await expect(found({ environment, config })).rejects.toMatchObject({
      name: "ConfigError",
      message,
    });
  });
});

describe("the name of the application", () => {
  it("is part of the user agent, once", async () => {
    const config = "[default]\nsdk_ua_app_id = shop";
    expect(await found({ config })).toEqual({ userAgent: "app/shop" });
    expect(await found({ config }, { userAgent: "x/1" })).toEqual({ userAgent: "x/1 app/shop" });
    const given = { userAgent: "app/other" };
    expect(await found({ config }, given)).toEqual(given);
  });

  it.each(["a b", "a/b", "x".repeat(51)])("is not %j", async (AWS_SDK_UA_APP_ID) => {
    await expect(found({ environment: { AWS_SDK_UA_APP_ID } })).rejects.toMatchObject({
      message: "AWS_SDK_UA_APP_ID has to be up to 50 letters, digits and !#$%&'*+-.^_`|~",
    });
  });
});

describe("adaptive retry mode", () => {
  const environment = { AWS_RETRY_MODE: "adaptive" };

  it("is a strategy that waits for its turn once the service throttled", async () => {
    const { retryStrategy } = (await found({ environment })) as Pick<ClientConfig, "retryStrategy">;
    expect(retryStrategy?.admit?.(60_000)).toBe(0);
    retryStrategy?.failed?.("throttling", undefined);
    retryStrategy?.admit?.(60_000);
    expect(retryStrategy?.admit?.(60_000)).toBeGreaterThan(0);
  });

  it("is not, where the client has a strategy, or the mode is another", async () => {
    const retryStrategy = () => 0;
    expect(await found({ environment }, { retryStrategy })).toEqual({
      retryMode: "adaptive",
      retryStrategy,
    });
    const standard = { AWS_RETRY_MODE: "standard" };
    expect(await found({ environment: standard })).toEqual({ retryMode: "standard" });
  });
});

describe("what is not supported", () => {
  it("is told where it would change something", async () => {
    const environment = { AWS_CA_BUNDLE: "/ca.pem" };
    await expect(found({ environment })).rejects.toMatchObject({
      name: "ConfigError",
      message:
        "AWS_CA_BUNDLE is not supported: name the file of certificates in NODE_EXTRA_CA_CERTS, which Node reads",
    });
    expect(
      await found({ environment: { ...environment, NODE_EXTRA_CA_CERTS: "/ca.pem" } }),
    ).toEqual({});
    const discovery = { AWS_ENABLE_ENDPOINT_DISCOVERY: "true" };
    expect(await found({ environment: discovery })).toEqual({});
    const service = { id: "DynamoDB", signingName: "dynamodb" };
    await expect(found({ environment: discovery, service })).rejects.toMatchObject({
      name: "ConfigError",
    });
    expect(
      await found({ environment: { AWS_ENABLE_ENDPOINT_DISCOVERY: "false" }, service }),
    ).toEqual({});
  });
});

describe("what makes the settings load", () => {
  const platform = readFileSync(
    join(import.meta.dirname, "../../../../templates/runtime/http/onNode.ts"),
    "utf8",
  );
  const [, pattern = "-"] = /\n {2}\/(\(\^.*)\/;\n/.exec(platform) ?? [];

  it("is each of their variables, but for those of the region, which need none", () => {
    const regions = ["AWS_REGION", "AWS_DEFAULT_REGION"];
    const variables = [
      ...[...settings, ...unsupported].flatMap(({ variables }) => variables),
      "AWS_PROFILE",
      "AWS_CONFIG_FILE",
      "AWS_SHARED_CREDENTIALS_FILE",
      "AWS_ENDPOINT_URL",
      "AWS_ENDPOINT_URL_KMS",
      "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
      "AWS_SDK_UA_APP_ID",
    ];
    const found = variables.filter((name) => new RegExp(pattern).test(["A", name].join("\n")));
    expect(found).toEqual(variables.filter((name) => !regions.includes(name)));
  });

  it("is nothing that Lambda sets", () => {
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
    const names =
      "_HANDLER _X_AMZN_TRACE_ID AWS_DEFAULT_REGION AWS_REGION AWS_EXECUTION_ENV AWS_ACCESS_KEY AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_LAMBDA_FUNCTION_NAME AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_VERSION AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_LAMBDA_RUNTIME_API AWS_XRAY_CONTEXT_MISSING AWS_XRAY_DAEMON_ADDRESS LAMBDA_TASK_ROOT LAMBDA_RUNTIME_DIR LANG PATH LD_LIBRARY_PATH NODE_PATH TZ";
    expect(names.replaceAll(" ", "\n")).not.toMatch(new RegExp(pattern));
  });
});
