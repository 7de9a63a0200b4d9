import { closureOf } from "../smithy/closure.js";
import { byCodeUnit } from "../smithy/json.js";
import type { JsonObject, Model, ServiceShape, Shape, ShapeId } from "../smithy/model.js";
import { operationsOf } from "../smithy/select.js";
import { structureId } from "./types.js";

/** The names that generated code has for what a model names, by shape ID. */
export interface Names {
  /** The types of structures, unions, enums and errors; by `structureId` those of errors' data. */
  readonly types: ReadonlyMap<ShapeId, string>;
  /** The functions of operations: `reEncrypt`. */
  readonly functions: ReadonlyMap<ShapeId, string>;
  /** The types of every way an operation can fail: `ReEncryptError`. */
  readonly errorTypes: ReadonlyMap<ShapeId, string>;
  /** What the runtime knows of operations: `reEncryptOperation`. */
  readonly constants: ReadonlyMap<ShapeId, string>;
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
 * at its end, and another until it is free. What the language and every package have goes first
 * (`class`, `Result`, `createKMSClient`), then the model's own names, then those made of them; so a
 * shape is called what the model calls it wherever that can be. No two names of a kind differ by
 * case alone, nor is one a name that Windows has for a device: modules are named after them.
 *
 * All of the service counts, whichever of its operations are generated: to generate one more
 * renames nothing.
 */
export function settleNames(model: Model, service: ServiceShape): Names {
  const operations = operationsOf(model, service).map(({ id }) => id);
  const shapes = closureOf(model, [...operations, ...service.errors])
    .map((id) => model.shapes.get(id))
    .filter((shape) => shape !== undefined && typed.has(shape.type)) as Shape[];
  const isError = ({ traits }: Shape) => traits.has("smithy.api#error");
  const named = (ids: readonly ShapeId[], make: (name: string) => string) =>
    ids.map((id): Wanted => [id, make(modelName(service, id))]);

  const taken = new Set([...exported, ...clientNames(clientName(sdkId(service)))]);
  // The bridge's, whose exceptions are classes named as the errors' types are.
  const classes = new Set([
    ...["Command", "ServiceInputTypes", "ServiceOutputTypes", "exceptions", "then"],
    ...named(operations, (name) => `${name}Command`).flatMap(([, command]) => [
      command,
      `${command}Input`,
      `${command}Output`,
    ]),
  ]);
  const typeIsTaken = (id: ShapeId, name: string) =>
    words.has(name) ||
    typeWords.has(name) ||
    devices.test(name) ||
    taken.has(name) ||
    (classes.has(name) && isError(model.shapes.get(id) as Shape));
  const own = settle(
    named(
      shapes.map(({ id }) => id),
      (name) => name,
    ),
    typeIsTaken,
  );
  add(taken, own);
  const isTaken = (_: ShapeId, name: string) => taken.has(name);
  const data = settle(
    shapes
      .filter(isError)
      .map((error): Wanted => [structureId(error), `${own.get(error.id) ?? ""}Data`]),
    isTaken,
    own,
  );
  add(taken, data);
  const types = new Map([...own, ...data]);

  const functions = settle(named(operations, lowerFirst), (_, name) => {
    // A fake's handlers have them as properties; an import of a module that has `then` calls it.
    const isProperty = name in Object.prototype || name === "then";
    return words.has(name) || devices.test(name) || isProperty || taken.has(name);
  });
  add(taken, functions);

  const errorTypes = settle(
    named(operations, (name) => `${name}Error`),
    isTaken,
  );
  add(taken, errorTypes);
  const constants = settle(
    named(operations, (name) => `${lowerFirst(name)}Operation`),
    isTaken,
  );
  add(taken, constants);

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
  return { types, functions, errorTypes, constants, readers, writers };
}

type Wanted = readonly [id: ShapeId, name: string];

/**
 * Gives everyone a name of its own: the wanted one to whom nothing stands in the way, first.
 *
 * @param others - of the same kind, settled before
 */
function settle(
  wanted: readonly Wanted[],
  isTaken: (id: ShapeId, name: string) => boolean,
  others: ReadonlyMap<ShapeId, string> = new Map(),
): ReadonlyMap<ShapeId, string> {
  const settled = new Map<ShapeId, string>();
  const seen = new Set([...others.values()].map((name) => name.toLowerCase()));
  const give = ([id, name]: Wanted): boolean => {
    if (isTaken(id, name) || seen.has(name.toLowerCase())) return false;
    seen.add(name.toLowerCase());
    settled.set(id, name);
    return true;
  };
  const ordered = [...wanted].sort(([a, x], [b, y]) => byCodeUnit(x, y) || byCodeUnit(a, b));
  for (const [id, name] of ordered.filter((each) => !give(each))) {
    for (let other = `${name}_`; !give([id, other]); other += "_");
  }
  return settled;
}

function add(names: Set<string>, settled: ReadonlyMap<ShapeId, string>): void {
  for (const name of settled.values()) names.add(name);
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

/** What callers of every package use by name; other exports of the runtime give way to a model's. */
const exported = (
  "AbortError CallError CallOptions ClientError ConfigError CredentialsError InputError " +
  "ResponseError Result ServiceError TimeoutError TransportError Unit UnmodeledServiceError unwrap"
).split(" ");

/** Words that cannot be the name of a function or a type in a module (ECMAScript 2025, 12.7.2). */
const words: ReadonlySet<string> = new Set(
  (
    "arguments as await break case catch class const continue debugger default delete do else enum eval " +
    "export extends false finally for function globalThis if implements import in instanceof " +
    "interface let new null package private protected public return static super switch this throw " +
    "true try typeof undefined var void while with yield"
  ).split(" "),
);

/** Words that TypeScript takes for a type of its own, or for an operator, where a type stands. */
const typeWords: ReadonlySet<string> = new Set(
  (
    "any asserts bigint boolean infer intrinsic keyof never number object readonly satisfies string " +
    "symbol unique unknown"
  ).split(" "),
);

/** Names that no file has on Windows, whatever its extension. */
const devices = /^(con|prn|aux|nul|(com|lpt)\d)$/i;
