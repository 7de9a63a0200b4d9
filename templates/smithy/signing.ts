import { canonicalTarget, encode, sign, type AuthIdentity } from "#runtime";
import { fromSdk, toSdk, type SdkRequest, type SigningScope } from "./http.js";

/**
 * A request with the proof of who sends it. Middleware may have given it any path, query and headers,
 * which is more than the runtime's own requests have.
 *
 * @param time - in milliseconds since 1970
 */
export function signedRequest(
  request: SdkRequest,
  scope: SigningScope,
  identity: AuthIdentity,
  time: number,
): SdkRequest {
  const plain = fromSdk(request, scope);
  const query = Object.entries(request.query)
    .flatMap(([name, value]) => [value].flat().map((one) => `${encode(name)}=${encode(one ?? "")}`))
    .join("&");
  const target = canonicalTarget(request.path, query);
  const unsigned = { ...plain };
  const { host: _, ...signed } = sign(unsigned, identity, time, target);
  return {
    ...request,
    // With a host that middleware set, and no other.
    headers: { ...plain.headers, ...signed },
    // Where a key is a part of it.
    query: unsigned.path === plain.path ? request.query : toSdk(unsigned).query,
  };
}
