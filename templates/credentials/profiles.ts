import { loadSharedFiles } from "#platform";
import { hostOf, type FullHost, type SourceOptions } from "./host.js";
import { skip, type ProviderProperties } from "./provider.js";

/** Which profile is meant, and where it is. */
export interface ProfileOptions extends SourceOptions {
  /** By default the client's, `AWS_PROFILE`, or `default`. */
  readonly profile?: string | undefined;
  /** The credentials file, in the place of `AWS_SHARED_CREDENTIALS_FILE`. */
  readonly filepath?: string | undefined;
  /** The config file, in the place of `AWS_CONFIG_FILE`. */
  readonly configFilepath?: string | undefined;
}

export type Profile = Readonly<Record<string, string | undefined>>;

/** The shared files, and the profile that is meant. */
export interface Profiles {
  readonly name: string;
  readonly profiles: Readonly<Record<string, Profile | undefined>>;
  readonly ssoSessions: Readonly<Record<string, Profile | undefined>>;
  /** Where the files are, and why they could not be read. */
  readonly files: string;
}

/** The name of the profile that is meant. */
export const profileName = (
  init: ProfileOptions,
  { env }: FullHost,
  { callerClientConfig }: ProviderProperties = {},
): string => init.profile || callerClientConfig?.profile || env["AWS_PROFILE"] || "default";

/** Reads the shared config and credentials files; those that are not there are empty. */
export async function readProfiles(
  init: ProfileOptions,
  properties?: ProviderProperties,
): Promise<Profiles> {
  const host = hostOf(init);
  const { filepath, configFilepath } = init;
  const places = {
    ...host.env,
    ...(filepath && { AWS_SHARED_CREDENTIALS_FILE: filepath }),
    ...(configFilepath && { AWS_CONFIG_FILE: configFilepath }),
  };
  const read = init.host?.readFile;
  const { profiles, ssoSessions, files } = await loadSharedFiles(places, { refresh: true, read });
  return {
    name: profileName(init, host, properties),
    profiles,
    ssoSessions,
    files: files.map(({ path, problem }) => path + (problem ? ` (${problem})` : "")).join(" and "),
  };
}

/** A profile that has to be there. @throws CredentialsError */
export function profileIn({ profiles, files }: Profiles, name: string): Profile {
  return profiles[name] ?? skip(`profile ${name}: there is none in ${files}`);
}
