import { closureOf } from "../smithy/closure.js";
import type { JsonObject, Model, ServiceShape, Shape, ShapeId } from "../smithy/model.js";
import { operationsOf } from "../smithy/select.js";
import {
  claimsOf,
  meaningOf,
  nothing,
  shortId,
  type NameKind,
  type Remembered,
} from "./remembered.js";
import { isPaginated } from "./pages.js";
import { waiterId, waiterNames } from "./waiters.js";
import { devices, exported, typeWords, words } from "./reserved.js";
import { settle, type IsTaken, type Wanted } from "./settle.js";
import { structureId } from "./types.js";

/** The names that generated code has for what a model names, by shape ID. */
export interface Names {
  /** The types of structures, unions, enums and errors; by `structureId` those of errors' data. */
  readonly types: ReadonlyMap<ShapeId, string>;
  /** The functions of operations: `reEncrypt`. */
  readonly functions: ReadonlyMap<ShapeId, string>;
  /** The types of every way an operation can fail: `ReEncryptError`. */
  readonly errorTypes: ReadonlyMap<ShapeId, string>;
  /** The bridge's classes of operations, and the types of what those take and give. */
  readonly commands: ReadonlyMap<ShapeId, string>;
  readonly commandInputs: ReadonlyMap<ShapeId, string>;
  readonly commandOutputs: ReadonlyMap<ShapeId, string>;
  /** The functions of operations' pages: `paginateListKeys`. */
  readonly paginators: ReadonlyMap<ShapeId, string>;
  /** The functions of waiters, by `waiterId`: `waitUntilTableExists`. */
  readonly waiters: ReadonlyMap<ShapeId, string>;
  /** What the runtime knows of operations: `reEncryptOperation`. */
  readonly constants: ReadonlyMap<ShapeId, string>;
  /** The same of their pages: `listKeysPages`. */
  readonly paginations: ReadonlyMap<ShapeId, string>;
  /** The same of waiters: `tableExistsWaiter`. */
  readonly waiterConstants: ReadonlyMap<ShapeId, string>;
  /** The functions that read and write structures and unions. */
  readonly readers: ReadonlyMap<ShapeId, string>;
  readonly writers: ReadonlyMap<ShapeId, string>;
}

/** The shape's own name in an absolute shape ID. */
export function shapeName(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}

/** What a service's model calls a shape. */
export function modelName(service: ServiceShape, id: ShapeId): string {
  return service.rename.get(id) ?? shapeName(id);
}

/** What AWS SDKs call a service. */
export function sdkId(service: ServiceShape): string {
  const value = service.traits.get("aws.api#service") as JsonObject | undefined;
  return (value?.["sdkId"] as string | undefined) ?? shapeName(service.id);
}

/** A service's name as part of an identifier: `Secrets Manager` becomes `SecretsManager`. */
export function clientName(sdkId: string): string {
  const name = sdkId
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  return /^[A-Za-z]/.test(name) ? name : `Service${name}`;
}

/** A name as a local's, which is no word of the language. */
export function localName(name: string): string {
  const lower = lowerFirst(name);
  return words.has(lower) ? `${lower}_` : lower;
}

/**
 * Settles all names of a service's package: the one place where names give way to each other.
 *
 * Names are the model's, or made of it: `reEncrypt`, `ReEncryptError`. One that is taken gets a `_`
 * at its end, and another until it is free. What the package has exported so far keeps its name, from
 * whatever subpath, and what is new gives way to it. Then what the language and every package have
 * goes first (`class`, `Result`, `createKMSClient`), then the model's own names, then those made of
 * them; so a shape is called what the model calls it wherever that can be. No two names of a kind
 * differ by case alone, nor is one a name that Windows has for a device: modules are named after them.
 *
 * All of the service counts, whichever of its operations are generated: to generate one more
 * renames nothing.
 *
 * @param remembered - what the package has exported so far
 */
