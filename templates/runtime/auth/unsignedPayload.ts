import type { ResolveEndpoint } from "../contract/service.js";

/**
 * Finishes requests as `resolve` does, and leaves the bodies of those operations out of the signature
 * that are to be sent so (https://smithy.io/2.0/aws/aws-auth.html#aws-auth-unsignedpayload-trait). What
 * the header says already stays.
 */
export function unsignedPayloads<Config>(
  resolve: ResolveEndpoint<Config>,
): ResolveEndpoint<Config> {
  return async (...call) => {
    const [, , operation, , , request] = call;
    const found = await resolve(...call);
    if (!operation.unsignedPayload) return found;
    const headers = found.headers ?? request.headers;
    return { ...found, headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD", ...headers } };
  };
}
