import { assumeByToken, type CallingOptions, type Where } from "../calls.js";
import { hostOf } from "../host.js";
import { skip, stop, type FoundCredentials, type Provider } from "../provider.js";

/** Which role is assumed by a token, and how. */
export interface RoleOptions extends CallingOptions {
  readonly roleArn?: string | undefined;
  /** By default one of the client's. */
  readonly roleSessionName?: string | undefined;
  readonly providerId?: string | undefined;
  readonly policyArns?: { arn?: string | undefined }[] | undefined;
  readonly policy?: string | undefined;
  /** How long the credentials work, in seconds. By default as STS has it: 3,600. */
  readonly durationSeconds?: number | undefined;
}

/** The token too. */
export interface WebTokenOptions extends RoleOptions {
  readonly roleArn: string;
  /** The token of the identity provider. */
  readonly webIdentityToken: string;
}

/** The file that has the token. */
export interface TokenFileOptions extends RoleOptions {
  /** Instead of `AWS_WEB_IDENTITY_TOKEN_FILE`; likewise `roleArn` of `AWS_ROLE_ARN`. */
  readonly webIdentityTokenFile?: string | undefined;
}

/** Credentials of a role for a token of an identity provider, by STS. */
export function fromWebToken(init: WebTokenOptions): Provider {
  return (properties) =>
    byToken(init, init.webIdentityToken, init.roleArn, init.roleSessionName, { properties });
}

/**
 * The same, for a token that a file has, as in EKS
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html).
 */
export function fromTokenFile(init: TokenFileOptions = {}): Provider {
  return (properties) => byTokenFile(init, { properties });
}

/** The same, for a profile in some region. */
export async function byTokenFile(init: TokenFileOptions, where: Where): Promise<FoundCredentials> {
  const { env, readFile } = hostOf(init);
  const file = init.webIdentityTokenFile ?? env["AWS_WEB_IDENTITY_TOKEN_FILE"];
  const role = init.roleArn ?? env["AWS_ROLE_ARN"];
  if (!file || !role) {
    skip(`web identity: ${file ? "AWS_ROLE_ARN" : "AWS_WEB_IDENTITY_TOKEN_FILE"} is not set`);
  }
  const session = init.roleSessionName ?? env["AWS_ROLE_SESSION_NAME"];
  const token = await readFile(file).catch((thrown: Error) =>
    stop(`web identity: ${file} cannot be read (${thrown.message})`, thrown),
  );
  return byToken(init, token, role, session, where);
}

function byToken(
  init: RoleOptions,
  token: string,
  role: string,
  session: string | undefined,
  where: Where,
): Promise<FoundCredentials> {
  return assumeByToken(`web identity: ${role}`, init, where, {
    RoleArn: role,
    RoleSessionName: session || `tinsmith-${hostOf(init).clock.now()}`,
    WebIdentityToken: token.trim(),
    ProviderId: init.providerId,
    PolicyArns: init.policyArns,
    Policy: init.policy,
    DurationSeconds: init.durationSeconds,
  });
}
