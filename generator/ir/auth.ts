import type { OperationShape, ServiceShape, ShapeId } from "../smithy/model.js";
import { getTrait, hasTrait, traits } from "../smithy/traits.js";
import type { AuthSchemeIr, ServiceIr } from "./ir.js";

/** The schemes that can be generated, by the traits that a service has them by. */
const supported: ReadonlyMap<ShapeId, (service: ServiceShape) => AuthSchemeIr> = new Map([
  [traits.sigv4.id, () => ({ kind: "sigv4" }) as const],
  [traits.sigv4a.id, () => ({ kind: "sigv4a" }) as const],
  [traits.httpBearerAuth.id, () => ({ kind: "bearer" }) as const],
  [traits.httpBasicAuth.id, () => ({ kind: "basic" }) as const],
  [
    traits.httpApiKeyAuth.id,
    (service: ServiceShape): AuthSchemeIr => {
      const { in: where, name, scheme } = getTrait(service, traits.httpApiKeyAuth) ?? apiKeyHeader;
      return {
        kind: "apiKey",
        in: where,
        name: where === "header" ? name.toLowerCase() : name,
        scheme,
      };
    },
  ],
]);

const apiKeyHeader = { in: "header", name: "authorization", scheme: undefined } as const;

/**
 * The ways to authenticate a service's requests, the preferred first
 * (https://smithy.io/2.0/spec/authentication-traits.html): of those that the service lists, or else
 * of all that it has, by name.
 */
export function authOf(service: ServiceShape): readonly AuthSchemeIr[] {
  const listed = getTrait(service, traits.auth) ?? [...service.traits.keys()].sort();
  return schemesOf(service, listed);
}

/** The same for an operation that says otherwise than its service; `undefined` for one that does not. */
export function operationAuthOf(
  service: ServiceShape,
  operation: OperationShape,
): readonly AuthSchemeIr[] | undefined {
  const own = getTrait(operation, traits.auth);
  const optional = hasTrait(operation, traits.optionalAuth);
  if (own === undefined && !optional) return undefined;
  const schemes = own === undefined ? authOf(service) : schemesOf(service, own);
  const none = schemes.some(({ kind }) => kind === "none");
  return optional && !none ? [...schemes, { kind: "none" }] : schemes;
}

function schemesOf(service: ServiceShape, ids: readonly ShapeId[]): readonly AuthSchemeIr[] {
  const known = ids.flatMap((id) =>
    service.traits.has(id) ? (supported.get(id)?.(service) ?? []) : [],
  );
  // Both take the same credentials, so that the second would never be used, and weighs more than all
  // that an operation needs else. Where an endpoint asks for it, the rules say so.
  const [first] = known.filter(({ kind }) => kind === "sigv4" || kind === "sigv4a");
  const schemes = known.filter(({ kind }) => kind !== "sigv4a" || first?.kind === kind);
  return schemes.length > 0 ? schemes : [{ kind: "none" }];
}

/** Whether any request of a service may be signed by credentials of AWS. */
export function signsRequests({ auth, operations }: ServiceIr): boolean {
  return [auth, ...operations.map((operation) => operation.auth ?? [])]
    .flat()
    .some(({ kind }) => kind === "sigv4" || kind === "sigv4a");
}
