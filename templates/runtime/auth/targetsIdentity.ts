import type { Identity, IdentityOf } from "../contract/service.js";
import type { CredentialsConfig } from "./credentials.js";
import type { IdentityConfig } from "./renewal.js";
import { signer } from "./signer.js";
import { sign } from "./targets.js";

/** Finds who calls, for a service of requests with paths and queries of their own. @throws CredentialsError, from what it returns */
export const targetsIdentity = (config: CredentialsConfig & IdentityConfig): IdentityOf<Identity> =>
  signer(config, sign);
