import type { Code } from "../../codes.js";
import type { Diagnostic } from "../../diagnostic.js";
import { groupBy } from "../../groupBy.js";
import { byCodeUnit } from "../../json.js";
import type { Model, ServiceShape, ShapeId } from "../../model.js";
import { at, error, quoted } from "../../report.js";
import { bindingsOf, ofType } from "../shapesOf.js";
import type { ServiceValidator, Validator } from "../validator.js";

/** No resource is below itself. */
export const validateResourceCycles: Validator = ({ model, shapes }) => {
  const childrenOf = (id: ShapeId): readonly ShapeId[] => {
    const shape = model.shapes.get(id);
    return shape?.type === "resource" ? shape.resources : [];
  };
  const wrong: Diagnostic[] = [];
  for (const resource of ofType(shapes, "resource")) {
    // A set's iteration comes to what is added on the way.
    const below = new Set(resource.resources);
    for (const id of below) for (const child of childrenOf(id)) below.add(child);
    if (!below.has(resource.id)) continue;
    wrong.push(error("ResourceCycle", "The resource is below itself.", at(resource)));
  }
  return wrong;
};

interface Binding {
  readonly by: ShapeId;
  readonly to: ShapeId;
}

/** An operation or resource is bound once in a service. */
export const validateSingleBindings: ServiceValidator = ({ model, service }) => {
  const found = bindingsIn(model, service);
  return [
    ...repeated(model, found.operations, "SingleOperationBinding"),
    ...repeated(model, found.resources, "SingleResourceBinding"),
  ];
};

function bindingsIn(
  model: Model,
  service: ServiceShape,
): { readonly operations: Binding[]; readonly resources: Binding[] } {
  const bind = (by: ShapeId, ids: readonly ShapeId[]) => ids.map((to) => ({ by, to }));
  const operations: Binding[] = bind(service.id, service.operations);
  const resources: Binding[] = bind(service.id, service.resources);
  const seen = new Set<ShapeId>(service.resources);
  for (const id of seen) {
    const resource = model.shapes.get(id);
    if (resource?.type !== "resource") continue;
    for (const to of new Set(bindingsOf(resource).map(([, to]) => to))) {
      operations.push({ by: id, to });
    }
    for (const to of resource.resources) {
      resources.push({ by: id, to });
      seen.add(to);
    }
  }
  return { operations, resources };
}

function repeated(model: Model, bindings: readonly Binding[], code: Code): Diagnostic[] {
  return [...groupBy(bindings, ({ to }) => to)].flatMap(([id, group]) => {
    const by = new Set(group.map((each) => each.by));
    const shape = model.shapes.get(id);
    if (by.size < 2 || shape === undefined) return [];
    const list = quoted([...by].sort(byCodeUnit));
    const message = `The ${shape.type} can be bound once in a service, and is by ${list}.`;
    return [error(code, message, at(shape))];
  });
}
