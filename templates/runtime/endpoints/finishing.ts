import type { Destination, ResolveEndpoint } from "../contract/service.js";

/**
 * Finishes requests as `resolve` does, and then as their operations do, whose transports go with
 * them.
 */
export function finishing<Config extends object>(
  resolve: ResolveEndpoint<Config>,
): ResolveEndpoint<Config> {
  return async (...args): Promise<Destination> => {
    const [, config, operation, input, , request] = args;
    const found = await resolve(...args);
    const call = { config, operation, input, request };
    const finished = operation.finish ? await operation.finish(found, call) : found;
    return operation.via ? { ...finished, via: operation.via } : finished;
  };
}
