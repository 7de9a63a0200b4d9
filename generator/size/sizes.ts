import { gzipSync } from "node:zlib";
import { bundle } from "./bundle.js";
import { program, type ClientSources, type Platform } from "./program.js";

/** What a bundle weighs, in bytes: minified, and after gzip at its best. */
export interface Size {
  readonly minified: number;
  readonly gzip: number;
}

/** For the platforms that the client is for. */
export type Sizes = Readonly<Partial<Record<Platform, Size>>>;

/** What applications weigh that use a client. */
export interface ClientSizes {
  /** One that makes a client and calls nothing: what all others have. */
  readonly client: Sizes;
  /** The same, with the modules in it that are loaded when they are needed. */
  readonly whole: Sizes;
  /** One that calls all the operations. */
  readonly together: Sizes;
  /** One for each operation, the largest first. */
  readonly operations: readonly { readonly name: string; readonly sizes: Sizes }[];
}

/**
 * Weighs a client's bundles: without an operation, with each alone, and with all of them.
 *
 * @throws {BundleError} where esbuild does not take the sources
 */
export async function measureClient(
  sources: ClientSources,
  platforms: readonly Platform[],
): Promise<ClientSizes> {
  const { operations } = sources;
  const programs = new Map([
    [CLIENT, program(sources, [])],
    [TOGETHER, program(sources, operations)],
    ...operations.map((name) => [name, program(sources, [name])] as const),
  ]);
  const alone = new Map([[CLIENT, program(sources, [])]]);
  const byPlatform: (readonly [Platform, ReadonlyMap<string, Size>, Size])[] = [];
  for (const platform of platforms) {
    const bundles = await bundle(sources, programs, platform, "start");
    const whole = await bundle(sources, alone, platform, "whole");
    byPlatform.push([platform, sizesOf(bundles), sizesOf(whole).get(CLIENT) as Size]);
  }
  const sizes = (name: string): Sizes =>
    Object.fromEntries(byPlatform.map(([platform, byName]) => [platform, byName.get(name)]));
  return {
    client: sizes(CLIENT),
    whole: Object.fromEntries(byPlatform.map(([platform, , size]) => [platform, size])),
    together: sizes(TOGETHER),
    operations: operations
      .map((name) => ({ name, sizes: sizes(name) }))
      .sort((a, b) => weight(b.sizes) - weight(a.sizes) || (a.name < b.name ? -1 : 1)),
  };
}

// No function has such names.
const CLIENT = "(client)";
const TOGETHER = "(together)";

function sizesOf(bundles: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Size> {
  return new Map(
    [...bundles].map(([name, code]) => [
      name,
      { minified: code.length, gzip: gzipSync(code, { level: 9 }).length },
    ]),
  );
}

/** What operations are sorted by: bytes after gzip, for browsers where the client is for them. */
function weight({ browser, node }: Sizes): number {
  return browser?.gzip ?? node?.gzip ?? 0;
}
