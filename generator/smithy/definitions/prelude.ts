import type { Definition, Definitions } from "./definition.js";
import {
  annotation,
  atLeast,
  decimal,
  document,
  flag,
  integer,
  integerFrom,
  listOf,
  long,
  mapOf,
  matching,
  nonEmpty,
  nonEmptyTexts,
  oneOf,
  setOf,
  shapeId,
  structure,
  text,
  texts,
} from "./value.js";

const bindings = [
  "httpHeader",
  "httpLabel",
  "httpPayload",
  "httpPrefixHeaders",
  "httpQuery",
  "httpQueryParams",
  "httpResponseCode",
].map((name) => `smithy.api#${name}`);

/** A trait that binds a member to one part of an HTTP message. */
function binding(name: string, on: string, rest: Partial<Definition> = {}): Definitions {
  const id = `smithy.api#${name}`;
  const conflicts = bindings.filter((each) => each !== id);
  return { [id]: { on, value: annotation, conflicts, ...rest } };
}

const traitIds = listOf(shapeId("[trait|trait]", "needed"));
const errors = listOf(shapeId("[trait|error]"));
const severity = oneOf("NOTE", "WARNING", "DANGER", "ERROR");
const xmlName = "^[a-zA-Z_][a-zA-Z_0-9-]*";
const headerValue = ":test(boolean, number, string, timestamp";
const one = { exclusive: "member" } as const;
const operation = { on: "operation", value: annotation };
const structureMember = { on: "structure > member", value: annotation };

