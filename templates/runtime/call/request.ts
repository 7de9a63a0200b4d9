import { env } from "#platform";
import { noRegion } from "../auth/auth.js";
import type { CallOptions, ClientConfig } from "../contract/config.js";
import { callError, failure } from "../contract/errors.js";
import type { HttpRequest } from "../contract/http.js";
import type { AnyOperation, Identity, ProtocolRequest, Service } from "../contract/service.js";

/**
 * Writes an input, once for all attempts, and returns what finds the endpoint for each of them and
 * completes the request, to be signed.
 *
 * @throws InputError; and ConfigError, from what it returns
 */
export function requestOf(
  service: Service,
  config: ClientConfig,
  operation: AnyOperation,
  input: unknown,
  options: CallOptions,
): (identity: () => Promise<Pick<Identity, "accountId">>) => Promise<HttpRequest> {
  let request: ProtocolRequest;
  try {
    request = service.write(service, operation, input);
    for (const name in options.headers) {
      const key = name.toLowerCase();
      // Those are the client's own, and set after what is signed.
      if (!/^(authorization|host|user-agent)$/.test(key)) {
        request.headers[key] = options.headers[name]!;
      }
    }
  } catch (thrown) {
    throw Object.assign(failure("InputError", thrown), { name: "InputError" });
  }
  return async (identity) => {
    const region: string | undefined =
      config.region ?? env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"] ?? noRegion;
    const destination = await service.resolveEndpoint(
      {
        Region: region,
        UseFIPS: config.useFips,
        UseDualStack: config.useDualStack,
        Endpoint: config.endpoint,
      },
      config,
      operation,
      input,
      identity,
      request,
    );
    // The region becomes part of a host name, and the path is signed without normalizing it.
    const [, origin, path] =
      /^[\w-]+ (https?:\/\/[a-z\d_.:[\]-]+)((\/[\w~%+-][\w.~%+-]*)*)\/?$/.exec(
        `${region} ${destination.url}`,
      ) ?? [];
    if (!origin) {
      // Without what they are: an endpoint may hold a password.
      throw callError("ConfigError", "Set region or AWS_REGION; endpoint must be a plain URL");
    }
    // In this way, since spreading took a tenth of the client's own time.
    return Object.assign(
      { origin, region: region!, signingName: service.signingName },
      request,
      destination,
      { path: path + request.path },
    );
  };
}
