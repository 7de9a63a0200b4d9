import type { Diagnostic } from "../diagnostic.js";
import type { Member, OperationShape, ServiceShape, Shape, StructureShape } from "../model.js";
import { operationsOf } from "../select.js";
import { at, error, inside, quoted, warning } from "../report.js";
import { getTrait, traits } from "../traits.js";
import type { World } from "../world.js";
import { inputOf, ofType, structureOf } from "./shapesOf.js";
import type { ServiceValidator } from "./validator.js";

const code = "ClientEndpointDiscovery";
const discovered = "aws.api#clientDiscoveredEndpoint";
const trait = traits.clientEndpointDiscovery.id;

/**
 * What finds the endpoints of a service is an operation of it, of the one form that there is (AWS
 * client endpoint discovery), and operations that need it can fail with the error that ends it.
 */
export const validateDiscovery: ServiceValidator = ({ model, service, shapes, world }) => {
  const value = getTrait(service, traits.clientEndpointDiscovery);
  const operation = value && world.shapeOf(value.operation);
  if (value === undefined || operation?.type !== "operation") return [];
  // Of a slice, the operation may be there without being bound.
  const whole = world.shapeOf(service.id) as ServiceShape;
  const bound = operationsOf({ ...model, shapes: model.whole ?? model.shapes }, whole);
  const place = inside(at(service), "traits", trait);
  const found: Diagnostic[] = [];
  if (!bound.includes(operation)) {
    const message = `\`${operation.id}\` finds the endpoints, and is no operation of the service.`;
    found.push(error(`${code}.UnboundOperation`, message, place));
  }
  if (!bound.some((each) => each.traits.has(discovered))) {
    const message = `No operation of the service has the trait \`${discovered}\`.`;
    found.push(warning(`${code}.NoOperations`, message, place));
  }
  const common = new Set(service.errors);
  for (const user of ofType(shapes, "operation")) {
    if (!user.traits.has(discovered) || value.error === undefined) continue;
    if (user.errors.includes(value.error) || common.has(value.error)) continue;
    const message = `The operation uses endpoints that are found, and lacks the error \`${value.error}\` that ends their use.`;
    found.push(error(code, message, at(user)));
  }
  return [...found, ...inputProblems(operation, world), ...outputProblems(operation, world)];
};

function inputProblems(operation: OperationShape, world: World): Diagnostic[] {
  const members = inputOf(world, operation);
  const others = members.filter(({ name }) => name !== "Operation" && name !== "Identifiers");
  const input = structureOf(world, operation.input);
  const found: Diagnostic[] = [];
  if (input !== undefined && others.length > 0) {
    const message = `The input of \`${operation.id}\` can only have \`Operation\` and \`Identifiers\`, not ${namesOf(others)}.`;
    found.push(error(code, message, at(input)));
  }
  for (const member of members) {
    const target = world.shapeOf(member.target);
    if (target === undefined) continue;
    if (member.name === "Operation" && !isText(target)) {
      found.push(
        error(code, "`Operation` has to be a string.", { ...at(member), shape: target.id }),
      );
    }
    if (member.name === "Identifiers" && !isTextMap(target, world)) {
      found.push(error(code, "`Identifiers` has to be a map of strings to strings.", at(member)));
    }
  }
  return found;
}

function outputProblems(operation: OperationShape, world: World): Diagnostic[] {
  const members = [...(structureOf(world, operation.output)?.members.values() ?? [])];
  const endpoints = members.find(({ name }) => name === "Endpoints");
  if (endpoints === undefined || members.length > 1) {
    const message = `The output has to have \`Endpoints\` alone, not ${namesOf(members) || "nothing"}.`;
    return [error(code, message, at(operation))];
  }
  const list = world.shapeOf(endpoints.target);
  if (list?.type !== "list") {
    return [error(code, "`Endpoints` has to be a list.", at(endpoints))];
  }
  const endpoint = structureOf(world, list.member.target);
  if (endpoint === undefined) {
    return [error(code, "The endpoints have to be structures.", at(list))];
  }
  return endpointProblems(endpoint, world);
}

const endpointTypes: Readonly<Record<string, Shape["type"]>> = {
  Address: "string",
  CachePeriodInMinutes: "long",
};

function endpointProblems(endpoint: StructureShape, world: World): Diagnostic[] {
  const members = [...endpoint.members.values()];
  const names = Object.keys(endpointTypes);
  const isExact =
    members.length === names.length && names.every((each) => endpoint.members.has(each));
  const message = `An endpoint has ${quoted(names)} and nothing else, not ${namesOf(members)}.`;
  const wrong = members.flatMap((member) => {
    const type = Object.hasOwn(endpointTypes, member.name) ? endpointTypes[member.name] : undefined;
    if (type === undefined || world.shapeOf(member.target)?.type === type) return [];
    return [error(code, `The member has to be a ${type}.`, at(member))];
  });
  return [...(isExact ? [] : [error(code, message, at(endpoint))]), ...wrong];
}

function namesOf(members: readonly Member[]): string {
  return quoted(members.map(({ name }) => name));
}

function isText({ type }: Shape): boolean {
  return type === "string" || type === "enum";
}

function isTextMap(shape: Shape, world: World): boolean {
  if (shape.type !== "map") return false;
  return [shape.key, shape.value].every(({ target }) => {
    const type = world.shapeOf(target);
    return type !== undefined && isText(type);
  });
}
