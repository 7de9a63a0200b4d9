import yargs from "yargs";
import type { LongType } from "../ir/ir.js";
import { nearestNames } from "../smithy/nearest.js";
import { AWS_MODELS } from "../source/awsModels.js";
import type { PackageEntry } from "./configEntries.js";
import type { DiffArguments } from "./diffCommand.js";
import type { GenerateArguments } from "./generateCommand.js";
import type { InspectArguments } from "./inspectCommand.js";
import type { Verbosity } from "./io.js";
import type { MigrateArguments } from "./migrate/command.js";
import type { PullArguments } from "./pull/command.js";
import type { SizeArguments } from "./size/command.js";
import type { AddArguments } from "./services/addCommand.js";
import type { RemoveArguments } from "./services/removeCommand.js";
import type { UpdateArguments } from "./services/updateCommand.js";
import { shellWord } from "./shell.js";
import { UserError } from "./userError.js";

/** What a command line asks for. */
export type Command =
  | { readonly kind: "generate"; readonly verbosity: Verbosity; readonly args: GenerateArguments }
  | { readonly kind: "diff"; readonly verbosity: Verbosity; readonly args: DiffArguments }
  | { readonly kind: "inspect"; readonly verbosity: Verbosity; readonly args: InspectArguments }
  | { readonly kind: "migrate"; readonly verbosity: Verbosity; readonly args: MigrateArguments }
  | { readonly kind: "pull"; readonly verbosity: Verbosity; readonly args: PullArguments }
  | { readonly kind: "size"; readonly verbosity: Verbosity; readonly args: SizeArguments }
  | { readonly kind: "add"; readonly verbosity: Verbosity; readonly args: AddArguments }
  | { readonly kind: "update"; readonly verbosity: Verbosity; readonly args: UpdateArguments }
  | { readonly kind: "remove"; readonly verbosity: Verbosity; readonly args: RemoveArguments }
  /** `--help` or `--version`: a text to print. */
  | { readonly kind: "text"; readonly text: string };

const DEFAULT_CONFIG = "tinsmith.config.json";
const COMMANDS = [
  "add",
  "diff",
  "generate",
  "inspect",
  "migrate",
  "pull",
  "remove",
  "size",
  "update",
];

const text = (describe: string) => ({ type: "string", requiresArg: true, describe }) as const;
const flag = (describe: string) => ({ type: "boolean", describe }) as const;

const ENVIRONMENT = `\
Environment:
  GITHUB_TOKEN  sent to GitHub, which then allows more requests
  HTTPS_PROXY, HTTP_PROXY, NO_PROXY  the proxies to go through
  TINSMITH_AWS_MODELS  instead of ${AWS_MODELS}`;
const PULL_NOTES = `\
${ENVIRONMENT}

Examples:
  tinsmith pull               every model that has a "source" in the config
  tinsmith pull kms dynamodb  these two
  tinsmith pull --check       is any of them behind?`;

const ADD_NOTES = `\
${ENVIRONMENT}

Examples:
  tinsmith add s3 --operations GetObject,PutObject  sources in this project, such as src/aws/s3/
  tinsmith add kms --package @acme/kms              a package of its own
  tinsmith add ./model/weather.json                 a service of your own`;
const UPDATE_NOTES = `\
${ENVIRONMENT}

Examples:
  tinsmith update          every service that has a "source" in the config
  tinsmith update s3       this one
  tinsmith update --check  is any of them behind?`;

