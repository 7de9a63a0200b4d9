// `npm run bench:generator -- DIR [RUNS]`: what whole runs of the generator cost, on the models in DIR.
// Prints JSON: for each case the medians of wall and user CPU time, in milliseconds, and of the memory
// of its largest process, in megabytes.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { packageRoot } from "../generator/cli/root.js";
import { run, type Cost } from "./cost.js";

const [models, runs = "5"] = process.argv.slice(2);
if (models === undefined) {
  process.stderr.write("error: Say in which folder the models are.\n");
  process.exit(2);
}
const root = mkdtempSync(join(tmpdir(), "tinsmith-bench-"));
const model = (name: string): string => resolve(models, `${name}.json`);
const generator = join(packageRoot, "dist/tinsmith.js");
const scale = join(packageRoot, "dist/scale.js");

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? NaN);
}

type Medians = Omit<Cost, "systemMs">;

/** @param prepare what comes before each run, and is not counted. */
function medians(args: readonly string[], prepare: () => void = () => {}): Medians {
  const costs = Array.from({ length: Number(runs) }, () => {
    prepare();
    return run(args, root).cost;
  });
  return {
    wallMs: median(costs.map(({ wallMs }) => wallMs)),
    userMs: median(costs.map(({ userMs }) => userMs)),
    peakMb: median(costs.map(({ peakMb }) => peakMb)),
  };
}

/** Models of which whole clients can be generated. */
const SUPPORTED = ["kms", "dynamodb", "cloudwatch-logs", "secrets-manager", "kinesis"];

const forget = (): void => {
  rmSync(join(root, "out"), { recursive: true, force: true });
  rmSync(join(root, "node_modules"), { recursive: true, force: true });
  mkdirSync(join(root, "node_modules"));
};
const config = (names: readonly string[]): readonly string[] => {
  const packages = names.map((name) => ({ model: model(name), name, out: `out/${name}` }));
  const file = `${names.length}.config.json`;
  writeFileSync(join(root, file), JSON.stringify({ packages }));
  return [generator, "generate", "--quiet", "--config", file];
};

try {
  const one = config(["kms"]);
  const kms = medians(one, forget);
  const results = {
    kms,
    unchanged: medians(one),
    packages: medians(config(SUPPORTED), forget),
    ec2: medians([scale, model("ec2"), "Infinity"]),
  };
  process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
} finally {
  rmSync(root, { recursive: true, force: true });
}
