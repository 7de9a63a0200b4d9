import { env } from "#platform";
import type { Session } from "../contract/http.js";

/** Credentials as the environment has them, or another source. */
interface Found extends Session {
  readonly sessionToken?: string | undefined;
  readonly expiration?: Date | undefined;
  readonly accountId?: string | undefined;
}

/** Whether credentials may be found where neither config nor environment has any. */
export const hasChain = true;

let chain: ((properties: { callerClientConfig: object }) => Promise<Found>) | undefined;

/**
 * Where credentials are looked for: if none are set, in the environment, or else in all the places
 * that the AWS SDKs know, by a module that is loaded for it. As in AWS SDK v3, a profile that is chosen
 * goes before the keys of the environment.
 */
export const credentialsOf = <Given>(config: {
  readonly credentials?: Given;
  readonly profile?: string | undefined;
}): NonNullable<Given> | (() => Promise<Found>) =>
  config.credentials ??
  (async () => {
    const accessKeyId = env["AWS_ACCESS_KEY_ID"];
    const secretAccessKey = env["AWS_SECRET_ACCESS_KEY"];
    if (accessKeyId && secretAccessKey && !(config.profile || env["AWS_PROFILE"])) {
      return {
        accessKeyId,
        secretAccessKey,
        sessionToken: env["AWS_SESSION_TOKEN"],
        accountId: env["AWS_ACCOUNT_ID"],
      };
    }
    // One for all clients: it keeps what an instance gave for as long as nothing else is to be had.
    chain ??= (await import("#credentials")).fromNodeProviderChain();
    return chain({ callerClientConfig: config });
  });
