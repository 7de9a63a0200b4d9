import type { HttpRequest } from "../contract/http.js";
import type { Identity, IdentityOf } from "../contract/service.js";
import { isPlain, refuse, renewal, type IdentityConfig, type IdentitySetting } from "./renewal.js";

/** An API key; what `ApiKeyIdentity` of `@smithy/types` is. */
export interface ApiKey {
  readonly apiKey: string;
  /** When it stops working; a function is asked again in the five minutes before. */
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
export const apiKeyIdentity = (
  config: ApiKeyConfig & IdentityConfig,
  place: ApiKeyPlace,
): IdentityOf<Identity> | undefined =>
  config.apiKey &&
  renewal(
    config,
    ({ apiKey }) => apiKey!,
    ({ apiKey }): Identity => {
      if (!isPlain(apiKey)) refuse("The API key is empty, or not plain ASCII");
      return { sign: (request) => withKey(request, place, apiKey) };
    },
  );

function withKey(
  request: HttpRequest,
  { in: where, name, scheme }: ApiKeyPlace,
  apiKey: string,
): Record<string, string> {
  const { headers } = request;
  if (where === "header") return { ...headers, [name]: scheme ? `${scheme} ${apiKey}` : apiKey };
  const [path = "", query = ""] = request.path.split(/\?([^]*)/, 2);
  const parameter = `${encodeURIComponent(name)}=`;
  const others = query.split("&").filter((one) => one && !one.startsWith(parameter));
  const keyed = [...others, parameter + encodeURIComponent(apiKey)].join("&");
  // The one place beside headers where a scheme puts anything: the request is this attempt's own.
  Object.assign(request, { path: `${path}?${keyed}` });
  return { ...headers };
}
