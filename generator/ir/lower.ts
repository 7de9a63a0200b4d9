import type {
  EnumShape,
  Json,
  JsonObject,
  Member,
  Model,
  OperationShape,
  ServiceShape,
  Shape,
  ShapeId,
  StructureShape,
} from "../smithy/model.js";
import type {
  Direction,
  EnumIr,
  ErrorIr,
  MemberIr,
  OperationIr,
  ServiceIr,
  StructureIr,
  UnionIr,
} from "./ir.js";
import { clientName, functionName, shapeName } from "./names.js";
import { documentationOf, shapeOf, typeOf } from "./types.js";
import { directionsOf } from "./directions.js";

const unit = "smithy.api#Unit";

/**
 * A service's closure as emitters want it: types resolved, shapes named, what the traits say in
 * fields. The model has to be valid and sliced to the operations wanted.
 *
 * @param isTypesOnly - whether an operation cannot be called
 */
export function lowerService(
  model: Model,
  service: ServiceShape,
  isTypesOnly: (operation: ShapeId) => boolean = () => false,
): ServiceIr {
  const name = (id: ShapeId) => service.rename.get(id) ?? shapeName(id);
  const operations = service.operations
    .map((id) => shapeOf(model, id) as OperationShape)
    .map((operation) => lowerOperation(operation, service, name, isTypesOnly(operation.id)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const directions = directionsOf(model, operations);
  const wired = directionsOf(
    model,
    operations.filter(({ typesOnly }) => !typesOnly),
  );
  const shapes = [...directions.keys()].sort().map((id) => shapeOf(model, id));

  return {
    shape: service.id,
    name: shapeName(service.id),
    clientName: clientName(sdkId(service)),
    title: (service.traits.get("smithy.api#title") as string | undefined) ?? sdkId(service),
    version: service.version,
    signingName: (service.traits.get("aws.auth#sigv4") as JsonObject | undefined)?.["name"] as
      string | undefined,
    protocols: [...service.traits.keys()].filter((id) => isProtocol(model, id)).sort(),
    endpointRuleSet: service.traits.has("smithy.rules#endpointRuleSet")
      ? {
          value: service.traits.get("smithy.rules#endpointRuleSet") as Json,
          source: service.source,
        }
      : undefined,
    operations,
    structures: new Map(
      shapes
        .filter(isStructure)
        .filter((shape) => !shape.traits.has("smithy.api#error"))
        .map((shape) => [shape.id, lowerStructure(model, shape, name, directions, wired)]),
    ),
    enums: new Map(shapes.filter(isEnum).map((shape) => [shape.id, lowerEnum(shape, name)])),
    errors: new Map(
      [...new Set(operations.flatMap(({ errors }) => errors))]
        .sort()
        .map((id) => [id, lowerError(model, shapeOf(model, id) as StructureShape, name)]),
    ),
    documentation: documentationOf(service.traits),
  };
}

function sdkId(service: ServiceShape): string {
  const value = service.traits.get("aws.api#service") as JsonObject | undefined;
  return (value?.["sdkId"] as string | undefined) ?? shapeName(service.id);
}

const awsProtocols =
  /^(aws\.protocols#(awsJson1_[01]|restJson1|restXml|awsQuery|ec2Query)|smithy\.protocols#rpcv2(Cbor|Json))$/;

/** A protocol is a trait whose own definition says so; those of AWS are known without it. */
function isProtocol(model: Model, trait: ShapeId): boolean {
  return (
    awsProtocols.test(trait) ||
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
  operation: OperationShape,
  service: ServiceShape,
  name: (id: ShapeId) => string,
  typesOnly: boolean,
): OperationIr {
  return {
    shape: operation.id,
    name: name(operation.id),
    functionName: functionName(name(operation.id)),
    errorTypeName: `${name(operation.id)}Error`,
    typesOnly,
    input: operation.input === unit ? undefined : operation.input,
    output: operation.output === unit ? undefined : operation.output,
    errors: [...new Set([...operation.errors, ...service.errors])].sort((a, b) =>
      name(a) < name(b) ? -1 : 1,
    ),
    wire: operation.traits,
    documentation: documentationOf(operation.traits),
  };
}

function lowerStructure(
  model: Model,
  shape: StructureShape,
  name: (id: ShapeId) => string,
  directions: ReadonlyMap<ShapeId, Direction>,
  wired: ReadonlyMap<ShapeId, Direction>,
): StructureIr | UnionIr {
  return {
    kind: shape.type,
    shape: shape.id,
    name: name(shape.id),
    members: lowerMembers(model, [...shape.members.values()]),
    direction: directions.get(shape.id) ?? "both",
    wired: wired.get(shape.id),
    documentation: documentationOf(shape.traits),
  };
}

/** Required members first, then by name, so that the order of a file's keys does not matter. */
function lowerMembers(model: Model, members: readonly Member[]): readonly MemberIr[] {
  return members
    .map((member) => lowerMember(model, member))
    .sort((a, b) => Number(b.required) - Number(a.required) || (a.name < b.name ? -1 : 1));
}

function lowerMember(model: Model, member: Member): MemberIr {
  const target = shapeOf(model, member.target);
  const { traits } = member;
  return {
    name: member.name,
    type: typeOf(model, member),
    required: traits.has("smithy.api#required"),
    // `null` takes the target's default back.
    default: traits.get("smithy.api#default") ?? undefined,
    sensitive: isSensitive(model, target),
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
function isSensitive(model: Model, shape: Shape, seen: Set<ShapeId> = new Set()): boolean {
  if (shape.traits.has("smithy.api#sensitive")) return true;
  if (seen.has(shape.id)) return false;
  seen.add(shape.id);
  const targets =
    shape.type === "structure" || shape.type === "union"
      ? [...shape.members.values()]
      : shape.type === "list"
        ? [shape.member]
        : shape.type === "map"
          ? [shape.key, shape.value]
          : [];
  return targets.some(({ target }) => isSensitive(model, shapeOf(model, target), seen));
}

function lowerEnum(shape: EnumShape, name: (id: ShapeId) => string): EnumIr {
  return {
    kind: shape.type,
    shape: shape.id,
    name: name(shape.id),
    // By name, as the order of a file's keys does not matter.
    values: [...shape.members.values()]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((member) => ({
        name: member.name,
        value:
          (member.traits.get("smithy.api#enumValue") as string | number | undefined) ?? member.name,
        documentation: documentationOf(member.traits),
      })),
    documentation: documentationOf(shape.traits),
  };
}

function lowerError(model: Model, shape: StructureShape, name: (id: ShapeId) => string): ErrorIr {
  const members = [...shape.members.values()];
  const message = members.find((member) => member.name.toLowerCase() === "message");
  const retryable = shape.traits.get("smithy.api#retryable") as JsonObject | undefined;
  return {
    shape: shape.id,
    name: name(shape.id),
    fault: shape.traits.get("smithy.api#error") === "server" ? "server" : "client",
    retry: retryable && (retryable["throttling"] === true ? "throttling" : "transient"),
    members: lowerMembers(
      model,
      members.filter((member) => member !== message),
    ),
    message: message && {
      name: message.name,
      sensitive: isSensitive(model, shapeOf(model, message.target)),
    },
    wire: shape.traits,
    documentation: documentationOf(shape.traits),
  };
}
