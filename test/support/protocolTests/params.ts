import type { JsonObject } from "../../../generator/smithy/model.js";
import type { Json, MemberIr, ServiceIr, ShapeId, TypeIr } from "../../../generator/ir/ir.js";

/**
 * The value that a client takes or gives for the `params` of a test, which are JSON.
 *
 * @param body - of its message, which has all digits of its numbers
 */
export function valueOf(service: ServiceIr, type: TypeIr, params: Json, body?: string): unknown {
  if (params === null) return null;
  switch (type.kind) {
    case "blob":
      return new TextEncoder().encode(params as string);
    case "timestamp":
      return new Date(Math.round((params as number) * 1000));
    case "long":
      return type.as === "bigint" ? BigInt(digitsOf(params as number, body)) : params;
    case "bigInteger":
      return BigInt(digitsOf(params as number, body));
    case "bigDecimal":
      return digitsOf(params as number, body, /-?\d+(\.\d+)?(e[+-]?\d+)?/gi);
    case "float":
      return Number(params);
    case "list":
      return (params as Json[]).map((item) => valueOf(service, type.item, item, body));
    case "map":
      return Object.fromEntries(
        Object.entries(params as JsonObject).map(([key, item]) => [
          key,
          valueOf(service, type.value, item, body),
        ]),
      );
    case "structure":
    case "union":
      return structureOf(service, type.shape, params, body);
    default:
      return params;
  }
}

/** The digits of a number, of which a parsed model may have lost some. */
function digitsOf(number: number, body = "", form = /-?\d+/g): string {
  return body.match(form)?.find((digits) => Number(digits) === number) ?? String(number);
}

/** The same for a structure or union, by its shape. */
export function structureOf(
  service: ServiceIr,
  id: ShapeId | undefined,
  params: Json = {},
  body?: string,
): Record<string, unknown> {
  const shape = id === undefined ? undefined : service.structures.get(id);
  return membersOf(service, shape?.members ?? [], params, body);
}

/** The same for members. */
export function membersOf(
  service: ServiceIr,
  members: readonly MemberIr[],
  params: Json,
  body?: string,
): Record<string, unknown> {
  const types = new Map(members.map(({ name, type }) => [name, type]));
  return Object.fromEntries(
    Object.entries(params as JsonObject).map(([name, value]) => {
      const type = types.get(name);
      if (!type) throw new Error(`The test gives ${name}, which the model does not have.`);
      return [name, valueOf(service, type, value, body)];
    }),
  );
}
