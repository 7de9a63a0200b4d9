import { credentialsOf } from "#chain";
import type { Identity, IdentityOf } from "../contract/service.js";
import { usable, type CredentialsConfig } from "./credentials.js";
import { renewal, type IdentityConfig } from "./renewal.js";
import type { sign as signV4 } from "./sigv4.js";

/**
 * Finds who calls: an identity that signs by credentials.
 *
 * @throws CredentialsError, from what it returns
 */
export const signer = (
  config: CredentialsConfig & IdentityConfig,
  sign: typeof signV4,
): IdentityOf<Identity> =>
  renewal(config, credentialsOf, (given): Identity => {
    const credentials = usable(given);
    return {
      accountId: credentials.accountId,
      credentials,
      sign: (request, time, target) => sign(request, credentials, time, target),
    };
  });
