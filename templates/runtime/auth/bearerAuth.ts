import type { AuthScheme, Identity, IdentityOf } from "../contract/service.js";
import { isPlain, refuse, renewal, type IdentityConfig, type IdentitySetting } from "./renewal.js";

/** A bearer token; what `TokenIdentity` of `@smithy/types` is. */
export interface Token {
  readonly token: string;
  /** When it stops working; a function is asked again in the five minutes before. */
  readonly expiration?: Date | undefined;
}

/** How a client is set up to send a token. */
export interface TokenConfig {
  /** The bearer token, or an async function that gives it. */
  readonly token?: IdentitySetting<Token> | undefined;
}

/** A token in the `authorization` header (RFC 6750, section 2.1). */
export const bearerAuth: AuthScheme = {
  name: "httpBearerAuth",
  setting: "token",
  identity: (config) => tokenIdentity(config),
};

/** Finds the token of a client, if it has one set. @throws CredentialsError, from what it returns */
export const tokenIdentity = (
  config: TokenConfig & IdentityConfig,
): IdentityOf<Identity> | undefined =>
  config.token &&
  renewal(
    config,
    ({ token }) => token!,
    ({ token }): Identity => {
      if (!isPlain(token)) refuse("The token is empty, or not plain ASCII");
      return { sign: ({ headers }) => ({ ...headers, authorization: `Bearer ${token}` }) };
    },
  );
