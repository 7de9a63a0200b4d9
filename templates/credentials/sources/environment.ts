import { hostOf, type SourceOptions } from "../host.js";
import { found, skip, type Provider } from "../provider.js";

/**
 * Credentials of `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, where they are there,
 * `AWS_SESSION_TOKEN`, `AWS_CREDENTIAL_EXPIRATION` and `AWS_ACCOUNT_ID`
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-static-credentials.html).
 */
export function fromEnv(init: SourceOptions = {}): Provider {
  // eslint-disable-next-line @typescript-eslint/require-await -- so that it rejects
  return async () => {
    const { env } = hostOf(init);
    const id = env["AWS_ACCESS_KEY_ID"];
    const secret = env["AWS_SECRET_ACCESS_KEY"];
    if (!id || !secret) {
      skip(`environment: AWS_${id ? "SECRET_ACCESS_KEY" : "ACCESS_KEY_ID"} is not set`);
    }
    const expires = env["AWS_CREDENTIAL_EXPIRATION"];
    const expiration = expires ? new Date(expires) : undefined;
    return found(id, secret, env["AWS_SESSION_TOKEN"], expiration, env["AWS_ACCOUNT_ID"]);
  };
}
