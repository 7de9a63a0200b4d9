import type { Change } from "../change.js";
import { pairs, type Context } from "../context.js";
import type { Texts } from "../surface.js";
import { quoted } from "../../text/markdown.js";
import { operationList } from "../words.js";

/** What is different in how a client is made. */
export function clientChanges({ older, newer }: Context): readonly Change[] {
  const at = { shape: newer.service, operations: [] };
  return [
    ...(older.client === newer.client
      ? []
      : [
          {
            ...at,
            bump: "major",
            rule: "client-renamed",
            message: `${quoted(`create${older.client}Client`)} and the types of the client are named after ${quoted(newer.client)} now. Change the names in your imports.`,
            before: older.client,
            after: newer.client,
          } as const,
        ]),
    ...(older.protocols.join() === newer.protocols.join()
      ? []
      : [
          {
            ...at,
            bump: "minor",
            rule: "protocols-changed",
            message: `The service speaks ${protocols(newer.protocols)} now; it spoke ${protocols(older.protocols)}. The client may speak another protocol than so far; tests that look at requests may see it.`,
            before: older.protocols.join(", "),
            after: newer.protocols.join(", "),
          } as const,
        ]),
    ...pairs(older.settings, newer.settings).flatMap(([name, before, after]) => {
      const setting = `The client's setting ${quoted(name)}`;
      if (before === after) return [];
      const fields =
        before === undefined
          ? ({ bump: "minor", rule: "setting-added", message: `${setting} is new.` } as const)
          : after === undefined
            ? ({
                bump: "major",
                rule: "setting-removed",
                message: `${setting} was removed. Code that gives it no longer compiles.`,
              } as const)
            : ({
                bump: "major",
                rule: "setting-changed",
                message: `${setting} is ${quoted(after)} now; it was ${quoted(before)}.`,
              } as const);
      return [{ ...at, ...fields, before, after }];
    }),
  ];
}

function protocols(names: readonly string[]): string {
  return operationList(names) || "none";
}

/** What a package exports, under the names that it has for another client: that is told as a whole. */
function withClient(texts: Texts, from: string, to: string): Texts {
  const names = new Map(clientNames(from).map((name, index) => [name, clientNames(to)[index]]));
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key.replace(/^[^._]+/, (name) => names.get(name) ?? name),
      text,
    ]),
  );
}

function clientNames(name: string): readonly string[] {
  const client = `${name}Client`;
  return [
    ...[client, `create${client}`, `${client}Config`, `${client}ResolvedConfig`],
    ...[name, `${name}PaginationConfiguration`],
    ...[`Fake${name}`, `createFake${name}`, `Fake${name}Handlers`, `${name}ServiceException`],
  ];
}

/** What is different in what comes with every package, whatever its service. */
export function exportChanges({ older, newer }: Context): readonly Change[] {
  // A model by itself has no package around it to compare.
  if (!older.package || !newer.package) return [];
  const { service: shape } = newer;
  const before = Object.entries(older.package).map(
    ([subpath, texts]) => [subpath, withClient(texts, older.client, newer.client)] as const,
  );
  return pairs(Object.fromEntries(before), newer.package).flatMap(
    ([subpath, before = {}, after = {}]) =>
      pairs(before, after).flatMap(([name, was, is]): readonly Change[] => {
        if (was === is) return [];
        const told = `${quoted(name)} of ${quoted(subpath)}`;
        // Callers may have to make what an interface describes; errors they only get.
        const isNeeded = /\.[\w$]+$/.test(name) && !/Error\./.test(name) && !is?.endsWith("?");
        const isOwnerNew = before[name.replace(/\..*$/, "")] === undefined;
        const fields =
          was === undefined && (isOwnerNew || !isNeeded)
            ? ({ bump: "minor", rule: "export-added", message: `${told} is new.` } as const)
            : is === undefined
              ? ({
                  bump: "major",
                  rule: "export-removed",
                  message: `${told} was removed. Code that uses it no longer compiles; do without it.`,
                } as const)
              : ({
                  bump: "major",
                  rule: "export-changed",
                  message: `${told} is declared in another way now. Code that uses it may no longer compile.`,
                } as const);
        return [{ ...fields, shape, operations: [], before: was, after: is }];
      }),
  );
}
