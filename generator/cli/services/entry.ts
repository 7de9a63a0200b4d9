import { relative, resolve } from "node:path";
import { printSource } from "../../source/source.js";
import type { OutputSettings, ServiceSettings } from "../config.js";
import type { ServiceEntry } from "../configEntries.js";
import { UserError } from "../userError.js";
import { hasMember, withMember, withoutMember } from "./configText.js";
import type { Project } from "./project.js";
import { operationsOf, type Wanted, type WantedModel } from "./wanted.js";
import { pathOf, placedServices, type Placed, type Workspace } from "./workspace.js";

/** A service to add to a config. */
export interface Addition {
  readonly wanted: Wanted;
  readonly model: WantedModel;
  /** As the model has their names, or patterns; all where absent. */
  readonly operations?: readonly string[] | undefined;
  /** Which service of the model, where it has several. */
  readonly shape?: string | undefined;
  readonly packageName?: string | undefined;
  readonly out?: string | undefined;
}

/**
 * The text of a config with a service added, or with more operations of one that is there; the same
 * text where it has them all.
 *
 * @param cwd what `out` is relative to.
 * @throws {UserError} where it is not clear which of several places is meant, or the place is taken.
 */
export function withService(
  workspace: Workspace,
  addition: Addition,
  project: () => Project,
  cwd: string,
): string {
  const { packageName, out } = addition;
  const fits = ({ kind, name, out: there }: OutputSettings): boolean =>
    (packageName === undefined || (kind === "package" && name === packageName)) &&
    (out === undefined || there === resolve(cwd, out));
  const isSame = ({ service }: Placed): boolean =>
    addition.shape === undefined || service.service === addition.shape;
  const [there, ...more] = usersOf(workspace, addition.wanted).filter(
    (each) => fits(each.output) && isSame(each),
  );
  if (there && more.length > 0) {
    const names = [there, ...more].map(({ service }) => service.name).join(", ");
    throw new UserError(
      `${workspace.file} has ${printSource(addition.wanted.source)} more than once: ${names}. Say which is ` +
        "meant by --package or --out.",
    );
  }
  return there
    ? withOperations(workspace, there.service, addition)
    : withEntry(workspace, addition, fits, project, cwd);
}

/** What a workspace generates from a source. */
export function usersOf(workspace: Workspace, { source, isOwn }: Wanted): readonly Placed[] {
  const printed = printSource(source);
  return placedServices(workspace).filter(({ service: { models, modelSource } }) => {
    if (modelSource) return printSource(modelSource) === printed;
    return isOwn && models.length === 1 && models[0] === resolve(workspace.folder, printed);
  });
}

function withOperations(
  { text = "" }: Workspace,
  there: ServiceSettings,
  { model, operations }: Addition,
): string {
  const path = [...pathOf(there), "operations"];
  if (there.operations === undefined) return text;
  if (operations === undefined) return withoutMember(text, path);
  const has = new Set(operationsOf(model, there.operations));
  return operations
    .filter((name) => operationsOf(model, [name]).some((operation) => !has.has(operation)))
    .reduce((changed, name) => withMember(changed, path, undefined, name), text);
}

function withEntry(
  workspace: Workspace,
  addition: Addition,
  fits: (output: OutputSettings) => boolean,
  project: () => Project,
  cwd: string,
): string {
  const { packageName, out, model } = addition;
  const { outputs, text = "{}\n" } = workspace;
  const isMeant = packageName !== undefined || out !== undefined;
  const [home, ...others] = outputs.filter((one) => (isMeant ? fits(one) : one.kind === "sources"));
  if (home && others.length > 0) {
    const names = [home, ...others].map((each) => each.name).join(", ");
    throw new UserError(
      `${workspace.file} has several places for sources: ${names}. Choose by --out.`,
    );
  }
  const entry = entryOf(workspace, addition);
  if (home) {
    const [first] = home.services;
    if (first?.key === undefined) throw new UserError(isOfOne(home, workspace, entry, model.name));
    const taken = home.services.find(({ key }) => key === model.name);
    if (taken) {
      const of = taken.modelSource ? printSource(taken.modelSource) : taken.models.join(", ");
      throw new UserError(
        `${taken.name} is there already, of ${of}: choose another place by --out.`,
      );
    }
    return withMember(text, [...pathOf(home), "services"], model.name, entry);
  }
  const elsewhere = outputs.find(({ name }) => name === packageName);
  if (elsewhere) {
    const path = relative(workspace.folder, elsewhere.out);
    throw new UserError(
      `The package ${elsewhere.name} is in ${path}; without --out, it is added to there.`,
    );
  }
  const folder = (fallback: string): string => {
    const path = out === undefined ? fallback : relative(workspace.folder, resolve(cwd, out));
    return path.replaceAll("\\", "/") || ".";
  };
  if (packageName !== undefined) {
    const fallback = `generated/${packageName.replace(/^@[^/]+\//, "")}`;
    return withItem(text, "packages", { name: packageName, out: folder(fallback), ...entry });
  }
  const { extension, platform, out: usual } = project();
  // What is left out is ".js" and "both".
  return withItem(text, "sources", {
    out: folder(usual),
    ...(extension !== ".js" && { extension }),
    ...(platform !== "both" && { platform }),
    services: { [model.name]: entry },
  });
}

function withItem(text: string, key: "packages" | "sources", item: object): string {
  return hasMember(text, key)
    ? withMember(text, [key], undefined, item)
    : withMember(text, [], key, [item]);
}

function entryOf(
  workspace: Workspace,
  { wanted, model, operations, shape }: Addition,
): ServiceEntry {
  const source = printSource(wanted.source);
  const [user] = usersOf(workspace, wanted);
  const known = user?.service.models[0];
  const pulled =
    known === undefined
      ? `model/${model.name}.json`
      : relative(workspace.folder, known).replaceAll("\\", "/");
  return {
    model: wanted.isOwn ? source : pulled,
    ...(!wanted.isOwn && { source }),
    ...(shape !== undefined && { service: shape }),
    ...(operations && { operations }),
  };
}

function isOfOne(
  { name, services: [own] }: OutputSettings,
  { file }: Workspace,
  entry: ServiceEntry,
  key: string,
): string {
  const of = own?.modelSource ? ` of ${printSource(own.modelSource)}` : "";
  return (
    `${name} is a package of one service${of}. For one of several, write in ${file} instead of its ` +
    `"model", "source" and "operations": "services": { …, ${JSON.stringify(key)}: ${JSON.stringify(entry)} }, ` +
    "or choose another name by --package."
  );
}
