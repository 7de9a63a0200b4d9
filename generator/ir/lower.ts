import type {
  EnumShape,
  JsonObject,
  Member,
  Model,
  OperationShape,
  ServiceShape,
  Shape,
  ShapeId,
  StructureShape,
} from "../smithy/model.js";
import { membersOf } from "../smithy/members.js";
import { getTrait, hasTrait, traits } from "../smithy/traits.js";
import { parseHostPrefix } from "../smithy/uriPattern.js";
import type {
  Direction,
  EnumIr,
  ErrorIr,
  LongType,
  MemberIr,
  OperationIr,
  ServiceIr,
  StructureIr,
  UnionIr,
} from "./ir.js";
import { isEvents } from "./events.js";
import { authOf, operationAuthOf } from "./auth.js";
import { checksumsOf } from "./checksums.js";
import { clientName, modelName, sdkId, settleNames, shapeName, type Names } from "./names.js";
import { paginationOf } from "./pages.js";
import { documentationOf, examplesOf, shapeOf, structureId, typeOf, unit } from "./types.js";
import { directionsOf, isError, isStream } from "./directions.js";
import { waitersOf } from "./waiters.js";
import { nothing, shortId, type Remembered } from "./remembered.js";

/**
 * A service's closure as emitters want it: types resolved, shapes named, what the traits say in
 * fields. The model has to be valid and sliced to the operations wanted.
 *
 */
