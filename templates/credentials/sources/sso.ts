import { clientOf, given, type CallingOptions, type Where } from "../calls.js";
import { cached, homeFile } from "../cache.js";
import { hostOf } from "../host.js";
import {
  profileIn,
  readProfiles,
  type Profile,
  type ProfileOptions,
  type Profiles,
} from "../profiles.js";
import { found, skip, stop, type FoundCredentials, type Provider } from "../provider.js";
import { service as oidc } from "../services/ssoOidc/client.js";
import { createToken } from "../services/ssoOidc/operations/createToken.js";
import { service as portal } from "../services/sso/client.js";
import { getRoleCredentials } from "../services/sso/operations/getRoleCredentials.js";

/** Whose credentials, instead of what the profile says: all of them, but for the session. */
export interface SSOOptions extends ProfileOptions, CallingOptions {
  readonly ssoStartUrl?: string | undefined;
  readonly ssoAccountId?: string | undefined;
  readonly ssoRegion?: string | undefined;
  readonly ssoRoleName?: string | undefined;
  /** The name of an `sso-session` of the config file. */
  readonly ssoSession?: string | undefined;
}

/**
 * Credentials of a user of IAM Identity Center who has signed in by `aws sso login`, by a profile with
 * `sso_session`, or with `sso_start_url` alone as older ones are
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html). The token of a
 * session is renewed, and written back for others.
 */
export function fromSSO(init: SSOOptions = {}): Provider {
  return async (properties) => {
    const { ssoStartUrl, ssoAccountId, ssoRegion, ssoRoleName, ssoSession } = init;
    const all = await readProfiles(init, properties);
    const own = ssoStartUrl ?? ssoAccountId ?? ssoRegion ?? ssoRoleName ?? ssoSession;
    const profile = own
      ? {
          sso_start_url: ssoStartUrl,
          sso_account_id: ssoAccountId,
          sso_region: ssoRegion,
          sso_role_name: ssoRoleName,
          sso_session: ssoSession,
        }
      : profileIn(all, all.name);
    if (!isSso(profile)) skip(`profile ${all.name}: it has no SSO settings`);
    return ssoCredentials(init, all, all.name, profile, properties);
  };
}

/** Whether a profile is one of SSO. */
export const isSso = (profile: Profile): boolean =>
  ["start_url", "account_id", "session", "region", "role_name"].some(
    (name) => profile[`sso_${name}`],
  );

/** Credentials of a profile of SSO. @throws CredentialsError, which ends a chain */
export async function ssoCredentials(
  init: SSOOptions,
  { ssoSessions }: Profiles,
  name: string,
  profile: Profile,
  properties: Where["properties"],
): Promise<FoundCredentials> {
  const from = `profile ${name}`;
  const session = profile["sso_session"];
  const shared = session
    ? (ssoSessions[session] ?? stop(`${from}: there is no [sso-session ${session}]`))
    : profile;
  const setting = (key: string, place: Profile): string =>
    place[key] || stop(`${from}: ${key} is missing`);
  for (const key of ["sso_region", "sso_start_url"]) {
    if (profile[key] && profile[key] !== shared[key]) {
      stop(`${from}: ${key} contradicts [sso-session ${session!}]`);
    }
  }
  const region = setting("sso_region", shared);
  const startUrl = setting("sso_start_url", shared);
  const accountId = setting("sso_account_id", profile);
  const roleName = setting("sso_role_name", profile);
  const mend = `; run: aws sso login --profile ${name}`;
  const where = { region, properties };
  const accessToken = await tokenOf(init, from, session, startUrl, where, mend);
  const client = await clientOf(portal, init, where);
  const input = { accountId, roleName, accessToken };
  const { roleCredentials } = await given(from, getRoleCredentials(client, input), mend);
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = roleCredentials ?? {};
  if (!accessKeyId || !secretAccessKey || !sessionToken || !expiration) {
    stop(`${from}: SSO gave no credentials`);
  }
  return found(accessKeyId, secretAccessKey, sessionToken, new Date(expiration));
}

/** What the CLI keeps of one who signed in. */
interface Token {
  readonly accessToken?: string;
  readonly expiresAt?: string;
  readonly refreshToken?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

/** Renewals under way: a refresh token is good for one. */
const renewals = new Map<string, Promise<string>>();

/** The access token of a session, renewed in its last five minutes. */
async function tokenOf(
  init: SSOOptions,
  from: string,
  session: string | undefined,
  startUrl: string,
  where: Where,
  mend: string,
): Promise<string> {
  const { clock } = hostOf(init);
  const path = homeFile(init, "sso/cache", "sha1", session ?? startUrl);
  const token = await cached<Token>(init, path);
  if (!token?.accessToken) stop(`${from}: nobody has signed in${mend}`);
  const { accessToken, clientId, clientSecret, refreshToken } = token;
  const left = Date.parse(token.expiresAt!) - clock.now();
  if (left > 300_000 || (!session && left > 0)) return accessToken;
  if (session && clientId && clientSecret && refreshToken) {
    const renew = async (): Promise<string> => {
      const client = await clientOf(oidc, init, where);
      const input = { clientId, clientSecret, refreshToken, grantType: "refresh_token" };
      const { ok, value } = await createToken(client, input);
      if (!ok || !value.accessToken) return "";
      const { expiresIn, ...renewed } = value;
      const expiresAt = new Date(clock.now() + expiresIn * 1000).toISOString();
      const text = JSON.stringify({ ...token, ...renewed, expiresAt }, null, 2);
      // Where it cannot be kept, it still works.
      await hostOf(init)
        .writeFile(path, text)
        .catch(() => {});
      return value.accessToken;
    };
    const renewal = renewals.get(path) ?? renew();
    renewals.set(path, renewal);
    const renewed = await renewal.finally(() => renewals.delete(path));
    if (renewed) return renewed;
  }
  return left > 0 ? accessToken : stop(`${from}: the sign-in has expired${mend}`);
}
