import type { Identity, IdentityOf } from "../contract/service.js";
import type { CredentialsConfig } from "./credentials.js";
import type { IdentityConfig } from "./renewal.js";
import { signer } from "./signer.js";
import { sign } from "./pathVersions.js";

/** Finds who calls, for a service of requests without queries that are signed as their endpoint wants it. @throws CredentialsError, from what it returns */
export const pathVersionsIdentity = (
  config: CredentialsConfig & IdentityConfig,
): IdentityOf<Identity> => signer(config, sign);
