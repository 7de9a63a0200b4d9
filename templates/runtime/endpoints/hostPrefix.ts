import { callError } from "../contract/errors.js";
import type { ResolveEndpoint } from "../contract/service.js";

/**
 * Finds endpoints as `resolve` does, and puts before their host what the operation wants there
 * (https://smithy.io/2.0/spec/endpoint-traits.html). No name is below an IP address: that stays.
 */
export function hostPrefix<Config>(resolve: ResolveEndpoint<Config>): ResolveEndpoint<Config> {
  return async (...call) => {
    const [, , operation, input] = call;
    const found = await resolve(...call);
    const prefix = operation.hostPrefix?.(input);
    if (prefix === undefined) return found;
    const name = /^(https?:\/\/)(?!\[|[\d.]+(?:[:/]|$))/i;
    return { ...found, url: found.url.replace(name, `$1${prefix.toLowerCase()}`) };
  };
}

/**
 * A member of an input that is a label of the host name.
 *
 * @throws InputError where it cannot be one
 */
export function hostLabel<Input, Name extends keyof Input & string>(
  input: Input,
  name: Name,
): string {
  const value = input[name];
  if (typeof value === "string" && /^(?!-)[a-z\d-]{1,63}$/i.test(value) && !value.endsWith("-")) {
    return value;
  }
  throw callError("InputError", "Expected 1 to 63 letters, digits and hyphens between them", {
    path: name,
  });
}
