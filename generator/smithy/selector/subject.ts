import type { Member, Shape } from "../model.js";
import { shapeProperties, simpleTypes } from "../shapeProperties.js";

/** What selectors select: shapes, and their members, which are shapes to them. */
export type Subject = Shape | Member;

/** Whether a subject is a member. */
export function isMember(subject: Subject): subject is Member {
  return "target" in subject;
}

/** The type of a subject, `member` for a member. */
export function typeOf(subject: Subject): string {
  return isMember(subject) ? "member" : subject.type;
}

const numbers = ["byte", "short", "integer", "intEnum", "long", "float", "double"];
const numberTypes = new Set([...numbers, "bigInteger", "bigDecimal"]);
const aggregateTypes = new Set(["list", "map", "structure", "union"]);
const isSimple = (type: string) => simpleTypes.has(type) || type === "enum" || type === "intEnum";

/** Names that stand for several types; an enum is a string, too, and an intEnum an integer. */
const categories: ReadonlyMap<string, (type: string) => boolean> = new Map([
  ["*", () => true],
  ["string", (type) => type === "string" || type === "enum"],
  ["integer", (type) => type === "integer" || type === "intEnum"],
  ["list", (type) => type === "list" || type === "set"],
  ["number", (type) => numberTypes.has(type)],
  ["simpleType", isSimple],
  ["collection", (type) => type === "list" || type === "set"],
  ["aggregateType", (type) => aggregateTypes.has(type)],
  ["dataType", (type) => isSimple(type) || aggregateTypes.has(type)],
]);

/** Whether a selector can ask for a type by this name. */
export function isTypeName(name: string): boolean {
  return name === "member" || categories.has(name) || shapeProperties.has(name);
}

/** The test for a type of {@link isTypeName}, or a category of types. */
export function typeTest(name: string): (subject: Subject) => boolean {
  const holds = categories.get(name) ?? ((type) => type === name);
  return (subject) => holds(typeOf(subject));
}
