import { factKinds, type FactKind, type Facts } from "../ir/facts.js";
import { isOptional } from "../ir/optional.js";
import type {
  Direction,
  Json,
  MemberIr,
  OperationIr,
  ServiceIr,
  ShapeId,
  TypeIr,
} from "../ir/ir.js";
import { typeAt } from "../ir/path.js";
import { shortId } from "../ir/remembered.js";
import { derivedNames, type DerivedNames } from "./derived.js";
import { printMember, typePrinter } from "./typeText.js";
import { givenBy } from "../ir/waiters.js";
import { upperFirst } from "./words.js";

/**
 * What callers of a package can see, and fingerprints of the rest. It stands in the lock file, where
 * its difference is what a reviewer reads; so everything has a line of its own, under its own name.
 */
export interface Surface {
  /** Of the layout of this data. */
  readonly format: 1;
  /** The service's shape ID. */
  readonly service: ShapeId;
  /** What the names of the client are made of: `KMS`. */
  readonly client: string;
  /** Shape IDs, without namespace where it is AWS's or Smithy's own. */
  readonly protocols: readonly string[];
  /** The settings of the client beyond those that every client has: name to type. */
  readonly settings: Texts;
  readonly operations: Readonly<Record<string, OperationSurface>>;
  readonly types: Readonly<Record<string, TypeSurface>>;
  /** Enum to name of a constant to its value. */
  readonly enums: Readonly<Record<string, EnumSurface>>;
  readonly errors: Readonly<Record<string, ErrorSurface>>;
  /** What comes with every package: subpath to exported name, or `Interface.member`, to its text. */
  readonly package?: Readonly<Record<string, Texts>> | undefined;
  /**
   * Subpath to the types that it exports beyond those that its operation takes and gives, or the
   * errors that it has: a type stays where callers found it, wherever it lies.
   */
  readonly subpaths?: Readonly<Record<string, readonly string[]>> | undefined;
  /** By kind and shape, a hash of what the model says beside the types. */
  readonly fingerprints: Readonly<Record<FactKind, Texts>>;
}

export type Texts = Readonly<Record<string, string>>;

/** Where something has another name than its shape, the shape's. */
interface Named {
  readonly shape?: string | undefined;
}

/** Names made of the operation's stand there where they are not the usual ones. */
export interface OperationSurface extends Named, Partial<DerivedNames> {
  /** The name of a type; absent where there is none. */
  readonly input?: string | undefined;
  readonly output?: string | undefined;
  readonly errors: readonly string[];
  /** It has no function, only types. */
  readonly typesOnly?: true | undefined;
  readonly paginator?: PaginatorSurface | undefined;
  /** By their names in the model. */
  readonly waiters?: Readonly<Record<string, WaiterSurface>> | undefined;
}

/** The function of an operation's pages. */
export interface PaginatorSurface {
  readonly name: string;
  /** The types of the token, of a page's size, and of its items; absent where there are none. */
  readonly token: string;
  readonly pageSize?: string | undefined;
  readonly items?: string | undefined;
}

/** The function of a waiter. */
export interface WaiterSurface {
  readonly name: string;
  /** What ends it well: an output, an error, or either. */
  readonly gives: "output" | "error" | "either";
}

export interface TypeSurface extends Named {
  readonly kind: "structure" | "union";
  readonly direction: Direction;
  /** Name to type, as `parseMember` reads it. */
  readonly members: Texts;
}

export interface EnumSurface extends Named {
  readonly kind: "enum" | "intEnum";
  readonly values: Readonly<Record<string, string | number>>;
}

export interface ErrorSurface extends Named {
  readonly fault: "client" | "server";
  readonly data: Texts;
}

/** What a surface holds that does not come of the service's IR. */
export interface Surroundings {
  readonly facts: Facts;
  readonly settings: Texts;
  readonly package?: Surface["package"];
  readonly subpaths?: Surface["subpaths"];
}

/**
 * The public surface of a service's package.
 *
 * @param hash - of a JSON value, whatever the order of its keys
 */
