import type { Constraints, TypeIr } from "../../ir/ir.js";

/** What the model asks of a value, in words: `1 to 6144 bytes.` */
export function constraintTexts(type: TypeIr): readonly string[] {
  if (!("constraints" in type)) return [];
  const { length, range, pattern, unique } = type.constraints;
  return [
    ...(type.kind === "bigDecimal" ? ["A decimal number of any precision, as text."] : []),
    ...(length ? [`${between(length)} ${units(type, length)}.`] : []),
    ...(range ? [`${between(range)}.`] : []),
    ...(unique ? ["No item twice."] : []),
    ...(pattern === undefined ? [] : [`Matches \`${pattern}\`.`]),
  ];
}

type Bounds = NonNullable<Constraints["length"]>;

function between({ min, max }: Bounds): string {
  if (min === max) return `Exactly ${min ?? 0}`;
  if (max === undefined) return `At least ${min ?? 0}`;
  return min === undefined || min === 0 ? `At most ${max}` : `${min} to ${max}`;
}

function units(type: TypeIr, { min, max }: Bounds): string {
  const one = (max ?? min) === 1;
  switch (type.kind) {
    case "blob":
      return one ? "byte" : "bytes";
    case "list":
      return one ? "item" : "items";
    case "map":
      return one ? "entry" : "entries";
    default:
      return one ? "character" : "characters";
  }
}
