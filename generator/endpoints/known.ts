import type { EndpointBindings } from "./bindings.js";
import { commonParameters } from "./parameters.js";
import type { EndpointParameter } from "./program.js";

/** What is known of a parameter in all calls that a client can make. */
export type KnownParameter =
  /** Nothing says what it is. */
  | { readonly kind: "absent" }
  | { readonly kind: "set" }
  | { readonly kind: "constant"; readonly value: boolean | string | readonly string[] };

/**
 * What the operations of a client tell of the parameters, by their names in the rules: one that no
 * operation and no setting has a value for is never set; one that every operation has a value for
 * always is, to the same value if that is what all of them say.
 */
export function knownParameters(
  parameters: readonly EndpointParameter[],
  { client, operations }: EndpointBindings,
): ReadonlyMap<string, KnownParameter> {
  const calls = [...operations.values()];
  return new Map(
    parameters.flatMap(({ variable, property, type }) => {
      // Every client has a setting for these.
      if (commonParameters.has(property)) return [];
      const known = ((): KnownParameter | undefined => {
        const sources = calls.map((call) => call.get(property) ?? []);
        if (sources.every(({ length }) => length === 0)) {
          return client.has(property) ? undefined : { kind: "absent" };
        }
        const [first] = sources.map((some) => some[0]);
        const value = first?.kind === "static" && type !== "stringArray" ? first.value : undefined;
        const same = sources.every(
          ([source]) => source?.kind === "static" && source.value === value,
        );
        if (same && value !== undefined) return { kind: "constant", value };
        const set = sources.every((some) =>
          some.some((source) => source.kind === "static" || source.present !== undefined),
        );
        return set ? { kind: "set" } : undefined;
      })();
      return known ? [[variable.name, known] as const] : [];
    }),
  );
}
