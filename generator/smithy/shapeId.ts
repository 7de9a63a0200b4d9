import type { ShapeId } from "./model.js";

const identifier = "(?:_+[A-Za-z0-9]|[A-Za-z])[A-Za-z0-9_]*";
const shapeName = new RegExp(`^${identifier}$`);
const absolute = new RegExp(`^${identifier}(?:\\.${identifier})*#${identifier}$`);
const absoluteMember = new RegExp(
  `^(${identifier}(?:\\.${identifier})*#${identifier})\\$(${identifier})$`,
);

/** Whether a text is a Smithy identifier, as names of shapes and members must be. */
export function isIdentifier(text: string): boolean {
  return shapeName.test(text);
}

/** Whether a text is the absolute ID of a shape that is not a member. */
export function isShapeId(text: string): boolean {
  return absolute.test(text);
}

/** The container and name in a member's ID, or `undefined` if it is not one. */
export function memberParts(id: string): { container: ShapeId; name: string } | undefined {
  const [, container, name] = absoluteMember.exec(id) ?? [];
  return container === undefined || name === undefined ? undefined : { container, name };
}

/** The name in a shape's ID, without the namespace. */
export function nameOf(id: ShapeId): string {
  return id.slice(id.indexOf("#") + 1);
}
