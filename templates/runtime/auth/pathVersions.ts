import { sign as signV4 } from "./sigv4.js";
import { sign as signV4a } from "./sigv4a.js";

/**
 * Signs as the endpoint wants it, by Signature Version 4 or 4a, where paths need no canonical form of
 * their own, and there is no query
 * (https://smithy.io/2.0/aws/rules-engine/auth-schemes.html).
 */
export const sign: typeof signV4 = (
  request,
  credentials,
  time,
  target = request.path.replace(/[^\w.~/-]/gu, encodeURIComponent) + "\n",
  signable,
) => (request.scheme === "sigv4a" ? signV4a : signV4)(request, credentials, time, target, signable);
