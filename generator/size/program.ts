/** Where an application runs. */
export type Platform = "browser" | "node";

/** A generated client, whose bundles can be weighed. */
export interface ClientSources {
  /** The absolute path of the folder that has `client.ts` and `operations/`. */
  readonly folder: string;
  /** That of the folder that has its `runtime/`; the same, where it shares that with no other. */
  readonly root: string;
  /** The function that makes a client, such as `createKMSClient`. */
  readonly create: string;
  /** The functions that call operations, each in the module of its name in `operations/`. */
  readonly operations: readonly string[];
}

/**
 * The application that is weighed: one that makes a client, and calls operations of it.
 *
 * @param operations - none for what every client has
 */
export function program({ create }: ClientSources, operations: readonly string[]): string {
  const calls = operations.map((name) => `console.log(await ${name}(client, {}));`);
  return [
    `import { ${create} } from "./client.js";`,
    ...operations.map((name) => `import { ${name} } from "./operations/${name}.js";`),
    `const client = ${create}({ region: "eu-west-1" });`,
    ...(calls.length > 0 ? calls : ["console.log(client);"]),
  ].join("\n");
}

/**
 * The modules that a package's sources import by a name, since each platform has its own, as paths from
 * the root; sources in a user's own tree have no such imports.
 */
export function packageImports(
  { folder, root }: Pick<ClientSources, "folder" | "root">,
  platform: Platform,
): Readonly<Record<string, string>> {
  const side = platform === "browser" ? "web" : "node";
  return {
    "#platform": `runtime/http/platform.${side}.ts`,
    "#chain": `runtime/auth/chain.${side}.ts`,
    "#credentials": folder === root ? "credentials.ts" : "runtime/credentials/chain.ts",
  };
}
