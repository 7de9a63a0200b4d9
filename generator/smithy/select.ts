import type { Diagnostic } from "./diagnostic.js";
import { byCodeUnit } from "./json.js";
import type { Model, OperationShape, ServiceShape, ShapeId } from "./model.js";
import { didYouMean } from "./nearest.js";
import { matcherOf } from "./wildcard.js";
import { at, error } from "./report.js";
import { nameOf } from "./shapeId.js";
import { hasTrait, traits } from "./traits.js";

/**
 * The service of a model, by shape ID or name, or the only one there is. Where it is not clear which
 * is meant, or there is none of that name, the diagnostics say what there is instead.
 */
export function selectService(
  model: Model,
  service?: string,
): { service?: ServiceShape | undefined; diagnostics: Diagnostic[] } {
  const services = [...model.shapes.values()].filter(
    (shape) => shape.type === "service" && !hasTrait(shape, traits.mixin),
  ) as ServiceShape[];
  const found =
    service === undefined
      ? services
      : services.filter(({ id }) => id === service || nameOf(id) === service);
  if (found.length === 1) return { service: found[0], diagnostics: [] };

  const list = services.map(({ id }) => `\`${id}\``).join(", ");
  let message: string;
  if (services.length === 0) message = "The model has no service.";
  else if (found.length > 1) message = `The model has several services; say which: ${list}.`;
  else {
    const names = services.flatMap(({ id }) => [id, nameOf(id)]);
    const hint = didYouMean(service ?? "", names) || ` It has ${list}.`;
    message = `The model has no service \`${service}\`.${hint}`;
  }
  return { diagnostics: [error("Service.Unknown", message)] };
}

/** A service's operations, those of its resources among them, sorted by name. */
export function operationsOf(model: Model, service: ServiceShape): OperationShape[] {
  const operations = new Set<ShapeId>(service.operations);
  const resources = new Set<ShapeId>(service.resources);
  for (const id of resources) {
    const resource = model.shapes.get(id);
    if (resource?.type !== "resource") continue;
    const bound = [
      ...resource.lifecycle.values(),
      ...resource.operations,
      ...resource.collectionOperations,
    ];
    for (const operation of bound) operations.add(operation);
    for (const child of resource.resources) resources.add(child);
  }
  return [...operations]
    .map((id) => model.shapes.get(id))
    .filter((shape) => shape?.type === "operation")
    .sort((a, b) => byCodeUnit(nameOf(a.id), nameOf(b.id)) || byCodeUnit(a.id, b.id));
}

/**
 * The operations of a service that any of the patterns names, sorted by name; all where there are no
 * patterns. A pattern is a shape ID, or a name, in any case, in which `*` stands for any characters.
 * One that names none is an error.
 */
export function selectOperations(
  model: Model,
  service: ServiceShape,
  patterns?: readonly string[],
): { operations: OperationShape[]; diagnostics: Diagnostic[] } {
  const all = operationsOf(model, service);
  if (patterns === undefined) return { operations: all, diagnostics: [] };
  const chosen = new Set<OperationShape>();
  const diagnostics: Diagnostic[] = [];
  for (const pattern of patterns) {
    const found = named(all, pattern);
    for (const operation of found) chosen.add(operation);
    if (found.length === 0) diagnostics.push(unknownOperation(service, pattern, all));
  }
  return { operations: all.filter((operation) => chosen.has(operation)), diagnostics };
}

function unknownOperation(
  service: ServiceShape,
  pattern: string,
  all: readonly OperationShape[],
): Diagnostic {
  const name = nameOf(service.id);
  const message = pattern.includes("*")
    ? `No operation of \`${name}\` matches \`${pattern}\`.`
    : `\`${name}\` has no operation \`${pattern}\`.` +
      didYouMean(
        pattern,
        all.map(({ id }) => nameOf(id)),
      );
  return error("Operation.Unknown", message, at(service));
}

/** Those that a pattern names; a name that is none counts in any case, as functions have another. */
function named(all: readonly OperationShape[], pattern: string): readonly OperationShape[] {
  const matches = matcherOf(pattern);
  const found = all.filter(({ id }) => matches(nameOf(id)) || id === pattern);
  if (found.length > 0 || pattern.includes("*")) return found;
  const wanted = pattern.toLowerCase();
  const alike = all.filter(({ id }) => nameOf(id).toLowerCase() === wanted);
  return alike.length === 1 ? alike : [];
}
