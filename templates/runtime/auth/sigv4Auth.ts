import { env } from "#platform";
import { credentialsOf, usable, type CredentialsConfig } from "./credentials.js";
import type { AuthScheme, Identity } from "../contract/service.js";
import { renewal, type IdentityConfig } from "./renewal.js";
import { sign } from "./sigv4.js";

/** Signature Version 4, beside other schemes: where credentials are set, or in the environment. */
export const sigv4Auth: AuthScheme = {
  setting: "credentials",
  identity(config: CredentialsConfig & IdentityConfig) {
    if (!config.credentials && !env["AWS_ACCESS_KEY_ID"]) return undefined;
    return renewal(config, credentialsOf, (given): Identity => {
      const credentials = usable(given);
      return {
        accountId: credentials.accountId,
        sign: (request, time, target) => sign(request, credentials, time, target),
      };
    });
  },
};
