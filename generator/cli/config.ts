import { resolve } from "node:path";
import type { LongType } from "../ir/ir.js";
import type { Json, SourceLocation } from "../smithy/model.js";
import { parseJson } from "../smithy/parseJson.js";
import { parseSource, type Source } from "../source/source.js";
import { jsonText, visible } from "../text/visible.js";
import { isCollection, servicesIn, withoutCollections, type Listing } from "./collection.js";
import {
  modelsOf,
  type Config,
  type PackageEntry,
  type Placed,
  type ServiceEntry,
  type ServicesPackageEntry,
  type SourcesEntry,
  type SourcesOptions,
} from "./configEntries.js";
import { configProblems, flagProblems } from "./configProblems.js";
import type { Problem } from "./configSchema.js";
import type { InputFile } from "./inputs.js";
import { openRecord } from "./pull/record.js";
import { UserError } from "./userError.js";

/** A service to generate, with paths made absolute. */
export interface ServiceSettings {
  /** What messages call it: its package, or its folder in one or in sources. */
  readonly name: string;
  /** Its folder or subpath; absent where the package is of no other service. */
  readonly key?: string | undefined;
  readonly models: readonly string[];
  /** Where `tinsmith pull` has the one model file from. */
  readonly modelSource?: Source | undefined;
  readonly service?: string | undefined;
  readonly operations?: readonly string[] | undefined;
  readonly long?: LongType | undefined;
  readonly protocol?: string | undefined;
  /** Where the config says so; absent where flags do. */
  readonly source?: SourceLocation | undefined;
}

/** What lies in one folder and is generated together. */
interface FolderSettings {
  /** What messages call it. */
  readonly name: string;
  readonly out: string;
  /** At least one. */
  readonly services: readonly ServiceSettings[];
  /** Where the config says so; absent where flags do. */
  readonly source?: SourceLocation | undefined;
}

/** A package of one service, which has no key, or of several, which have. */
export interface PackageSettings extends FolderSettings {
  readonly kind: "package";
  /** The version to give the package, instead of the one that follows from its changes. */
  readonly version?: string | undefined;
  /** The URL of the repository that the package is published from. */
  readonly repository?: string | undefined;
}

/** Sources in a tree of the user's own; each service has a key. */
export interface SourcesSettings extends FolderSettings, SourcesOptions {
  readonly kind: "sources";
}

export type OutputSettings = PackageSettings | SourcesSettings;

/**
 * What a config file asks for: its packages, and then its sources. An entry for AWS's collection is a
 * package of each service that was pulled for it.
 *
 * @param folder where it lies: its paths are relative to that.
 * @param isValid it is known to be as the schema wants it: looking again would take a while.
 * @param listing of the collection, to have packages of what it has as well; where no entry is for the
 *   collection, it is not asked.
 * @throws {UserError} with a message for each thing that is wrong, each with its JSON pointer.
 */
export async function parseConfig(
  { file, text }: InputFile,
  folder: string,
  isValid = false,
  listing?: Listing,
): Promise<readonly OutputSettings[]> {
  const value = readJson(text, file);
  const refuse = (problems: readonly Problem[]): void => {
    if (problems.length === 0) return;
    throw new UserError(
      problems.map(({ pointer, message }) => `${place(file, pointer)}: ${message}`),
    );
  };
  if (!isValid) refuse(await schemaProblems(value, "config"));
  const config = value as Config;
  const placed = <E>(entries: readonly E[] = [], key: string): readonly Placed<E>[] =>
    entries.map((entry, index) => ({ entry, pointer: `/${key}/${index}` }));
  const written = placed(config.packages, "packages");
  const collections = written.filter(isCollection);
  const chosenBy =
    collections.length === 0
      ? () => ({ services: [], idle: new Map<number, string>() })
      : servicesIn(openRecord(folder), folder, (await listing?.services()) ?? []);
  const empty = collections.filter(({ entry }) => chosenBy(entry).services.length === 0);
  refuse(empty.map(({ pointer }) => ({ pointer, message: NOTHING_PULLED })));
  for (const { entry, pointer } of collections) {
    for (const [index, pattern] of chosenBy(entry).idle) {
      const at = place(file, `${pointer}/exclude/${index}`);
      listing?.warn(`${at}: ${jsonText(pattern)} matches no service of AWS's collection.`);
    }
  }
  const packages = withoutCollections(written, chosenBy);
  const sources = placed(config.sources, "sources");
  // What is amiss with an entry as a whole would make its settings so.
  refuse(configProblems(packages, sources, folder));
  return [
    ...packages.map(({ entry, pointer }) => packageSettings(entry, folder, { file, pointer })),
    ...sources.map(({ entry, pointer }) => sourcesSettings(entry, folder, { file, pointer })),
  ];
}

