import { resolve } from "node:path";
import type { LongType } from "../ir/ir.js";

/** A service, as the schema describes it. */
export interface ServiceEntry {
  readonly model: string | readonly string[];
  readonly source?: string;
  readonly service?: string;
  readonly operations?: readonly string[];
  readonly long?: LongType;
  readonly protocol?: string;
}

/** What an entry of `packages` has beside its services. */
interface PackageIdentityEntry {
  readonly name: string;
  readonly version?: string;
  readonly repository?: string;
  readonly out: string;
}

/** An entry of `packages` for one service. */
export interface PackageEntry extends PackageIdentityEntry, ServiceEntry {}

/** An entry of `packages` for several. */
export interface ServicesPackageEntry extends PackageIdentityEntry {
  readonly services: Readonly<Record<string, ServiceEntry>>;
}

/** An entry of `packages` that stands for a package of each service of AWS's collection. */
export interface CollectionEntry {
  readonly source: typeof EVERY_SERVICE;
  /** Patterns for the IDs of services that are left out. */
  readonly exclude?: readonly string[];
  readonly name: string;
  readonly repository?: string;
  readonly model: string;
  readonly long?: LongType;
  readonly out: string;
}

/** The source of a {@link CollectionEntry}, and of no other. */
export const EVERY_SERVICE = "aws:*";

/** An entry, and its JSON pointer. */
export interface Placed<E> {
  readonly entry: E;
  readonly pointer: string;
}

/** An entry of `sources`. */
export interface SourcesEntry extends Partial<SourcesOptions> {
  readonly out: string;
  readonly services: Readonly<Record<string, ServiceEntry>>;
}

/** A config, as the schema describes it. */
export interface Config {
  readonly packages?: readonly (PackageEntry | ServicesPackageEntry | CollectionEntry)[];
  readonly sources?: readonly SourcesEntry[];
}

/** How sources in a user's own tree are written. */
export interface SourcesOptions {
  /** What relative imports end with. */
  readonly extension: ".js" | ".ts" | "";
  /** Which of the runtime's platform modules are written. */
  readonly platform: "node" | "web" | "both";
  /** What is written beside each service. */
  readonly with: readonly ("testing" | "smithy" | "otel")[];
}

/** The absolute paths of a service's model files. */
export function modelsOf({ model }: ServiceEntry, folder: string): readonly string[] {
  const paths = typeof model === "string" ? [model] : model;
  return paths.map((path) => resolve(folder, path));
}
