import { isArray, isObject, property } from "../json.js";
import type { Json, ServiceShape, ShapeId } from "../model.js";
import { memberParts, nameOf } from "../shapeId.js";
import type { Path } from "./selector.js";
import { isMember, type Subject } from "./subject.js";

/** A value that a selector's path leads to; `undefined` is one that is not there. */
export type Attribute =
  | undefined
  | { readonly kind: "shape"; readonly subject: Subject; readonly variables: Variables }
  | { readonly kind: "service"; readonly service: ServiceShape }
  | { readonly kind: "traits"; readonly subject: Subject }
  | { readonly kind: "variables"; readonly variables: Variables }
  | { readonly kind: "id"; readonly id: ShapeId }
  | { readonly kind: "json"; readonly value: Json }
  /** Several values, each of which a comparison may hold for. */
  | { readonly kind: "projection"; readonly values: readonly Attribute[] };

/** What a selector has put into variables so far. */
export type Variables = ReadonlyMap<string, ReadonlySet<Subject>>;

/** Follows a path from a value. */
export function follow(from: Attribute, path: Path): Attribute {
  let value = from;
  for (const key of path) value = step(value, key);
  return value;
}

function step(from: Attribute, key: string): Attribute {
  switch (from?.kind) {
    case "shape":
      return stepFromShape(from.subject, from.variables, key);
    case "service":
      if (key === "id") return { kind: "id", id: from.service.id };
      return key === "version" ? json(from.service.version) : undefined;
    case "traits":
      return stepFromTraits(from.subject, key);
    case "variables": {
      const found = from.variables.get(key);
      const { variables } = from;
      return found && project([...found].map((subject) => ({ kind: "shape", subject, variables })));
    }
    case "id":
      return stepFromId(from.id, key);
    case "json":
      return stepFromJson(from.value, key);
    case "projection":
      if (key === "(first)") return from.values[0];
      return project(from.values.map((value) => step(value, key)));
    default:
      return undefined;
  }
}

function json(value: Json | undefined): Attribute {
  return value === undefined || value === null ? undefined : { kind: "json", value };
}

function project(values: readonly Attribute[]): Attribute {
  return { kind: "projection", values: values.flatMap((value) => flat(value)) };
}

/** The single values of a value: a projection's, itself, or nothing. */
export function flat(value: Attribute): readonly Attribute[] {
  if (value === undefined) return [];
  return value.kind === "projection" ? value.values : [value];
}

function stepFromShape(subject: Subject, variables: Variables, key: string): Attribute {
  switch (key) {
    case "id":
      return { kind: "id", id: subject.id };
    case "trait":
      return { kind: "traits", subject };
    case "var":
      return { kind: "variables", variables };
    case "service":
      return !isMember(subject) && subject.type === "service"
        ? { kind: "service", service: subject }
        : undefined;
    default:
      return undefined;
  }
}

function stepFromTraits({ traits }: Subject, key: string): Attribute {
  if (key === "(length)") return json(traits.size);
  if (key === "(keys)") return project(Array.from(traits.keys(), (id) => ({ kind: "id", id })));
  if (key === "(values)") return project(Array.from(traits.values(), json));
  return json(traits.get(key.includes("#") ? key : `smithy.api#${key}`));
}

function stepFromId(id: ShapeId, key: string): Attribute {
  const parts = memberParts(id);
  switch (key) {
    case "namespace":
      return json(id.slice(0, id.indexOf("#")));
    case "name":
      return json(nameOf(parts?.container ?? id));
    case "member":
      return json(parts?.name);
    case "(length)":
      return json(id.length);
    default:
      return undefined;
  }
}

function stepFromJson(value: Json, key: string): Attribute {
  if (isArray(value)) {
    if (key === "(values)") return project(value.map(json));
    return key === "(length)" ? json(value.length) : undefined;
  }
  if (isObject(value)) {
    if (key === "(keys)") return project(Object.keys(value).map(json));
    if (key === "(values)") return project(Object.values(value).map(json));
    return key === "(length)" ? json(Object.keys(value).length) : json(property(value, key));
  }
  return typeof value === "string" && key === "(length)" ? json(value.length) : undefined;
}

/** What comparisons see of a single value; what has no text is the empty one. */
export function textOf(value: Attribute): string {
  switch (value?.kind) {
    case "shape":
      return value.subject.id;
    case "service":
      return value.service.id;
    case "id":
      return value.id;
    case "json":
      return typeof value.value === "object" ? "" : String(value.value);
    default:
      return "";
  }
}

/** Whether there is anything where a path leads. */
export function isPresent(value: Attribute): boolean {
  if (value?.kind === "traits") return value.subject.traits.size > 0;
  return flat(value).length > 0;
}
