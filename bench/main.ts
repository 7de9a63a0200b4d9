// `npm run bench [-- --sizes | --quick | --large … | --operations DIR | --throughput DIR] [--json FILE]`: Tinsmith's client beside its peers.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import yargs from "yargs";
import { packageRoot } from "../generator/cli/root.js";
import { machineFacts } from "./machine.js";
import { bundleSizes } from "./measure/bundle.js";
import { coldStarts } from "./measure/coldStart.js";
import { generatorCosts } from "./measure/generator.js";
import { servicesCost } from "./measure/services.js";
import { installSizes } from "./measure/install.js";
import { largePackages } from "./measure/large.js";
import { loads } from "./measure/load.js";
import { operationSizes } from "./measure/operations.js";
import { throughput } from "./measure/throughput.js";
import { typeCosts } from "./measure/types.js";
import { serialization, signing } from "./measure/work.js";
import { createProject, type Project } from "./project.js";
import { details } from "./report/details.js";
import { writeResults } from "./report/write.js";
import type { Results } from "./results.js";
import { startService, type Endpoints } from "./service.js";

const args = await yargs(process.argv.slice(2))
  .scriptName("npm run bench --")
  .usage("$0\n\nMeasures Tinsmith's client beside its peers, and writes the README's figures.")
  .option("sizes", {
    type: "boolean",
    describe: "Measure bundles and installs again, which has no noise, and keep the rest.",
  })
  .option("quick", {
    type: "boolean",
    conflicts: "sizes",
    describe: "One short round, to see that it works; writes nothing but --json.",
  })
  .option("services", {
    type: "string",
    requiresArg: true,
    conflicts: "quick",
    describe: "Generate all services too, from the botocore/data in an unpacked wheel.",
  })
  .option("large", {
    type: "string",
    array: true,
    requiresArg: true,
    conflicts: ["sizes", "quick", "services"],
    describe: "Measure packages of whole services, each MODEL:OPERATION, and keep the rest.",
  })
  .option("operations", {
    type: "string",
    requiresArg: true,
    conflicts: ["sizes", "quick", "services", "large"],
    describe: "Measure bundles of one operation of each protocol, of the models in a folder.",
  })
  .option("throughput", {
    type: "string",
    requiresArg: true,
    conflicts: ["sizes", "quick", "services", "large", "operations"],
    describe: "Measure objects of S3 going up and down, of the model in a folder.",
  })
  .option("json", { type: "string", requiresArg: true, describe: "Write the results to a file." })
  .strict()
  .parseAsync();

/** How much is measured: about seven minutes, or half of one. */
const effort = args.quick
  ? {
      coldStart: { rounds: 1, warmUp: 0 },
      load: { rounds: 1, warmUp: 20, calls: 50 },
      work: { rounds: 1, milliseconds: 20 },
      types: 1,
    }
  : {
      coldStart: { rounds: 15, warmUp: 1 },
      load: { rounds: 8, warmUp: 1000, calls: 2500 },
      work: { rounds: 8, milliseconds: 400 },
      types: 5,
    };

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function measureSizes(project: Project): Promise<Pick<Results, "bundle" | "install">> {
  say("Bundles and installs");
  const install = installSizes(project.folder);
  return { bundle: await bundleSizes(project.folder), install };
}

async function measureAll(
  project: Project,
  endpoints: Endpoints,
): Promise<Omit<Results, "services" | "large" | "operations" | "throughput">> {
  const machine = machineFacts();
  const sizes = await measureSizes(project);
  say("Cold starts");
  const coldStart = await coldStarts(project, endpoints, effort.coldStart);
  say("Calls");
  const load = loads(project, endpoints, effort.load);
  say("Signing and serialization");
  const work = {
    signing: signing(project, effort.work),
    serialization: serialization(project, effort.work),
  };
  say("Types");
  const types = typeCosts(project.folder, effort.types);
  say("The generator");
  const generator = args.quick ? null : generatorCosts(say);
  return { machine, ...sizes, coldStart, load, ...work, types, generator };
}

/** What the options ask for; the rest is as it was. */
async function measure(): Promise<Partial<Results>> {
  if (args.large) {
    say("Large packages");
    return { large: largePackages(args.large) };
  }
  if (args.operations !== undefined) {
    say("Operations");
    return { operations: await operationSizes(args.operations) };
  }
  if (args.throughput !== undefined) {
    say("Objects");
    return { throughput: await throughput(args.throughput, { rounds: 7, megabytes: 128 }) };
  }
  const folder = mkdtempSync(join(tmpdir(), "tinsmith-bench-"));
  const service = await startService(folder);
  const project = createProject(join(folder, "certificate.pem"));
  try {
    const measured = args.sizes
      ? await measureSizes(project)
      : await measureAll(project, service.endpoints);
    if (args.services === undefined) return measured;
    say("All services");
    return { ...measured, services: servicesCost(args.services) };
  } finally {
    service.stop();
    project.remove();
    rmSync(folder, { recursive: true });
  }
}

const last = JSON.parse(readFileSync(join(packageRoot, "bench/results.json"), "utf8")) as Results;
const results: Results = { ...last, ...(await measure()) };
if (args.json !== undefined) writeFileSync(args.json, `${JSON.stringify(results, null, 2)}\n`);
if (args.quick) process.stdout.write(`${details(results)}\n`);
else await writeResults(results, packageRoot);
