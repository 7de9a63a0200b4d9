import type { Code } from "./codes.js";
import type { Draft, DraftMember } from "./draft.js";
import { byCodeUnit } from "./json.js";
import { applyInherited } from "./merge.js";
import type { Json, ShapeId } from "./model.js";
import { fewHints } from "./nearest.js";
import { error, inside, type Place, type Report } from "./report.js";
import { getTrait, hasTrait, traits } from "./traits.js";

/**
 * How many members, traits and properties mixins may hand on: each is a copy, so that a chain of
 * mixins, or many shapes with many of them, would be far more than what the files hold.
 */
const MOST = 200_000;

/**
 * Copies into every shape what its mixins give it (Smithy 2.0, mixins): their members before its
 * own, in the order that the mixins are named, and their traits, unless local to the mixin, under
 * its own. Mixins are taken in an order in which each is complete before it is used.
 */
export function mixIn(drafts: ReadonlyMap<ShapeId, Draft>, report: Report): void {
  const done = new Set<ShapeId>();
  // Without recursion, since a chain of mixins may be as long as a model likes.
  const waiting: ShapeId[] = [...drafts.keys()].sort(byCodeUnit).reverse();
  const open = new Set<ShapeId>();
  const sizes = new Map<ShapeId, number>();
  let copied = 0;
  const hint = fewHints({ [Symbol.iterator]: () => drafts.keys() });
  const broken = new Set<ShapeId>();
  while (waiting.length > 0) {
    const id = waiting.at(-1) as ShapeId;
    const draft = drafts.get(id);
    if (draft === undefined || done.has(id)) {
      waiting.pop();
      continue;
    }
    const missing = draft.mixins.filter((mixin) => drafts.has(mixin) && !done.has(mixin));
    const cyclic = missing.find((mixin) => open.has(mixin) || mixin === id);
    if (missing.length > 0 && cyclic === undefined) {
      open.add(id);
      for (const mixin of missing) waiting.push(mixin);
      continue;
    }
    for (const mixin of draft.mixins) copied += sizes.get(mixin) ?? 0;
    if (copied > MOST) {
      const message =
        `With this shape, mixins hand on more than ${MOST} members and traits, which is the most ` +
        "that can be generated. Use fewer mixins, or use them in fewer shapes.";
      return report(error("Model.Mixin", message, inside(placeOf(draft), "mixins")));
    }
    if (cyclic !== undefined) {
      const message = `The mixins of the shape form a cycle, through \`${cyclic}\`.`;
      report(error("Model.Mixin", message, inside(placeOf(draft), "mixins")));
    } else if (!complete(draft, drafts, broken, hint, report)) {
      broken.add(id);
    }
    waiting.pop();
    done.add(id);
    sizes.set(id, sizeOf(draft));
    open.delete(id);
  }
}

/** How much a shape would hand on as a mixin. */
function sizeOf({ traits, members, lists, maps }: Draft): number {
  let size = traits.size + members.size;
  for (const member of members.values()) size += member.traits.size;
  for (const ids of lists.values()) size += ids.length;
  for (const map of maps.values()) size += map.size;
  return size;
}

function placeOf(draft: Draft): Place {
  return { shape: draft.id, source: draft.source };
}

/** Mixes into a shape what can be, and tells whether that is all. */
function complete(
  draft: Draft,
  drafts: ReadonlyMap<ShapeId, Draft>,
  broken: ReadonlySet<ShapeId>,
  hint: (name: string) => string,
  report: Report,
): boolean {
  const mixins: Draft[] = [];
  for (const [index, id] of draft.mixins.entries()) {
    const mixin = drafts.get(id);
    const place = inside(placeOf(draft), "mixins", index);
    const problem = broken.has(id) ? brokenMixin(id) : problemOf(draft, id, mixin, hint);
    if (problem !== undefined) report(error(...problem, place));
    else if (mixin !== undefined) mixins.push(mixin);
  }
  if (mixins.length > 0) {
    mixTraits(draft, mixins);
    mixMembers(draft, mixins, report);
    mixProperties(draft, mixins);
  }
  applyInherited(draft, report);
  return mixins.length === draft.mixins.length;
}

function brokenMixin(id: ShapeId): [code: Code, message: string] {
  return ["Model.Mixin", `The mixin \`${id}\` has mixins that cannot be used.`];
}

function problemOf(
  draft: Draft,
  id: ShapeId,
  mixin: Draft | undefined,
  hint: (name: string) => string,
): [code: Code, message: string] | undefined {
  if (mixin === undefined) {
    return ["Model.Mixin", `The mixin \`${id}\` is not defined.${hint(id)}`];
  }
  if (draft.version === 1) {
    return ["Model.Version", "Mixins can only be used in version 2.0 of Smithy."];
  }
  if (!hasTrait(mixin, traits.mixin)) {
    return ["Target", `\`${id}\` is not a mixin: it has no \`${traits.mixin.id}\` trait.`];
  }
  if (mixin.type !== draft.type) {
    return ["Target", `A ${draft.type} cannot use \`${id}\`, a ${mixin.type}, as a mixin.`];
  }
  return undefined;
}

function mixTraits(draft: Draft, mixins: readonly Draft[]): void {
  const own = [...draft.traits];
  draft.traits.clear();
  for (const mixin of mixins) {
    const local = new Set(getTrait(mixin, traits.mixin)?.localTraits);
    for (const [id, value] of mixin.traits) {
      if (id !== traits.mixin.id && !local.has(id)) draft.traits.set(id, value);
    }
  }
  for (const [id, value] of own) draft.traits.set(id, value);
}

function mixMembers(draft: Draft, mixins: readonly Draft[], report: Report): void {
  const mixed = new Map<string, DraftMember>();
  for (const mixin of mixins) {
    for (const [name, member] of mixin.members) overlay(draft, mixed, name, member, report);
  }
  for (const [name, member] of draft.members) overlay(draft, mixed, name, member, report);
  draft.members = mixed;
}

/** Adds a member to those that are mixed so far; where there is one, its traits go over it. */
function overlay(
  draft: Draft,
  mixed: Map<string, DraftMember>,
  name: string,
  member: DraftMember,
  report: Report,
): void {
  const below = mixed.get(name);
  if (below !== undefined && below.target !== member.target) {
    const message =
      `The member conflicts with one of a mixin: it targets \`${member.target}\`, ` +
      `the mixin's \`${below.target}\`.`;
    const place: Place = { shape: `${draft.id}$${name}`, source: member.source };
    report(error("Model.Mixin", message, place));
    return;
  }
  const merged: [ShapeId, Json][] = [...(below?.traits ?? []), ...member.traits];
  mixed.set(name, { target: member.target, traits: new Map(merged), source: member.source });
}

function mixProperties(draft: Draft, mixins: readonly Draft[]): void {
  const lists = new Map<string, Set<ShapeId>>();
  const maps = new Map<string, Map<string, string>>();
  for (const layer of [...mixins, draft]) {
    for (const [name, ids] of layer.lists) {
      const list = lists.get(name) ?? new Set();
      for (const id of ids) list.add(id);
      lists.set(name, list);
    }
    for (const [name, entries] of layer.maps) {
      const map = maps.get(name) ?? new Map<string, string>();
      for (const [key, value] of entries) map.set(key, value);
      maps.set(name, map);
    }
  }
  draft.serviceVersion ??= mixins.findLast((mixin) => mixin.serviceVersion)?.serviceVersion;
  for (const [name, ids] of lists) draft.lists.set(name, [...ids]);
  for (const [name, map] of maps) draft.maps.set(name, map);
}
