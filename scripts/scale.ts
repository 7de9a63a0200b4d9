// `npm run scale -- DIR`: what generating costs by the size of a model, each in a process of its own.
// A child process is given one measurement, as `FILE OPERATIONS`, and answers with a row.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { readFolder } from "../generator/cli/templates.js";
import { packageRoot } from "../generator/cli/root.js";
import { generate, generateTypes } from "../generator/generate.js";
import { format } from "../generator/output/format.js";
import { closureOf } from "../generator/smithy/closure.js";
import { loadModel } from "../generator/smithy/load.js";
import { operationsOf, selectService } from "../generator/smithy/select.js";
import { nameOf } from "../generator/smithy/shapeId.js";

interface Row {
  readonly model: string;
  readonly operations: number;
  readonly shapes: number;
  readonly kilobytes: number;
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** Which models, with how many of their operations; one half of EC2 is the size of SageMaker. */
const measurements: readonly (readonly [file: string, operations: number])[] = [
  ["kms.json", Infinity],
  ["dynamodb.json", Infinity],
  ["ec2.json", 95],
  ["ec2.json", 190],
  ["ec2.json", 380],
  ["ec2.json", Infinity],
];

/** Loads, generates and formats: a client where its protocol is supported, else the types. */
async function measure(path: string, count: number): Promise<Row> {
  const start = performance.now();
  const { model } = loadModel([{ file: path, text: readFileSync(path, "utf8") }]);
  const service = model && selectService(model).service;
  if (!model || !service) throw new Error(`${path} does not load.`);
  const chosen = operationsOf(model, service).slice(0, count);
  const input = {
    model,
    operations: chosen.map(({ id }) => nameOf(id)),
    packageName: "@scale/client",
    generatorVersion: "0.0.0",
    templates: readFolder(join(packageRoot, "templates")),
    format,
  };
  const client = await generate(input);
  const files = client.files ?? (await generateTypes(input)).files;
  if (!files) throw new Error(`${path} does not generate.`);
  const milliseconds = performance.now() - start;
  const ids = chosen.map(({ id }) => id);
  return {
    model: basename(path, ".json"),
    operations: chosen.length,
    shapes: closureOf(model, ids).length,
    kilobytes: [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1000,
    milliseconds,
    megabytes: process.resourceUsage().maxRSS / 1024,
  };
}

function line({ model, operations, shapes, kilobytes, milliseconds, megabytes }: Row): string {
  const cells = [
    model,
    String(operations),
    String(shapes),
    kilobytes.toFixed(0),
    (milliseconds / 1000).toFixed(2),
    (milliseconds / shapes).toFixed(2),
    megabytes.toFixed(0),
  ];
  return `| ${cells.join(" | ")} |`;
}

const [first, count] = process.argv.slice(2);
if (first === undefined) {
  process.stderr.write("error: Say in which folder the models are: npm run scale -- DIR\n");
  process.exitCode = 2;
} else if (count !== undefined) {
  process.stdout.write(`${line(await measure(first, Number(count)))}\n`);
} else {
  process.stdout.write("| model | operations | shapes | kB | seconds | ms a shape | MB |\n");
  process.stdout.write("| --- | --- | --- | --- | --- | --- | --- |\n");
  for (const [file, operations] of measurements) {
    const args = [import.meta.filename, join(first, file), String(operations)];
    const child = spawnSync(process.execPath, args, { encoding: "utf8" });
    process.stdout.write(child.status === 0 ? child.stdout : child.stderr);
    process.exitCode ||= child.status ?? 1;
  }
}
