import { env } from "#platform";
import type { ClientConfig } from "../contract/config.js";
import { misconfigured } from "../contract/endpoint.js";
import type { ResolveEndpoint } from "../contract/service.js";

/** The settings of a client some of whose requests are signed for several regions. */
export interface RegionSetConfig extends ClientConfig {
  readonly sigv4aSigningRegionSet?: readonly string[] | undefined;
}

/**
 * Finishes requests as `resolve` does, and signs them for the regions that are set, whatever those of
 * the endpoint are (https://docs.aws.amazon.com/sdkref/latest/guide/feature-sigv4a-signing-region-set.html).
 *
 * @throws ConfigError, from what it returns
 */
export function regionSets<Config extends RegionSetConfig>(
  resolve: ResolveEndpoint<Config>,
): ResolveEndpoint<Config> {
  return async (...call) => {
    const found = await resolve(...call);
    const [, { sigv4aSigningRegionSet: regions }] = call;
    const set = regions?.join() ?? env["AWS_SIGV4A_SIGNING_REGION_SET"]?.replace(/\s/g, "");
    if (!set) return found;
    // It becomes a header.
    if (!/^[\w*,-]+$/.test(set)) misconfigured("sigv4aSigningRegionSet has to be names of regions");
    return { ...found, regionSet: set };
  };
}
