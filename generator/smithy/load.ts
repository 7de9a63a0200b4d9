import { settleTraits } from "./appliedTraits.js";
import { assemble } from "./assemble.js";
import { isSmithyAst, readAst, type ModelFile } from "./ast.js";
import type { Diagnostic } from "./diagnostic.js";
import { isObject } from "./json.js";
import { mergeFiles } from "./merge.js";
import { mixIn } from "./mixins.js";
import { membersOf } from "./members.js";
import type { Json, Model, ShapeId, Traits } from "./model.js";
import { parseJson } from "./parseJson.js";
import { checkReferences } from "./references.js";
import { at, error, note, warning } from "./report.js";
import { traitTable } from "./traits.js";
import { upgrade } from "./upgrade.js";
import { validateCore, validateWhole } from "./validate.js";

/** The text of one model file. `file` is the name that diagnostics call it by. */
export interface ModelSource {
  readonly file: string;
  readonly text: string;
}

/** What loading came to. */
export interface Loaded {
  /** The assembled model; absent where a diagnostic is an error. */
  readonly model?: Model | undefined;
  readonly diagnostics: Diagnostic[];
}

/**
 * Loads a model from the texts of its files, each a Smithy JSON AST of version 1 or 2, and assembles
 * it: merges the files, applies `apply` and mixins, upgrades version 1. Never throws: what is wrong
 * with the files is in the diagnostics.
 *
 * @param timed told of reading, as `load`, and of putting together, as `assemble`.
 */
export function loadModel(
  sources: readonly ModelSource[],
  timed: <T>(stage: "load" | "assemble", work: () => T) => T = (_stage, work) => work(),
): Loaded {
  const diagnostics: Diagnostic[] = [];
  const files = timed("load", () => readFiles(sources, diagnostics));
  return timed("assemble", () => assembleFiles(files, diagnostics));
}

function assembleFiles(files: readonly ModelFile[], diagnostics: Diagnostic[]): Loaded {
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const { drafts, metadata, metadataSources } = mergeFiles(files, report);
  settleTraits(drafts, report);
  checkReferences(drafts, brokenShapes(diagnostics), report);
  mixIn(drafts, report);
  upgrade(drafts, report);
  const broken = brokenShapes(diagnostics);
  const assembled = assemble(drafts, metadata, (diagnostic) => {
    // What a shape lacks after an error may well have been lost by it.
    if (!broken.has(diagnostic.shape ?? "")) report(diagnostic);
  });
  const model: Model = { ...assembled, metadataSources };
  noteUnknownTraits(model).forEach(report);

  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return { model, diagnostics };
  // Where the files are models, only with wrong values or references in them, the rest is checked
  // for what else is wrong with it.
  if (!errors.some(({ code }) => code.startsWith("Model"))) {
    const known = new Set(errors.map(keyOf));
    const isResolved = !errors.some(({ code }) => code.startsWith("Target"));
    const found = isResolved ? validateWhole(model) : validateCore(model);
    found.filter((each) => !known.has(keyOf(each))).forEach(report);
  }
  return { diagnostics };
}

/** What tells two diagnostics apart that are about the same thing. */
function keyOf({ code, shape, source }: Diagnostic): string {
  return JSON.stringify([code, shape, source?.pointer]);
}

/** The shapes that an error is about, or about a member of: consequences of it are not reported. */
function brokenShapes(diagnostics: readonly Diagnostic[]): ReadonlySet<ShapeId> {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return new Set(errors.map(({ shape }) => shape?.replace(/\$.*/s, "") ?? ""));
}

function readFiles(sources: readonly ModelSource[], diagnostics: Diagnostic[]): ModelFile[] {
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const files: ModelFile[] = [];
  const others: (readonly [file: string, value: Json])[] = [];
  for (const { file, text } of sources) {
    const value = parseJson(file, text, report);
    if (value === undefined) continue;
    if (isSmithyAst(value)) files.push(readAst(file, value, report));
    else others.push([file, value]);
  }
  // Beside a model, other JSON files may lie; where there is no model, one was meant.
  const say = files.length > 0 ? warning : error;
  for (const [file, value] of others) {
    const message = `Not a Smithy model: expected a JSON object with a property \`smithy\`.${hintFor(value)}`;
    report(say("Model.NotSmithy", message, { source: { file, pointer: "" } }));
  }
  return files;
}

/** What else a file is, where that is known, and how to get to a Smithy model from there. */
function hintFor(value: Json): string {
  if (!isObject(value)) return "";
  const { metadata } = value;
  if (isObject(metadata) && Object.hasOwn(metadata, "apiVersion")) {
    return " It is a service description as older AWS SDKs used them; `tinsmith pull` fetches the Smithy model of an AWS service.";
  }
  if (Object.hasOwn(value, "openapi") || Object.hasOwn(value, "swagger")) {
    return " It is an OpenAPI document, which Tinsmith does not read.";
  }
  return "";
}

/** One note for each trait that is not in the table, at the first shape that has it. */
function noteUnknownTraits(model: Model): Diagnostic[] {
  const notes = new Map<ShapeId, Diagnostic>();
  const look = (shape: { id: ShapeId; traits: Traits; source?: Diagnostic["source"] }) => {
    for (const id of shape.traits.keys()) {
      if (traitTable.has(id) || notes.has(id)) continue;
      const message = `The trait \`${id}\` is not known, and is ignored.`;
      notes.set(id, note("Model.UnresolvedTrait", message, at(shape)));
    }
  };
  for (const shape of model.shapes.values()) {
    look(shape);
    for (const member of membersOf(shape)) look(member);
  }
  return [...notes.values()];
}
