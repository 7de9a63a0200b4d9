import type { CanonicalOptions } from "../../templates/runtime/auth/canonical.js";
import type { Credentials } from "../../templates/runtime/auth/credentials.js";
import type { HttpRequest } from "../../templates/runtime/contract/http.js";

/** A request that may have a query, as the signing tests have it. */
export interface QueryRequest extends Omit<HttpRequest, "region" | "signingName"> {
  readonly query: string;
}

/** What to sign a request with, and how. */
export interface SigningOptions extends CanonicalOptions {
  readonly credentials: Credentials;
  readonly region: string;
  readonly service: string;
  /** In milliseconds since 1970. */
  readonly time: number;
}

/** The runtime's signer on requests with a query; loaded anew, it is on the platform of the moment. */
export async function loadSigner() {
  const core = await import("../../templates/runtime/auth/sigv4.js");
  const { canonicalTarget, signable } = await import("../../templates/runtime/auth/canonical.js");
  const { presign } = await import("../../templates/runtime/auth/presign.js");
  const scopeOf = ({ region, service: signingName }: SigningOptions) => ({ region, signingName });

  return {
    signHeaders({ query, ...request }: QueryRequest, options: SigningOptions): QueryRequest {
      const { credentials, time } = options;
      const headers = core.sign(
        { ...request, ...scopeOf(options), headers: signable(request.headers) },
        credentials,
        time,
        canonicalTarget(request.path, query, options),
      );
      const { host: _, ...signed } = headers;
      return { ...request, query, headers: { ...request.headers, ...signed } };
    },

    presign(
      { query, ...request }: QueryRequest,
      options: SigningOptions & { readonly expiresIn: number },
    ): QueryRequest {
      const { credentials, time, expiresIn } = options;
      const signed = presign(
        { ...request, ...scopeOf(options) },
        query,
        credentials,
        time,
        expiresIn,
        options,
      );
      return { ...request, query: signed };
    },

    /** The canonical request and the string to sign of what a signed request was signed as. */
    formsOf(request: QueryRequest, options: SigningOptions) {
      const date = core.dateOf(options.time);
      const scope = core.scopeOf(date, scopeOf(options));
      const target = canonicalTarget(request.path, request.query, options);
      const host = new URL(request.origin).host;
      const headers = { host, ...signable(request.headers) };
      const canonical = core.canonicalRequest(request, target, headers);
      return { canonical, toSign: core.stringToSign(canonical, date, scope) };
    },
  };
}
