import { env } from "#platform";
import type { ClientConfig } from "../contract/config.js";
import { callError } from "../contract/errors.js";
import type { HttpRequest } from "../contract/http.js";
import type { AnyOperation, Identity, ProtocolRequest, Service } from "../contract/service.js";

/** Finds where a request goes, and completes it, to be signed. @throws ConfigError */
export async function locate(
  service: Service,
  config: ClientConfig,
  operation: AnyOperation,
  input: unknown,
  identity: () => Promise<Pick<Identity, "accountId">>,
  request: ProtocolRequest,
): Promise<HttpRequest> {
  const region: string | undefined =
    config.region ?? env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"] ?? "";
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
}
