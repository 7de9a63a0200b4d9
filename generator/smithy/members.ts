import type { Member, Shape } from "./model.js";

/** The members of a shape, in order; none for those that have none. */
export function membersOf(shape: Shape): Iterable<Member> {
  switch (shape.type) {
    case "structure":
    case "union":
    case "enum":
    case "intEnum":
      return shape.members.values();
    case "list":
      return [shape.member];
    case "map":
      return [shape.key, shape.value];
    default:
      return [];
  }
}
