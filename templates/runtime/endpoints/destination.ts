import { misconfigured } from "../contract/endpoint.js";
import type { DetailedEndpoint } from "./details.js";
import type { Destination, ProtocolRequest } from "../contract/service.js";

/** What the rules say of signing (https://smithy.io/2.0/aws/rules-engine/auth-schemes.html). */
interface AuthScheme {
  readonly name: string;
  readonly signingName?: string;
  readonly signingRegion?: string;
  readonly disableDoubleEncoding?: boolean;
}

/**
 * What an endpoint changes of a request: its headers, and the scope of its signature, by the first
 * of its schemes that is Signature Version 4.
 *
 * @throws ConfigError where it has schemes, but not that one
 */
export function destinationOf(
  { url, headers, properties }: DetailedEndpoint,
  request: ProtocolRequest,
): Destination {
  const schemes = (properties?.["authSchemes"] ?? []) as unknown as readonly AuthScheme[];
  const scheme = schemes.find(({ name }) => name === "sigv4");
  if (schemes.length > 0 && !scheme) {
    const names = schemes.map(({ name }) => name).join(", ");
    misconfigured(`The endpoint takes no requests signed with sigv4, but with ${names}`);
  }
  const merged = { ...request.headers };
  for (const name in headers) merged[name.toLowerCase()] = headers[name]!.join(", ");
  return {
    url,
    headers: merged,
    ...(scheme?.signingRegion && { region: scheme.signingRegion }),
    ...(scheme?.disableDoubleEncoding && { pathAsIs: true }),
    ...(scheme?.signingName && { signingName: scheme.signingName }),
  };
}
