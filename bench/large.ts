// `npm run bench:large -- MODEL:OPERATION …`: what a package of a whole service, however large, costs
// those who install it and check a file that calls one of its operations, beside AWS SDK v3's, which
// comes from the registry. MODEL is a Smithy model, or a service's folder in `botocore/data`, which is
// converted. Prints JSON.
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../generator/cli/root.js";
import { supportedProtocols } from "../generator/protocols/protocols.js";
import type { Json } from "../generator/smithy/model.js";
import { run } from "./cost.js";
import { installSize } from "./measure/install.js";
import type { Check, LargePackage } from "./results.js";
import { inRounds, type Samples } from "./rounds.js";
import { convert } from "./services/convert.js";
import { findService } from "./services/find.js";
import { figureOf, ratioOf } from "./stats.js";

const ROUNDS = 5;

interface Ast {
  readonly shapes: Readonly<
    Record<string, { readonly type: string; readonly traits?: Record<string, Json> }>
  >;
}

/** The model of botocore's in a service's folder, converted. */
function converted(folder: string): string {
  const found = findService(folder);
  if (!found) throw new Error(`${folder} has no service-2.json, as botocore/data/sagemaker does.`);
  return JSON.stringify(convert(found.service, found.extras, supportedProtocols).ast);
}

/** A service's model; where no client can be generated for its protocols, with one more. */
function modelOf(path: string) {
  const isFolder = statSync(path).isDirectory();
  const model = JSON.parse(isFolder ? converted(path) : readFileSync(path, "utf8")) as Ast;
  const traits = Object.values(model.shapes).find(({ type }) => type === "service")?.traits ?? {};
  const hasStandIn = !supportedProtocols.some((id) => id in traits);
  if (hasStandIn) traits[supportedProtocols[0] ?? ""] = {};
  const { sdkId } = traits["aws.api#service"] as { readonly sdkId: string };
  const origin = isFolder ? ("botocore" as const) : ("official" as const);
  return { text: JSON.stringify(model), sdkId, origin, hasStandIn };
}

const command = (cwd: string, program: string, ...args: readonly string[]): void =>
  void execFileSync(program, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
const npm = (cwd: string, ...args: readonly string[]): void =>
  command(cwd, "npm", ...args, "--silent", "--no-audit", "--no-fund");

/** Generates, builds and packs a package, and installs it into a project, with the SDK's. */
function install(folder: string, model: string, name: string, sdk: string): string {
  const source = join(folder, "package");
  const generate = ["generate", "--quiet", "--model", model, "--out", source, "--name", name];
  command(folder, process.execPath, join(packageRoot, "dist/tinsmith.js"), ...generate);
  npm(source, "install");
  npm(source, "run", "build");
  npm(source, "pack", "--ignore-scripts", "--pack-destination", folder);
  const tarball = readdirSync(folder).find((file) => file.endsWith(".tgz")) ?? "";
  const project = join(folder, "project");
  mkdirSync(project);
  npm(project, "init", "--yes");
  npm(project, "install", join(folder, tarball), sdk, "typescript@5", "@types/node@20");
  return project;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Files that call an operation and take its output, by who makes the client. */
function programs(name: string, sdk: string, client: string, operation: string) {
  const call = lowerFirst(operation);
  return {
    empty: "export {};",
    operation: `
      import { create${client}Client } from "${name}/client";
      import { ${call} } from "${name}/operations/${call}";
      export const result = await ${call}(create${client}Client(), {} as never);`,
    root: `
      import { create${client}Client, ${call} } from "${name}";
      export const result = await ${call}(create${client}Client(), {} as never);`,
    sdk: `
      import { ${client}Client, ${operation}Command } from "${sdk}";
      export const output = await new ${client}Client({}).send(new ${operation}Command({} as never));`,
  };
}

interface Sample {
  readonly ms: number;
  readonly files: number;
}

/** What `tsc` takes for a file: processor time, and the files that it reads. */
function check(project: string, source: string): Sample {
  writeFileSync(join(project, "program.mts"), source);
  const flags = "--noEmit --strict --skipLibCheck --module nodenext --target es2022 --listFiles";
  const tsc = join(project, "node_modules/typescript/bin/tsc");
  const { cost, stdout } = run([tsc, ...flags.split(" "), "program.mts"], project);
  return { ms: cost.userMs + cost.systemMs, files: stdout.trim().split("\n").length };
}

/** What one package costs, and what the checks of all took. */
function measure(path: string, operation: string): LargePackage {
  const folder = mkdtempSync(join(tmpdir(), "tinsmith-large-"));
  try {
    const { text, sdkId, origin, hasStandIn } = modelOf(path);
    const model = join(folder, "model.json");
    writeFileSync(model, text);
    const name = `large-${sdkId.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
    const sdk = name.replace("large-", "@aws-sdk/client-");
    const project = install(folder, model, name, sdk);
    const index = readFileSync(join(project, "node_modules", name, "dist/client.d.ts"), "utf8");
    const client = /function create(\w+)Client/.exec(index)?.[1] ?? "";
    const sources = programs(name, sdk, client, operation);
    const ids = Object.keys(sources) as (keyof typeof sources)[];
    const samples: Samples<Sample> = inRounds(ids, ROUNDS, (id) =>
      check(project, sources[id as keyof typeof sources]),
    );
    const times = (id: string): readonly number[] => (samples.get(id) ?? []).map(({ ms }) => ms);
    const told = (id: keyof typeof sources): Check => ({
      milliseconds: figureOf(times(id)),
      toEmpty: ratioOf(times(id), times("empty")),
      toSdk: ratioOf(times(id), times("sdk")),
      files: samples.get(id)?.[0]?.files ?? NaN,
    });
    return {
      service: sdkId,
      operation,
      model: origin,
      hasStandIn,
      install: { tinsmith: installSize(project, name), sdk: installSize(project, sdk) },
      checks: {
        empty: told("empty"),
        operation: told("operation"),
        root: told("root"),
        sdk: told("sdk"),
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const args = process.argv.slice(2);
if (args.length === 0 || args.some((arg) => !/.:\w+$/.test(arg))) {
  process.stderr.write("error: Say which models: npm run bench:large -- MODEL:OPERATION …\n");
  process.exit(2);
}
const services = args.map((arg) => {
  const at = arg.lastIndexOf(":");
  return measure(arg.slice(0, at), arg.slice(at + 1));
});
process.stdout.write(`${JSON.stringify(services, null, 2)}\n`);
