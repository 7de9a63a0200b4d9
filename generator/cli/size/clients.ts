import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { ClientSources } from "../../size/program.js";
import { didYouMean } from "../../smithy/nearest.js";
import { matcherOf } from "../../smithy/select.js";
import { quoted } from "../../text/markdown.js";
import type { PackageSettings } from "../config.js";
import { display } from "../inputs.js";
import { namesOf } from "../pull/targets.js";
import { UserError } from "../userError.js";

/**
 * The packages that some names ask for: all, where there are no names. A name is a package's, with or
 * without its scope, that of its service in AWS's collection, or that of its model file.
 *
 * @param config what messages call the config.
 * @throws {UserError} where a name means none.
 */
export function packagesNamed(
  names: readonly string[],
  packages: readonly PackageSettings[],
  config: string,
): readonly PackageSettings[] {
  const unknown = names.filter((name) => !packages.some((each) => isNamed(each, name)));
  if (unknown.length > 0) {
    const known = packages.map((each) => each.name);
    throw new UserError(
      unknown.map(
        (name) =>
          `${config} has no package or service ${quoted(name)}.` +
          (didYouMean(
            name,
            packages.flatMap((each) => [...namesOf(each)]),
          ) || ` It has ${known.join(", ")}.`),
      ),
    );
  }
  if (names.length === 0) return packages;
  return packages.filter((each) => names.some((name) => isNamed(each, name)));
}

function isNamed(settings: PackageSettings, name: string): boolean {
  return namesOf(settings).has(name.toLowerCase());
}

/**
 * The client that a package has on disk.
 *
 * @throws {UserError} where it is not generated yet.
 */
export function clientIn({ out }: PackageSettings, cwd: string): ClientSources {
  const folder = join(out, "src");
  const client = join(folder, "client.ts");
  const create = existsSync(client)
    ? /^export function (create\w+)\(/m.exec(readFileSync(client, "utf8"))?.[1]
    : undefined;
  if (create === undefined) {
    throw new UserError(
      `${display(out, cwd)}: there is no generated client here yet. Run npx tinsmith generate first.`,
    );
  }
  return { folder, create, operations: functionsIn(join(folder, "operations")) };
}

/** The functions that call operations: each has a module of its name. */
function functionsIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => basename(file, ".ts"))
    .filter((name) => {
      const text = readFileSync(join(folder, `${name}.ts`), "utf8");
      // The modules of operations that are types only have none.
      return /^\w+$/.test(name) && text.includes(`\nexport function ${name}(`);
    })
    .sort();
}

/**
 * Clients with the operations that some patterns name; clients with none of them are left out. A
 * pattern is the name of an operation or of its function, in any case, in which `*` stands for any
 * characters.
 *
 * @throws {UserError} where a pattern names none.
 */
export function withOperations<T extends { readonly sources: ClientSources }>(
  clients: readonly T[],
  patterns: readonly string[] | undefined,
): readonly T[] {
  if (patterns === undefined) return clients;
  const matchers = patterns.map((pattern) => matcherOf(pattern.toLowerCase()));
  const all = clients.flatMap(({ sources }) => sources.operations);
  const unknown = patterns.filter(
    (_, index) => !all.some((name) => matchers[index]?.(name.toLowerCase())),
  );
  if (unknown.length > 0) {
    throw new UserError(
      unknown.map(
        (pattern) =>
          `--operations: no operation that is generated is called ${quoted(pattern)}.${didYouMean(pattern, all)}`,
      ),
    );
  }
  return clients.flatMap((client) => {
    const operations = client.sources.operations.filter((name) =>
      matchers.some((matches) => matches(name.toLowerCase())),
    );
    return operations.length === 0
      ? []
      : [{ ...client, sources: { ...client.sources, operations } }];
  });
}
