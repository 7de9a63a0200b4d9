import { closureOf } from "./closure.js";
import { byCodeUnit, isArray, isObject, property } from "./json.js";
import type {
  Json,
  JsonObject,
  Member,
  Model,
  OperationShape,
  ServiceShape,
  Shape,
  ShapeId,
  Traits,
} from "./model.js";
import { nameOf } from "./shapeId.js";
import { getTrait, hasTrait, traits } from "./traits.js";
import type { ValueOf } from "./traitValue.js";

const discovered = "aws.api#clientDiscoveredEndpoint";

/**
 * The part of a model that some operations of a service need: the service, which binds them directly,
 * and the closure of the operations and of the errors that all of the service's operations have.
 * Resources are left out; what names a shape that is left out is pruned.
 */
export function sliceModel(
  model: Model,
  service: ServiceShape,
  operations: readonly OperationShape[],
): Model {
  const bound = operations.map(({ id }) => id).sort(byCodeUnit);
  // A custom protocol or scheme is known by the definition of its trait.
  const definitions = [...service.traits.keys()];
  const discovery = discoveryOf(service, operations);
  const discovering = [discovery?.operation, discovery?.error].filter((id) => id !== undefined);
  const roots = [...bound, ...service.errors, ...definitions, ...discovering];
  const kept = new Set<ShapeId>([...closureOf(model, roots), service.id]);
  const shapes = new Map<ShapeId, Shape>();
  for (const id of [...kept].sort(byCodeUnit)) {
    const shape = model.shapes.get(id);
    if (shape !== undefined && id !== service.id) shapes.set(id, pruneShape(shape, kept));
    else if (shape !== undefined) {
      shapes.set(id, sliceService(service, bound, kept, discovery !== undefined));
    }
  }
  return { ...model, shapes, whole: model.whole ?? model.shapes };
}

/** What finds the endpoints of a service, where any of the operations needs them to be found. */
export function discoveryOf(
  service: ServiceShape,
  operations: readonly OperationShape[],
): ValueOf<(typeof traits)["clientEndpointDiscovery"]["value"]> | undefined {
  return operations.some((each) => each.traits.has(discovered))
    ? getTrait(service, traits.clientEndpointDiscovery)
    : undefined;
}

function sliceService(
  service: ServiceShape,
  operations: readonly ShapeId[],
  kept: ReadonlySet<ShapeId>,
  isDiscovering: boolean,
): ServiceShape {
  const sliced = new Map(service.traits);
  if (hasTrait(service, traits.endpointTests)) {
    const names = new Set(operations.map(nameOf));
    sliced.set(traits.endpointTests.id, pruneTests(sliced.get(traits.endpointTests.id), names));
  }
  if (!isDiscovering) sliced.delete(traits.clientEndpointDiscovery.id);
  return {
    ...service,
    traits: sliced,
    operations,
    resources: [],
    rename: new Map([...service.rename].filter(([id]) => kept.has(id))),
  };
}

/** Endpoint tests without the inputs of operations that are left out; each is a test still. */
function pruneTests(value: Json | undefined, names: ReadonlySet<string>): Json {
  if (!isObject(value)) return {};
  const cases = property(value, "testCases");
  if (!isArray(cases)) return value;
  return {
    ...value,
    testCases: (cases as readonly JsonObject[]).map((each) => pruneTest(each, names)),
  };
}

function pruneTest(test: JsonObject, names: ReadonlySet<string>): JsonObject {
  const inputs = property(test, "operationInputs");
  if (!isArray(inputs)) return test;
  const left = inputs.filter(
    (input) => isObject(input) && isIn(names, property(input, "operationName")),
  );
  const entries = Object.entries(test).flatMap(([key, value]): [string, Json][] => {
    if (key !== "operationInputs") return [[key, value]];
    return left.length === 0 ? [] : [[key, left]];
  });
  return Object.fromEntries(entries);
}

function pruneShape(shape: Shape, kept: ReadonlySet<ShapeId>): Shape {
  const pruned = { ...shape, traits: pruneTraits(shape.traits, kept) };
  const prune = (member: Member): Member => ({
    ...member,
    traits: pruneTraits(member.traits, kept),
  });
  if (pruned.type === "list") return { ...pruned, member: prune(pruned.member) };
  if (pruned.type === "map") {
    return { ...pruned, key: prune(pruned.key), value: prune(pruned.value) };
  }
  if (!("members" in pruned)) return pruned;
  const members = Array.from(pruned.members, ([name, member]) => [name, prune(member)] as const);
  return { ...pruned, members: new Map(members) };
}

/** Traits without what they say of shapes that are left out. */
function pruneTraits(all: Traits, kept: ReadonlySet<ShapeId>): Traits {
  if (![...pruners.keys()].some((id) => all.has(id))) return all;
  const pruned = new Map(all);
  for (const [id, prune] of pruners) {
    const value = pruned.get(id);
    const left = value === undefined ? undefined : prune(value, (name) => isIn(kept, name));
    if (left === undefined) pruned.delete(id);
    else pruned.set(id, left);
  }
  return pruned;
}

/** What is left of a trait's value; `undefined` where that is nothing. */
type Prune = (value: Json, isKept: (id: Json | undefined) => boolean) => Json | undefined;

/** The traits that name shapes which their own shape does not lead to. */
const pruners: ReadonlyMap<ShapeId, Prune> = new Map<ShapeId, Prune>([
  [
    "smithy.api#references",
    (value, isKept) => filtered(value, (each) => isKept(property(each, "resource"))),
  ],
  [
    "aws.api#arnReference",
    (value, isKept) => {
      if (!isObject(value)) return value;
      const entries = Object.entries(value);
      return Object.fromEntries(entries.filter(([key, id]) => key === "type" || isKept(id)));
    },
  ],
  [
    "smithy.api#examples",
    (value, isKept) =>
      filtered(value, (each) => {
        const failure = property(each, "error");
        return !isObject(failure) || isKept(property(failure, "shapeId"));
      }),
  ],
  ["smithy.test#httpRequestTests", withoutVendorShapes],
  ["smithy.test#httpResponseTests", withoutVendorShapes],
  [
    "smithy.test#smokeTests",
    (value, isKept) =>
      filtered(withoutVendorShapes(value, isKept), (each) => {
        const expected = property(each, "expect");
        const failure = isObject(expected) ? property(expected, "failure") : undefined;
        const id = isObject(failure) ? property(failure, "errorId") : undefined;
        return id === undefined || isKept(id);
      }),
  ],
]);

/** Test cases without the shapes of parameters that only test runners read. */
function withoutVendorShapes(value: Json, isKept: (id: Json | undefined) => boolean): Json {
  if (!isArray(value)) return value;
  return value.map((each) => {
    if (!isObject(each) || isKept(property(each, "vendorParamsShape"))) return each;
    return Object.fromEntries(Object.entries(each).filter(([key]) => key !== "vendorParamsShape"));
  });
}

/** The objects of a list that pass; a value of another kind is left as it is. */
function filtered(value: Json, passes: (each: JsonObject) => boolean): Json | undefined {
  if (!isArray(value)) return value;
  const left = value.filter((each) => isObject(each) && passes(each));
  return left.length === 0 ? undefined : left;
}

function isIn(names: ReadonlySet<string>, value: Json | undefined): boolean {
  return typeof value === "string" && names.has(value);
}
