// `npm run scale -- DIR`: what generating costs by the size of a model, and what the worst models cost
// of their size, each in a process of its own. A child process is given one measurement, as `FILE
// OPERATIONS` or `worst NAME`, and answers with a row.
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
import { multiplied, worstCases } from "./worstCases.js";

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

/** The largest model ten times over, beside those of {@link worstCases}. */
const TENFOLD = "ec2 ten times";

/** Loads and generates, without formatting, which takes its time for each line whatever the model. */
async function measureWorst(name: string, folder: string): Promise<string> {
  const text =
    name === TENFOLD
      ? multiplied(readFileSync(join(folder, "ec2.json"), "utf8"), 10)
      : worstCases[name as keyof typeof worstCases]();
  const start = performance.now();
  const { model, diagnostics: problems } = loadModel([{ file: name, text }]);
  const input = {
    packageName: "@scale/client",
    generatorVersion: "0.0.0",
    templates: readFolder(join(packageRoot, "templates")),
    format: (_: string, source: string) => Promise.resolve(source),
  };
  const generated =
    model && (await (name === TENFOLD ? generateTypes : generate)({ ...input, model }));
  const files = [...(generated?.files?.values() ?? [])];
  const told = [...problems, ...(generated?.diagnostics ?? [])].map(({ code }) => code);
  const cells = [
    name,
    (Buffer.byteLength(text) / 1000).toFixed(0),
    (files.reduce((sum, file) => sum + Buffer.byteLength(file), 0) / 1000).toFixed(0),
    [...new Set(told)].join(", ") || "-",
    ((performance.now() - start) / 1000).toFixed(2),
    (process.resourceUsage().maxRSS / 1024).toFixed(0),
  ];
  return `| ${cells.join(" | ")} |`;
}

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

/** Measures in another process, which prints a row. */
function measureApart(...args: readonly string[]): void {
  const child = spawnSync(process.execPath, [import.meta.filename, ...args], { encoding: "utf8" });
  process.stdout.write(child.status === 0 ? child.stdout : child.stderr);
  process.exitCode ||= child.status ?? 1;
}

const [first, second, third] = process.argv.slice(2);
if (first === undefined) {
  process.stderr.write("error: Say in which folder the models are: npm run scale -- DIR\n");
  process.exitCode = 2;
} else if (first === "worst" && second !== undefined) {
  process.stdout.write(`${await measureWorst(second, third ?? "")}\n`);
} else if (second !== undefined) {
  process.stdout.write(`${line(await measure(first, Number(second)))}\n`);
} else {
  process.stdout.write("| model | operations | shapes | kB | seconds | ms a shape | MB |\n");
  process.stdout.write("| --- | --- | --- | --- | --- | --- | --- |\n");
  for (const [file, operations] of measurements) {
    measureApart(join(first, file), String(operations));
  }
  process.stdout.write("\n| worst case | kB | kB of code | told | seconds | MB |\n");
  process.stdout.write("| --- | --- | --- | --- | --- | --- |\n");
  for (const name of [...Object.keys(worstCases), TENFOLD]) measureApart("worst", name, first);
}
