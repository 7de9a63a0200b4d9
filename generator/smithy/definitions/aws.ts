import type { Definitions } from "./definition.js";
import {
  annotation,
  atLeast,
  document,
  flag,
  integer,
  integerFrom,
  listOf,
  mapOf,
  matching,
  oneOf,
  setOf,
  shapeId,
  structure,
  text,
  texts,
} from "./value.js";

const service = { on: "service", value: annotation };
const structureMember = { on: "structure > member" };
const anyEntity = ":test(service, resource, operation)";

const resourceOperation = shapeId("resource > operation", "needed");
const serviceOperation = shapeId("service > operation", "needed");
const textMap = mapOf(text, text);
const conditionKey = matching("^(([A-Za-z0-9][A-Za-z0-9-\\.]{0,62}:)?[^:\\s]+)$");
const action = matching("^([A-Za-z0-9][A-Za-z0-9-\\.]{0,62}:[^:]+)$");
const actionResources = mapOf(text, structure({ conditionKeys: setOf(text) }));
const passThrough = oneOf("when_no_templates", "when_no_match", "never");
const content = oneOf("CONVERT_TO_TEXT", "CONVERT_TO_BINARY");
const integrationResponses = mapOf(
  text,
  structure({
    statusCode: text,
    contentHandling: content,
    responseTemplates: textMap,
    responseParameters: textMap,
  }),
);
const special = { dualStack: flag, fips: flag };
const inPartition = structure({ endpoint: text, region: text, ...special });
const ofPartition = structure({ "endpoint!": text, ...special });
const ofRegion = structure({ "endpoint!": text, ...special, signingRegion: text });
const versions = structure({ http: texts, eventStreamHttp: texts });

