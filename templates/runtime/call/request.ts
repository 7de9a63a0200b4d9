import type { CallOptions, ClientConfig } from "../contract/config.js";
import { failure } from "../contract/errors.js";
import type { HttpRequest } from "../contract/http.js";
import type { AnyOperation, Identity, ProtocolRequest, Service } from "../contract/service.js";
import { locate } from "../endpoints/locate.js";

/**
 * Writes an input, once for all attempts, and returns what finds the endpoint for each of them and
 * completes the request, to be signed.
 *
 * @throws InputError; and ConfigError, from what it returns
 */
export function requestOf(
  service: Service,
  config: ClientConfig,
  operation: AnyOperation,
  input: unknown,
  options: CallOptions,
): (identity: () => Promise<Pick<Identity, "accountId">>) => Promise<HttpRequest> {
  let request: ProtocolRequest;
  try {
    request = service.write(service, operation, input);
    for (const name in options.headers) {
      const key = name.toLowerCase();
      // Those are the client's own, and set after what is signed.
      if (!/^(authorization|host|user-agent)$/.test(key)) {
        request.headers[key] = options.headers[name]!;
      }
    }
  } catch (thrown) {
    throw Object.assign(failure("InputError", thrown), { name: "InputError" });
  }
  return (identity) => locate(service, config, operation, input, identity, request);
}
