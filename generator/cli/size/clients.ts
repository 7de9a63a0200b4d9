import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { ClientSources, Platform } from "../../size/program.js";
import { didYouMean } from "../../smithy/nearest.js";
import { matcherOf } from "../../smithy/wildcard.js";
import { quoted } from "../../text/markdown.js";
import type { OutputSettings, ServiceSettings } from "../config.js";
import { display } from "../inputs.js";
import { namesOf } from "../pull/targets.js";
import { UserError } from "../userError.js";

/** A client that is generated, and where. */
export interface Client {
  /** What reports call it. */
  readonly name: string;
  /** The path of what it lies in, as it is shown. */
  readonly out: string;
  readonly sources: ClientSources;
  readonly platforms: readonly Platform[];
}

/**
 * The clients of a config that some names ask for: all, where there are no names. A name is a
 * package's, with or without its scope, a service's in a package or sources of several, that of its
 * service in AWS's collection, or that of its model file.
 *
 * @param config what messages call the config.
 * @throws {UserError} where a name means none, or one is not generated yet.
 */
export function clientsNamed(
  names: readonly string[],
  outputs: readonly OutputSettings[],
  config: string,
  cwd: string,
): readonly Client[] {
  const services = outputs.flatMap((output) =>
    output.services.map((service) => {
      // Whoever names the package means all that is in it.
      return { output, service, names: new Set([...namesOf(service), output.name]) };
    }),
  );
  const isNamed = (each: (typeof services)[number], name: string): boolean =>
    each.names.has(name.toLowerCase());
  const unknown = names.filter((name) => !services.some((each) => isNamed(each, name)));
  if (unknown.length > 0) {
    const known = services.map(({ service }) => service.name).join(", ");
    const all = services.flatMap((each) => [...each.names]);
    throw new UserError(
      unknown.map(
        (name) =>
          `${config} has no package or service ${quoted(name)}.` +
          (didYouMean(name, all) || ` It has ${known}.`),
      ),
    );
  }
  return services
    .filter((each) => names.length === 0 || names.some((name) => isNamed(each, name)))
    .map(({ output, service }) => clientOf(output, service, cwd));
}

function clientOf(output: OutputSettings, { name, key }: ServiceSettings, cwd: string): Client {
  const root = output.kind === "package" ? join(output.out, "src") : output.out;
  const folder = key === undefined ? root : join(root, key);
  const out = display(output.out, cwd);
  const client = join(folder, "client.ts");
  const create = existsSync(client)
    ? /^export function (create\w+)\(/m.exec(readFileSync(client, "utf8"))?.[1]
    : undefined;
  if (create === undefined) {
    const what = key === undefined ? "" : ` of ${key}`;
    throw new UserError(
      `${out}: there is no generated client${what} here yet. Run npx tinsmith generate first.`,
    );
  }
  const operations = functionsIn(join(folder, "operations"));
  return {
    name,
    out,
    sources: { folder, root, create, operations },
    platforms: platformsOf(output),
  };
}

/** The platforms that a client is generated for. */
function platformsOf(output: OutputSettings): readonly Platform[] {
  if (output.kind === "package" || output.platform === "both") return ["browser", "node"];
  return output.platform === "web" ? ["browser"] : ["node"];
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
export function withOperations(
  clients: readonly Client[],
  patterns: readonly string[] | undefined,
): readonly Client[] {
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
