import type { Code } from "./codes.js";
import type { Json, ShapeId, Traits } from "./model.js";
import { error, inside, type Place, type Report } from "./report.js";
import {
  annotation,
  bounds,
  flag,
  integer,
  json,
  listOf,
  mapOf,
  nonEmpty,
  number,
  object,
  oneOf,
  size,
  text,
  textOrInteger,
  type ValueType,
} from "./traitValue.js";

/** What the generator does with a trait. */
export type Support =
  /** It shapes the generated code. */
  | { readonly status: "handled" }
  /** Generated code is right without it. */
  | { readonly status: "ignored"; readonly reason: string }
  /** Generated code would be wrong without it, unless the other traits beside it say otherwise. */
  | {
      readonly status: "unsupported";
      readonly reason: string;
      readonly unless: (value: Json, beside: Traits) => boolean;
    };

/** A trait: its shape ID, what its values look like, and what is done with it. */
export interface Trait<T = unknown> {
  readonly id: ShapeId;
  readonly value: ValueType<T>;
  readonly support: Support;
}

function handled<T>(id: ShapeId, value: ValueType<T>): Trait<T> {
  return { id, value, support: { status: "handled" } };
}

function ignored(reason: string, ...ids: readonly ShapeId[]): readonly Trait[] {
  return ids.map((id) => ({ id, value: json, support: { status: "ignored", reason } }));
}

function unsupported(
  reason: string,
  id: ShapeId,
  unless: (value: Json, beside: Traits) => boolean = () => false,
): Trait {
  return { id, value: json, support: { status: "unsupported", reason, unless } };
}

