import { obstaclesTo } from "../describe.js";
import { lowerService } from "../ir/lower.js";
import type { Diagnostic } from "../smithy/diagnostic.js";
import { loadModel } from "../smithy/load.js";
import { locate } from "../smithy/locate.js";
import { selectOperations, selectService } from "../smithy/select.js";
import { sliceModel } from "../smithy/slice.js";
import { jsonText } from "../text/visible.js";
import { describe, renderDot, renderText, type Description } from "./inspection.js";
import { readInput } from "./inputs.js";
import { errorsOf, placed, tellOf, type Report } from "./report.js";
import { UserError } from "./userError.js";

/** What `tinsmith inspect` was asked for. */
export interface InspectArguments {
  readonly model: string;
  readonly service?: string | undefined;
  readonly operations?: readonly string[] | undefined;
  readonly format: "text" | "json" | "dot";
}

const RENDER: Readonly<Record<InspectArguments["format"], (about: Description) => string>> = {
  text: renderText,
  json: (about) => `${jsonText(about, 2)}\n`,
  dot: renderDot,
};

/**
 * Prints what a model holds for a service and some of its operations: asked for, so printed under
 * `--quiet` too.
 *
 * @returns the exit code, 0.
 * @throws {UserError} where the model, the service or an operation is not what it should be.
 */
export function inspectCommand(args: InspectArguments, cwd: string, report: Report): number {
  const file = readInput(args.model, cwd);
  const told = <T extends { readonly diagnostics: readonly Diagnostic[] }>(step: T): T => {
    const diagnostics = locate(placed(step.diagnostics, args, file.file), [file]);
    tellOf(diagnostics, report);
    const errors = errorsOf(diagnostics);
    if (errors.length > 0) throw new UserError(errors);
    return step;
  };
  const { model } = told(loadModel([file]));
  if (!model) throw new Error("Neither a model nor errors came of loading.");
  const { service } = told(selectService(model, args.service));
  if (!service) throw new Error("Neither a service nor errors came of selecting one.");
  const { operations } = told(selectOperations(model, service, args.operations));
  const slice = sliceModel(model, service, operations);
  const sliced = slice.shapes.get(service.id);
  if (sliced?.type !== "service") throw new Error("A slice keeps its service.");
  const problems = obstaclesTo(slice, sliced).map(({ message }) => message);
  report.print(RENDER[args.format](describe(lowerService(slice, sliced), slice, problems)));
  return 0;
}
