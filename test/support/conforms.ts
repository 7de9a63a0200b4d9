import type { MemberIr, ServiceIr, ShapeId, TypeIr } from "../../generator/ir/ir.js";

/** What is wrong with a value that a client gave as this structure, by its declaration; if anything. */
export function structureProblem(
  service: ServiceIr,
  id: ShapeId | undefined,
  value: unknown,
): string | undefined {
  if (typeof value !== "object" || value === null) return "is no object";
  const { kind, members } = (id === undefined ? undefined : service.structures.get(id)) ?? {
    kind: "structure",
    members: [],
  };
  if (kind === "union") return unionProblem(service, members, value);
  const known = new Set(members.map(({ name }) => name));
  const extra = Reflect.ownKeys(value).find((key) => !known.has(String(key)));
  if (extra !== undefined) return `has ${String(extra)}`;
  if (Object.getPrototypeOf(value) !== Object.prototype) return "has another prototype";
  for (const member of members) {
    const item = Object.hasOwn(value, member.name)
      ? (value as Record<string, unknown>)[member.name]
      : undefined;
    if (item === undefined) {
      if (member.required || member.default !== undefined) return `lacks ${member.name}`;
      continue;
    }
    const problem = typeProblem(service, member.type, item);
    if (problem !== undefined) return `${member.name} ${problem}`;
  }
  return undefined;
}

function unionProblem(
  service: ServiceIr,
  members: readonly MemberIr[],
  value: object,
): string | undefined {
  const [key, ...rest] = Object.keys(value);
  if (key === undefined || rest.length > 0) return "has not one member";
  if (key === "$unknown") return undefined;
  const member = members.find(({ name }) => name === key);
  return member
    ? typeProblem(service, member.type, (value as Record<string, unknown>)[key])
    : `has ${key}`;
}

function typeProblem(service: ServiceIr, type: TypeIr, value: unknown): string | undefined {
  switch (type.kind) {
    case "string":
    case "enum":
      return typeof value === "string" ? undefined : "is no string";
    case "boolean":
      return typeof value === "boolean" ? undefined : "is no boolean";
    case "integer":
    case "intEnum":
      return Number.isInteger(value) ? undefined : "is no integer";
    case "long":
      if (type.as === "bigint") return typeof value === "bigint" ? undefined : "is no bigint";
      return Number.isSafeInteger(value) ? undefined : "is no integer that a number holds";
    case "bigInteger":
      return typeof value === "bigint" ? undefined : "is no bigint";
    case "bigDecimal":
      return typeof value === "string" ? undefined : "is no text";
    case "float":
      return typeof value === "number" ? undefined : "is no number";
    case "blob":
      return value instanceof Uint8Array ? undefined : "is no Uint8Array";
    case "timestamp":
      return value instanceof Date && !isNaN(+value) ? undefined : "is no valid Date";
    case "document":
    case "unit":
      return undefined;
    case "structure":
    case "union":
      return structureProblem(service, type.shape, value);
    case "list": {
      if (!Array.isArray(value)) return "is no list";
      return value
        .map((item: unknown) =>
          type.sparse && item === null ? undefined : typeProblem(service, type.item, item),
        )
        .find((problem) => problem !== undefined);
    }
    case "map": {
      if (
        typeof value !== "object" ||
        !value ||
        Object.getPrototypeOf(value) !== Object.prototype
      ) {
        return "is no plain object";
      }
      return Object.values(value)
        .map((item) =>
          type.sparse && item === null ? undefined : typeProblem(service, type.value, item),
        )
        .find((problem) => problem !== undefined);
    }
  }
}
