import { join } from "node:path";
import { generate } from "../../generator/generate.js";
import { lowerService } from "../../generator/ir/lower.js";
import type { ServiceIr } from "../../generator/ir/ir.js";
import type { Remembered } from "../../generator/ir/remembered.js";
import { supportedProtocols } from "../../generator/protocols/protocols.js";
import type { Model, ServiceShape } from "../../generator/smithy/model.js";
import { selectOperations, selectService } from "../../generator/smithy/select.js";
import { sliceModel } from "../../generator/smithy/slice.js";
import { settleNames } from "../../generator/ir/names.js";
import { supportOf } from "../../generator/smithy/support.js";
import { exportedNames, rememberedOf } from "../../generator/versioning/exported.js";
import { readSurface } from "../../generator/versioning/readSurface.js";
import type { Surface } from "../../generator/versioning/surface.js";
import { callerProgram } from "./callerProgram.js";
import { compile, errorsOf } from "./compile.js";
import { exportedBy, subpathsOf, type Exported } from "./exportedBy.js";
import { readTemplates } from "./generate.js";

const templates = readTemplates();
const root = join(import.meta.dirname, "../..");

/** A version's package, as it lies in memory. */
export interface Version {
  readonly sources: ReadonlyMap<string, string>;
  readonly service: ServiceIr;
  /** As its lock file tells. */
  readonly surface: Surface;
}

/**
 * Generates the package of some of a model's operations.
 *
 * @param before - the version that it is an update of
 */
export async function versionOf(
  model: Model,
  operations?: readonly string[],
  before?: Version,
): Promise<Version> {
  const spoken = withProtocol(model);
  const remembered = before && rememberedOf(before.surface);
  const { files, diagnostics } = await generate({
    model: spoken,
    operations,
    remembered,
    templates,
    packageName: "@example/client",
    generatorVersion: "0.0.0",
    format: (_, text) => Promise.resolve(text),
  });
  if (!files) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  // Programs name these whether or not the version's own sources do.
  const shared = ["bytes", "document", "result"].map((name) => {
    const path = `runtime/contract/${name}.ts`;
    return [`src/${path}`, templates.get(path) ?? ""] as const;
  });
  return {
    sources: new Map([...shared, ...[...files].filter(([path]) => path.startsWith("src/"))]),
    service: lowered(spoken, operations, remembered),
    surface: readSurface(files.get("tinsmith.lock.json") ?? ""),
  };
}

/** A model whose service speaks a protocol for which a package can be generated. */
function withProtocol(model: Model): Model {
  const service = selectService(model).service as ServiceShape;
  if (supportedProtocols.some((id) => service.traits.has(id))) return model;
  const traits = new Map([...service.traits, ["aws.protocols#awsJson1_1", {}] as const]);
  return { ...model, shapes: new Map([...model.shapes, [service.id, { ...service, traits }]]) };
}

function lowered(
  model: Model,
  patterns: readonly string[] | undefined,
  remembered: Remembered | undefined,
): ServiceIr {
  const service = selectService(model).service as ServiceShape;
  const { operations } = selectOperations(model, service, patterns);
  const slice = sliceModel(model, service, operations);
  const sliced = slice.shapes.get(service.id) as ServiceShape;
  const { typesOnly } = supportOf(slice, sliced);
  return lowerService(slice, sliced, {
    isTypesOnly: (id) => typesOnly.has(id),
    names: settleNames(model, service, remembered),
  });
}

/** What callers can import from a version, by the specifier of each subpath's module. */
export function exportsOf({ sources }: Version): ReadonlyMap<string, readonly Exported[]> {
  const at = (path: string) => join(root, "virtual/alone", path);
  const program = compile(new Map([...sources].map(([path, text]) => [at(path), text])));
  return new Map(
    [...subpathsOf(sources.keys())].map(([path, specifier]) => [
      specifier,
      exportedBy(program, at(path), at("src/index.ts")),
    ]),
  );
}

/** Subpath to the names that callers can import from it, in their order: what the compiler finds. */
export function namesFound(version: Version): Readonly<Record<string, readonly string[]>> {
  const entries = [...exportsOf(version)].map(([specifier, names]) => {
    const subpath = specifier.replace("./src/", "./").replace(/\.js$/, "");
    return [subpath === "./index" ? "." : subpath, names.map(({ name }) => name).sort()] as const;
  });
  return Object.fromEntries(entries);
}

/** The same, as the version's lock file tells. */
export function namesTold({ surface }: Version): Readonly<Record<string, readonly string[]>> {
  const entries = [...exportedNames(surface)].map(
    ([subpath, names]) => [subpath, [...names.keys()].sort()] as const,
  );
  return Object.fromEntries(entries);
}

/** The names that a version has, and the next one has not, or as something else. */
export function namesLost(older: Surface, newer: Surface): readonly string[] {
  const after = exportedNames(newer);
  return [...exportedNames(older)].flatMap(([subpath, names]) =>
    [...names]
      .filter(([name, stands]) => after.get(subpath)?.get(name) !== stands)
      .map(([name, stands]) => `${subpath} ${name}: ${stands}`),
  );
}

/**
 * What TypeScript says of the older version's callers when they get the newer package; nothing where
 * all of them still compile.
 *
 * @throws where they do not compile with the older package, which would prove nothing.
 */
export function compilerVerdict(older: Version, newer: Version): readonly string[] {
  const caller = callerProgram(older.sources, older.service, exportsOf(older));
  const files = (folder: string, { sources }: Version): [string, string][] => [
    ...[...sources].map(([path, text]): [string, string] => [join(root, folder, path), text]),
    [join(root, folder, "caller.ts"), caller],
  ];
  const program = compile(
    new Map([...files("virtual/old", older), ...files("virtual/new", newer)]),
  );
  const said = (folder: string) =>
    errorsOf(program, program.getSourceFile(join(root, folder, "caller.ts")));
  const before = said("virtual/old");
  if (before.length > 0) throw new Error(`The old program is wrong:\n${before.join("\n")}`);
  return said("virtual/new");
}
