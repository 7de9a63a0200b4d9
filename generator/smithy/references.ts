import type { Draft } from "./draft.js";
import type { ShapeId } from "./model.js";
import { fewHints } from "./nearest.js";
import { prelude } from "./prelude.js";
import { error, inside, type Place, type Report } from "./report.js";

/**
 * Reports every reference to a shape that is neither there nor broken. It runs before mixing, when everything still
 * stands where the file has it.
 */
export function checkReferences(
  drafts: ReadonlyMap<ShapeId, Draft>,
  broken: ReadonlySet<ShapeId>,
  report: Report,
): void {
  const names = [...drafts.keys(), ...prelude.keys()];
  const hint = fewHints(names);
  const check = (target: ShapeId, what: () => readonly [string, Place]) => {
    if (drafts.has(target) || prelude.has(target) || broken.has(target)) return;
    const [from, place] = what();
    const message = `The ${from} targets \`${target}\`, which is not defined.`;
    report(error("Target.UnresolvedShape", message + hint(target), inside(place, "target")));
  };
  for (const draft of drafts.values()) {
    for (const [name, { target, source }] of draft.members) {
      check(target, () => ["member", { shape: `${draft.id}$${name}`, source }]);
    }
    const property = (name: string, ...keys: (string | number)[]) => {
      const place: Place = { shape: draft.id, source: draft.source };
      return [`\`${name}\` of the ${draft.type}`, inside(place, name, ...keys)] as const;
    };
    for (const [name, target] of draft.references) check(target, () => property(name));
    for (const [name, targets] of draft.lists) {
      targets.forEach((target, index) => check(target, () => property(name, index)));
    }
    for (const [name, map] of draft.maps) {
      if (name === "rename") continue;
      for (const [key, target] of map) check(target, () => property(name, key));
    }
  }
}
