// How requests are authenticated, in the place of `auth.ts` where the runtime is that of several
// services: as the one who calls does it. A service whose requests are not just signed by Signature
// Version 4 says how that one is found.

import type { Identity, IdentityOf, Service } from "../contract/service.js";
import type { CredentialsConfig } from "./credentials.js";
import type { IdentityConfig } from "./renewal.js";
import { sign as signV4 } from "./sigv4.js";
import { signer } from "./signer.js";

export { sign } from "./schemes.js";
export type { CredentialsConfig as AuthConfig, Identity as AuthIdentity };

/**
 * Finds who calls a service.
 *
 * @param service - which may say how; its requests are signed, where it does not
 * @throws CredentialsError, from what it returns
 */
export const identitySource = (
  config: CredentialsConfig & IdentityConfig,
  service?: Pick<Service, "identity">,
): IdentityOf<Identity> => service?.identity?.(config) ?? signer(config, signV4);

const everyKind = {
  credentials: { accessKeyId: "AKIAFAKE", secretAccessKey: "fake" },
  token: { token: "fake" },
  login: { username: "fake", password: "fake" },
  apiKey: { apiKey: "fake" },
};

/** The identity that a fake of a service takes, whichever kind it wants. */
export const fakeIdentity: CredentialsConfig = everyKind;
