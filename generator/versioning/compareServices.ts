import { comparison, type Change, type Comparison } from "./change.js";
import { compareSurfaces } from "./compare/compare.js";
import { readSurface } from "./readSurface.js";
import { serviceLocks } from "./serviceLocks.js";

/**
 * What is different for callers between two lock files, each of one service or of several.
 *
 * @throws {SurfaceError} where one of them cannot be compared with.
 */
export function compareServices(older: string, newer: string): Comparison {
  const [before, after] = [serviceLocks(older), serviceLocks(newer)];
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return comparison(
    keys.flatMap((key): readonly Change[] => {
      const [old, now] = [before.get(key), after.get(key)];
      const service = key === "" ? undefined : key;
      if (old === undefined || now === undefined) {
        return [whole(key, old === undefined, readSurface(old ?? now ?? "").service)];
      }
      const { changes } = compareSurfaces(readSurface(old), readSurface(now));
      return changes.map((change) => ({ ...change, service }));
    }),
  );
}

/** A service that is new, or gone. */
function whole(key: string, isNew: boolean, shape: string): Change {
  return {
    ...(isNew
      ? { bump: "minor", rule: "export-added", message: "The service is new." }
      : { bump: "major", rule: "export-removed", message: "The service is gone." }),
    shape,
    operations: [],
    service: key,
  };
}
