import { definitions } from "./definitions/definitions.js";
import type { Draft } from "./draft.js";
import type { Json, ShapeId } from "./model.js";
import { prelude } from "./prelude.js";
import { error, inside, type Place, type Report } from "./report.js";

/** What `null` stands for as the value of a trait, by the type of the shape that defines it. */
const empty: Readonly<Record<string, Json>> = { structure: {}, map: {}, list: [], set: [] };

/**
 * Gives traits that are `null` the empty value that it stands for, now that their definitions are
 * there, and reports what is applied as a trait and is none.
 */
export function settleTraits(drafts: ReadonlyMap<ShapeId, Draft>, report: Report): void {
  const settle = (traits: Map<ShapeId, Json>, place: Place) => {
    for (const [id, value] of traits) {
      const defined = drafts.get(id);
      if (value === null) {
        const type = (defined ?? definitions.get(id))?.type;
        const filled = type === undefined ? undefined : empty[type];
        if (filled !== undefined) traits.set(id, filled);
      }
      const isTrait = defined ? defined.traits.has("smithy.api#trait") : !prelude.has(id);
      if (isTrait) continue;
      const message = `\`${id}\` is no trait: the shape that defines a trait has \`smithy.api#trait\`.`;
      report(error("Model.NotTrait", message, inside(place, "traits", id)));
    }
  };
  for (const { id, source, traits, members, inherited } of drafts.values()) {
    settle(traits, { shape: id, source });
    for (const each of [members, inherited]) {
      for (const [name, member] of each) {
        settle(member.traits, { shape: `${id}$${name}`, source: member.source });
      }
    }
  }
}
