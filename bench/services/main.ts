// `npm run bench:services -- DIR`: what it costs to generate a package for every service of AWS, as a
// user would, with one config. DIR is laid out as the `botocore/data` of an unpacked botocore wheel,
// whose models are converted into a temporary folder first. Prints JSON.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { packageRoot } from "../../generator/cli/root.js";
import { supportedProtocols } from "../../generator/protocols/protocols.js";
import { run, type Cost } from "../cost.js";
import { machineFacts } from "../machine.js";
import { convert } from "./convert.js";
import { findServices } from "./find.js";
import { fitLine } from "./fit.js";

interface Entry {
  readonly name: string;
  readonly shapes: number;
  readonly modelBytes: number;
  readonly hasStandIn: boolean;
}

/** Writes a model for each service into `models` under a folder, and a config of all packages. */
function prepare(data: string, folder: string): readonly Entry[] {
  mkdirSync(join(folder, "models"));
  // For the cache of `tinsmith generate`.
  mkdirSync(join(folder, "node_modules"));
  const entries = Array.from(findServices(data), ({ name, service, extras }): Entry => {
    const { ast, shapes, hasStandIn } = convert(service, extras, supportedProtocols);
    const text = JSON.stringify(ast, null, 4);
    writeFileSync(join(folder, "models", `${name}.json`), text);
    return { name, shapes, modelBytes: Buffer.byteLength(text), hasStandIn };
  });
  const packages = entries.map(({ name }) => ({
    model: `models/${name}.json`,
    name: `@services/${name}`,
    out: `out/${name}`,
  }));
  writeFileSync(join(folder, "tinsmith.config.json"), JSON.stringify({ packages }));
  return entries;
}

/** Milliseconds by package, of the table that `--timings` prints: its last column is the sum. */
function timesIn(table: string): ReadonlyMap<string, number> {
  const rows = table.matchAll(/^@services\/(\S+) .* (\d+)$/gm);
  return new Map(Array.from(rows, ([, name = "", sum]) => [name, Number(sum)]));
}

function sizeOf(folder: string): { readonly files: number; readonly bytes: number } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const sizes = files.map(({ parentPath, name }) => statSync(join(parentPath, name)).size);
  return { files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits));

const told = ({ wallMs, userMs, systemMs, peakMb }: Cost) => ({
  wallS: rounded(wallMs / 1000, 1),
  cpuS: rounded((userMs + systemMs) / 1000, 1),
  peakMb: rounded(peakMb),
});

const [data] = process.argv.slice(2);
if (data === undefined || !existsSync(data)) {
  const problem = data === undefined ? "Say where the models are" : `There is no ${data}`;
  process.stderr.write(`error: ${problem}: npm run bench:services -- DIR\n`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), "tinsmith-services-"));
try {
  const entries = prepare(resolve(data), folder);
  if (entries.length === 0) {
    throw new Error(`In ${data} there is no NAME/VERSION/service-2.json.gz, as in botocore/data.`);
  }
  const generate = [join(packageRoot, "dist/tinsmith.js"), "generate", "--timings"];
  const written = run(generate, folder);
  const unchanged = run(generate, folder);
  const times = timesIn(written.stderr);
  const packages = entries.map((entry) => ({ ...entry, ms: times.get(entry.name) ?? NaN }));
  const line = fitLine(packages.map(({ shapes, ms }) => [shapes, ms]));
  const sum = (of: (entry: Entry) => number): number =>
    entries.reduce((total, entry) => total + of(entry), 0);
  const results = {
    machine: machineFacts(),
    packages: entries.length,
    clientsWithTheirOwnProtocol: entries.filter(({ hasStandIn }) => !hasStandIn).length,
    clientsWithAStandInProtocol: entries.filter(({ hasStandIn }) => hasStandIn).length,
    operationsOfTypesOnly: written.stderr.match(/Operation\.TypesOnly/g)?.length ?? 0,
    shapes: sum(({ shapes }) => shapes),
    modelBytes: sum(({ modelBytes }) => modelBytes),
    ...sizeOf(join(folder, "out")),
    generate: told(written.cost),
    unchanged: told(unchanged.cost),
    growth: {
      msPerShape: rounded(line.slope, 3),
      msPerPackage: rounded(line.intercept, 1),
      r2: rounded(line.r2, 4),
    },
    byPackage: packages,
  };
  process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