const SIDE = "A Smithy JSON AST file, or the folder or lock file of a generated package";
const MAX_BUMPS = ["minor", "patch"] as const;
const LONG_TYPES = ["number", "bigint"] as const;
const SELECTION = {
  service: text("Shape ID or name of the service, where the model has more than one"),
  operations: text("Names of operations, with commas between; * stands for any letters"),
};
const VERBOSITY = {
  quiet: flag("Print errors only"),
  verbose: flag("Print notes about the model too"),
};
const GENERATE = {
  config: text(`The config file; ${DEFAULT_CONFIG} where left out`),
  model: { ...text("A Smithy JSON AST file; may be repeated"), array: true, nargs: 1 },
  out: text("With --model: the folder to write to"),
  name: text("With --model: the npm package's name"),
  ...SELECTION,
  long: { ...text("With --model: what a long is to callers"), choices: LONG_TYPES },
  protocol: text("With --model: the protocol to speak, where the service has more than one"),
  check: flag("Write nothing; exit 1 where anything on disk differs"),
  "dry-run": flag("Write nothing; say what would be done"),
  force: flag("Overwrite files that were edited by hand"),
  jobs: {
    ...text("How many packages to generate at once; as many as there are processors, if left out"),
    type: "number",
  },
  timings: flag("Print how long each stage took"),
  "max-bump": {
    ...text("Write nothing and exit 3 where the changes are larger than that"),
    choices: MAX_BUMPS,
  },
  ...VERBOSITY,
} as const;
const CONFIG = text(`The config file; ${DEFAULT_CONFIG} where left out`);
const ADD = {
  operations: SELECTION.operations,
  out: text("The folder to write to; src/aws where left out, or generated/NAME for a package"),
  package: text("Make a package of this name, instead of sources in this project"),
  shape: text("Shape ID or name of the service, where the model has more than one"),
  config: CONFIG,
  offline: flag("Use no network, but the copies of what was downloaded last"),
  force: flag("Overwrite files that were edited by hand"),
  ...VERBOSITY,
} as const;
const UPDATE = {
  config: CONFIG,
  check: flag("Write nothing; exit 1 where anything is not up to date"),
  "dry-run": flag("Write nothing; say what would be done"),
  offline: flag("Use no network, but the copies of what was downloaded last"),
  force: flag("Overwrite files that were edited by hand"),
  ...VERBOSITY,
} as const;
const REMOVE = {
  operations: text("Remove only these operations, with commas between; * stands for any letters"),
  config: CONFIG,
  force: flag("Remove files that were edited by hand, too"),
  ...VERBOSITY,
} as const;
const INSPECT = {
  ...SELECTION,
  format: { ...text("How to print it"), choices: ["text", "json", "dot"] },
  graph: text("An SVG file to draw the closure in, instead; - for standard output"),
  ...VERBOSITY,
} as const;
const DIFF = {
  ...SELECTION,
  json: flag("The same as --format json"),
  format: { ...text("How to print it"), choices: ["text", "markdown", "html", "json"] },
  ...VERBOSITY,
} as const;
const PULL = {
  config: text(`The config file; ${DEFAULT_CONFIG} where left out`),
  check: flag("Write nothing; exit 1 where a model is not the newest"),
  "dry-run": flag("Write nothing; say what would be done"),
  offline: flag("Use no network, but the copies of what was downloaded last"),
  force: flag("Overwrite models that were edited by hand"),
  "max-bump": {
    ...text("Keep models as they are whose changes for callers are larger than that, and exit 3"),
    choices: MAX_BUMPS,
  },
  ...VERBOSITY,
} as const;
const SIZE = {
  config: text(`The config file; ${DEFAULT_CONFIG} where left out`),
  operations: text("Names of operations, with commas between; * stands for any letters"),
  max: {
    ...text("Exit 3 where a bundle that calls one operation is larger: kB after gzip"),
    type: "number",
  },
  json: flag("Print JSON, with bytes"),
  chart: text("An SVG file to draw the sizes in"),
  ...VERBOSITY,
} as const;
const MIGRATE = {
  config: text(`The config file; ${DEFAULT_CONFIG} where left out`),
  "dry-run": flag("Write nothing; print the changes as a unified diff"),
  force: flag("Change files too that Git could not bring back"),
  ...VERBOSITY,
} as const;

/**
 * Reads a command line.
 *
 * @param args what stands after the program's name.
 * @throws {UserError} where it makes no sense, with the nearest thing that would.
 */
export async function parseArguments(args: readonly string[], version: string): Promise<Command> {
  const { parser, chosen } = createParser(args, version);
  let printed = "";
  await parser.parseAsync([...args], {}, (_error, _argv, output) => {
    printed = output;
  });
  return chosen() ?? { kind: "text", text: printed };
}

