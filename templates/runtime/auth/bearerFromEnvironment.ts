import { env } from "#platform";
import type { Identity, IdentityOf } from "../contract/service.js";
import { tokenIdentity, type TokenConfig } from "./bearerAuth.js";
import type { IdentityConfig } from "./renewal.js";

/**
 * Finds the token of a client: what is set, or else what a variable of the environment has
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-bearer-token.html).
 *
 * @param variable - `AWS_BEARER_TOKEN_` and the name that the service's requests are signed for
 * @throws CredentialsError, from what it returns
 */
export function bearerFromEnvironment(
  config: TokenConfig & IdentityConfig,
  variable: string,
): IdentityOf<Identity> | undefined {
  const token = env[variable];
  return tokenIdentity(config.token || !token ? config : { ...config, token: { token } });
}
