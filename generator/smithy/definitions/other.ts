import type { ShapeId } from "../model.js";
import type { Definitions } from "./definition.js";
import {
  annotation,
  atLeast,
  blob,
  byte,
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
  shapeId,
  short,
  structure,
  text,
  texts,
  timestamp,
  union,
  unitValue,
  type Value,
} from "./value.js";

const parameters = mapOf(
  text,
  structure({
    "type!": oneOf("string", "boolean", "stringArray"),
    deprecated: flag,
    documentation: text,
    default: document,
    builtIn: text,
    required: flag,
  }),
);
const conditions = listOf(structure({ "fn!": text, "argv!": listOf(document), assign: text }));
const endpoint = structure({
  "url!": document,
  properties: mapOf(text, document),
  headers: mapOf(text, listOf(document)),
});
const testId = { "id!": matching("^[A-Za-z_][A-Za-z0-9_]+$") };
const aStructure = shapeId("structure", "needed");
const anyShape = shapeId("*", "needed");
const protocol = shapeId("[trait|protocolDefinition]", "needed");
const textMap = mapOf(text, text);
const failure = structure({ errorId: shapeId("[trait|error]", "needed") });
const expectation = union({ success: unitValue, failure });
const appliesTo = oneOf("client", "server");
const message = {
  headers: textMap,
  forbidHeaders: texts,
  requireHeaders: texts,
  body: text,
  bodyMediaType: text,
};
const request = {
  "method!": nonEmpty,
  "uri!": nonEmpty,
  host: text,
  resolvedHost: text,
  queryParams: texts,
  forbidQueryParams: texts,
  requireQueryParams: texts,
};
const testCase = {
  ...testId,
  "protocol!": protocol,
  authScheme: shapeId("[trait|authDefinition]", "needed"),
  params: document,
  vendorParams: document,
  vendorParamsShape: anyShape,
  documentation: text,
  tags: nonEmptyTexts,
  appliesTo,
};
const event = structure({
  "type!": oneOf("request", "response"),
  params: document,
  headers: mapOf(
    text,
    union({
      boolean: flag,
      byte,
      short,
      integer,
      long,
      blob,
      string: text,
      timestamp,
    }),
  ),
  forbidHeaders: texts,
  requireHeaders: texts,
  body: blob,
  bodyMediaType: text,
  bytes: blob,
  vendorParams: document,
  vendorParamsShape: aStructure,
});
const matcher = structure({
  "path!": text,
  "expected!": text,
  "comparator!": oneOf("stringEquals", "booleanEquals", "allStringEquals", "anyStringEquals"),
});
const delay = integerFrom(1);
const versions = structure({ http: texts, eventStreamHttp: texts });

