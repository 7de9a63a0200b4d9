import type { Diagnostic } from "../diagnostic.js";
import { byCodeUnit } from "../json.js";
import type { Member, Model, Shape, ShapeId } from "../model.js";
import { at, error, listed } from "../report.js";
import { hasTrait, traits } from "../traits.js";
import type { Validator } from "./validator.js";

/**
 * Recursion can end: there is a finite value of every shape. Lists and maps end it by being empty,
 * structures by a member that is not required, unions by another member; and no list or map recurs
 * without a structure or union between.
 */
export const validateRecursion: Validator = ({ model, shapes }) => {
  const finite = finiteShapes(model, shapes);
  const ending = new Set<ShapeId>();
  const reported = new Map<ShapeId, Diagnostic>();
  for (const shape of shapes) {
    if (reported.has(shape.id)) continue;
    const cycle =
      shape.type === "list" || shape.type === "map"
        ? cycleFrom(model, shape, containerStep, ending)
        : finite.has(shape.id)
          ? undefined
          : cycleFrom(model, shape, (each) => endlessStep(each, finite), new Set());
    if (cycle === undefined) continue;
    const first = [...cycle].sort(byCodeUnit)[0] as ShapeId;
    const start = cycle.indexOf(first);
    const path = [...cycle.slice(start), ...cycle.slice(0, start), first];
    const message = `The recursion has no end: ${listed(
      path.map((id) => `\`${id}\``),
      " → ",
    )}.`;
    const shapesIn = cycle.map((id) => model.shapes.get(id)).filter((each) => each !== undefined);
    // Of a union and the structures that it needs, it is the union that wants another member.
    const unions = shapesIn.filter(({ type }) => type === "union");
    for (const each of unions.length > 0 ? unions : shapesIn) {
      reported.set(each.id, error("ShapeRecursion", message, at(each)));
    }
  }
  return [...reported.values()];
};

/** The shapes that have a finite value, found from those that need no other. */
function finiteShapes(model: Model, shapes: readonly Shape[]): ReadonlySet<ShapeId> {
  const finite = new Set<ShapeId>();
  const waiting = new Map<ShapeId, { shape: Shape; needs: number }>();
  const neededBy = new Map<ShapeId, Shape[]>();
  for (const shape of shapes) {
    const members = needed(shape);
    const needs = shape.type === "union" ? 1 : members.length;
    if (needs === 0) finite.add(shape.id);
    else waiting.set(shape.id, { shape, needs });
    for (const { target } of members) {
      const users = neededBy.get(target) ?? [];
      users.push(shape);
      neededBy.set(target, users);
    }
  }
  for (const id of finite) {
    for (const { id: user } of neededBy.get(id) ?? []) {
      const entry = waiting.get(user);
      if (entry !== undefined && --entry.needs === 0) finite.add(user);
    }
  }
  return finite;
}

/** The members that a value of a shape cannot do without; of a union's, any one will do. */
function needed(shape: Shape): readonly Member[] {
  if (shape.type === "union") return [...shape.members.values()];
  if (shape.type !== "structure") return [];
  return [...shape.members.values()].filter((member) => hasTrait(member, traits.required));
}

function endlessStep(shape: Shape, finite: ReadonlySet<ShapeId>): ShapeId | undefined {
  return needed(shape).find(({ target }) => !finite.has(target))?.target;
}

function containerStep(shape: Shape): ShapeId | undefined {
  if (shape.type === "list") return shape.member.target;
  return shape.type === "map" ? shape.value.target : undefined;
}

/**
 * The cycle that steps from a shape run into, or `undefined` if they end. Shapes whose steps end are
 * added to `ending`, and not walked again.
 */
function cycleFrom(
  model: Model,
  start: Shape,
  step: (shape: Shape) => ShapeId | undefined,
  ending: Set<ShapeId>,
): readonly ShapeId[] | undefined {
  const path = new Set<ShapeId>();
  let shape: Shape | undefined = start;
  while (shape !== undefined && !ending.has(shape.id)) {
    if (path.has(shape.id)) {
      const ids = [...path];
      return ids.slice(ids.indexOf(shape.id));
    }
    path.add(shape.id);
    const next = step(shape);
    shape = next === undefined ? undefined : model.shapes.get(next);
  }
  for (const id of path) ending.add(id);
  return undefined;
}
