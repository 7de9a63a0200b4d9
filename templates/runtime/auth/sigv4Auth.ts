import { hasChain } from "#chain";
import { env } from "#platform";
import type { CredentialsConfig } from "./credentials.js";
import type { AuthScheme, Identity, IdentityOf } from "../contract/service.js";
import type { IdentityConfig } from "./renewal.js";
import { signer } from "./signer.js";
import { sign as signV4 } from "./sigv4.js";

/** Signature Version 4, beside other schemes: where credentials are set, or in the environment. */
export const sigv4Auth: AuthScheme = {
  name: "sigv4",
  setting: "credentials",
  identity: (config, isLast) => signing(config, signV4, isLast),
};

/**
 * Finds the identity that signs by credentials.
 *
 * @param isLast - credentials may be looked for that are not set, where there is a way to
 * @throws CredentialsError, from what it returns
 */
export function signing(
  config: CredentialsConfig & IdentityConfig,
  sign: typeof signV4,
  isLast?: boolean,
): IdentityOf<Identity> | undefined {
  if (!config.credentials && !env["AWS_ACCESS_KEY_ID"] && !(hasChain && isLast)) return undefined;
  return signer(config, sign);
}