const NOTHING_PULLED =
  "this has no service yet. Run npx tinsmith pull, which fetches the models of AWS's collection.";

/**
 * The one package that flags ask for.
 *
 * @param folder what its paths are relative to.
 * @param isValid they are known to be as the schema wants them.
 * @throws {UserError} with a message for each flag that is wrong.
 */
export async function parseFlags(
  entry: PackageEntry,
  folder: string,
  isValid = false,
): Promise<PackageSettings> {
  const wrong = isValid ? [] : await schemaProblems(entry, "package");
  const problems = [...wrong, ...flagProblems(entry)];
  if (problems.length > 0) {
    const flag = ({ pointer }: Problem): string => `--${pointer.split("/")[1] ?? ""}`;
    throw new UserError(problems.map((problem) => `${flag(problem)}: ${problem.message}`));
  }
  return packageSettings(entry, folder);
}

/** Loads the validator on first use: a run that finds nothing changed needs none. */
async function schemaProblems(
  value: unknown,
  part: "config" | "package",
): Promise<readonly Problem[]> {
  const schema = await import("./configSchema.js");
  return schema.schemaProblems(value, part);
}

function packageSettings(
  entry: PackageEntry | ServicesPackageEntry,
  folder: string,
  source?: SourceLocation,
): PackageSettings {
  const { name, version, repository } = entry;
  const services =
    "services" in entry
      ? servicesSettings(entry.services, name, folder, source)
      : [serviceSettings(entry, name, folder, source)];
  const out = resolve(folder, entry.out);
  return { kind: "package", name, version, repository, out, services, source };
}

function sourcesSettings(
  entry: SourcesEntry,
  folder: string,
  source: SourceLocation,
): SourcesSettings {
  const { extension = ".js", platform = "both", with: beside = ["testing"] } = entry;
  // Without a slash at its end, which messages put there.
  const name = entry.out.replace(/(?<=.)[/\\]+$/, "");
  const services = servicesSettings(entry.services, name, folder, source);
  const out = resolve(folder, entry.out);
  return { kind: "sources", name, out, services, source, extension, platform, with: beside };
}

function servicesSettings(
  entries: Readonly<Record<string, ServiceEntry>>,
  name: string,
  folder: string,
  source?: SourceLocation,
): readonly ServiceSettings[] {
  return Object.entries(entries).map(([key, entry]) => {
    const own = source && { ...source, pointer: `${source.pointer}/services/${key}` };
    return { ...serviceSettings(entry, `${name}/${key}`, folder, own), key };
  });
}

function serviceSettings(
  entry: ServiceEntry,
  name: string,
  folder: string,
  source?: SourceLocation,
): ServiceSettings {
  const { service, operations, long, protocol } = entry;
  const parsed = entry.source === undefined ? undefined : parseSource(entry.source);
  const modelSource = parsed && "source" in parsed ? parsed.source : undefined;
  const models = modelsOf(entry, folder);
  return { name, models, modelSource, service, operations, long, protocol, source };
}

function readJson(text: string, file: string): Json {
  const wrong: string[] = [];
  const value = parseJson(file, text, ({ message }) => wrong.push(`${file}: ${message}`));
  if (value === undefined) throw new UserError(wrong);
  return value;
}

const place = (file: string, pointer: string): string =>
  pointer === "" ? file : `${file} at ${visible(pointer)}`;