/** The parser of command lines, and what the one that it has read asks for. */
export function createParser(args: readonly string[], version: string) {
  let command: Command | undefined;
  const parser = yargs([...args])
    .scriptName("tinsmith")
    .locale("en")
    .parserConfiguration({ "camel-case-expansion": false, "dot-notation": false })
    .usage("$0 COMMAND\n\nGenerates TypeScript clients from Smithy models.")
    .command(
      "add <service>",
      "Make a client of a service, from nothing: config, model and code; or add operations to one",
      (y) =>
        y
          .positional("service", {
            ...text("A service of AWS's, such as s3, or a model's file, folder or URL"),
            demandOption: true,
          })
          .options(ADD)
          .conflicts("quiet", "verbose")
          .epilog(ADD_NOTES),
      (argv) => {
        const { service, out, package: packageName, shape, config } = argv;
        const { offline = false, force = false } = argv;
        const operations = splitList(argv.operations);
        const asked = { service, operations, out, packageName, shape, config, offline, force };
        command = { kind: "add", verbosity: verbosityOf(argv), args: asked };
      },
    )
    .command(
      "generate",
      "Write the packages that the config asks for, or one that flags describe",
      (y) =>
        y
          .options(GENERATE)
          .conflicts("check", "dry-run")
          .conflicts("config", "model")
          .conflicts("quiet", "verbose"),
      (argv) => {
        command = { kind: "generate", verbosity: verbosityOf(argv), args: toGenerate(argv, args) };
      },
    )
    .command(
      "inspect <model>",
      "Print the service, protocols, operations, errors and closure of a model",
      (y) =>
        y
          .positional("model", { ...text("A Smithy JSON AST file"), demandOption: true })
          .options(INSPECT)
          .conflicts("format", "graph")
          .conflicts("quiet", "verbose"),
      (argv) => {
        const { model, service, format = "text", graph } = argv;
        const operations = splitList(argv.operations);
        const asked = { model, service, operations, format, graph };
        command = { kind: "inspect", verbosity: verbosityOf(argv), args: asked };
      },
    )
    .command(
      "diff <old> <new>",
      "Print what is different for callers between two versions, and the bump that asks for",
      (y) =>
        y
          .positional("old", { ...text(SIDE), demandOption: true })
          .positional("new", { ...text(SIDE), demandOption: true })
          .options(DIFF)
          .conflicts("json", "format")
          .conflicts("quiet", "verbose"),
      (argv) => {
        const { old: older, new: newer, service } = argv;
        const format = argv.json ? "json" : (argv.format ?? "text");
        const operations = splitList(argv.operations);
        const asked = { older, newer, service, operations, format };
        command = { kind: "diff", verbosity: verbosityOf(argv), args: asked };
      },
    )
    .command(
      "pull [service..]",
      "Fetch the newest models of services, cut to the operations that the config asks for",
      (y) =>
        y
          .positional("service", {
            type: "string",
            array: true,
            describe:
              "Packages, or services by their SDK ID; all that have a source, where left out",
          })
          .options(PULL)
          .conflicts("check", "dry-run")
          .conflicts("quiet", "verbose")
          .epilog(PULL_NOTES),
      (argv) => {
        const { service = [], config, offline = false, force = false } = argv;
        const mode = argv.check ? "check" : argv["dry-run"] ? "dry-run" : "write";
        const mend = commandLine(args.filter((arg) => arg !== "--check" && arg !== "--force"));
        const maxBump = argv["max-bump"];
        const asked = { services: service, config, mode, offline, force, maxBump, mend } as const;
        command = { kind: "pull", verbosity: verbosityOf(argv), args: asked };
      },
    )
    .command(
      "migrate <path..>",
      "Rewrite code for AWS SDK v3 to the clients of the config, and list what was left",
      (y) =>
        y
          .positional("path", {
            type: "string",
            array: true,
            describe: "Files and folders of JavaScript or TypeScript that belong together",
            demandOption: true,
          })
          .options(MIGRATE)
          .conflicts("quiet", "verbose"),
      (argv) => {
        const { path: paths, config, force = false } = argv;
        const asked = { paths, config, force, dryRun: argv["dry-run"] ?? false };
        command = { kind: "migrate", verbosity: verbosityOf(argv), args: asked };
      },
    )
    .command(
      "size [service..]",
      "Print what bundles weigh that call one operation of the generated clients",
      (y) =>
        y
          .positional("service", {
            type: "string",
            array: true,
            describe: "Packages or services of the config; all, where left out",
          })
          .options(SIZE)
          .conflicts("quiet", "verbose"),
      (argv) => {
        const { service = [], config = DEFAULT_CONFIG, max: maxKb, json = false, chart } = argv;
        if (maxKb !== undefined && !(maxKb > 0)) {
          throw new UserError("--max is a number of kB, more than 0.");
        }
        const operations = splitList(argv.operations);
        const asked = { services: service, config, operations, maxKb, json, chart };
        command = { kind: "size", verbosity: verbosityOf(argv), args: asked };
      },
    )
    .command(
      "update [service..]",
      "Bring services up to date: fetch their newest models, tell what changed, generate",
      (y) =>
        y
          .positional("service", {
            type: "string",
            array: true,
            describe:
              "Services by their names in the config; all that have a source, where left out",
          })
          .options(UPDATE)
          .conflicts("check", "dry-run")
          .conflicts("quiet", "verbose")
          .epilog(UPDATE_NOTES),
      (argv) => {
        const { service = [], config, offline = false, force = false } = argv;
        const mode = argv.check ? "check" : argv["dry-run"] ? "dry-run" : "write";
        const mend = commandLine(args.filter((arg) => arg !== "--check" && arg !== "--force"));
        const asked = { services: service, config, mode, offline, force, mend } as const;
        command = { kind: "update", verbosity: verbosityOf(argv), args: asked };
      },
    )
    .command(
      "remove <service>",
      "Remove a service, or operations of it, with its code and its model",
      (y) =>
        y
          .positional("service", {
            ...text("A service by its name in the config"),
            demandOption: true,
          })
          .options(REMOVE)
          .conflicts("quiet", "verbose"),
      (argv) => {
        const { service, config, force = false } = argv;
        const operations = splitList(argv.operations);
        const asked = { service, operations, config, force };
        command = { kind: "remove", verbosity: verbosityOf(argv), args: asked };
      },
    )
    .demandCommand(1, `A command is expected: ${list(COMMANDS, "or")}.`)
    .check((argv) => {
      const lists = new Set(["_", LISTS[String(argv._[0])] ?? "model"]);
      const twice = Object.keys(argv).find((name) => !lists.has(name) && Array.isArray(argv[name]));
      if (twice !== undefined) throw new UserError(`--${twice} is given more than once.`);
      return true;
    })
    .strict()
    .version(version)
    .help()
    .exitProcess(false)
    .fail((message: string | null, error: Error | undefined) => {
      if (error && error.name !== "YError") throw error;
      throw new UserError(`${explain(message ?? error?.message ?? "", args)} See tinsmith --help.`);
    });
  return { parser, chosen: () => command };
}

