import { program, type ClientSources } from "../../../generator/size/program.js";
import { bundle, type Build } from "./bundle.js";

/** What a bundle weighs, in bytes. */
export interface Size {
  readonly minified: number;
  readonly gzip: number;
}

/** An application that was weighed: one that calls an operation, or what others are compared with. */
export interface Weighed {
  readonly kind: "client" | "operation" | "together";
  /** The operation's function; empty where it is none. */
  readonly name: string;
  readonly size: Size;
}

/** So many at once that what they share is read once, and so few that each soon shows. */
const AT_ONCE = 8;

/**
 * Weighs what browsers load of a generated package: of an application that makes a client and calls
 * nothing, of one for each operation, and of one that calls them all.
 *
 * @param files - the package's, by path
 * @param clientName - what names of its service begin with, such as `KMS`
 */
export async function* measure(
  build: Build,
  files: ReadonlyMap<string, string>,
  clientName: string,
): AsyncGenerator<Weighed> {
  const operations = operationsIn(files);
  const create = `create${clientName}Client`;
  const client: ClientSources = { folder: "src", root: "src", create, operations };
  const waiting: Omit<Weighed, "size">[] = [
    { kind: "client", name: "" },
    ...operations.map((name) => ({ kind: "operation", name }) as const),
    ...(operations.length > 1 ? [{ kind: "together", name: "" } as const] : []),
  ];
  while (waiting.length > 0) {
    const some = waiting.splice(0, AT_ONCE);
    const programs = new Map(
      some.map(({ kind, name }) => [
        `${kind}:${name}`,
        program(client, kind === "together" ? operations : kind === "operation" ? [name] : []),
      ]),
    );
    const bundles = await bundle(build, files, programs);
    for (const each of some) {
      const code = bundles.get(`${each.kind}:${each.name}`);
      if (code) yield { ...each, size: { minified: code.length, gzip: await gzipLength(code) } };
    }
  }
}

/** The functions that call operations, each in a module of its name. */
function operationsIn(files: ReadonlyMap<string, string>): readonly string[] {
  return [...files.keys()].flatMap((path) => /^src\/operations\/(\w+)\.ts$/.exec(path)?.[1] ?? []);
}

/** What a server that compresses sends. */
async function gzipLength(code: Uint8Array): Promise<number> {
  const stream = new Blob([code as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).arrayBuffer()).byteLength;
}
