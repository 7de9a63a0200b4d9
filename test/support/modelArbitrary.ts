import fc from "fast-check";
import type { Ast } from "./modelFacts.js";

interface Member {
  readonly target: string;
  readonly traits?: Readonly<Record<string, unknown>>;
}

interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, Member>>;
  readonly member?: Member;
  readonly key?: Member;
  readonly value?: Member;
}

/** How values of simple shapes look on one side of the wire, and what else may be there. */
export interface Side {
  readonly blob: fc.Arbitrary<unknown>;
  readonly timestamp: fc.Arbitrary<unknown>;
  /** What an absent member may be. */
  readonly absent: fc.Arbitrary<unknown>;
  /** Whether a required member may be absent, and members may come that the model does not know. */
  readonly anything: boolean;
}

const bytes = fc.uint8Array({ maxLength: 40 });

// To the year 9999, with fractions of all lengths, and in exponent form as KMS itself sends them.
const epochSeconds = fc.oneof(
  fc.integer({ min: 0, max: 253402300799 }),
  fc.integer({ min: 0, max: 4102444800000 }).map((ms) => ms / 1000),
  fc.double({ min: -62135596800, max: 253402300799, noNaN: true }).map((value) => value || 0),
);

/** What a caller passes. */
export const inputSide: Side = {
  blob: bytes,
  timestamp: fc.date({ noInvalidDate: true }),
  absent: fc.constant(undefined),
  anything: false,
};

/** What a service may send. */
export const wireSide: Side = {
  blob: bytes.map((value) => Buffer.from(value).toString("base64")),
  timestamp: epochSeconds,
  absent: fc.constantFrom(undefined, null),
  anything: true,
};

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom("", "__proto__", "constructor", "\u2028</script>", "\ud800", '"\\'),
);

/** Values of a shape of a model, as they are on a side. */
export function arbitraryOf(model: Ast, id: string, side: Side): fc.Arbitrary<unknown> {
  const { type, members = {}, member, key, value } = shapeOf(model, id);
  const at = ({ target }: Member) => arbitraryOf(model, target, side);
  switch (type) {
    case "structure":
      return structure(members, at, side);
    case "list":
      if (member) return fc.array(at(member), { maxLength: 3 });
      break;
    case "map":
      if (key && value) return fc.dictionary(text, at(value), { maxKeys: 3 });
      break;
    case "enum": {
      const known = Object.values(members).map(({ traits }) => traits?.["smithy.api#enumValue"]);
      return fc.oneof(fc.constantFrom(...known), text);
    }
    case "blob":
      return side.blob;
    case "timestamp":
      return side.timestamp;
    case "string":
      return text;
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer();
  }
  throw new Error(`No values for ${id}, a ${type}`);
}

function structure(
  members: Readonly<Record<string, Member>>,
  at: (member: Member) => fc.Arbitrary<unknown>,
  side: Side,
): fc.Arbitrary<object> {
  const known = Object.entries(members).map(([name, member]) => {
    const required = !side.anything && Object.hasOwn(member.traits ?? {}, "smithy.api#required");
    return fc.tuple(fc.constant(name), required ? at(member) : fc.oneof(at(member), side.absent));
  });
  const unknown = side.anything
    ? fc.dictionary(
        text.map((name) => `x-${name}`),
        fc.jsonValue({ maxDepth: 2 }),
        { maxKeys: 2 },
      )
    : fc.constant({});
  return fc
    .tuple(fc.tuple(...known), unknown)
    .map(([entries, extra]) => ({ ...extra, ...Object.fromEntries(entries) }));
}

function shapeOf(model: Ast, id: string): Shape {
  const own = model.shapes[id] as unknown as Shape | undefined;
  if (own) return own;
  // The prelude's are named as their types are: smithy.api#String, smithy.api#PrimitiveBoolean.
  const [, type] = /^smithy\.api#(?:Primitive)?(\w+)$/.exec(id) ?? [];
  if (type === undefined) throw new Error(`No shape ${id}`);
  return { type: type === "Unit" ? "structure" : type.toLowerCase() };
}
