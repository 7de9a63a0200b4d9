import { jsonText } from "../text/visible.js";
import { SurfaceError } from "./readSurface.js";

/**
 * What a lock file tells of each of its services, as the text of a lock file of that one alone: by the
 * key of its folder or subpath, and of a package's only service by an empty one.
 *
 * @throws {SurfaceError} where the text tells of services, and not as Tinsmith does.
 */
export function serviceLocks(lock: string): ReadonlyMap<string, string> {
  const services = servicesIn(lock);
  if (services === undefined) return new Map([["", lock]]);
  return new Map(
    Object.entries(services).map(([key, own]) => {
      if (!/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(key) || typeof own !== "object" || own === null) {
        throw new SurfaceError("its /services are not what Tinsmith writes.");
      }
      return [key, jsonText(own)];
    }),
  );
}

function servicesIn(lock: string): object | undefined {
  try {
    const { services } = JSON.parse(lock) as { readonly services?: unknown };
    return typeof services === "object" && services !== null ? services : undefined;
  } catch {
    // Of one that cannot be read, its reader tells.
    return undefined;
  }
}
