import type { Destination, ProtocolRequest } from "../contract/service.js";
import { destinationOf } from "./destination.js";
import type { DetailedEndpoint, EndpointProperties } from "./details.js";

/**
 * What an endpoint changes of a request, as {@link destinationOf} has it, where it may want it signed
 * in another way than by Signature Version 4: by the first of its schemes that the client knows
 * (https://smithy.io/2.0/aws/rules-engine/auth-schemes.html).
 *
 * @param others - the schemes that it knows beside Signature Version 4
 * @throws ConfigError where it has schemes, but none of these
 */
export function schemedDestination(
  endpoint: DetailedEndpoint,
  request: ProtocolRequest,
  others: readonly string[],
): Destination {
  const schemes = endpoint.properties?.["authSchemes"] as readonly EndpointProperties[] | undefined;
  const scheme = schemes?.find(({ name }) => ["sigv4", ...others].includes(name as string));
  if (!scheme) return destinationOf(endpoint, request);
  const { name, signingRegionSet } = scheme;
  // It tells the rest of a scheme alike.
  const properties = { authSchemes: [{ ...scheme, name: "sigv4" }] };
  return {
    ...destinationOf({ ...endpoint, properties }, request),
    scheme: name as string,
    ...(signingRegionSet && { regionSet: (signingRegionSet as readonly string[]).join() }),
  };
}
