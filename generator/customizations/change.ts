import type { OperationIr, ShapeId } from "../ir/ir.js";
import type { Entry, Finisher, MemberPlan, StructurePlan, WirePlan } from "../protocols/plan.js";
import type { Wrapper } from "../protocols/wrappers.js";

// What customizations change of a plan.

/** More of what the runtime knows of the service. One of the same name takes the place of another. */
export function withServiceEntries(plan: WirePlan, entries: readonly Entry[]): WirePlan {
  const names = new Set(entries.map(({ name }) => name));
  return { ...plan, service: [...plan.service.filter(({ name }) => !names.has(name)), ...entries] };
}

/** More of what the runtime knows of each operation. */
export function withOperationEntries(
  plan: WirePlan,
  operations: readonly OperationIr[],
  entriesOf: (operation: OperationIr) => readonly Entry[],
): WirePlan {
  const changed = new Map(plan.operations);
  for (const operation of operations) {
    const entries = entriesOf(operation);
    if (entries.length === 0) continue;
    changed.set(operation.shape, [...(changed.get(operation.shape) ?? []), ...entries]);
  }
  return { ...plan, operations: changed };
}

/** What writes requests and reads responses, in more wrappers. */
export function withMessages(
  plan: WirePlan,
  { write = same, read = same }: { readonly write?: Wrapper; readonly read?: Wrapper },
): WirePlan {
  const { messages } = plan;
  return { ...plan, messages: { write: write(messages.write), read: read(messages.read) } };
}

const same: Wrapper = (expression) => expression;

/** What else finishes requests, after all others. */
export function withFinishers(plan: WirePlan, finishers: readonly Finisher[]): WirePlan {
  return { ...plan, finishers: [...(plan.finishers ?? []), ...finishers] };
}

/** Members of structures, planned in another way wherever they are. */
export function withMembers(
  plan: WirePlan,
  shapes: Iterable<ShapeId>,
  change: (member: MemberPlan) => MemberPlan,
): WirePlan {
  const changed = (structure: StructurePlan): StructurePlan => ({
    ...structure,
    members: structure.members.map(change),
  });
  const structures = new Map(plan.structures);
  const whole = new Map(plan.whole);
  for (const shape of shapes) {
    const structure = structures.get(shape);
    if (structure) structures.set(shape, changed(structure));
    const message = whole.get(shape);
    if (message) whole.set(shape, { ...message, message: changed(message.message) });
  }
  return { ...plan, structures, ...(plan.whole && { whole }) };
}

/** A member's writer in a wrapper. */
export function writtenBy(member: MemberPlan, wrap: Wrapper): MemberPlan {
  return { ...member, codec: { ...member.codec, write: wrap(member.codec.write) } };
}

/** The same of its reader. */
export function readBy(member: MemberPlan, wrap: Wrapper): MemberPlan {
  return { ...member, codec: { ...member.codec, read: wrap(member.codec.read) } };
}
