import { isBuiltin } from "node:module";
import { resolve, sep } from "node:path";
import type { LongType } from "../ir/ir.js";
import type { Json, SourceLocation } from "../smithy/model.js";
import { parseJson } from "../smithy/parseJson.js";
import { identityOf } from "../output/folder.js";
import { machine } from "../output/machine.js";
import { parseSource, type Source } from "../source/source.js";
import type { Problem } from "./configSchema.js";
import type { InputFile } from "./inputs.js";
import { visible } from "../text/visible.js";
import { UserError } from "./userError.js";

/** One package to generate, with paths made absolute. */
export interface PackageSettings {
  readonly models: readonly string[];
  /** Where `tinsmith pull` has the one model file from. */
  readonly modelSource?: Source | undefined;
  readonly service?: string | undefined;
  readonly operations?: readonly string[] | undefined;
  readonly long?: LongType | undefined;
  readonly protocol?: string | undefined;
  readonly name: string;
  /** The version to give the package, instead of the one that follows from its changes. */
  readonly version?: string | undefined;
  /** The URL of the repository that the package is published from. */
  readonly repository?: string | undefined;
  readonly out: string;
  /** Where the config says so; absent where flags do. */
  readonly source?: SourceLocation | undefined;
}

/** An entry of `packages`, as the schema describes it. */
export interface PackageEntry {
  readonly model: string | readonly string[];
  readonly source?: string;
  readonly service?: string;
  readonly operations?: readonly string[];
  readonly long?: LongType;
  readonly protocol?: string;
  readonly name: string;
  readonly version?: string;
  readonly repository?: string;
  readonly out: string;
}

/**
 * The packages that a config file asks for.
 *
 * @param folder where it lies: its paths are relative to that.
 * @param isValid it is known to be as the schema wants it: looking again would take a while.
 * @throws {UserError} with a message for each thing that is wrong, each with its JSON pointer.
 */
export async function parseConfig(
  { file, text }: InputFile,
  folder: string,
  isValid = false,
): Promise<readonly PackageSettings[]> {
  const value = readJson(text, file);
  const wrong = (problems: readonly Problem[]): UserError =>
    new UserError(problems.map(({ pointer, message }) => `${place(file, pointer)}: ${message}`));

  const problems = isValid ? [] : await schemaProblems(value, "config");
  if (problems.length > 0) throw wrong(problems);
  const { packages } = value as unknown as { packages: readonly PackageEntry[] };
  const more = [
    ...packages.flatMap((entry, index) => nameProblems(entry.name, `/packages/${index}/name`)),
    ...outProblems(packages, folder),
    ...sourceProblems(packages, folder),
  ];
  if (more.length > 0) throw wrong(more);
  return packages.map((entry, index) =>
    toSettings(entry, folder, { file, pointer: `/packages/${index}` }),
  );
}

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
  const problems = [...wrong, ...nameProblems(entry.name, "/name")];
  if (problems.length > 0) {
    const flag = ({ pointer }: Problem): string => `--${pointer.split("/")[1] ?? ""}`;
    throw new UserError(problems.map((problem) => `${flag(problem)}: ${problem.message}`));
  }
  return toSettings(entry, folder);
}

/** Loads the validator on first use: a run that finds nothing changed needs none. */
async function schemaProblems(
  value: unknown,
  part: "config" | "package",
): Promise<readonly Problem[]> {
  const schema = await import("./configSchema.js");
  return schema.schemaProblems(value, part);
}

function toSettings(entry: PackageEntry, folder: string, source?: SourceLocation): PackageSettings {
  return {
    models: modelsOf(entry, folder),
    modelSource: sourceOf(entry),
    service: entry.service,
    operations: entry.operations,
    long: entry.long,
    protocol: entry.protocol,
    name: entry.name,
    version: entry.version,
    repository: entry.repository,
    out: resolve(folder, entry.out),
    source,
  };
}

function modelsOf({ model }: PackageEntry, folder: string): readonly string[] {
  const paths = typeof model === "string" ? [model] : model;
  return paths.map((path) => resolve(folder, path));
}

function sourceOf({ source }: PackageEntry): Source | undefined {
  const parsed = source === undefined ? undefined : parseSource(source);
  return parsed && "source" in parsed ? parsed.source : undefined;
}

function readJson(text: string, file: string): Json {
  const wrong: string[] = [];
  const value = parseJson(file, text, ({ message }) => wrong.push(`${file}: ${message}`));
  if (value === undefined) throw new UserError(wrong);
  return value;
}

const place = (file: string, pointer: string): string =>
  pointer === "" ? file : `${file} at ${visible(pointer)}`;

function nameProblems(name: string, pointer: string): readonly Problem[] {
  if (!isBuiltin(name)) return [];
  return [{ pointer, message: `${JSON.stringify(name)} is the name of a module of Node's own.` }];
}

/**
 * A package that lies in another's folder, by whatever path, would be taken for files of the other's
 * user.
 */
function outProblems(packages: readonly PackageEntry[], folder: string): readonly Problem[] {
  const outs = packages.map((entry) => identityOf(resolve(folder, entry.out), machine.fs));
  const within = (inner: string, outer: string): boolean =>
    inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
  return outs.flatMap((out, index): readonly Problem[] => {
    const other = outs.findIndex((o, i) => i < index && (within(out, o) || within(o, out)));
    if (other === -1) return [];
    const message =
      `${JSON.stringify(packages[index]?.out)} overlaps with the output folder at ` +
      `/packages/${other}/out, ${JSON.stringify(packages[other]?.out)}.`;
    return [{ pointer: `/packages/${index}/out`, message }];
  });
}

/** A source has to make sense, and one model file cannot have two. */
function sourceProblems(packages: readonly PackageEntry[], folder: string): readonly Problem[] {
  return packages.flatMap((entry, index): readonly Problem[] => {
    if (entry.source === undefined) return [];
    const problem = (message: string): readonly Problem[] => [
      { pointer: `/packages/${index}/source`, message },
    ];
    const parsed = parseSource(entry.source);
    if ("problem" in parsed) return problem(`${JSON.stringify(entry.source)}: ${parsed.problem}.`);
    const [model, ...more] = modelsOf(entry, folder);
    if (more.length > 0) return problem("a package with a source has one model file, not several.");
    if (parsed.source.kind === "path" && resolve(folder, parsed.source.path) === model) {
      return problem(`${JSON.stringify(entry.source)} is the model file itself.`);
    }
    const other = packages.findIndex(
      ({ source, ...rest }, i) =>
        i < index &&
        source !== undefined &&
        source !== entry.source &&
        modelsOf(rest, folder)[0] === model,
    );
    if (other === -1) return [];
    return problem(
      `the same model file has another source at /packages/${other}/source, ` +
        `${JSON.stringify(packages[other]?.source)}.`,
    );
  });
}
