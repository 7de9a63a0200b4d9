import { resolve } from "node:path";
import { matcherOf } from "../smithy/wildcard.js";
import {
  EVERY_SERVICE,
  type CollectionEntry,
  type PackageEntry,
  type Placed,
  type ServicesPackageEntry,
} from "./configEntries.js";
import type { RecordFile } from "./pull/record.js";

type Entry = PackageEntry | ServicesPackageEntry;

/** Whether an entry of `packages` stands for all of AWS's collection. */
export function isCollection(
  placed: Placed<Entry | CollectionEntry>,
): placed is Placed<CollectionEntry> {
  return "source" in placed.entry && placed.entry.source === EVERY_SERVICE;
}

/** What AWS's collection has, for entries that stand for all of it. */
export interface Listing {
  /** The IDs of its services. */
  readonly services: () => Promise<Iterable<string>>;
  /** Told of what such an entry names in vain. */
  readonly warn: (message: string) => void;
}

/** What an entry for the collection comes to. */
interface Chosen {
  /** The services that it has packages of, sorted. */
  readonly services: readonly string[];
  /** The patterns of `exclude` that leave nothing out, by their index. */
  readonly idle: ReadonlyMap<number, string>;
}

/**
 * Which services an entry for the collection has packages of: those that were pulled for it, as
 * `tinsmith.models.json` tells, and those that the collection is known to have. A service that has left
 * the collection keeps its package so.
 */
export function servicesIn(
  records: RecordFile,
  folder: string,
  listed: Iterable<string>,
): (entry: CollectionEntry) => Chosen {
  const pulled = records.services();
  return ({ model, exclude = [] }) => {
    const own = pulled.filter(
      (id) => records.get(resolve(folder, filled(model, id)))?.source === `aws:${id}`,
    );
    const all = [...new Set([...own, ...listed])].sort();
    const isExcluded = exclude.map(matcherOf);
    return {
      services: all.filter((id) => !isExcluded.some((matches) => matches(id))),
      idle: new Map([...exclude.entries()].filter(([index]) => !all.some(isExcluded[index]!))),
    };
  };
}

/**
 * Entries of `packages` with a package of each service in the place of those for the collection. A
 * service that an entry of its own has as its source is that one's alone.
 */
export function withoutCollections(
  packages: readonly Placed<Entry | CollectionEntry>[],
  servicesOf: (entry: CollectionEntry) => Pick<Chosen, "services">,
): readonly Placed<Entry>[] {
  const named = new Set(packages.map(({ entry }) => "source" in entry && entry.source));
  return packages.flatMap((placed): readonly Placed<Entry>[] => {
    if (!isCollection(placed)) return [placed];
    const { entry, pointer } = placed;
    return servicesOf(entry)
      .services.map((id) => [id, `aws:${id}`] as const)
      .filter(([, source]) => !named.has(source))
      .map(([id, source]) => ({ entry: packageOf(entry, id, source), pointer }));
  });
}

function packageOf(entry: CollectionEntry, id: string, source: string): PackageEntry {
  const { name, model, out, repository, long } = entry;
  return {
    name: filled(name, id),
    model: filled(model, id),
    out: filled(out, id),
    source,
    ...(repository !== undefined && { repository }),
    ...(long !== undefined && { long }),
  };
}

function filled(text: string, service: string): string {
  return text.replaceAll("{service}", service);
}
