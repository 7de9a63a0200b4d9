import { byCodeUnit } from "../smithy/json.js";
import type { ShapeId } from "../smithy/model.js";

/** What someone wants to be called. */
export type Wanted = readonly [id: ShapeId, name: string];
/** Whether a name is not to be had. */
export type IsTaken = (id: ShapeId, name: string) => boolean;

/**
 * Gives everyone a name of its own: the one that it had, then the wanted one to whom nothing stands
 * in the way.
 *
 * @param others - of the same kind, settled elsewhere: none differs from those by case alone
 * @param had - the name that one had
 */
export function settle(
  wanted: readonly Wanted[],
  isTaken: IsTaken,
  others: readonly ReadonlyMap<ShapeId, string>[] = [],
  had: (id: ShapeId) => string | undefined = () => undefined,
): ReadonlyMap<ShapeId, string> {
  const settled = new Map<ShapeId, string>();
  const seen = new Set(
    others.flatMap((each) => [...each.values()]).map((name) => name.toLowerCase()),
  );
  const give = ([id, name]: Wanted): boolean => {
    if (isTaken(id, name) || seen.has(name.toLowerCase())) return false;
    seen.add(name.toLowerCase());
    settled.set(id, name);
    return true;
  };
  const ordered = [...wanted].sort(([a, x], [b, y]) => byCodeUnit(x, y) || byCodeUnit(a, b));
  const keeps = ([id]: Wanted) => {
    const name = had(id);
    return name !== undefined && give([id, name]);
  };
  const rest = ordered.filter((each) => !keeps(each));
  for (const [id, name] of rest.filter((each) => !give(each))) {
    for (let other = `${name}_`; !give([id, other]); other += "_");
  }
  return settled;
}
