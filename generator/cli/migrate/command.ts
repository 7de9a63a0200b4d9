import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTwoFilesPatch } from "diff";
import type { Missing } from "../../migrate/missing.js";
import type { Remark } from "../../migrate/parts.js";
import type { PathSettings } from "../../migrate/program.js";
import { hashOf } from "../../output/hash.js";
import { replaceFiles } from "../../output/replaceFiles.js";
import { display } from "../inputs.js";
import type { Report } from "../report.js";
import { openExisting, openWorkspace } from "../services/workspace.js";
import { UserError } from "../userError.js";
import { clientsOf } from "./clients.js";
import { readImported, readSources, type Texts } from "./files.js";
import { unsafeToChange, type Git } from "./git.js";

/** What `tinsmith migrate` was asked for. */
export interface MigrateArguments {
  readonly paths: readonly string[];
  /** The config file; the usual one, if there is one, where left out. */
  readonly config?: string | undefined;
  readonly dryRun: boolean;
  /** Change files that Git could not bring back, too. */
  readonly force: boolean;
}

/**
 * Rewrites programs for AWS SDK v3 to the clients of a config, and lists what it left.
 *
 * @returns the exit code: 0, or 1 where a client or an operation has to be generated first
 * @throws {UserError} where a path, the config or a client is not what it should be, or a file cannot be
 *   brought back by Git
 */
export async function migrateCommand(
  args: MigrateArguments,
  cwd: string,
  report: Report,
  git: Git,
): Promise<number> {
  // The compiler is large, and no other command needs it as this one does.
  const { migrate } = await import("../../migrate/migrate.js");
  const { servicesNamedIn } = await import("../../migrate/program.js");
  const all = readSources(args.paths, cwd, git);
  const usesSdk = (text: string): boolean => servicesNamedIn(text).length > 0;
  if (![...all.texts.values(), ...all.otherwise.values()].some(usesSdk)) {
    report.done();
    report.result("Nothing here uses AWS SDK v3.");
    return 0;
  }
  const open = args.config === undefined ? openWorkspace : openExisting;
  const { clients, folders } = clientsOf((await open(args.config, cwd)).outputs, cwd);
  const files = without(all.texts, folders);
  report.progress(`reading ${files.size} ${files.size === 1 ? "file" : "files"}`);
  const result = migrate({
    files,
    context: readImported(files),
    clients,
    paths: await pathSettings(cwd),
  });
  report.done();
  if (result.missing.size > 0) {
    tellMissing(result.missing, report);
    return 1;
  }
  if (args.dryRun) printDiff(files, result.files, cwd, report);
  else {
    if (!args.force) refuseUnsafe([...result.files.keys()], cwd, git);
    replaceFiles(
      [...result.files].map(([path, text]) => ({ path, was: hashOf(files.get(path)), text })),
    );
  }
  const undecoded = [...all.otherwise].filter(([, text]) => usesSdk(text));
  const remarks = [...result.remarks, ...undecoded.map(([path]) => notInUtf8(path))];
  tellRemarks(remarks, cwd, report);
  const done = args.dryRun ? "would be rewritten" : "rewritten";
  const left = remarks.filter(({ kind }) => kind === "left").length;
  const rest = left > 0 ? counted(left, "place") : "nothing";
  report.result(`${counted(result.files.size, "file")} ${done}, ${rest} left.`);
  return 0;
}

/** Generated clients are not to be edited. */
function without(files: Texts, folders: readonly string[]): Texts {
  const inside = folders.map((folder) => `${folder.replaceAll("\\", "/")}/`);
  return new Map([...files].filter(([path]) => !inside.some((folder) => path.startsWith(folder))));
}

async function pathSettings(cwd: string): Promise<PathSettings> {
  const file = join(cwd, "tsconfig.json");
  if (!existsSync(file)) return {};
  const { pathSettingsIn } = await import("../../migrate/pathSettings.js");
  return pathSettingsIn(readFileSync(file, "utf8"), cwd);
}

function tellMissing(missing: Missing, report: Report): void {
  report.result("Nothing is rewritten yet: these clients and operations have to be there first.");
  for (const [key, operations] of missing) {
    const list = [...operations].sort().join(",");
    const asked = list === "" ? "" : ` --operations ${list}`;
    report.result(`npx tinsmith add ${key}${asked}`);
  }
}

function refuseUnsafe(paths: readonly string[], cwd: string, git: Git): void {
  const unsafe = unsafeToChange(paths, git);
  if (unsafe.length === 0) return;
  const list = unsafe.map(({ path, why }) => `${display(path, cwd)}: ${why}`);
  throw new UserError([
    ...list,
    "Git could not bring these files back. Commit them first, or repeat with --force. Nothing was changed.",
  ]);
}

function printDiff(before: Texts, after: Texts, cwd: string, report: Report): void {
  for (const [path, text] of after) {
    const name = display(path, cwd);
    const old = before.get(path) ?? "";
    const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, old, text, undefined, undefined);
    // As Git writes it, without the line above the names.
    report.print(patch.replace(/^=+\n/, ""));
  }
}

const notInUtf8 = (file: string): Remark => ({
  file,
  line: 1,
  kind: "left",
  message: "this file is not in UTF-8: save it as such, and run again",
});

function tellRemarks(remarks: readonly Remark[], cwd: string, report: Report): void {
  for (const { file, line, kind, message } of remarks) {
    report.result(`${display(file, cwd)}:${line}: ${kind}: ${message}`);
  }
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? "" : "s"}`;