/** The traits of Smithy's own libraries: contracts, MQTT, OpenAPI, protocols, rules, tests, waiters. */
export const otherTraits: Definitions = {
  "smithy.contracts#conditions": {
    on: ":not(:test(service, operation, resource))",
    value: mapOf(
      matching("^[A-Z]+[A-Za-z0-9]*$"),
      structure({ "expression!": text, "documentation!": text }),
    ),
  },

  "smithy.mqtt#mqttJson": { on: "service", value: annotation, defines: "protocol" },
  "smithy.mqtt#publish": {
    on: "operation :not(-[output]-> * > member)",
    value: matching("^[^#+]+$"),
    conflicts: ["smithy.mqtt#subscribe"],
  },
  "smithy.mqtt#subscribe": {
    on: "operation :test(-[output]->)",
    value: matching("^[^#+]+$"),
    conflicts: ["smithy.mqtt#publish"],
  },
  "smithy.mqtt#topicLabel": {
    on: "member[trait|required] :test(> :test(string, byte, short, integer, long, boolean, timestamp))",
    value: annotation,
  },

  "smithy.openapi#specificationExtension": {
    on: "[trait|trait]",
    value: structure({ as: matching("^x-.+$") }),
  },

  "smithy.protocols#rpcv2Cbor": { on: "service", value: versions, defines: "protocol" },
  "smithy.protocols#rpcv2Json": { on: "service", value: versions, defines: "protocol" },

  "smithy.rules#clientContextParams": {
    on: "service",
    value: mapOf(text, structure({ "type!": oneOf("string", "boolean"), documentation: text })),
  },
  "smithy.rules#contextParam": {
    on: "operation -[input]-> structure > member",
    value: structure({ "name!": text }),
  },
  "smithy.rules#endpointBdd": {
    on: "service",
    value: structure({
      "version!": text,
      "parameters!": parameters,
      "conditions!": conditions,
      "results!": listOf(
        structure({
          "type!": oneOf("endpoint", "error"),
          documentation: text,
          error: document,
          endpoint,
          conditions,
        }),
      ),
      "root!": integerFrom(-1),
      "nodeCount!": integerFrom(0),
      "nodes!": text,
    }),
  },
  "smithy.rules#endpointRuleSet": { on: "service", value: document },
  "smithy.rules#endpointTests": {
    on: "service :is([trait|smithy.rules#endpointRuleSet], [trait|smithy.rules#endpointBdd])",
    value: structure({
      "version!": text,
      testCases: listOf(
        structure({
          documentation: text,
          params: document,
          operationInputs: listOf(
            structure({
              "operationName!": text,
              operationParams: document,
              builtInParams: document,
              clientParams: document,
            }),
          ),
          "expect!": union({
            error: text,
            endpoint: structure({
              url: text,
              headers: mapOf(text, texts),
              properties: mapOf(text, document),
            }),
          }),
        }),
      ),
    }),
  },
  "smithy.rules#operationContextParams": {
    on: "operation",
    value: mapOf(text, structure({ "path!": text })),
  },
  "smithy.rules#staticContextParams": {
    on: "operation",
    value: mapOf(text, structure({ "value!": document })),
  },

  "smithy.test#eventStreamTests": {
    on: "operation :test(-[input, output]-> structure > member > union[trait|streaming])",
    value: atLeast(
      1,
      listOf(
        structure({
          ...testId,
          "protocol!": protocol,
          initialRequestParams: document,
          initialRequest: document,
          initialRequestShape: aStructure,
          initialResponseParams: document,
          initialResponse: document,
          initialResponseShape: aStructure,
          events: listOf(event),
          expectation,
          vendorParams: document,
          vendorParamsShape: aStructure,
          documentation: text,
          appliesTo,
          tags: nonEmptyTexts,
        }),
      ),
    ),
  },
  "smithy.test#httpMalformedRequestTests": {
    on: "operation",
    value: atLeast(
      1,
      listOf(
        structure({
          ...testId,
          "protocol!": protocol,
          "request!": structure({
            "method!": nonEmpty,
            "uri!": nonEmpty,
            host: text,
            queryParams: texts,
            headers: textMap,
            body: text,
            bodyMediaType: text,
          }),
          "response!": structure({
            headers: textMap,
            "code!": integerFrom(100, 599),
            body: structure({
              "assertion!": union({ contents: text, messageRegex: text }),
              "mediaType!": text,
            }),
          }),
          documentation: text,
          tags: nonEmptyTexts,
          testParameters: mapOf(text, texts),
        }),
      ),
    ),
  },
  "smithy.test#httpRequestTests": {
    on: "operation",
    value: atLeast(1, listOf(structure({ ...request, ...message, ...testCase }))),
  },
  "smithy.test#httpResponseTests": {
    on: ":test(operation, structure[trait|error])",
    value: atLeast(
      1,
      listOf(structure({ "code!": integerFrom(100, 599), ...message, ...testCase })),
    ),
  },
  "smithy.test#smokeTests": {
    on: "operation",
    value: listOf(
      structure({
        ...testId,
        params: document,
        vendorParams: document,
        vendorParamsShape: anyShape,
        "expect!": expectation,
        tags: listOf(matching("^[A-Za-z][A-Za-z0-9_\\-]+$")),
      }),
    ),
  },

  "smithy.waiters#waitable": {
    on: "operation :not(-[input, output]-> structure > member > union[trait|streaming])",
    value: atLeast(
      1,
      mapOf(
        matching("^[A-Z]+[A-Za-z0-9]*$"),
        structure({
          documentation: text,
          "acceptors!": atLeast(
            1,
            listOf(
              structure({
                "state!": oneOf("success", "failure", "retry"),
                "matcher!": union({
                  output: matcher,
                  inputOutput: matcher,
                  errorType: text,
                  success: flag,
                }),
                message: text,
              }),
            ),
          ),
          minDelay: delay,
          maxDelay: delay,
          deprecated: flag,
          tags: nonEmptyTexts,
        }),
      ),
    ),
  },
};

const vendor = {
  region: text,
  sigv4aRegionSet: atLeast(1, texts),
  uri: text,
  useFips: flag,
  useDualstack: flag,
  useAccountIdRouting: flag,
};

/** Shapes of Smithy's own libraries that traits name: what the parameters of test cases look like. */
export const namedShapes: Readonly<Record<ShapeId, Value>> = {
  "aws.test#AwsVendorParams": structure(vendor),
  "aws.test#S3VendorParams": structure({
    ...vendor,
    useAccelerate: flag,
    useGlobalEndpoint: flag,
    forcePathStyle: flag,
    useArnRegion: flag,
    useMultiRegionAccessPoints: flag,
  }),
};
