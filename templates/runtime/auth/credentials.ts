import { env } from "#platform";
import { systemClock, type Clock } from "../contract/clock.js";
import { failure } from "../contract/errors.js";

/** AWS credentials; what `AwsCredentialIdentity` of `@smithy/types` is. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  /** When they stop working; a provider is asked again five minutes before. */
  readonly expiration?: Date | undefined;
  /** The AWS account that they are of; services may have endpoints for it. */
  readonly accountId?: string | undefined;
}

/** An async source of credentials; those of `@aws-sdk/credential-providers` fit. */
export type CredentialsProvider = () => Promise<Credentials>;

/** How a client is set up to sign. */
export interface CredentialsConfig {
  /** Credentials or their provider; by default `AWS_ACCESS_KEY_ID` and its companions. */
  readonly credentials?: Credentials | CredentialsProvider | undefined;
}

/**
 * Gives the credentials to sign with. A provider is asked once for all calls that wait, and again when
 * what it gave is about to expire, or after it failed.
 *
 * @throws CredentialsError, from what it returns
 */
export function credentialsSource(
  config: CredentialsConfig & { readonly clock?: Clock | undefined },
): () => Promise<Credentials> {
  let latest: Promise<Credentials>;
  let refreshAt = 0;

  const ask = async () => {
    refreshAt = Infinity;
    try {
      const {
        credentials: source = {
          accessKeyId: env["AWS_ACCESS_KEY_ID"]!,
          secretAccessKey: env["AWS_SECRET_ACCESS_KEY"]!,
          sessionToken: env["AWS_SESSION_TOKEN"],
        },
      } = config;
      const credentials: Credentials = typeof source === "function" ? await source() : source;
      if (!credentials.accessKeyId || !credentials.secretAccessKey)
        throw Error("Set credentials, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
      refreshAt = +(credentials.expiration ?? Infinity) - 300_000;
      return credentials;
    } catch (thrown) {
      refreshAt = 0;
      throw failure("CredentialsError", thrown);
    }
  };
  return () => ((config.clock ?? systemClock).now() < refreshAt ? latest : (latest = ask()));
}
