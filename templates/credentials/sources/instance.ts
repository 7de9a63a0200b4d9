import { ask, hostOf, type SourceOptions } from "../host.js";
import { readProfiles, type ProfileOptions } from "../profiles.js";
import { readWritten, skip, type FoundCredentials, type Provider } from "../provider.js";

/** How the credentials of an instance are asked for. */
export interface InstanceOptions extends ProfileOptions, SourceOptions {
  /** Bound of one request, in milliseconds. Default 1,000. */
  readonly timeout?: number | undefined;
  /** How often to ask again. Default 0: there may be no instance around. */
  readonly maxRetries?: number | undefined;
  /**
   * Whether an instance that has no IMDSv2 is not asked. Default `true`, unless
   * `AWS_EC2_METADATA_V1_DISABLED` or `ec2_metadata_v1_disabled` of the profile is `false`.
   */
  readonly ec2MetadataV1Disabled?: boolean | undefined;
}

const roles = "/latest/meta-data/iam/security-credentials/";

/**
 * Credentials of the role of an EC2 instance, by IMDSv2
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html). Where the service
 * fails or has none but expired ones, those before work for five to ten minutes more, as far as
 * clients are concerned
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-static-credentials.html).
 */
export function fromInstanceMetadata(init: InstanceOptions = {}): Provider {
  let last: FoundCredentials | undefined;
  return async () => {
    const { clock, random } = hostOf(init);
    try {
      last = await askInstance(init);
    } catch (thrown) {
      if (!last) throw thrown;
      last = { ...last, expiration: new Date(0) };
    }
    if (+last.expiration! >= clock.now()) return last;
    return { ...last, expiration: new Date(clock.now() + 300_000 + random() * 300_000) };
  };
}

async function askInstance(init: InstanceOptions): Promise<FoundCredentials> {
  const host = hostOf(init);
  const { env } = host;
  const { timeout = 1000, maxRetries = 0 } = init;
  if ((env["AWS_EC2_METADATA_DISABLED"] || "false") !== "false") {
    skip("instance metadata: AWS_EC2_METADATA_DISABLED is set");
  }
  const { profiles, name } = await readProfiles(init);
  const set = (setting: string) => env[`AWS_${setting.toUpperCase()}`] || profiles[name]?.[setting];
  const mode = set("ec2_metadata_service_endpoint_mode") ?? "IPv4";
  const defaults: Readonly<Record<string, string>> = {
    ipv4: "http://169.254.169.254",
    ipv6: "http://[fd00:ec2::254]",
  };
  const origin = set("ec2_metadata_service_endpoint") ?? defaults[mode.toLowerCase()];
  if (!origin) skip(`instance metadata: the endpoint mode ${mode} is neither IPv4 nor IPv6`);

  const request = async (path: string, headers: Record<string, string>, method?: string) => {
    for (let attempt = 0; ; attempt++) {
      let told: string;
      try {
        const answer = await ask(host, timeout, new URL(path, origin), headers, method);
        if (answer.status === 200 || (method && answer.status < 500)) return answer;
        told = `answered ${answer.status}`;
      } catch (thrown) {
        told = `cannot be reached: ${(thrown as Error).message}`;
      }
      if (attempt >= maxRetries) skip(`instance metadata: ${origin} ${told}`);
    }
  };

  const ttl = { "x-aws-ec2-metadata-token-ttl-seconds": "21600" };
  const token = await request("/latest/api/token", ttl, "PUT");
  const old = init.ec2MetadataV1Disabled ?? set("ec2_metadata_v1_disabled") !== "false";
  if (token.status !== 200 && old) {
    skip(`instance metadata: ${origin} answered ${token.status}, and IMDSv1 is not asked`);
  }
  const headers: Record<string, string> =
    token.status === 200 ? { "x-aws-ec2-metadata-token": token.text.trim() } : {};
  const role = await request(roles, headers);
  const { text } = await request(roles + encodeURIComponent(role.text.trim()), headers);
  return readWritten(`instance metadata: ${origin}`, text, [
    "AccessKeyId",
    "SecretAccessKey",
    "Token",
    "Expiration",
  ]);
}
