import { dirname, resolve } from "node:path";
import { barChart } from "../../charts/barChart.js";
import { replaceFile } from "../../output/replace.js";
import { BundleError, bundlerVersion } from "../../size/bundle.js";
import {
  excesses,
  howMeasured,
  kb,
  PLATFORM_NAMES,
  sizeBars,
  sizeTable,
  type Excess,
  type Weighed,
} from "../../size/report.js";
import { measureClient, type ClientSizes } from "../../size/sizes.js";
import { jsonText } from "../../text/visible.js";
import { parseConfig } from "../config.js";
import { display, readInput } from "../inputs.js";
import type { Report } from "../report.js";
import { UserError } from "../userError.js";
import { clientsNamed, withOperations, type Client } from "./clients.js";

/** What `tinsmith size` was asked for. */
export interface SizeArguments {
  /** Packages or services; all of the config's where there are none. */
  readonly services: readonly string[];
  readonly config: string;
  /** Names of operations, or patterns with `*`; all that are generated, where absent. */
  readonly operations?: readonly string[] | undefined;
  /** What a bundle that calls one operation may weigh, in kB after gzip. */
  readonly maxKb?: number | undefined;
  readonly json: boolean;
  /** The SVG file to draw. */
  readonly chart?: string | undefined;
}

/**
 * Weighs the bundles of applications that call one operation each, from the generated code on disk;
 * asked for, so printed under `--quiet` too.
 *
 * @returns the exit code: 0, or 3 where an operation's bundle weighs more than `maxKb`.
 * @throws {UserError} where there is no such service or operation, or nothing generated yet.
 * @throws {OutputError} where the chart cannot be written.
 */
export async function sizeCommand(
  args: SizeArguments,
  cwd: string,
  report: Report,
): Promise<number> {
  const config = readInput(args.config, cwd, NO_CONFIG);
  const outputs = await parseConfig(config, dirname(resolve(cwd, args.config)));
  const asked = clientsNamed(args.services, outputs, config.file, cwd);
  const clients = withOperations(asked, args.operations);
  const weighed: Weighed[] = [];
  for (const [index, client] of clients.entries()) {
    report.status(`[${index + 1}/${clients.length}] ${client.name}: bundling`);
    weighed.push({ name: client.name, out: client.out, ...(await measured(client, cwd)) });
  }
  report.done();

  const over = args.maxKb === undefined ? [] : excesses(weighed, args.maxKb);
  const esbuild = await bundlerVersion();
  if (args.json) {
    const { maxKb } = args;
    report.print(`${jsonText({ esbuild, clients: weighed, maxKb, over }, 2)}\n`);
  } else {
    report.print(`${[...weighed.map(sizeTable), howMeasured(esbuild)].join("\n\n")}\n`);
  }
  if (args.chart !== undefined) {
    const title = "Bundle with one operation, kB after gzip; pale: the client";
    replaceFile(resolve(cwd, args.chart), barChart(title, sizeBars(weighed)));
    report.note(`${args.chart}: drawn`);
  }
  if (over.length === 0) return 0;
  report.error(tooLarge(over, args.maxKb));
  return 3;
}

const NO_CONFIG = " npx tinsmith add SERVICE makes one.";

async function measured({ sources, platforms }: Client, cwd: string): Promise<ClientSizes> {
  try {
    return await measureClient(sources, platforms);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    throw new UserError(
      `${display(sources.folder, cwd)}: esbuild does not take this code: ${error.message}\n` +
        "Where it was edited or is of an older Tinsmith, run npx tinsmith generate.",
    );
  }
}

function tooLarge(over: readonly Excess[], maxKb: number | undefined): string {
  const lines = over.map(
    ({ client, operation, platform, gzip }) =>
      `\n  ${client} ${operation}: ${kb(gzip)} kB (${PLATFORM_NAMES[platform]})`,
  );
  const what = over.length === 1 ? "this bundle weighs" : "these bundles weigh";
  return `${what} more than --max ${maxKb} allows:${lines.join("")}`;
}
