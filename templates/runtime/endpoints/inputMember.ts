import { callError } from "../contract/errors.js";
import type { Service } from "../contract/service.js";

/**
 * Finds endpoints as `resolve` does, but for operations whose input says where their requests go.
 * It says a host and no more: neither another scheme nor a path.
 */
export function inputEndpoint<Config extends object>(
  resolve: Service<string, Config>["resolveEndpoint"],
): Service<string, Config>["resolveEndpoint"] {
  return async (parameters, config, operation, input, identity, request) => {
    const found = await resolve(parameters, config, operation, input, identity, request);
    const name = operation.endpointMember;
    const given = name === undefined ? undefined : (input as Record<string, unknown>)[name];
    if (given == null) return found;
    const [, origin] = /^(https:\/\/[a-z\d.-]+(:\d+)?)\/?$/i.exec(given as string) ?? [];
    if (origin) return { ...found, url: origin.toLowerCase() };
    throw callError("InputError", "Expected https:// and a host", { path: name });
  };
}
