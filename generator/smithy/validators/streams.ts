import type { Diagnostic } from "../diagnostic.js";
import { isArray } from "../json.js";
import { membersOf } from "../members.js";
import type { Member, Shape, StructureShape } from "../model.js";
import { unit } from "../prelude.js";
import { at, error, quoted } from "../report.js";
import { hasTrait, traits } from "../traits.js";
import type { World } from "../world.js";
import { httpProtocolsOf } from "./http/bindings.js";
import { inputOf, ofType, structureOf, valueIn } from "./shapesOf.js";
import type { ServiceValidator, Validator } from "./validator.js";

const streaming = "smithy.api#streaming";
const compression = "smithy.api#requestCompression";

/** Streams are at the top of inputs and outputs, and events are structures. */
export const validateStreams: Validator = ({ shapes, world }) => [
  ...ofType(shapes, "union").flatMap((union) => events(union, world)),
  ...shapes.flatMap((shape) =>
    [...membersOf(shape)].flatMap((member) => onMember(shape, member, world)),
  ),
  ...ofType(shapes, "operation").flatMap((operation) =>
    operation.errors.flatMap((id) => {
      const shape = structureOf(world, id);
      if (shape === undefined || !hasStream(shape, world)) return [];
      return [error("StreamingTrait", "An error cannot have a stream.", at(shape))];
    }),
  ),
];

function events(union: Shape, world: World): Diagnostic[] {
  if (!union.traits.has(streaming)) return [];
  const others = Array.from(membersOf(union)).filter(
    ({ target }) => world.shapeOf(target)?.type !== "structure",
  );
  if (others.length === 0) return [];
  const message = `Events have to be structures, which these are not: ${quoted(others.map(({ name }) => name))}.`;
  return [error("StreamingTrait", message, at(union))];
}

function onMember(container: Shape, member: Member, world: World): Diagnostic[] {
  const target = world.shapeOf(member.target);
  if (target?.type === "structure" && hasStream(target, world)) {
    const message = `The member cannot target \`${target.id}\`, which has a stream: streams are at the top of inputs and outputs.`;
    return [error("StreamingTrait", message, at(member))];
  }
  if (target?.type !== "blob" || !target.traits.has(streaming)) return [];
  if (container.type !== "structure") {
    return [error("StreamingTrait", "Only members of structures can be streams.", at(member))];
  }
  if (hasTrait(member, traits.required) || hasTrait(member, traits.default)) return [];
  const message = `A stream has to be required, or to have a default: the trait \`${traits.required.id}\` or \`${traits.default.id}\`.`;
  return [error("StreamingTrait", message, at(member))];
}

function hasStream(shape: Shape, world: World): boolean {
  return Array.from(membersOf(shape)).some(
    ({ target }) => world.shapeOf(target)?.traits.has(streaming) === true,
  );
}

/** Over protocols with payloads, a stream is one. */
export const validateStreamPayloads: ServiceValidator = ({ service, shapes, world }) => {
  const payload = "smithy.api#httpPayload";
  const protocols = httpProtocolsOf(service, world, payload);
  if (protocols.length === 0) return [];
  const ends = ofType(shapes, "operation").flatMap(({ input, output }) => [input, output]);
  const structures = [...new Set(ends)].map((id) => structureOf(world, id));
  const members = structures.flatMap((shape) => [...(shape?.members.values() ?? [])]);
  return members.flatMap((member) => {
    const isStream = world.shapeOf(member.target)?.traits.has(streaming) === true;
    if (!isStream || member.traits.has(payload)) return [];
    const message = `The stream needs the trait \`${payload}\` for ${quoted(protocols)} of \`${service.id}\`.`;
    return [error("StreamingTrait", message, at(member))];
  });
};

/** An event's payload stands alone, but for headers. */
export const validateEvents: Validator = ({ shapes }) =>
  ofType(shapes, "structure").flatMap((shape) => {
    const members = [...(shape as StructureShape).members.values()];
    if (!members.some(({ traits }) => traits.has("smithy.api#eventPayload"))) return [];
    const loose = members.filter(
      ({ traits }) =>
        !traits.has("smithy.api#eventPayload") && !traits.has("smithy.api#eventHeader"),
    );
    if (loose.length === 0) return [];
    const message = `One member is the payload, so the others have to be headers: ${quoted(loose.map(({ name }) => name))}.`;
    return [error("EventPayloadTrait", message, at(shape))];
  });

/** Requests are compressed by an algorithm that there is, and only where their length may change. */
export const validateCompression: Validator = ({ shapes, world }) =>
  ofType(shapes, "operation").flatMap((operation) => {
    const encodings = valueIn(operation, compression, "encodings");
    if (!isArray(encodings)) return [];
    const say = (message: string) => error("RequestCompressionTrait", message, at(operation));
    const names = encodings.filter((each) => typeof each === "string");
    const unknown = names.filter((each) => each.toLowerCase() !== "gzip");
    const fixed = inputOf(world, operation).filter(({ target }) => {
      const shape = world.shapeOf(target);
      return shape?.traits.has(streaming) === true && shape.traits.has("smithy.api#requiresLength");
    });
    return [
      ...(encodings.length === 0 ? [say("There has to be an encoding.")] : []),
      ...(unknown.length > 0 ? [say(`Encodings that are not known: ${quoted(unknown)}.`)] : []),
      ...(operation.input === unit ? [say("There is no input that could be compressed.")] : []),
      ...(fixed.length > 0 ? [say("The length of the input's stream has to be known.")] : []),
    ];
  });