/** The traits of the Smithy prelude (Smithy 2.0). */
export const preludeTraits: Definitions = {
  "smithy.api#addedDefault": { on: "structure > member [trait|default]", value: annotation },
  "smithy.api#auth": {
    on: ":is(service, operation)",
    value: setOf(shapeId("[trait|authDefinition]")),
  },
  "smithy.api#authDefinition": {
    on: "structure[trait|trait]",
    value: structure({ traits: traitIds }),
  },
  "smithy.api#box": {
    on: ":test(boolean, byte, short, integer, long, float, double, member > :test(boolean, byte, short, integer, long, float, double))",
    value: annotation,
  },
  "smithy.api#clientOptional": structureMember,
  "smithy.api#cors": {
    on: "service",
    value: structure({
      origin: nonEmpty,
      origins: mapOf(nonEmpty, nonEmpty),
      maxAge: integer,
      additionalAllowedHeaders: nonEmptyTexts,
      additionalExposedHeaders: nonEmptyTexts,
    }),
  },
  "smithy.api#default": {
    on: ":is(simpleType, list, map, structure > member :test(> :is(simpleType, list, map)))",
    value: document,
  },
  "smithy.api#deprecated": { value: structure({ message: text, since: text }) },
  "smithy.api#documentation": { value: text },
  "smithy.api#endpoint": { on: "operation", value: structure({ "hostPrefix!": nonEmpty }) },
  "smithy.api#enum": {
    on: "string :not(enum)",
    value: atLeast(
      1,
      listOf(
        structure({
          "value!": nonEmpty,
          name: matching("^[a-zA-Z_]+[a-zA-Z_0-9]*$"),
          documentation: text,
          tags: nonEmptyTexts,
          deprecated: flag,
        }),
      ),
    ),
  },
  "smithy.api#enumValue": { on: ":is(enum, intEnum) > member", value: document },
  "smithy.api#error": {
    on: "structure",
    value: oneOf("client", "server"),
    conflicts: ["smithy.api#trait"],
  },
  "smithy.api#eventHeader": {
    on: "structure > :test(member > :test(boolean, byte, short, integer, long, blob, string, timestamp))",
    value: annotation,
    conflicts: ["smithy.api#eventPayload"],
  },
  "smithy.api#eventPayload": {
    on: "structure > :test(member > :test(blob, string, structure, union))",
    value: annotation,
    conflicts: ["smithy.api#eventHeader"],
    ...one,
  },
  "smithy.api#examples": {
    on: "operation",
    value: listOf(
      structure({
        "title!": text,
        documentation: text,
        input: document,
        output: document,
        error: structure({ shapeId: shapeId("structure[trait|error]"), content: document }),
        allowConstraintErrors: flag,
      }),
    ),
  },
  "smithy.api#externalDocumentation": { value: atLeast(1, mapOf(nonEmpty, nonEmpty)) },
  "smithy.api#hostLabel": {
    on: "structure > :test(member[trait|required] > string)",
    value: annotation,
  },
  "smithy.api#http": {
    on: "operation",
    value: structure({
      "method!": nonEmpty,
      "uri!": nonEmpty,
      code: integerFrom(100, 999),
    }),
  },
  "smithy.api#httpApiKeyAuth": {
    on: "service",
    value: structure({ "name!": nonEmpty, "in!": oneOf("header", "query"), scheme: nonEmpty }),
    defines: "auth",
  },
  "smithy.api#httpBasicAuth": { on: "service", value: annotation, defines: "auth" },
  "smithy.api#httpBearerAuth": { on: "service", value: annotation, defines: "auth" },
  "smithy.api#httpDigestAuth": { on: "service", value: annotation, defines: "auth" },
  "smithy.api#httpChecksumRequired": operation,
  "smithy.api#httpError": { on: "structure[trait|error]", value: integer },
  ...binding(
    "httpHeader",
    `structure > :test(member > ${headerValue}, list > member > ${headerValue})))`,
    { value: nonEmpty },
  ),
  ...binding(
    "httpLabel",
    "structure > member[trait|required] :test(> :test(string, number, boolean, timestamp))",
  ),
  ...binding("httpPayload", "structure > member", one),
  ...binding(
    "httpPrefixHeaders",
    "structure > member :test(> map :not([trait|sparse]) > member[id|member=value] > string)",
    { value: text, ...one },
  ),
  ...binding(
    "httpQuery",
    "structure > member :test(> :test(string, number, boolean, timestamp), > list > member > :test(string, number, boolean, timestamp))",
    { value: nonEmpty },
  ),
  ...binding(
    "httpQueryParams",
    "structure > member :test(> map > member[id|member=value] > :test(string, list > member > string))",
    one,
  ),
  ...binding("httpResponseCode", "structure :not([trait|input]) > member :test(> integer)", one),
  "smithy.api#idRef": {
    on: ":test(string, member > string)",
    value: structure({ selector: text, failWhenMissing: flag, errorMessage: text }),
  },
  "smithy.api#idempotencyToken": {
    on: "structure > :test(member > string)",
    defines: "noProperty",
    value: annotation,
    ...one,
  },
  "smithy.api#idempotent": {
    on: "operation",
    value: structure({ exists: errors, notFound: errors }),
    conflicts: ["smithy.api#readonly"],
  },
  "smithy.api#input": {
    on: "structure",
    value: annotation,
    conflicts: ["smithy.api#output", "smithy.api#error"],
  },
  "smithy.api#internal": { value: annotation },
  "smithy.api#jsonName": { on: ":is(structure, union) > member", value: text },
  "smithy.api#length": {
    on: ":test(list, map, string, blob, member > :is(list, map, string, blob))",
    value: structure({ min: long, max: long }),
  },
  "smithy.api#longPoll": {
    on: "operation",
    value: structure({ "timeoutMillis!": integerFrom(1) }),
  },
  "smithy.api#mediaType": { on: ":is(blob, string)", value: text },
  "smithy.api#metadata": {
    on: "dataType :not([trait|input]) :not([trait|output])",
    value: structure({ "key!": nonEmpty }),
  },
  "smithy.api#mixin": { on: ":not(member)", value: structure({ localTraits: traitIds }) },
  "smithy.api#nestedProperties": {
    on: "operation -[input, output]-> structure > member :test(> structure)",
    defines: "noProperty",
    value: annotation,
    ...one,
  },
  "smithy.api#noReplace": { on: "resource:test(-[put]->)", value: annotation },
  "smithy.api#notProperty": {
    on: ":is(operation -[input, output]-> structure > member, [trait|trait])",
    defines: "noProperty",
    value: annotation,
  },
  "smithy.api#optionalAuth": operation,
  "smithy.api#output": {
    on: "structure",
    value: annotation,
    conflicts: ["smithy.api#input", "smithy.api#error"],
  },
  "smithy.api#paginated": {
    on: ":is(service, operation)",
    value: structure({
      inputToken: nonEmpty,
      outputToken: nonEmpty,
      items: nonEmpty,
      pageSize: nonEmpty,
    }),
  },
  "smithy.api#pattern": { on: ":test(string, member > string)", value: text },
  "smithy.api#private": { value: annotation },
  "smithy.api#property": {
    on: "structure > member",
    value: structure({ name: text }),
    conflicts: ["smithy.api#resourceIdentifier"],
  },
  "smithy.api#protocolDefinition": {
    on: "structure[trait|trait]",
    value: structure({ traits: traitIds, noInlineDocumentSupport: flag }),
  },
  "smithy.api#range": {
    on: ":test(number, member > number)",
    value: structure({ min: decimal, max: decimal }),
  },
  "smithy.api#readonly": { ...operation, conflicts: ["smithy.api#idempotent"] },
  "smithy.api#recommended": {
    on: "structure > member",
    value: structure({ reason: text }),
    conflicts: ["smithy.api#required"],
  },
  "smithy.api#references": {
    on: ":is(structure, string)",
    value: listOf(
      structure({
        "resource!": nonEmpty,
        ids: mapOf(nonEmpty, nonEmpty),
        service: nonEmpty,
        rel: nonEmpty,
      }),
    ),
  },
  "smithy.api#requestCompression": { on: "operation", value: structure({ "encodings!": texts }) },
  "smithy.api#required": structureMember,
  "smithy.api#requiresLength": { on: "blob[trait|streaming]", value: annotation },
  "smithy.api#resourceIdentifier": {
    on: "structure > :test(member[trait|required] > string)",
    defines: "noProperty",
    value: nonEmpty,
  },
  "smithy.api#retryable": {
    on: "structure[trait|error]",
    value: structure({ throttling: flag }),
  },
  "smithy.api#sensitive": {
    on: ":not(:test(service, operation, resource, member))",
    value: annotation,
  },
  "smithy.api#since": { value: text },
  "smithy.api#sparse": { on: ":is(list, map)", value: annotation },
  "smithy.api#streaming": { on: ":is(blob, union)", value: annotation, exclusive: "target" },
  "smithy.api#suppress": { value: nonEmptyTexts },
  "smithy.api#tags": { value: texts },
  "smithy.api#timestampFormat": {
    on: ":test(timestamp, member > timestamp)",
    value: oneOf("date-time", "epoch-seconds", "http-date"),
  },
  "smithy.api#title": { value: text },
  "smithy.api#trait": {
    on: ":is(simpleType, list, map, structure, union)",
    value: structure({
      selector: text,
      structurallyExclusive: oneOf("member", "target"),
      conflicts: nonEmptyTexts,
      breakingChanges: atLeast(
        1,
        listOf(
          structure({
            path: text,
            "change!": oneOf("update", "add", "remove", "presence", "any"),
            severity,
            message: text,
          }),
        ),
      ),
    }),
  },
  "smithy.api#traitValidators": {
    on: "[trait|trait]",
    value: mapOf(nonEmpty, structure({ "selector!": text, message: text, severity })),
  },
  "smithy.api#uniqueItems": {
    on: "list :not(> member ~> :is(float, double, document))",
    value: annotation,
    conflicts: ["smithy.api#sparse"],
  },
  "smithy.api#unitType": { on: "[id=smithy.api#Unit]", value: annotation },
  "smithy.api#unstable": { value: annotation },
  "smithy.api#xmlAttribute": {
    on: "structure > :test(member > :test(boolean, number, string, timestamp))",
    value: annotation,
    conflicts: ["smithy.api#xmlNamespace"],
  },
  "smithy.api#xmlFlattened": {
    on: ":is(structure, union) > :test(member > :test(list, map))",
    value: annotation,
  },
  "smithy.api#xmlName": {
    on: ":is(structure, union, member)",
    value: matching(`${xmlName}(:[a-zA-Z_][a-zA-Z_0-9-]*)?$`),
  },
  "smithy.api#xmlNamespace": {
    on: ":is(service, member, simpleType, list, map, structure, union)",
    value: structure({ "uri!": nonEmpty, prefix: atLeast(1, matching(`${xmlName}$`)) }),
    conflicts: ["smithy.api#xmlAttribute"],
  },
};
