import type { LongType } from "../ir/ir.js";
import type { PackageEntry } from "./configEntries.js";
import { CONFIG_FILE } from "./configFile.js";
import type { GenerateArguments } from "./generateCommand.js";
import { commandLine } from "./shell.js";
import { splitList } from "./splitList.js";
import { UserError } from "./userError.js";

/** What `tinsmith generate` takes. */
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

/**
 * What flags ask `tinsmith generate` for.
 *
 * @param args the command line, for the one that mends what it finds
 * @throws {UserError} where they do not go together
 */
export function toGenerate(flags: GenerateFlags, args: readonly string[]): GenerateArguments {
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
    return { config: flags.config ?? CONFIG_FILE };
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
