import yargs from "yargs";
import { CONFIG_FILE } from "./configFile.js";
import type { DiffArguments } from "./diffCommand.js";
import type { GenerateArguments } from "./generateCommand.js";
import { toGenerate } from "./generateFlags.js";
import type { InspectArguments } from "./inspectCommand.js";
import type { Verbosity } from "./io.js";
import type { MigrateArguments } from "./migrate/command.js";
import {
  ADD,
  ADD_NOTES,
  COMMANDS,
  DIFF,
  GENERATE,
  INSPECT,
  MIGRATE,
  PULL,
  PULL_NOTES,
  REMOVE,
  SIDE,
  SIZE,
  text,
  UPDATE,
  UPDATE_NOTES,
} from "./options.js";
import type { PullArguments } from "./pull/command.js";
import type { SizeArguments } from "./size/command.js";
import type { AddArguments } from "./services/addCommand.js";
import type { RemoveArguments } from "./services/removeCommand.js";
import type { UpdateArguments } from "./services/updateCommand.js";
import { commandLine } from "./shell.js";
import { splitList } from "./splitList.js";
import { explain, list } from "./usageErrors.js";
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

/**
 * Reads a command line.
 *
 * @param args what stands after the program's name.
 * @throws {UserError} where it makes no sense, with the nearest thing that would.
 */
export async function parseArguments(args: readonly string[], version: string): Promise<Command> {
  // A folder's path, where commands take one, would be that of the current folder.
  if (args.includes("")) {
    throw new UserError("An argument is empty. Is a variable of the shell not set?");
  }
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
        const { service = [], config = CONFIG_FILE, max: maxKb, json = false, chart } = argv;
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

function verbosityOf(flags: { readonly quiet?: unknown; readonly verbose?: unknown }): Verbosity {
  return flags.quiet === true ? "quiet" : flags.verbose === true ? "verbose" : "normal";
}
