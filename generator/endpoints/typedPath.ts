import type { Model, Shape, ShapeId } from "../smithy/model.js";
import { hasTrait, traits } from "../smithy/traits.js";
import type { Path } from "./path.js";
import { Problem } from "./problem.js";
import type { ParameterType } from "./program.js";

/** The type of what a path leads to. */
export type PathType =
  | { readonly kind: "shape"; readonly shape: Shape }
  /** Of a projection or multi-select list, where it is no list of the model. */
  | { readonly kind: "list"; readonly item: PathType; readonly optional: boolean };

/** A value in an input, as a path leads to it; it may be absent where `optional`. */
export type InputValue = { readonly type: PathType; readonly optional: boolean } & (
  | { readonly kind: "input" }
  /** The item that an `each` is at, by its `id`. */
  | { readonly kind: "item"; readonly id: number }
  | { readonly kind: "member"; readonly of: InputValue; readonly name: string }
  | { readonly kind: "keys" | "values"; readonly of: InputValue }
  | { readonly kind: "listOf"; readonly items: readonly InputValue[] }
  /** A list of the values that are there, of one for each item. */
  | {
      readonly kind: "each";
      readonly of: InputValue;
      readonly id: number;
      readonly item: InputValue;
    }
  | { readonly kind: "flat"; readonly of: InputValue }
);

/**
 * Finds what a path leads to in an input.
 *
 * @throws Problem where it leads nowhere, or to what no parameter can be
 */
export function typedPath(
  path: Path,
  model: Model,
  input: ShapeId,
  pointer: string,
): { readonly value: InputValue; readonly type: ParameterType } {
  let items = 0;

  const shapeType = (id: ShapeId): PathType => {
    const shape = model.shapes.get(id);
    if (!shape) throw new Error(`The model has no shape ${id}.`);
    return { kind: "shape", shape };
  };
  const describe = (type: PathType): string => {
    if (type.kind === "list") return `a list of ${describe(type.item)}`;
    const { shape } = type;
    if (shape.type === "list") return `a list of ${describe(shapeType(shape.member.target))}`;
    return shape.type === "enum" ? "string" : shape.type;
  };
  const fail = (message: string): never => {
    throw new Problem("EndpointParameter.Path", message, pointer);
  };

  /** What a list holds, and whether that may be null. */
  const itemOf = ({ type }: InputValue): { type: PathType; optional: boolean } | undefined => {
    if (type.kind === "list") return { type: type.item, optional: type.optional };
    if (type.shape.type !== "list") return undefined;
    const optional = hasTrait(type.shape, traits.sparse);
    return { type: shapeType(type.shape.member.target), optional };
  };

  const field = (name: string, of: InputValue): InputValue => {
    const shape = of.type.kind === "shape" ? of.type.shape : undefined;
    if (shape?.type === "map") {
      const type = shapeType(shape.value.target);
      return { kind: "member", of, name, type, optional: true };
    }
    const members = shape?.type === "structure" || shape?.type === "union";
    const member = members ? shape.members.get(name) : undefined;
    if (!member) return fail(`there is no member ${name} in ${describe(of.type)}`);
    const filled =
      member.traits.has(traits.default.id) || hasTrait(member, traits.idempotencyToken);
    const given = hasTrait(member, traits.required) && shape?.type === "structure";
    const optional = of.optional || filled || !given;
    return { kind: "member", of, name, type: shapeType(member.target), optional };
  };

  const keysOrValues = (kind: "keys" | "values", of: InputValue): InputValue => {
    const shape = of.type.kind === "shape" ? of.type.shape : undefined;
    if (shape?.type !== "map") return fail(`expected a map, found ${describe(of.type)}`);
    const item = shapeType(kind === "keys" ? shape.key.target : shape.value.target);
    const sparse = kind === "values" && hasTrait(shape, traits.sparse);
    const type: PathType = { kind: "list", item, optional: sparse };
    return { kind, of, type, optional: of.optional };
  };

  const flatten = (of: InputValue): InputValue => {
    const inner = itemOf(of);
    if (!inner) return fail(`expected a list, found ${describe(of.type)}`);
    const value: InputValue = { kind: "item", id: -1, ...inner };
    const innermost = itemOf(value);
    if (!innermost) return of;
    const type: PathType = {
      kind: "list",
      item: innermost.type,
      optional: innermost.optional,
    };
    return { kind: "flat", of, type, optional: of.optional };
  };

  const each = (of: InputValue, path: Path): InputValue => {
    const inner = itemOf(of);
    if (!inner) return fail(`expected a list, found ${describe(of.type)}`);
    const id = items++;
    const item = resolve(path, { kind: "item", id, ...inner });
    if (item.kind === "item" && item.id === id && !item.optional) return of;
    const type: PathType = { kind: "list", item: item.type, optional: false };
    return { kind: "each", of, id, item, type, optional: of.optional };
  };

  const resolve = (path: Path, from: InputValue): InputValue => {
    switch (path.kind) {
      case "current":
        return from;
      case "field":
        return field(path.name, from);
      case "chain":
        return resolve(path.then, resolve(path.first, from));
      case "keys":
        return keysOrValues("keys", resolve(path.of, from));
      case "items":
        return each(resolve(path.of, from), path.each);
      case "values":
        return each(keysOrValues("values", resolve(path.of, from)), path.each);
      case "flatten":
        return each(flatten(resolve(path.of, from)), path.each);
      case "list": {
        const values = path.of.map((part) => resolve(part, from));
        const [first] = values as [InputValue, ...InputValue[]];
        for (const { type } of values) {
          if (describe(type) === describe(first.type)) continue;
          fail(`a list of ${describe(first.type)} and ${describe(type)}`);
        }
        const optional = values.some((value) => value.optional);
        const type: PathType = { kind: "list", item: first.type, optional };
        return { kind: "listOf", items: values, type, optional: false };
      }
    }
  };

  const found = resolve(path, { kind: "input", type: shapeType(input), optional: false });
  // A parameter's list has no holes.
  const value = itemOf(found)?.optional ? each(found, { kind: "current" }) : found;
  const described = describe(value.type);
  const parameterType = parameterTypes.get(described);
  return parameterType
    ? { value, type: parameterType }
    : fail(`it leads to ${described}, which no parameter can be`);
}

const parameterTypes: ReadonlyMap<string, ParameterType> = new Map([
  ["string", "string"],
  ["boolean", "boolean"],
  ["a list of string", "stringArray"],
]);