/** The traits that the generator acts on, for typed access with {@link getTrait}. */
export const traits = {
  // What a value may be
  required: handled("smithy.api#required", annotation),
  default: handled("smithy.api#default", json),
  addedDefault: handled("smithy.api#addedDefault", annotation),
  clientOptional: handled("smithy.api#clientOptional", annotation),
  input: handled("smithy.api#input", annotation),
  output: handled("smithy.api#output", annotation),
  length: handled("smithy.api#length", bounds(size)),
  range: handled("smithy.api#range", bounds(number)),
  pattern: handled("smithy.api#pattern", text),
  uniqueItems: handled("smithy.api#uniqueItems", annotation),
  sparse: handled("smithy.api#sparse", annotation),
  sensitive: handled("smithy.api#sensitive", annotation),
  idempotencyToken: handled("smithy.api#idempotencyToken", annotation),
  timestampFormat: handled(
    "smithy.api#timestampFormat",
    oneOf("date-time", "epoch-seconds", "http-date"),
  ),
  enumValue: handled("smithy.api#enumValue", textOrInteger),
  unitType: handled("smithy.api#unitType", annotation),

  // Resolved by the loader
  enum: handled(
    "smithy.api#enum",
    listOf(
      object(
        { value: nonEmpty },
        { name: nonEmpty, documentation: text, tags: listOf(text), deprecated: flag },
      ),
    ),
  ),
  box: handled("smithy.api#box", annotation),
  mixin: handled("smithy.api#mixin", object({}, { localTraits: listOf(text) })),

  // Streams
  streaming: handled("smithy.api#streaming", annotation),
  eventHeader: handled("smithy.api#eventHeader", annotation),
  eventPayload: handled("smithy.api#eventPayload", annotation),
  requiresLength: handled("smithy.api#requiresLength", annotation),

  // Errors
  error: handled("smithy.api#error", oneOf("client", "server")),
  httpError: handled("smithy.api#httpError", integer),
  retryable: handled("smithy.api#retryable", object({}, { throttling: flag })),

  // Services and operations
  service: handled(
    "aws.api#service",
    object({ sdkId: nonEmpty }, { arnNamespace: text, endpointPrefix: text, docId: text }),
  ),
  auth: handled("smithy.api#auth", listOf(text)),
  optionalAuth: handled("smithy.api#optionalAuth", annotation),
  httpBearerAuth: handled("smithy.api#httpBearerAuth", annotation),
  httpBasicAuth: handled("smithy.api#httpBasicAuth", annotation),
  httpApiKeyAuth: handled(
    "smithy.api#httpApiKeyAuth",
    object({ name: nonEmpty, in: oneOf("header", "query") }, { scheme: nonEmpty }),
  ),
  sigv4: handled("aws.auth#sigv4", object({ name: nonEmpty })),
  sigv4a: handled("aws.auth#sigv4a", object({ name: nonEmpty })),
  unsignedPayload: handled("aws.auth#unsignedPayload", annotation),
  awsJson1_0: handled("aws.protocols#awsJson1_0", annotation),
  awsJson1_1: handled("aws.protocols#awsJson1_1", annotation),
  rpcv2Cbor: handled("smithy.protocols#rpcv2Cbor", annotation),
  rpcv2Json: handled("smithy.protocols#rpcv2Json", annotation),
  awsQueryCompatible: handled("aws.protocols#awsQueryCompatible", annotation),
  s3UnwrappedXmlOutput: handled("aws.customizations#s3UnwrappedXmlOutput", annotation),
  awsQueryError: handled(
    "aws.protocols#awsQueryError",
    object({ code: text, httpResponseCode: integer }),
  ),
  awsQuery: handled("aws.protocols#awsQuery", annotation),
  ec2Query: handled("aws.protocols#ec2Query", annotation),
  ec2QueryName: handled("aws.protocols#ec2QueryName", nonEmpty),
  protocolDefinition: handled("smithy.api#protocolDefinition", annotation),
  endpoint: handled("smithy.api#endpoint", object({ hostPrefix: nonEmpty })),
  hostLabel: handled("smithy.api#hostLabel", annotation),
  endpointRuleSet: handled("smithy.rules#endpointRuleSet", mapOf(json)),
  endpointBdd: handled("smithy.rules#endpointBdd", mapOf(json)),
  endpointTests: handled(
    "smithy.rules#endpointTests",
    object({}, { version: text, testCases: listOf(mapOf(json)) }),
  ),
  clientContextParams: handled(
    "smithy.rules#clientContextParams",
    mapOf(object({ type: oneOf("string", "boolean") }, { documentation: text })),
  ),
  contextParam: handled("smithy.rules#contextParam", object({ name: nonEmpty })),
  staticContextParams: handled("smithy.rules#staticContextParams", mapOf(object({ value: json }))),
  operationContextParams: handled(
    "smithy.rules#operationContextParams",
    mapOf(object({ path: nonEmpty })),
  ),
  requestCompression: handled("smithy.api#requestCompression", object({ encodings: listOf(text) })),
  httpChecksumRequired: handled("smithy.api#httpChecksumRequired", annotation),
  httpChecksum: handled(
    "aws.protocols#httpChecksum",
    object(
      {},
      {
        requestChecksumRequired: flag,
        requestAlgorithmMember: text,
        requestValidationModeMember: text,
        responseAlgorithms: listOf(text),
      },
    ),
  ),
  paginated: handled(
    "smithy.api#paginated",
    object(
      {},
      { inputToken: nonEmpty, outputToken: nonEmpty, items: nonEmpty, pageSize: nonEmpty },
    ),
  ),
  waitable: handled("smithy.waiters#waitable", mapOf(json)),
  clientEndpointDiscovery: handled(
    "aws.api#clientEndpointDiscovery",
    object({ operation: text }, { error: text }),
  ),

  // Parts of HTTP messages, and names in documents
  http: handled("smithy.api#http", object({ method: nonEmpty, uri: nonEmpty }, { code: integer })),
  httpHeader: handled("smithy.api#httpHeader", text),
  httpLabel: handled("smithy.api#httpLabel", annotation),
  httpPayload: handled("smithy.api#httpPayload", annotation),
  httpPrefixHeaders: handled("smithy.api#httpPrefixHeaders", text),
  httpQuery: handled("smithy.api#httpQuery", text),
  httpQueryParams: handled("smithy.api#httpQueryParams", annotation),
  httpResponseCode: handled("smithy.api#httpResponseCode", annotation),
  jsonName: handled("smithy.api#jsonName", text),
  mediaType: handled("smithy.api#mediaType", text),
  restJson1: handled("aws.protocols#restJson1", json),
  restXml: handled("aws.protocols#restXml", json),

  // Names and places in XML documents
  xmlAttribute: handled("smithy.api#xmlAttribute", annotation),
  xmlFlattened: handled("smithy.api#xmlFlattened", annotation),
  xmlName: handled("smithy.api#xmlName", nonEmpty),
  xmlNamespace: handled("smithy.api#xmlNamespace", object({ uri: nonEmpty }, { prefix: nonEmpty })),

  // Documentation
  documentation: handled("smithy.api#documentation", text),
  title: handled("smithy.api#title", text),
  deprecated: handled("smithy.api#deprecated", object({}, { message: text, since: text })),
  since: handled("smithy.api#since", text),
  recommended: handled("smithy.api#recommended", object({}, { reason: text })),
  internal: handled("smithy.api#internal", annotation),
  examples: handled(
    "smithy.api#examples",
    listOf(
      object(
        { title: text },
        { documentation: text, input: json, output: json, error: mapOf(json) },
      ),
    ),
  ),
} as const;

