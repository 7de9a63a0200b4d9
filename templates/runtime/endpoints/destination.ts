import { misconfigured } from "../contract/endpoint.js";
import type { DetailedEndpoint } from "./details.js";
import type { Destination, ProtocolRequest } from "../contract/service.js";

/** What the rules say of signing (https://smithy.io/2.0/aws/rules-engine/auth-schemes.html). */
interface AuthScheme {
  readonly name: string;
  readonly signingName?: string;
  readonly signingRegion?: string;
  readonly signingRegionSet?: readonly string[];
  readonly disableDoubleEncoding?: boolean;
}

/**
 * What an endpoint changes of a request: its headers, and how it is signed, by the first of its
 * schemes that the client knows.
 *
 * @param others - the schemes that it knows beside Signature Version 4
 * @throws ConfigError where it has schemes, but none of these
 */
export function destinationOf(
  { url, headers, properties }: DetailedEndpoint,
  request: ProtocolRequest,
  others: readonly string[] = [],
): Destination {
  const schemes = (properties?.["authSchemes"] ?? []) as unknown as readonly AuthScheme[];
  const scheme = schemes.find(({ name }) => ["sigv4", ...others].includes(name));
  if (schemes.length > 0 && !scheme) {
    const names = schemes.map(({ name }) => name).join(", ");
    const known = ["sigv4", ...others].join(" or ");
    misconfigured(`The endpoint takes no requests signed with ${known}, but with ${names}`);
  }
  const merged = { ...request.headers };
  for (const name in headers) merged[name.toLowerCase()] = headers[name]!.join(", ");
  return {
    url,
    headers: merged,
    ...(scheme && { scheme: scheme.name }),
    ...(scheme?.signingRegion && { region: scheme.signingRegion }),
    ...(scheme?.signingRegionSet && { regionSet: scheme.signingRegionSet.join() }),
    ...(scheme?.disableDoubleEncoding && { pathAsIs: true }),
    ...(scheme?.signingName && { signingName: scheme.signingName }),
  };
}
