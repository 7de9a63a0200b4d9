import { existsSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { hashOf } from "../../output/hash.js";
import { changes } from "../../output/plan.js";
import { fetchModel, type Fetched } from "../../source/fetch.js";
import { printSource } from "../../source/source.js";
import type { OutputSettings } from "../config.js";
import { bracketed, summary, type GenerateDependencies } from "../generateCommand.js";
import { display, readInput } from "../inputs.js";
import type { Io } from "../io.js";
import { pullContext, type PullContext, type PullDependencies } from "../pull/context.js";
import { lookUpFetched } from "../pull/lookUp.js";
import { messagesOf } from "../pull/messages.js";
import type { Report } from "../report.js";
import { shellWord } from "../shell.js";
import { UserError } from "../userError.js";
import { applyChange, type Change } from "./change.js";
import { usersOf, withService } from "./entry.js";
import { firstCall } from "./firstCall.js";
import { detectProject, type Project } from "./project.js";
import {
  operationNames,
  operationsOf,
  wantedModel,
  wantedService,
  type Wanted,
  type WantedModel,
} from "./wanted.js";
import { openWorkspace, withText, type Placed, type Workspace } from "./workspace.js";

/** What `tinsmith add` was asked for. */
export interface AddArguments {
  readonly service: string;
  /** Names or patterns; all where absent. */
  readonly operations?: readonly string[] | undefined;
  /** Which service of a model that has several. */
  readonly shape?: string | undefined;
  /** The folder to write to. */
  readonly out?: string | undefined;
  /** The name of the package to make of it, instead of sources. */
  readonly packageName?: string | undefined;
  readonly config?: string | undefined;
  readonly offline: boolean;
  readonly force: boolean;
}

export interface ServiceDependencies extends GenerateDependencies {
  readonly version: string;
  readonly pull: PullDependencies;
}

/**
 * Makes a client of a service, from nothing: config, model and code; or adds operations to one that
 * is there. Does all of it or none.
 *
 * @returns the exit code, 0.
 * @throws {UserError} where something is wrong; nothing was written.
 */
export async function addCommand(
  args: AddArguments,
  io: Io,
  report: Report,
  dependencies: ServiceDependencies,
): Promise<number> {
  const { version, pull } = dependencies;
  const before = await openWorkspace(args.config, io.cwd);
  const wanted = wantedService(args.service, io.cwd, before.folder);
  const context = pullContext(args, before.folder, version, pull);
  const fetched = await fetchWanted(wanted, context, report);
  const model = wantedModel(wanted, fetched, args.shape);
  const operations = args.operations && operationNames(model, args.operations);
  const project = (): Project => detectProject(io.cwd);
  const addition = { ...args, wanted, model, operations };
  const text = withService(before, addition, project, io.cwd);
  const after = await withText(before, text);
  const users = usersOf(after, wanted);
  const { change, what } = changeTo(before, after, wanted, users, fetched, context);
  const all = await applyChange(change, {
    folder: after.folder,
    mode: "write",
    force: args.force,
    io,
    report,
    dependencies,
  });
  if (change.files.length === 0 && all.every(({ plan }) => changes(plan).length === 0)) {
    const names = users.map(({ service }) => service.name);
    const asked = operations ? operations.join(", ") : "all operations";
    report.result(`${names.join(", ")}: there already, with ${asked}. Nothing was changed.`);
    return 0;
  }
  if (text !== before.text) {
    report.result(`${after.file}: ${before.text === undefined ? "created" : "updated"}`);
  }
  if (what !== undefined) report.result(what);
  for (const one of all) {
    report.result(`${display(one.settings.out, io.cwd)}: ${summary(one)}${bracketed(one)}`);
  }
  const home = users.find((user) => isChanged(user, before)) ?? users[0];
  if (home) tellNext(home, model, operations, project(), io, report);
  return 0;
}

async function fetchWanted(
  { source, isOwn }: Wanted,
  context: PullContext,
  report: Report,
): Promise<Fetched> {
  const name = printSource(source);
  if (isOwn) {
    const file = readInput(name, context.folder);
    return { files: [file], sha256: "" };
  }
  report.progress(`fetching ${name}`);
  try {
    return await fetchModel(source, context);
  } catch (error) {
    throw new UserError(messagesOf(error));
  } finally {
    report.done();
  }
}

/** Whatever is generated from a model is generated anew with it. */
function changeTo(
  { text: before }: Workspace,
  { folder, path, text, outputs }: Workspace,
  { source, isOwn }: Wanted,
  users: readonly Placed[],
  fetched: Fetched,
  context: PullContext,
): { readonly change: Change; readonly what?: string | undefined } {
  const config = text === before ? [] : [{ path, was: hashOf(before), text }];
  const file = users[0]?.service.models[0];
  if (file === undefined) throw new Error("A service that was added has a model.");
  if (isOwn || (text === before && existsSync(file))) {
    // Where the config has it all, what is generated from it may still be missing.
    return { change: { files: config, outputs: users.map(({ output }) => output) } };
  }
  const services = outputs.flatMap((output) => output.services);
  // Where Tinsmith was told of them on the command line, the config does not say it yet.
  const target = { file, source, users: services.filter(({ models }) => models.includes(file)) };
  const { action, what, made, was } = lookUpFetched(target, fetched, context);
  const name = relative(folder, file).replaceAll("\\", "/");
  const model = made && action !== "unchanged" ? [{ path: file, was, text: made.text }] : [];
  const record = made ? [context.records.changed(new Map([[file, made.record]]))] : [];
  return {
    change: {
      files: [...config, ...model, ...record],
      outputs: outputs.filter((output) =>
        output.services.some(({ models }) => models.includes(file)),
      ),
    },
    what: `${name}: ${action === "unchanged" ? "up to date" : `${action}d`} from ${what}`,
  };
}

function isChanged({ service }: Placed, before: Workspace): boolean {
  const same = before.outputs
    .flatMap(({ services }) => services)
    .find(({ name }) => name === service.name);
  return JSON.stringify(same?.operations) !== JSON.stringify(service.operations) || !same;
}

/** What to do with it now: build and install a package, and a first call. */
function tellNext(
  { output, service: { key } }: Placed,
  model: WantedModel,
  asked: readonly string[] | undefined,
  project: Project,
  io: Io,
  report: Report,
): void {
  const call = firstCall(model, operationsOf(model, asked), importOf(output, key));
  const lines = call.split("\n").map((line) => (line === "" ? "" : `  ${line}`));
  const out = display(output.out, io.cwd);
  if (output.kind === "package") {
    report.note(
      `Next, build it: cd ${shellWord(out)} && npm install && npm run build\n` +
        `Then use it: npm install ${shellWord(/^[./]/.test(out) ? out : `./${out}`)}`,
    );
  } else {
    for (const step of project.missing) report.note(`To compile it: ${step}`);
  }
  const where = output.kind === "package" ? "" : `, in ${display(dirname(output.out), io.cwd)}/`;
  report.result(`A first call${where === ", in ./" ? "" : where}:\n\n${lines.join("\n")}\n`);
}

function importOf(output: OutputSettings, key: string | undefined): string {
  if (output.kind === "package") return key === undefined ? output.name : `${output.name}/${key}`;
  const folder = `./${basename(output.out)}/${key ?? ""}`;
  return output.extension === "" ? folder : `${folder}/index${output.extension}`;
}
