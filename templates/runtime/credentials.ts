import { env } from "#platform";
import type { Client } from "./client.js";
import { CallError, failure } from "./errors.js";

/** AWS credentials; what `AwsCredentialIdentity` of `@smithy/types` is. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  /** When they stop working; a provider is asked again in time. */
  readonly expiration?: Date | undefined;
}

/** An async source of credentials; those of `@aws-sdk/credential-providers` fit. */
export type CredentialsProvider = () => Promise<Credentials>;

// How long before they expire to ask for new ones, in milliseconds.
const margin = 300_000;

/**
 * The credentials to sign with at `now`. A provider is asked once for all calls that wait, and again
 * when what it gave is about to expire, or after it failed.
 *
 * @throws CredentialsError
 */
export function credentialsOf({ config, state }: Client, now: number): Promise<Credentials> {
  if (now > state.credentialsRefreshAt) state.credentials = undefined;
  return (state.credentials ??= provide(config.credentials).then(
    (credentials) => {
      const { expiration } = credentials;
      state.credentialsRefreshAt = expiration ? +expiration - margin : Infinity;
      return credentials;
    },
    (error: unknown) => {
      state.credentials = undefined;
      throw error;
    },
  ));
}

async function provide(source: Credentials | CredentialsProvider = fromEnvironment()) {
  let credentials: Credentials;
  try {
    credentials = typeof source === "function" ? await source() : source;
  } catch (error) {
    throw failure("CredentialsError", error);
  }
  if (credentials?.accessKeyId && credentials.secretAccessKey) return credentials;
  throw new CallError(
    "CredentialsError",
    "Set credentials, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
  );
}

function fromEnvironment(): Credentials {
  return {
    accessKeyId: env["AWS_ACCESS_KEY_ID"] ?? "",
    secretAccessKey: env["AWS_SECRET_ACCESS_KEY"] ?? "",
    sessionToken: env["AWS_SESSION_TOKEN"],
  };
}
