import type { OperationIr, ServiceIr, ShapeId, TypeIr } from "../ir/ir.js";
import type { WirePlan } from "./plan.js";

/**
 * Where values of a union lie in a message: one, a map of them, in every item or entry, or below
 * members.
 */
export type Places = "value" | "map" | readonly [Places] | { readonly [member: string]: Places };

/** An operation whose messages have such values. */
export interface DocumentOperation {
  readonly operation: OperationIr;
  readonly places: {
    readonly input?: Places | undefined;
    readonly output?: Places | undefined;
    /** By the errors' names, in their data. */
    readonly errors?: Readonly<Record<string, Places>> | undefined;
  };
}

/** The operations that have plain values in the place of a union's; none where the plan has no such. */
export function documentOperations(
  { documents }: WirePlan,
  service: Pick<ServiceIr, "operations" | "structures" | "errors">,
): readonly DocumentOperation[] {
  if (!documents) return [];
  const callable = service.operations.filter(({ typesOnly }) => !typesOnly);
  const placesOf = (members: readonly Member[] | undefined) =>
    members && placesInMembers(service, members, documents.union, []);
  return callable.flatMap((operation) => {
    const errors = operation.errors.flatMap((id) => {
      const error = service.errors.get(id);
      const places = placesOf(error?.members);
      return error && places ? [[error.name, places] as const] : [];
    });
    const places = {
      input: placesOf(service.structures.get(operation.input ?? "")?.members),
      output: placesOf(service.structures.get(operation.output ?? "")?.members),
      errors: errors.length > 0 ? Object.fromEntries(errors) : undefined,
    };
    return Object.values(places).some(Boolean) ? [{ operation, places }] : [];
  });
}

interface Member {
  readonly name: string;
  readonly type: TypeIr;
}

type Shapes = Pick<ServiceIr, "structures">;

function placesInMembers(
  shapes: Shapes,
  members: readonly Member[],
  union: ShapeId,
  above: readonly ShapeId[],
): Places | undefined {
  const found = members.flatMap(({ name, type }) => {
    const places = placesIn(shapes, type, union, above);
    return places ? [[name, places] as const] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/** @param above - the shapes that it is in: one that is in itself has no places of an end */
function placesIn(
  shapes: Shapes,
  type: TypeIr,
  union: ShapeId,
  above: readonly ShapeId[],
): Places | undefined {
  switch (type.kind) {
    case "list": {
      const places = placesIn(shapes, type.item, union, above);
      return places && [places];
    }
    case "map": {
      const places = placesIn(shapes, type.value, union, above);
      return places === "value" ? "map" : places && [places];
    }
    case "structure":
    case "union": {
      if (type.shape === union) return "value";
      const members = shapes.structures.get(type.shape)?.members;
      return members && !above.includes(type.shape)
        ? placesInMembers(shapes, members, union, [...above, type.shape])
        : undefined;
    }
    default:
      return undefined;
  }
}
