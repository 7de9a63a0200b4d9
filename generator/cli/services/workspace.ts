import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Listing } from "../collection.js";
import { parseConfig, type OutputSettings, type ServiceSettings } from "../config.js";
import { CONFIG_FILE } from "../configFile.js";
import { display, readInput } from "../inputs.js";
import { UserError } from "../userError.js";

/** A config, as its file has it and as it is understood. */
export interface Workspace {
  /** What messages call the config file. */
  readonly file: string;
  readonly path: string;
  /** Where it lies: its paths are relative to that. */
  readonly folder: string;
  /** Absent where there is no such file yet. */
  readonly text?: string | undefined;
  readonly outputs: readonly OutputSettings[];
}

/**
 * The config that a command line names, or the usual one.
 *
 * @param listing of AWS's collection, for commands that bring what is new there.
 * @throws {UserError} where it is not what a config should be, or lies in a folder around this one,
 *   which is likely the one that is meant.
 */
export async function openWorkspace(
  config: string | undefined,
  cwd: string,
  listing?: Listing,
): Promise<Workspace> {
  const path = resolve(cwd, config ?? CONFIG_FILE);
  const place = { file: display(path, cwd), path, folder: dirname(path) };
  if (!existsSync(path)) {
    const outer = config === undefined ? configAround(cwd) : undefined;
    if (outer === undefined) return { ...place, outputs: [] };
    throw new UserError(
      `This folder has no ${CONFIG_FILE}, but ${dirname(outer)} has. Run the command there, or name ` +
        `another file with --config.`,
    );
  }
  const { text } = readInput(path, cwd);
  return withText({ ...place, outputs: [] }, text, listing);
}

/**
 * As {@link openWorkspace}, for commands that need a config.
 *
 * @throws {UserError} where there is none.
 */
export async function openExisting(
  config: string | undefined,
  cwd: string,
  listing?: Listing,
): Promise<Workspace> {
  const workspace = await openWorkspace(config, cwd, listing);
  if (workspace.text !== undefined) return workspace;
  throw new UserError(
    `${workspace.file}: there is no such file, so no service to work on. npx tinsmith add SERVICE makes one.`,
  );
}

/** A workspace with another text of its config, of which the meaning is checked. */
export async function withText(
  workspace: Workspace,
  text: string,
  listing?: Listing,
): Promise<Workspace> {
  const { file, folder } = workspace;
  const outputs = await parseConfig({ file, text }, folder, false, listing);
  return { ...workspace, text, outputs };
}

/** A service of a workspace, and what it is generated into. */
export interface Placed {
  readonly output: OutputSettings;
  readonly service: ServiceSettings;
}

export function placedServices({ outputs }: Workspace): readonly Placed[] {
  return outputs.flatMap((output) => output.services.map((service) => ({ output, service })));
}

/** Where the config has a service, as keys and indices. */
export function pathOf({ source }: Pick<ServiceSettings, "source">): readonly (string | number)[] {
  const parts = (source?.pointer ?? "").split("/").slice(1);
  return parts.map((part, index) => (index === 1 ? Number(part) : part));
}

/** The nearest config around a folder, as far as the project there reaches. */
function configAround(folder: string): string | undefined {
  const path = join(folder, CONFIG_FILE);
  if (existsSync(path)) return path;
  const above = dirname(folder);
  const isProject = existsSync(join(folder, "package.json")) || existsSync(join(folder, ".git"));
  return above === folder || isProject ? undefined : configAround(above);
}
