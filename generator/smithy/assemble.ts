import type { Draft, DraftMember } from "./draft.js";
import { byCodeUnit } from "./json.js";
import type { JsonObject, Member, Model, Shape, ShapeId, SimpleType, Traits } from "./model.js";
import { prelude, unit } from "./prelude.js";
import { error, type Report } from "./report.js";
import { lifecycle } from "./shapeProperties.js";

/**
 * The model of complete drafts, with the shapes of the prelude. Shapes and traits are ordered by ID,
 * whatever the order in the files; members keep theirs. A shape without a member that its type needs
 * is reported, and left out.
 */
export function assemble(
  drafts: ReadonlyMap<ShapeId, Draft>,
  metadata: JsonObject,
  report: Report,
): Model {
  const shapes = new Map<ShapeId, Shape>(prelude);
  for (const draft of drafts.values()) {
    const shape = build(draft, report);
    if (shape !== undefined) shapes.set(draft.id, shape);
  }
  return { shapes: sorted(shapes), metadata };
}

function sorted<T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...map].sort(([a], [b]) => byCodeUnit(a, b)));
}

/** Most traits are in order as they were read; those that were added are not. */
function sortedTraits(traits: Traits): Traits {
  let last = "";
  for (const id of traits.keys()) {
    if (id < last) return sorted(traits);
    last = id;
  }
  return traits;
}

function build(draft: Draft, report: Report): Shape | undefined {
  const { id, source, mixins } = draft;
  const plain = { id, source, traits: sortedTraits(draft.traits) };
  const base = mixins.length === 0 ? plain : { ...plain, mixins };
  switch (draft.type) {
    case "list": {
      const member = needed(draft, "member", report);
      return member && { ...base, type: "list", member };
    }
    case "map": {
      const key = needed(draft, "key", report);
      const value = needed(draft, "value", report);
      return key && value && { ...base, type: "map", key, value };
    }
    case "enum":
    case "intEnum":
      return { ...base, type: draft.type, members: membersOf(draft) };
    case "structure":
    case "union":
      return { ...base, type: draft.type, members: membersOf(draft) };
    case "operation":
      return {
        ...base,
        type: "operation",
        input: draft.references.get("input") ?? unit,
        output: draft.references.get("output") ?? unit,
        errors: draft.lists.get("errors") ?? [],
      };
    case "resource":
      return {
        ...base,
        type: "resource",
        identifiers: sorted(draft.maps.get("identifiers") ?? new Map<string, string>()),
        properties: sorted(draft.maps.get("properties") ?? new Map<string, string>()),
        lifecycle: new Map(
          lifecycle.flatMap((step) => {
            const target = draft.references.get(step);
            return target === undefined ? [] : [[step, target]];
          }),
        ),
        operations: draft.lists.get("operations") ?? [],
        collectionOperations: draft.lists.get("collectionOperations") ?? [],
        resources: draft.lists.get("resources") ?? [],
      };
    case "service":
      return {
        ...base,
        type: "service",
        version: draft.serviceVersion ?? "",
        operations: draft.lists.get("operations") ?? [],
        resources: draft.lists.get("resources") ?? [],
        errors: draft.lists.get("errors") ?? [],
        rename: sorted(draft.maps.get("rename") ?? new Map<string, string>()),
      };
    default:
      return { ...base, type: draft.type as SimpleType };
  }
}

function membersOf(draft: Draft): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  for (const [name, member] of draft.members) members.set(name, memberOf(draft, name, member));
  return members;
}

function memberOf(draft: Draft, name: string, member: DraftMember): Member {
  const { target, source } = member;
  return { id: `${draft.id}$${name}`, name, target, traits: sortedTraits(member.traits), source };
}

function needed(draft: Draft, name: string, report: Report): Member | undefined {
  const member = draft.members.get(name);
  if (member !== undefined) return memberOf(draft, name, member);
  const message = `The ${draft.type} has no \`${name}\`.`;
  report(error("Model.Expected", message, { shape: draft.id, source: draft.source }));
  return undefined;
}
