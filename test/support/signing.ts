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
  /** The headers to sign; by default those that have to be. */
  readonly signable?: RegExp;
}

/** The runtime's signer on requests with a query; loaded anew, it is on the platform of the moment. */
export async function loadSigner() {
  const { sign } = await import("../../templates/runtime/auth/sigv4.js");
  const { canonicalTarget } = await import("../../templates/runtime/auth/canonical.js");
  const { presign } = await import("../../templates/runtime/auth/presign.js");

  return {
    signHeaders({ query, ...request }: QueryRequest, options: SigningOptions): QueryRequest {
      const { credentials, region, service: signingName, time, signable } = options;
      const target = canonicalTarget(request.path, query, options);
      const { host: _, ...headers } = sign(
        { ...request, region, signingName },
        credentials,
        time,
        target,
        signable,
      );
      return { ...request, query, headers };
    },

    presign(
      { query, ...request }: QueryRequest,
      options: SigningOptions & { readonly expiresIn: number },
    ): QueryRequest {
      const { credentials, region, service: signingName, time, expiresIn, signable } = options;
      const signed = presign(
        { ...request, region, signingName },
        query,
        credentials,
        time,
        expiresIn,
        options,
        signable,
      );
      return { ...request, query: signed };
    },
  };
}
