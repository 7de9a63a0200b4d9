import { closureOf } from "./closure.js";
import type { Diagnostic } from "./diagnostic.js";
import { membersOf } from "./members.js";
import type { Member, Model, OperationShape, ServiceShape, Shape, ShapeId } from "./model.js";
import { at, error, warning } from "./report.js";
import { nameOf } from "./shapeId.js";
import { authSchemes, getTrait, hasTrait, traits, traitTable } from "./traits.js";

/** What of a service can be called through generated code. */
export interface Support {
  /** Why none of it can, if so. */
  readonly problems: readonly Diagnostic[];
  /** The operations of which only types are generated, with a warning for each. */
  readonly typesOnly: ReadonlyMap<ShapeId, Diagnostic>;
}

/** What protocols may have no form for: operations that need it are types only. */
export interface Forms {
  readonly documents: boolean;
  /** Streams of events. */
  readonly events: boolean;
  /** Bodies that are streams. */
  readonly streams: boolean;
}

const allForms: Forms = { documents: true, events: true, streams: true };

/**
 * Finds the traits without which generated code would be wrong. One on the service stops all of it;
 * one in the closure of an operation stops that operation; where none is left, that is a problem too.
 *
 * @param forms - what the protocol has a form for: an operation that needs another stops, too
 */
export function supportOf(
  model: Model,
  service: ServiceShape,
  { documents, events, streams }: Forms = allForms,
): Support {
  const operations = [...model.shapes.values()].filter(({ type }) => type === "operation");
  const inputs = new Set(operations.map((operation) => (operation as OperationShape).input));
  const obstacles = new Map(
    [...model.shapes.values()].flatMap((shape) => {
      const found = [...obstaclesOn(shape), ...(inputs.has(shape.id) ? ownHeaders(shape) : [])];
      const auth = shape.type === "operation" ? authObstacles(model, service, shape) : [];
      const first = [
        ...found,
        ...auth,
        ...(documents ? [] : documentsOf(model, shape)),
        ...(events ? [] : streamsOn(shape, "union", "streams of events")),
        ...(streams ? [] : streamsOn(shape, "blob", "bodies that are streams")),
      ][0];
      return first ? [[shape.id, first] as const] : [];
    }),
  );
  const problems = [...obstaclesOn(service), ...authObstacles(model, service, service)].map(
    ({ id = "", reason }) =>
      error("UnsupportedTrait", `The trait \`${id}\` is not supported: ${reason}.`, at(service)),
  );
  const typesOnly = new Map<ShapeId, Diagnostic>();
  for (const operation of obstacles.size === 0 ? [] : service.operations) {
    const shape = closureOf(model, [operation]).find((id) => obstacles.has(id));
    const obstacle = shape === undefined ? undefined : obstacles.get(shape);
    if (obstacle) typesOnly.set(operation, onlyTypes(operation, obstacle));
  }
  if (typesOnly.size > 0 && typesOnly.size === service.operations.length) {
    const message = "None of the operations asked for can be generated; see the warnings.";
    problems.push(error("Service.NothingSupported", message, at(service)));
  }
  return { problems, typesOnly };
}

/**
 * That a service speaks none of the protocols that clients are generated for, or not the one that is
 * asked for.
 */
export function unsupportedProtocol(
  service: ServiceShape,
  spoken: readonly ShapeId[],
  supported: readonly ShapeId[],
  asked?: string,
): Diagnostic {
  const usable = spoken.filter((id) => supported.includes(id));
  if (asked !== undefined && usable.length > 0) {
    const isSpoken = spoken.some((id) => id === asked || nameOf(id) === asked);
    const message =
      `${service.id} cannot be generated with the protocol ${JSON.stringify(asked)}, which ` +
      `${isSpoken ? "Tinsmith cannot do" : "it does not have"}; it can be with ${usable.join(", ")}.`;
    return error("Service.UnsupportedProtocol", message, at(service));
  }
  const message =
    `${service.id} has none of the protocols that Tinsmith can generate ` +
    `(${supported.join(", ")}); it has ${spoken.join(", ") || "none"}.`;
  return error("Service.UnsupportedProtocol", message, at(service));
}

/** A trait that is in the way of generated code, or a type that the protocol does not have. */
interface Obstacle {
  readonly on: Shape | Member;
  /** The trait. */
  readonly id?: ShapeId | undefined;
  readonly reason: string;
}

function obstaclesOn(shape: Shape): readonly Obstacle[] {
  const found: Obstacle[] = [];
  for (const on of [shape, ...membersOf(shape)]) {
    for (const [id, value] of on.traits) {
      const support = traitTable.get(id)?.support;
      if (support?.status !== "unsupported" || support.unless(value, on.traits)) continue;
      found.push({ on, id, reason: support.reason });
    }
  }
  return found;
}

/** Headers of requests that the client sets itself, or that say where a message ends or goes. */
const clients =
  /^(amz-sdk-.*|authorization|(proxy-)?connection|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|user-agent|x-amz-(date|security-token|target))$/i;

/** Members of an input that a model binds to headers which are not the caller's to set. */
function ownHeaders(input: Shape): readonly Obstacle[] {
  return [...membersOf(input)].flatMap((on) => {
    const header = getTrait(on, traits.httpHeader) ?? "";
    if (!clients.test(header)) return [];
    const reason = `the client sets the header \`${header.toLowerCase()}\` itself`;
    return [{ on, id: traits.httpHeader.id, reason }];
  });
}

function documentsOf(model: Model, shape: Shape): readonly Obstacle[] {
  return [...membersOf(shape)]
    .filter(({ target }) => model.shapes.get(target)?.type === "document")
    .map((on) => ({ on, reason: "the protocol has no documents" }));
}

function streamsOn(shape: Shape, type: "union" | "blob", what: string): readonly Obstacle[] {
  const isStream = shape.type === type && hasTrait(shape, traits.streaming);
  return isStream ? [{ on: shape, reason: `the protocol has no ${what}` }] : [];
}

/** That requests need one of several authentication schemes, and none of them is generated. */
function authObstacles(model: Model, service: ServiceShape, on: Shape): readonly Obstacle[] {
  const all = [...service.traits.keys()].filter(
    (id) =>
      authSchemes.has(id) || model.shapes.get(id)?.traits.has("smithy.api#authDefinition") === true,
  );
  const needed = getTrait(on, traits.auth) ?? (on === service ? all : []);
  const usable = needed.some((id) => authSchemes.get(id) === true && service.traits.has(id));
  if (needed.length === 0 || usable) return [];
  const id = needed[0] as ShapeId;
  return [{ on, id, reason: "none of the authentication schemes is generated yet" }];
}

function onlyTypes(operation: ShapeId, { on, id, reason }: Obstacle): Diagnostic {
  const message =
    `Only the types of \`${nameOf(operation)}\` are generated, not its function: ${reason}` +
    `${id === undefined ? "" : ` (trait \`${id}\`)`}.`;
  return warning("Operation.TypesOnly", message, at(on));
}
