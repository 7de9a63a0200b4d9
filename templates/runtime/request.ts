import { env } from "#platform";
import type { CallOptions, ClientConfig } from "./client.js";
import { callError, failure } from "./errors.js";
import type { HttpRequest } from "./http.js";
import type { AnyOperation, Service } from "./protocol.js";

/** The request of an input, to be signed. @throws ConfigError, InputError */
export function requestOf(
  service: Service,
  config: ClientConfig,
  operation: AnyOperation,
  input: unknown,
  options: CallOptions,
): HttpRequest {
  const region = config.region ?? env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"] ?? "";
  const { url } = service.resolveEndpoint({
    Region: region,
    UseFIPS: config.useFips,
    UseDualStack: config.useDualStack,
    Endpoint: config.endpoint,
  });
  // The region becomes part of a host name, and the path is signed without normalizing it.
  const [, origin, path] =
    /^[\w-]+ (https?:\/\/[a-z\d_.:[\]-]+)((\/[\w~%+-][\w.~%+-]*)*)\/?$/.exec(`${region} ${url}`) ??
    [];
  if (!origin) {
    // Without what they are: an endpoint may hold a password.
    throw callError("ConfigError", "Set region or AWS_REGION; an endpoint has to be a plain URL");
  }
  try {
    const request = service.write(service, operation, input);
    for (const name in options.headers) {
      const key = name.toLowerCase();
      // Those are the client's own, and set after what is signed.
      if (!/^(authorization|host|user-agent)$/.test(key)) {
        request.headers[key] = options.headers[name]!;
      }
    }
    return { ...request, origin, path: path + request.path, region };
  } catch (thrown) {
    throw Object.assign(failure("InputError", thrown), { name: "InputError" });
  }
}
