import type { IdentityConfig } from "./schemes.js";
import { callError } from "../contract/errors.js";
import { identityOf, type IdentitySetting } from "./identity.js";
import type { HttpRequest } from "../contract/http.js";
import type { Identity } from "../contract/service.js";

/** An API key; what `ApiKeyIdentity` of `@smithy/types` is. */
export interface ApiKey {
  readonly apiKey: string;
  /** When it stops working; a function is asked again five minutes before. */
  readonly expiration?: Date | undefined;
}

/** How a client is set up to send an API key. */
export interface ApiKeyConfig {
  /** The API key, or an async function that gives it. */
  readonly apiKey?: IdentitySetting<ApiKey> | undefined;
}

/** Where a service wants its keys (`smithy.api#httpApiKeyAuth`). */
export interface ApiKeyPlace {
  readonly in: "header" | "query";
  /** Of the header, in lower case, or of the parameter. */
  readonly name: string;
  /** Stands before the key in a header: `ApiKey` of `ApiKey abc`. */
  readonly scheme?: string;
}

/**
 * Finds the API key of a client, if it has one set, to be sent where the service wants it.
 *
 * @throws CredentialsError, from what it returns
 */
export function apiKeyIdentity(
  config: ApiKeyConfig & IdentityConfig,
  place: ApiKeyPlace,
): (() => Promise<Identity>) | undefined {
  const source = config.apiKey && identityOf(config.apiKey, config);
  return (
    source &&
    (async () => {
      const { apiKey } = await source();
      if (!apiKey) throw callError("CredentialsError", "The API key is empty");
      return { sign: (request) => withKey(request, place, apiKey) };
    })
  );
}

function withKey(
  request: HttpRequest,
  { in: where, name, scheme }: ApiKeyPlace,
  apiKey: string,
): Record<string, string> {
  const { headers } = request;
  if (where === "header") return { ...headers, [name]: scheme ? `${scheme} ${apiKey}` : apiKey };
  const [path = "", query = ""] = request.path.split(/\?(.*)/s, 2);
  const parameter = `${encodeURIComponent(name)}=`;
  const others = query.split("&").filter((one) => one && !one.startsWith(parameter));
  const keyed = [...others, parameter + encodeURIComponent(apiKey)].join("&");
  // The one place beside headers where a scheme puts anything: the request is this attempt's own.
  Object.assign(request, { path: `${path}?${keyed}` });
  return { ...headers };
}
