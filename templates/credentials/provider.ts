import { callError, type Failure } from "#runtime";

/** Credentials that a source gave; what `AwsCredentialIdentity` of `@smithy/types` is. */
export interface FoundCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** When they stop working. */
  readonly expiration?: Date;
  /** The AWS account that they are of. */
  readonly accountId?: string;
}

/** What a client that asks for credentials tells of itself, as those of AWS SDK v3 do. */
export interface ProviderProperties {
  readonly callerClientConfig?:
    | {
        /** For calls to STS, where neither the source nor a profile says one. */
        readonly region?: string | (() => Promise<string | undefined>) | undefined;
        readonly profile?: string | undefined;
      }
    | undefined;
}

/**
 * A source of credentials: for `credentials` of a client, of AWS SDK v3's too. It keeps nothing; the
 * client does, until they expire.
 *
 * @throws CredentialsError
 */
export type Provider = (properties?: ProviderProperties) => Promise<FoundCredentials>;

/** Why a source did not serve. */
export interface SourceError extends Failure<"CredentialsError"> {
  /** Whether a chain goes on to the next source; as in AWS SDK v3. */
  readonly tryNextLink: boolean;
}

const refused = (message: string, tryNextLink: boolean, cause?: unknown): SourceError =>
  callError("CredentialsError", message, { tryNextLink, ...(cause !== undefined && { cause }) });

/** There is nothing here: a chain goes on. @throws CredentialsError */
export function skip(message: string): never {
  throw refused(message, true);
}

/** It was to serve, and could not: a chain ends. @throws CredentialsError */
export function stop(message: string, cause?: unknown): never {
  throw refused(message, false, cause);
}

/** Credentials of what a source has; `undefined` and empty is what it has not. */
export function found(
  accessKeyId: string,
  secretAccessKey: string,
  sessionToken?: string,
  expiration?: Date,
  accountId?: string,
): FoundCredentials {
  const all = { accessKeyId, secretAccessKey, sessionToken, expiration, accountId };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value),
  ) as unknown as FoundCredentials;
}

/** Credentials as processes, containers and instances write them. */
interface Written {
  readonly Version?: unknown;
  readonly AccessKeyId?: unknown;
  readonly SecretAccessKey?: unknown;
  readonly Token?: unknown;
  readonly SessionToken?: unknown;
  readonly Expiration?: unknown;
  readonly AccountId?: unknown;
}

/**
 * Reads credentials that are written as JSON, of which no message shows anything.
 *
 * @param needed - the members that have to be there, as strings
 */
export function readWritten(
  from: string,
  text: string,
  needed: readonly (keyof Written)[],
  check?: (written: Written) => void,
): FoundCredentials {
  let written: Written;
  try {
    written = (JSON.parse(text) ?? {}) as Written;
  } catch {
    skip(`${from} gave no JSON`);
  }
  check?.(written);
  for (const name of needed) {
    if (typeof written[name] !== "string") skip(`${from} gave no ${name}`);
  }
  const { Token: token = written.SessionToken, Expiration: expires } = written;
  const expiration = expires ? new Date(expires as string) : undefined;
  if (expiration && isNaN(+expiration)) skip(`${from} gave an Expiration that is no time`);
  return found(
    written.AccessKeyId as string,
    written.SecretAccessKey as string,
    token as string,
    expiration,
    written.AccountId as string,
  );
}
