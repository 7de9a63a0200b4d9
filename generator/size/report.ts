import type { Bar } from "../charts/barChart.js";
import { alignedTable } from "../text/table.js";
import type { Platform } from "./program.js";
import type { ClientSizes, Size, Sizes } from "./sizes.js";

/** A client that was weighed, and what reports call it. */
export interface Weighed extends ClientSizes {
  /** Such as `@tinsmith/kms`. */
  readonly name: string;
  /** The path of its folder, as it is shown. */
  readonly out: string;
}

/** An operation whose bundle is too large. */
export interface Excess {
  readonly client: string;
  readonly operation: string;
  readonly platform: Platform;
  /** Bytes after gzip. */
  readonly gzip: number;
}

/** Those whose bundle weighs more than so many kB after gzip, for any of the platforms. */
export function excesses(clients: readonly Weighed[], maxKb: number): readonly Excess[] {
  return clients.flatMap(({ name: client, operations }) =>
    operations.flatMap(({ name: operation, sizes }) =>
      platformsOf(sizes).flatMap((platform) => {
        const { gzip } = sizes[platform] as Size;
        return gzip > maxKb * 1000 ? [{ client, operation, platform, gzip }] : [];
      }),
    ),
  );
}

/** What reports call platforms. */
export const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  browser: "browser",
  node: "Node",
};

/** Bytes as kB, which are 1000. */
export function kb(bytes: number): string {
  return (bytes / 1000).toFixed(2);
}

/** A client's sizes as a table, with a bar for each. */
export function sizeTable({ name, out, client, whole, together, operations }: Weighed): string {
  const platforms = platformsOf(client);
  const [first = "browser"] = platforms;
  const gzipOf = (sizes: Sizes, platform: Platform): number => sizes[platform]?.gzip ?? 0;
  const base = gzipOf(client, first);
  const most = operations.reduce((max, { sizes }) => Math.max(max, gzipOf(sizes, first)), base);
  const row = (label: string, sizes: Sizes, bar: string): readonly string[] => [
    label,
    ...platforms.flatMap((platform) => {
      const gzip = gzipOf(sizes, platform);
      const added = gzip - gzipOf(client, platform);
      return [kb(gzip), sizes === client ? "" : `+${kb(added)}`];
    }),
    bar,
  ];
  const table = alignedTable([
    ["kB", ...platforms.flatMap((platform) => [PLATFORM_NAMES[platform], "adds"]), ""],
    ...operations.map((each) =>
      row(each.name, each.sizes, barOf(base, gzipOf(each.sizes, first), most)),
    ),
    ...(operations.length > 1 ? [row(`all ${operations.length} together`, together, "")] : []),
    row("a client that calls nothing", client, barOf(base, base, most)),
  ]);
  const later = platforms
    .filter((platform) => gzipOf(whole, platform) > gzipOf(client, platform))
    .map((platform) => `${kb(gzipOf(whole, platform))} kB (${PLATFORM_NAMES[platform]})`);
  const notes =
    later.length === 0
      ? []
      : [
          "Not counted is what a client loads when it is needed, such as credentials and settings of the " +
            `environment on Node. One that calls nothing weighs with it: ${later.join(", ")}.`,
        ];
  return [`${name} (${out})`, "", table, ...notes.flatMap((note) => ["", note])].join("\n");
}

const BAR_WIDTH = 24;

/** A bar of block characters: what every client has, then what the operation adds. */
function barOf(base: number, value: number, most: number): string {
  const cells = (amount: number): number => Math.round((amount / most) * BAR_WIDTH);
  const whole = "▒".repeat(cells(base)) + "█".repeat(cells(value) - cells(base));
  return whole.padEnd(BAR_WIDTH);
}

/** How to get the same figures. */
export function howMeasured(esbuild: string): string {
  return (
    "Each row is an application of its own, which makes a client and calls that operation, bundled by " +
    `esbuild ${esbuild} (--bundle --minify --format=esm) and compressed by gzip -9; 1 kB is 1000 bytes.`
  );
}

/** The bars of a chart of operations, for browsers where clients are for them. */
export function sizeBars(clients: readonly Weighed[]): readonly Bar[] {
  return clients.flatMap(({ name, client, operations }) => {
    const [platform = "browser"] = platformsOf(client);
    return operations.map((each): Bar => {
      const value = (each.sizes[platform]?.gzip ?? 0) / 1000;
      return {
        label: clients.length > 1 ? `${name} ${each.name}` : each.name,
        value,
        text: value.toFixed(2),
        base: (client[platform]?.gzip ?? 0) / 1000,
        isOwn: true,
      };
    });
  });
}

/** Those that there are sizes for. */
function platformsOf(sizes: Sizes): readonly Platform[] {
  return (["browser", "node"] as const).filter((platform) => sizes[platform] !== undefined);
}