/** What a command takes several of. */
const LISTS: Readonly<Record<string, string>> = {
  migrate: "path",
  pull: "service",
  size: "service",
  update: "service",
};

interface GenerateFlags {
  readonly config?: string | undefined;
  readonly model?: readonly string[] | undefined;
  readonly out?: string | undefined;
  readonly name?: string | undefined;
  readonly service?: string | undefined;
  readonly operations?: string | undefined;
  readonly long?: LongType | undefined;
  readonly protocol?: string | undefined;
  readonly check?: boolean | undefined;
  readonly "dry-run"?: boolean | undefined;
  readonly force?: boolean | undefined;
  readonly jobs?: number | undefined;
  readonly timings?: boolean | undefined;
  readonly "max-bump"?: string | undefined;
}

function toGenerate(flags: GenerateFlags, args: readonly string[]): GenerateArguments {
  const mode = flags.check ? "check" : flags["dry-run"] ? "dry-run" : "write";
  const force = flags.force ?? false;
  const mend = commandLine(args.filter((arg) => arg !== "--check" && arg !== "--force"));
  const { jobs, timings = false } = flags;
  if (jobs !== undefined && !(Number.isSafeInteger(jobs) && jobs > 0)) {
    throw new UserError("--jobs is a whole number, 1 or more.");
  }
  const maxBump = flags["max-bump"] as GenerateArguments["maxBump"];
  return { from: sourceOf(flags), mode, force, jobs, timings, maxBump, mend };
}

