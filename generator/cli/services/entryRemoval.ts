import { loadModel } from "../../smithy/load.js";
import { didYouMean } from "../../smithy/nearest.js";
import { selectOperations, selectService } from "../../smithy/select.js";
import { nameOf } from "../../smithy/shapeId.js";
import type { OutputSettings, ServiceSettings } from "../config.js";
import { readInput } from "../inputs.js";
import { errorsOf, placed } from "../report.js";
import { UserError } from "../userError.js";
import { withMember, withoutMember } from "./configText.js";
import { pathOf, type Placed, type Workspace } from "./workspace.js";

/** The text of a config without a service; `undefined` where nothing is left in it. */
export function withoutService(
  { text = "", outputs }: Workspace,
  { output, service }: Placed,
): string | undefined {
  refuseShared(output, service, outputs);
  if (output.services.length > 1) return withoutMember(text, pathOf(service));
  const [list, index] = pathOf(output);
  const siblings = outputs.filter((other) => pathOf(other)[0] === list);
  if (siblings.length > 1) return withoutMember(text, [list ?? "", index ?? 0]);
  return outputs.length > 1 ? withoutMember(text, [list ?? ""]) : undefined;
}

/** An entry for all of a collection is not one service's to change. */
function refuseShared(
  own: OutputSettings,
  { name }: ServiceSettings,
  outputs: readonly OutputSettings[],
): void {
  const at = own.source?.pointer;
  if (outputs.every((output) => output.out === own.out || output.source?.pointer !== at)) return;
  throw new UserError(
    `${name} is of the entry for a whole collection, at ${at}: leave it out there, by its "exclude".`,
  );
}

/**
 * The text of a config without some operations of a service.
 *
 * @param asked names or patterns.
 * @throws {UserError} where one names none that is there, or nothing would be left.
 */
export function withoutOperations(
  { text = "", outputs }: Workspace,
  { output, service }: Placed,
  asked: readonly string[],
  cwd: string,
): string {
  refuseShared(output, service, outputs);
  const namesFor = operationNamesIn(service, cwd);
  const has = new Set(service.operations ? service.operations.flatMap(namesFor) : namesFor("*"));
  const gone = new Set<string>();
  for (const pattern of asked) {
    const found = namesFor(pattern).filter((name) => has.has(name));
    if (found.length === 0) {
      const hint = didYouMean(pattern, has);
      throw new UserError(`--operations: ${service.name} has no operation ${pattern}.${hint}`);
    }
    for (const name of found) gone.add(name);
  }
  if (gone.size === has.size) {
    throw new UserError(
      `--operations: these are all that ${service.name} has. To remove the service, leave it out.`,
    );
  }
  const path = pathOf(service);
  const isTouched = (item: string): boolean => namesFor(item).some((name) => gone.has(name));
  const kept = (name: string): boolean => !gone.has(name);
  if (!service.operations) return withMember(text, path, "operations", [...has].filter(kept));
  // A pattern gives way to what is left of it, at the end.
  const touched = [...service.operations.entries()].filter(([, item]) => isTouched(item));
  const rest = new Set(touched.flatMap(([, item]) => namesFor(item)).filter(kept));
  const list = [...path, "operations"];
  const added = [...rest].reduce((more, name) => withMember(more, list, undefined, name), text);
  return touched.reverse().reduce((less, [index]) => withoutMember(less, [...list, index]), added);
}

/** Finds the names of the operations that a pattern stands for, in the model on disk. */
function operationNamesIn(
  { models, service: shape }: ServiceSettings,
  cwd: string,
): (pattern: string) => readonly string[] {
  const files = models.map((path) => readInput(path, cwd));
  const { model, diagnostics } = loadModel(files);
  const chosen = model && selectService(model, shape);
  const errors = errorsOf(
    placed([...diagnostics, ...(chosen?.diagnostics ?? [])], {}, files[0]?.file ?? ""),
  );
  if (errors.length > 0) throw new UserError(errors);
  const service = chosen?.service;
  if (!model || !service) throw new Error("Neither a service nor errors came of a model.");
  return (pattern) =>
    selectOperations(model, service, [pattern]).operations.map(({ id }) => nameOf(id));
}