export function surfaceOf(
  service: ServiceIr,
  { facts, settings, package: shared, subpaths }: Surroundings,
  hash: (value: Json) => string,
): Surface {
  const print = typePrinter(service);
  const member = (of: MemberIr, direction: Direction) =>
    printMember({
      type: print(of.type),
      optional: isOptional(of, direction),
      default: of.default === undefined ? undefined : JSON.stringify(of.default),
    });
  const members = (list: readonly MemberIr[], direction: Direction) =>
    record(
      list,
      ({ name }) => name,
      (of) => member(of, direction),
    );
  const named = (id: ShapeId, name: string): Named => {
    const short = shortId(service.shape, id.replace(/\$$/, ""));
    return short === name ? {} : { shape: short };
  };
  const typeName = (id: ShapeId | undefined) =>
    id === undefined ? undefined : service.structures.get(id)?.name;

  return {
    format: 1,
    service: service.shape,
    client: service.clientName,
    protocols: service.protocols.map((id) => id.replace(/^(aws|smithy)\.protocols#/, "")),
    settings,
    operations: record(
      service.operations,
      ({ functionName }) => functionName,
      (operation) => ({
        ...named(operation.shape, upperFirst(operation.functionName)),
        ...(operation.typesOnly ? { typesOnly: true as const } : {}),
        ...defined("input", typeName(operation.input)),
        ...defined("output", typeName(operation.output)),
        ...unusualNames(operation),
        ...defined("paginator", paginatorOf(service, operation, print)),
        ...defined("waiters", waitersOf(operation)),
        errors: operation.errors.map((id) => service.errors.get(id)?.name ?? ""),
      }),
    ),
    types: record(
      service.structures.values(),
      ({ name }) => name,
      ({ shape, name, kind, direction, members: list }) => ({
        ...named(shape, name),
        kind,
        direction,
        members: members(list, direction),
      }),
    ),
    enums: record(
      service.enums.values(),
      ({ name }) => name,
      ({ shape, name, kind, values }) => ({
        ...named(shape, name),
        kind,
        values: record(
          values,
          (of) => of.name,
          ({ value }) => value,
        ),
      }),
    ),
    errors: record(
      service.errors.values(),
      ({ name }) => name,
      ({ shape, name, fault, members: list }) => ({
        ...named(shape, name),
        fault,
        data: members(list, "output"),
      }),
    ),
    ...defined("package", shared),
    ...defined("subpaths", subpaths),
    fingerprints: Object.fromEntries(
      factKinds.map((kind) => [
        kind,
        record(
          facts[kind],
          ([id]) => shortId(service.shape, id),
          ([, value]) => hash(value).slice(0, 12),
        ),
      ]),
    ) as unknown as Surface["fingerprints"],
  };
}

function paginatorOf(
  service: ServiceIr,
  { pagination, input, output }: OperationIr,
  print: (type: TypeIr) => string,
): PaginatorSurface | undefined {
  if (!pagination) return undefined;
  const typeIn = (root: ShapeId | undefined, path: readonly string[] | undefined) =>
    path && typeAt(service, root, path);
  const { inputToken, pageSize, items } = pagination;
  const token = typeIn(input, [inputToken]);
  const size = typeIn(input, pageSize === undefined ? undefined : [pageSize]);
  const found = typeIn(output, items);
  return {
    name: pagination.functionName,
    token: token ? print(token) : "",
    ...defined("pageSize", size && print(size)),
    ...defined("items", found && print(found)),
  };
}

function waitersOf({ waiters }: OperationIr): OperationSurface["waiters"] {
  if (waiters.length === 0) return undefined;
  return record(
    waiters,
    ({ name }) => name,
    (waiter) => ({ name: waiter.functionName, gives: givenBy(waiter) }),
  );
}

/** The names that are made of an operation's, where they are not what they usually are. */
function unusualNames(operation: OperationIr): Partial<DerivedNames> {
  const names: DerivedNames = {
    errorType: operation.errorTypeName,
    command: operation.commandName,
    commandInput: operation.commandInputName,
    commandOutput: operation.commandOutputName,
  };
  const usual = derivedNames(operation.name);
  const unusual = Object.entries(names).filter(
    ([key, name]) => name !== usual[key as keyof DerivedNames],
  );
  return Object.fromEntries(unusual);
}

/** The absolute ID of what a surface has by a short one. */
export function absoluteId({ service }: Surface, short: string): ShapeId {
  return short.includes("#") ? short : `${service.slice(0, service.indexOf("#") + 1)}${short}`;
}

/** An object of what a list holds, sorted by name, that has no prototype for names to meet. */
function record<T, V>(
  list: Iterable<T>,
  name: (item: T) => string,
  value: (item: T) => V,
): Readonly<Record<string, V>> {
  const entries = [...list].map((item): [string, V] => [name(item), value(item)]);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.assign(Object.create(null) as object, Object.fromEntries(entries));
}

function defined<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}
