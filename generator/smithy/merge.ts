import type { ModelFile } from "./ast.js";
import type { Apply, Draft } from "./draft.js";
import { byCodeUnit, isArray, isSame } from "./json.js";
import type { Json, JsonObject, ShapeId, SourceLocation } from "./model.js";
import { prelude } from "./prelude.js";
import { error, inside, type Place, type Report } from "./report.js";
import { memberParts } from "./shapeId.js";

/** The shapes of all files as one, not yet mixed or upgraded. */
export interface Merged {
  readonly drafts: Map<ShapeId, Draft>;
  readonly metadata: JsonObject;
  readonly metadataSources: ReadonlyMap<string, SourceLocation>;
}

/**
 * Makes one model of several files. A shape may be defined twice if the definitions are the same but
 * for traits; metadata lists are joined, other metadata has to agree; `apply` adds its traits. What
 * conflicts is reported, and the first stays.
 */
export function mergeFiles(files: readonly ModelFile[], report: Report): Merged {
  const drafts = new Map<ShapeId, Draft>();
  for (const draft of files.flatMap((file) => file.shapes)) {
    const first = drafts.get(draft.id);
    if (prelude.has(draft.id)) checkPrelude(draft, report);
    else if (first === undefined) drafts.set(draft.id, draft);
    else mergeShape(first, draft, report);
  }
  for (const apply of files.flatMap((file) => file.applies)) applyTraits(drafts, apply, report);
  return { drafts, ...mergeMetadata(files, report) };
}

function checkPrelude(draft: Draft, report: Report): void {
  if (prelude.get(draft.id)?.type === draft.type) return;
  const message = "The shape conflicts with the one of this name in the Smithy prelude.";
  report(error("Model.Conflict", message, { shape: draft.id, source: draft.source }));
}

function mergeShape(first: Draft, second: Draft, report: Report): void {
  const place: Place = { shape: second.id, source: second.source };
  if (!isSame(definition(first), definition(second))) {
    const { file, pointer } = first.source;
    const message = `The shape is defined differently in ${file} at ${pointer}.`;
    report(error("Model.Conflict", message, place));
    return;
  }
  addTraits(first.traits, second.traits, place, report);
  for (const [name, member] of second.members) {
    const traits = first.members.get(name)?.traits;
    const where: Place = { shape: `${second.id}$${name}`, source: member.source };
    if (traits !== undefined) addTraits(traits, member.traits, where, report);
  }
}

/** What has to be the same in two definitions of a shape, as JSON. */
function definition(draft: Draft): Json {
  return {
    type: draft.type,
    version: draft.serviceVersion ?? null,
    mixins: draft.mixins,
    members: [...draft.members].map(([name, { target }]) => [name, target]),
    references: [...draft.references],
    // Only of an operation's errors does the order mean anything; none are as good as an empty list.
    lists: [...draft.lists]
      .filter(([, ids]) => ids.length > 0)
      .map(([name, ids]) => [name, draft.type === "operation" ? ids : [...ids].sort(byCodeUnit)]),
    maps: [...draft.maps]
      .filter(([, map]) => map.size > 0)
      .map(([name, map]) => [name, Object.fromEntries(map)]),
  };
}

/** Adds traits to those of a shape or member: equal ones stay, lists are joined, others conflict. */
function addTraits(
  traits: Map<ShapeId, Json>,
  more: ReadonlyMap<ShapeId, Json>,
  place: Place,
  report: Report,
): void {
  for (const [id, value] of more) {
    const old = traits.get(id);
    if (old === undefined) traits.set(id, value);
    else if (isSame(old, value)) continue;
    else if (isArray(old) && isArray(value)) traits.set(id, [...old, ...value]);
    else {
      const message = `The trait \`${id}\` has another value elsewhere for the same shape.`;
      report(error("Model.Conflict", message, inside(place, "traits", id)));
    }
  }
}

function applyTraits(drafts: Map<ShapeId, Draft>, apply: Apply, report: Report): void {
  const place: Place = { shape: apply.target, source: apply.source };
  const parts = memberParts(apply.target);
  const draft = drafts.get(parts?.container ?? apply.target);
  if (draft === undefined) {
    if (apply.traits.size > 0) report(noTarget(apply.target, place));
  } else if (parts === undefined) {
    addTraits(draft.traits, apply.traits, place, report);
  } else {
    const member = draft.members.get(parts.name);
    if (member !== undefined) addTraits(member.traits, apply.traits, place, report);
    else awaitMember(draft, parts.name, apply, report);
  }
}

/** Keeps traits for a member that a mixin may bring. */
function awaitMember(draft: Draft, name: string, apply: Apply, report: Report): void {
  if (apply.traits.size === 0) return;
  const waiting = draft.inherited.get(name);
  if (waiting === undefined) {
    draft.inherited.set(name, { traits: new Map(apply.traits), source: apply.source });
  } else {
    const place: Place = { shape: apply.target, source: apply.source };
    addTraits(waiting.traits, apply.traits, place, report);
  }
}

/** Puts the traits that waited for a mixin's members on them, over those of the mixin. */
export function applyInherited(draft: Draft, report: Report): void {
  for (const [name, { traits, source }] of draft.inherited) {
    const member = draft.members.get(name);
    const id = `${draft.id}$${name}`;
    if (member === undefined) report(noTarget(id, { shape: id, source }));
    else for (const [trait, value] of traits) member.traits.set(trait, value);
  }
}

function noTarget(target: ShapeId, place: Place) {
  const why = prelude.has(memberParts(target)?.container ?? target)
    ? "is of the Smithy prelude: nothing can be added to it"
    : "is not there";
  return error("Model.UnknownApply", `Traits are applied to \`${target}\`, which ${why}.`, place);
}

function mergeMetadata(
  files: readonly ModelFile[],
  report: Report,
): Pick<Merged, "metadata" | "metadataSources"> {
  const merged = new Map<string, { value: Json; source: SourceLocation }>();
  for (const { metadata, source } of files) {
    for (const [key, value] of Object.entries(metadata)) {
      const old = merged.get(key);
      if (old === undefined) merged.set(key, { value, source });
      else if (isSame(old.value, value)) continue;
      else if (isArray(old.value) && isArray(value)) {
        merged.set(key, { value: [...old.value, ...value], source: old.source });
      } else {
        const message = `The metadata \`${key}\` has another value in ${old.source.file}.`;
        report(error("Model.Metadata", message, inside({ source }, "metadata", key)));
      }
    }
  }
  const entries = [...merged].sort(([a], [b]) => byCodeUnit(a, b));
  return {
    metadata: Object.fromEntries(entries.map(([key, { value }]) => [key, value])),
    metadataSources: new Map(
      entries.map(([key, { source }]) => [key, inside({ source }, "metadata", key).source]),
    ),
  };
}
