import type { IdentityConfig } from "./schemes.js";
import { writeBlob } from "../serde/base64.js";
import { callError } from "../contract/errors.js";
import { identityOf, type IdentitySetting } from "./identity.js";
import type { AuthScheme } from "../contract/service.js";

/** A user and password; what `LoginIdentity` of `@smithy/types` is. */
export interface Login {
  readonly username: string;
  readonly password: string;
  /** When it stops working; a function is asked again five minutes before. */
  readonly expiration?: Date | undefined;
}

/** How a client is set up to send a user's password. */
export interface LoginConfig {
  /** User and password, or an async function that gives them. */
  readonly login?: IdentitySetting<Login> | undefined;
}

/** User and password in the `authorization` header (RFC 7617). */
export const basicAuth: AuthScheme = {
  setting: "login",
  identity(config: LoginConfig & IdentityConfig) {
    const source = config.login && identityOf(config.login, config);
    return (
      source &&
      (async () => {
        const { username, password } = await source();
        // The colon ends the name.
        if (!username || username.includes(":")) {
          throw callError("CredentialsError", "The username is empty, or has a colon");
        }
        const pair = writeBlob(new TextEncoder().encode(`${username}:${password}`));
        return { sign: ({ headers }) => ({ ...headers, authorization: `Basic ${pair}` }) };
      })
    );
  },
};
