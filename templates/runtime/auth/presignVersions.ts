import { presign } from "./presign.js";
import { presignV4a } from "./presignV4a.js";

/**
 * The query of a request with a signature as the endpoint wants it: of Version 4 or 4a, by the caller
 * or for a session.
 *
 * @throws ConfigError where the platform cannot sign, from what it returns
 */
export const presignVersions = async (
  ...[request, query, credentials, ...others]: Parameters<typeof presignV4a>
): Promise<string> =>
  (request.scheme === "sigv4a" ? presignV4a : presign)(
    request,
    query,
    request.session ?? credentials,
    ...others,
  );
