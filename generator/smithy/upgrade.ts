import type { Draft, DraftMember } from "./draft.js";
import type { Json, ShapeId } from "./model.js";
import { prelude, unit } from "./prelude.js";
import { note, type Report } from "./report.js";
import { isIdentifier } from "./shapeId.js";
import { zeroValues } from "./shapeProperties.js";
import { getTrait, hasTrait, traits } from "./traits.js";
import type { ValueOf } from "./traitValue.js";

type EnumDefinition = ValueOf<(typeof traits)["enum"]["value"]>[number];

/**
 * Turns what only version 1 of Smithy has into its form in version 2: sets into lists of unique
 * items, strings with `@enum` into enums, and numbers and booleans that are not boxed into ones with
 * a default. Enums of version 2 get the values that they leave out.
 */
export function upgrade(drafts: ReadonlyMap<ShapeId, Draft>, report: Report): void {
  for (const draft of drafts.values()) {
    if (draft.type === "set") {
      draft.type = "list";
      draft.traits.set(traits.uniqueItems.id, {});
    }
    if (draft.type === "string") upgradeEnum(draft, report);
    if (draft.type === "enum") nameEnumValues(draft);
    const zero = zeroValues.get(draft.type);
    if (draft.version === 1 && zero !== undefined && !hasTrait(draft, traits.box)) {
      draft.traits.set(traits.default.id, zero);
    }
    draft.traits.delete(traits.box.id);
  }
  // Only now, when every target has its default.
  for (const draft of drafts.values()) {
    if (draft.version !== 1) continue;
    for (const member of draft.members.values()) {
      if (draft.type === "structure") defaultMember(member, drafts);
      member.traits.delete(traits.box.id);
    }
  }
}

function defaultMember(member: DraftMember, drafts: ReadonlyMap<ShapeId, Draft>): void {
  const target = drafts.get(member.target) ?? prelude.get(member.target);
  if (target === undefined || hasTrait(member, traits.default)) return;
  if (target.type === "blob" && target.traits.has("smithy.api#streaming")) {
    if (!hasTrait(member, traits.required)) member.traits.set(traits.default.id, "");
    return;
  }
  const zero = zeroValues.get(target.type);
  if (zero === undefined || getTrait(target, traits.default) !== zero) return;
  member.traits.set(traits.default.id, hasTrait(member, traits.box) ? null : zero);
}

function nameEnumValues(draft: Draft): void {
  for (const [name, member] of draft.members) {
    if (!hasTrait(member, traits.enumValue)) member.traits.set(traits.enumValue.id, name);
  }
}

function upgradeEnum(draft: Draft, report: Report): void {
  const definitions = getTrait(draft, traits.enum);
  if (definitions === undefined) return;
  const names = new Set(definitions.map(enumName));
  const values = new Set(definitions.map(({ value }) => value));
  const distinct = Math.min(names.size, values.size) === definitions.length;
  if (names.has(undefined) || !distinct || names.size === 0) {
    const message =
      "The shape stays a string: no members with names and values of their own can be made of its `smithy.api#enum`.";
    report(note("EnumTrait", message, { shape: draft.id, source: draft.source }));
    return;
  }
  draft.type = "enum";
  draft.traits.delete(traits.enum.id);
  for (const definition of definitions) {
    const name = enumName(definition);
    if (name === undefined) continue;
    const memberTraits = new Map(enumTraits(definition));
    draft.members.set(name, { target: unit, traits: memberTraits, source: draft.source });
  }
}

/** A definition's name, or one made of its value as Smithy's own conversion does, or `undefined`. */
function enumName({ name, value }: EnumDefinition): string | undefined {
  const made = name ?? value.replaceAll(/[-.:/\s]+/g, "_");
  return isIdentifier(made) ? made : undefined;
}

function enumTraits(definition: EnumDefinition): [ShapeId, Json][] {
  const { value, documentation, deprecated, tags } = definition;
  const made: [ShapeId, Json][] = [[traits.enumValue.id, value]];
  if (documentation !== undefined) made.push([traits.documentation.id, documentation]);
  if (deprecated === true) made.push([traits.deprecated.id, {}]);
  if (tags !== undefined) made.push(["smithy.api#tags", tags]);
  return made;
}
