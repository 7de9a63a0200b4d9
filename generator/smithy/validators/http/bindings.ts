import type { Code } from "../../codes.js";
import type { Diagnostic } from "../../diagnostic.js";
import { groupBy } from "../../groupBy.js";
import { isArray } from "../../json.js";
import type { Member, ShapeId, StructureShape } from "../../model.js";
import { at, error, quoted } from "../../report.js";
import { parseUri } from "../../uriPattern.js";
import type { World } from "../../world.js";
import { ofType, structureOf, textTrait, textValue, valueIn } from "../shapesOf.js";
import type { ServiceValidator, Validator } from "../validator.js";

const http = "smithy.api#http";
const header = "smithy.api#httpHeader";
const prefix = "smithy.api#httpPrefixHeaders";
const query = "smithy.api#httpQuery";
const payload = "smithy.api#httpPayload";
const parts = [header, prefix, query, payload, "smithy.api#httpLabel"];
const bindings = [...parts, "smithy.api#httpQueryParams", "smithy.api#httpResponseCode"];

/** No two members of a structure are bound to the same part of an HTTP message. */
export const validateHttpMembers: Validator = ({ shapes }) =>
  ofType(shapes, "structure").flatMap((shape) => [
    ...repeated(shape as StructureShape, header, "HttpHeaderTrait", (name) => name.toLowerCase()),
    ...repeated(shape as StructureShape, query, "HttpQueryTrait", (name) => name),
    ...prefixed(shape as StructureShape),
  ]);

function repeated(
  shape: StructureShape,
  trait: ShapeId,
  code: Code,
  normal: (name: string) => string,
): Diagnostic[] {
  const bound = [...shape.members.values()].filter(({ traits }) => traits.has(trait));
  const groups = groupBy(bound, (member) => normal(textTrait(member, trait) ?? ""));
  return [...groups].flatMap(([name, members]) => {
    if (members.length < 2) return [];
    const list = quoted(members.map((member) => member.name));
    return [error(code, `Several members are bound to \`${name}\`: ${list}.`, at(shape))];
  });
}

function prefixed(shape: StructureShape): Diagnostic[] {
  const members = [...shape.members.values()];
  return members.flatMap((member) => {
    const start = textTrait(member, prefix)?.toLowerCase();
    // The empty prefix is for all headers that have no member of their own.
    if (start === undefined || start === "") return [];
    const names = members.map((each) => textTrait(each, header));
    const inIt = names.filter((name) => name?.toLowerCase().startsWith(start)) as string[];
    if (inIt.length === 0) return [];
    const message = `Headers that start with the prefix have members of their own: ${quoted(inIt)}.`;
    return [error("HttpPrefixHeadersTrait", message, at(member))];
  });
}

/** No parameter of the query is set by the URI and by a member. */
export const validateQueryLiterals: Validator = ({ shapes, world }) =>
  ofType(shapes, "operation").flatMap((operation) => {
    if (!operation.traits.has(http)) return [];
    const literals = parseUri(textValue(operation, http, "uri") ?? "").query;
    const input = structureOf(world, operation.input);
    const twice = [...(input?.members.values() ?? [])]
      .map((member) => textTrait(member, query))
      .filter((name): name is string => name !== undefined && literals.has(name));
    if (input === undefined || twice.length === 0) return [];
    const message = `The \`uri\` of \`${operation.id}\` sets these parameters of the query already: ${quoted(twice)}.`;
    return [error("HttpQueryTrait", message, at(input))];
  });

/** What is beside a payload in the input, the output or an error of an operation is bound, too. */
export const validatePayloads: Validator = ({ shapes, world }) => {
  const operations = ofType(shapes, "operation").filter(({ traits }) => traits.has(http));
  const ends = operations.flatMap(({ input, output, errors }) => [input, output, ...errors]);
  return [...new Set(ends)].flatMap((id) => {
    const structure = structureOf(world, id);
    return structure === undefined ? [] : besidePayload(structure);
  });
};

function besidePayload(shape: StructureShape): Diagnostic[] {
  const members = [...shape.members.values()];
  if (!members.some(({ traits }) => traits.has(payload))) return [];
  const isBound = ({ traits }: Member) => bindings.some((id) => traits.has(id));
  const loose = members.filter((member) => !isBound(member)).map(({ name }) => name);
  if (loose.length === 0) return [];
  const message = `One member is the payload, so these are nowhere in the message: ${quoted(loose)}.`;
  return [error("HttpPayload", message, at(shape))];
}

const httpProtocols: ReadonlySet<ShapeId> = new Set([
  "aws.protocols#restJson1",
  "aws.protocols#restXml",
]);

/** The protocols of a service that bind members to parts of HTTP messages. */
export function httpProtocolsOf(
  service: { readonly traits: ReadonlyMap<ShapeId, unknown> },
  world: World,
  trait: ShapeId = http,
): readonly ShapeId[] {
  return [...service.traits.keys()].filter((id) => {
    if (httpProtocols.has(id)) return true;
    const definition = world.definitionOf(id)?.shape;
    const used = definition && valueIn(definition, "smithy.api#protocolDefinition", "traits");
    return isArray(used) && used.includes(trait);
  });
}

/** A protocol that needs HTTP bindings has them for all operations. */
export const validateHttpTraits: ServiceValidator = ({ service, shapes, world }) => {
  const protocols = httpProtocolsOf(service, world);
  if (protocols.length === 0) return [];
  return ofType(shapes, "operation").flatMap((operation) => {
    if (operation.traits.has(http)) return [];
    const message = `The operation needs the trait \`${http}\` for ${quoted(protocols)} of \`${service.id}\`.`;
    return [error("HttpBindingsMissing", message, at(operation))];
  });
};
