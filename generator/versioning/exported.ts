import { meaningOf, type Meaning, type Remembered } from "../ir/remembered.js";
import { derivedNames, type DerivedNames } from "./derived.js";
import { serviceLocks } from "./serviceLocks.js";
import { readSurface, SurfaceError } from "./readSurface.js";
import type { OperationSurface, Surface } from "./surface.js";
import { upperFirst } from "./words.js";

/** What the model calls an operation, without namespace. */
export function operationName(functionName: string, { shape }: OperationSurface): string {
  return (shape ?? upperFirst(functionName)).replace(/^.*#/, "");
}

/** What an operation's derived names are in a package. */
export function derivedNamesOf(surface: Surface, functionName: string): DerivedNames {
  const operation = surface.operations[functionName] as OperationSurface;
  const usual = derivedNames(operationName(functionName, operation));
  // A lock file from before these names were written down has none: types went first then.
  const isTaken = [surface.types, surface.enums, surface.errors].some(
    (part) => part[usual.errorType],
  );
  const errorType = isTaken ? `${usual.errorType}_` : usual.errorType;
  const { command, commandInput, commandOutput } = operation;
  return {
    errorType: operation.errorType ?? errorType,
    command: command ?? usual.command,
    commandInput: commandInput ?? usual.commandInput,
    commandOutput: commandOutput ?? usual.commandOutput,
  };
}

/** What a name stands for: a shape or operation, or a part of what comes with every package. */
export type Stands = Meaning | "package";

/** Every name that callers can import, by subpath, with what it stands for. */
export type ExportedNames = ReadonlyMap<string, ReadonlyMap<string, Stands>>;

/** What the package of a surface exports; of a model alone, what its package would. */
export function exportedNames(surface: Surface): ExportedNames {
  const { operations, types, enums, errors, subpaths = {} } = surface;
  const shapes = [...typeMeanings(types), ...typeMeanings(enums)];
  const failures = typeMeanings(errors);
  const known = new Map(shapes);
  const typesAt = (subpath: string, more: readonly (string | undefined)[] = []) =>
    [...(subpaths[subpath] ?? []), ...more].flatMap((name): [string, Stands][] => {
      const meaning = known.get(name ?? "");
      return name === undefined || meaning === undefined ? [] : [[name, meaning]];
    });
  const shared = (subpath: string): readonly [string, Stands][] =>
    Object.keys(surface.package?.[subpath] ?? {})
      .filter((name) => !name.includes("."))
      .map((name) => [name, "package"]);

  const functions: [string, Stands][] = [];
  const errorTypes: [string, Stands][] = [];
  const commands: [string, Stands][] = [];
  const modules: [string, ReadonlyMap<string, Stands>][] = [];
  const made: [string, Stands][] = [];
  for (const [name, operation] of Object.entries(operations)) {
    const short = operation.shape ?? upperFirst(name);
    const more = madeOf(operation, short);
    for (const one of more) made.push(one);
    const derived = derivedNamesOf(surface, name);
    const errorType: [string, Stands] = [derived.errorType, meaningOf("errors", short)];
    const own: [string, Stands][] = operation.typesOnly
      ? []
      : [[name, meaningOf("function", short)]];
    for (const one of own) functions.push(one);
    errorTypes.push(errorType);
    if (!operation.typesOnly) {
      commands.push(
        [derived.command, meaningOf("command", short)],
        [derived.commandInput, meaningOf("commandInput", short)],
        [derived.commandOutput, meaningOf("commandOutput", short)],
      );
    }
    const subpath = `./operations/${name}`;
    const used = typesAt(subpath, [operation.input, operation.output]);
    modules.push([subpath, new Map([...own, ...more, errorType, ...used])]);
  }
  return new Map([
    [".", new Map([...shared("."), ...shapes, ...failures, ...functions, ...made, ...errorTypes])],
    ["./client", new Map(shared("./client"))],
    ["./errors", new Map([...shared("./errors"), ...failures, ...typesAt("./errors")])],
    ["./testing", new Map(shared("./testing"))],
    ...optional
      .filter((subpath) => surface.package?.[subpath])
      .map((subpath) => [subpath, new Map(shared(subpath))] as const),
    // What the bridge declares takes the place of a shape's type.
    ["./smithy", new Map([...shapes, ...shared("./smithy"), ...failures, ...commands, ...made])],
    ...modules,
  ]);
}

/** The functions of an operation's pages and waiters. */
function madeOf(
  { paginator, waiters = {} }: OperationSurface,
  short: string,
): readonly [string, Meaning][] {
  return [
    ...(paginator ? [[paginator.name, meaningOf("paginator", short)] as [string, Meaning]] : []),
    ...Object.entries(waiters).map(([waiter, { name }]): [string, Meaning] => [
      name,
      meaningOf("waiter", `${short}$${waiter}`),
    ]),
  ];
}

/** Subpaths that not every package has. */
const optional = ["./otel", "./presign", "./transfer", "./batches", "./documents", "./credentials"];

function typeMeanings(
  part: Readonly<Record<string, { readonly shape?: string | undefined }>>,
): readonly [string, Meaning][] {
  return Object.entries(part).map(([name, { shape = name }]) => {
    // The type of an error's data is told with the error's shape.
    const isData = name.startsWith(shape) && /^Data_*$/.test(name.slice(shape.length));
    return [name, meaningOf("type", isData ? `${shape}$` : shape)];
  });
}

/** What a package's next generation has to keep. */
export function rememberedOf(surface: Surface): Remembered {
  const names = new Map<Meaning, string>();
  const others = new Set<string>();
  const types = new Map<string, readonly string[]>();
  for (const [subpath, exported] of exportedNames(surface)) {
    for (const [name, stands] of exported) {
      if (stands === "package") others.add(name);
      else names.set(stands, name);
    }
    // The others have all types.
    if (!/^\.\/(operations\/|errors$)/.test(subpath)) continue;
    const shapes = [...exported.values()].filter((stands) => stands.startsWith("type "));
    types.set(
      subpath.replace("./", ""),
      shapes.map((stands) => stands.replace("type ", "")),
    );
  }
  return { names, others, types };
}

/**
 * The same of a lock file's text; nothing where it cannot be read, of which comparing with it tells.
 */
export function rememberedIn(lock: string): Remembered | undefined {
  try {
    return rememberedOf(readSurface(lock));
  } catch (error) {
    if (error instanceof SurfaceError) return undefined;
    throw error;
  }
}

/** The same of each service that a lock file tells of, by its key. */
export function rememberedBy(lock: string): ReadonlyMap<string, Remembered | undefined> {
  try {
    return new Map([...serviceLocks(lock)].map(([key, own]) => [key, rememberedIn(own)]));
  } catch (error) {
    if (error instanceof SurfaceError) return new Map();
    throw error;
  }
}
