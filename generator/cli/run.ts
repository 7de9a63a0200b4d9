import { OutputError } from "../output/error.js";
import { parseArguments, type Command } from "./arguments.js";
import { generateCommand, type GenerateDependencies } from "./generateCommand.js";
import { Interrupted } from "./interrupted.js";
import type { Io, Verbosity } from "./io.js";
import type { Git } from "./migrate/git.js";
import type { PullDependencies } from "./pull/context.js";
import { createReport, type Report } from "./report.js";
import { UserError } from "./userError.js";

/** What the process exits with. */
export const EXIT = {
  ok: 0,
  differs: 1,
  userError: 2,
  tooLarge: 3,
  internalError: 70,
  interrupted: 130,
} as const;

export interface Dependencies extends GenerateDependencies {
  readonly version: string;
  readonly pull: PullDependencies;
  readonly git: Git;
}

/**
 * Runs one command line of Tinsmith. Nothing that a user can do makes it reject: mistakes are told
 * on `io.err`.
 *
 * @param args what stands after the program's name.
 * @returns the exit code, one of {@link EXIT}.
 */
export async function run(
  args: readonly string[],
  io: Io,
  dependencies: Dependencies,
): Promise<number> {
  // Until the command line is read, what it says of verbosity is not known.
  let report = createReport(io, "normal");
  try {
    const command = await parseArguments(args, dependencies.version);
    report = createReport(io, verbosityOf(command));
    return await runCommand(command, io, report, dependencies);
  } catch (error) {
    report.done();
    if (error instanceof UserError) error.messages.forEach(report.error);
    else if (error instanceof OutputError) report.error(error.message);
    else if (error instanceof Interrupted) {
      report.error("stopped; nothing was written.");
      return EXIT.interrupted;
    } else return tellOfBug(error, report);
    return EXIT.userError;
  }
}

async function runCommand(
  command: Command,
  io: Io,
  report: Report,
  dependencies: Dependencies,
): Promise<number> {
  switch (command.kind) {
    case "text":
      report.print(`${command.text}\n`);
      return EXIT.ok;
    case "generate":
      return generateCommand(command.args, io, report, dependencies);
    case "inspect": {
      const { inspectCommand } = await import("./inspectCommand.js");
      return inspectCommand(command.args, io.cwd, report);
    }
    case "diff": {
      const { diffCommand } = await import("./diffCommand.js");
      return diffCommand(command.args, io.cwd, report);
    }
    case "migrate": {
      const { migrateCommand } = await import("./migrate/command.js");
      return migrateCommand(command.args, io.cwd, report, dependencies.git);
    }
    case "pull": {
      const { pullCommand } = await import("./pull/command.js");
      return pullCommand(command.args, io, report, dependencies);
    }
    case "size": {
      const { sizeCommand } = await import("./size/command.js");
      return sizeCommand(command.args, io.cwd, report);
    }
    case "add": {
      const { addCommand } = await import("./services/addCommand.js");
      return addCommand(command.args, io, report, dependencies);
    }
    case "update": {
      const { updateCommand } = await import("./services/updateCommand.js");
      return updateCommand(command.args, io, report, dependencies);
    }
    case "remove": {
      const { removeCommand } = await import("./services/removeCommand.js");
      return removeCommand(command.args, io, report, dependencies);
    }
  }
}

function verbosityOf(command: Command): Verbosity {
  return command.kind === "text" ? "normal" : command.verbosity;
}

function tellOfBug(error: unknown, report: Report): number {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  report.error(
    `this is a bug in Tinsmith, not a mistake of yours.\n${stack}\n` +
      "Please report it with these lines, the command, and the model if you may share it.",
  );
  return EXIT.internalError;
}
