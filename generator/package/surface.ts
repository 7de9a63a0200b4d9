import type { MemberIr, ServiceIr, ShapeId, TypeIr } from "../ir/ir.js";

/** What callers of a package can see, as data that is easy to compare. */
export interface Surface {
  readonly operations: Readonly<
    Record<
      string,
      { readonly input: string; readonly output: string; readonly errors: readonly string[] }
    >
  >;
  readonly types: Readonly<
    Record<
      string,
      {
        readonly kind: string;
        readonly direction: string;
        /** Member to type; `required` and `default` tell what makes it optional, by direction. */
        readonly members: Readonly<Record<string, string>>;
      }
    >
  >;
  readonly enums: Readonly<Record<string, readonly (string | number)[]>>;
  readonly errors: Readonly<
    Record<string, { readonly fault: string; readonly data: Readonly<Record<string, string>> }>
  >;
}

/** The public surface of a service's package. */
export function surfaceOf(service: ServiceIr): Surface {
  const name = (id: ShapeId | undefined) =>
    id === undefined
      ? "Unit"
      : ((service.structures.get(id) ?? service.enums.get(id) ?? service.errors.get(id))?.name ??
        id);
  const members = (list: readonly MemberIr[]) =>
    Object.fromEntries(list.map((member) => [member.name, memberText(member, name)]));
  return {
    operations: Object.fromEntries(
      service.operations.map((operation) => [
        operation.functionName,
        {
          input: name(operation.input),
          output: name(operation.output),
          errors: operation.errors.map(name),
        },
      ]),
    ),
    types: Object.fromEntries(
      byName(service.structures.values()).map((shape) => [
        shape.name,
        { kind: shape.kind, direction: shape.direction, members: members(shape.members) },
      ]),
    ),
    enums: Object.fromEntries(
      byName(service.enums.values()).map((shape) => [
        shape.name,
        shape.values.map(({ value }) => value),
      ]),
    ),
    errors: Object.fromEntries(
      byName(service.errors.values()).map((error) => [
        error.name,
        { fault: error.fault, data: members(error.members) },
      ]),
    ),
  };
}

function byName<T extends { readonly name: string }>(shapes: Iterable<T>): readonly T[] {
  return [...shapes].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function memberText(member: MemberIr, name: (id: ShapeId) => string): string {
  const notes = [
    ...(member.required ? ["required"] : []),
    ...(member.default === undefined ? [] : ["default"]),
    ...(member.idempotencyToken ? ["token"] : []),
  ];
  return [typeText(member.type, name), ...notes].join(" ");
}

function typeText(type: TypeIr, name: (id: ShapeId) => string): string {
  switch (type.kind) {
    case "union":
      return type.stream ? `stream<${name(type.shape)}>` : name(type.shape);
    case "structure":
    case "enum":
    case "intEnum":
      return name(type.shape);
    case "list":
      return `list<${typeText(type.item, name)}${type.sparse ? "?" : ""}>`;
    case "map":
      return `map<${typeText(type.value, name)}${type.sparse ? "?" : ""}>`;
    case "long":
      return type.as === "bigint" ? "long as bigint" : "long";
    default:
      return type.kind;
  }
}
