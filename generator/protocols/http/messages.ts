import type { ErrorIr, MemberIr, ServiceIr, ShapeId, StructureIr } from "../../ir/ir.js";
import { structuresIn } from "../../ir/structuresIn.js";
import { absent } from "../absent.js";
import { runtime, type Codec, type MessagePlan, type StructurePlan } from "../plan.js";
import { bindingOf, memberCodec, type DocumentCodecs, type Role } from "./bindings.js";

/**
 * The plans of inputs, outputs and errors whose members are bound to parts of HTTP messages.
 *
 * @returns `shapes`, of those that are nothing else; `messages`, of those that are structures in
 *   others too, or whose document is that of a structure
 */
export function planMessages(
  service: ServiceIr,
  documents: DocumentCodecs,
): {
  readonly shapes: ReadonlyMap<ShapeId, StructurePlan>;
  readonly messages: ReadonlyMap<ShapeId, MessagePlan>;
} {
  const nested = nestedShapes(service);
  const inputs = new Set(service.operations.flatMap(({ input }) => input ?? []));
  const outputs = new Set(service.operations.flatMap(({ output }) => output ?? []));
  const shapes = new Map<ShapeId, StructurePlan>();
  const messages = new Map<ShapeId, MessagePlan>();
  for (const id of new Set([...inputs, ...outputs])) {
    const shape = service.structures.get(id);
    if (shape?.kind !== "structure") continue;
    const roles = [
      ...(inputs.has(id) ? ["input" as const] : []),
      ...(outputs.has(id) ? ["output" as const] : []),
    ];
    const isBound = roles.some((role) => shape.members.some((member) => bindingOf(member, role)));
    const message = planMessage(shape, roles, documents);
    if (!isBound) messages.set(id, { message, shared: sharedCodec(shape, documents) });
    else if (nested.has(id)) messages.set(id, { message });
    else shapes.set(id, message);
  }
  for (const error of service.errors.values()) {
    shapes.set(error.shape, planMessage(error, ["output"], documents));
  }
  return { shapes, messages };
}

/** Of a message without members. */
export const headCodec: Codec = {
  read: runtime("protocols/http/message", "readMessage"),
  write: runtime("protocols/http/message", "writeHead"),
};

function planMessage(
  shape: StructureIr | ErrorIr,
  roles: readonly Role[],
  documents: DocumentCodecs,
): StructurePlan {
  const { members } = shape;
  const isInput = roles.includes("input");
  const { messageOf = (_shape, write) => write } = documents;
  const hasDocument = members.some((member) => roles.some((role) => !bindingOf(member, role)));
  return {
    codec: {
      read: headCodec.read,
      write: hasDocument ? messageOf(shape, writeMessage) : headCodec.write,
    },
    // A stream last: what is wrong with another member would leave it open.
    members: [...members.filter((member) => !isStream(member)), ...members.filter(isStream)].map(
      (member) => ({
        name: member.name,
        codec: {
          read: memberCodec(member, roles.at(-1)!, documents).read,
          write: memberCodec(member, roles[0]!, documents).write,
        },
        // A body is always there, if without bytes.
        ...(isStream(member) ? {} : absent(member, !isInput)),
      }),
    ),
  };
}

const isStream = ({ type }: MemberIr): boolean => type.kind === "blob" && type.stream !== undefined;

const writeMessage = runtime("protocols/http/message", "writeMessage");

function sharedCodec(
  shape: StructureIr,
  { documentOf = (_shape, write) => write }: DocumentCodecs,
): MessagePlan["shared"] {
  const id = shape.shape;
  const write = documentOf(shape, { kind: "writer", shape: id });
  return {
    read: runtime("protocols/http/message", "fromBody", [{ kind: "reader", shape: id }]),
    write: runtime("protocols/http/message", "inBody", [write]),
  };
}

/** The structures that are members' values. */
function nestedShapes({ structures, errors }: ServiceIr): ReadonlySet<ShapeId> {
  const members: readonly MemberIr[] = [...structures.values(), ...errors.values()].flatMap(
    ({ members }) => members,
  );
  return new Set(members.flatMap(({ type }) => structuresIn(type)));
}
