import { factKinds } from "../ir/facts.js";
import { visible } from "../text/visible.js";
import type { PaginatorSurface, Surface, Texts, WaiterSurface } from "./surface.js";

/** A text that is no lock file with a surface that can be compared. */
export class SurfaceError extends Error {
  override readonly name = "SurfaceError";
}

/**
 * The surface that a lock file tells of. Anyone may have written the file: what comes back has just
 * the fields of a {@link Surface}, of the right types, in objects without prototypes.
 *
 * @param text - of the lock file
 * @throws {SurfaceError} where it holds no surface that this version of Tinsmith can compare
 */
export function readSurface(text: string): Surface {
  const lock = object(parse(text), "");
  if (lock["surface"] === undefined) throw new SurfaceError("it has no /surface.");
  const surface = object(lock["surface"], "/surface");
  if (surface["format"] !== 1) {
    throw new SurfaceError(
      "its /surface is of another version of Tinsmith, which this one cannot compare with.",
    );
  }
  const at = (key: string) => `/surface/${key}`;
  const part = <T>(key: string, read: (value: unknown, at: string) => T) =>
    mapped(object(surface[key], at(key)), at(key), read);
  const { package: shared, subpaths } = surface;
  return {
    format: 1,
    service: string(surface["service"], at("service")),
    client: string(surface["client"], at("client")),
    protocols: strings(surface["protocols"], at("protocols")),
    settings: texts(surface["settings"], at("settings")),
    operations: part("operations", (value, at) => {
      const operation = object(value, at);
      const { shape, input, output, errors, typesOnly, paginator, waiters } = operation;
      return {
        ...optional("shape", shape, at, string),
        ...optional("input", input, at, string),
        ...optional("output", output, at, string),
        ...(typesOnly === true ? { typesOnly: true as const } : {}),
        ...derived.reduce(
          (names, key) => ({ ...names, ...optional(key, operation[key], at, string) }),
          {},
        ),
        errors: strings(errors, `${at}/errors`),
        ...(paginator === undefined
          ? {}
          : { paginator: paginatorAt(paginator, `${at}/paginator`) }),
        ...(waiters === undefined
          ? {}
          : { waiters: mapped(object(waiters, `${at}/waiters`), `${at}/waiters`, waiterAt) }),
      };
    }),
    types: part("types", (value, at) => {
      const { shape, kind, direction, members } = object(value, at);
      return {
        ...optional("shape", shape, at, string),
        kind: oneOf(kind, ["structure", "union"], `${at}/kind`),
        direction: oneOf(direction, ["input", "output", "both"], `${at}/direction`),
        members: texts(members, `${at}/members`),
      };
    }),
    enums: part("enums", (value, at) => {
      const { shape, kind, values } = object(value, at);
      return {
        ...optional("shape", shape, at, string),
        kind: oneOf(kind, ["enum", "intEnum"], `${at}/kind`),
        values: mapped(object(values, `${at}/values`), `${at}/values`, (value, at) =>
          typeof value === "number" ? value : string(value, at),
        ),
      };
    }),
    errors: part("errors", (value, at) => {
      const { shape, fault, data } = object(value, at);
      return {
        ...optional("shape", shape, at, string),
        fault: oneOf(fault, ["client", "server"], `${at}/fault`),
        data: texts(data, `${at}/data`),
      };
    }),
    ...(shared === undefined
      ? {}
      : { package: mapped(object(shared, at("package")), at("package"), sharedNames) }),
    ...(subpaths === undefined
      ? {}
      : { subpaths: mapped(object(subpaths, at("subpaths")), at("subpaths"), strings) }),
    fingerprints: Object.fromEntries(
      factKinds.map((kind) => {
        const all = object(surface["fingerprints"], at("fingerprints"));
        return [kind, texts(all[kind], at(`fingerprints/${kind}`))];
      }),
    ) as unknown as Surface["fingerprints"],
  };
}

/** Lock files once told of the bridge's `Command`, which no package exports. */
function sharedNames(value: unknown, at: string): Texts {
  const names = Object.entries(object(value, at)).filter(
    ([name]) => name !== "Command" || !at.endsWith("/./smithy"),
  );
  return texts(Object.fromEntries(names), at);
}

function paginatorAt(value: unknown, at: string): PaginatorSurface {
  const { name, token, pageSize, items } = object(value, at);
  return {
    name: string(name, `${at}/name`),
    token: string(token, `${at}/token`),
    ...optional("pageSize", pageSize, at, string),
    ...optional("items", items, at, string),
  };
}

function waiterAt(value: unknown, at: string): WaiterSurface {
  const { name, gives } = object(value, at);
  return {
    name: string(name, `${at}/name`),
    gives: oneOf(gives, ["output", "error", "either"], `${at}/gives`),
  };
}

const derived = ["errorType", "command", "commandInput", "commandOutput"] as const;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The engine's message quotes the text, which may be of any file.
    throw new SurfaceError("it is not JSON.");
  }
}

type Entries = Readonly<Record<string, unknown>>;

function object(value: unknown, at: string): Entries {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw wrong(at, "an object");
  }
  return value as Entries;
}

function string(value: unknown, at: string): string {
  if (typeof value !== "string") throw wrong(at, "a text");
  return value;
}

function strings(value: unknown, at: string): readonly string[] {
  if (!Array.isArray(value)) throw wrong(at, "a list of texts");
  return value.map((item, index) => string(item, `${at}/${index}`));
}

function texts(value: unknown, at: string): Texts {
  return mapped(object(value, at), at, string);
}

function oneOf<T extends string>(value: unknown, known: readonly T[], at: string): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw wrong(at, known.map((one) => JSON.stringify(one)).join(" or "));
  return found;
}

function optional<K extends string>(
  key: K,
  value: unknown,
  at: string,
  read: (value: unknown, at: string) => string,
): { readonly [P in K]?: string } {
  if (value === undefined) return {};
  return { [key]: read(value, `${at}/${key}`) } as { readonly [P in K]?: string };
}

function mapped<T>(
  value: Entries,
  at: string,
  read: (value: unknown, at: string) => T,
): Readonly<Record<string, T>> {
  const result = Object.create(null) as Record<string, T>;
  for (const [key, item] of Object.entries(value)) result[key] = read(item, `${at}/${key}`);
  return result;
}

function wrong(at: string, expected: string): SurfaceError {
  return new SurfaceError(`at ${at === "" ? "its root" : visible(at)}, ${expected} is expected.`);
}