/** The authentication schemes of Smithy and AWS, and whether they are generated. */
export const authSchemes: ReadonlyMap<ShapeId, boolean> = new Map([
  [traits.sigv4.id, true],
  [traits.httpApiKeyAuth.id, true],
  [traits.httpBasicAuth.id, true],
  [traits.httpBearerAuth.id, true],
  ["aws.auth#cognitoUserPools", false],
  [traits.sigv4a.id, true],
  ["smithy.api#httpDigestAuth", false],
]);

const declared: readonly Trait[] = [
  ...Object.values(traits),

  ...ignored(
    "a protocol that is not generated yet; a service needs one that is beside it",
    "smithy.mqtt#mqttJson",
  ),
  ...ignored(
    "it binds operations to MQTT topics, in force under that protocol",
    "smithy.mqtt#publish",
    "smithy.mqtt#subscribe",
    "smithy.mqtt#topicLabel",
  ),
  ...ignored(
    "all requests are retried alike, and nothing else depends on it",
    "smithy.api#idempotent",
    "smithy.api#readonly",
  ),
  ...ignored("callers set how long they wait", "smithy.api#longPoll"),
  ...ignored("the generated documentation does not show it", "smithy.api#externalDocumentation"),
  ...ignored(
    "it is for those who write models",
    "smithy.api#metadata",
    "smithy.api#private",
    "smithy.api#suppress",
    "smithy.api#tags",
    "smithy.api#unstable",
    "smithy.contracts#conditions",
  ),
  ...ignored(
    "it describes traits, not the shapes that have them",
    "aws.endpoints#endpointsModifier",
    "smithy.api#authDefinition",
    "smithy.api#idRef",
    "smithy.api#trait",
    "smithy.api#traitValidators",
    "smithy.openapi#specificationExtension",
  ),
  ...ignored(
    "it describes resources, which clients have no part in",
    "aws.api#arn",
    "aws.api#arnReference",
    "aws.api#tagEnabled",
    "aws.api#taggable",
    "smithy.api#nestedProperties",
    "smithy.api#noReplace",
    "smithy.api#notProperty",
    "smithy.api#property",
    "smithy.api#references",
    "smithy.api#resourceIdentifier",
  ),
  ...ignored(
    "it describes the service's data and planes, not its interface",
    "aws.api#controlPlane",
    "aws.api#data",
    "aws.api#dataPlane",
  ),
  ...ignored(
    "the endpoint rules say in full where requests go",
    "aws.endpoints#dualStackOnlyEndpoints",
    "aws.endpoints#rulesBasedEndpoints",
    "aws.endpoints#standardPartitionalEndpoints",
    "aws.endpoints#standardRegionalEndpoints",
  ),
  ...ignored(
    "it is for permissions, which the service enforces",
    "aws.iam#actionName",
    "aws.iam#actionPermissionDescription",
    "aws.iam#conditionKeyValue",
    "aws.iam#conditionKeys",
    "aws.iam#defineConditionKeys",
    "aws.iam#disableConditionKeyInference",
    "aws.iam#iamAction",
    "aws.iam#iamResource",
    "aws.iam#requiredActions",
    "aws.iam#serviceResolvedConditionKeys",
    "aws.iam#supportedPrincipalTypes",
  ),
  ...ignored(
    "it is for AWS CloudFormation",
    "aws.cloudformation#cfnAdditionalIdentifier",
    "aws.cloudformation#cfnDefaultValue",
    "aws.cloudformation#cfnExcludeProperty",
    "aws.cloudformation#cfnMutability",
    "aws.cloudformation#cfnName",
    "aws.cloudformation#cfnResource",
  ),
  ...ignored(
    "it is for the gateway in front of the service",
    "aws.apigateway#apiKeyRequired",
    "aws.apigateway#apiKeySource",
    "aws.apigateway#apiTlsPolicy",
    "aws.apigateway#authorizer",
    "aws.apigateway#authorizers",
    "aws.apigateway#endpointConfiguration",
    "aws.apigateway#gatewayResponses",
    "aws.apigateway#integration",
    "aws.apigateway#minimumCompressionSize",
    "aws.apigateway#mockIntegration",
    "aws.apigateway#requestValidator",
    "aws.apigateway#resourcePolicy",
    "smithy.api#cors",
  ),
  ...ignored(
    "it holds test cases",
    "smithy.test#eventStreamTests",
    "smithy.test#httpMalformedRequestTests",
    "smithy.test#httpRequestTests",
    "smithy.test#httpResponseTests",
    "smithy.test#smokeTests",
  ),
  ...ignored(
    "clients find the token by `aws.api#clientDiscoveredEndpoint`",
    "aws.api#clientEndpointDiscoveryId",
  ),
  ...ignored(
    "clients use another of the service's authentication schemes; where there is none, it is refused",
    "aws.auth#cognitoUserPools",
    "smithy.api#httpDigestAuth",
  ),
  ...ignored(
    "streams go out in it where a checksum comes after them, and as they are elsewhere",
    "aws.api#awsChunked",
  ),
  ...ignored(
    "it sets scopes of a scheme, in force where that scheme is",
    "aws.auth#cognitoUserPoolsScopes",
  ),

  unsupported(
    "the operation works only at an endpoint that has to be discovered first, which is not generated yet",
    "aws.api#clientDiscoveredEndpoint",
    (value) => (value as { required?: Json } | null)?.required !== true,
  ),
];