export function settleNames(
  model: Model,
  service: ServiceShape,
  remembered: Remembered = nothing,
): Names {
  const operations = operationsOf(model, service).map(({ id }) => id);
  const shapes = closureOf(model, [...operations, ...service.errors])
    .map((id) => model.shapes.get(id))
    .filter((shape) => shape !== undefined && typed.has(shape.type)) as Shape[];
  const isError = ({ traits }: Shape) => traits.has("smithy.api#error");
  const named = (ids: readonly ShapeId[], make: (name: string) => string) =>
    ids.map((id): Wanted => [id, make(modelName(service, id))]);
  const ofOperations = (make: (name: string) => string) => named(operations, make);

  const short = (id: ShapeId) => shortId(service.id, id);
  const alive = new Set(
    [
      ...operations.flatMap((id) => [id, ...waiterIdsOf(model, id)]),
      ...shapes.flatMap((shape) => [shape.id, structureId(shape)]),
    ].map(short),
  );
  const claims = claimsOf(remembered, (meaning) =>
    alive.has(meaning.slice(meaning.indexOf(" ") + 1)),
  );
  /** Settles exported names: first those that were exported before. */
  const settleExported = (
    kind: NameKind,
    wanted: readonly Wanted[],
    isTaken: IsTaken,
    others: readonly ReadonlyMap<ShapeId, string>[] = [],
  ) => {
    const meaning = (id: ShapeId) => meaningOf(kind, short(id));
    return settle(
      wanted,
      (id, name) => claims.isAnothers(meaning(id), name) || isTaken(id, name),
      others,
      (id) => claims.nameOf(meaning(id)),
    );
  };

  // The bridge's, whose exceptions are classes named as the errors' types are.
  const classes = new Set([
    "Command",
    "ServiceInputTypes",
    "ServiceOutputTypes",
    "exceptions",
    "then",
  ]);
  const isClass = (_: ShapeId, name: string) => classes.has(name);
  const settleClasses = (kind: NameKind, suffix: string) => {
    const settled = settleExported(
      kind,
      ofOperations((name) => `${name}${suffix}`),
      isClass,
    );
    add(classes, settled);
    return settled;
  };
  const commands = settleClasses("command", "Command");
  const commandInputs = settleClasses("commandInput", "CommandInput");
  const commandOutputs = settleClasses("commandOutput", "CommandOutput");

  const taken = new Set([...exported, ...clientNames(clientName(sdkId(service)))]);
  const isTaken = (_: ShapeId, name: string) => taken.has(name);
  const errors = shapes.filter(isError);
  const keptData = new Map(
    errors.flatMap((error): [ShapeId, string][] => {
      const id = structureId(error);
      const name = claims.nameOf(meaningOf("type", short(id)));
      return name === undefined ? [] : [[id, name]];
    }),
  );
  const own = settleExported(
    "type",
    named(
      shapes.map(({ id }) => id),
      (name) => name,
    ),
    (id, name) =>
      words.has(name) ||
      typeWords.has(name) ||
      devices.test(name) ||
      taken.has(name) ||
      (classes.has(name) && isError(model.shapes.get(id) as Shape)),
    [keptData],
  );
  add(taken, own);
  const data = settleExported(
    "type",
    errors.map((error): Wanted => [structureId(error), `${own.get(error.id) ?? ""}Data`]),
    isTaken,
    [own],
  );
  add(taken, data);
  const types = new Map([...own, ...data]);

  const functions = settleExported("function", ofOperations(lowerFirst), (_, name) => {
    // A fake's handlers have them as properties; an import of a module that has `then` calls it.
    const isProperty = name in Object.prototype || name === "then";
    return words.has(name) || devices.test(name) || isProperty || taken.has(name);
  });
  add(taken, functions);

  const errorTypes = settleExported(
    "errors",
    ofOperations((name) => `${name}Error`),
    isTaken,
  );
  add(taken, errorTypes);

  // The bridge has functions of these names, too, beside its classes.
  const isTakenAnywhere = (_: ShapeId, name: string) => taken.has(name) || classes.has(name);
  const paginated = operations.filter((id) => isPaginated(model, id));
  const paginators = settleExported(
    "paginator",
    named(paginated, (name) => `paginate${name}`),
    isTakenAnywhere,
  );
  add(taken, paginators);
  const waiterIds = operations.flatMap((id) => waiterIdsOf(model, id));
  const waiters = settleExported(
    "waiter",
    waiterIds.map((id): Wanted => [id, `waitUntil${waiterName(id)}`]),
    isTakenAnywhere,
  );
  add(taken, waiters);
  const constants = settle(
    ofOperations((name) => `${lowerFirst(name)}Operation`),
    isTaken,
  );
  add(taken, constants);
  const paginations = settle(
    named(paginated, (name) => `${lowerFirst(name)}Pages`),
    isTaken,
  );
  add(taken, paginations);
  const waiterConstants = settle(
    waiterIds.map((id): Wanted => [id, `${lowerFirst(waiterName(id))}Waiter`]),
    isTaken,
  );
  add(taken, waiterConstants);

  const structures = shapes
    .filter(({ type }) => type === "structure" || type === "union")
    .map(structureId);
  const ofStructures = (make: (name: string) => string) =>
    settle(
      structures.map((id): Wanted => [id, make(types.get(id) ?? "")]),
      isTaken,
    );
  const readers = ofStructures((name) => `read${name}`);
  add(taken, readers);
  const writers = ofStructures((name) => `write${name}`);
  return {
    types,
    functions,
    errorTypes,
    commands,
    commandInputs,
    commandOutputs,
    paginators,
    waiters,
    constants,
    paginations,
    waiterConstants,
    readers,
    writers,
  };
}

function add(names: Set<string>, settled: ReadonlyMap<ShapeId, string>): void {
  for (const name of settled.values()) names.add(name);
}

/** The IDs of an operation's waiters. */
function waiterIdsOf(model: Model, id: ShapeId): readonly ShapeId[] {
  const operation = model.shapes.get(id);
  return operation ? waiterNames(operation).map((name) => waiterId(id, name)) : [];
}

/** A waiter's own name. */
function waiterName(id: ShapeId): string {
  return id.slice(id.lastIndexOf("$") + 1);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

const typed: ReadonlySet<string> = new Set(["structure", "union", "enum", "intEnum"]);

/** What the main module exports of a client, and the module of its classes beside it. */
function clientNames(name: string): readonly string[] {
  const client = `${name}Client`;
  return [`create${client}`, client, `${client}Config`, `${client}ResolvedConfig`];
}
