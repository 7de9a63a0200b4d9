import { credentialsOf } from "#chain";
import type { IdentityOf } from "../contract/service.js";
import { isPlain, refuse, renewal, type IdentityConfig } from "./renewal.js";

/** AWS credentials; what `AwsCredentialIdentity` of `@smithy/types` is. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  /** When they stop working; a provider is asked again in the five minutes before. */
  readonly expiration?: Date | undefined;
  /** The AWS account that they are of; services may have endpoints for it. */
  readonly accountId?: string | undefined;
}

/**
 * An async source of credentials; those of `@aws-sdk/credential-providers` fit. Where the service
 * took for expired what it gave, it is asked with `forceRefresh: true`, and it is told the client's
 * settings as `callerClientConfig`, as in AWS SDK v3.
 */
export type CredentialsProvider = () => Promise<Credentials>;

/** How a client is set up to sign. */
export interface CredentialsConfig {
  /**
   * Credentials or their provider. By default `AWS_ACCESS_KEY_ID` and its companions; on Node, where
   * the environment has none, also all other places that the AWS SDKs know, see `./credentials`.
   */
  readonly credentials?: Credentials | CredentialsProvider | undefined;
}

/** Credentials as they were given, if they can be signed with and sent. @throws CredentialsError */
export function usable(given: Partial<Credentials>): Credentials {
  for (const name of ["accessKeyId", "secretAccessKey", "sessionToken"] as const) {
    // There may be no token.
    if (!isPlain(given[name] || (name === "sessionToken" && "-"))) {
      refuse(`No usable ${name}: set credentials, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`);
    }
  }
  return given as Credentials;
}

/** Gives the credentials to sign with. @throws CredentialsError, from what it returns */
export const credentialsSource = (
  config: CredentialsConfig & IdentityConfig,
): IdentityOf<Credentials> => renewal(config, credentialsOf, usable);
