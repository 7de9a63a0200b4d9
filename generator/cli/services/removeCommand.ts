import { didYouMean } from "../../smithy/nearest.js";
import { hashOf } from "../../output/hash.js";
import { bracketed, summary } from "../generateCommand.js";
import { display } from "../inputs.js";
import type { Io } from "../io.js";
import { openRecord } from "../pull/record.js";
import { namesOf } from "../pull/targets.js";
import type { Report } from "../report.js";
import { UserError } from "../userError.js";
import type { ServiceDependencies } from "./addCommand.js";
import { applyChange } from "./change.js";
import { withoutOperations, withoutService } from "./entryRemoval.js";
import { emptied } from "./folderRemoval.js";
import { modelRemoval } from "./modelRemoval.js";
import {
  openExisting,
  placedServices,
  withText,
  type Placed,
  type Workspace,
} from "./workspace.js";

/** What `tinsmith remove` was asked for. */
export interface RemoveArguments {
  readonly service: string;
  /** Those to remove, as names or patterns; the service itself where absent. */
  readonly operations?: readonly string[] | undefined;
  readonly config?: string | undefined;
  readonly force: boolean;
}

/**
 * Removes a service, or operations of it: from the config, from what is generated, and its model file
 * where nothing else needs it and nobody edited it. Does all of it or none.
 *
 * @returns the exit code, 0.
 * @throws {UserError} where something is wrong, or edits by hand would be lost; nothing was changed.
 */
export async function removeCommand(
  args: RemoveArguments,
  io: Io,
  report: Report,
  dependencies: ServiceDependencies,
): Promise<number> {
  const { force } = args;
  const before = await openExisting(args.config, io.cwd);
  const there = find(before, args.service);
  const text = args.operations
    ? withoutOperations(before, there, args.operations, io.cwd)
    : withoutService(before, there);
  const after: Workspace =
    text === undefined ? { ...before, text, outputs: [] } : await withText(before, text);
  const model = modelRemoval(there.service, after, openRecord(before.folder), io.cwd);

  const { out } = there.output;
  const isGone = after.outputs.every((output) => output.out !== out);
  const folder = isGone ? emptied(there.output, force, io.cwd) : undefined;
  try {
    const all = await applyChange(
      {
        files: [{ path: before.path, was: hashOf(before.text), text }, ...model.files],
        outputs: after.outputs.filter(
          (output) =>
            output.out === out ||
            output.services.some(({ models }) => models.some((file) => model.recut.has(file))),
        ),
        staged: folder && [folder],
      },
      { folder: before.folder, mode: "write", force, io, report, dependencies },
    );
    report.result(`${before.file}: ${text === undefined ? "removed" : "updated"}`);
    for (const line of model.told) report.result(line);
    for (const one of all) {
      report.result(`${display(one.settings.out, io.cwd)}: ${summary(one)}${bracketed(one)}`);
    }
    if (folder) report.result(`${display(out, io.cwd)}: ${folder.leave()}`);
    return 0;
  } finally {
    folder?.discard();
  }
}

/** The one service that a name means. */
function find(workspace: Workspace, asked: string): Placed {
  const all = placedServices(workspace);
  const name = asked.replace(/^@aws-sdk\/client-/, "");
  const isMeant = ({ service }: Placed): boolean =>
    service.name === name || namesOf(service).has(name.toLowerCase());
  const [found, ...more] = all.filter(isMeant);
  if (found && more.length === 0) return found;
  const names = all.map(({ service }) => service.name);
  if (found) {
    const same = all.filter(isMeant).map(({ service }) => service.name);
    throw new UserError(
      `${workspace.file} has ${asked} more than once: name one, ${same.join(" or ")}.`,
    );
  }
  const known = all.flatMap(({ service }) => [...namesOf(service)]);
  const hint = didYouMean(name, new Set(known)) || ` It has ${names.join(", ")}.`;
  throw new UserError(`${workspace.file} has no service ${JSON.stringify(asked)}.${hint}`);
}
