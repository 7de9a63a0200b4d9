import { callError } from "../contract/errors.js";
import type { ResolveEndpoint } from "../contract/service.js";

/**
 * Finds endpoints as `resolve` does, but for operations whose input says where their requests go.
 * It says a host and no more: neither another scheme nor a path.
 */
export function inputEndpoint<Config>(resolve: ResolveEndpoint<Config>): ResolveEndpoint<Config> {
  return async (...call) => {
    const [, , { endpointMember: path }, input] = call;
    const given = path === undefined ? undefined : (input as Record<string, unknown>)[path];
    if (given == null) return resolve(...call);
    const url = given as string;
    if (/^https:\/\/[a-z\d.-]+(:\d+)?\/?$/i.test(url) && URL.canParse(url)) {
      return { ...(await resolve(...call)), url };
    }
    throw callError("InputError", "Expected https:// and a host", { path });
  };
}
