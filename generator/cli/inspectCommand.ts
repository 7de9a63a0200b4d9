import { resolve } from "node:path";
import { obstaclesTo } from "../describe.js";
import { lowerService } from "../ir/lower.js";
import type { Diagnostic } from "../smithy/diagnostic.js";
import { loadModel } from "../smithy/load.js";
import { locate } from "../smithy/locate.js";
import { selectOperations, selectService } from "../smithy/select.js";
import { sliceModel } from "../smithy/slice.js";
import type { Model, OperationShape, ServiceShape } from "../smithy/model.js";
import { jsonText } from "../text/visible.js";
import { describe, renderDot, renderText, type Description } from "./inspection.js";
import { readInput } from "./inputs.js";
import { replaceFile } from "../output/replace.js";
import { errorsOf, placed, tellOf, type Report } from "./report.js";
import { UserError } from "./userError.js";

/** What `tinsmith inspect` was asked for. */
export interface InspectArguments {
  readonly model: string;
  readonly service?: string | undefined;
  readonly operations?: readonly string[] | undefined;
  readonly format: "text" | "json" | "dot";
  /** The SVG file to draw the closure in, instead; `-` for standard output. */
  readonly graph?: string | undefined;
}

const RENDER: Readonly<Record<InspectArguments["format"], (about: Description) => string>> = {
  text: renderText,
  json: (about) => `${jsonText(about, 2)}\n`,
  dot: renderDot,
};

/**
 * Prints, or draws, what a model holds for a service and some of its operations: asked for, so printed
 * under `--quiet` too.
 *
 * @returns the exit code, 0.
 * @throws {UserError} where the model, the service or an operation is not what it should be, or more
 *   than a picture can show.
 * @throws {OutputError} where the picture cannot be written.
 */
export async function inspectCommand(
  args: InspectArguments,
  cwd: string,
  report: Report,
): Promise<number> {
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
  if (args.graph !== undefined) {
    const svg = await drawn(slice, sliced, operations, file.file);
    if (args.graph === "-") report.print(svg);
    else {
      replaceFile(resolve(cwd, args.graph), svg);
      report.result(`${args.graph}: drawn`);
    }
    return 0;
  }
  const problems = obstaclesTo(slice, sliced).map(({ message }) => message);
  report.print(RENDER[args.format](describe(lowerService(slice, sliced), slice, problems)));
  return 0;
}

async function drawn(
  slice: Model,
  service: ServiceShape,
  operations: readonly OperationShape[],
  file: string,
): Promise<string> {
  const { closureGraph, MOST_ARROWS, MOST_BOXES } = await import("../graph/closure.js");
  const graph = closureGraph(slice, service, operations);
  const { boxes, arrows } = graph;
  if (boxes.length > MOST_BOXES || arrows.length > MOST_ARROWS) {
    throw new UserError(
      `${file}: this is too much for one picture: ${boxes.length} boxes and ${arrows.length} arrows, of ` +
        `which ${MOST_BOXES} and ${MOST_ARROWS} can be drawn. Choose some of the ${operations.length} ` +
        "operations: --operations A,B.",
    );
  }
  const { layOut } = await import("../graph/layout.js");
  const { svgOf } = await import("../graph/svg.js");
  return svgOf(layOut(graph));
}
