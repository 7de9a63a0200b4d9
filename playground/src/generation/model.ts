import { sdkId } from "../../../generator/ir/names.js";
import type { Diagnostic } from "../../../generator/smithy/diagnostic.js";
import { loadModel } from "../../../generator/smithy/load.js";
import { locate } from "../../../generator/smithy/locate.js";
import type { Model } from "../../../generator/smithy/model.js";
import { operationsOf, servicesOf } from "../../../generator/smithy/select.js";
import { nameOf } from "../../../generator/smithy/shapeId.js";
import { visible } from "../../../generator/text/visible.js";

/** A model's file, as it was dropped. */
export interface ModelFile {
  readonly file: string;
  readonly text: string;
}

/** A diagnostic to show: where, and what. All of it is text that can be seen. */
export interface Note {
  readonly severity: Diagnostic["severity"];
  readonly code: string;
  readonly message: string;
  /** Such as `kms.json:12:3`. */
  readonly place?: string | undefined;
  /** A JSON pointer into the file. */
  readonly pointer?: string | undefined;
  readonly shape?: string | undefined;
}

export interface OperationChoice {
  readonly id: string;
  readonly name: string;
}

/** A service of a model, and what of it can be chosen. */
export interface ServiceChoice {
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  readonly version: string;
  readonly operations: readonly OperationChoice[];
}

export interface ReadModel {
  /** Absent where a note is an error. */
  readonly model?: Model | undefined;
  readonly services: readonly ServiceChoice[];
  readonly notes: readonly Note[];
}

/** Reads a model. Never throws: what is wrong with it is in the notes. */
export function readModel(source: ModelFile): ReadModel {
  const { model, diagnostics } = loadModel([source]);
  if (!model) return { services: [], notes: notesOf(diagnostics, source) };
  const services = servicesOf(model).map((service): ServiceChoice => {
    const operations = operationsOf(model, service).map(({ id }) => ({ id, name: nameOf(id) }));
    return { id: service.id, name: visible(sdkId(service)), version: service.version, operations };
  });
  if (services.length > 0) return { model, services, notes: notesOf(diagnostics, source) };
  const none = "The model has no service, so there is nothing to generate a client of.";
  const missing: Diagnostic = { code: "Service.Unknown", severity: "error", message: none };
  return { services, notes: notesOf([...diagnostics, missing], source) };
}

/** Diagnostics about a model's file, the errors first. */
export function notesOf(diagnostics: readonly Diagnostic[], source: ModelFile): readonly Note[] {
  const rank = { error: 0, warning: 1, note: 2 } as const;
  return locate(diagnostics, [source])
    .map(noteOf)
    .sort((a, b) => rank[a.severity] - rank[b.severity]);
}

function noteOf({ severity, code, message, shape, source }: Diagnostic): Note {
  const position = source?.line === undefined ? "" : `:${source.line}:${source.column ?? 1}`;
  return {
    severity,
    code,
    message: clip(message, 3000),
    place: source && `${clip(source.file)}${position}`,
    pointer: source?.pointer ? clip(source.pointer) : undefined,
    shape: shape === undefined ? undefined : clip(shape),
  };
}

/** A model's names may be of any length, and of characters that are not seen. */
function clip(whole: string, length = 300): string {
  const text = visible(whole);
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
