import { transport } from "#platform";
import { builtin } from "../contract/builtin.js";
import { callError } from "../contract/errors.js";
import type { Transport } from "../contract/http.js";

/**
 * Sends as the platform's transport does, and checks the CRC32 that the service sends of a body: one
 * that came otherwise is a `TransportError`, after which the call is tried again. For Node, which has
 * the function; browsers do not tell whether a body came as it was sent, or compressed.
 *
 * @throws TransportError
 */
export const checkedTransport: Transport = async (...sent) => {
  const response = await transport(...sent);
  const { headers } = response;
  const expected = headers.get("x-amz-crc32");
  const { crc32 } = builtin("node:zlib") ?? {};
  if (!expected || !crc32 || headers.get("content-encoding")) return response;
  return {
    ...response,
    async text() {
      const text = await response.text();
      if (crc32(text) === +expected) return text;
      throw callError("TransportError", "The body is not what x-amz-crc32 is of");
    },
  };
};
