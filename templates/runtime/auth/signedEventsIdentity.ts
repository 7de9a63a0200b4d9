import type { Identity, IdentityOf } from "../contract/service.js";
import type { CredentialsConfig } from "./credentials.js";
import type { IdentityConfig } from "./renewal.js";
import { signer } from "./signer.js";
import { sign } from "./signedEvents.js";

/** Finds who calls, for a service of requests that may be streams of signed events. @throws CredentialsError, from what it returns */
export const signedEventsIdentity = (
  config: CredentialsConfig & IdentityConfig,
): IdentityOf<Identity> => signer(config, sign);
