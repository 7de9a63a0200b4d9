import type { CallOptions } from "../contract/config.js";
import { misconfigured } from "../contract/endpoint.js";
import { callError, failure } from "../contract/errors.js";
import type { AnyOperation, ProtocolRequest, Service } from "../contract/service.js";
import { reserved } from "../http/reserved.js";

/** Writes an input, once for all attempts, with the headers that the caller adds. @throws InputError */
export function writeInput(
  service: Service,
  operation: AnyOperation,
  input: unknown,
  { headers }: CallOptions,
): ProtocolRequest {
  try {
    const request = service.write(service, operation, input);
    for (const name in headers) {
      const key = name.toLowerCase();
      if (reserved.test(key)) throw callError("InputError", `The header ${key} cannot be set`);
      request.headers[key] = headers[name]!;
    }
    checkHeaders(headers);
    return request;
  } catch (thrown) {
    throw Object.assign(failure("InputError", thrown), { name: "InputError" });
  }
}

/**
 * Checks that headers can be sent, and mean the same to every transport: names are tokens (RFC 9110,
 * section 5.1), values visible ASCII with spaces and tabs.
 *
 * @throws ConfigError
 */
export function checkHeaders(headers: Readonly<Record<string, unknown>> | undefined): void {
  for (const name in headers) {
    const value = headers[name];
    if (typeof value !== "string" || !/^[!#-'*+.^`|~\w-]+\n[\t -~]*$/.test(name + "\n" + value)) {
      // Without the value, which may be a secret.
      misconfigured("No header: " + JSON.stringify(name));
    }
  }
}
