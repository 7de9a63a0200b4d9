import { canonicalTarget, encode, sign, type AuthIdentity, type Service } from "#runtime";
import { fromSdk, toSdk, type SdkRequest, type SigningScope } from "./http.js";

/**
 * A request with the proof of who sends it. Middleware may have given it any path, query and headers,
 * which is more than the runtime's own requests have.
 *
 * @param time - in milliseconds since 1970
 * @param prove - completes a signature that takes time
 */
export async function signedRequest(
  request: SdkRequest,
  scope: SigningScope,
  identity: AuthIdentity,
  time: number,
  prove: Service["prove"],
): Promise<SdkRequest> {
  const plain = fromSdk(request, scope);
  const query = Object.entries(request.query)
    .flatMap(([name, value]) => [value].flat().map((one) => `${encode(name)}=${encode(one ?? "")}`))
    .join("&");
  const asIs = { doubleEncode: false, normalizePath: false };
  const target = canonicalTarget(request.path, query, scope.pathAsIs ? asIs : {});
  const unsigned = { ...plain };
  const headers = sign(unsigned, identity, time, target);
  await prove?.(headers);
  const { host: _, ...signed } = headers;
  return {
    ...request,
    // With a host that middleware set, and no other.
    headers: { ...plain.headers, ...signed },
    // Where a key is a part of it.
    query: unsigned.path === plain.path ? request.query : toSdk(unsigned).query,
  };
}
