import type { Identity, IdentityOf } from "../contract/service.js";
import type { CredentialsConfig } from "./credentials.js";
import type { IdentityConfig } from "./renewal.js";
import { signer } from "./signer.js";
import { sign } from "./versions.js";

/** Finds who calls, for a service of requests that are signed as their endpoint wants it. @throws CredentialsError, from what it returns */
export const versionsIdentity = (
  config: CredentialsConfig & IdentityConfig,
): IdentityOf<Identity> => signer(config, sign);