export function lowerService(
  model: Model,
  service: ServiceShape,
  options: LowerOptions = {},
): ServiceIr {
  const { isTypesOnly, long = "number", remembered = nothing } = options;
  const names = options.names ?? settleNames(model, service, remembered);
  const name = namer(service, names);
  const operations = service.operations
    .map((id) => shapeOf(model, id) as OperationShape)
    .map((operation) =>
      lowerOperation(model, operation, service, names, isTypesOnly?.(operation.id) ?? false),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const directions = directionsOf(model, operations);
  const wired = directionsOf(
    model,
    operations.filter(({ typesOnly }) => !typesOnly),
  );
  const reached = [...directions].sort(([a], [b]) => (a < b ? -1 : 1));
  const structures = reached.filter(([id, { shape }]) => isStructure(shape) && id !== unit);
  const known = new Map(structures.map(([id]) => [shortId(service.id, id), id]));

  return {
    shape: service.id,
    name: shapeName(service.id),
    clientName: clientName(sdkId(service)),
    sdkId: sdkId(service),
    title: (service.traits.get("smithy.api#title") as string | undefined) ?? sdkId(service),
    version: service.version,
    signingName: signingName(service, operations),
    auth: authOf(service),
    queryCompatible: hasTrait(service, traits.awsQueryCompatible),
    protocols: [...service.traits.keys()].filter((id) => isProtocol(model, id)).sort(),
    wire: service.traits,
    operations,
    structures: new Map(
      structures.map(([id, { shape, direction }]) => [
        id,
        {
          ...lowerStructure(model, shape as StructureShape, name, names, long),
          ...(isStream(shape) ? eventsOf(model, shape as StructureShape, direction, long) : {}),
          ...(shape.type === "structure" && direction === "output"
            ? { members: withStreams(lowerMembers(model, [...shape.members.values()], long)) }
            : {}),
          direction,
          wired: wired.get(id)?.direction,
        },
      ]),
    ),
    enums: new Map(
      reached.flatMap(([id, { shape }]) => (isEnum(shape) ? [[id, lowerEnum(shape, name)]] : [])),
    ),
    errors: new Map(
      [...new Set(operations.flatMap(({ errors }) => errors))]
        .sort()
        .map((id) => [id, lowerError(model, shapeOf(model, id) as StructureShape, name, long)]),
    ),
    exported: new Map(
      [...remembered.types].map(([module, types]) => [
        module,
        types.flatMap((short) => known.get(short) ?? []),
      ]),
    ),
    documentation: documentationOf(service.traits),
  };
}

/** The name that requests are signed for, where any of them are signed by Signature Version 4 or 4a. */
function signingName(
  service: ServiceShape,
  operations: readonly OperationIr[],
): string | undefined {
  const all = [authOf(service), ...operations.map(({ auth }) => auth ?? [])].flat();
  if (!all.some(({ kind }) => kind === "sigv4" || kind === "sigv4a")) return undefined;
  return (getTrait(service, traits.sigv4) ?? getTrait(service, traits.sigv4a))?.name;
}

/** What of a service's package is not in its model. */
export interface LowerOptions {
  /** Whether an operation cannot be called; none, where absent. */
  readonly isTypesOnly?: ((operation: ShapeId) => boolean) | undefined;
  /** Settled for the whole service, so that they are the same for any slice of it. */
  readonly names?: Names | undefined;
  /** What callers have longs as; numbers, where absent. */
  readonly long?: LongType | undefined;
  /** What the package has exported so far. */
  readonly remembered?: Remembered | undefined;
}

/** The settled name of a shape's type, and its documentation, which tells the model's if it is another. */
type Namer = (shape: Shape, id?: ShapeId) => Pick<StructureIr, "name" | "documentation">;

function namer(service: ServiceShape, { types }: Names): Namer {
  return ({ id, traits }, known = id) => ({
    name: types.get(known) ?? "",
    documentation: documentationOf(traits, renamed(service, id, types.get(known))),
  });
}

/** The model's name of a shape, where generated code has another. */
function renamed(service: ServiceShape, id: ShapeId, name: string | undefined): string | undefined {
  const inModel = modelName(service, id);
  return name === inModel ? undefined : inModel;
}

const knownProtocols =
  /^(aws\.protocols#(awsJson1_[01]|restJson1|restXml|awsQuery|ec2Query)|smithy\.(protocols#rpcv2(Cbor|Json)|mqtt#mqttJson))$/;

/** A protocol is a trait whose own definition says so; those of AWS are known without it. */
function isProtocol(model: Model, trait: ShapeId): boolean {
  return (
    knownProtocols.test(trait) ||
    model.shapes.get(trait)?.traits.has("smithy.api#protocolDefinition") === true
  );
}

function isStructure(shape: Shape): shape is StructureShape {
  return shape.type === "structure" || shape.type === "union";
}

function isEnum(shape: Shape): shape is EnumShape {
  return shape.type === "enum" || shape.type === "intEnum";
}

function lowerOperation(
  model: Model,
  operation: OperationShape,
  service: ServiceShape,
  names: Names,
  typesOnly: boolean,
): OperationIr {
  const { id } = operation;
  const name = modelName(service, id);
  const functionName = names.functions.get(id) ?? "";
  const prefix = getTrait(operation, traits.endpoint)?.hostPrefix;
  const checksums = checksumsOf(model, operation);
  const errors = [...operation.errors, ...service.errors, ...streamErrors(model, operation)];
  const isAsExpected = functionName === name.charAt(0).toLowerCase() + name.slice(1);
  return {
    shape: id,
    name,
    functionName,
    errorTypeName: names.errorTypes.get(id) ?? "",
    commandName: names.commands.get(id) ?? "",
    commandInputName: names.commandInputs.get(id) ?? "",
    commandOutputName: names.commandOutputs.get(id) ?? "",
    constantName: names.constants.get(id) ?? "",
    typesOnly,
    input: operation.input === unit ? undefined : operation.input,
    output: operation.output === unit ? undefined : operation.output,
    errors: [...new Set(errors)].sort((a, b) =>
      (names.types.get(a) ?? "") < (names.types.get(b) ?? "") ? -1 : 1,
    ),
    pagination: typesOnly ? undefined : paginationOf(service, operation, names),
    waiters: typesOnly ? [] : waitersOf(operation, names),
    examples: examplesOf(operation.traits),
    wire: operation.traits,
    auth: operationAuthOf(service, operation),
    hostPrefix: prefix === undefined ? undefined : parseHostPrefix(prefix),
    compressed: getTrait(operation, traits.requestCompression)?.encodings.includes("gzip") === true,
    unsignedPayload: hasTrait(operation, traits.unsignedPayload),
    checksumRequired: hasTrait(operation, traits.httpChecksumRequired) && !checksums?.request,
    checksums,
    sensitive: [operation.output, ...errors].some((id) => isSensitive(model, id)),
    documentation: documentationOf(operation.traits, isAsExpected ? undefined : name),
  };
}

/** Members of an output: a stream of events is always there, if without events. */
function withStreams(members: readonly MemberIr[]): readonly MemberIr[] {
  return inOrder(
    members.map((member) => (isEvents(member) ? { ...member, required: true } : member)),
  );
}

/** The errors that the streams of an output may end with. */
function streamErrors(model: Model, { output }: OperationShape): readonly ShapeId[] {
  return [...membersOf(shapeOf(model, output))]
    .map(({ target }) => shapeOf(model, target))
    .filter(isStream)
    .flatMap((union) => [...exceptionsOf(model, union).values()]);
}

/** The events of a stream that are errors, and which, by name. */
function exceptionsOf(model: Model, union: Shape): ReadonlyMap<string, ShapeId> {
  return new Map(
    [...membersOf(union)]
      .filter(({ target }) => isError(shapeOf(model, target)))
      .map(({ name, target }) => [name, target]),
  );
}

/** What a union has as a stream of events: callers get no errors as values. */
function eventsOf(
  model: Model,
  union: StructureShape,
  direction: Direction,
  long: LongType,
): Pick<UnionIr, "members" | "exceptions"> {
  const exceptions = exceptionsOf(model, union);
  const members = [...union.members.values()].filter(
    ({ name }) => direction !== "output" || !exceptions.has(name),
  );
  return { members: lowerMembers(model, members, long), exceptions };
}

function lowerStructure(
  model: Model,
  shape: StructureShape,
  name: Namer,
  names: Names,
  long: LongType,
): Omit<StructureIr | UnionIr, "direction" | "wired"> {
  const id = structureId(shape);
  return {
    kind: shape.type,
    shape: id,
    ...name(shape, id),
    members: lowerMembers(model, [...shape.members.values()], long),
    reader: names.readers.get(id) ?? "",
    writer: names.writers.get(id) ?? "",
    wire: shape.traits,
  };
}

/** Required members first, then by name, so that the order of a file's keys does not matter. */
function lowerMembers(
  model: Model,
  members: readonly Member[],
  long: LongType,
): readonly MemberIr[] {
  return inOrder(members.map((member) => lowerMember(model, member, long)));
}

function inOrder(members: readonly MemberIr[]): readonly MemberIr[] {
  return [...members].sort(
    (a, b) => Number(b.required) - Number(a.required) || (a.name < b.name ? -1 : 1),
  );
}

function lowerMember(model: Model, member: Member, long: LongType): MemberIr {
  const target = shapeOf(model, member.target);
  const { traits } = member;
  return {
    name: member.name,
    type: typeOf(model, member, long),
    required: traits.has("smithy.api#required"),
    // `null` takes the target's default back.
    default: traits.get("smithy.api#default") ?? undefined,
    // One that was added later is the service's to fill in, as for clients from before.
    sendsDefault:
      (traits.get("smithy.api#default") ?? null) !== null &&
      !traits.has("smithy.api#clientOptional") &&
      !traits.has("smithy.api#addedDefault"),
    sensitive: isSensitive(model, target.id),
    idempotencyToken: traits.has("smithy.api#idempotencyToken"),
    wire: traits,
    documentation: documentationOf(
      traits.has("smithy.api#documentation")
        ? traits
        : new Map(
            [...target.traits]
              .filter(([id]) => id === "smithy.api#documentation")
              .concat([...traits]),
          ),
    ),
  };
}

/** Whether a value of the shape may hold anything sensitive. */
function isSensitive(model: Model, shape: ShapeId): boolean {
  const known = sensitiveShapes.get(model) ?? findSensitive(model);
  sensitiveShapes.set(model, known);
  return known.has(shape);
}

const sensitiveShapes = new WeakMap<Model, ReadonlySet<ShapeId>>();

function findSensitive(model: Model): ReadonlySet<ShapeId> {
  const users = new Map<ShapeId, ShapeId[]>();
  const found = new Set<ShapeId>();
  for (const shape of model.shapes.values()) {
    if (shape.traits.has("smithy.api#sensitive")) found.add(shape.id);
    for (const { target } of membersOf(shape)) {
      const known = users.get(target);
      if (known) known.push(shape.id);
      else users.set(target, [shape.id]);
    }
  }
  // A set's iteration comes to what is added on the way.
  for (const id of found) for (const user of users.get(id) ?? []) found.add(user);
  return found;
}

function lowerEnum(shape: EnumShape, name: Namer): EnumIr {
  return {
    kind: shape.type,
    shape: shape.id,
    ...name(shape),
    // By name, as the order of a file's keys does not matter.
    values: [...shape.members.values()]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((member) => ({
        name: member.name,
        value:
          (member.traits.get("smithy.api#enumValue") as string | number | undefined) ?? member.name,
        documentation: documentationOf(member.traits),
      })),
  };
}

function lowerError(model: Model, shape: StructureShape, name: Namer, long: LongType): ErrorIr {
  const members = [...shape.members.values()];
  const message = members.find((member) => isMessage(model, member));
  const retryable = shape.traits.get("smithy.api#retryable") as JsonObject | undefined;
  return {
    shape: shape.id,
    ...name(shape),
    code: shapeName(shape.id),
    queryCode: getTrait(shape, traits.awsQueryError)?.code,
    fault: shape.traits.get("smithy.api#error") === "server" ? "server" : "client",
    retry: retryable && (retryable["throttling"] === true ? "throttling" : "transient"),
    members: lowerMembers(
      model,
      members.filter((member) => member !== message),
      long,
    ),
    message: message && {
      name: message.name,
      sensitive: isSensitive(model, message.target),
    },
    wire: shape.traits,
  };
}

/** Whether a member holds what an error says. */
function isMessage(model: Model, { name, target }: Member): boolean {
  const { type } = shapeOf(model, target);
  return /^[Mm]essage$/.test(name) && (type === "string" || type === "enum");
}
