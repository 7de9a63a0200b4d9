import { env } from "#platform";
import type { CallOptions, Client, ClientConfig } from "./client.js";
import { CallError, failure } from "./errors.js";
import type { HttpRequest } from "./http.js";
import type { AnyOperation } from "./protocol.js";

/** The region to call. @throws ConfigError */
export function regionOf(config: ClientConfig): string {
  const region = config.region ?? env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"] ?? "";
  // It becomes part of a host name.
  if (/^[\w-]{1,63}$/.test(region)) return region;
  throw new CallError("ConfigError", "Set region, or AWS_REGION, to a region such as eu-west-1");
}

/** The request of an input, to be signed. @throws ConfigError, InputError */
export function requestOf(
  { config, service }: Client,
  region: string,
  operation: AnyOperation,
  input: unknown,
  options: CallOptions,
): HttpRequest {
  const { url } = service.resolveEndpoint({
    Region: region,
    UseFIPS: config.useFips,
    UseDualStack: config.useDualStack,
    Endpoint: config.endpoint,
  });
  const [, origin, base] = /^(https?:\/\/[^/?#@\s]+)([^?#\s]*?)\/*$/.exec(url) ?? [];
  if (!origin) throw new CallError("ConfigError", "endpoint is not an http or https URL: " + url);
  try {
    const request = service.protocol.write(service, operation, input);
    const agent = `tinsmith ${service.id}/${service.version} ${config.userAgent ?? ""}`;
    const headers: Record<string, string> = { "user-agent": agent, ...request.headers };
    for (const name in options.headers) headers[name.toLowerCase()] = options.headers[name]!;
    return { ...request, origin, path: base + request.path, headers };
  } catch (error) {
    throw Object.assign(failure("InputError", error), { name: "InputError" });
  }
}
