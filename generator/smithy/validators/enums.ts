import type { Diagnostic } from "../diagnostic.js";
import type { EnumShape } from "../model.js";
import { at, error, type Place } from "../report.js";
import { getTrait, traits } from "../traits.js";
import type { Validator } from "./validator.js";

/** Enums and unions have members; an enum's values are of its type, and each is there once. */
export const validateEnums: Validator = ({ shapes }) =>
  shapes.flatMap((shape): readonly Diagnostic[] => {
    if (shape.type === "union" && shape.members.size === 0) {
      return [error("Union", "A union needs at least one member.", at(shape))];
    }
    return shape.type === "enum" || shape.type === "intEnum" ? problems(shape) : [];
  });

function problems(shape: EnumShape): Diagnostic[] {
  const wrong: Diagnostic[] = [];
  const say = (message: string, place: Place) => wrong.push(error("EnumShape", message, place));
  if (shape.members.size === 0) say("An enum needs at least one member.", at(shape));
  const seen = new Map<string | number, string>();
  for (const member of shape.members.values()) {
    const value = getTrait(member, traits.enumValue);
    const first = value === undefined ? undefined : seen.get(value);
    if (value === undefined) {
      say(`The member needs a value: the trait \`${traits.enumValue.id}\`.`, at(member));
    } else if (typeof value !== (shape.type === "enum" ? "string" : "number")) {
      const expected = shape.type === "enum" ? "a string" : "an integer";
      say(`The value of the member has to be ${expected}.`, at(member));
    } else if (value === "") {
      say("The value of the member is empty.", at(member));
    } else if (first !== undefined) {
      say(`The member has the same value as \`${first}\`.`, at(member));
    }
    if (value !== undefined) seen.set(value, first ?? member.name);
  }
  return wrong;
}
