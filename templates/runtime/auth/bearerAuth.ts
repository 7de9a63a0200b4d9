import type { IdentityConfig } from "./schemes.js";
import { callError } from "../contract/errors.js";
import { identityOf, type IdentitySetting } from "./identity.js";
import type { AuthScheme } from "../contract/service.js";

/** A bearer token; what `TokenIdentity` of `@smithy/types` is. */
export interface Token {
  readonly token: string;
  /** When it stops working; a function is asked again five minutes before. */
  readonly expiration?: Date | undefined;
}

/** How a client is set up to send a token. */
export interface TokenConfig {
  /** The bearer token, or an async function that gives it. */
  readonly token?: IdentitySetting<Token> | undefined;
}

/** A token in the `authorization` header (RFC 6750, section 2.1). */
export const bearerAuth: AuthScheme = {
  setting: "token",
  identity(config: TokenConfig & IdentityConfig) {
    const source = config.token && identityOf(config.token, config);
    return (
      source &&
      (async () => {
        const { token } = await source();
        if (!token) throw callError("CredentialsError", "The token is empty");
        return { sign: ({ headers }) => ({ ...headers, authorization: `Bearer ${token}` }) };
      })
    );
  },
};
