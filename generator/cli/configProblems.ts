import { isBuiltin } from "node:module";
import { resolve, sep } from "node:path";
import { identityOf } from "../output/folder.js";
import { machine } from "../output/machine.js";
import { parseSource } from "../source/source.js";
import {
  modelsOf,
  type PackageEntry,
  type Placed,
  type ServiceEntry,
  type ServicesPackageEntry,
  type SourcesEntry,
} from "./configEntries.js";
import type { Problem } from "./configSchema.js";

/**
 * What is wrong with a config that is as the schema wants it.
 *
 * @param folder where it lies: its paths are relative to that.
 */
export function configProblems(
  packages: readonly Placed<PackageEntry | ServicesPackageEntry>[],
  sources: readonly Placed<SourcesEntry>[],
  folder: string,
): readonly Problem[] {
  const shape = packages.flatMap(({ entry, pointer }) => kindProblems(entry, pointer));
  if (shape.length > 0) return shape;
  const entries = [...packages, ...sources];
  return [
    ...packages.flatMap(({ entry, pointer }) => nameProblems(entry.name, `${pointer}/name`)),
    ...outProblems(
      entries.map(({ entry, pointer }) => ({ out: entry.out, pointer: `${pointer}/out` })),
      folder,
    ),
    ...sourceProblems(
      entries.flatMap(({ entry, pointer }): Placed<ServiceEntry>[] =>
        "services" in entry
          ? Object.entries(entry.services).map(([key, service]) => ({
              entry: service,
              pointer: `${pointer}/services/${key}`,
            }))
          : [{ entry, pointer }],
      ),
      folder,
    ),
  ];
}

/** What is wrong with the one package that flags describe, which is as the schema wants it. */
export function flagProblems({ name }: PackageEntry): readonly Problem[] {
  return nameProblems(name, "/name");
}

/** A package is of one service, or of several: what says which part of one is wanted is of that one. */
function kindProblems(entry: object, pointer: string): readonly Problem[] {
  if (!("services" in entry)) return [];
  const ofOne = ["model", "source", "service", "operations", "long", "protocol"];
  return ofOne
    .filter((key) => key in entry)
    .map((key) => ({
      pointer: `${pointer}/${key}`,
      message: `this package has "services", each of which has a ${JSON.stringify(key)} of its own.`,
    }));
}

function nameProblems(name: string, pointer: string): readonly Problem[] {
  if (!isBuiltin(name)) return [];
  return [{ pointer, message: `${JSON.stringify(name)} is the name of a module of Node's own.` }];
}

/**
 * What lies in another's folder, by whatever path, would be taken for files of the other's user.
 */
function outProblems(
  entries: readonly { readonly out: string; readonly pointer: string }[],
  folder: string,
): readonly Problem[] {
  const outs = entries.map(({ out }) => identityOf(resolve(folder, out), machine.fs));
  const within = (inner: string, outer: string): boolean =>
    inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
  return entries.flatMap(({ out: path, pointer }, index): readonly Problem[] => {
    const out = outs[index] ?? "";
    const other = outs.findIndex((o, i) => i < index && (within(out, o) || within(o, out)));
    const there = entries[other];
    if (!there) return [];
    const message =
      `${JSON.stringify(path)} overlaps with the output folder at ` +
      `${there.pointer}, ${JSON.stringify(there.out)}.`;
    return [{ pointer, message }];
  });
}

/** A source has to make sense, and one model file cannot have two. */
function sourceProblems(
  services: readonly Placed<ServiceEntry>[],
  folder: string,
): readonly Problem[] {
  return services.flatMap(({ entry, pointer }, index): readonly Problem[] => {
    if (entry.source === undefined) return [];
    const problem = (message: string): readonly Problem[] => [
      { pointer: `${pointer}/source`, message },
    ];
    const parsed = parseSource(entry.source);
    if ("problem" in parsed) return problem(`${JSON.stringify(entry.source)}: ${parsed.problem}.`);
    const [model, ...more] = modelsOf(entry, folder);
    if (more.length > 0) return problem("a package with a source has one model file, not several.");
    if (parsed.source.kind === "path" && resolve(folder, parsed.source.path) === model) {
      return problem(`${JSON.stringify(entry.source)} is the model file itself.`);
    }
    const other = services.find(
      (each, i) =>
        i < index &&
        each.entry.source !== undefined &&
        each.entry.source !== entry.source &&
        modelsOf(each.entry, folder)[0] === model,
    );
    if (!other) return [];
    return problem(
      `the same model file has another source at ${other.pointer}/source, ` +
        `${JSON.stringify(other.entry.source)}.`,
    );
  });
}