/** Every trait that the generator knows, by shape ID: the one place that says what is done with it. */
export const traitTable: ReadonlyMap<ShapeId, Trait> = new Map(
  declared.map((trait) => [trait.id, trait]),
);

/**
 * A trait's value on a shape or member, or `undefined` where it does not have the trait. A loaded
 * model holds only values of the trait's type, so nothing is checked again.
 */
export function getTrait<T>(of: { readonly traits: Traits }, trait: Trait<T>): T | undefined {
  return of.traits.get(trait.id) as T | undefined;
}

/** Whether a shape or member has a trait. */
export function hasTrait(of: { readonly traits: Traits }, trait: Trait): boolean {
  return of.traits.has(trait.id);
}

/** Smithy's names for wrong values of some traits, which have a rule of their own. */
const codes: Readonly<Record<ShapeId, Code>> = {
  "smithy.api#enumValue": "EnumShape",
  "smithy.api#length": "LengthTrait",
  "smithy.api#range": "RangeTrait",
};

/**
 * The value of a trait, on the shape or member at a place, as a model holds it: of the trait's type, with `null` replaced by the empty
 * value. A malformed one is reported, and `undefined` returned.
 */
export function traitValue(
  id: ShapeId,
  value: Json,
  place: Place,
  report: Report,
): Json | undefined {
  const trait = traitTable.get(id);
  if (trait === undefined) return value;
  const actual = value === null ? (trait.value.empty ?? value) : value;
  const problem = trait.value.check(actual);
  if (problem === undefined) return actual;
  const where = inside(place, "traits", id, ...problem.keys);
  report(
    error(
      codes[id] ?? "TraitValue",
      `The value of trait \`${id}\` is wrong: ${problem.message}.`,
      where,
    ),
  );
  return undefined;
}