/** The traits of AWS (Smithy 2.0, AWS integrations). */
export const awsTraits: Definitions = {
  "aws.api#arn": {
    on: "resource",
    value: structure({
      "template!": text,
      absolute: flag,
      noRegion: flag,
      noAccount: flag,
      resourceDelimiter: oneOf("/", ":"),
      reusable: flag,
    }),
  },
  "aws.api#arnReference": {
    on: "string",
    value: structure({ type: text, resource: text, service: text }),
  },
  "aws.api#awsChunked": { on: "blob[trait|streaming]", value: annotation },
  "aws.api#clientDiscoveredEndpoint": {
    on: "operation",
    value: structure({ "required!": flag }),
  },
  "aws.api#clientEndpointDiscovery": {
    on: "service",
    value: structure({
      "operation!": shapeId("operation", "needed"),
      error: shapeId("structure[trait|error]", "needed"),
    }),
  },
  "aws.api#clientEndpointDiscoveryId": {
    on: "operation[trait|aws.api#clientDiscoveredEndpoint] -[input]-> structure > :test(member[trait|required] > string)",
    value: annotation,
  },
  "aws.api#controlPlane": {
    on: anyEntity,
    value: annotation,
    conflicts: ["aws.api#dataPlane"],
  },
  "aws.api#data": {
    on: ":test(simpleType, list, structure, union, member)",
    value: oneOf("content", "account", "usage", "tagging", "permissions"),
  },
  "aws.api#dataPlane": {
    on: anyEntity,
    value: annotation,
    conflicts: ["aws.api#controlPlane"],
  },
  "aws.api#service": {
    on: "service",
    value: structure({
      "sdkId!": text,
      arnNamespace: matching("^[a-z0-9.\\-]{1,63}$"),
      cloudFormationName: matching("^[A-Z][A-Za-z0-9]+$"),
      cloudTrailEventSource: text,
      docId: text,
      endpointPrefix: text,
      cloudWatchNamespace: atLeast(1, matching("^[^:].*$"), 255),
    }),
  },
  "aws.api#tagEnabled": {
    on: "service",
    value: structure({
      disableDefaultOperations: flag,
      apiConfig: structure({
        tagApi: serviceOperation,
        untagApi: serviceOperation,
        listTagsApi: serviceOperation,
      }),
    }),
  },
  "aws.api#taggable": {
    on: "resource",
    value: structure({
      property: text,
      apiConfig: structure({
        "tagApi!": resourceOperation,
        "untagApi!": resourceOperation,
        "listTagsApi!": resourceOperation,
      }),
      disableSystemTags: flag,
    }),
  },

  "aws.apigateway#apiKeyRequired": { on: "operation", value: annotation },
  "aws.apigateway#apiKeySource": { on: "service", value: text },
  "aws.apigateway#apiTlsPolicy": {
    on: "service",
    value: structure({ "securityPolicy!": text, endpointAccessMode: oneOf("BASIC", "STRICT") }),
  },
  "aws.apigateway#authorizer": { on: anyEntity, value: text },
  "aws.apigateway#authorizers": {
    on: "service",
    value: mapOf(
      text,
      structure({
        "scheme!": shapeId("[trait|authDefinition]", "needed"),
        type: text,
        customAuthType: text,
        uri: text,
        credentials: text,
        identitySource: text,
        identityValidationExpression: text,
        resultTtlInSeconds: integer,
        authorizerPayloadFormatVersion: oneOf("1.0", "2.0"),
        enableSimpleResponses: flag,
      }),
    ),
  },
  "aws.apigateway#endpointConfiguration": {
    on: "service",
    value: structure({
      "types!": listOf(oneOf("EDGE", "REGIONAL", "PRIVATE")),
      vpcEndpointIds: texts,
      disableExecuteApiEndpoint: flag,
      ipAddressType: oneOf("ipv4", "dualstack"),
    }),
  },
  "aws.apigateway#gatewayResponses": {
    on: "service",
    value: mapOf(
      text,
      structure({ statusCode: text, responseParameters: textMap, responseTemplates: textMap }),
    ),
  },
  "aws.apigateway#integration": {
    on: anyEntity,
    value: structure({
      "type!": oneOf("aws", "aws_proxy", "http", "http_proxy"),
      "uri!": text,
      credentials: text,
      "httpMethod!": text,
      passThroughBehavior: passThrough,
      contentHandling: content,
      timeoutInMillis: integer,
      connectionId: text,
      connectionType: oneOf("INTERNET", "VPC_LINK"),
      cacheNamespace: text,
      payloadFormatVersion: text,
      cacheKeyParameters: texts,
      requestParameters: textMap,
      requestTemplates: textMap,
      responses: integrationResponses,
      tlsConfig: structure({ insecureSkipVerification: flag }),
      responseTransferMode: text,
      integrationTarget: text,
    }),
    conflicts: ["aws.apigateway#mockIntegration"],
  },
  "aws.apigateway#minimumCompressionSize": { on: "service", value: integerFrom(0, 10485760) },
  "aws.apigateway#mockIntegration": {
    on: anyEntity,
    value: structure({
      passThroughBehavior: passThrough,
      requestParameters: textMap,
      requestTemplates: textMap,
      responses: integrationResponses,
    }),
    conflicts: ["aws.apigateway#integration"],
  },
  "aws.apigateway#requestValidator": { on: ":test(service, operation)", value: text },
  "aws.apigateway#resourcePolicy": { on: "service", value: document },

  "aws.auth#cognitoUserPools": {
    on: "service",
    value: structure({ "providerArns!": texts }),
    defines: "auth",
  },
  "aws.auth#cognitoUserPoolsScopes": {
    on: "service[trait|aws.auth#cognitoUserPools] ~> operation",
    value: atLeast(1, texts),
  },
  "aws.auth#sigv4": {
    on: "service",
    value: structure({ "name!": atLeast(1, text) }),
    defines: "auth",
  },
  "aws.auth#sigv4a": {
    on: "service[trait|aws.auth#sigv4]",
    value: structure({ "name!": atLeast(1, text) }),
    defines: "auth",
  },
  "aws.auth#unsignedPayload": { on: "operation", value: annotation },

  "aws.cloudformation#cfnAdditionalIdentifier": {
    on: "structure > :test(member > string)",
    value: annotation,
    conflicts: ["aws.cloudformation#cfnExcludeProperty"],
  },
  "aws.cloudformation#cfnDefaultValue": {
    on: "resource > operation -[input, output]-> structure > member",
    value: annotation,
    conflicts: ["aws.cloudformation#cfnExcludeProperty"],
  },
  "aws.cloudformation#cfnExcludeProperty": {
    ...structureMember,
    value: annotation,
    conflicts: [
      "aws.cloudformation#cfnAdditionalIdentifier",
      "aws.cloudformation#cfnMutability",
      "aws.cloudformation#cfnDefaultValue",
    ],
  },
  "aws.cloudformation#cfnMutability": {
    ...structureMember,
    value: oneOf("full", "create-and-read", "create", "read", "write"),
    conflicts: ["aws.cloudformation#cfnExcludeProperty"],
  },
  "aws.cloudformation#cfnName": { ...structureMember, value: text },
  "aws.cloudformation#cfnResource": {
    on: "resource",
    value: structure({
      name: text,
      additionalSchemas: listOf(shapeId("structure", "needed")),
      primaryIdentifier: text,
    }),
  },

  "aws.customizations#s3UnwrappedXmlOutput": { on: "operation", value: annotation },

  "aws.endpoints#dualStackOnlyEndpoints": service,
  "aws.endpoints#endpointsModifier": { on: "structure[trait|trait]", value: annotation },
  "aws.endpoints#rulesBasedEndpoints": service,
  "aws.endpoints#standardPartitionalEndpoints": {
    on: "service",
    value: structure({
      "endpointPatternType!": oneOf(
        "service_dnsSuffix",
        "service_region_dnsSuffix",
        "aws_recommended",
      ),
      partitionEndpointSpecialCases: mapOf(text, listOf(inPartition)),
    }),
    conflicts: ["aws.endpoints#standardRegionalEndpoints"],
  },
  "aws.endpoints#standardRegionalEndpoints": {
    on: "service",
    value: structure({
      partitionSpecialCases: mapOf(text, listOf(ofPartition)),
      regionSpecialCases: mapOf(text, listOf(ofRegion)),
    }),
    conflicts: ["aws.endpoints#standardPartitionalEndpoints"],
  },

  "aws.iam#actionName": { on: "operation", value: text },
  "aws.iam#actionPermissionDescription": { on: "operation", value: text },
  "aws.iam#conditionKeyValue": { on: "member", value: conditionKey },
  "aws.iam#conditionKeys": { on: ":test(resource, operation)", value: listOf(conditionKey) },
  "aws.iam#defineConditionKeys": {
    on: "service",
    value: mapOf(
      conditionKey,
      structure({
        "type!": oneOf(
          ...["ARN", "Binary", "String", "Numeric", "Date", "Bool", "IPAddress"].flatMap((type) => [
            type,
            `ArrayOf${type}`,
          ]),
        ),
        documentation: text,
        externalDocumentation: text,
        relativeDocumentation: text,
        required: flag,
      }),
    ),
  },
  "aws.iam#disableConditionKeyInference": { on: ":test(service, resource)", value: annotation },
  "aws.iam#iamAction": {
    on: "operation",
    value: structure({
      name: text,
      documentation: text,
      relativeDocumentation: text,
      requiredActions: setOf(action),
      resources: structure({ required: actionResources, optional: actionResources }),
      createsResources: setOf(text),
    }),
  },
  "aws.iam#iamResource": {
    on: "resource",
    value: structure({
      name: text,
      relativeDocumentation: text,
      disableConditionKeyInheritance: flag,
    }),
  },
  "aws.iam#requiredActions": { on: "operation", value: listOf(action) },
  "aws.iam#serviceResolvedConditionKeys": { on: "service", value: listOf(conditionKey) },
  "aws.iam#supportedPrincipalTypes": {
    on: ":test(service, operation)",
    value: listOf(oneOf("Root", "IAMUser", "IAMRole", "FederatedUser")),
  },

  "aws.protocols#awsJson1_0": { on: "service", value: versions, defines: "protocol" },
  "aws.protocols#awsJson1_1": { on: "service", value: versions, defines: "protocol" },
  "aws.protocols#awsQuery": {
    on: "service [trait|xmlNamespace]",
    value: annotation,
    defines: "protocol",
  },
  "aws.protocols#awsQueryCompatible": {
    on: "service :test([trait|aws.protocols#awsJson1_0], [trait|smithy.protocols#rpcv2Cbor], [trait|smithy.protocols#rpcv2Json])",
    value: annotation,
  },
  "aws.protocols#awsQueryError": {
    on: "structure [trait|error]",
    value: structure({ "code!": text, "httpResponseCode!": integer }),
  },
  "aws.protocols#ec2Query": {
    on: "service [trait|xmlNamespace]",
    value: annotation,
    defines: "protocol",
  },
  "aws.protocols#ec2QueryName": {
    ...structureMember,
    value: matching("^[a-zA-Z_][a-zA-Z_0-9-]*$"),
  },
  "aws.protocols#httpChecksum": {
    on: "operation",
    value: structure({
      requestAlgorithmMember: text,
      requestChecksumRequired: flag,
      requestValidationModeMember: text,
      responseAlgorithms: atLeast(
        1,
        setOf(
          oneOf(
            "CRC32",
            "CRC32C",
            "CRC64NVME",
            "MD5",
            "SHA1",
            "SHA256",
            "SHA512",
            "XXHASH64",
            "XXHASH3",
            "XXHASH128",
          ),
        ),
      ),
    }),
  },
  "aws.protocols#restJson1": { on: "service", value: versions, defines: "protocol" },
  "aws.protocols#restXml": {
    on: "service",
    value: structure({ http: texts, eventStreamHttp: texts, noErrorWrapping: flag }),
    defines: "protocol",
  },
};
