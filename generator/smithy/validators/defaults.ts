import type { Diagnostic } from "../diagnostic.js";
import { isArray, isObject, isSame, kindOf } from "../json.js";
import { membersOf } from "../members.js";
import type { Json, Member, Shape } from "../model.js";
import { at, error } from "../report.js";
import { getTrait, traits } from "../traits.js";
import type { Validator } from "./validator.js";

/** Default values are values of their shapes, and members repeat or null those of their targets. */
export const validateDefaults: Validator = ({ model, shapes }) =>
  shapes.flatMap((shape) => {
    const wrong = problems(shape, shape);
    if (getTrait(shape, traits.default) === null) {
      wrong.push(error("DefaultTrait", "Only a member's default can be null.", at(shape)));
    }
    for (const member of membersOf(shape)) {
      const target = model.shapes.get(member.target);
      if (target === undefined) continue;
      wrong.push(...problems(member, target));
      if (shape.type === "structure") wrong.push(...disagreement(member, target));
    }
    return wrong;
  });

function disagreement(member: Member, target: Shape): Diagnostic[] {
  const general = getTrait(target, traits.default);
  const own = getTrait(member, traits.default);
  if (general === undefined || general === null || own === null || isSame(general, own)) return [];
  const message = `\`${target.id}\` has a default: the member needs the same, or null.`;
  return [error("DefaultTrait", message, at(member))];
}

function problems(subject: Shape | Member, type: Shape): Diagnostic[] {
  const value = getTrait(subject, traits.default);
  if (value === undefined || value === null) return [];
  const expected = misfit(type, value);
  if (expected === undefined) return [];
  const message = `The default has to be ${expected}, and is ${kindOf(value)}.`;
  return [error("DefaultTrait", message, at(subject))];
}

const widths: ReadonlyMap<string, number> = new Map([
  ["byte", 2 ** 7],
  ["short", 2 ** 15],
  ["integer", 2 ** 31],
  ["intEnum", 2 ** 31],
  ["long", 2 ** 63],
]);

/** What a default would have to be instead of the value it is; `undefined` where it is right. */
function misfit(shape: Shape, value: Json): string | undefined {
  switch (shape.type) {
    case "boolean":
      return typeof value === "boolean" ? undefined : "a boolean";
    case "string":
      return typeof value === "string" ? undefined : "a string";
    case "blob":
      return typeof value === "string" && isBase64(value) ? undefined : "a string of base64";
    case "enum":
    case "intEnum": {
      const values = Array.from(membersOf(shape), (member) => getTrait(member, traits.enumValue));
      return (values as readonly Json[]).includes(value) ? undefined : "one of the enum's values";
    }
    case "byte":
    case "short":
    case "integer":
    case "long": {
      const limit = widths.get(shape.type) ?? 0;
      const fits = Number.isInteger(value) && Number(value) >= -limit && Number(value) < limit;
      // 2^63 - 1 cannot be told from 2^63.
      const isLargest = shape.type === "long" && value === limit;
      return fits || isLargest ? undefined : `an integer that fits a ${shape.type}`;
    }
    case "float":
    case "double":
    case "bigInteger":
    case "bigDecimal":
      return typeof value === "number" ? undefined : "a number";
    case "timestamp":
      return typeof value === "number" || typeof value === "string" ? undefined : "a timestamp";
    case "document":
      return undefined;
    case "list":
      return isArray(value) && value.length === 0 ? undefined : "an empty list";
    case "map":
      return isObject(value) && Object.keys(value).length === 0 ? undefined : "an empty map";
    default:
      return "absent";
  }
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
