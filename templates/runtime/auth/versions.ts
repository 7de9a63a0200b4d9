import { sign as signV4a } from "./sigv4a.js";
import { sign as signV4, targetOf } from "./targets.js";

/**
 * Signs as the endpoint wants it: by Signature Version 4 or 4a, as the caller or for a session
 * (https://smithy.io/2.0/aws/rules-engine/auth-schemes.html).
 */
export const sign: typeof signV4 = (request, credentials, time, target, signable) =>
  (request.scheme === "sigv4a" ? signV4a : signV4)(
    request,
    request.session ?? credentials,
    time,
    target ?? targetOf(request),
    signable,
  );
