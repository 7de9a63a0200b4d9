import { callError } from "../contract/errors.js";
import type { HttpRequest } from "../contract/http.js";
import type { AuthScheme, Identity, IdentityOf } from "../contract/service.js";
import type { IdentityConfig } from "./renewal.js";

/** Finds who calls an operation. */
export type IdentitySource = IdentityOf<Identity>;

/** Sends requests as they are. */
export const noAuth: AuthScheme = {
  name: "noAuth",
  setting: "",
  identity: () => () => Promise.resolve(nobody),
};

const nobody: Identity = { sign: ({ headers }: HttpRequest) => ({ ...headers }) };

/**
 * Finds who calls an operation, by the first of its schemes that the client is set up for
 * (https://smithy.io/2.0/spec/authentication-traits.html#auth-trait).
 *
 * @param schemes - those of operations that have none of their own
 * @param inOrder - puts those that the client prefers first
 * @throws CredentialsError, from what it returns
 */
export function identityBy(
  schemes: readonly AuthScheme[],
  config: IdentityConfig,
  inOrder: (given: readonly AuthScheme[]) => readonly AuthScheme[] = (given) => given,
): IdentitySource {
  type Sources = Map<AuthScheme, ReturnType<AuthScheme["identity"]>>;
  const [set, searched]: readonly Sources[] = [new Map(), new Map()];
  return async (operation, ending, rejected) => {
    const usable = inOrder(operation?.auth ?? schemes);
    // What is looked for in many places comes after all that is set.
    for (const sources of [set!, searched!]) {
      for (const scheme of usable) {
        if (!sources.has(scheme)) {
          sources.set(scheme, scheme.identity(config, sources === searched));
        }
        const source = sources.get(scheme);
        if (source) return source(operation, ending, rejected);
      }
    }
    const settings = [...new Set(usable.map(({ setting }) => setting))].join(" or ");
    throw callError("CredentialsError", `Set ${settings}`);
  };
}

/** The headers of a request with the proof of who sends it. */
export function sign(
  request: HttpRequest,
  identity: Identity,
  time: number,
  target?: string,
): Record<string, string> {
  return identity.sign(request, time, target);
}
