import type { Diagnostic } from "../diagnostic.js";
import { isArray, isObject, isSame } from "../json.js";
import { membersOf } from "../members.js";
import type { Json, Member, Shape } from "../model.js";
import { checkNode } from "../nodeValue.js";
import { at, error, inside } from "../report.js";
import { getTrait, hasTrait, traits } from "../traits.js";
import type { World } from "../world.js";
import { problemAt } from "./nodeProblems.js";
import type { Validator } from "./validator.js";

/** Default values are values of their shapes, and members repeat or null those of their targets. */
export const validateDefaults: Validator = ({ shapes, world }) =>
  shapes.flatMap((shape) => {
    if (shape.source === undefined) return [];
    const wrong = problems(shape, shape, world);
    if (getTrait(shape, traits.default) === null) {
      wrong.push(error("DefaultTrait", "Only a member's default can be null.", at(shape)));
    }
    if (shape.type !== "structure") return wrong;
    for (const member of membersOf(shape)) {
      const target = world.shapeOf(member.target);
      if (target === undefined) continue;
      for (const each of problems(member, target, world)) wrong.push(each);
      for (const each of disagreement(member, target)) wrong.push(each);
    }
    return wrong;
  });

function disagreement(member: Member, target: Shape): Diagnostic[] {
  const general = getTrait(target, traits.default);
  const own = getTrait(member, traits.default);
  if (general === undefined || general === null || own === null || isSame(general, own)) return [];
  // An added default is the member's own.
  if (own !== undefined && hasTrait(member, traits.addedDefault)) return [];
  const message = `\`${target.id}\` has a default: the member needs the same, or null.`;
  return [error("DefaultTrait", message, at(member))];
}

function problems(subject: Shape | Member, type: Shape, world: World): Diagnostic[] {
  const value = getTrait(subject, traits.default);
  if (value === undefined || value === null) return [];
  const place = inside(at(subject), "traits", traits.default.id);
  const problem = misfit(type, value);
  if (problem !== undefined) {
    return [error("DefaultTrait", `The default has to be ${problem}.`, place)];
  }
  return checkNode(value, subject, { ...world, forgivesZero: true }).map((each) =>
    problemAt("DefaultTrait", "The default is wrong", each, place),
  );
}

/** What a default would have to be besides a value of its type, or `undefined` where it is. */
function misfit({ type }: Shape, value: Json): string | undefined {
  const isFilled = isArray(value) ? value.length > 0 : isObject(value) && !isSame(value, {});
  switch (type) {
    case "list":
      return isFilled ? "an empty list" : undefined;
    case "map":
      return isFilled ? "an empty map" : undefined;
    case "document":
      return isFilled ? "a scalar, an empty list or an empty map" : undefined;
    case "blob":
      return typeof value === "string" && !isBase64(value) ? "a string of base64" : undefined;
    case "structure":
    case "union":
      return "absent";
    default:
      return undefined;
  }
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
