import { cached, homeFile } from "../cache.js";
import { hostOf } from "../host.js";
import { profileIn, readProfiles, type Profile, type ProfileOptions } from "../profiles.js";
import { found, skip, stop, type FoundCredentials, type Provider } from "../provider.js";
import { printedBy } from "./process.js";

/**
 * Credentials of a user who has signed in by `aws login`, by a profile with `login_session`
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-login-credentials.html): those that the CLI
 * keeps, or once these are about to expire, what its `aws configure export-credentials` gives.
 */
export function fromLoginCredentials(init: ProfileOptions = {}): Provider {
  return async (properties) => {
    const all = await readProfiles(init, properties);
    return loginCredentials(init, all.name, profileIn(all, all.name));
  };
}

/** What the CLI keeps. */
interface Login {
  readonly accessToken?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
    readonly accountId: string;
    readonly expiresAt: string;
  };
}

/** Credentials of a profile. @throws CredentialsError, which ends a chain */
export async function loginCredentials(
  init: ProfileOptions,
  name: string,
  { login_session: session }: Profile,
): Promise<FoundCredentials> {
  if (!session) skip(`profile ${name}: it has no login_session`);
  const host = hostOf(init);
  const { AWS_LOGIN_CACHE_DIRECTORY: folder } = host.env;
  const path = homeFile(init, "login/cache", "sha256", session);
  const file = folder ? folder + path.slice(path.lastIndexOf("/")) : path;
  const token = (await cached<Login>(init, file))?.accessToken;
  if (token && Date.parse(token.expiresAt) - host.clock.now() > 300_000) {
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt, accountId } = token;
    return found(accessKeyId, secretAccessKey, sessionToken, new Date(expiresAt), accountId);
  }
  const args = ["configure", "export-credentials", "--profile", name, "--format", "process"];
  return printedBy("aws configure export-credentials", host, "aws", args).catch((thrown: Error) =>
    stop(`profile ${name}: ${thrown.message}; run: aws login --profile ${name}`),
  );
}
