import { assume, type CallingOptions } from "../calls.js";
import { hostOf } from "../host.js";
import {
  profileIn,
  readProfiles,
  type Profile,
  type ProfileOptions,
  type Profiles,
} from "../profiles.js";
import {
  skip,
  stop,
  type FoundCredentials,
  type Provider,
  type ProviderProperties,
} from "../provider.js";
import { fromContainerMetadata } from "./container.js";
import { fromEnv } from "./environment.js";
import { fromInstanceMetadata } from "./instance.js";
import { loginCredentials } from "./login.js";
import { processCredentials, staticCredentials } from "./process.js";
import { isSso, ssoCredentials } from "./sso.js";
import { byTokenFile } from "./webIdentity.js";

/** How a profile is read. */
export interface IniOptions extends ProfileOptions, CallingOptions {
  /** Asked for the code that an MFA device shows, for a profile with `mfa_serial`. */
  readonly mfaCodeProvider?: ((mfaSerial: string) => Promise<string>) | undefined;
}

/**
 * Credentials of a profile of the shared config and credentials files: keys, a role that another
 * profile or source assumes, a token file, a process, or a sign-in
 * (https://docs.aws.amazon.com/sdkref/latest/guide/creds-config-files.html).
 */
export function fromIni(init: IniOptions = {}): Provider {
  return async (properties) => {
    const all = await readProfiles(init, properties);
    return resolve(init, all, properties, all.name, []);
  };
}

/** @param via - the profiles that led here */
async function resolve(
  init: IniOptions,
  all: Profiles,
  properties: ProviderProperties | undefined,
  name: string,
  via: readonly string[],
): Promise<FoundCredentials> {
  const profile = profileIn(all, name);
  const { role_arn: role, region } = profile;
  const hasKeys = profile["aws_access_key_id"] && profile["aws_secret_access_key"];
  const source = profile["source_profile"];
  const other = profile["credential_source"];
  // One that a role's is based on may say `credential_source` alone.
  const isRole = (role ? !source !== !other : via.length && other) && !(via.length && hasKeys);
  if (isRole) {
    if (source && via.includes(source)) {
      skip(`profile ${name}: its source_profile leads back to ${source}`);
    }
    const credentials = source
      ? await resolve(init, all, properties, source, [...via, source])
      : await sourceOf(other!, name, init)();
    if (!role) return credentials;
    const code = await mfaCode(init, name, profile);
    return assume(`profile ${name}: ${role}`, init, { region, properties }, credentials, {
      RoleArn: role,
      RoleSessionName: profile["role_session_name"] || `tinsmith-${hostOf(init).clock.now()}`,
      ExternalId: profile["external_id"],
      DurationSeconds: +(profile["duration_seconds"] || 3600),
      ...code,
    });
  }
  if (hasKeys) return staticCredentials(profile);
  const file = profile["web_identity_token_file"];
  if (file && role) {
    const session = profile["role_session_name"];
    const own = { webIdentityTokenFile: file, roleArn: role, roleSessionName: session };
    return byTokenFile({ ...init, ...own }, { region, properties });
  }
  if (profile["credential_process"]) return processCredentials(name, profile, hostOf(init));
  if (isSso(profile)) return ssoCredentials(init, all, name, profile, properties);
  if (profile["login_session"]) return loginCredentials(init, name, profile);
  skip(`profile ${name}: it has no credentials`);
}

/** What `credential_source` names. */
function sourceOf(source: string, name: string, init: IniOptions): Provider {
  switch (source) {
    case "Environment":
      return fromEnv(init);
    case "Ec2InstanceMetadata":
      return fromInstanceMetadata(init);
    case "EcsContainer":
      return fromContainerMetadata(init);
    default:
      skip(`profile ${name}: it has an unknown credential_source`);
  }
}

/** What a profile with `mfa_serial` needs to assume its role. */
async function mfaCode({ mfaCodeProvider }: IniOptions, name: string, { mfa_serial }: Profile) {
  if (!mfa_serial) return {};
  if (!mfaCodeProvider) stop(`profile ${name}: set mfaCodeProvider, for its mfa_serial`);
  return { SerialNumber: mfa_serial, TokenCode: await mfaCodeProvider(mfa_serial) };
}
