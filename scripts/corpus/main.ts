// `npm run corpus -- DIR [--json FILE] [--jobs N]`: tries the generator on a folder of models.
import { statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import yargs from "yargs";
import { packageRoot } from "../../generator/cli/root.js";
import { findModels } from "./findModels.js";
import { runAll } from "./pool.js";
import { lineOf, summaryOf, type ServiceReport } from "./report.js";

const args = await yargs(process.argv.slice(2))
  .scriptName("npm run corpus --")
  .usage(
    "$0 DIR [--json FILE] [--jobs N]\n\nGenerates, type-checks and tries out every model in DIR.",
  )
  .option("json", { type: "string", requiresArg: true, describe: "Write the reports to a file." })
  .option("jobs", {
    type: "number",
    requiresArg: true,
    default: availableParallelism(),
    describe: "How many models to work on at once.",
  })
  .demandCommand(1, 1, "Say in which folder the models are.", "Name one folder.")
  .strictOptions()
  .check(({ jobs }) => {
    if (Number.isInteger(jobs) && jobs > 0) return true;
    throw new Error("--jobs has to be 1 or more.");
  })
  .fail((message) => refuse(message))
  .parseAsync();

function refuse(message: string): never {
  process.stderr.write(`error: ${message}\n`);
  process.exit(2);
}

function modelsIn(folder: string): readonly string[] {
  try {
    return findModels(folder);
  } catch (error) {
    return refuse(`${folder} cannot be read: ${(error as Error).message}`);
  }
}

const folder = resolve(String(args._[0]));
const files = modelsIn(folder);
if (files.length === 0) refuse(`${folder} has no models: no *.json, at any depth.`);

// The largest first, so that none is left to run alone at the end.
const size = (file: string): number => statSync(join(folder, file)).size;
const largestFirst = [...files].sort((a, b) => size(b) - size(a));
const padding = Math.max(...files.map((file) => file.length)) + 10;
const reports: ServiceReport[] = [];
const script = join(packageRoot, "dist/corpusWorker.js");
const start = performance.now();
await runAll(largestFirst, { script, folder, jobs: args.jobs }, (finished) => {
  for (const report of finished) process.stdout.write(`${lineOf(report, padding)}\n`);
  reports.push(...finished);
});
reports.sort((a, b) => (`${a.file} ${a.service ?? ""}` < `${b.file} ${b.service ?? ""}` ? -1 : 1));
const seconds = ((performance.now() - start) / 1000).toFixed(1);
process.stdout.write(`\n${summaryOf(reports)}\n${seconds} s with ${args.jobs} jobs\n`);
process.exitCode = reports.some(({ outcome }) => outcome === "failed") ? 1 : 0;
if (args.json !== undefined) {
  try {
    writeFileSync(args.json, `${JSON.stringify(reports, null, 2)}\n`);
  } catch (error) {
    refuse(`${args.json} cannot be written: ${(error as Error).message}`);
  }
}
