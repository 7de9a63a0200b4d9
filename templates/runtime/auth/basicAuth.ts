import { writeBlob } from "../serde/base64.js";
import type { AuthScheme, Identity } from "../contract/service.js";
import { refuse, renewal, type IdentityConfig, type IdentitySetting } from "./renewal.js";

/** A user and password; what `LoginIdentity` of `@smithy/types` is. */
export interface Login {
  readonly username: string;
  readonly password: string;
  /** When it stops working; a function is asked again in the five minutes before. */
  readonly expiration?: Date | undefined;
}

/** How a client is set up to send a user's password. */
export interface LoginConfig {
  /** User and password, or an async function that gives them. */
  readonly login?: IdentitySetting<Login> | undefined;
}

/** User and password in the `authorization` header (RFC 7617). */
export const basicAuth: AuthScheme = {
  name: "httpBasicAuth",
  setting: "login",
  identity: (config: LoginConfig & IdentityConfig) =>
    config.login &&
    renewal(
      config,
      ({ login }) => login!,
      ({ username, password }): Identity => {
        // The colon ends the name.
        if (typeof username !== "string" || !/^[^:]+$/.test(username)) {
          refuse("The username is empty, or has a colon");
        }
        if (typeof password !== "string") refuse("The password is not text");
        const pair = writeBlob(new TextEncoder().encode(`${username}:${password}`));
        return { sign: ({ headers }) => ({ ...headers, authorization: `Basic ${pair}` }) };
      },
    ),
};
