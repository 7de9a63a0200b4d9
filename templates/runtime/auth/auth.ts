// How requests are authenticated: by Signature Version 4, where a service knows nothing else. The
// packages of other services have a module of their own in this one's place.

import type { Credentials, CredentialsConfig } from "./credentials.js";

export { credentialsSource as identitySource } from "./credentials.js";
export { sign } from "./sigv4.js";
export type { CredentialsConfig as AuthConfig, Credentials as AuthIdentity };

/** The identity that a fake of the service takes. */
export const fakeIdentity: CredentialsConfig = {
  credentials: { accessKeyId: "AKIAFAKE", secretAccessKey: "fake" },
};
