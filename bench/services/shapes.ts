import type { JsonObject } from "../../generator/smithy/model.js";
import type { C2jMember, C2jShape } from "./c2j.js";
import { bindingTraits, described, flag, shapeTraits, traits, type Bindings } from "./traits.js";

/** What the conversion of a shape has to know of its service. */
export interface Context {
  readonly shapes: Readonly<Record<string, C2jShape>>;
  readonly idOf: (shape: string) => string;
  readonly bindings: Bindings;
  /** Whether its protocol has streams; where it has none, they are sent and received whole. */
  readonly streams: boolean;
}

/** A shape of Smithy's JSON AST. */
export function convertShape(shape: C2jShape, context: Context): JsonObject {
  const own = shapeTraits(shape);
  const listed = (member: C2jMember | undefined): JsonObject => ({
    target: context.idOf(member?.shape ?? ""),
  });
  switch (shape.type) {
    case "structure":
      return convertStructure(shape, context);
    case "list":
      return { type: "list", member: listed(shape.member), ...traits(own) };
    case "map":
      return { type: "map", key: listed(shape.key), value: listed(shape.value), ...traits(own) };
    case "blob": {
      const streaming = flag(isStream(shape, context));
      const requiresLength = streaming && flag(shape.requiresLength);
      return { type: "blob", ...traits({ ...own, streaming, requiresLength }) };
    }
    case "string":
      if (!shape.enum) return { type: "string", ...traits(own) };
      return { type: "enum", members: enumMembers(shape.enum), ...traits(own) };
    default:
      return { type: shape.type, ...traits(own) };
  }
}

function convertStructure(shape: C2jShape, context: Context): JsonObject {
  if (shape.document) return { type: "document", ...traits(shapeTraits(shape)) };
  const entries = Object.entries(shape.members ?? {});
  const isUnion = (shape.union || shape.eventstream) && entries.length > 0;
  const members = entries.map(([name, member]) => [
    name,
    convertMember(name, member, shape, context),
  ]);
  return {
    type: isUnion ? "union" : "structure",
    members: Object.fromEntries(members) as JsonObject,
    ...traits({ ...shapeTraits(shape), streaming: flag(context.streams && shape.eventstream) }),
  };
}

function convertMember(
  name: string,
  member: C2jMember,
  shape: C2jShape,
  context: Context,
): JsonObject {
  const target = context.shapes[member.shape];
  if (!target) throw new Error(`There is no shape ${member.shape}, which ${name} is to be.`);
  const isRequired = shape.required?.includes(name) || member.location === "uri";
  const isUnion = shape.union || shape.eventstream;
  return {
    target: context.idOf(member.shape),
    ...traits({
      ...described(member),
      required: flag(isRequired && !isUnion),
      default: isRequired || isUnion ? undefined : defaultOf(member, target, context),
      ...bindingTraits(name, member, target, context.bindings, shape),
      eventPayload: flag(context.streams && member.eventpayload),
    }),
  };
}

/** What an absent member stands for: numbers and booleans are never absent, unless boxed. */
function defaultOf(member: C2jMember, target: C2jShape, context: Context) {
  if (isStream(target, context)) return "";
  if (member.box || target.box) return undefined;
  return DEFAULTS.get(target.type);
}

const DEFAULTS: ReadonlyMap<string, number | boolean> = new Map<string, number | boolean>([
  ["integer", 0],
  ["long", 0],
  ["float", 0],
  ["double", 0],
  ["boolean", false],
]);

/** A blob that is the payload of an event, too, is not taken for a stream. */
function isStream(shape: C2jShape, { shapes, streams }: Context): boolean {
  if (!streams || shape.type !== "blob" || !shape.streaming) return false;
  const members = Object.values(shapes).flatMap(({ members = {} }) => Object.values(members));
  return !members.some((member) => member.eventpayload && shapes[member.shape] === shape);
}

/** Members named after their values as far as these make names, which differ by more than case. */
export function enumMembers(values: readonly string[]): JsonObject {
  const members: Record<string, JsonObject> = {};
  const taken = new Set<string>();
  for (const value of values) {
    let name = value.replace(/\W+/g, "_").replace(/^(?=\d|_*$)/, "V");
    while (taken.has(name.toLowerCase())) name += "_";
    taken.add(name.toLowerCase());
    members[name] = { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": value } };
  }
  return members;
}
