import { fromSdk, type SdkRequest, type SigningScope } from "./bridgeHttp.js";
import { canonicalTarget, encode, signable } from "./canonical.js";
import type { Credentials } from "./credentials.js";
import { sign } from "./sigv4.js";

/**
 * The headers of a request, signed with an AWS Signature Version 4. Middleware may have given the
 * request any path, query and headers, which is more than the runtime's own requests have.
 *
 * @param time - in milliseconds since 1970
 */
export function signedHeaders(
  request: SdkRequest,
  scope: SigningScope,
  credentials: Credentials,
  time: number,
): Record<string, string> {
  const plain = fromSdk(request, scope);
  const query = Object.entries(request.query)
    .flatMap(([name, value]) => [value].flat().map((one) => `${encode(name)}=${encode(one ?? "")}`))
    .join("&");
  const target = canonicalTarget(request.path, query);
  const headers = signable(plain.headers);
  const signed = sign({ ...plain, headers }, credentials, time, target);
  const signature = ["authorization", "x-amz-date", "x-amz-security-token"].flatMap((name) =>
    signed[name] === undefined ? [] : [[name, signed[name]] as const],
  );
  return { ...plain.headers, ...Object.fromEntries(signature) };
}
