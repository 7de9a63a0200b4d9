import type { ClientConfig } from "../contract/config.js";
import type { ServiceName } from "../contract/service.js";
import type { Environment } from "./sharedFiles.js";

/** A setting that environment and profile may have. */
export interface SharedSetting {
  /** The field of a client's configuration that it is for. */
  readonly field: string;
  /** Of the environment; the first that is set counts. */
  readonly variables: readonly string[];
  /** Of a profile. */
  readonly key: string;
  /** The clients' names of the only services that have it. */
  readonly services?: readonly string[];
  /** What a value may be, as messages say it. */
  readonly allowed: string;
  /** The field's value, or `undefined` where the text is none. */
  readonly parse: (text: string) => unknown;
  /** Something else in the environment counts before it. */
  readonly unless?: (service: ServiceName, environment: Environment) => boolean;
}

/** A setting that has no field to go to. */
export interface UnsupportedSetting extends Pick<SharedSetting, "variables" | "key" | "services"> {
  /** Whether a value would change what the client does. */
  readonly matters: (text: string, config: ClientConfig, environment: Environment) => boolean;
  /** What to do instead. */
  readonly instead: string;
}

type Kind = Pick<SharedSetting, "allowed" | "parse">;

/** One of a few words, whatever their case, and what each stands for. */
function oneOf(values: Readonly<Record<string, unknown>>): Kind {
  const words = Object.keys(values);
  const known = new Map(Object.entries(values));
  return {
    allowed: `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`,
    parse: (text) => known.get(text.toLowerCase()),
  };
}

/** A whole number that is not too small or large. */
function whole(least: number, most?: number): Kind {
  return {
    allowed: `a whole number from ${least}${most === undefined ? "" : ` to ${most}`}`,
    parse: (text) => {
      const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
      return value >= least && value <= (most ?? Infinity) ? value : undefined;
    },
  };
}

/** Names with commas between them. */
function list(name: RegExp, allowed: string): Kind {
  return {
    allowed,
    parse: (text) => {
      const names = text.split(",").map((each) => each.trim());
      return names.every((each) => name.test(each)) ? names : undefined;
    },
  };
}

const flag = oneOf({ true: true, false: false });
const checksumUse = oneOf({ when_supported: "when_supported", when_required: "when_required" });

/**
 * The settings of the AWS SDKs that clients have, but for endpoints and the name of the application
 * (https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html).
 */
export const settings: readonly SharedSetting[] = [
  {
    field: "region",
    variables: ["AWS_REGION", "AWS_DEFAULT_REGION"],
    key: "region",
    allowed: "the name of a region",
    parse: (text) => (/^[\w-]+$/.test(text) ? text : undefined),
  },
  {
    field: "useFips",
    variables: ["AWS_USE_FIPS_ENDPOINT"],
    key: "use_fips_endpoint",
    ...flag,
  },
  {
    field: "useDualStack",
    variables: ["AWS_USE_DUALSTACK_ENDPOINT"],
    key: "use_dualstack_endpoint",
    ...flag,
  },
  {
    field: "maxAttempts",
    variables: ["AWS_MAX_ATTEMPTS"],
    key: "max_attempts",
    ...whole(1),
  },
  {
    field: "retryMode",
    variables: ["AWS_RETRY_MODE"],
    key: "retry_mode",
    ...oneOf({ standard: "standard", adaptive: "adaptive", legacy: "standard" }),
  },
  {
    // What else the modes stand for is so in all of them.
    field: "connectTimeoutMs",
    variables: ["AWS_DEFAULTS_MODE"],
    key: "defaults_mode",
    ...oneOf({
      standard: 3100,
      "in-region": 1100,
      "cross-region": 3100,
      mobile: 30_000,
      // Clients do not look for where they run.
      auto: 3100,
      legacy: Infinity,
    }),
  },
  {
    field: "requestChecksumCalculation",
    variables: ["AWS_REQUEST_CHECKSUM_CALCULATION"],
    key: "request_checksum_calculation",
    ...checksumUse,
  },
  {
    field: "responseChecksumValidation",
    variables: ["AWS_RESPONSE_CHECKSUM_VALIDATION"],
    key: "response_checksum_validation",
    ...checksumUse,
  },
  {
    field: "disableRequestCompression",
    variables: ["AWS_DISABLE_REQUEST_COMPRESSION"],
    key: "disable_request_compression",
    ...flag,
  },
  {
    field: "requestMinCompressionSizeBytes",
    variables: ["AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES"],
    key: "request_min_compression_size_bytes",
    ...whole(0, 10_485_760),
  },
  {
    field: "authSchemePreference",
    variables: ["AWS_AUTH_SCHEME_PREFERENCE"],
    key: "auth_scheme_preference",
    ...list(/^[\w.]*#?\w+$/, "names of ways to authenticate, such as sigv4a,sigv4"),
    // A token for the service is meant to be used.
    unless: ({ signingName }, environment) =>
      !!environment[`AWS_BEARER_TOKEN_${signingName.replace(/[^A-Za-z0-9]/g, "_").toUpperCase()}`],
  },
  {
    field: "sigv4aSigningRegionSet",
    variables: ["AWS_SIGV4A_SIGNING_REGION_SET"],
    key: "sigv4a_signing_region_set",
    ...list(/^[\w*-]+$/, "names of regions, such as us-east-1,eu-*"),
  },
  {
    field: "accountIdEndpointMode",
    variables: ["AWS_ACCOUNT_ID_ENDPOINT_MODE"],
    key: "account_id_endpoint_mode",
    ...oneOf({ preferred: "preferred", required: "required", disabled: "disabled" }),
  },
  {
    field: "useArnRegion",
    variables: ["AWS_S3_USE_ARN_REGION"],
    key: "s3_use_arn_region",
    services: ["S3", "S3Control"],
    ...flag,
  },
  {
    field: "disableMultiregionAccessPoints",
    variables: ["AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS"],
    key: "s3_disable_multiregion_access_points",
    services: ["S3"],
    ...flag,
  },
  {
    field: "disableS3ExpressSessionAuth",
    variables: ["AWS_S3_DISABLE_EXPRESS_SESSION_AUTH"],
    key: "s3_disable_express_session_auth",
    services: ["S3"],
    ...flag,
  },
  {
    field: "useGlobalEndpoint",
    variables: ["AWS_S3_US_EAST_1_REGIONAL_ENDPOINT"],
    key: "s3_us_east_1_regional_endpoint",
    services: ["S3"],
    ...oneOf({ regional: false, legacy: true }),
  },
  {
    field: "useGlobalEndpoint",
    variables: ["AWS_STS_REGIONAL_ENDPOINTS"],
    key: "sts_regional_endpoints",
    services: ["STS"],
    ...oneOf({ regional: false, legacy: true }),
  },
];

/** Settings of the AWS SDKs that clients do not have, and that are not to be ignored. */
export const unsupported: readonly UnsupportedSetting[] = [
  {
    variables: ["AWS_CA_BUNDLE"],
    key: "ca_bundle",
    matters: (_text, { fetch }, environment) => !fetch && !environment["NODE_EXTRA_CA_CERTS"],
    instead: "name the file of certificates in NODE_EXTRA_CA_CERTS, which Node reads",
  },
  {
    variables: ["AWS_ENABLE_ENDPOINT_DISCOVERY"],
    key: "endpoint_discovery_enabled",
    services: ["DynamoDB", "TimestreamQuery", "TimestreamWrite"],
    matters: (text) => /^true$/i.test(text),
    instead: "the client does not ask the service for endpoints; set endpoint",
  },
];
