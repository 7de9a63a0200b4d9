import type { Draft } from "./draft.js";
import type { ShapeId } from "./model.js";
import { didYouMean } from "./nearest.js";
import { prelude } from "./prelude.js";
import { error, inside, type Place, type Report } from "./report.js";

// Looking for near names takes time; who has more than these has one cause for them all.
const hints = 20;

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
  const hinted = new Set<ShapeId>();
  const check = (target: ShapeId, what: () => readonly [string, Place]) => {
    if (drafts.has(target) || prelude.has(target) || broken.has(target)) return;
    const [from, place] = what();
    const message = `The ${from} targets \`${target}\`, which is not defined.`;
    const hint = hinted.size < hints || hinted.has(target) ? didYouMean(target, names) : "";
    hinted.add(target);
    report(error("Target.UnresolvedShape", message + hint, inside(place, "target")));
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