function sourceOf(flags: GenerateFlags): GenerateArguments["from"] {
  const { model, out, name, service, long, protocol } = flags;
  if (model === undefined) {
    const stray = (["out", "name", "service", "operations", "long", "protocol"] as const).find(
      (f) => flags[f] !== undefined,
    );
    if (stray !== undefined) {
      throw new UserError(`--${stray} goes with --model only; a config says it for each package.`);
    }
    return { config: flags.config ?? DEFAULT_CONFIG };
  }
  if (out === undefined || name === undefined) {
    throw new UserError("--model needs --out and --name with it.");
  }
  const operations = splitList(flags.operations);
  const entry: PackageEntry = {
    model,
    out,
    name,
    ...(service !== undefined && { service }),
    ...(operations !== undefined && { operations }),
    ...(long !== undefined && { long }),
    ...(protocol !== undefined && { protocol }),
  };
  return { entry };
}

function verbosityOf(flags: { readonly quiet?: unknown; readonly verbose?: unknown }): Verbosity {
  return flags.quiet === true ? "quiet" : flags.verbose === true ? "verbose" : "normal";
}

function splitList(text: string | undefined): readonly string[] | undefined {
  return text?.split(",").map((name) => name.trim());
}

const EXPECTED: Readonly<Record<string, string>> = {
  add: "add makes a client of a service: add SERVICE, such as add s3.",
  diff: "diff compares two versions: diff OLD NEW.",
  inspect: "inspect looks at a model: inspect MODEL.",
  migrate: "migrate rewrites files and folders: migrate PATH.",
  remove: "remove takes a service away: remove SERVICE.",
};

/** What yargs says of a wrong command line, with the nearest right word. */
function explain(message: string, args: readonly string[]): string {
  if (message.startsWith("Not enough non-option arguments")) {
    const command = Object.keys(EXPECTED).find((name) => args.includes(name));
    return EXPECTED[command ?? ""] ?? sentence(message);
  }
  const unknown = /^Unknown arguments?: (.*)$/s.exec(message)?.[1];
  if (unknown === undefined) return sentence(message);
  const [first = ""] = args;
  if (!first.startsWith("-") && !COMMANDS.includes(first)) {
    const [meant] = nearestNames(first, COMMANDS);
    const hint =
      meant === undefined ? ` Known are ${list(COMMANDS, "and")}.` : ` Did you mean ${meant}?`;
    return `Unknown command ${JSON.stringify(first)}.${hint}`;
  }
  return unknown
    .split(", ")
    .map((name) => {
      const typed = asTyped(name, args);
      return `Unknown argument ${JSON.stringify(typed)}.${suggestion(name, typed.startsWith("-"))}`;
    })
    .join(" ");
}

/** An argument whose dashes yargs took away. */
function asTyped(name: string, args: readonly string[]): string {
  const typed = args.map((arg) => arg.split("=")[0] ?? "");
  return typed.find((arg) => arg.replace(/^-+/, "") === name) ?? name;
}

function suggestion(name: string, isFlag: boolean): string {
  const flags = [
    ...[ADD, DIFF, GENERATE, INSPECT, MIGRATE, PULL, REMOVE, SIZE, UPDATE].flatMap(Object.keys),
    "help",
    "version",
  ];
  const [found] = nearestNames(name, new Set(isFlag ? flags : COMMANDS));
  if (found === undefined) return "";
  if (found === name) return " Other commands have it.";
  return ` Did you mean ${isFlag ? `--${found}` : found}?`;
}

function list(names: readonly string[], word: "and" | "or"): string {
  return `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1) ?? ""}`;
}

function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}

/** A command line that can be pasted into a shell. */
function commandLine(args: readonly string[]): string {
  return ["npx tinsmith", ...args.map(shellWord)].join(" ");
}
