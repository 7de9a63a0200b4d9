import { transport } from "#platform";
import {
  createClient,
  sigv4Auth,
  type AuthConfig,
  type Client,
  type ClientConfig,
  type Credentials,
  type CredentialsProvider,
  type Result,
  type Service,
  type ServiceError,
  type Transport,
} from "#runtime";
import { hostOf, type SourceOptions } from "./host.js";
import { readProfiles, type ProfileOptions } from "./profiles.js";
import { found, stop, type FoundCredentials, type ProviderProperties } from "./provider.js";
import { service as stsService } from "./services/sts/client.js";
import {
  assumeRoleOperation,
  type AssumeRoleRequest,
  type AssumeRoleResponse,
} from "./services/sts/operations/assumeRole.js";
import {
  assumeRoleWithWebIdentity,
  type AssumeRoleWithWebIdentityRequest,
} from "./services/sts/operations/assumeRoleWithWebIdentity.js";

/** How the clients are set up that sources call STS, SSO and SSO-OIDC by. */
export type SourceClientConfig = ClientConfig & {
  /** For `fromTemporaryCredentials`: who assumes the role. */
  readonly credentials?: Credentials | CredentialsProvider | undefined;
};

/** What sources can be told that call a service. */
export interface CallingOptions extends SourceOptions, ProfileOptions {
  /** By default without settings but the region. */
  readonly clientConfig?: SourceClientConfig | undefined;
}

/** Where calls go to. */
export interface Where {
  /** The region of the profile, if there is one. */
  readonly region?: string | undefined;
  readonly properties?: ProviderProperties | undefined;
}

/** Sends as the platform does, without the signature of nobody. */
const unsigned: Transport = ({ headers: { authorization: _, ...headers }, ...request }, ...rest) =>
  transport({ ...request, headers }, ...rest);

/**
 * A client of one of the services: of STS as who has credentials, or else as nobody.
 *
 * Its region is that of the settings, the profile, the client that asks, or the environment.
 */
export async function clientOf<Id extends string>(
  service: Service<Id>,
  init: CallingOptions,
  { region, properties }: Where,
  credentials?: Credentials,
): Promise<Client<Id>> {
  const { clientConfig } = init;
  const { env, clock, random, fetch } = hostOf(init);
  const callers = properties?.callerClientConfig?.region;
  // The settings of the client are of the files where they lie. A profile that is chosen and not in
  // them ends no call that does without it.
  const { profiles, name } = await readProfiles({ profile: init.profile }, properties);
  const isIgnored = /^true$/i.test(env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] ?? "");
  const variable = `AWS_ENDPOINT_URL_${service.id.replace("OIDC", "_OIDC")}`;
  const config: ClientConfig & AuthConfig = {
    clock,
    random,
    fetch,
    endpoint: (!isIgnored && (env[variable] || env["AWS_ENDPOINT_URL"])) || undefined,
    profile: profiles[name] ? name : "default",
    maxResponseBytes: 3e4,
    ...clientConfig,
    region:
      clientConfig?.region ??
      region ??
      (typeof callers === "function" ? await callers() : callers) ??
      (env["AWS_REGION"] || env["AWS_DEFAULT_REGION"] || "us-east-1"),
    credentials: credentials ?? { accessKeyId: "-", secretAccessKey: "-" },
  };
  return createClient(credentials ? service : { ...service, transport: unsigned }, config);
}

/** What a call gave. @throws CredentialsError, which ends a chain */
export async function given<T, E extends Error>(
  from: string,
  call: Promise<Result<T, E>>,
  mend = "",
): Promise<T> {
  const { ok, value, error } = await call;
  if (ok) return value;
  const { name, message, code = name } = error as unknown as ServiceError;
  stop(`${from}: ${code === message ? code : `${code}: ${message}`}${mend}`, error);
}

/** Credentials of a role that one with credentials assumes. @throws CredentialsError */
export async function assume(
  from: string,
  init: CallingOptions,
  where: Where,
  credentials: Credentials,
  input: AssumeRoleRequest,
): Promise<FoundCredentials> {
  const sts = await clientOf(stsService, init, where, credentials);
  // Whatever else the service of this package is authenticated by.
  const operation: typeof assumeRoleOperation = { ...assumeRoleOperation, auth: [sigv4Auth] };
  return ofSession(from, await given(from, sts.call(operation, input)));
}

/** Credentials of a role for a token. @throws CredentialsError */
export async function assumeByToken(
  from: string,
  init: CallingOptions,
  where: Where,
  input: AssumeRoleWithWebIdentityRequest,
): Promise<FoundCredentials> {
  const sts = await clientOf(stsService, init, where);
  return ofSession(from, await given(from, assumeRoleWithWebIdentity(sts, input)));
}

function ofSession(from: string, { Credentials, AssumedRoleUser }: AssumeRoleResponse) {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) stop(`${from}: STS gave no credentials`);
  const account = AssumedRoleUser?.Arn.split(":")[4];
  return found(AccessKeyId, SecretAccessKey, SessionToken, Expiration, account);
}
