// ../../tmp/w/size.ts
import { writeFileSync, readFileSync as readFileSync2, mkdirSync, rmSync } from "node:fs";
import { dirname, join as join5 } from "node:path";
import { gzipSync } from "node:zlib";
import { build as build3 } from "esbuild";

// test/support/generate.ts
import { join as join4, resolve as resolve2 } from "node:path";

// generator/cli/templates.ts
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
function readFolder(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).map((path2) => path2.replaceAll("\\", "/")).sort();
  return new Map(paths.map((path2) => [path2, readFileSync(join(folder, path2), "utf8")]));
}

// generator/smithy/report.ts
function error(code4, message2, place = {}) {
  return { code: code4, severity: "error", message: message2, shape: place.shape, source: place.source };
}
function warning(code4, message2, place = {}) {
  return { ...error(code4, message2, place), severity: "warning" };
}
function note(code4, message2, place = {}) {
  return { ...error(code4, message2, place), severity: "note" };
}
function at(shape) {
  return { shape: shape.id, source: shape.source };
}
function inside(place, ...keys) {
  if (place.source === void 0) return place;
  const { file, pointer } = place.source;
  return { ...place, source: { file, pointer: pointer + pointerOf(keys) } };
}
function quoted(names2) {
  return listed(Array.from(names2, (name) => `\`${name}\``));
}
var mostListed = 20;
function listed(texts3, separator = ", ") {
  const rest = texts3.length - mostListed;
  const shown = texts3.slice(0, mostListed).join(separator);
  return rest > 0 ? `${shown}${separator}and ${rest} more` : shown;
}
function pointerOf(keys) {
  let pointer = "";
  for (const key3 of keys) pointer += `/${escapeKey(String(key3))}`;
  return pointer;
}
function escapeKey(key3) {
  return /[~/]/.test(key3) ? key3.replaceAll("~", "~0").replaceAll("/", "~1") : key3;
}

// generator/smithy/json.ts
var deepest = 512;
function isObject(value2) {
  return typeof value2 === "object" && value2 !== null && !isArray(value2);
}
function isArray(value2) {
  return Array.isArray(value2);
}
function kindOf(value2) {
  if (value2 === void 0) return "nothing";
  if (value2 === null) return "null";
  if (isArray(value2)) return "an array";
  if (typeof value2 === "object") return "an object";
  return typeof value2 === "boolean" ? "a boolean" : `a ${typeof value2}`;
}
function property(object2, key3) {
  return Object.hasOwn(object2, key3) ? object2[key3] : void 0;
}
function isTooDeep(value2, levels2 = deepest) {
  if (typeof value2 !== "object" || value2 === null) return false;
  if (levels2 === 0) return true;
  const items = isArray(value2) ? value2 : Object.values(value2);
  return items.some((item) => isTooDeep(item, levels2 - 1));
}
function countEntries(value2) {
  if (typeof value2 !== "object" || value2 === null) return 0;
  let count = 0;
  if (isArray(value2)) for (const item of value2) count += countEntries(item);
  else {
    for (const key3 in value2) count += 1 + countEntries(value2[key3]);
  }
  return count;
}
function byCodeUnit(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
function canonical(value2) {
  if (typeof value2 !== "object" || value2 === null) return value2;
  if (isArray(value2)) {
    let same4 = true;
    const items2 = value2.map((item) => {
      const made = canonical(item);
      same4 &&= made === item;
      return made;
    });
    return same4 ? value2 : items2;
  }
  const keys = Object.keys(value2);
  let same3 = true;
  let last = "";
  for (const key3 of keys) {
    same3 &&= last <= key3;
    last = key3;
  }
  if (!same3) keys.sort();
  const items = keys.map((key3) => canonical(value2[key3]));
  same3 &&= items.every((item, index) => item === value2[keys[index]]);
  return same3 ? value2 : Object.fromEntries(keys.map((key3, index) => [key3, items[index]]));
}
function isSame(a, b) {
  if (a === b) return true;
  if (isArray(a) && isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key3) => Object.hasOwn(b, key3) && isSame(a[key3], b[key3]));
}

// generator/smithy/traitValue.ts
function wrong(expected, value2) {
  return { keys: [], message: `expected ${expected}, found ${kindOf(value2)}` };
}
function scalar(expected, holds) {
  return { check: (value2) => holds(value2) ? void 0 : wrong(expected, value2) };
}
function under(key3, problem) {
  return problem && { keys: [key3, ...problem.keys], message: problem.message };
}
var json = { check: () => void 0 };
var text = scalar("a string", (value2) => typeof value2 === "string");
var flag = scalar("a boolean", (value2) => typeof value2 === "boolean");
var number = scalar("a number", (value2) => typeof value2 === "number");
var integer = scalar("an integer", (value2) => Number.isSafeInteger(value2));
var textOrInteger = scalar(
  "a string or an integer",
  (value2) => typeof value2 === "string" || Number.isSafeInteger(value2)
);
var size = scalar(
  "a whole number of 0 or more",
  (value2) => Number.isInteger(value2) && value2 >= 0
);
var nonEmpty = {
  check: (value2) => value2 === "" ? { keys: [], message: "expected a string that is not empty" } : text.check(value2)
};
function oneOf(...allowed) {
  const list2 = allowed.map((each2) => `"${each2}"`).join(", ");
  return scalar(`one of ${list2}`, (value2) => allowed.includes(value2));
}
function listOf(item) {
  return {
    empty: [],
    check(value2) {
      if (!isArray(value2)) return wrong("an array", value2);
      return first(value2.entries(), item);
    }
  };
}
function mapOf(item) {
  return {
    empty: {},
    check: (value2) => isObject(value2) ? first(Object.entries(value2), item) : wrong("an object", value2)
  };
}
function first(entries2, item) {
  for (const [key3, value2] of entries2) {
    const problem = under(key3, item.check(value2));
    if (problem !== void 0) return problem;
  }
  return void 0;
}
function object(required2, optional) {
  const fields = Object.entries({ ...required2, ...optional });
  const mustHave = new Set(Object.keys(required2));
  return {
    empty: {},
    check(value2) {
      if (!isObject(value2)) return wrong("an object", value2);
      for (const [key3, field2] of fields) {
        const item = property(value2, key3);
        if (item === void 0) {
          if (mustHave.has(key3)) return { keys: [], message: `expected a property "${key3}"` };
          continue;
        }
        const problem = under(key3, field2.check(item));
        if (problem !== void 0) return problem;
      }
      return void 0;
    }
  };
}
var annotation = object({});
function bounds(bound) {
  const shape = object({}, { min: bound, max: bound });
  return {
    ...shape,
    check(value2) {
      const problem = shape.check(value2);
      if (problem !== void 0 || !isObject(value2)) return problem;
      const [min, max] = [property(value2, "min"), property(value2, "max")];
      if (min === void 0 && max === void 0) {
        return { keys: [], message: 'expected "min" or "max"' };
      }
      if (Number(min) > Number(max)) {
        return { keys: [], message: 'the "min" is greater than the "max"' };
      }
      return void 0;
    }
  };
}

// generator/smithy/traits.ts
function handled(id, value2) {
  return { id, value: value2, support: { status: "handled" } };
}
function ignored(reason, ...ids) {
  return ids.map((id) => ({ id, value: json, support: { status: "ignored", reason } }));
}
function unsupported(reason, id, unless = () => false) {
  return { id, value: json, support: { status: "unsupported", reason, unless } };
}
var traits = {
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
    oneOf("date-time", "epoch-seconds", "http-date")
  ),
  enumValue: handled("smithy.api#enumValue", textOrInteger),
  unitType: handled("smithy.api#unitType", annotation),
  // Resolved by the loader
  enum: handled(
    "smithy.api#enum",
    listOf(
      object(
        { value: nonEmpty },
        { name: nonEmpty, documentation: text, tags: listOf(text), deprecated: flag }
      )
    )
  ),
  box: handled("smithy.api#box", annotation),
  mixin: handled("smithy.api#mixin", object({}, { localTraits: listOf(text) })),
  // Errors
  error: handled("smithy.api#error", oneOf("client", "server")),
  httpError: handled("smithy.api#httpError", integer),
  retryable: handled("smithy.api#retryable", object({}, { throttling: flag })),
  // Services and operations
  service: handled(
    "aws.api#service",
    object({ sdkId: nonEmpty }, { arnNamespace: text, endpointPrefix: text, docId: text })
  ),
  auth: handled("smithy.api#auth", listOf(text)),
  optionalAuth: handled("smithy.api#optionalAuth", annotation),
  httpBearerAuth: handled("smithy.api#httpBearerAuth", annotation),
  httpBasicAuth: handled("smithy.api#httpBasicAuth", annotation),
  httpApiKeyAuth: handled(
    "smithy.api#httpApiKeyAuth",
    object({ name: nonEmpty, in: oneOf("header", "query") }, { scheme: nonEmpty })
  ),
  sigv4: handled("aws.auth#sigv4", object({ name: nonEmpty })),
  awsJson1_0: handled("aws.protocols#awsJson1_0", annotation),
  awsJson1_1: handled("aws.protocols#awsJson1_1", annotation),
  rpcv2Cbor: handled("smithy.protocols#rpcv2Cbor", annotation),
  rpcv2Json: handled("smithy.protocols#rpcv2Json", annotation),
  awsQueryCompatible: handled("aws.protocols#awsQueryCompatible", annotation),
  awsQueryError: handled(
    "aws.protocols#awsQueryError",
    object({ code: text, httpResponseCode: integer })
  ),
  protocolDefinition: handled("smithy.api#protocolDefinition", annotation),
  endpoint: handled("smithy.api#endpoint", object({ hostPrefix: nonEmpty })),
  hostLabel: handled("smithy.api#hostLabel", annotation),
  endpointRuleSet: handled("smithy.rules#endpointRuleSet", mapOf(json)),
  endpointBdd: handled("smithy.rules#endpointBdd", mapOf(json)),
  endpointTests: handled(
    "smithy.rules#endpointTests",
    object({}, { version: text, testCases: listOf(mapOf(json)) })
  ),
  clientContextParams: handled(
    "smithy.rules#clientContextParams",
    mapOf(object({ type: oneOf("string", "boolean") }, { documentation: text }))
  ),
  contextParam: handled("smithy.rules#contextParam", object({ name: nonEmpty })),
  staticContextParams: handled("smithy.rules#staticContextParams", mapOf(object({ value: json }))),
  operationContextParams: handled(
    "smithy.rules#operationContextParams",
    mapOf(object({ path: nonEmpty }))
  ),
  requestCompression: handled("smithy.api#requestCompression", object({ encodings: listOf(text) })),
  httpChecksumRequired: handled("smithy.api#httpChecksumRequired", annotation),
  paginated: handled(
    "smithy.api#paginated",
    object(
      {},
      { inputToken: nonEmpty, outputToken: nonEmpty, items: nonEmpty, pageSize: nonEmpty }
    )
  ),
  clientEndpointDiscovery: handled(
    "aws.api#clientEndpointDiscovery",
    object({ operation: text }, { error: text })
  ),
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
        { documentation: text, input: json, output: json, error: mapOf(json) }
      )
    )
  )
};
var authSchemes = /* @__PURE__ */ new Map([
  [traits.sigv4.id, true],
  [traits.httpApiKeyAuth.id, true],
  [traits.httpBasicAuth.id, true],
  [traits.httpBearerAuth.id, true],
  ["aws.auth#cognitoUserPools", false],
  ["aws.auth#sigv4a", false],
  ["smithy.api#httpDigestAuth", false]
]);
var declared = [
  ...Object.values(traits),
  ...ignored(
    "the JSON protocols of AWS do not bind to parts of an HTTP message",
    "smithy.api#http",
    "smithy.api#httpHeader",
    "smithy.api#httpLabel",
    "smithy.api#httpPayload",
    "smithy.api#httpPrefixHeaders",
    "smithy.api#httpQuery",
    "smithy.api#httpQueryParams",
    "smithy.api#httpResponseCode"
  ),
  ...ignored("the JSON protocols of AWS use the members' own names", "smithy.api#jsonName"),
  ...ignored(
    "it shapes XML and query strings, which the JSON protocols of AWS have none of",
    "smithy.api#xmlAttribute",
    "smithy.api#xmlFlattened",
    "smithy.api#xmlName",
    "smithy.api#xmlNamespace",
    "aws.protocols#ec2QueryName",
    "aws.customizations#s3UnwrappedXmlOutput"
  ),
  ...ignored(
    "a protocol that is not generated yet; a service needs one that is beside it",
    "aws.protocols#awsQuery",
    "aws.protocols#ec2Query",
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "smithy.mqtt#mqttJson"
  ),
  ...ignored(
    "it binds operations to MQTT topics, in force under that protocol",
    "smithy.mqtt#publish",
    "smithy.mqtt#subscribe",
    "smithy.mqtt#topicLabel"
  ),
  ...ignored(
    "a hint of what a string or blob holds; the value passes as it is",
    "smithy.api#mediaType"
  ),
  ...ignored(
    "all requests are retried alike, and nothing else depends on it",
    "smithy.api#idempotent",
    "smithy.api#readonly"
  ),
  ...ignored("callers set how long they wait", "smithy.api#longPoll"),
  ...ignored("waiters are not generated", "smithy.waiters#waitable"),
  ...ignored("the generated documentation does not show it", "smithy.api#externalDocumentation"),
  ...ignored(
    "it is for those who write models",
    "smithy.api#metadata",
    "smithy.api#private",
    "smithy.api#suppress",
    "smithy.api#tags",
    "smithy.api#unstable",
    "smithy.contracts#conditions"
  ),
  ...ignored(
    "it describes traits, not the shapes that have them",
    "aws.endpoints#endpointsModifier",
    "smithy.api#authDefinition",
    "smithy.api#idRef",
    "smithy.api#trait",
    "smithy.api#traitValidators",
    "smithy.openapi#specificationExtension"
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
    "smithy.api#resourceIdentifier"
  ),
  ...ignored(
    "it describes the service's data and planes, not its interface",
    "aws.api#controlPlane",
    "aws.api#data",
    "aws.api#dataPlane"
  ),
  ...ignored(
    "the endpoint rules say in full where requests go",
    "aws.endpoints#dualStackOnlyEndpoints",
    "aws.endpoints#rulesBasedEndpoints",
    "aws.endpoints#standardPartitionalEndpoints",
    "aws.endpoints#standardRegionalEndpoints"
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
    "aws.iam#supportedPrincipalTypes"
  ),
  ...ignored(
    "it is for AWS CloudFormation",
    "aws.cloudformation#cfnAdditionalIdentifier",
    "aws.cloudformation#cfnDefaultValue",
    "aws.cloudformation#cfnExcludeProperty",
    "aws.cloudformation#cfnMutability",
    "aws.cloudformation#cfnName",
    "aws.cloudformation#cfnResource"
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
    "smithy.api#cors"
  ),
  ...ignored(
    "it holds test cases",
    "smithy.test#eventStreamTests",
    "smithy.test#httpMalformedRequestTests",
    "smithy.test#httpRequestTests",
    "smithy.test#httpResponseTests",
    "smithy.test#smokeTests"
  ),
  ...ignored(
    "clients find the token by `aws.api#clientDiscoveredEndpoint`",
    "aws.api#clientEndpointDiscoveryId"
  ),
  ...ignored(
    "clients use another of the service's authentication schemes; where there is none, it is refused",
    "aws.auth#cognitoUserPools",
    "aws.auth#sigv4a",
    "smithy.api#httpDigestAuth"
  ),
  ...ignored(
    "it sets scopes of a scheme, in force where that scheme is",
    "aws.auth#cognitoUserPoolsScopes"
  ),
  unsupported("streams of data and of events are not generated yet", "smithy.api#streaming"),
  unsupported("streams of events are not generated yet", "smithy.api#eventHeader"),
  unsupported("streams of events are not generated yet", "smithy.api#eventPayload"),
  unsupported("streams of data are not generated yet", "smithy.api#requiresLength"),
  unsupported("streams of data are not generated yet", "aws.api#awsChunked"),
  unsupported("checksums of the body are not generated yet", "aws.protocols#httpChecksum"),
  unsupported("unsigned bodies are not generated yet", "aws.auth#unsignedPayload"),
  unsupported(
    "the operation works only at an endpoint that has to be discovered first, which is not generated yet",
    "aws.api#clientDiscoveredEndpoint",
    (value2) => value2?.required !== true
  )
];
var traitTable = new Map(
  declared.map((trait3) => [trait3.id, trait3])
);
function getTrait(of, trait3) {
  return of.traits.get(trait3.id);
}
function hasTrait(of, trait3) {
  return of.traits.has(trait3.id);
}
var codes = {
  "smithy.api#enumValue": "EnumShape",
  "smithy.api#length": "LengthTrait",
  "smithy.api#range": "RangeTrait"
};
function traitValue(id, value2, place, report) {
  const trait3 = traitTable.get(id);
  if (trait3 === void 0) return value2;
  const actual = value2 === null ? trait3.value.empty ?? value2 : value2;
  const problem = trait3.value.check(actual);
  if (problem === void 0) return actual;
  const where = inside(place, "traits", id, ...problem.keys);
  report(
    error(
      codes[id] ?? "TraitValue",
      `The value of trait \`${id}\` is wrong: ${problem.message}.`,
      where
    )
  );
  return void 0;
}

// generator/endpoints/problem.ts
var Problem = class extends Error {
  constructor(code4, message2, pointer) {
    super(message2);
    this.code = code4;
    this.pointer = pointer;
  }
  code;
  pointer;
};
function collectProblems(place = {}) {
  const { shape, source } = place;
  const diagnostics = [];
  return {
    diagnostics,
    attempt(work) {
      try {
        return work();
      } catch (thrown) {
        if (!(thrown instanceof Problem)) throw thrown;
        const message2 = `Endpoint rules${thrown.pointer && ` at ${thrown.pointer}`}: ${thrown.message}`;
        if (diagnostics.some((each2) => each2.message === message2)) return void 0;
        diagnostics.push({
          code: thrown.code,
          severity: "error",
          message: message2,
          shape,
          source: source && { file: source.file, pointer: source.pointer + thrown.pointer }
        });
        return void 0;
      }
    }
  };
}
function step(pointer, key3) {
  return `${pointer}/${String(key3).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
function memberOf(object2, key3) {
  return Object.hasOwn(object2, key3) ? object2[key3] : void 0;
}
function entriesOf(object2) {
  return Object.entries(object2).sort(([a], [b]) => a < b ? -1 : 1);
}
function expectObject(value2, pointer) {
  if (isObject2(value2)) return value2;
  throw new Problem("RuleSet.Invalid", `expected an object, found ${describe(value2)}`, pointer);
}
function expectArray(value2, pointer) {
  if (isArray2(value2)) return value2;
  throw new Problem("RuleSet.Invalid", `expected an array, found ${describe(value2)}`, pointer);
}
function expectString(value2, pointer) {
  if (typeof value2 === "string") return value2;
  throw new Problem("RuleSet.Invalid", `expected a string, found ${describe(value2)}`, pointer);
}
function isArray2(value2) {
  return Array.isArray(value2);
}
function isObject2(value2) {
  return typeof value2 === "object" && value2 !== null && !isArray2(value2);
}
function describe(value2) {
  if (value2 === void 0) return "nothing";
  if (value2 === null) return "null";
  if (isArray2(value2)) return "an array";
  return typeof value2 === "object" ? "an object" : `the ${typeof value2} ${JSON.stringify(value2)}`;
}

// generator/endpoints/authSchemes.ts
var settings = {
  name: isText,
  signingName: isText,
  signingRegion: isText,
  signingRegionSet: (value2) => isArray2(value2) && value2.length > 0 && value2.every(isText),
  disableDoubleEncoding: isBoolean,
  disableNormalizePath: isBoolean
};
function expectAuthSchemes(json4, pointer) {
  expectArray(json4, pointer).forEach((item, index) => {
    const at2 = step(pointer, index);
    const scheme = expectObject(item, at2);
    if (!Object.hasOwn(scheme, "name")) {
      throw new Problem("RuleSet.AuthScheme", "the scheme has no name", at2);
    }
    for (const [key3, value2] of Object.entries(scheme)) {
      const accepts = Object.hasOwn(settings, key3) ? settings[key3] : void 0;
      if (!accepts || accepts(value2)) continue;
      const message2 = `${JSON.stringify(value2)} cannot be the ${key3} of a scheme`;
      throw new Problem("RuleSet.AuthScheme", message2, step(at2, key3));
    }
  });
}
function isText(value2) {
  return typeof value2 === "string";
}
function isBoolean(value2) {
  return typeof value2 === "boolean";
}

// generator/endpoints/partitions.ts
var partitionAttributes = /* @__PURE__ */ new Map([
  ["name", "string"],
  ["dnsSuffix", "string"],
  ["dualStackDnsSuffix", "string"],
  ["implicitGlobalRegion", "string"],
  ["supportsFIPS", "boolean"],
  ["supportsDualStack", "boolean"]
]);
var defaultPartition = {
  name: "aws",
  regions: "(us|eu|ap|sa|ca|me|af|il|mx)-\\w+-\\d+",
  otherRegions: ["aws-global"],
  dnsSuffix: "amazonaws.com",
  dualStackDnsSuffix: "api.aws",
  implicitGlobalRegion: "us-east-1",
  supportsFIPS: true,
  supportsDualStack: true
};
var otherPartitions = [
  {
    name: "aws-cn",
    regions: "cn-\\w+-\\d+",
    otherRegions: ["aws-cn-global"],
    dnsSuffix: "amazonaws.com.cn",
    dualStackDnsSuffix: "api.amazonwebservices.com.cn",
    implicitGlobalRegion: "cn-northwest-1",
    supportsFIPS: true,
    supportsDualStack: true
  },
  {
    name: "aws-eusc",
    regions: "eusc-de-\\w+-\\d+",
    otherRegions: [],
    dnsSuffix: "amazonaws.eu",
    dualStackDnsSuffix: "api.amazonwebservices.eu",
    implicitGlobalRegion: "eusc-de-east-1",
    supportsFIPS: true,
    supportsDualStack: true
  },
  {
    name: "aws-iso",
    regions: "us-iso-\\w+-\\d+",
    otherRegions: ["aws-iso-global"],
    dnsSuffix: "c2s.ic.gov",
    dualStackDnsSuffix: "api.aws.ic.gov",
    implicitGlobalRegion: "us-iso-east-1",
    supportsFIPS: true,
    supportsDualStack: true
  },
  {
    name: "aws-iso-b",
    regions: "us-isob-\\w+-\\d+",
    otherRegions: ["aws-iso-b-global"],
    dnsSuffix: "sc2s.sgov.gov",
    dualStackDnsSuffix: "api.aws.scloud",
    implicitGlobalRegion: "us-isob-east-1",
    supportsFIPS: true,
    supportsDualStack: true
  },
  {
    name: "aws-iso-e",
    regions: "eu-isoe-\\w+-\\d+",
    otherRegions: ["aws-iso-e-global"],
    dnsSuffix: "cloud.adc-e.uk",
    dualStackDnsSuffix: "api.cloud-aws.adc-e.uk",
    implicitGlobalRegion: "eu-isoe-west-1",
    supportsFIPS: true,
    supportsDualStack: true
  },
  {
    name: "aws-iso-f",
    regions: "us-isof-\\w+-\\d+",
    otherRegions: ["aws-iso-f-global"],
    dnsSuffix: "csp.hci.ic.gov",
    dualStackDnsSuffix: "api.aws.hci.ic.gov",
    implicitGlobalRegion: "us-isof-south-1",
    supportsFIPS: true,
    supportsDualStack: true
  },
  {
    name: "aws-us-gov",
    regions: "us-gov-\\w+-\\d+",
    otherRegions: ["aws-us-gov-global"],
    dnsSuffix: "amazonaws.com",
    dualStackDnsSuffix: "api.aws",
    implicitGlobalRegion: "us-gov-west-1",
    supportsFIPS: true,
    supportsDualStack: true
  }
];
function constantAttribute(attribute2) {
  const value2 = defaultPartition[attribute2];
  return otherPartitions.every((partition) => partition[attribute2] === value2) ? value2 : void 0;
}

// generator/endpoints/template.ts
function parseTemplate(template2, pointer) {
  const parts2 = [];
  let text4 = "";
  for (const [token3, name, path2] of template2.matchAll(
    /\{\{|\}\}|\{([^{}#]+)(?:#([^{}]+))?\}|[{}]|[^{}]+/g
  )) {
    if (name !== void 0) {
      if (text4) parts2.push({ kind: "text", text: text4 });
      text4 = "";
      parts2.push({ kind: "value", name, path: path2 });
    } else if (token3 === "{" || token3 === "}") {
      throw new Problem(
        "RuleSet.Invalid",
        `the braces in ${JSON.stringify(template2)} do not match`,
        pointer
      );
    } else {
      text4 += token3 === "{{" || token3 === "}}" ? token3[0] : token3;
    }
  }
  if (text4 || parts2.length === 0) parts2.push({ kind: "text", text: text4 });
  return parts2;
}
function parsePath(path2, pointer) {
  return path2.split(".").flatMap((part) => {
    const [, key3, index] = /^(\w*)(?:\[(-?\d{1,9})\])?$/.exec(part) ?? [];
    if (!key3 && index === void 0) {
      throw new Problem("RuleSet.Invalid", `${JSON.stringify(path2)} is not a path`, pointer);
    }
    return [...key3 ? [key3] : [], ...index === void 0 ? [] : [Number(index)]];
  });
}

// generator/endpoints/types.ts
var signatures = /* @__PURE__ */ new Map([
  [
    "aws.isVirtualHostableS3Bucket",
    { parameters: ["string", "boolean"], type: "boolean", optional: false }
  ],
  ["aws.parseArn", { parameters: ["string"], type: "ARN", optional: true }],
  ["aws.partition", { parameters: ["string"], type: "partition", optional: false }],
  ["isValidHostLabel", { parameters: ["string", "boolean"], type: "boolean", optional: false }],
  ["parseURL", { parameters: ["string"], type: "URL", optional: true }],
  ["split", { parameters: ["string", "string", "integer"], type: "stringArray", optional: false }],
  [
    "substring",
    {
      parameters: ["string", "integer", "integer", "boolean"],
      type: "string",
      optional: true
    }
  ],
  ["uriEncode", { parameters: ["string"], type: "string", optional: false }]
]);
var attributes = /* @__PURE__ */ new Map([
  [
    "URL",
    /* @__PURE__ */ new Map([
      ["scheme", "string"],
      ["authority", "string"],
      ["path", "string"],
      ["normalizedPath", "string"],
      ["isIp", "boolean"]
    ])
  ],
  [
    "ARN",
    /* @__PURE__ */ new Map([
      ["partition", "string"],
      ["service", "string"],
      ["region", "string"],
      ["accountId", "string"],
      ["resourceId", "stringArray"]
    ])
  ],
  ["partition", partitionAttributes]
]);

// generator/endpoints/expression.ts
function parseExpression(json4, pointer, scope) {
  if (typeof json4 === "string") return parseString(json4, pointer, scope);
  if (typeof json4 === "boolean") return literal(json4, "boolean");
  if (typeof json4 === "number") {
    if (Number.isInteger(json4)) return literal(json4, "integer");
    return fail("RuleSet.Invalid", `${json4} is not an integer`, pointer);
  }
  if (isObject2(json4)) {
    const reference2 = memberOf(json4, "ref");
    if (typeof reference2 === "string") return lookUp(reference2, step(pointer, "ref"), scope);
    if (memberOf(json4, "fn") !== void 0) return parseCall(json4, pointer, scope);
  }
  const expected = "a string, a boolean, an integer, a reference (ref) or a function call (fn)";
  return fail("RuleSet.Invalid", `expected ${expected}`, pointer);
}
function parseAs(type, json4, pointer, scope) {
  return expectType(type, parseExpression(json4, pointer, scope), pointer);
}
function parseString(text4, pointer, scope) {
  const parts2 = parseTemplate(text4, pointer).map((part) => {
    if (part.kind === "text") return { kind: "literal", value: part.text };
    const base = lookUp(part.name, pointer, scope);
    const value2 = part.path === void 0 ? base : follow(base, part.path, pointer);
    return expectType("string", value2, pointer);
  });
  return { expression: { kind: "template", parts: parts2 }, type: "string", optional: false };
}
function parseCall(call, pointer, scope) {
  const name = expectString(memberOf(call, "fn"), step(pointer, "fn"));
  const argvPointer = step(pointer, "argv");
  const argv = expectArray(memberOf(call, "argv"), argvPointer);
  const at2 = (index) => step(argvPointer, index);
  const arity = (least, most2 = least) => {
    if (argv.length >= least && argv.length <= most2) return;
    const expected = most2 === Infinity ? `${least} or more` : least;
    const message2 = `${name} takes ${expected} arguments, not ${argv.length}`;
    fail("RuleSet.TypeMismatch", message2, argvPointer);
  };
  const boolean = (index) => parseAs("boolean", argv[index], at2(index), scope);
  const string = (index) => parseAs("string", argv[index], at2(index), scope);
  const any = (index) => parseExpression(argv[index], at2(index), scope);
  switch (name) {
    case "isSet": {
      arity(1);
      const { expression, optional } = any(0);
      return optional ? result({ kind: "isSet", of: expression }, "boolean") : literal(true, "boolean");
    }
    case "not":
      arity(1);
      return result({ kind: "not", of: boolean(0) }, "boolean");
    case "booleanEquals":
      arity(2);
      return result({ kind: "equals", left: boolean(0), right: boolean(1) }, "boolean");
    case "stringEquals":
      arity(2);
      return result({ kind: "equals", left: string(0), right: string(1) }, "boolean");
    case "getAttr":
      arity(2);
      return follow(any(0), expectString(argv[1], at2(1)), at2(1));
    case "coalesce": {
      arity(2, Infinity);
      const values = sameType(
        argv.map((_, index) => any(index)),
        at2
      );
      const set = values.findIndex((value2) => !value2.optional);
      const reachable = set < 0 ? values : values.slice(0, set + 1);
      const of = reachable.map((value2) => value2.expression);
      const [first2] = values;
      const expression = of.length > 1 ? { kind: "coalesce", of } : first2.expression;
      return { expression, type: first2.type, optional: set < 0 };
    }
    case "ite": {
      arity(3);
      const test = boolean(0);
      const [then, otherwise] = sameType([any(1), any(2)], (index) => at2(index + 1));
      return {
        expression: {
          kind: "choose",
          test,
          then: then.expression,
          otherwise: otherwise.expression
        },
        type: then.type,
        optional: then.optional || otherwise.optional
      };
    }
    default:
  }
  const signature2 = signatures.get(name);
  if (!signature2) {
    return fail("RuleSet.UnknownFunction", `there is no function ${name}`, step(pointer, "fn"));
  }
  arity(signature2.parameters.length);
  const args = signature2.parameters.map(
    (type, index) => parseAs(type, argv[index], at2(index), scope)
  );
  if (name === "split" && argv[1] === "") {
    fail("RuleSet.Invalid", "split needs a delimiter that is not empty", at2(1));
  }
  for (const [index, argument] of argv.entries()) {
    if (typeof argument !== "number" || argument >= 0) continue;
    fail("RuleSet.Invalid", `${name} takes no negative numbers`, at2(index));
  }
  return {
    expression: { kind: "call", function: name, arguments: args },
    type: signature2.type,
    optional: signature2.optional
  };
}
function follow(base, path2, pointer) {
  return parsePath(path2, pointer).reduce((value2, next) => followStep(value2, next, pointer), base);
}
function followStep(value2, next, pointer) {
  if (value2.optional) fail("RuleSet.TypeMismatch", unset(value2), pointer);
  const { expression: of, type } = value2;
  if (typeof next === "number") {
    expectType("stringArray", value2, pointer);
    return { expression: { kind: "item", of, index: next }, type: "string", optional: true };
  }
  const attribute2 = attributes.get(type)?.get(next);
  if (!attribute2) {
    return fail("RuleSet.UnknownAttribute", `a value of type ${type} has no ${next}`, pointer);
  }
  if (type === "partition") {
    const constant = constantAttribute(next);
    if (constant !== void 0) return literal(constant, attribute2);
  }
  const record2 = type;
  return result({ kind: "attribute", of, type: record2, name: next }, attribute2);
}
function lookUp(name, pointer, scope) {
  const binding3 = scope.get(name);
  if (!binding3) {
    const known2 = [...scope.keys()].join(", ") || "nothing";
    const message2 = `there is no parameter or variable ${name} here; in reach: ${known2}`;
    return fail("RuleSet.UnknownReference", message2, pointer);
  }
  const { variable, type, optional } = binding3;
  return { expression: { kind: "reference", variable }, type, optional };
}
function expectType(type, value2, pointer) {
  if (value2.type !== type) {
    fail("RuleSet.TypeMismatch", `expected a ${type}, found a ${value2.type}`, pointer);
  }
  if (value2.optional) fail("RuleSet.TypeMismatch", unset(value2), pointer);
  return value2.expression;
}
function sameType(values, pointer) {
  values.forEach(({ type }, index) => {
    const expected = values[0]?.type ?? type;
    if (type === expected) return;
    fail("RuleSet.TypeMismatch", `expected a ${expected}, found a ${type}`, pointer(index));
  });
  return values;
}
function unset({ expression }) {
  const what = expression.kind === "reference" ? expression.variable.name : "the value";
  return `${what} may be unset here: a condition has to check it with isSet before`;
}
function result(expression, type) {
  return { expression, type, optional: false };
}
function literal(value2, type) {
  return result({ kind: "literal", value: value2 }, type);
}
function fail(code4, message2, pointer) {
  throw new Problem(code4, message2, pointer);
}

// generator/endpoints/rules.ts
var exhausted = {
  kind: "error",
  message: { kind: "literal", value: "No endpoint rule matches the parameters" }
};
function parseRules(json4, pointer, scope, context) {
  const { attempt } = context.problems;
  const rules2 = attempt(() => expectArray(json4, pointer)) ?? [];
  const statements = rules2.flatMap((rule, index) => {
    const at2 = step(pointer, index);
    return attempt(() => parseRule(expectObject(rule, at2), at2, scope, context)) ?? [];
  });
  return [...statements, exhausted];
}
function parseRule(rule, pointer, scope, context) {
  const conditionsAt = step(pointer, "conditions");
  const conditions2 = [];
  let inner2 = scope;
  expectArray(memberOf(rule, "conditions"), conditionsAt).forEach((json4, index) => {
    const condition = parseCondition(json4, step(conditionsAt, index), inner2, context);
    conditions2.push(condition.statements);
    inner2 = condition.scope;
  });
  return conditions2.reduceRight(nest, parseOutcome(rule, pointer, inner2, context));
}
function nest(then, condition) {
  const last = condition.at(-1);
  return last?.kind === "if" ? [...condition.slice(0, -1), { ...last, then }] : [...condition, ...then];
}
function parseOutcome(rule, pointer, scope, context) {
  const type = memberOf(rule, "type");
  switch (type) {
    case "tree":
      return parseRules(memberOf(rule, "rules"), step(pointer, "rules"), scope, context);
    case "error": {
      const at2 = step(pointer, "error");
      return [{ kind: "error", message: parseAs("string", memberOf(rule, "error"), at2, scope) }];
    }
    case "endpoint":
      return [parseEndpoint(memberOf(rule, "endpoint"), step(pointer, "endpoint"), scope)];
    default:
      throw new Problem(
        "RuleSet.Invalid",
        "expected one of the rule types endpoint, error and tree",
        step(pointer, "type")
      );
  }
}
function parseCondition(json4, pointer, scope, context) {
  const condition = expectObject(json4, pointer);
  const value2 = parseCall(condition, pointer, scope);
  const assign = memberOf(condition, "assign");
  if (assign === void 0) return { statements: testOf(value2), scope: narrow(scope, value2) };
  const at2 = step(pointer, "assign");
  const name = expectString(assign, at2);
  expectName(name, at2);
  if (scope.has(name)) {
    throw new Problem("RuleSet.DuplicateName", `the name ${name} is already taken here`, at2);
  }
  const variable = context.declare(name);
  const { type, expression, optional } = value2;
  const bind2 = { kind: "bind", variable, value: expression, optional };
  const reference2 = { kind: "reference", variable };
  return {
    statements: [bind2, ...testOf({ type, optional, expression: reference2 })],
    // Where the scope is used, the condition holds.
    scope: new Map([...scope, [name, { variable, type, optional: false }]])
  };
}
function testOf({ expression, type, optional }) {
  if (type === "boolean") return [{ kind: "if", test: expression, then: [] }];
  return optional ? [{ kind: "if", test: { kind: "isSet", of: expression }, then: [] }] : [];
}
function narrow(scope, { expression }) {
  if (expression.kind !== "isSet" || expression.of.kind !== "reference") return scope;
  const { variable } = expression.of;
  const binding3 = scope.get(variable.name);
  return binding3 ? new Map([...scope, [variable.name, { ...binding3, optional: false }]]) : scope;
}
function parseEndpoint(json4, pointer, scope) {
  const endpoint3 = expectObject(json4, pointer);
  const headersAt = step(pointer, "headers");
  const propertiesAt = step(pointer, "properties");
  const urlAt = step(pointer, "url");
  const url = parseAs("string", memberOf(endpoint3, "url"), urlAt, scope);
  expectScheme(url, urlAt);
  return {
    kind: "endpoint",
    url,
    headers: entriesOf(expectObject(memberOf(endpoint3, "headers") ?? {}, headersAt)).map(
      ([name, values]) => {
        const at2 = step(headersAt, name);
        if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
          throw new Problem("RuleSet.Invalid", "this is no name of an HTTP header", at2);
        }
        const expressions = expectArray(values, at2).map(
          (value2, index) => parseAs("string", value2, step(at2, index), scope)
        );
        return [name, expressions];
      }
    ),
    properties: parseEndpointProperties(endpoint3, propertiesAt, scope)
  };
}
function parseEndpointProperties(endpoint3, pointer, scope) {
  const properties3 = expectObject(memberOf(endpoint3, "properties") ?? {}, pointer);
  const schemes2 = memberOf(properties3, "authSchemes");
  if (schemes2 !== void 0) expectAuthSchemes(schemes2, step(pointer, "authSchemes"));
  return parseProperties(properties3, pointer, scope);
}
function parseProperties(json4, pointer, scope) {
  return entriesOf(expectObject(json4, pointer)).map(([name, value2]) => [
    name,
    parseProperty(value2, step(pointer, name), scope)
  ]);
}
function expectScheme(url, pointer) {
  const [start, ...rest] = url.kind === "template" ? url.parts : [url];
  if (start?.kind !== "literal") return;
  const text4 = String(start.value);
  if (/^https?:\/\//i.test(text4)) return;
  if (rest.length > 0 && ["http://", "https://"].some((scheme) => scheme.startsWith(text4))) return;
  const message2 = `expected a URL with http:// or https://, found ${JSON.stringify(text4)}`;
  throw new Problem("RuleSet.Invalid", message2, pointer);
}
function parseProperty(json4, pointer, scope) {
  if (isArray2(json4)) {
    const items = json4.map((item, index) => parseProperty(item, step(pointer, index), scope));
    return { kind: "list", items };
  }
  if (isObject2(json4)) return { kind: "record", entries: parseProperties(json4, pointer, scope) };
  return parseExpression(json4, pointer, scope).expression;
}
function expectName(name, pointer) {
  if (/^[A-Za-z_]\w*$/.test(name)) return;
  const message2 = `expected a name of letters and digits, found ${JSON.stringify(name)}`;
  throw new Problem("RuleSet.Invalid", message2, pointer);
}

// generator/endpoints/parameters.ts
var types = /* @__PURE__ */ new Map([
  ["string", "string"],
  ["String", "string"],
  ["boolean", "boolean"],
  ["Boolean", "boolean"],
  ["stringArray", "stringArray"]
]);
var commonParameters = /* @__PURE__ */ new Map([
  ["Region", { builtIn: "AWS::Region", type: "string", setting: "region" }],
  ["UseFIPS", { builtIn: "AWS::UseFIPS", type: "boolean", setting: "useFips" }],
  ["UseDualStack", { builtIn: "AWS::UseDualStack", type: "boolean", setting: "useDualStack" }],
  ["Endpoint", { builtIn: "SDK::Endpoint", type: "string", setting: "endpoint" }]
]);
var otherBuiltIns = /* @__PURE__ */ new Set([
  "AWS::Auth::AccountId",
  "AWS::Auth::AccountIdEndpointMode",
  "AWS::Auth::CredentialScope",
  "AWS::S3::Accelerate",
  "AWS::S3::DisableMultiRegionAccessPoints",
  "AWS::S3::ForcePathStyle",
  "AWS::S3::UseArnRegion",
  "AWS::S3::UseGlobalEndpoint",
  "AWS::S3Control::UseArnRegion",
  "AWS::STS::UseGlobalEndpoint"
]);
function parseParameter(variable, json4, pointer) {
  expectName(variable.name, pointer);
  const parameter = expectObject(json4, pointer);
  const type = types.get(memberOf(parameter, "type"));
  if (!type) {
    throw new Problem(
      "RuleSet.Invalid",
      "expected one of the types string, boolean and stringArray",
      step(pointer, "type")
    );
  }
  const builtIn = optionalString(memberOf(parameter, "builtIn"), step(pointer, "builtIn"));
  expectBuiltIn(builtIn, step(pointer, "builtIn"));
  const property3 = propertyOf(variable.name, builtIn);
  if (property3 in Object.prototype) {
    throw new Problem("RuleSet.Unsupported", `every object has a ${property3}`, pointer);
  }
  const common3 = commonParameters.get(property3);
  if (common3 && common3.type !== type) {
    throw new Problem(
      "RuleSet.Unsupported",
      `${variable.name} has to be a ${common3.type}, as it is to every client`,
      step(pointer, "type")
    );
  }
  const fallback = memberOf(parameter, "default");
  const required2 = memberOf(parameter, "required") === true;
  if (fallback !== void 0 && !required2) {
    const message2 = "a parameter with a default has to be required";
    throw new Problem("RuleSet.Invalid", message2, step(pointer, "default"));
  }
  const deprecated = memberOf(parameter, "deprecated");
  return {
    variable,
    type,
    property: property3,
    builtIn,
    required: required2,
    default: fallback === void 0 ? void 0 : parseConstant(type, fallback, step(pointer, "default")),
    documentation: optionalString(
      memberOf(parameter, "documentation"),
      step(pointer, "documentation")
    ),
    deprecated: isObject2(deprecated) ? optionalString(memberOf(deprecated, "message"), step(pointer, "deprecated/message")) ?? "" : void 0
  };
}
function expectBuiltIn(builtIn, pointer) {
  if (builtIn === void 0 || otherBuiltIns.has(builtIn)) return;
  const common3 = [...commonParameters.values()].map((each2) => each2.builtIn);
  if (common3.includes(builtIn)) return;
  const known2 = [...common3, ...otherBuiltIns].join(", ");
  throw new Problem("RuleSet.UnknownBuiltIn", `expected one of ${known2}`, pointer);
}
function propertyOf(name, builtIn) {
  for (const [property3, common3] of commonParameters) {
    if (common3.builtIn === builtIn) return property3;
  }
  return name;
}
function parseConstant(type, json4, pointer) {
  if (type === "stringArray") {
    return expectArray(json4, pointer).map(
      (item, index) => expectString(item, step(pointer, index))
    );
  }
  if (type === "boolean") {
    if (typeof json4 === "boolean") return json4;
    throw new Problem(
      "RuleSet.TypeMismatch",
      `expected a boolean, found the ${typeof json4} ${JSON.stringify(json4)}`,
      pointer
    );
  }
  return expectString(json4, pointer);
}
function optionalString(json4, pointer) {
  return json4 === void 0 ? void 0 : expectString(json4, pointer);
}

// generator/endpoints/path.ts
var current = { kind: "current" };
var binding = { "[]": 9, ".": 40, "[*]": 55 };
var projection = 20;
function parsePath2(text4, pointer) {
  const tokens = [
    ...text4.matchAll(/\s*([A-Za-z_]\w*|"(?:[^"\\]|\\.)*"|\[\s*\*\s*\]|\[\]|\S)/gy)
  ].map(([, token3 = ""]) => token3.startsWith("[") ? token3.replace(/\s/g, "") : token3);
  let at2 = 0;
  const peek = () => tokens[at2] ?? "";
  const fail2 = () => {
    const found = at2 < tokens.length ? `found ${JSON.stringify(peek())}` : "it ends too early";
    const message2 = `${JSON.stringify(text4)} is not a path of identifiers, wildcards, multi-select lists, flattening and keys(): ${found}`;
    throw new Problem("EndpointParameter.Path", message2, pointer);
  };
  const take = (token3) => peek() === token3 ? at2++ : fail2();
  const isName2 = (token3) => /^["A-Za-z_]/.test(token3);
  const name = () => {
    const token3 = peek();
    if (!isName2(token3)) fail2();
    try {
      const read2 = token3.startsWith('"') ? JSON.parse(token3) : token3;
      at2++;
      return read2;
    } catch {
      return fail2();
    }
  };
  const primary = () => {
    if (peek() === "*") {
      at2++;
      return { kind: "values", of: current, each: rest(projection) };
    }
    if (peek() === "[") {
      const of2 = [];
      do {
        at2++;
        of2.push(expression(0));
      } while (peek() === ",");
      take("]");
      return { kind: "list", of: of2 };
    }
    const called2 = name();
    if (peek() !== "(") return { kind: "field", name: called2 };
    if (called2 !== "keys") fail2();
    at2++;
    const of = expression(0);
    take(")");
    return { kind: "keys", of };
  };
  const rest = (power) => {
    if (peek() === "." || peek() === "[*]") return follow3(current, power);
    return current;
  };
  const follow3 = (start, power) => {
    let path3 = start;
    for (let next = peek(); (binding[next] ?? 0) > power; next = peek()) {
      at2++;
      if (next === "[]") path3 = { kind: "flatten", of: path3, each: rest(binding[next] ?? 0) };
      else if (next === "[*]") path3 = { kind: "items", of: path3, each: rest(projection) };
      else path3 = chain(path3, primary());
    }
    return path3;
  };
  const expression = (power) => {
    const starts = peek() === "[*]" || peek() === "[]";
    return follow3(starts ? current : primary(), power);
  };
  const path2 = expression(0);
  if (at2 < tokens.length) fail2();
  return path2;
}
function chain(first2, then) {
  return first2.kind === "current" ? then : { kind: "chain", first: first2, then };
}

// generator/endpoints/settings.ts
var clientSettings = /* @__PURE__ */ new Map([
  ["region", "string"],
  ["credentials", void 0],
  ["token", void 0],
  ["apiKey", void 0],
  ["login", void 0],
  ["disableRequestCompression", void 0],
  ["requestMinCompressionSizeBytes", void 0],
  ["endpoint", "string"],
  ["useFips", "boolean"],
  ["useDualStack", "boolean"],
  ["fetch", void 0],
  ["timeoutMs", void 0],
  ["attemptTimeoutMs", void 0],
  ["maxAttempts", void 0],
  ["retryStrategy", void 0],
  ["interceptors", void 0],
  ["userAgent", "string"],
  ["clock", void 0],
  ["random", void 0]
]);
var sdkNames = /* @__PURE__ */ new Map([
  ["Accelerate", "useAccelerateEndpoint"],
  ["DisableMRAP", "disableMultiregionAccessPoints"],
  ["DisableMultiRegionAccessPoints", "disableMultiregionAccessPoints"]
]);
var settingBuiltIns = /* @__PURE__ */ new Set([
  "AWS::S3::Accelerate",
  "AWS::S3::DisableMultiRegionAccessPoints",
  "AWS::S3::ForcePathStyle",
  "AWS::S3::UseArnRegion",
  "AWS::S3::UseGlobalEndpoint",
  "AWS::S3Control::UseArnRegion",
  "AWS::STS::UseGlobalEndpoint"
]);
function settingOf({ variable, property: property3, type, builtIn, documentation }, context) {
  if (!context) {
    if (builtIn === "AWS::Auth::AccountId") return { kind: "accountId" };
    if (builtIn === "AWS::Auth::AccountIdEndpointMode") return { kind: "accountIdEndpointMode" };
    if (!settingBuiltIns.has(builtIn)) return void 0;
  }
  const { name: own3 } = variable;
  if (own3 === property3 && commonParameters.has(property3)) return void 0;
  const wanted = sdkNames.get(own3) ?? own3.charAt(0).toLowerCase() + own3.slice(1);
  const common3 = clientSettings.get(wanted) === type;
  const taken = clientSettings.has(wanted) && !common3 || wanted in Object.prototype;
  return {
    kind: "config",
    name: taken ? `${wanted}_` : wanted,
    type,
    documentation: context?.documentation ?? documentation,
    common: common3
  };
}

// generator/endpoints/typedPath.ts
function typedPath(path2, model2, input, pointer) {
  let items = 0;
  const shapeType = (id) => {
    const shape = model2.shapes.get(id);
    if (!shape) throw new Error(`The model has no shape ${id}.`);
    return { kind: "shape", shape };
  };
  const describe3 = (type) => {
    if (type.kind === "list") return `a list of ${describe3(type.item)}`;
    const { shape } = type;
    if (shape.type === "list") return `a list of ${describe3(shapeType(shape.member.target))}`;
    return shape.type === "enum" ? "string" : shape.type;
  };
  const fail2 = (message2) => {
    throw new Problem("EndpointParameter.Path", message2, pointer);
  };
  const itemOf = ({ type }) => {
    if (type.kind === "list") return { type: type.item, optional: type.optional };
    if (type.shape.type !== "list") return void 0;
    const optional = hasTrait(type.shape, traits.sparse);
    return { type: shapeType(type.shape.member.target), optional };
  };
  const field2 = (name, of) => {
    const shape = of.type.kind === "shape" ? of.type.shape : void 0;
    if (shape?.type === "map") {
      const type = shapeType(shape.value.target);
      return { kind: "member", of, name, type, optional: true };
    }
    const members2 = shape?.type === "structure" || shape?.type === "union";
    const member = members2 ? shape.members.get(name) : void 0;
    if (!member) return fail2(`there is no member ${name} in ${describe3(of.type)}`);
    const filled = member.traits.has(traits.default.id) || hasTrait(member, traits.idempotencyToken);
    const given = hasTrait(member, traits.required) && shape?.type === "structure";
    const optional = of.optional || filled || !given;
    return { kind: "member", of, name, type: shapeType(member.target), optional };
  };
  const keysOrValues = (kind2, of) => {
    const shape = of.type.kind === "shape" ? of.type.shape : void 0;
    if (shape?.type !== "map") return fail2(`expected a map, found ${describe3(of.type)}`);
    const item = shapeType(kind2 === "keys" ? shape.key.target : shape.value.target);
    const sparse = kind2 === "values" && hasTrait(shape, traits.sparse);
    const type = { kind: "list", item, optional: sparse };
    return { kind: kind2, of, type, optional: of.optional };
  };
  const flatten = (of) => {
    const inner2 = itemOf(of);
    if (!inner2) return fail2(`expected a list, found ${describe3(of.type)}`);
    const value3 = { kind: "item", id: -1, ...inner2 };
    const innermost = itemOf(value3);
    if (!innermost) return of;
    const type = {
      kind: "list",
      item: innermost.type,
      optional: innermost.optional
    };
    return { kind: "flat", of, type, optional: of.optional };
  };
  const each2 = (of, path3) => {
    const inner2 = itemOf(of);
    if (!inner2) return fail2(`expected a list, found ${describe3(of.type)}`);
    const id = items++;
    const item = resolve3(path3, { kind: "item", id, ...inner2 });
    if (item.kind === "item" && item.id === id && !item.optional) return of;
    const type = { kind: "list", item: item.type, optional: false };
    return { kind: "each", of, id, item, type, optional: of.optional };
  };
  const resolve3 = (path3, from) => {
    switch (path3.kind) {
      case "current":
        return from;
      case "field":
        return field2(path3.name, from);
      case "chain":
        return resolve3(path3.then, resolve3(path3.first, from));
      case "keys":
        return keysOrValues("keys", resolve3(path3.of, from));
      case "items":
        return each2(resolve3(path3.of, from), path3.each);
      case "values":
        return each2(keysOrValues("values", resolve3(path3.of, from)), path3.each);
      case "flatten":
        return each2(flatten(resolve3(path3.of, from)), path3.each);
      case "list": {
        const values = path3.of.map((part) => resolve3(part, from));
        const [first2] = values;
        for (const { type: type2 } of values) {
          if (describe3(type2) === describe3(first2.type)) continue;
          fail2(`a list of ${describe3(first2.type)} and ${describe3(type2)}`);
        }
        const optional = values.some((value3) => value3.optional);
        const type = { kind: "list", item: first2.type, optional };
        return { kind: "listOf", items: values, type, optional: false };
      }
    }
  };
  const found = resolve3(path2, { kind: "input", type: shapeType(input), optional: false });
  const value2 = itemOf(found)?.optional ? each2(found, { kind: "current" }) : found;
  const described = describe3(value2.type);
  const parameterType = parameterTypes.get(described);
  return parameterType ? { value: value2, type: parameterType } : fail2(`it leads to ${described}, which no parameter can be`);
}
var parameterTypes = /* @__PURE__ */ new Map([
  ["string", "string"],
  ["boolean", "boolean"],
  ["a list of string", "stringArray"]
]);

// generator/endpoints/bindings.ts
function bindParameters(program, model2, service2, operations) {
  const diagnostics = [];
  const attempt = collecting(diagnostics);
  const parameters2 = new Map(program.parameters.map((each2) => [each2.variable.name, each2]));
  const parameterOf = (name, pointer) => {
    const parameter = parameters2.get(name);
    if (parameter) return parameter;
    const known2 = [...parameters2.keys()].join(", ") || "none";
    const message2 = `there is no endpoint parameter ${name}; those of the rules: ${known2}`;
    throw new Problem("EndpointParameter.Unknown", message2, pointer);
  };
  const settings2 = getTrait(service2, traits.clientContextParams) ?? {};
  for (const [name, { type }] of Object.entries(settings2)) {
    const pointer = pointerOf(["traits", traits.clientContextParams.id, name]);
    attempt(at(service2), () => expectType2(parameterOf(name, pointer), type, pointer));
  }
  const client = /* @__PURE__ */ new Map();
  for (const parameter of program.parameters) {
    const { name } = parameter.variable;
    const own3 = Object.hasOwn(settings2, name) ? settings2[name] : void 0;
    const setting = settingOf(parameter, own3);
    if (setting) client.set(parameter.property, setting);
  }
  const bound = operations.map((id) => {
    const operation2 = model2.shapes.get(id);
    return [id, bindOperation(model2, operation2, parameterOf, attempt)];
  });
  return { bindings: { client, operations: new Map(bound) }, diagnostics };
}
function checkParameters(model2, operations) {
  const diagnostics = [];
  for (const id of operations) {
    const operation2 = model2.shapes.get(id);
    bindOperation(model2, operation2, () => void 0, collecting(diagnostics));
  }
  return diagnostics;
}
function collecting(diagnostics) {
  return (place, work) => {
    const problems4 = collectProblems(place);
    problems4.attempt(work);
    for (const diagnostic of problems4.diagnostics) diagnostics.push(diagnostic);
  };
}
function bindOperation(model2, operation2, parameterOf, attempt) {
  const sources = /* @__PURE__ */ new Map();
  const add2 = (parameter, source) => {
    if (!parameter) return;
    const { property: property3 } = parameter;
    const before = sources.get(property3) ?? [];
    if (!before.some(isCertain)) sources.set(property3, [...before, source]);
  };
  const { id: staticId } = traits.staticContextParams;
  for (const [name, { value: value2 }] of named(getTrait(operation2, traits.staticContextParams))) {
    const pointer = pointerOf(["traits", staticId, name]);
    attempt(at(operation2), () => {
      const parameter = parameterOf(name, pointer);
      const at2 = `${pointer}/value`;
      const constant = parseConstant(parameter?.type ?? typeOf(value2, at2), value2, at2);
      add2(parameter, { kind: "static", value: constant });
    });
  }
  const input = model2.shapes.get(operation2.input);
  for (const member of input?.type === "structure" ? input.members.values() : []) {
    const context = getTrait(member, traits.contextParam);
    if (!context) continue;
    attempt(at(member), () => {
      const pointer = pointerOf(["traits", traits.contextParam.id]);
      const parameter = parameterOf(context.name, pointer);
      const path2 = { kind: "field", name: member.name };
      const { value: value2, type } = typedPath(path2, model2, operation2.input, pointer);
      expectType2(parameter, type, pointer);
      const present = hasTrait(member, traits.required) ? member.name : void 0;
      add2(parameter, { kind: "input", value: value2, present });
    });
  }
  const { id: pathId } = traits.operationContextParams;
  for (const [name, { path: path2 }] of named(getTrait(operation2, traits.operationContextParams))) {
    const pointer = pointerOf(["traits", pathId, name, "path"]);
    attempt(at(operation2), () => {
      const parameter = parameterOf(name, pointer);
      const { value: value2, type } = typedPath(parsePath2(path2, pointer), model2, operation2.input, pointer);
      expectType2(parameter, type, pointer);
      add2(parameter, { kind: "input", value: value2 });
    });
  }
  return new Map([...sources].sort(([a], [b]) => a < b ? -1 : 1));
}
function isCertain(source) {
  return source.kind === "static" || !source.value.optional || source.present !== void 0;
}
function typeOf(value2, pointer) {
  if (typeof value2 === "string" || typeof value2 === "boolean") return typeof value2;
  if (isArray2(value2) && value2.every((item) => typeof item === "string")) return "stringArray";
  const message2 = `${JSON.stringify(value2)} cannot be an endpoint parameter`;
  throw new Problem("EndpointParameter.Type", message2, pointer);
}
function expectType2(parameter, found, pointer) {
  if (!parameter || found === parameter.type) return;
  const { variable, type } = parameter;
  const message2 = `the endpoint parameter ${variable.name} is a ${type}, not a ${found}`;
  throw new Problem("EndpointParameter.Type", message2, pointer);
}
function named(trait3) {
  return Object.entries(trait3 ?? {});
}

// generator/endpoints/diagram.ts
var noMatch = 1e8;
var bytesOfNode = 12;
function decodeDiagram(trait3, conditionCount, resultCount) {
  const nodeCount = expectInteger(memberOf(trait3, "nodeCount"), "/nodeCount");
  const bytes2 = expectBase64(expectString(memberOf(trait3, "nodes"), "/nodes"));
  if (bytes2.length !== nodeCount * bytesOfNode) {
    const message2 = `expected the ${nodeCount * bytesOfNode} bytes of ${nodeCount} nodes, found ${bytes2.length}`;
    throw new Problem("RuleSet.Invalid", message2, "/nodes");
  }
  const view = new DataView(bytes2.buffer, bytes2.byteOffset, bytes2.length);
  const field2 = (node, index) => view.getInt32(node * bytesOfNode + index * 4);
  if (nodeCount === 0 || field2(0, 0) !== -1 || field2(0, 1) !== 1 || field2(0, 2) !== -1) {
    const message2 = "the first node has to be the terminal one, [-1, 1, -1]";
    throw new Problem("RuleSet.Invalid", message2, "/nodes");
  }
  const fail2 = (node, message2) => {
    if (node === void 0) throw new Problem("RuleSet.Invalid", message2, "/root");
    throw new Problem("RuleSet.Invalid", `node ${node}: ${message2}`, "/nodes");
  };
  const finished = /* @__PURE__ */ new Map();
  const open = /* @__PURE__ */ new Set();
  const targetOf = (reference2, from) => {
    if (reference2 === 1 || reference2 === -1 || reference2 === noMatch) return { kind: "noMatch" };
    if (reference2 > noMatch) {
      const index = reference2 - noMatch - 1;
      if (index < resultCount) return { kind: "result", index };
      return fail2(from, `there is no result ${index}`);
    }
    const node = Math.abs(reference2) - 1;
    if (node < 1 || node >= nodeCount) fail2(from, `there is nothing at the reference ${reference2}`);
    return finished.get(reference2);
  };
  const root2 = expectInteger(memberOf(trait3, "root"), "/root");
  if (root2 < -1) fail2(void 0, "the root must not be complemented");
  const waiting = [root2];
  for (let reference2 = waiting.at(-1); reference2 !== void 0; reference2 = waiting.at(-1)) {
    const node = Math.abs(reference2) - 1;
    if (targetOf(reference2)) {
      waiting.pop();
      continue;
    }
    const condition = field2(node, 0);
    if (condition < 0 || condition >= conditionCount) {
      fail2(node, `there is no condition ${condition}`);
    }
    const [high, low] = [field2(node, 1), field2(node, 2)];
    const [holds, fails] = [targetOf(high, node), targetOf(low, node)];
    if (holds && fails) {
      const edges = reference2 > 0 ? { holds, fails } : { holds: fails, fails: holds };
      finished.set(reference2, { kind: "node", node: { condition, ...edges } });
      open.delete(reference2);
      waiting.pop();
      continue;
    }
    open.add(reference2);
    for (const [next, target] of [
      [high, holds],
      [low, fails]
    ]) {
      if (target) continue;
      if (open.has(next)) fail2(node, "it leads back to itself");
      waiting.push(next);
    }
  }
  return targetOf(root2);
}
function expectInteger(value2, pointer) {
  if (typeof value2 === "number" && Number.isInteger(value2)) return value2;
  throw new Problem("RuleSet.Invalid", "expected an integer", pointer);
}
function expectBase64(text4) {
  const bytes2 = Buffer.from(text4, "base64");
  if (bytes2.toString("base64") === text4) return bytes2;
  throw new Problem("RuleSet.Invalid", "expected base64", "/nodes");
}

// generator/endpoints/facts.ts
var remembered = 500;
var noFacts = { known: /* @__PURE__ */ new Map(), clauses: [] };
function assume(facts, literals2) {
  const known2 = new Map(facts.known);
  const waiting = [...literals2];
  let clauses = facts.clauses;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const before = known2.get(next.key);
    if (before !== void 0) {
      if (before !== next.outcome) return void 0;
      continue;
    }
    known2.set(next.key, next.outcome);
    const rest = [];
    for (const clause of clauses) {
      if (clause.some(({ key: key3, outcome }) => known2.get(key3) === outcome)) continue;
      const open = clause.filter(({ key: key3 }) => !known2.has(key3));
      const [only] = open;
      if (!only) return void 0;
      if (open.length === 1) waiting.push(only);
      else rest.push(open);
    }
    clauses = rest;
  }
  return { known: known2, clauses };
}
function excludeAll(facts, literals2) {
  const clause = literals2.map(({ key: key3, outcome }) => ({ key: key3, outcome: !outcome }));
  if (clause.some(({ key: key3, outcome }) => facts.known.get(key3) === outcome)) return facts;
  const open = clause.filter(({ key: key3 }) => !facts.known.has(key3));
  if (open.length <= 1) return assume(facts, open.length === 0 ? clause : open);
  return { known: facts.known, clauses: [...facts.clauses.slice(1 - remembered), open] };
}
function outcomeOf(facts, key3) {
  const known2 = facts.known.get(key3);
  if (known2 !== void 0) return known2;
  if (!assume(facts, [{ key: key3, outcome: true }])) return false;
  if (!assume(facts, [{ key: key3, outcome: false }])) return true;
  return void 0;
}

// generator/endpoints/simplify.ts
function simplify(block) {
  const knowledge = {
    facts: noFacts,
    narrowed: /* @__PURE__ */ new Set(),
    texts: /* @__PURE__ */ new Map(),
    substitutes: /* @__PURE__ */ new Map(),
    computed: /* @__PURE__ */ new Map()
  };
  return simplifyBlock(block, knowledge);
}
function exits(block) {
  const last = block.at(-1);
  return last?.kind === "endpoint" || last?.kind === "error" || last?.kind === "resolve";
}
function simplifyBlock(block, before) {
  let knowledge = before;
  const statements = [];
  for (const [index, statement] of block.entries()) {
    switch (statement.kind) {
      case "bind": {
        const { variable } = statement;
        const value2 = simplifyExpression(statement.value, knowledge);
        const earlier = knowledge.computed.get(keyOf(value2));
        const same3 = earlier?.optional && !statement.optional ? void 0 : earlier?.variable;
        if (same3 || value2.kind === "reference" || value2.kind === "literal") {
          const substitute = same3 ? { kind: "reference", variable: same3 } : value2;
          const substitutes = new Map([...knowledge.substitutes, [variable.id, substitute]]);
          knowledge = { ...knowledge, substitutes };
          break;
        }
        const declaration = { ...statement, value: value2 };
        statements.push(declaration);
        const computed = new Map([...knowledge.computed, [keyOf(value2), declaration]]);
        knowledge = { ...knowledge, computed };
        break;
      }
      case "if": {
        const { tests, inside: inside2 } = simplifyTest(statement.test, knowledge);
        if (!inside2) break;
        if (tests.length === 0) {
          const rest = [...statement.then, ...block.slice(index + 1)];
          return [...statements, ...simplifyBlock(rest, inside2)];
        }
        const then = simplifyBlock(statement.then, inside2);
        if (then.length === 0) break;
        statements.push({ kind: "if", test: conjunction(tests), then });
        if (!exits(then)) break;
        knowledge = outside(tests, knowledge);
        break;
      }
      case "endpoint":
        return [...statements, simplifyEndpoint(statement, knowledge)];
      case "error":
        return [
          ...statements,
          { kind: "error", message: simplifyExpression(statement.message, knowledge) }
        ];
      case "resolve": {
        const values = statement.arguments.map((each2) => simplifyExpression(each2, knowledge));
        return [...statements, { ...statement, arguments: values }];
      }
    }
  }
  return statements;
}
function simplifyTest(test, knowledge) {
  const tests = [];
  let inside2 = knowledge;
  for (const part of test.kind === "and" ? test.of : [test]) {
    const simple4 = simplifyExpression(part, inside2);
    const literal3 = literalOf(simple4);
    const outcome = simple4.kind === "literal" ? simple4.value : knownOutcome(simple4, inside2);
    if (outcome === true) continue;
    const facts = outcome === false ? void 0 : assume(inside2.facts, [literal3]);
    if (!facts) return { tests: [], inside: void 0 };
    tests.push(simple4);
    inside2 = { ...inside2, facts };
    if (simple4.kind === "isSet") {
      inside2 = { ...inside2, narrowed: /* @__PURE__ */ new Set([...inside2.narrowed, literal3.key]) };
    } else if (simple4.kind === "equals" && simple4.right.kind === "literal") {
      const texts3 = new Map([...inside2.texts, [keyOf(simple4.left), simple4.right]]);
      inside2 = { ...inside2, texts: texts3 };
    }
  }
  return { tests, inside: inside2 };
}
function knownOutcome(test, knowledge) {
  const { key: key3, outcome } = literalOf(test);
  const known2 = differs(test, knowledge) ? false : outcomeOf(knowledge.facts, key3);
  if (test.kind === "isSet" && known2 && !knowledge.narrowed.has(key3)) return void 0;
  return known2 === void 0 ? void 0 : known2 === outcome;
}
function differs(test, { texts: texts3 }) {
  const equals = test.kind === "not" ? test.of : test;
  if (equals.kind !== "equals" || equals.right.kind !== "literal") return false;
  const text4 = texts3.get(keyOf(equals.left));
  return text4?.kind === "literal" && text4.value !== equals.right.value;
}
function outside(tests, knowledge) {
  const literals2 = tests.map(literalOf);
  const facts = excludeAll(knowledge.facts, literals2);
  if (!facts) return knowledge;
  const [only] = literals2;
  const narrows = literals2.length === 1 && only && !only.outcome;
  const narrowed2 = narrows ? /* @__PURE__ */ new Set([...knowledge.narrowed, only.key]) : knowledge.narrowed;
  return { ...knowledge, facts, narrowed: narrowed2 };
}
var keyOf = (expression) => JSON.stringify(expression);
function literalOf(test) {
  return test.kind === "not" ? { key: keyOf(test.of), outcome: false } : { key: keyOf(test), outcome: true };
}
function conjunction(tests) {
  const [only] = tests;
  return tests.length === 1 && only ? only : { kind: "and", of: tests };
}
function simplifyExpression(expression, knowledge) {
  const recur = (inner2) => simplifyExpression(inner2, knowledge);
  switch (expression.kind) {
    case "literal":
      return expression;
    case "reference":
      return knowledge.substitutes.get(expression.variable.id) ?? expression;
    case "template":
      return concatenation(expression.parts.map(recur));
    case "attribute":
      return { ...expression, of: recur(expression.of) };
    case "item":
      return { ...expression, of: recur(expression.of) };
    case "isSet": {
      const of = recur(expression.of);
      const set = of.kind === "literal" || of.kind === "template";
      return set ? { kind: "literal", value: true } : { kind: "isSet", of };
    }
    case "not":
      return negate(recur(expression.of));
    case "and":
    case "or":
      return { kind: expression.kind, of: expression.of.map(recur) };
    case "equals":
      return equality(recur(expression.left), recur(expression.right));
    case "coalesce":
      return { kind: "coalesce", of: expression.of.map(recur) };
    case "choose": {
      const { then, otherwise } = expression;
      const { tests, inside: inside2 } = simplifyTest(expression.test, knowledge);
      if (!inside2) return recur(otherwise);
      if (tests.length === 0) return recur(then);
      const test = conjunction(tests);
      return { kind: "choose", test, then: recur(then), otherwise: recur(otherwise) };
    }
    case "call":
      return { ...expression, arguments: expression.arguments.map(recur) };
  }
}
function simplifyEndpoint(result3, knowledge) {
  const expression = (inner2) => simplifyExpression(inner2, knowledge);
  const property3 = (inner2) => {
    if (inner2.kind === "list") return { kind: "list", items: inner2.items.map(property3) };
    if (inner2.kind !== "record") return expression(inner2);
    return {
      kind: "record",
      entries: inner2.entries.map(([name, value2]) => [name, property3(value2)])
    };
  };
  return {
    kind: "endpoint",
    url: expression(result3.url),
    headers: result3.headers.map(([name, values]) => [name, values.map(expression)]),
    properties: result3.properties.map(([name, value2]) => [name, property3(value2)])
  };
}
function negate(test) {
  if (test.kind === "not") return test.of;
  if (test.kind === "literal") return { kind: "literal", value: !test.value };
  return { kind: "not", of: test };
}
function equality(left, right) {
  if (left.kind === "literal") {
    if (right.kind === "literal") return { kind: "literal", value: left.value === right.value };
    return equality(right, left);
  }
  if (right.kind === "literal" && typeof right.value === "boolean") {
    return right.value ? left : negate(left);
  }
  return { kind: "equals", left, right };
}
function concatenation(parts2) {
  const flat2 = [];
  for (const part of parts2.flatMap((part2) => part2.kind === "template" ? part2.parts : [part2])) {
    const last = flat2.at(-1);
    if (part.kind === "literal" && last?.kind === "literal") {
      flat2[flat2.length - 1] = { kind: "literal", value: `${last.value}${part.value}` };
    } else if (part.kind !== "literal" || part.value !== "") {
      flat2.push(part);
    }
  }
  const [only] = flat2;
  if (!only) return { kind: "literal", value: "" };
  return flat2.length === 1 ? only : { kind: "template", parts: flat2 };
}

// generator/endpoints/layout.ts
function layOut(block) {
  const tidy2 = joinAlternatives(joinTests(dropVariables(block)));
  return same(tidy2, block) ? raiseErrors(tidy2) : layOut(tidy2);
}
function dropVariables(block) {
  let rest = [];
  for (const statement of block.toReversed()) {
    if (statement.kind === "bind") rest = dropVariable(statement, rest);
    else if (statement.kind === "if") {
      rest = [{ ...statement, then: dropVariables(statement.then) }, ...rest];
    } else rest = [statement, ...rest];
  }
  return rest;
}
function dropVariable(declaration, rest) {
  const { variable, value: value2 } = declaration;
  const uses = countInBlock(variable, rest);
  if (uses === 0) return rest;
  const [next, ...others] = rest;
  if (uses === 1 && next?.kind === "if" && countInExpression(variable, next.test) === 1) {
    return [{ ...next, test: replace(variable, value2, next.test) }, ...others];
  }
  return [declaration, ...rest];
}
function joinTests(block) {
  return block.map((statement) => {
    if (statement.kind !== "if") return statement;
    const then = joinTests(statement.then);
    const [only] = then;
    if (only?.kind !== "if" || then.length > 1) return { ...statement, then };
    const of = [statement.test, only.test].flatMap(
      (test) => test.kind === "and" ? test.of : test
    );
    return { kind: "if", test: { kind: "and", of }, then: only.then };
  });
}
function joinAlternatives(block) {
  let rest = [];
  for (const statement of block.toReversed()) {
    if (statement.kind !== "if") {
      rest = [statement, ...rest];
      continue;
    }
    const test = dropImplied(statement.test);
    const then = dropEnd(joinAlternatives(statement.then), rest);
    const [next, ...others] = rest;
    if (then.length === 0) continue;
    if (next?.kind === "if" && exits(then) && same(then, next.then)) {
      const of = [test, next.test].flatMap((test2) => test2.kind === "or" ? test2.of : test2);
      rest = [{ kind: "if", test: { kind: "or", of }, then }, ...others];
    } else {
      rest = [{ kind: "if", test, then }, ...rest];
    }
  }
  return rest;
}
function dropEnd(block, rest) {
  const start = block.length - rest.length;
  return start >= 0 && same(block.slice(start), rest) ? block.slice(0, start) : block;
}
function same(one2, other) {
  return one2.length === other.length && JSON.stringify(one2) === JSON.stringify(other);
}
function dropImplied(test) {
  if (test.kind !== "and") return test;
  const of = test.of.filter((part, index) => {
    const next = test.of[index + 1];
    if (part.kind !== "isSet" || !next) return true;
    const certain = next.kind === "equals" && next.right.kind === "literal" ? next.left : next;
    return JSON.stringify(part.of) !== JSON.stringify(certain);
  });
  const [only] = of;
  return of.length === 1 && only ? only : { kind: "and", of };
}
function raiseErrors(block) {
  const [statement, error2] = block.slice(-2);
  if (statement?.kind === "if" && error2?.kind === "error" && statement.test.kind !== "and" && statement.then.length > 1 && exits(statement.then)) {
    const guard = { kind: "if", test: negate(statement.test), then: [error2] };
    return [...block.slice(0, -2).map(raiseWithin), guard, ...raiseErrors(statement.then)];
  }
  return block.map(raiseWithin);
}
function raiseWithin(statement) {
  return statement.kind === "if" ? { ...statement, then: raiseErrors(statement.then) } : statement;
}
function countInBlock(variable, block) {
  return expressionsOf(block).reduce((sum, next) => sum + countInExpression(variable, next), 0);
}
function countInExpression(variable, expression) {
  if (expression.kind === "reference") return expression.variable.id === variable.id ? 1 : 0;
  return operandsOf(expression).reduce((sum, next) => sum + countInExpression(variable, next), 0);
}
function isOnlyTested(variable, block) {
  return block.every(
    (statement) => statement.kind === "if" ? !needsValue(variable, statement.test, true) && isOnlyTested(variable, statement.then) : !expressionsOf([statement]).some((each2) => needsValue(variable, each2, false))
  );
}
function needsValue(variable, expression, tested) {
  switch (expression.kind) {
    case "reference":
      return !tested && expression.variable.id === variable.id;
    case "not":
      return needsValue(variable, expression.of, true);
    case "and":
    case "or":
      return expression.of.some((part) => needsValue(variable, part, tested));
    case "choose": {
      const { test, then, otherwise } = expression;
      const outcomes = [then, otherwise].some((each2) => needsValue(variable, each2, tested));
      return outcomes || needsValue(variable, test, true);
    }
    default:
      return operandsOf(expression).some((operand) => needsValue(variable, operand, false));
  }
}
function expressionsOf(block) {
  return block.flatMap((statement) => {
    switch (statement.kind) {
      case "bind":
        return [statement.value];
      case "if":
        return [statement.test, ...expressionsOf(statement.then)];
      case "error":
        return [statement.message];
      case "resolve":
        return statement.arguments;
      case "endpoint":
        return [
          statement.url,
          ...statement.headers.flatMap(([, values]) => values),
          ...statement.properties.flatMap(([, value2]) => expressionsIn(value2))
        ];
    }
  });
}
function expressionsIn(property3) {
  if (property3.kind === "list") return property3.items.flatMap(expressionsIn);
  if (property3.kind !== "record") return [property3];
  return property3.entries.flatMap(([, value2]) => expressionsIn(value2));
}
function operandsOf(expression) {
  switch (expression.kind) {
    case "literal":
    case "reference":
      return [];
    case "template":
      return expression.parts;
    case "attribute":
    case "item":
    case "isSet":
    case "not":
      return [expression.of];
    case "and":
    case "or":
    case "coalesce":
      return expression.of;
    case "equals":
      return [expression.left, expression.right];
    case "choose":
      return [expression.test, expression.then, expression.otherwise];
    case "call":
      return expression.arguments;
  }
}
function replace(variable, value2, within2) {
  const recur = (inner2) => replace(variable, value2, inner2);
  switch (within2.kind) {
    case "literal":
      return within2;
    case "reference":
      return within2.variable.id === variable.id ? value2 : within2;
    case "template":
      return { ...within2, parts: within2.parts.map(recur) };
    case "attribute":
    case "item":
    case "isSet":
    case "not":
      return { ...within2, of: recur(within2.of) };
    case "and":
    case "or":
    case "coalesce":
      return { ...within2, of: within2.of.map(recur) };
    case "equals":
      return { ...within2, left: recur(within2.left), right: recur(within2.right) };
    case "choose":
      return {
        ...within2,
        test: recur(within2.test),
        then: recur(within2.then),
        otherwise: recur(within2.otherwise)
      };
    case "call":
      return { ...within2, arguments: within2.arguments.map(recur) };
  }
}

// generator/endpoints/freeParameters.ts
function freeParameters(block, scope) {
  const bindings4 = new Map([...scope.values()].map((binding3) => [binding3.variable.id, binding3]));
  const found = /* @__PURE__ */ new Map();
  const visit = (expression, bound, attribute2) => {
    if (expression.kind === "attribute") {
      return visit(expression.of, bound, expression.name);
    }
    if (expression.kind !== "reference") {
      return operandsOf(expression).forEach((operand) => visit(operand, bound));
    }
    const { id } = expression.variable;
    const binding3 = bindings4.get(id);
    if (bound.has(id) || !binding3) return;
    const { variable, type, optional } = binding3;
    if (type !== "partition") {
      found.set(String(id), { variable, type, optional });
    } else if (attribute2 !== void 0) {
      const ofAttribute = partitionAttributes.get(attribute2) ?? "string";
      const parameter = { variable, attribute: attribute2, type: ofAttribute, optional: false };
      found.set(`${id} ${attribute2}`, parameter);
    }
  };
  const walk = (statements, outside3) => {
    let bound = outside3;
    for (const statement of statements) {
      const own3 = statement.kind === "if" ? [statement.test] : expressionsOf([statement]);
      for (const expression of own3) visit(expression, bound);
      if (statement.kind === "if") walk(statement.then, bound);
      if (statement.kind === "bind") bound = /* @__PURE__ */ new Set([...bound, statement.variable.id]);
    }
  };
  walk(block, /* @__PURE__ */ new Set());
  return [...found.values()].sort(compare);
}
function compare(a, b) {
  const [before, after] = [a.attribute ?? "", b.attribute ?? ""];
  if (before === "" !== (after === "")) return before === "" ? -1 : 1;
  return a.variable.id - b.variable.id || (before < after ? -1 : 1);
}

// generator/endpoints/functionCalls.ts
function argumentOf({ variable, attribute: attribute2 }) {
  const reference2 = { kind: "reference", variable };
  if (attribute2 === void 0) return reference2;
  return { kind: "attribute", of: reference2, type: "partition", name: attribute2 };
}
function putInPlace(body, functions, refine) {
  const called2 = calledFrom(body, functions);
  const calls = [body, ...called2.map((each2) => each2.body)].flatMap(callsIn);
  const once2 = /* @__PURE__ */ new Map();
  const complete2 = (block) => {
    const whole = replaceCalls(block, once2);
    return whole === block ? block : refine(whole);
  };
  const kept = [];
  for (const each2 of called2.toReversed()) {
    const whole = { ...each2, body: complete2(each2.body) };
    const [only, ...others] = calls.filter((call) => call.function === each2.name);
    const asItIs = JSON.stringify(only?.arguments) === JSON.stringify(each2.parameters.map(argumentOf));
    if (asItIs && others.length === 0 && depthOf(whole.body) < deepest2)
      once2.set(each2.name, whole.body);
    else kept.unshift(whole);
  }
  return { body: complete2(body), functions: kept };
}
var deepest2 = 6;
function depthOf(block) {
  const depths = block.map((each2) => each2.kind === "if" ? 1 + depthOf(each2.then) : 0);
  return depths.reduce((most2, depth) => Math.max(most2, depth), 0);
}
function replaceCalls(block, bodies) {
  const replaced = block.flatMap((statement) => {
    if (statement.kind === "resolve") return bodies.get(statement.function) ?? [statement];
    if (statement.kind !== "if") return [statement];
    const then = replaceCalls(statement.then, bodies);
    return [then === statement.then ? statement : { ...statement, then }];
  });
  const same3 = replaced.length === block.length && replaced.every((each2, i) => each2 === block[i]);
  return same3 ? block : replaced;
}
function calledFrom(body, functions) {
  const called2 = new Set(namesIn(body));
  return functions.filter((each2) => {
    if (!called2.has(each2.name)) return false;
    for (const name of namesIn(each2.body)) called2.add(name);
    return true;
  });
}
function namesIn(block) {
  return callsIn(block).map((call) => call.function);
}
function callsIn(block) {
  return block.flatMap((statement) => {
    if (statement.kind === "if") return callsIn(statement.then);
    return statement.kind === "resolve" ? [statement] : [];
  });
}

// generator/endpoints/diagramBlocks.ts
var repeated = 3;
var deepest3 = 12;
var largest = 1e5;
function diagramBlocks(root2, scope, context, refine) {
  const conditions2 = expectArray(memberOf(root2, "conditions"), "/conditions");
  const results = expectArray(memberOf(root2, "results"), "/results");
  const start = decodeDiagram(root2, conditions2.length, results.length);
  const order = inOrder(start);
  const assigned = conditions2.filter(
    (json4) => isObject2(json4) && memberOf(json4, "assign") !== void 0
  );
  expectSize(order.length * (scope.size + assigned.length));
  const apart = functionNodes(order);
  const { questions, outcomes } = readInOrder(order, conditions2, results, scope, context);
  const functions = /* @__PURE__ */ new Map();
  const blocks = /* @__PURE__ */ new Map();
  const names2 = /* @__PURE__ */ new Map();
  const blockOf = (target) => {
    if (target.kind === "noMatch") return [exhausted];
    if (target.kind === "result") return outcomes.get(target.index) ?? [];
    const { node } = target;
    const called2 = functions.get(node);
    return called2 ? [callOf(called2)] : blocks.get(node) ?? [];
  };
  for (const place of order.toReversed()) {
    if (typeof place === "number") continue;
    const { scope: scope2, statements } = questions.get(place) ?? { scope: /* @__PURE__ */ new Map(), statements: [] };
    const asks = statements.at(-1)?.kind === "if";
    const block = [
      ...nest(blockOf(place.holds), statements),
      ...asks ? blockOf(place.fails) : []
    ];
    if (!apart.has(place)) {
      blocks.set(place, block);
      continue;
    }
    const body = refine(block);
    const name = nameAfter(statements);
    const count = (names2.get(name) ?? 0) + 1;
    names2.set(name, count);
    functions.set(place, {
      name: count === 1 ? name : `${name}${count}`,
      parameters: freeParameters(body, scope2),
      body
    });
  }
  return putInPlace(refine(blockOf(start)), [...functions.values()].reverse(), refine);
}
function expectSize(size2) {
  if (size2 <= largest) return;
  const message2 = `expected a diagram of at most ${largest} places times variables, found ${size2}`;
  throw new Problem("RuleSet.Unsupported", message2, "/nodes");
}
function inOrder(start) {
  const order = /* @__PURE__ */ new Set();
  const entered = /* @__PURE__ */ new Set();
  const waiting = [start];
  for (let next = waiting.at(-1); next; next = waiting.at(-1)) {
    const place = placeOf(next);
    if (place === void 0 || order.has(place)) {
      waiting.pop();
    } else if (typeof place === "number" || entered.has(place)) {
      order.add(place);
      waiting.pop();
    } else {
      entered.add(place);
      waiting.push(place.fails, place.holds);
    }
  }
  return [...order].reverse();
}
function placeOf(target) {
  if (target.kind === "noMatch") return void 0;
  return target.kind === "node" ? target.node : target.index;
}
function functionNodes(order) {
  const count = /* @__PURE__ */ new Map();
  for (const node of order) {
    if (typeof node === "number") continue;
    for (const next of [node.holds, node.fails].map(placeOf)) {
      if (next !== void 0) count.set(next, (count.get(next) ?? 0) + 1);
    }
  }
  const found = /* @__PURE__ */ new Set();
  const extent = /* @__PURE__ */ new Map();
  const extentOf = (target) => {
    const node = target.kind === "node" ? target.node : void 0;
    return (node && extent.get(node)) ?? { size: 1, depth: 0 };
  };
  for (const node of order.toReversed()) {
    if (typeof node === "number") continue;
    const [holds, fails] = [extentOf(node.holds), extentOf(node.fails)];
    const size2 = 1 + holds.size + fails.size;
    const depth = Math.max(1 + holds.depth, fails.depth);
    if ((count.get(node) ?? 0) > 1 && size2 > repeated || depth > deepest3) found.add(node);
    else extent.set(node, { size: size2, depth });
  }
  return found;
}
function readInOrder(order, conditions2, results, start, context) {
  const questions = /* @__PURE__ */ new Map();
  const outcomes = /* @__PURE__ */ new Map();
  const scopes = /* @__PURE__ */ new Map();
  const variables = /* @__PURE__ */ new Map();
  const declare2 = (name) => {
    const variable = variables.get(name) ?? context.declare(name.replace(/_ssa_\d+$/, ""));
    variables.set(name, variable);
    return variable;
  };
  const lead = (target, scope) => {
    const place = placeOf(target);
    if (place === void 0) return;
    const before = scopes.get(place);
    scopes.set(place, before ? common(before, scope) : scope);
  };
  expectDistinct(conditions2);
  const [first2] = order;
  if (first2 !== void 0) scopes.set(first2, start);
  for (const place of order) {
    const scope = scopes.get(place);
    if (!scope) continue;
    if (typeof place === "number") {
      const at3 = step("/results", place);
      const block = context.problems.attempt(() => {
        const result3 = expectObject(results[place], at3);
        expectPlain(result3, at3);
        return parseOutcome(result3, at3, scope, context);
      });
      outcomes.set(place, block ?? []);
      continue;
    }
    const at2 = step("/conditions", place.condition);
    const json4 = conditions2[place.condition] ?? null;
    const condition = context.problems.attempt(
      () => parseCondition(json4, at2, scope, { ...context, declare: declare2 })
    );
    const statements = condition?.statements ?? [];
    questions.set(place, { scope, statements });
    lead(place.holds, condition?.scope ?? scope);
    const last = statements.at(-1);
    if (last?.kind === "if") lead(place.fails, narrowed(scope, last.test));
  }
  return { questions, outcomes };
}
function narrowed(scope, test) {
  if (test.kind !== "not" || test.of.kind !== "isSet" || test.of.of.kind !== "reference") {
    return scope;
  }
  const { name } = test.of.of.variable;
  const binding3 = scope.get(name);
  return binding3 ? new Map([...scope, [name, { ...binding3, optional: false }]]) : scope;
}
function common(one2, other) {
  return new Map(
    [...one2].flatMap(([name, binding3]) => {
      const same3 = other.get(name);
      if (!same3) return [];
      return [[name, same3.optional ? same3 : binding3]];
    })
  );
}
function expectDistinct(conditions2) {
  const taken = /* @__PURE__ */ new Set();
  conditions2.forEach((json4, index) => {
    const at2 = step("/conditions", index);
    const name = memberOf(expectObject(json4, at2), "assign");
    if (typeof name !== "string") return;
    if (taken.has(name)) {
      const message2 = `another condition assigns ${name} already`;
      throw new Problem("RuleSet.DuplicateName", message2, step(at2, "assign"));
    }
    taken.add(name);
  });
}
function expectPlain(result3, pointer) {
  const conditions2 = memberOf(result3, "conditions") ?? [];
  if (expectArray(conditions2, step(pointer, "conditions")).length > 0) {
    const message3 = "a result has no conditions of its own";
    throw new Problem("RuleSet.Invalid", message3, step(pointer, "conditions"));
  }
  if (memberOf(result3, "type") !== "tree") return;
  const message2 = "expected one of the rule types endpoint and error";
  throw new Problem("RuleSet.Invalid", message2, step(pointer, "type"));
}
function callOf({ name, parameters: parameters2 }) {
  return { kind: "resolve", function: name, arguments: parameters2.map(argumentOf) };
}
function nameAfter(statements) {
  const [first2] = statements;
  const asked = first2?.kind === "bind" ? first2.value : first2?.kind === "if" ? first2.test : void 0;
  const variable = asked && firstVariable(asked);
  if (variable === void 0) return "resolveFurther";
  const name = variable.replace(/^_+/, "");
  return `resolveBy${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
function firstVariable(expression) {
  if (expression.kind === "reference") return expression.variable.name;
  for (const operand of operandsOf(expression)) {
    const name = firstVariable(operand);
    if (name !== void 0) return name;
  }
  return void 0;
}

// generator/endpoints/joinUrls.ts
function joinUrls(block) {
  let rest = [];
  for (const statement of block.toReversed()) {
    rest = statement.kind === "if" ? prepend({ ...statement, then: joinUrls(statement.then) }, rest) : [statement, ...rest];
  }
  return rest;
}
function prepend(choice, rest) {
  const [next, ...others] = rest;
  const yes = onlyEndpoint(choice.then);
  if (!yes || !next) return [choice, ...rest];
  if (next.kind === "endpoint") {
    const joined = join2(choice.test, yes, next);
    return joined ? [joined, ...others] : [choice, ...rest];
  }
  const no = next.kind === "if" ? onlyEndpoint(next.then) : void 0;
  const { test } = choice;
  if (next.kind === "if" && no && test.kind === "and" && test.of.length === 2) {
    const [first2, second] = test.of;
    const joined = same2(first2, next.test) ? join2(second, yes, no) : void 0;
    if (joined) return prepend({ kind: "if", test: first2, then: [joined] }, others);
  }
  return [choice, ...rest];
}
function onlyEndpoint(block) {
  const [only] = block;
  return block.length === 1 && only?.kind === "endpoint" ? only : void 0;
}
function join2(test, yes, no) {
  if (test.kind !== "reference" || !same2({ ...yes, url: no.url }, no)) return void 0;
  const [one2, other] = [tokensOf(yes.url), tokensOf(no.url)];
  const start = commonStart(one2, other);
  const ends3 = [one2.slice(start), other.slice(start)];
  const end2 = commonStart(ends3[0].toReversed(), ends3[1].toReversed());
  const [then, otherwise] = ends3.map(
    (tokens) => concatenation(tokens.slice(0, tokens.length - end2))
  );
  const before = one2.slice(0, start);
  const after = one2.slice(one2.length - end2);
  if ([...before, ...after].every(({ kind: kind2 }) => kind2 === "literal")) return void 0;
  if (![then, otherwise].every(({ kind: kind2 }) => /^(literal|reference|attribute)$/.test(kind2))) {
    return void 0;
  }
  const choice = { kind: "choose", test, then, otherwise };
  return { ...yes, url: concatenation([...before, choice, ...after]) };
}
function tokensOf(url) {
  const parts2 = url.kind === "template" ? url.parts : [url];
  return parts2.flatMap(
    (part) => part.kind === "literal" ? [...String(part.value)].map((value2) => ({ kind: "literal", value: value2 })) : [part]
  );
}
function commonStart(one2, other) {
  let count = one2.findIndex((token3, index) => !same2(token3, other[index]));
  if (count < 0) count = one2.length;
  while (isWord(one2[count - 1]) && (isWord(one2[count]) || isWord(other[count]))) count--;
  return count;
}
function isWord(token3) {
  return token3?.kind === "literal" && /\w/.test(String(token3.value));
}
function same2(one2, other) {
  return JSON.stringify(one2) === JSON.stringify(other);
}

// generator/endpoints/since.ts
var since = /* @__PURE__ */ new Map([
  ["coalesce", 1],
  ["ite", 1],
  ["split", 1],
  ["an index from the end", 1]
]);
function checkSince(minor, json4, pointer, problems4) {
  if (isArray2(json4)) {
    json4.forEach((item, index) => checkSince(minor, item, step(pointer, index), problems4));
    return;
  }
  if (!isObject2(json4)) return;
  for (const feature of featuresOf(json4)) {
    const needed3 = since.get(feature) ?? 0;
    problems4.attempt(() => {
      if (needed3 <= minor) return;
      const message2 = `${feature} needs version 1.${needed3}, and the rules say 1.${minor}`;
      throw new Problem("RuleSet.Version", message2, step(pointer, "fn"));
    });
  }
  for (const [key3, value2] of Object.entries(json4)) {
    if (key3 !== "properties") checkSince(minor, value2, step(pointer, key3), problems4);
  }
}
function featuresOf({ fn, argv }) {
  if (typeof fn !== "string") return [];
  const path2 = isArray2(argv) ? argv[1] : void 0;
  const fromEnd = fn === "getAttr" && typeof path2 === "string" && path2.includes("[-");
  return fromEnd ? [fn, "an index from the end"] : [fn];
}

// generator/endpoints/compile.ts
function compileRuleSet(ruleSet, place, options) {
  const { program, diagnostics } = parseRuleSet(ruleSet, place, options);
  return { program: program && { ...program, body: tidy(program.body) }, diagnostics };
}
function compileDiagram(diagram, place, options) {
  return parseDiagram(diagram, place, options, tidy);
}
function parseRuleSet(ruleSet, place, options) {
  return parse(ruleSet, place, options, 0, (root2, scope, context) => {
    expectFew(root2);
    const body = parseRules(memberOf(root2, "rules"), "/rules", scope, context);
    return { body, functions: [] };
  });
}
function parseDiagram(diagram, place, options, refine = (block) => block) {
  return parse(
    diagram,
    place,
    options,
    1,
    (root2, scope, context) => diagramBlocks(root2, scope, context, refine)
  );
}
function tidy(block) {
  return joinUrls(layOut(simplify(joinTests(block))));
}
function parse(json4, place, { hasRegion } = {}, leastMinor, read2) {
  const problems4 = collectProblems(place);
  let variables = 0;
  const declare2 = (name) => ({ name, id: variables++ });
  const program = problems4.attempt(() => {
    const root2 = expectObject(json4, "");
    const minor = expectVersion(memberOf(root2, "version"), leastMinor);
    const parametersAt = "/parameters";
    const parameters2 = entriesOf(expectObject(memberOf(root2, "parameters"), parametersAt)).flatMap(
      ([name, value2]) => {
        const at2 = step(parametersAt, name);
        const parsed = problems4.attempt(() => parseParameter(declare2(name), value2, at2));
        if (!parsed) return [];
        return hasRegion && parsed.property === "Region" ? { ...parsed, isSet: true } : parsed;
      }
    );
    problems4.attempt(() => expectDistinct2(parameters2));
    const scope = new Map(
      parameters2.map((parameter) => [parameter.variable.name, bind(parameter)])
    );
    for (const key3 of ["rules", "conditions", "results"]) {
      checkSince(minor, memberOf(root2, key3) ?? [], step("", key3), problems4);
    }
    const { body, functions } = read2(root2, scope, { problems: problems4, declare: declare2 });
    return { parameters: parameters2, body: [...parameters2.flatMap(expectSet), ...body], functions };
  });
  const { diagnostics } = problems4;
  return { program: diagnostics.length > 0 ? void 0 : program, diagnostics };
}
function bind({ variable, type, required: required2, isSet, default: fallback }) {
  return { variable, type, optional: !required2 && !isSet && fallback === void 0 };
}
function expectSet({ variable, required: required2, isSet, default: fallback }) {
  if (!required2 || isSet || fallback !== void 0) return [];
  const message2 = `${variable.name} is required to find the endpoint`;
  const error2 = { kind: "error", message: { kind: "literal", value: message2 } };
  const test = { kind: "isSet", of: { kind: "reference", variable } };
  return [{ kind: "if", test: { kind: "not", of: test }, then: [error2] }];
}
function expectVersion(version, leastMinor) {
  const [, minor] = /^1\.(\d+)$/.exec(typeof version === "string" ? version : "") ?? [];
  if (minor !== void 0 && Number(minor) >= leastMinor) return Number(minor);
  throw new Problem(
    "RuleSet.Unsupported",
    `expected a version 1 of the rules engine, such as "1.${leastMinor}", found ${JSON.stringify(version)}`,
    "/version"
  );
}
var mostRules = 12e3;
function expectFew(root2) {
  const countOf = (json4) => isArray2(json4) ? json4.reduce((sum, rule) => {
    const conditions2 = isObject2(rule) ? memberOf(rule, "conditions") : void 0;
    const own3 = 1 + (isArray2(conditions2) ? conditions2.length : 0);
    return sum + own3 + (isObject2(rule) ? countOf(memberOf(rule, "rules")) : 0);
  }, 0) : 0;
  const count = countOf(memberOf(root2, "rules"));
  if (count <= mostRules) return;
  const message2 = `expected at most ${mostRules} rules and conditions, found ${count}`;
  throw new Problem("RuleSet.Unsupported", message2, "/rules");
}
function expectDistinct2(parameters2) {
  const taken = /* @__PURE__ */ new Map();
  for (const { variable, property: property3 } of parameters2) {
    for (const name of /* @__PURE__ */ new Set([variable.name.toLowerCase(), property3.toLowerCase()])) {
      const other = taken.get(name);
      if (other !== void 0) {
        const message2 = `the parameters ${other} and ${variable.name} go by the same name`;
        throw new Problem("RuleSet.DuplicateName", message2, step("/parameters", variable.name));
      }
      taken.set(name, variable.name);
    }
  }
}

// generator/endpoints/service.ts
function compileEndpoints(model2, service2, operations, options) {
  const rules2 = compileRules(service2, options);
  if (!rules2) return { diagnostics: checkParameters(model2, operations) };
  const { program, diagnostics } = rules2;
  if (!program) return { diagnostics };
  const { bindings: bindings4, diagnostics: more } = bindParameters(program, model2, service2, operations);
  return { endpoints: { program, bindings: bindings4 }, diagnostics: [...diagnostics, ...more] };
}
function compileRules(service2, options) {
  for (const [{ id }, compile] of [
    [traits.endpointRuleSet, compileRuleSet],
    [traits.endpointBdd, compileDiagram]
  ]) {
    const value2 = service2.traits.get(id);
    if (value2 !== void 0) return compile(value2, inside(at(service2), "traits", id), options);
  }
  return void 0;
}

// generator/hash.ts
import { createHash } from "node:crypto";
function sha256(text4) {
  return createHash("sha256").update(text4).digest("hex");
}
function textHash(text4) {
  return sha256(text4.replaceAll("\r\n", "\n"));
}
function hashModel(model2) {
  return hashValue({ shapes: model2.shapes, metadata: model2.metadata });
}
function hashValue(value2) {
  return sha256(JSON.stringify(canonical2(value2)));
}
function canonical2(value2) {
  if (Array.isArray(value2)) return value2.map(canonical2);
  if (typeof value2 !== "object" || value2 === null) return value2;
  const entries2 = value2 instanceof Map ? value2 : Object.entries(value2);
  return [...entries2].filter(([key3]) => key3 !== "source").sort(([a], [b]) => a < b ? -1 : 1).map(([key3, item]) => [key3, canonical2(item)]);
}

// generator/smithy/members.ts
function membersOf(shape) {
  switch (shape.type) {
    case "structure":
    case "union":
    case "enum":
    case "intEnum":
      return shape.members.values();
    case "list":
      return [shape.member];
    case "map":
      return [shape.key, shape.value];
    default:
      return [];
  }
}

// generator/ir/types.ts
var unit = "smithy.api#Unit";
function shapeOf(model2, id) {
  const shape = model2.shapes.get(id);
  if (!shape) throw new Error(`The model was not validated: it has no shape ${id}.`);
  return shape;
}
function structureId({ id, traits: traits2 }) {
  return traits2.has("smithy.api#error") ? `${id}$` : id;
}
function typeOf2(model2, member, long2) {
  const target = shapeOf(model2, member.target);
  if (target.id === unit) return { kind: "unit" };
  const constraints = constraintsOf(target.traits, member.traits);
  switch (target.type) {
    case "string":
      return { kind: "string", constraints };
    case "blob":
      return { kind: "blob", constraints };
    case "byte":
    case "short":
    case "integer":
      return { kind: "integer", bits: integerBits[target.type], constraints };
    case "float":
    case "double":
      return { kind: "float", constraints };
    case "long":
      return { kind: "long", as: long2, constraints };
    case "bigInteger":
    case "bigDecimal":
      return { kind: target.type, constraints };
    case "boolean":
    case "document":
      return { kind: target.type };
    case "timestamp":
      return { kind: "timestamp", format: timestampFormat(target.traits, member.traits) };
    case "enum":
    case "intEnum":
      return { kind: target.type, shape: target.id };
    case "structure":
      return { kind: "structure", shape: structureId(target) };
    case "union":
      return {
        kind: "union",
        shape: structureId(target),
        stream: target.traits.has("smithy.api#streaming")
      };
    case "list":
      return {
        kind: "list",
        item: typeOf2(model2, target.member, long2),
        sparse: target.traits.has("smithy.api#sparse"),
        constraints
      };
    case "map":
      return {
        kind: "map",
        key: typeOf2(model2, target.key, long2),
        value: typeOf2(model2, target.value, long2),
        sparse: target.traits.has("smithy.api#sparse"),
        secretKeys: [target, shapeOf(model2, target.key.target)].some(
          ({ traits: traits2 }) => traits2.has("smithy.api#sensitive")
        ),
        constraints
      };
    default:
      throw new Error(`The model was not validated: ${member.id} targets a ${target.type}.`);
  }
}
var integerBits = { byte: 8, short: 16, integer: 32 };
function timestampFormat(...sources) {
  return nearest(sources, "smithy.api#timestampFormat");
}
function nearest(sources, trait3) {
  return sources.reduce((found, traits2) => traits2.get(trait3) ?? found, void 0);
}
function constraintsOf(...sources) {
  const length = nearest(sources, "smithy.api#length");
  const range = nearest(sources, "smithy.api#range");
  const pattern2 = nearest(sources, "smithy.api#pattern");
  const unique = nearest(sources, "smithy.api#uniqueItems") === void 0 ? void 0 : true;
  return { length, range, pattern: pattern2, unique };
}
function documentationOf(traits2, modelName3) {
  const deprecated = traits2.get("smithy.api#deprecated");
  const recommended = traits2.get("smithy.api#recommended");
  return {
    html: traits2.get("smithy.api#documentation"),
    deprecated: deprecated && {
      message: deprecated["message"],
      since: deprecated["since"]
    },
    internal: traits2.has("smithy.api#internal") ? true : void 0,
    since: traits2.get("smithy.api#since"),
    recommended: recommended && (recommended["reason"] ?? true),
    modelName: modelName3
  };
}
function examplesOf(traits2) {
  const examples = traits2.get("smithy.api#examples") ?? [];
  return examples.map(({ title, documentation, input, output, error: error2 }) => {
    const { shapeId: shapeId2, content: content2 } = error2 ?? {};
    return {
      title,
      documentation,
      input: input ?? {},
      output,
      error: shapeId2 === void 0 ? void 0 : { shape: shapeId2, content: content2 ?? {} }
    };
  });
}

// generator/ir/facts.ts
var factKinds = [
  "documentation",
  "deprecation",
  "constraints",
  "endpoints",
  "authentication",
  "wire",
  "tests"
];
function factsOf(model2, service2) {
  const named3 = [...model2.shapes.values()].filter(
    (shape) => hasName(shape) && !shape.id.startsWith("smithy.api#")
  );
  const ofKind = (kind2) => new Map(
    named3.flatMap((shape) => {
      const facts = shape.id === service2.id ? own(shape, kind2) : shapeFacts(model2, shape, kind2);
      return facts === void 0 ? [] : [[shape.id, facts]];
    })
  );
  return Object.fromEntries(factKinds.map((kind2) => [kind2, ofKind(kind2)]));
}
function hasName({ type }) {
  return /^(service|operation|structure|union|enum|intEnum)$/.test(type);
}
function shapeFacts(model2, shape, kind2) {
  const isError = shape.traits.has("smithy.api#error");
  const members2 = [...membersOf(shape)].map(({ name, target, traits: traits2 }) => {
    const value3 = traitsOf(traits2, kind2);
    const below2 = targetFacts(model2, shapeOf(model2, target), kind2);
    const isTold = value3 !== void 0 || below2 !== void 0 || kind2 === "wire" && isError;
    return [name, isTold ? list(value3, below2) : void 0];
  }).filter(([, facts]) => facts !== void 0).sort(([a], [b]) => a < b ? -1 : 1);
  const value2 = own(shape, kind2);
  return value2 === void 0 && members2.length === 0 ? void 0 : list(value2, members2);
}
function own(shape, kind2) {
  const value2 = traitsOf(shape.traits, kind2);
  if (kind2 !== "wire" || shape.type !== "service") return value2;
  return list(value2, shape.version);
}
function targetFacts(model2, target, kind2) {
  if (hasName(target)) return void 0;
  const type = kind2 === "wire" && target.type !== "string" ? target.type : void 0;
  const facts = shapeFacts(model2, target, kind2);
  return type === void 0 && facts === void 0 ? void 0 : list(type, facts);
}
function list(...facts) {
  return facts.map((fact) => fact ?? null);
}
function traitsOf(traits2, kind2) {
  const filled = traits2.has("smithy.api#default") || traits2.has("smithy.api#idempotencyToken");
  const found = [...traits2].filter(([id]) => kindOf2(id) === kind2 || kind2 === "wire" && filled && id === required).sort(([a], [b]) => a < b ? -1 : 1);
  return found.length === 0 ? void 0 : found;
}
var required = "smithy.api#required";
function kindOf2(trait3) {
  const known2 = kinds.get(trait3);
  if (known2 !== void 0) return known2;
  if (inTypes.has(trait3)) return void 0;
  if (/^smithy\.rules#|^aws\.endpoints#/.test(trait3)) return "endpoints";
  if (/^aws\.auth#/.test(trait3)) return "authentication";
  if (/^smithy\.(test|waiters)#/.test(trait3)) return trait3.includes(".test#") ? "tests" : "wire";
  return "wire";
}
var inTypes = /* @__PURE__ */ new Set([required, "smithy.api#enumValue"]);
var kinds = new Map(
  [
    [
      "documentation",
      "documentation examples externalDocumentation recommended since tags title"
    ],
    ["documentation", "internal unstable"],
    ["deprecation", "deprecated"],
    ["constraints", "length pattern range uniqueItems"],
    ["endpoints", "endpoint hostLabel"],
    ["authentication", "auth optionalAuth httpApiKeyAuth httpBasicAuth httpBearerAuth"],
    ["authentication", "httpDigestAuth"]
  ].flatMap(
    ([kind2, names2]) => names2.split(" ").map((name) => [`smithy.api#${name}`, kind2])
  ).concat([["smithy.rules#endpointTests", "tests"]])
);

// generator/smithy/uriPattern.ts
var label = /^\{([A-Za-z_]\w*)(\+?)\}$/;
function parseUri(uri) {
  const [path2 = "", ...rest] = uri.split("?");
  const literal3 = rest.join("?");
  const segments = path2.replace(/\/$/, "").split("/").slice(1).map(segmentOf);
  const query2 = new Map(
    literal3 === "" ? [] : literal3.split("&").map((each2) => splitOnce(each2, "="))
  );
  const problem = uriProblem(uri, path2, literal3, segments);
  return { segments, query: query2, problem };
}
function segmentOf(text4) {
  const [, name, greedy] = label.exec(text4) ?? [];
  if (name === void 0) return { kind: "literal", text: text4 };
  return { kind: greedy === "+" ? "greedy" : "label", text: name };
}
function splitOnce(text4, separator) {
  const index = text4.indexOf(separator);
  return index < 0 ? [text4, ""] : [text4.slice(0, index), text4.slice(index + 1)];
}
function uriProblem(uri, path2, query2, segments) {
  if (!uri.startsWith("/")) return "it has to start with `/`";
  if (uri.endsWith("?")) return "it has `?`, and no query after it";
  if (/[{}]/.test(query2)) return "its query cannot have labels";
  if (segments.some(({ text: text4 }) => text4 === "")) {
    return "a segment of its path is empty";
  }
  return segmentsProblem(segments);
}
function segmentsProblem(segments) {
  const odd = segments.find(({ kind: kind2, text: text4 }) => kind2 === "literal" && /[{}]/.test(text4));
  if (odd !== void 0) return `\`${odd.text}\` is neither a label nor free of braces`;
  const labels = labelsOf(segments).map(({ text: text4 }) => text4);
  const twice = labels.find((name, index) => labels.indexOf(name) !== index);
  return twice === void 0 ? void 0 : `it has the label \`${twice}\` twice`;
}
function labelsOf(segments) {
  return segments.filter(({ kind: kind2 }) => kind2 !== "literal");
}
function parseHostPrefix(prefix2) {
  return prefix2.split(/(\{[^{}]*\})/).filter((text4) => text4 !== "").map(segmentOf);
}
var uriText = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?{}]|%[0-9A-Fa-f]{2})*$/;
function isUriText(uri) {
  return uriText.test(uri);
}

// generator/ir/auth.ts
var supported = /* @__PURE__ */ new Map([
  [traits.sigv4.id, () => ({ kind: "sigv4" })],
  [traits.httpBearerAuth.id, () => ({ kind: "bearer" })],
  [traits.httpBasicAuth.id, () => ({ kind: "basic" })],
  [
    traits.httpApiKeyAuth.id,
    (service2) => {
      const { in: where, name, scheme } = getTrait(service2, traits.httpApiKeyAuth) ?? apiKeyHeader;
      return {
        kind: "apiKey",
        in: where,
        name: where === "header" ? name.toLowerCase() : name,
        scheme
      };
    }
  ]
]);
var apiKeyHeader = { in: "header", name: "authorization", scheme: void 0 };
function authOf(service2) {
  const listed2 = getTrait(service2, traits.auth) ?? [...service2.traits.keys()].sort();
  return schemesOf(service2, listed2);
}
function operationAuthOf(service2, operation2) {
  const own3 = getTrait(operation2, traits.auth);
  const optional = hasTrait(operation2, traits.optionalAuth);
  if (own3 === void 0 && !optional) return void 0;
  const schemes2 = own3 === void 0 ? authOf(service2) : schemesOf(service2, own3);
  const none = schemes2.some(({ kind: kind2 }) => kind2 === "none");
  return optional && !none ? [...schemes2, { kind: "none" }] : schemes2;
}
function schemesOf(service2, ids) {
  const schemes2 = ids.flatMap(
    (id) => service2.traits.has(id) ? supported.get(id)?.(service2) ?? [] : []
  );
  return schemes2.length > 0 ? schemes2 : [{ kind: "none" }];
}

// generator/ir/customizations.ts
var endpointMembers = /* @__PURE__ */ new Map([
  ["com.amazonaws.machinelearning#Predict", "PredictEndpoint"]
]);
var longPolls = /* @__PURE__ */ new Set([
  "com.amazonaws.sqs#ReceiveMessage",
  "com.amazonaws.sfn#GetActivityTask",
  "com.amazonaws.swf#PollForActivityTask",
  "com.amazonaws.swf#PollForDecisionTask"
]);
var retries = new Map(
  [
    "com.amazonaws.dynamodb#DynamoDB_20120810",
    "com.amazonaws.dynamodbstreams#DynamoDBStreams_20120810"
  ].map((service2) => [service2, { delay: 25, attempts: 4 }])
);

// generator/smithy/neighbours.ts
function neighboursOf(shape) {
  switch (shape.type) {
    case "operation":
      return [shape.input, shape.output, ...shape.errors];
    case "service":
      return [...shape.operations, ...shape.resources, ...shape.errors];
    case "resource":
      return [
        ...shape.identifiers.values(),
        ...shape.properties.values(),
        ...shape.lifecycle.values(),
        ...shape.operations,
        ...shape.collectionOperations,
        ...shape.resources
      ];
    default:
      return Array.from(membersOf(shape), ({ target }) => target);
  }
}

// generator/smithy/closure.ts
function closureOf(model2, roots) {
  const found = new Set(roots.filter((id) => model2.shapes.has(id)));
  for (const id of found) {
    const shape = model2.shapes.get(id);
    if (shape === void 0) continue;
    for (const neighbour of neighboursOf(shape)) {
      if (model2.shapes.has(neighbour)) found.add(neighbour);
    }
  }
  return [...found].sort(byCodeUnit);
}

// generator/smithy/nearest.ts
import { distance } from "fastest-levenshtein";
function nearestNames(name, candidates, limit = 3) {
  const wanted = name.toLowerCase();
  const furthest = Math.max(2, Math.floor(wanted.length / 3));
  const found = [];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > furthest) continue;
    const steps = distance(wanted, candidate.toLowerCase());
    if (steps <= furthest) found.push({ candidate, steps });
  }
  return found.sort((a, b) => a.steps - b.steps || byCodeUnit(a.candidate, b.candidate)).slice(0, limit).map(({ candidate }) => candidate);
}
function fewHints(candidates, most2 = 20) {
  const hinted = /* @__PURE__ */ new Set();
  return (name) => {
    if (hinted.size >= most2 && !hinted.has(name)) return "";
    hinted.add(name);
    return didYouMean(name, candidates);
  };
}
function didYouMean(name, candidates) {
  const names2 = nearestNames(name, candidates);
  return names2.length === 0 ? "" : ` Did you mean ${names2.map((each2) => `\`${each2}\``).join(" or ")}?`;
}

// generator/smithy/shapeId.ts
var identifier = "(?:_+[A-Za-z0-9]|[A-Za-z])[A-Za-z0-9_]*";
var shapeName = new RegExp(`^${identifier}$`);
var absolute = new RegExp(`^${identifier}(?:\\.${identifier})*#${identifier}$`);
var absoluteMember = new RegExp(
  `^(${identifier}(?:\\.${identifier})*#${identifier})\\$(${identifier})$`
);
function isIdentifier(text4) {
  return shapeName.test(text4);
}
function isShapeId(text4) {
  return absolute.test(text4);
}
function memberParts(id) {
  const [, container, name] = absoluteMember.exec(id) ?? [];
  return container === void 0 || name === void 0 ? void 0 : { container, name };
}
function nameOf(id) {
  return id.slice(id.indexOf("#") + 1);
}

// generator/smithy/select.ts
function selectService(model2, service2) {
  const services = [...model2.shapes.values()].filter(
    (shape) => shape.type === "service" && !hasTrait(shape, traits.mixin)
  );
  const found = service2 === void 0 ? services : services.filter(({ id }) => id === service2 || nameOf(id) === service2);
  if (found.length === 1) return { service: found[0], diagnostics: [] };
  const list2 = services.map(({ id }) => `\`${id}\``).join(", ");
  let message2;
  if (services.length === 0) message2 = "The model has no service.";
  else if (found.length > 1) message2 = `The model has several services; say which: ${list2}.`;
  else {
    const names2 = services.flatMap(({ id }) => [id, nameOf(id)]);
    const hint = didYouMean(service2 ?? "", names2) || ` It has ${list2}.`;
    message2 = `The model has no service \`${service2}\`.${hint}`;
  }
  return { diagnostics: [error("Service.Unknown", message2)] };
}
function operationsOf(model2, service2) {
  const operations = new Set(service2.operations);
  const resources = new Set(service2.resources);
  for (const id of resources) {
    const resource = model2.shapes.get(id);
    if (resource?.type !== "resource") continue;
    const bound = [
      ...resource.lifecycle.values(),
      ...resource.operations,
      ...resource.collectionOperations
    ];
    for (const operation2 of bound) operations.add(operation2);
    for (const child of resource.resources) resources.add(child);
  }
  return [...operations].map((id) => model2.shapes.get(id)).filter((shape) => shape?.type === "operation").sort((a, b) => byCodeUnit(nameOf(a.id), nameOf(b.id)) || byCodeUnit(a.id, b.id));
}
function selectOperations(model2, service2, patterns) {
  const all = operationsOf(model2, service2);
  if (patterns === void 0) return { operations: all, diagnostics: [] };
  const chosen = /* @__PURE__ */ new Set();
  const diagnostics = [];
  for (const pattern2 of patterns) {
    const found = named2(all, pattern2);
    for (const operation2 of found) chosen.add(operation2);
    if (found.length === 0) diagnostics.push(unknownOperation(service2, pattern2, all));
  }
  return { operations: all.filter((operation2) => chosen.has(operation2)), diagnostics };
}
function unknownOperation(service2, pattern2, all) {
  const name = nameOf(service2.id);
  const message2 = pattern2.includes("*") ? `No operation of \`${name}\` matches \`${pattern2}\`.` : `\`${name}\` has no operation \`${pattern2}\`.` + didYouMean(
    pattern2,
    all.map(({ id }) => nameOf(id))
  );
  return error("Operation.Unknown", message2, at(service2));
}
function named2(all, pattern2) {
  const matches = matcherOf(pattern2);
  const found = all.filter(({ id }) => matches(nameOf(id)) || id === pattern2);
  if (found.length > 0 || pattern2.includes("*")) return found;
  const wanted = pattern2.toLowerCase();
  const alike = all.filter(({ id }) => nameOf(id).toLowerCase() === wanted);
  return alike.length === 1 ? alike : [];
}
function matcherOf(pattern2) {
  const [start = "", ...rest] = pattern2.split("*");
  const end2 = rest.pop();
  if (end2 === void 0) return (name) => name === pattern2;
  return (name) => {
    if (name.length < start.length + end2.length) return false;
    if (!name.startsWith(start) || !name.endsWith(end2)) return false;
    let from = start.length;
    for (const part of rest) {
      const index = name.indexOf(part, from);
      if (index < 0) return false;
      from = index + part.length;
    }
    return from <= name.length - end2.length;
  };
}

// generator/ir/reserved.ts
var exported = "AbortError CallError CallOptions ClientError ConfigError CredentialsError InputError ResponseError Result ServiceError TimeoutError TransportError Unit UnmodeledServiceError unwrap".split(" ");
var words = new Set(
  "arguments as await break case catch class const continue debugger default delete do else enum eval export extends false finally for function globalThis if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield".split(" ")
);
var typeWords = new Set(
  "any asserts bigint boolean infer intrinsic keyof never number object readonly satisfies string symbol unique unknown".split(" ")
);
var devices = /^(con|prn|aux|nul|(com|lpt)\d)$/i;

// generator/ir/remembered.ts
function meaningOf(kind2, short2) {
  return `${kind2} ${short2}`;
}
function shortId(service2, id) {
  const namespace = service2.slice(0, service2.indexOf("#") + 1);
  return id.startsWith(namespace) ? id.slice(namespace.length) : id;
}
var nothing = { names: /* @__PURE__ */ new Map(), others: /* @__PURE__ */ new Set(), types: /* @__PURE__ */ new Map() };
function claimsOf({ names: names2, others }, alive) {
  const kept = new Map([...names2].filter(([meaning, name]) => alive(meaning) && isName(name)));
  const owners = new Map([...others].map((name) => [name, []]));
  for (const [meaning, name] of kept) owners.set(name, [...owners.get(name) ?? [], meaning]);
  return {
    nameOf: (meaning) => kept.get(meaning),
    isAnothers: (meaning, name) => owners.get(name)?.includes(meaning) === false
  };
}
function isName(name) {
  const isWord3 = words.has(name) || typeWords.has(name) || devices.test(name);
  return /^[A-Za-z_]\w*$/.test(name) && !isWord3;
}

// generator/ir/settle.ts
function settle(wanted, isTaken, others = [], had = () => void 0) {
  const settled = /* @__PURE__ */ new Map();
  const seen = new Set(
    others.flatMap((each2) => [...each2.values()]).map((name) => name.toLowerCase())
  );
  const give = ([id, name]) => {
    if (isTaken(id, name) || seen.has(name.toLowerCase())) return false;
    seen.add(name.toLowerCase());
    settled.set(id, name);
    return true;
  };
  const ordered = [...wanted].sort(([a, x], [b, y]) => byCodeUnit(x, y) || byCodeUnit(a, b));
  const keeps = ([id]) => {
    const name = had(id);
    return name !== void 0 && give([id, name]);
  };
  const rest = ordered.filter((each2) => !keeps(each2));
  for (const [id, name] of rest.filter((each2) => !give(each2))) {
    for (let other = `${name}_`; !give([id, other]); other += "_") ;
  }
  return settled;
}

// generator/ir/names.ts
function shapeName2(id) {
  return id.slice(id.indexOf("#") + 1);
}
function modelName(service2, id) {
  return service2.rename.get(id) ?? shapeName2(id);
}
function sdkId(service2) {
  const value2 = service2.traits.get("aws.api#service");
  return value2?.["sdkId"] ?? shapeName2(service2.id);
}
function clientName(sdkId2) {
  const name = sdkId2.split(/[^A-Za-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[A-Za-z]/.test(name) ? name : `Service${name}`;
}
function localName(name) {
  const lower = lowerFirst(name);
  return words.has(lower) ? `${lower}_` : lower;
}
function settleNames(model2, service2, remembered4 = nothing) {
  const operations = operationsOf(model2, service2).map(({ id }) => id);
  const shapes = closureOf(model2, [...operations, ...service2.errors]).map((id) => model2.shapes.get(id)).filter((shape) => shape !== void 0 && typed.has(shape.type));
  const isError = ({ traits: traits2 }) => traits2.has("smithy.api#error");
  const named3 = (ids, make) => ids.map((id) => [id, make(modelName(service2, id))]);
  const ofOperations = (make) => named3(operations, make);
  const short2 = (id) => shortId(service2.id, id);
  const alive = new Set(
    [...operations, ...shapes.flatMap((shape) => [shape.id, structureId(shape)])].map(short2)
  );
  const claims = claimsOf(
    remembered4,
    (meaning) => alive.has(meaning.slice(meaning.indexOf(" ") + 1))
  );
  const settleExported = (kind2, wanted, isTaken2, others = []) => {
    const meaning = (id) => meaningOf(kind2, short2(id));
    return settle(
      wanted,
      (id, name) => claims.isAnothers(meaning(id), name) || isTaken2(id, name),
      others,
      (id) => claims.nameOf(meaning(id))
    );
  };
  const classes = /* @__PURE__ */ new Set([
    "Command",
    "ServiceInputTypes",
    "ServiceOutputTypes",
    "exceptions",
    "then"
  ]);
  const isClass = (_, name) => classes.has(name);
  const settleClasses = (kind2, suffix) => {
    const settled = settleExported(
      kind2,
      ofOperations((name) => `${name}${suffix}`),
      isClass
    );
    add(classes, settled);
    return settled;
  };
  const commands = settleClasses("command", "Command");
  const commandInputs = settleClasses("commandInput", "CommandInput");
  const commandOutputs = settleClasses("commandOutput", "CommandOutput");
  const taken = /* @__PURE__ */ new Set([...exported, ...clientNames(clientName(sdkId(service2)))]);
  const isTaken = (_, name) => taken.has(name);
  const errors2 = shapes.filter(isError);
  const keptData = new Map(
    errors2.flatMap((error2) => {
      const id = structureId(error2);
      const name = claims.nameOf(meaningOf("type", short2(id)));
      return name === void 0 ? [] : [[id, name]];
    })
  );
  const own3 = settleExported(
    "type",
    named3(
      shapes.map(({ id }) => id),
      (name) => name
    ),
    (id, name) => words.has(name) || typeWords.has(name) || devices.test(name) || taken.has(name) || classes.has(name) && isError(model2.shapes.get(id)),
    [keptData]
  );
  add(taken, own3);
  const data = settleExported(
    "type",
    errors2.map((error2) => [structureId(error2), `${own3.get(error2.id) ?? ""}Data`]),
    isTaken,
    [own3]
  );
  add(taken, data);
  const types2 = new Map([...own3, ...data]);
  const functions = settleExported("function", ofOperations(lowerFirst), (_, name) => {
    const isProperty2 = name in Object.prototype || name === "then";
    return words.has(name) || devices.test(name) || isProperty2 || taken.has(name);
  });
  add(taken, functions);
  const errorTypes = settleExported(
    "errors",
    ofOperations((name) => `${name}Error`),
    isTaken
  );
  add(taken, errorTypes);
  const constants = settle(
    ofOperations((name) => `${lowerFirst(name)}Operation`),
    isTaken
  );
  add(taken, constants);
  const structures = shapes.filter(({ type }) => type === "structure" || type === "union").map(structureId);
  const ofStructures = (make) => settle(
    structures.map((id) => [id, make(types2.get(id) ?? "")]),
    isTaken
  );
  const readers = ofStructures((name) => `read${name}`);
  add(taken, readers);
  const writers = ofStructures((name) => `write${name}`);
  return {
    types: types2,
    functions,
    errorTypes,
    commands,
    commandInputs,
    commandOutputs,
    constants,
    readers,
    writers
  };
}
function add(names2, settled) {
  for (const name of settled.values()) names2.add(name);
}
function lowerFirst(name) {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
var typed = /* @__PURE__ */ new Set(["structure", "union", "enum", "intEnum"]);
function clientNames(name) {
  const client = `${name}Client`;
  return [`create${client}`, client, `${client}Config`, `${client}ResolvedConfig`];
}

// generator/ir/directions.ts
function directionsOf(model2, operations) {
  const shape = (id) => shapeOf(model2, id);
  const inputs = reach(
    model2,
    operations.flatMap(({ input }) => input ? [shape(input)] : [])
  );
  const outputs = reach(model2, [
    ...operations.flatMap(({ output }) => output ? [shape(output)] : []),
    ...operations.flatMap(({ errors: errors2 }) => errors2.map(shape)).flatMap((error2) => targetsOf(model2, error2))
  ]);
  return new Map(
    [...inputs, ...outputs].map(([id, shape2]) => [
      id,
      {
        shape: shape2,
        direction: !outputs.has(id) ? "input" : inputs.has(id) ? "both" : "output"
      }
    ])
  );
}
function reach(model2, roots) {
  const reached = /* @__PURE__ */ new Map();
  const waiting = [...roots];
  for (let shape = waiting.pop(); shape !== void 0; shape = waiting.pop()) {
    const id = structureId(shape);
    if (reached.has(id)) continue;
    reached.set(id, shape);
    for (const target of targetsOf(model2, shape)) waiting.push(target);
  }
  return reached;
}
function targetsOf(model2, shape) {
  if (shape.type === "enum" || shape.type === "intEnum") return [];
  return [...membersOf(shape)].map(({ target }) => shapeOf(model2, target));
}

// generator/ir/lower.ts
function lowerService(model2, service2, options = {}) {
  const { isTypesOnly, long: long2 = "number", remembered: remembered4 = nothing } = options;
  const names2 = options.names ?? settleNames(model2, service2, remembered4);
  const name = namer(service2, names2);
  const operations = service2.operations.map((id) => shapeOf(model2, id)).map(
    (operation2) => lowerOperation(model2, operation2, service2, names2, isTypesOnly?.(operation2.id) ?? false)
  ).sort((a, b) => a.name < b.name ? -1 : 1);
  const directions = directionsOf(model2, operations);
  const wired = directionsOf(
    model2,
    operations.filter(({ typesOnly }) => !typesOnly)
  );
  const reached = [...directions].sort(([a], [b]) => a < b ? -1 : 1);
  const structures = reached.filter(([id, { shape }]) => isStructure(shape) && id !== unit);
  const known2 = new Map(structures.map(([id]) => [shortId(service2.id, id), id]));
  return {
    shape: service2.id,
    name: shapeName2(service2.id),
    clientName: clientName(sdkId(service2)),
    title: service2.traits.get("smithy.api#title") ?? sdkId(service2),
    version: service2.version,
    signingName: signingName(service2, operations),
    auth: authOf(service2),
    retry: retries.get(service2.id),
    queryCompatible: hasTrait(service2, traits.awsQueryCompatible),
    protocols: [...service2.traits.keys()].filter((id) => isProtocol(model2, id)).sort(),
    operations,
    structures: new Map(
      structures.map(([id, { shape, direction }]) => [
        id,
        {
          ...lowerStructure(model2, shape, name, names2, long2),
          direction,
          wired: wired.get(id)?.direction
        }
      ])
    ),
    enums: new Map(
      reached.flatMap(([id, { shape }]) => isEnum(shape) ? [[id, lowerEnum(shape, name)]] : [])
    ),
    errors: new Map(
      [...new Set(operations.flatMap(({ errors: errors2 }) => errors2))].sort().map((id) => [id, lowerError(model2, shapeOf(model2, id), name, long2)])
    ),
    exported: new Map(
      [...remembered4.types].map(([module, types2]) => [
        module,
        types2.flatMap((short2) => known2.get(short2) ?? [])
      ])
    ),
    documentation: documentationOf(service2.traits)
  };
}
function signingName(service2, operations) {
  const all = [authOf(service2), ...operations.map(({ auth }) => auth ?? [])].flat();
  if (!all.some(({ kind: kind2 }) => kind2 === "sigv4")) return void 0;
  return getTrait(service2, traits.sigv4)?.name;
}
function namer(service2, { types: types2 }) {
  return ({ id, traits: traits2 }, known2 = id) => ({
    name: types2.get(known2) ?? "",
    documentation: documentationOf(traits2, renamed(service2, id, types2.get(known2)))
  });
}
function renamed(service2, id, name) {
  const inModel = modelName(service2, id);
  return name === inModel ? void 0 : inModel;
}
var awsProtocols = /^(aws\.protocols#(awsJson1_[01]|restJson1|restXml|awsQuery|ec2Query)|smithy\.protocols#rpcv2(Cbor|Json))$/;
function isProtocol(model2, trait3) {
  return awsProtocols.test(trait3) || model2.shapes.get(trait3)?.traits.has("smithy.api#protocolDefinition") === true;
}
function isStructure(shape) {
  return shape.type === "structure" || shape.type === "union";
}
function isEnum(shape) {
  return shape.type === "enum" || shape.type === "intEnum";
}
function lowerOperation(model2, operation2, service2, names2, typesOnly) {
  const { id } = operation2;
  const name = modelName(service2, id);
  const functionName = names2.functions.get(id) ?? "";
  const prefix2 = getTrait(operation2, traits.endpoint)?.hostPrefix;
  const isAsExpected = functionName === name.charAt(0).toLowerCase() + name.slice(1);
  return {
    shape: id,
    name,
    functionName,
    errorTypeName: names2.errorTypes.get(id) ?? "",
    commandName: names2.commands.get(id) ?? "",
    commandInputName: names2.commandInputs.get(id) ?? "",
    commandOutputName: names2.commandOutputs.get(id) ?? "",
    constantName: names2.constants.get(id) ?? "",
    typesOnly,
    input: operation2.input === unit ? void 0 : operation2.input,
    output: operation2.output === unit ? void 0 : operation2.output,
    errors: [.../* @__PURE__ */ new Set([...operation2.errors, ...service2.errors])].sort(
      (a, b) => (names2.types.get(a) ?? "") < (names2.types.get(b) ?? "") ? -1 : 1
    ),
    examples: examplesOf(operation2.traits),
    wire: operation2.traits,
    auth: operationAuthOf(service2, operation2),
    hostPrefix: prefix2 === void 0 ? void 0 : parseHostPrefix(prefix2),
    endpointMember: endpointMembers.get(id),
    compressed: getTrait(operation2, traits.requestCompression)?.encodings.includes("gzip") === true,
    checksumRequired: hasTrait(operation2, traits.httpChecksumRequired),
    sensitive: [operation2.output, ...operation2.errors, ...service2.errors].some(
      (id2) => isSensitive(model2, id2)
    ),
    longPoll: longPolls.has(id),
    documentation: documentationOf(operation2.traits, isAsExpected ? void 0 : name)
  };
}
function lowerStructure(model2, shape, name, names2, long2) {
  const id = structureId(shape);
  return {
    kind: shape.type,
    shape: id,
    ...name(shape, id),
    members: lowerMembers(model2, [...shape.members.values()], long2),
    reader: names2.readers.get(id) ?? "",
    writer: names2.writers.get(id) ?? ""
  };
}
function lowerMembers(model2, members2, long2) {
  return members2.map((member) => lowerMember(model2, member, long2)).sort((a, b) => Number(b.required) - Number(a.required) || (a.name < b.name ? -1 : 1));
}
function lowerMember(model2, member, long2) {
  const target = shapeOf(model2, member.target);
  const { traits: traits2 } = member;
  return {
    name: member.name,
    type: typeOf2(model2, member, long2),
    required: traits2.has("smithy.api#required"),
    // `null` takes the target's default back.
    default: traits2.get("smithy.api#default") ?? void 0,
    // One that was added later is the service's to fill in, as for clients from before.
    sendsDefault: (traits2.get("smithy.api#default") ?? null) !== null && !traits2.has("smithy.api#clientOptional") && !traits2.has("smithy.api#addedDefault"),
    sensitive: isSensitive(model2, target.id),
    idempotencyToken: traits2.has("smithy.api#idempotencyToken"),
    wire: traits2,
    documentation: documentationOf(
      traits2.has("smithy.api#documentation") ? traits2 : new Map(
        [...target.traits].filter(([id]) => id === "smithy.api#documentation").concat([...traits2])
      )
    )
  };
}
function isSensitive(model2, shape) {
  const known2 = sensitiveShapes.get(model2) ?? findSensitive(model2);
  sensitiveShapes.set(model2, known2);
  return known2.has(shape);
}
var sensitiveShapes = /* @__PURE__ */ new WeakMap();
function findSensitive(model2) {
  const users = /* @__PURE__ */ new Map();
  const found = /* @__PURE__ */ new Set();
  for (const shape of model2.shapes.values()) {
    if (shape.traits.has("smithy.api#sensitive")) found.add(shape.id);
    for (const { target } of membersOf(shape)) {
      const known2 = users.get(target);
      if (known2) known2.push(shape.id);
      else users.set(target, [shape.id]);
    }
  }
  for (const id of found) for (const user of users.get(id) ?? []) found.add(user);
  return found;
}
function lowerEnum(shape, name) {
  return {
    kind: shape.type,
    shape: shape.id,
    ...name(shape),
    // By name, as the order of a file's keys does not matter.
    values: [...shape.members.values()].sort((a, b) => a.name < b.name ? -1 : 1).map((member) => ({
      name: member.name,
      value: member.traits.get("smithy.api#enumValue") ?? member.name,
      documentation: documentationOf(member.traits)
    }))
  };
}
function lowerError(model2, shape, name, long2) {
  const members2 = [...shape.members.values()];
  const message2 = members2.find((member) => isMessage(model2, member));
  const retryable = shape.traits.get("smithy.api#retryable");
  return {
    shape: shape.id,
    ...name(shape),
    code: shapeName2(shape.id),
    queryCode: getTrait(shape, traits.awsQueryError)?.code,
    fault: shape.traits.get("smithy.api#error") === "server" ? "server" : "client",
    retry: retryable && (retryable["throttling"] === true ? "throttling" : "transient"),
    members: lowerMembers(
      model2,
      members2.filter((member) => member !== message2),
      long2
    ),
    message: message2 && {
      name: message2.name,
      sensitive: isSensitive(model2, message2.target)
    },
    wire: shape.traits
  };
}
function isMessage(model2, { name, target }) {
  const { type } = shapeOf(model2, target);
  return /^[Mm]essage$/.test(name) && (type === "string" || type === "enum");
}

// generator/protocols/plan.ts
function runtime(module, name, args) {
  return { kind: "template", module: `runtime/${module}`, name, arguments: args };
}
var json2 = (value2) => ({ kind: "json", value: value2 });

// generator/protocols/entries.ts
function serviceEntries({ retry }) {
  return entries({ retry: retry && { delay: retry.delay, attempts: retry.attempts } });
}
function operationEntries(operation2) {
  return entries({
    name: operation2.name,
    endpointMember: operation2.endpointMember,
    compressed: operation2.compressed,
    checksumRequired: operation2.checksumRequired,
    sensitive: operation2.sensitive,
    longPoll: operation2.longPoll
  });
}
function errorEntries({ name, code: code4, fault, retry, message: message2 }) {
  const onWire = code4 === name ? void 0 : code4;
  return entries({ fault, code: onWire, retry, sensitive: message2?.sensitive });
}
function hasRenamedErrors({ errors: errors2 }) {
  return [...errors2.values()].some(({ name, code: code4 }) => name !== code4);
}
function operationTables({ operations }) {
  return new Map(operations.map((operation2) => [operation2.shape, operationEntries(operation2)]));
}
function errorTables({
  errors: errors2,
  queryCompatible
}) {
  return new Map(
    [...errors2.values()].map((error2) => [
      error2.shape,
      [
        ...errorEntries(error2),
        ...entries({ queryCode: queryCompatible ? error2.queryCode : void 0 })
      ]
    ])
  );
}
function entries(facts) {
  return Object.entries(facts).flatMap(
    ([name, value2]) => value2 === void 0 || value2 === false ? [] : [{ name, value: json2(value2) }]
  );
}

// generator/protocols/exact.ts
function isExact(service2) {
  return hasBigLongs(service2) || hasBigNumbers(service2);
}
function hasBigLongs(service2) {
  return hasType(service2, (type) => type.kind === "long" && type.as === "bigint");
}
function hasBigNumbers(service2) {
  return hasType(service2, ({ kind: kind2 }) => kind2 === "bigInteger" || kind2 === "bigDecimal");
}
function hasType({ structures, errors: errors2 }, isOne) {
  const wired = [...structures.values()].filter((structure3) => structure3.wired !== void 0);
  return [...wired, ...errors2.values()].some(
    ({ members: members2 }) => members2.some(({ type }) => holds(type))
  );
  function holds(type) {
    if (type.kind === "list") return holds(type.item);
    return type.kind === "map" ? holds(type.value) : isOne(type);
  }
}

// generator/protocols/jsonCodecs.ts
function jsonCodecs({
  exact: exact2,
  timestamps,
  differing
}) {
  const numbers2 = exact2 ? exactNumbers : plainNumbers;
  return { codecOf, union: exact2 ? exactUnion : plainUnion };
  function codecOf(type) {
    return differing?.(type) ?? jsonCodec(type);
  }
  function jsonCodec(type) {
    switch (type.kind) {
      case "string":
      case "enum":
        return both(runtime("serde/json", "asString"));
      case "boolean":
        return both(runtime("serde/json", "asBoolean"));
      case "integer":
        return { read: numbers2.integer, write: integerWriters[type.bits] };
      case "intEnum":
        return { read: numbers2.integer, write: integerWriters[32] };
      case "long":
        if (type.as === "bigint") return bigNumber("ExactLong");
        return { read: numbers2.long, write: runtime("serde/json", "asLong") };
      case "float":
        return { read: numbers2.float, write: runtime("serde/json", "writeFloat") };
      case "bigInteger":
        return bigNumber("BigInteger");
      case "bigDecimal":
        return bigNumber("BigDecimal");
      case "document":
        return { read: numbers2.document, write: runtime("serde/document", "writeDocument") };
      case "unit":
        return both(runtime("serde/structure", "asUnit"));
      case "blob":
        return {
          read: runtime("serde/base64", "readBlob"),
          write: runtime("serde/base64", "writeBlob")
        };
      case "timestamp": {
        const name = timestampNames[type.format ?? timestamps];
        return {
          read: name === "EpochSeconds" ? numbers2.epochSeconds : runtime("serde/timestamps", `read${name}`),
          write: runtime("serde/timestamps", `write${name}`)
        };
      }
      case "list":
        return each(listOf2, itemCodec(type.item, type.sparse));
      case "map":
        return each(type.secretKeys ? secretMapOf : mapOf2, itemCodec(type.value, type.sparse));
      case "structure":
      case "union":
        return {
          read: { kind: "reader", shape: type.shape },
          write: { kind: "writer", shape: type.shape }
        };
    }
  }
  function itemCodec(type, sparse) {
    const codec = codecOf(type);
    return sparse ? each(orNull, codec) : codec;
  }
}
function structureCodec(members2) {
  return members2.some(({ name }) => name === "__proto__") ? {
    read: runtime("serde/protoMember", "readProtoMembers"),
    write: runtime("serde/protoMember", "writeProtoMembers")
  } : {
    read: runtime("serde/structure", "readMembers"),
    write: runtime("serde/structure", "writeMembers")
  };
}
var both = (expression) => ({ read: expression, write: expression });
var listOf2 = (item) => runtime("serde/structure", "listOf", [item]);
var mapOf2 = (item) => runtime("serde/structure", "mapOf", [item]);
var orNull = (item) => runtime("serde/sparse", "orNull", [item]);
var secretMapOf = (item) => runtime("serde/sensitive", "secretMapOf", [item]);
var each = (of, { read: read2, write: write2 }) => ({ read: of(read2), write: of(write2) });
var bigNumber = (name) => ({
  read: runtime("serde/bigNumbers", `read${name}`),
  write: runtime("serde/bigNumbers", `write${name}`)
});
var integerWriters = {
  8: runtime("serde/json", "writeByte"),
  16: runtime("serde/json", "writeShort"),
  32: runtime("serde/json", "writeInteger")
};
var plainNumbers = {
  integer: runtime("serde/json", "readInteger"),
  long: runtime("serde/json", "asLong"),
  float: runtime("serde/json", "readFloat"),
  document: runtime("serde/document", "readDocument"),
  epochSeconds: runtime("serde/timestamps", "readEpochSeconds")
};
var exactNumbers = {
  integer: runtime("serde/bigNumbers", "readExactInteger"),
  long: runtime("serde/bigNumbers", "readSafeLong"),
  float: runtime("serde/bigNumbers", "readExactFloat"),
  document: runtime("serde/bigNumbers", "readExactDocument"),
  epochSeconds: runtime("serde/bigNumbers", "readExactEpochSeconds")
};
var plainUnion = {
  read: runtime("serde/union", "readUnion"),
  write: runtime("serde/union", "writeUnion")
};
var exactUnion = {
  read: runtime("serde/bigNumbers", "readExactUnion"),
  write: runtime("serde/union", "writeUnion")
};
var timestampNames = {
  "epoch-seconds": "EpochSeconds",
  "date-time": "DateTime",
  "http-date": "HttpDate"
};

// generator/protocols/fill.ts
function fillOf({ type, default: value2, required: required2 }) {
  if (value2 !== void 0) return defaultOf(type, value2);
  return required2 ? emptyOf(type) : void 0;
}
function defaultOf(type, value2) {
  switch (type.kind) {
    case "timestamp":
      return {
        kind: "date",
        milliseconds: typeof value2 === "number" ? value2 * 1e3 : Date.parse(value2)
      };
    case "blob":
      return { kind: "bytes", base64: value2 };
    case "document":
      return json2(value2);
    case "string":
    case "enum":
    case "boolean":
    case "integer":
    case "intEnum":
    case "long":
    case "float":
    case "bigInteger":
    case "bigDecimal":
      return numberOf(type, value2);
    default:
      return emptyOf(type);
  }
}
function emptyOf(type) {
  switch (type.kind) {
    case "string":
    case "enum":
      return json2("");
    case "boolean":
      return json2(false);
    case "integer":
    case "intEnum":
    case "long":
    case "float":
    case "bigInteger":
    case "bigDecimal":
      return numberOf(type, 0);
    case "document":
      return json2(null);
    case "unit":
    case "map":
      return json2({});
    case "blob":
      return { kind: "bytes", base64: "" };
    case "timestamp":
      return { kind: "date", milliseconds: 0 };
    case "list":
      return json2([]);
    case "structure":
      return { kind: "reader", shape: type.shape, arguments: [json2({})] };
    case "union":
      return { kind: "unknownUnion" };
  }
}
function numberOf(type, value2) {
  if (type.kind === "bigInteger" || type.kind === "long" && type.as === "bigint") {
    return { kind: "bigint", value: BigInt(value2) };
  }
  return json2(type.kind === "bigDecimal" ? String(value2) : value2);
}

// generator/protocols/structures.ts
function planStructures(service2, codecs) {
  const inputs = new Set(service2.operations.map(({ input }) => input));
  return new Map(
    [...service2.structures.values(), ...service2.errors.values()].map((shape) => [
      shape.shape,
      planStructure(shape, codecs, !inputs.has(shape.shape))
    ])
  );
}
function planStructure(shape, codecs, isNested) {
  const isUnion = "kind" in shape && shape.kind === "union";
  return {
    codec: isUnion ? codecs.union : structureCodec(shape.members),
    members: shape.members.map((member) => ({
      name: member.name,
      codec: codecs.codecOf(member.type),
      ...isUnion ? {} : absent(member, isNested)
    }))
  };
}
function absent(member, isNested) {
  const isSent = isNested && member.sendsDefault && member.default !== void 0;
  return {
    fill: fillOf(member),
    sent: member.idempotencyToken ? runtime("serde/idempotencyToken", "idempotencyToken", []) : isSent ? defaultOf(member.type, member.default) : void 0
  };
}

// generator/protocols/wrappers.ts
function within(module, name) {
  return (expression) => ({ kind: "template", module, name, arguments: [expression] });
}
function around(expression, wrappers) {
  return wrappers.reduce((inner2, [wanted, wrap2]) => wanted ? wrap2(inner2) : inner2, expression);
}

// generator/protocols/awsJson.ts
function planAwsJson(service2, version) {
  const exact2 = isExact(service2);
  const codecs = jsonCodecs({ exact: exact2, timestamps: "epoch-seconds" });
  const { queryCompatible } = service2;
  return {
    service: [
      ...serviceEntries(service2),
      { name: "contentType", value: json2(`application/x-amz-json-${version}`) }
    ],
    messages: {
      write: around(runtime("protocols/awsJson", "writeAwsJson"), [
        [exact2, within("runtime/protocols/exactJson", "exactWrite")],
        [queryCompatible, within("runtime/protocols/queryCompatible", "queryMode")]
      ]),
      read: around(runtime("protocols/jsonText", "readJsonText"), [
        [exact2, within("runtime/protocols/exactJson", "exactRead")],
        // Before the codes of AWS query take the place of those that tell names.
        [hasRenamedErrors(service2), within("runtime/protocols/renamed", "renamed")],
        [queryCompatible, within("runtime/protocols/queryCompatible", "queryErrors")]
      ])
    },
    fake: around({ kind: "template", module: "testing/awsJson", name: "fakeProtocol" }, [
      [exact2, within("testing/exactJson", "exactFake")],
      [queryCompatible, within("testing/queryCompatible", "queryFake")]
    ]),
    structures: planStructures(service2, codecs),
    unit: { codec: structureCodec([]), members: [] },
    operations: operationTables(service2),
    errors: errorTables(service2)
  };
}

// generator/protocols/cborCodecs.ts
function cborCodec(type) {
  switch (type.kind) {
    case "blob":
      return both2(runtime("serde/cborValues", "asBytes"));
    case "float":
      return both2(runtime("serde/cborValues", "asFloat"));
    case "long":
      return type.as === "bigint" ? bigNumber2("BigLong") : void 0;
    case "bigInteger":
      return bigNumber2("Bignum");
    case "bigDecimal":
      return bigNumber2("Decimal");
    case "timestamp":
      return {
        read: runtime("serde/timestamps", "readEpochSeconds"),
        write: runtime("serde/cborValues", "writeEpoch")
      };
    default:
      return void 0;
  }
}
var both2 = (expression) => ({ read: expression, write: expression });
var bigNumber2 = (name) => ({
  read: runtime("serde/cborBigNumbers", `read${name}`),
  write: runtime("serde/cborBigNumbers", `write${name}`)
});

// generator/protocols/rpcv2.ts
function planRpc(service2, { codecs, messages, fake, entries: entries2 }) {
  const { queryCompatible } = service2;
  const nothing3 = structureCodec([]);
  return {
    service: [...serviceEntries(service2), ...entries2],
    messages: {
      write: around(messages.write, [
        [queryCompatible, within("runtime/protocols/queryCompatible", "queryMode")]
      ]),
      read: around(messages.read, [
        // Before the codes of AWS query take the place of those that tell names.
        [hasRenamedErrors(service2), within("runtime/protocols/renamed", "renamed")],
        [queryCompatible, within("runtime/protocols/queryCompatible", "queryErrors")]
      ])
    },
    fake: around(fake, [[queryCompatible, within("testing/queryCompatible", "queryFake")]]),
    structures: planStructures(service2, codecs),
    unit: {
      codec: { read: nothing3.read, write: runtime("serde/noBody", "writeNothing") },
      members: []
    },
    operations: operationTables(service2),
    errors: errorTables(service2)
  };
}

// generator/protocols/rpcv2Cbor.ts
function planRpcv2Cbor(service2) {
  return planRpc(service2, {
    codecs: jsonCodecs({ exact: false, timestamps: "epoch-seconds", differing: cborCodec }),
    messages: {
      write: runtime("protocols/rpcv2Cbor", "writeRpcCbor"),
      read: hasBigNumbers(service2) ? runtime("protocols/rpcv2CborBig", "readRpcCborBig") : runtime("protocols/rpcv2Cbor", "readRpcCbor")
    },
    fake: { kind: "template", module: "testing/rpcv2Cbor", name: "fakeRpcCbor" },
    entries: [{ name: "transport", value: runtime("http/byteTransport", "byteTransport") }]
  });
}

// generator/protocols/rpcv2Json.ts
function planRpcv2Json(service2) {
  const exact2 = hasBigLongs(service2);
  const plain2 = jsonCodecs({ exact: exact2, timestamps: "epoch-seconds" });
  const timestamp2 = plain2.codecOf({ kind: "timestamp", format: void 0 });
  const differing = ({ kind: kind2 }) => kind2 === "timestamp" ? timestamp2 : bigNumbers.get(kind2);
  return planRpc(service2, {
    codecs: jsonCodecs({ exact: exact2, timestamps: "epoch-seconds", differing }),
    messages: {
      write: around(runtime("protocols/rpcv2Json", "writeRpcJson"), [
        [exact2, within("runtime/protocols/exactJson", "exactWrite")]
      ]),
      read: around(runtime("protocols/rpcv2Json", "readRpcJson"), [
        [exact2, within("runtime/protocols/exactJson", "exactRead")]
      ])
    },
    fake: around({ kind: "template", module: "testing/rpcv2Json", name: "fakeRpcJson" }, [
      [exact2, within("testing/exactJson", "exactFake")]
    ]),
    entries: []
  });
}
var decimal = runtime("serde/textNumbers", "asDecimalText");
var bigNumbers = /* @__PURE__ */ new Map([
  [
    "bigInteger",
    {
      read: runtime("serde/textNumbers", "readIntegerText"),
      write: runtime("serde/textNumbers", "writeIntegerText")
    }
  ],
  ["bigDecimal", { read: decimal, write: decimal }]
]);

// generator/protocols/protocols.ts
var protocols = /* @__PURE__ */ new Map([
  ["aws.protocols#awsJson1_0", (service2) => planAwsJson(service2, "1.0")],
  ["aws.protocols#awsJson1_1", (service2) => planAwsJson(service2, "1.1")],
  ["smithy.protocols#rpcv2Json", planRpcv2Json],
  ["smithy.protocols#rpcv2Cbor", planRpcv2Cbor]
]);
var supportedProtocols = [...protocols.keys()];
function chooseProtocol(spoken, asked) {
  return supportedProtocols.find(
    (id) => spoken.includes(id) && (asked === void 0 || asked === id || asked === id.split("#")[1])
  );
}
function hasDocuments(protocol2) {
  return protocol2 !== "smithy.protocols#rpcv2Cbor";
}
function planService(service2, protocol2 = chooseProtocol(service2.protocols)) {
  return protocol2 === void 0 ? void 0 : protocols.get(protocol2)?.(service2);
}

// generator/smithy/slice.ts
var discovered = "aws.api#clientDiscoveredEndpoint";
function sliceModel(model2, service2, operations) {
  const bound = operations.map(({ id }) => id).sort(byCodeUnit);
  const definitions2 = [...service2.traits.keys()];
  const discovery = discoveryOf(service2, operations);
  const discovering = [discovery?.operation, discovery?.error].filter((id) => id !== void 0);
  const roots = [...bound, ...service2.errors, ...definitions2, ...discovering];
  const kept = /* @__PURE__ */ new Set([...closureOf(model2, roots), service2.id]);
  const shapes = /* @__PURE__ */ new Map();
  for (const id of [...kept].sort(byCodeUnit)) {
    const shape = model2.shapes.get(id);
    if (shape !== void 0 && id !== service2.id) shapes.set(id, pruneShape(shape, kept));
    else if (shape !== void 0) {
      shapes.set(id, sliceService(service2, bound, kept, discovery !== void 0));
    }
  }
  return { ...model2, shapes, whole: model2.whole ?? model2.shapes };
}
function discoveryOf(service2, operations) {
  return operations.some((each2) => each2.traits.has(discovered)) ? getTrait(service2, traits.clientEndpointDiscovery) : void 0;
}
function sliceService(service2, operations, kept, isDiscovering) {
  const sliced = new Map(service2.traits);
  if (hasTrait(service2, traits.endpointTests)) {
    const names2 = new Set(operations.map(nameOf));
    sliced.set(traits.endpointTests.id, pruneTests(sliced.get(traits.endpointTests.id), names2));
  }
  if (!isDiscovering) sliced.delete(traits.clientEndpointDiscovery.id);
  return {
    ...service2,
    traits: sliced,
    operations,
    resources: [],
    rename: new Map([...service2.rename].filter(([id]) => kept.has(id)))
  };
}
function pruneTests(value2, names2) {
  if (!isObject(value2)) return {};
  const cases = property(value2, "testCases");
  if (!isArray(cases)) return value2;
  return {
    ...value2,
    testCases: cases.map((each2) => pruneTest(each2, names2))
  };
}
function pruneTest(test, names2) {
  const inputs = property(test, "operationInputs");
  if (!isArray(inputs)) return test;
  const left = inputs.filter(
    (input) => isObject(input) && isIn(names2, property(input, "operationName"))
  );
  const entries2 = Object.entries(test).flatMap(([key3, value2]) => {
    if (key3 !== "operationInputs") return [[key3, value2]];
    return left.length === 0 ? [] : [[key3, left]];
  });
  return Object.fromEntries(entries2);
}
function pruneShape(shape, kept) {
  const pruned = { ...shape, traits: pruneTraits(shape.traits, kept) };
  const prune = (member) => ({
    ...member,
    traits: pruneTraits(member.traits, kept)
  });
  if (pruned.type === "list") return { ...pruned, member: prune(pruned.member) };
  if (pruned.type === "map") {
    return { ...pruned, key: prune(pruned.key), value: prune(pruned.value) };
  }
  if (!("members" in pruned)) return pruned;
  const members2 = Array.from(pruned.members, ([name, member]) => [name, prune(member)]);
  return { ...pruned, members: new Map(members2) };
}
function pruneTraits(all, kept) {
  if (![...pruners.keys()].some((id) => all.has(id))) return all;
  const pruned = new Map(all);
  for (const [id, prune] of pruners) {
    const value2 = pruned.get(id);
    const left = value2 === void 0 ? void 0 : prune(value2, (name) => isIn(kept, name));
    if (left === void 0) pruned.delete(id);
    else pruned.set(id, left);
  }
  return pruned;
}
var pruners = /* @__PURE__ */ new Map([
  [
    "smithy.api#references",
    (value2, isKept2) => filtered(value2, (each2) => isKept2(property(each2, "resource")))
  ],
  [
    "aws.api#arnReference",
    (value2, isKept2) => {
      if (!isObject(value2)) return value2;
      const entries2 = Object.entries(value2);
      return Object.fromEntries(entries2.filter(([key3, id]) => key3 === "type" || isKept2(id)));
    }
  ],
  [
    "smithy.api#examples",
    (value2, isKept2) => filtered(value2, (each2) => {
      const failure2 = property(each2, "error");
      return !isObject(failure2) || isKept2(property(failure2, "shapeId"));
    })
  ],
  ["smithy.test#httpRequestTests", withoutVendorShapes],
  ["smithy.test#httpResponseTests", withoutVendorShapes],
  [
    "smithy.test#smokeTests",
    (value2, isKept2) => filtered(withoutVendorShapes(value2, isKept2), (each2) => {
      const expected = property(each2, "expect");
      const failure2 = isObject(expected) ? property(expected, "failure") : void 0;
      const id = isObject(failure2) ? property(failure2, "errorId") : void 0;
      return id === void 0 || isKept2(id);
    })
  ]
]);
function withoutVendorShapes(value2, isKept2) {
  if (!isArray(value2)) return value2;
  return value2.map((each2) => {
    if (!isObject(each2) || isKept2(property(each2, "vendorParamsShape"))) return each2;
    return Object.fromEntries(Object.entries(each2).filter(([key3]) => key3 !== "vendorParamsShape"));
  });
}
function filtered(value2, passes) {
  if (!isArray(value2)) return value2;
  const left = value2.filter((each2) => isObject(each2) && passes(each2));
  return left.length === 0 ? void 0 : left;
}
function isIn(names2, value2) {
  return typeof value2 === "string" && names2.has(value2);
}

// generator/smithy/support.ts
function supportOf(model2, service2, documents = true) {
  const obstacles = new Map(
    [...model2.shapes.values()].flatMap((shape) => {
      const found = obstaclesOn(shape);
      const auth = shape.type === "operation" ? authObstacles(model2, service2, shape) : [];
      const first2 = [...found, ...auth, ...documents ? [] : documentsOf(model2, shape)][0];
      return first2 ? [[shape.id, first2]] : [];
    })
  );
  const problems4 = [...obstaclesOn(service2), ...authObstacles(model2, service2, service2)].map(
    ({ id = "", reason }) => error("UnsupportedTrait", `The trait \`${id}\` is not supported: ${reason}.`, at(service2))
  );
  const typesOnly = /* @__PURE__ */ new Map();
  for (const operation2 of obstacles.size === 0 ? [] : service2.operations) {
    const shape = closureOf(model2, [operation2]).find((id) => obstacles.has(id));
    const obstacle = shape === void 0 ? void 0 : obstacles.get(shape);
    if (obstacle) typesOnly.set(operation2, onlyTypes(operation2, obstacle));
  }
  if (typesOnly.size > 0 && typesOnly.size === service2.operations.length) {
    const message2 = "None of the operations asked for can be generated; see the warnings.";
    problems4.push(error("Service.NothingSupported", message2, at(service2)));
  }
  return { problems: problems4, typesOnly };
}
function unsupportedProtocol(service2, spoken, supported2, asked) {
  const usable = spoken.filter((id) => supported2.includes(id));
  if (asked !== void 0 && usable.length > 0) {
    const isSpoken = spoken.some((id) => id === asked || nameOf(id) === asked);
    const message3 = `${service2.id} cannot be generated with the protocol ${JSON.stringify(asked)}, which ${isSpoken ? "Tinsmith cannot do" : "it does not have"}; it can be with ${usable.join(", ")}.`;
    return error("Service.UnsupportedProtocol", message3, at(service2));
  }
  const message2 = `${service2.id} has none of the protocols that Tinsmith can generate (${supported2.join(", ")}); it has ${spoken.join(", ") || "none"}.`;
  return error("Service.UnsupportedProtocol", message2, at(service2));
}
function obstaclesOn(shape) {
  const found = [];
  for (const on of [shape, ...membersOf(shape)]) {
    for (const [id, value2] of on.traits) {
      const support = traitTable.get(id)?.support;
      if (support?.status !== "unsupported" || support.unless(value2, on.traits)) continue;
      found.push({ on, id, reason: support.reason });
    }
  }
  return found;
}
function documentsOf(model2, shape) {
  return [...membersOf(shape)].filter(({ target }) => model2.shapes.get(target)?.type === "document").map((on) => ({ on, reason: "the protocol has no documents" }));
}
function authObstacles(model2, service2, on) {
  const all = [...service2.traits.keys()].filter(
    (id2) => authSchemes.has(id2) || model2.shapes.get(id2)?.traits.has("smithy.api#authDefinition") === true
  );
  const needed3 = getTrait(on, traits.auth) ?? (on === service2 ? all : []);
  const usable = needed3.some((id2) => authSchemes.get(id2) === true && service2.traits.has(id2));
  if (needed3.length === 0 || usable) return [];
  const id = needed3[0];
  return [{ on, id, reason: "none of the authentication schemes is generated yet" }];
}
function onlyTypes(operation2, { on, id, reason }) {
  const message2 = `Only the types of \`${nameOf(operation2)}\` are generated, not its function: ${reason}${id === void 0 ? "" : ` (trait \`${id}\`)`}.`;
  return warning("Operation.TypesOnly", message2, at(on));
}

// generator/smithy/automaton.ts
import { RegExpParser } from "@eslint-community/regexpp";
var end = { kind: "end" };
function compilePattern(pattern2, budget) {
  const { alternatives } = new RegExpParser().parsePattern(pattern2, 0, pattern2.length, {
    unicode: true
  });
  const start = choiceOf(alternatives, end, 1, budget);
  return (text4, budget2) => {
    const characters = Array.from(text4);
    return reachesEnd(start, characters, 0, 1, budget2, true);
  };
}
function choiceOf(alternatives, next, direction, budget) {
  const of = alternatives.map(({ elements }) => {
    const inOrder2 = direction === 1 ? elements.toReversed() : elements;
    return inOrder2.reduce((after, element) => stateOf(element, after, direction, budget), next);
  });
  const [only] = of;
  return only && of.length === 1 ? only : { kind: "choice", of };
}
function stateOf(node, next, direction, budget) {
  budget.spend(1);
  switch (node.type) {
    case "Character": {
      const wanted = String.fromCodePoint(node.value);
      return { kind: "character", takes: (character) => character === wanted, next };
    }
    case "CharacterClass":
    case "CharacterSet": {
      const set = new RegExp(`^${node.raw}$`, "su");
      const one2 = node.type === "CharacterSet" && node.kind === "any" ? /^.$/u : set;
      return { kind: "character", takes: (character) => one2.test(character), next };
    }
    case "Group":
    case "CapturingGroup":
      return choiceOf(node.alternatives, next, direction, budget);
    case "Quantifier":
      return repeated2(node, next, direction, budget);
    case "Assertion":
      return { kind: "assertion", holds: assertionOf(node, budget), next };
    default:
      throw new SyntaxError(`A pattern with ${node.raw} is not one of an automaton.`);
  }
}
function repeated2({ element, min, max }, next, direction, budget) {
  const copy = (after) => stateOf(element, after, direction, budget);
  let state = next;
  if (max === Infinity) {
    const again = { kind: "choice", of: [next] };
    again.of.push(copy(again));
    state = again;
  } else {
    for (let count = min; count < max; count++) state = { kind: "choice", of: [copy(state), next] };
  }
  for (let count = 0; count < min; count++) state = copy(state);
  return state;
}
var isWord2 = (character) => /^\w$/.test(character ?? "");
function assertionOf(node, budget) {
  switch (node.kind) {
    case "start":
      return (_, at2) => at2 === 0;
    case "end":
      return (text4, at2) => at2 === text4.length;
    case "word":
      return (text4, at2) => isWord2(text4[at2 - 1]) !== isWord2(text4[at2]) !== node.negate;
    case "lookahead":
    case "lookbehind": {
      const direction = node.kind === "lookahead" ? 1 : -1;
      const start = choiceOf(node.alternatives, end, direction, budget);
      return (text4, at2, budget2) => reachesEnd(start, text4, at2, direction, budget2, false) !== node.negate;
    }
  }
}
function reachesEnd(start, text4, from, direction, budget, anywhere) {
  let states = /* @__PURE__ */ new Set();
  for (let at2 = from; ; at2 += direction) {
    if (anywhere || at2 === from) states.add(start);
    for (const state of states) {
      budget.spend(1);
      if (state.kind === "end") return true;
      if (state.kind === "choice") for (const each2 of state.of) states.add(each2);
      if (state.kind === "assertion" && state.holds(text4, at2, budget)) states.add(state.next);
    }
    const character = text4[direction === 1 ? at2 : at2 - 1];
    if (character === void 0 || states.size === 0 && !anywhere) return false;
    const following = /* @__PURE__ */ new Set();
    for (const state of states) {
      if (state.kind === "character" && state.takes(character)) following.add(state.next);
    }
    states = following;
  }
}

// generator/smithy/budget.ts
var TooCostly = class extends Error {
  name = "TooCostly";
};
function createBudget(units2, whole) {
  let left = units2;
  return {
    spend(units3) {
      if (units3 > left) throw new TooCostly();
      left -= units3;
      whole?.spend(units3);
    }
  };
}

// generator/smithy/pattern.ts
var mostOfAll = 1e7;
var mostOfEach = mostOfAll / 5;
var costOfState = 50;
function patternMatcher(tell, whole = createBudget(mostOfAll)) {
  const known2 = /* @__PURE__ */ new Map();
  const refuse = (pattern2, error2) => {
    if (!(error2 instanceof TooCostly)) throw error2;
    known2.set(pattern2, () => void 0);
    tell(pattern2);
  };
  const prepare = (pattern2) => {
    const budget = createBudget(mostOfEach, whole);
    const matches = automatonOf(pattern2, budget);
    return (text4) => isAlike(pattern2, text4) ? matches?.(text4, budget) : void 0;
  };
  return (pattern2, text4) => {
    try {
      let matches = known2.get(pattern2);
      if (matches === void 0) known2.set(pattern2, matches = prepare(pattern2));
      return matches(text4);
    } catch (error2) {
      return refuse(pattern2, error2);
    }
  };
}
function isAlike(pattern2, text4) {
  return !differences.some(([where, which]) => where.test(pattern2) && which.test(text4));
}
var known = /* @__PURE__ */ new Map();
function matchesOwnPattern(pattern2, text4) {
  let regex = known.get(pattern2);
  if (regex === void 0) known.set(pattern2, regex = new RegExp(pattern2, "u"));
  return regex.test(text4);
}
var differences = [
  [/\\[sSbB]/, /\P{ASCII}/u],
  // Java's end is before a last line break, too.
  [/\$/, /[\n\r\u0085\u2028\u2029]$/],
  [/\./, /\u0085/]
];
var category = String.raw`\\[pP]\{(?:[CLMNPSZ][a-z]?|LC)\}`;
var escape = String.raw`${category}|\\(?:[dDwWsStnrf]|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|[^A-Za-z\d])`;
var piece = new RegExp(
  [
    String.raw`\[\^?(?!\])(?:${escape}|(?!&&)[^\\[\]])+\]`,
    String.raw`\\[bB]|${escape}`,
    String.raw`\((?:\?(?:[:=!]|<[=!]|<[A-Za-z][A-Za-z\d]*>))?`,
    String.raw`\{\d+(?:,\d*)?\}`,
    String.raw`[^\\[({]`
  ].join("|"),
  "guy"
);
function automatonOf(pattern2, budget) {
  budget.spend(pattern2.length);
  const spend = (states) => budget.spend(costOfState * states);
  try {
    const pieces = pattern2.match(piece) ?? [];
    if (pieces.join("") !== pattern2) return void 0;
    return compilePattern(pieces.map(strictly).join(""), { spend });
  } catch (error2) {
    if (error2 instanceof TooCostly) throw error2;
    return void 0;
  }
}
var needlessEscape = /\\([^A-Za-z\d^$\\.*+?()[\]{}|/-])/u.source;
var inClass = new RegExp(String.raw`(${category}|\\[dDwWsS])-|${needlessEscape}|\\[^]`, "gu");
function strictly(text4) {
  if (text4 === "\\-") return "-";
  if (text4 === "]" || text4 === "}") return `\\${text4}`;
  return text4.replace(
    inClass,
    (all, set, escaped2) => set === void 0 ? escaped2 ?? all : `${set}\\-`
  );
}

// generator/smithy/nodeConstraints.ts
var checks = {
  "smithy.api#length": (length, value2, shape) => {
    const size2 = sizeOf(value2, shape);
    return size2 === void 0 ? void 0 : outside2(length, size2, "a length of");
  },
  "smithy.api#range": (range, value2) => value2 === "NaN" ? "expected a number" : outside2(range, rangeable(value2), "a number of"),
  "smithy.api#pattern": (pattern2, value2, _, { source }, context) => {
    if (typeof pattern2 !== "string" || typeof value2 !== "string") return void 0;
    const matches = source === void 0 ? matchesOwnPattern : context.matches;
    return matches(pattern2, value2) === false ? `expected a match of ${pattern2}` : void 0;
  },
  "smithy.api#uniqueItems": (_, value2) => {
    if (!isArray(value2)) return void 0;
    const seen = /* @__PURE__ */ new Set();
    for (const item of value2) {
      const text4 = JSON.stringify(item);
      if (seen.has(text4)) return `the item ${text4} is there twice`;
      seen.add(text4);
    }
    return void 0;
  },
  "smithy.api#idRef": (reference2, value2, _shape, _subject, context) => {
    if (!isObject(reference2) || typeof value2 !== "string") return void 0;
    if (!isShapeId(value2) && memberParts(value2) === void 0) {
      return `\`${value2}\` is not a valid shape ID`;
    }
    const selector = property(reference2, "selector");
    const text4 = typeof selector === "string" ? selector : "*";
    const found = context.selects(text4, value2);
    if (found === "missing") {
      return property(reference2, "failWhenMissing") === true ? `\`${value2}\` is not defined` : void 0;
    }
    return found === "yes" ? void 0 : `\`${value2}\` is not what the selector ${text4} selects`;
  }
};
function checkConstraints(value2, shape, subject, context) {
  const problems4 = [];
  if (context.ignoresConstraints) return problems4;
  for (const [id, content2] of subject.traits) {
    const message2 = checks[id]?.(content2, value2, shape, subject, context);
    if (message2 !== void 0) problems4.push({ message: message2, isRange: id === "smithy.api#range" });
  }
  return problems4;
}
function rangeable(value2) {
  return typeof value2 === "number" || value2 === "Infinity" || value2 === "-Infinity" ? Number(value2) : NaN;
}
function outside2(bounds2, actual, what) {
  if (!isObject(bounds2)) return void 0;
  const [min, max] = [property(bounds2, "min"), property(bounds2, "max")];
  if (typeof min === "number" && actual < min) {
    return `expected ${what} ${min} or more, found ${actual}`;
  }
  if (typeof max === "number" && actual > max) {
    return `expected ${what} ${max} or less, found ${actual}`;
  }
  return void 0;
}
function sizeOf(value2, shape) {
  if (isArray(value2)) return value2.length;
  if (isObject(value2)) return Object.keys(value2).length;
  if (typeof value2 !== "string") return void 0;
  return shape.type === "blob" ? Buffer.byteLength(value2) : Array.from(value2).length;
}

// generator/smithy/nodeValue.ts
function checkNode(value2, subject, context) {
  const problems4 = [];
  const checker = new Checker(context, problems4);
  if ("target" in subject) checker.member(value2, subject, []);
  else checker.shape(value2, subject, []);
  return problems4;
}
var widths = {
  byte: 2 ** 7,
  short: 2 ** 15,
  integer: 2 ** 31,
  intEnum: 2 ** 31,
  long: 2 ** 63
};
var notNumbers = ["NaN", "Infinity", "-Infinity"];
var Checker = class {
  constructor(context, problems4) {
    this.context = context;
    this.problems = problems4;
  }
  context;
  problems;
  /** @param own - the traits of the member that targets the shape; its format is before the shape's */
  shape(value2, shape, keys, own3) {
    const expected = this.expectation(value2, shape, own3);
    if (expected !== void 0) {
      this.say(keys, `expected ${expected}, found ${kindOf(value2)}`);
      return;
    }
    this.constraints(value2, shape, shape, keys, "Target");
    switch (shape.type) {
      case "list":
        this.list(value2, shape.member, hasSparse(shape), keys);
        break;
      case "map":
        for (const [key3, item] of Object.entries(value2)) {
          this.member(key3, shape.key, [...keys, key3]);
          if (item !== null || !hasSparse(shape)) this.member(item, shape.value, [...keys, key3]);
        }
        break;
      case "structure":
        this.structure(value2, shape.members, shape.id, keys);
        break;
      case "union":
        this.union(value2, shape, keys);
        break;
      case "enum":
      case "intEnum":
        this.oneOf(value2, shape, keys);
        break;
      default:
    }
  }
  say(keys, message2, rest = {}) {
    this.problems.push({ keys, message: message2, ...rest });
  }
  member(value2, member, keys) {
    const target = this.context.shapeOf(member.target);
    if (target === void 0) return;
    const before = this.problems.length;
    this.shape(value2, target, keys, member.traits);
    if (this.problems.length === before) {
      this.constraints(value2, target, member, keys, "Member");
    }
  }
  list(items, member, sparse, keys) {
    for (const [index, item] of items.entries()) {
      if (item !== null || !sparse) this.member(item, member, [...keys, index]);
    }
  }
  structure(value2, members2, id, keys) {
    for (const [name, item] of Object.entries(value2)) {
      const member = members2.get(name);
      if (member === void 0) {
        const message2 = `there is no member \`${name}\``;
        const kind2 = `UnknownMember.${id}.${name}`;
        this.say([...keys, name], message2, { kind: kind2, isWarning: true });
      } else if (item !== null) {
        this.member(item, member, [...keys, name]);
      } else if (member.traits.has("smithy.api#required")) {
        this.say([...keys, name], "expected a value, found null");
      }
    }
    for (const [name, { traits: traits2 }] of members2) {
      if (!traits2.has("smithy.api#required") || Object.hasOwn(value2, name)) continue;
      if (!this.context.ignoresConstraints) this.say(keys, `expected a property "${name}"`);
    }
  }
  union(value2, { members: members2, source }, keys) {
    const entries2 = Object.entries(value2);
    if (entries2.length > 1 || entries2.length === 0 && source === void 0) {
      this.say(keys, `expected one member of the union, found ${entries2.length}`);
    }
    for (const [name, item] of entries2) {
      const member = members2.get(name);
      if (member === void 0) this.say([...keys, name], `the union has no member \`${name}\``);
      else this.member(item, member, [...keys, name]);
    }
  }
  oneOf(value2, shape, keys) {
    const { texts: texts3, list: list2 } = valuesOf(shape);
    if (this.context.ignoresConstraints || texts3.has(JSON.stringify(value2))) return;
    this.say(keys, `expected one of ${list2}, found ${JSON.stringify(value2)}`);
  }
  constraints(value2, shape, subject, keys, of) {
    if (subject.traits.size === 0) return;
    for (const problem of checkConstraints(value2, shape, subject, this.context)) {
      const { message: message2, isRange } = problem;
      const rest = isRange ? { kind: `${of}.InvalidRange` } : {};
      const isWarning = isRange && this.context.forgivesZero === true && Number(value2) === 0;
      this.say(keys, message2, { ...rest, isWarning });
    }
  }
  /** What a value would have to be instead, or `undefined` where it is of the shape's type. */
  expectation(value2, { type, traits: traits2 }, own3) {
    switch (type) {
      case "boolean":
        return typeof value2 === "boolean" ? void 0 : "a boolean";
      case "string":
      case "enum":
      case "blob":
        return typeof value2 === "string" ? void 0 : "a string";
      case "timestamp":
        return isTimestamp(value2, own3?.get(timestampFormat2) ?? traits2.get(timestampFormat2)) ? void 0 : "a timestamp";
      case "byte":
      case "short":
      case "integer":
      case "long":
      case "intEnum": {
        if (!Number.isInteger(value2)) return "an integer";
        const limit = widths[type] ?? 0;
        const number2 = Number(value2);
        const fits = number2 >= -limit && (number2 < limit || type === "long" && number2 === limit);
        return fits ? void 0 : `an integer that fits a ${type}`;
      }
      case "bigInteger":
        return Number.isInteger(value2) ? void 0 : "an integer";
      case "float":
      case "double":
        return typeof value2 === "number" || notNumbers.includes(value2) ? void 0 : "a number";
      case "bigDecimal":
        return typeof value2 === "number" ? void 0 : "a number";
      case "list":
        return isArray(value2) ? void 0 : "an array";
      case "map":
      case "structure":
      case "union":
        return isObject(value2) ? void 0 : "an object";
      case "document":
        return void 0;
      case "service":
      case "operation":
      case "resource":
        return `no value, since a ${type} has none`;
    }
  }
};
var mostShown = 50;
var enumValues = /* @__PURE__ */ new WeakMap();
function valuesOf(shape) {
  const known2 = enumValues.get(shape);
  if (known2) return known2;
  const values = Array.from(membersOf(shape), ({ traits: traits2 }) => traits2.get("smithy.api#enumValue"));
  const texts3 = values.map((each2) => JSON.stringify(each2));
  const rest = texts3.length - mostShown;
  const shown = texts3.slice(0, mostShown).join(", ");
  const all = { texts: new Set(texts3), list: rest > 0 ? `${shown} and ${rest} more` : shown };
  enumValues.set(shape, all);
  return all;
}
function hasSparse(shape) {
  return shape.traits.has("smithy.api#sparse");
}
var formats = {
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i,
  "http-date": /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d(?:\.\d+)? GMT$/
};
var timestampFormat2 = "smithy.api#timestampFormat";
function isTimestamp(value2, format2) {
  if (typeof value2 === "number") return format2 === void 0 || format2 === "epoch-seconds";
  if (typeof value2 !== "string" || format2 === "epoch-seconds") return false;
  const pattern2 = formats[typeof format2 === "string" ? format2 : "date-time"];
  return pattern2?.test(value2) === true && !Number.isNaN(Date.parse(value2));
}

// generator/smithy/validators/nodeProblems.ts
function problemAt(code4, what, { keys, message: message2, kind: kind2, isWarning }, place, ...under3) {
  const say = isWarning === true ? warning : error;
  const full = kind2 === void 0 ? code4 : `${code4}.${kind2}`;
  return say(full, `${what}: ${message2}.`, inside(place, ...under3, ...keys));
}

// generator/smithy/validators/defaults.ts
var validateDefaults = ({ shapes, world }) => shapes.flatMap((shape) => {
  if (shape.source === void 0) return [];
  const wrong2 = problems(shape, shape, world);
  if (getTrait(shape, traits.default) === null) {
    wrong2.push(error("DefaultTrait", "Only a member's default can be null.", at(shape)));
  }
  if (shape.type !== "structure") return wrong2;
  for (const member of membersOf(shape)) {
    const target = world.shapeOf(member.target);
    if (target === void 0) continue;
    for (const each2 of problems(member, target, world)) wrong2.push(each2);
    for (const each2 of disagreement(member, target)) wrong2.push(each2);
  }
  return wrong2;
});
function disagreement(member, target) {
  const general = getTrait(target, traits.default);
  const own3 = getTrait(member, traits.default);
  if (general === void 0 || general === null || own3 === null || isSame(general, own3)) return [];
  if (own3 !== void 0 && hasTrait(member, traits.addedDefault)) return [];
  const message2 = `\`${target.id}\` has a default: the member needs the same, or null.`;
  return [error("DefaultTrait", message2, at(member))];
}
function problems(subject, type, world) {
  const value2 = getTrait(subject, traits.default);
  if (value2 === void 0 || value2 === null) return [];
  const place = inside(at(subject), "traits", traits.default.id);
  const problem = misfit(type, value2);
  if (problem !== void 0) {
    return [error("DefaultTrait", `The default has to be ${problem}.`, place)];
  }
  return checkNode(value2, subject, { ...world, forgivesZero: true }).map(
    (each2) => problemAt("DefaultTrait", "The default is wrong", each2, place)
  );
}
function misfit({ type }, value2) {
  const isFilled = isArray(value2) ? value2.length > 0 : isObject(value2) && !isSame(value2, {});
  switch (type) {
    case "list":
      return isFilled ? "an empty list" : void 0;
    case "map":
      return isFilled ? "an empty map" : void 0;
    case "document":
      return isFilled ? "a scalar, an empty list or an empty map" : void 0;
    case "blob":
      return typeof value2 === "string" && !isBase64(value2) ? "a string of base64" : void 0;
    case "structure":
    case "union":
      return "absent";
    default:
      return void 0;
  }
}
function isBase64(text4) {
  return text4.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text4);
}

// generator/smithy/validators/shapesOf.ts
function ofType(shapes, type) {
  return shapes.filter((shape) => shape.type === type);
}
function structureOf(world, id) {
  const shape = world.shapeOf(id);
  return shape?.type === "structure" ? shape : void 0;
}
function inputOf(world, { input }) {
  return [...structureOf(world, input)?.members.values() ?? []];
}
function bindingsOf(resource) {
  return [
    ...resource.lifecycle,
    ...resource.operations.map((id) => ["operations", id]),
    ...resource.collectionOperations.map((id) => ["collectionOperations", id])
  ];
}
function valueIn(subject, trait3, key3) {
  const value2 = subject.traits.get(trait3);
  return isObject(value2) ? property(value2, key3) : void 0;
}
function textValue(subject, trait3, key3) {
  const value2 = valueIn(subject, trait3, key3);
  return typeof value2 === "string" ? value2 : void 0;
}
function textTrait(subject, trait3) {
  const value2 = subject.traits.get(trait3);
  return typeof value2 === "string" ? value2 : void 0;
}

// generator/smithy/validators/discovery.ts
var code = "ClientEndpointDiscovery";
var discovered2 = "aws.api#clientDiscoveredEndpoint";
var trait = traits.clientEndpointDiscovery.id;
var validateDiscovery = ({ model: model2, service: service2, shapes, world }) => {
  const value2 = getTrait(service2, traits.clientEndpointDiscovery);
  const operation2 = value2 && world.shapeOf(value2.operation);
  if (value2 === void 0 || operation2?.type !== "operation") return [];
  const whole = world.shapeOf(service2.id);
  const bound = operationsOf({ ...model2, shapes: model2.whole ?? model2.shapes }, whole);
  const place = inside(at(service2), "traits", trait);
  const found = [];
  if (!bound.includes(operation2)) {
    const message2 = `\`${operation2.id}\` finds the endpoints, and is no operation of the service.`;
    found.push(error(`${code}.UnboundOperation`, message2, place));
  }
  if (!bound.some((each2) => each2.traits.has(discovered2))) {
    const message2 = `No operation of the service has the trait \`${discovered2}\`.`;
    found.push(warning(`${code}.NoOperations`, message2, place));
  }
  const common3 = new Set(service2.errors);
  for (const user of ofType(shapes, "operation")) {
    if (!user.traits.has(discovered2) || value2.error === void 0) continue;
    if (user.errors.includes(value2.error) || common3.has(value2.error)) continue;
    const message2 = `The operation uses endpoints that are found, and lacks the error \`${value2.error}\` that ends their use.`;
    found.push(error(code, message2, at(user)));
  }
  return [...found, ...inputProblems(operation2, world), ...outputProblems(operation2, world)];
};
function inputProblems(operation2, world) {
  const members2 = inputOf(world, operation2);
  const others = members2.filter(({ name }) => name !== "Operation" && name !== "Identifiers");
  const input = structureOf(world, operation2.input);
  const found = [];
  if (input !== void 0 && others.length > 0) {
    const message2 = `The input of \`${operation2.id}\` can only have \`Operation\` and \`Identifiers\`, not ${namesOf(others)}.`;
    found.push(error(code, message2, at(input)));
  }
  for (const member of members2) {
    const target = world.shapeOf(member.target);
    if (target === void 0) continue;
    if (member.name === "Operation" && !isText2(target)) {
      found.push(
        error(code, "`Operation` has to be a string.", { ...at(member), shape: target.id })
      );
    }
    if (member.name === "Identifiers" && !isTextMap(target, world)) {
      found.push(error(code, "`Identifiers` has to be a map of strings to strings.", at(member)));
    }
  }
  return found;
}
function outputProblems(operation2, world) {
  const members2 = [...structureOf(world, operation2.output)?.members.values() ?? []];
  const endpoints = members2.find(({ name }) => name === "Endpoints");
  if (endpoints === void 0 || members2.length > 1) {
    const message2 = `The output has to have \`Endpoints\` alone, not ${namesOf(members2) || "nothing"}.`;
    return [error(code, message2, at(operation2))];
  }
  const list2 = world.shapeOf(endpoints.target);
  if (list2?.type !== "list") {
    return [error(code, "`Endpoints` has to be a list.", at(endpoints))];
  }
  const endpoint3 = structureOf(world, list2.member.target);
  if (endpoint3 === void 0) {
    return [error(code, "The endpoints have to be structures.", at(list2))];
  }
  return endpointProblems(endpoint3, world);
}
var endpointTypes = {
  Address: "string",
  CachePeriodInMinutes: "long"
};
function endpointProblems(endpoint3, world) {
  const members2 = [...endpoint3.members.values()];
  const names2 = Object.keys(endpointTypes);
  const isExact2 = members2.length === names2.length && names2.every((each2) => endpoint3.members.has(each2));
  const message2 = `An endpoint has ${quoted(names2)} and nothing else, not ${namesOf(members2)}.`;
  const wrong2 = members2.flatMap((member) => {
    const type = Object.hasOwn(endpointTypes, member.name) ? endpointTypes[member.name] : void 0;
    if (type === void 0 || world.shapeOf(member.target)?.type === type) return [];
    return [error(code, `The member has to be a ${type}.`, at(member))];
  });
  return [...isExact2 ? [] : [error(code, message2, at(endpoint3))], ...wrong2];
}
function namesOf(members2) {
  return quoted(members2.map(({ name }) => name));
}
function isText2({ type }) {
  return type === "string" || type === "enum";
}
function isTextMap(shape, world) {
  if (shape.type !== "map") return false;
  return [shape.key, shape.value].every(({ target }) => {
    const type = world.shapeOf(target);
    return type !== void 0 && isText2(type);
  });
}

// generator/smithy/validators/enums.ts
var validateEnums = ({ shapes }) => shapes.flatMap((shape) => {
  if (shape.type === "union" && shape.members.size === 0) {
    return [error("Union", "A union needs at least one member.", at(shape))];
  }
  return shape.type === "enum" || shape.type === "intEnum" ? problems2(shape) : [];
});
function problems2(shape) {
  const wrong2 = [];
  const say = (message2, place) => wrong2.push(error("EnumShape", message2, place));
  if (shape.members.size === 0) say("An enum needs at least one member.", at(shape));
  const seen = /* @__PURE__ */ new Map();
  for (const member of shape.members.values()) {
    const value2 = getTrait(member, traits.enumValue);
    const first2 = value2 === void 0 ? void 0 : seen.get(value2);
    if (value2 === void 0) {
      say(`The member needs a value: the trait \`${traits.enumValue.id}\`.`, at(member));
    } else if (typeof value2 !== (shape.type === "enum" ? "string" : "number")) {
      const expected = shape.type === "enum" ? "a string" : "an integer";
      say(`The value of the member has to be ${expected}.`, at(member));
    } else if (value2 === "") {
      say("The value of the member is empty.", at(member));
    } else if (first2 !== void 0) {
      say(`The member has the same value as \`${first2}\`.`, at(member));
    }
    if (value2 !== void 0) seen.set(value2, first2 ?? member.name);
  }
  return wrong2;
}

// generator/smithy/groupBy.ts
function groupBy(items, keyOf3) {
  const groups2 = /* @__PURE__ */ new Map();
  for (const item of items) {
    const key3 = keyOf3(item);
    const group = groups2.get(key3);
    if (group === void 0) groups2.set(key3, [item]);
    else group.push(item);
  }
  return groups2;
}

// generator/smithy/validators/http/bindings.ts
var http = "smithy.api#http";
var header = "smithy.api#httpHeader";
var prefix = "smithy.api#httpPrefixHeaders";
var query = "smithy.api#httpQuery";
var payload = "smithy.api#httpPayload";
var parts = [header, prefix, query, payload, "smithy.api#httpLabel"];
var bindings = [...parts, "smithy.api#httpQueryParams", "smithy.api#httpResponseCode"];
var validateHttpMembers = ({ shapes }) => ofType(shapes, "structure").flatMap((shape) => [
  ...repeated3(shape, header, "HttpHeaderTrait", (name) => name.toLowerCase()),
  ...repeated3(shape, query, "HttpQueryTrait", (name) => name),
  ...prefixed(shape)
]);
function repeated3(shape, trait3, code4, normal) {
  const bound = [...shape.members.values()].filter(({ traits: traits2 }) => traits2.has(trait3));
  const groups2 = groupBy(bound, (member) => normal(textTrait(member, trait3) ?? ""));
  return [...groups2].flatMap(([name, members2]) => {
    if (members2.length < 2) return [];
    const list2 = quoted(members2.map((member) => member.name));
    return [error(code4, `Several members are bound to \`${name}\`: ${list2}.`, at(shape))];
  });
}
function prefixed(shape) {
  const members2 = [...shape.members.values()];
  return members2.flatMap((member) => {
    const start = textTrait(member, prefix)?.toLowerCase();
    if (start === void 0 || start === "") return [];
    const names2 = members2.map((each2) => textTrait(each2, header));
    const inIt = names2.filter((name) => name?.toLowerCase().startsWith(start));
    if (inIt.length === 0) return [];
    const message2 = `Headers that start with the prefix have members of their own: ${quoted(inIt)}.`;
    return [error("HttpPrefixHeadersTrait", message2, at(member))];
  });
}
var validateQueryLiterals = ({ shapes, world }) => ofType(shapes, "operation").flatMap((operation2) => {
  if (!operation2.traits.has(http)) return [];
  const literals2 = parseUri(textValue(operation2, http, "uri") ?? "").query;
  const input = structureOf(world, operation2.input);
  const twice = [...input?.members.values() ?? []].map((member) => textTrait(member, query)).filter((name) => name !== void 0 && literals2.has(name));
  if (input === void 0 || twice.length === 0) return [];
  const message2 = `The \`uri\` of \`${operation2.id}\` sets these parameters of the query already: ${quoted(twice)}.`;
  return [error("HttpQueryTrait", message2, at(input))];
});
var validatePayloads = ({ shapes, world }) => {
  const operations = ofType(shapes, "operation").filter(({ traits: traits2 }) => traits2.has(http));
  const ends3 = operations.flatMap(({ input, output, errors: errors2 }) => [input, output, ...errors2]);
  return [...new Set(ends3)].flatMap((id) => {
    const structure3 = structureOf(world, id);
    return structure3 === void 0 ? [] : besidePayload(structure3);
  });
};
function besidePayload(shape) {
  const members2 = [...shape.members.values()];
  if (!members2.some(({ traits: traits2 }) => traits2.has(payload))) return [];
  const isBound = ({ traits: traits2 }) => bindings.some((id) => traits2.has(id));
  const loose = members2.filter((member) => !isBound(member)).map(({ name }) => name);
  if (loose.length === 0) return [];
  const message2 = `One member is the payload, so these are nowhere in the message: ${quoted(loose)}.`;
  return [error("HttpPayload", message2, at(shape))];
}
var httpProtocols = /* @__PURE__ */ new Set([
  "aws.protocols#restJson1",
  "aws.protocols#restXml"
]);
function httpProtocolsOf(service2, world, trait3 = http) {
  return [...service2.traits.keys()].filter((id) => {
    if (httpProtocols.has(id)) return true;
    const definition2 = world.definitionOf(id)?.shape;
    const used = definition2 && valueIn(definition2, "smithy.api#protocolDefinition", "traits");
    return isArray(used) && used.includes(trait3);
  });
}
var validateHttpTraits = ({ service: service2, shapes, world }) => {
  const protocols4 = httpProtocolsOf(service2, world);
  if (protocols4.length === 0) return [];
  return ofType(shapes, "operation").flatMap((operation2) => {
    if (operation2.traits.has(http)) return [];
    const message2 = `The operation needs the trait \`${http}\` for ${quoted(protocols4)} of \`${service2.id}\`.`;
    return [error("HttpBindingsMissing", message2, at(operation2))];
  });
};

// generator/smithy/prelude.ts
var simple = {
  BigDecimal: "bigDecimal",
  BigInteger: "bigInteger",
  Blob: "blob",
  Boolean: "boolean",
  Byte: "byte",
  Document: "document",
  Double: "double",
  Float: "float",
  Integer: "integer",
  Long: "long",
  Short: "short",
  String: "string",
  Timestamp: "timestamp"
};
var primitive = {
  PrimitiveBoolean: { type: "boolean", zero: false },
  PrimitiveByte: { type: "byte", zero: 0 },
  PrimitiveDouble: { type: "double", zero: 0 },
  PrimitiveFloat: { type: "float", zero: 0 },
  PrimitiveInteger: { type: "integer", zero: 0 },
  PrimitiveLong: { type: "long", zero: 0 },
  PrimitiveShort: { type: "short", zero: 0 }
};
var unit2 = "smithy.api#Unit";
var prelude = new Map(
  [
    ...Object.entries(simple).map(([name, type]) => ({
      id: `smithy.api#${name}`,
      type,
      traits: /* @__PURE__ */ new Map()
    })),
    ...Object.entries(primitive).map(([name, { type, zero }]) => ({
      id: `smithy.api#${name}`,
      type,
      traits: /* @__PURE__ */ new Map([["smithy.api#default", zero]])
    })),
    {
      id: unit2,
      type: "structure",
      traits: /* @__PURE__ */ new Map([["smithy.api#unitType", {}]]),
      members: /* @__PURE__ */ new Map()
    }
  ].map((shape) => [shape.id, shape])
);

// generator/smithy/validators/http/labels.ts
var http2 = "smithy.api#http";
var endpoint = "smithy.api#endpoint";
var validateLabels = ({ shapes, world }) => ofType(shapes, "operation").flatMap((operation2) => [
  ...uriLabels(operation2, world),
  ...hostLabels(operation2, world)
]);
function uriLabels(operation2, world) {
  const uri = textValue(operation2, http2, "uri");
  if (uri === void 0) return [];
  const place = inside(at(operation2), "traits", http2, "uri");
  if (!isUriText(uri)) {
    return [error("HttpUriFormat", "The `uri` has characters that no URI has.", place)];
  }
  const { segments, problem } = parseUri(uri);
  if (problem !== void 0)
    return [error("TraitValue", `The \`uri\` is wrong: ${problem}.`, place)];
  const greedy = new Set(segments.filter(({ kind: kind2 }) => kind2 === "greedy").map(({ text: text4 }) => text4));
  return [
    ...bindings2(operation2, world, segments, "HttpLabelTrait", "smithy.api#httpLabel", "uri"),
    ...inputOf(world, operation2).flatMap((member) => {
      const type = world.shapeOf(member.target)?.type;
      if (!greedy.has(member.name) || type === "string" || type === "enum") return [];
      return [error("HttpLabelTrait", "A greedy label has to be a string.", at(member))];
    })
  ];
}
function hostLabels(operation2, world) {
  const prefix2 = textValue(operation2, endpoint, "hostPrefix");
  if (prefix2 === void 0) return [];
  const segments = parseHostPrefix(prefix2);
  const problem = segmentsProblem(segments) ?? hostProblem(segments);
  if (problem !== void 0) {
    const place = inside(at(operation2), "traits", endpoint, "hostPrefix");
    return [error("HostLabelTrait", `The \`hostPrefix\` is wrong: ${problem}.`, place)];
  }
  return bindings2(
    operation2,
    world,
    segments,
    "HostLabelTrait",
    "smithy.api#hostLabel",
    "hostPrefix"
  );
}
var host = /^[A-Za-z0-9][A-Za-z0-9\-.]*$/;
function hostProblem(segments) {
  const filled = segments.map(({ kind: kind2, text: text4 }) => kind2 === "literal" ? text4 : "a").join("");
  return host.test(filled) && !filled.includes("..") ? void 0 : "it is no part of a host name";
}
function bindings2(operation2, world, segments, code4, trait3, where) {
  const labels = labelsOf(segments).map(({ text: text4 }) => text4);
  const input = operation2.input === unit2 ? void 0 : structureOf(world, operation2.input);
  if (input === void 0) {
    if (labels.length === 0) return [];
    const message2 = `The \`${where}\` has the labels ${quoted(labels)}, and the operation no input.`;
    return [error(code4, message2, at(operation2))];
  }
  const bound = [...input.members.values()].filter(({ traits: traits2 }) => traits2.has(trait3));
  const unbound = labels.filter((name) => !bound.some((member) => member.name === name));
  const missing = unbound.length === 0 ? [] : [
    error(
      code4,
      `\`${operation2.id}\` has labels in its \`${where}\` that are no members with the trait \`${trait3}\`: ${quoted(unbound)}.`,
      at(input)
    )
  ];
  const extra = bound.filter(({ name }) => !labels.includes(name));
  return [
    ...missing,
    ...extra.map(
      (member) => error(code4, `The \`${where}\` of \`${operation2.id}\` has no label of this name.`, at(member))
    )
  ];
}

// generator/smithy/validators/http/uriConflicts.ts
var http3 = "smithy.api#http";
var validateUriConflicts = ({ shapes, world }) => {
  const routes = ofType(shapes, "operation").filter((operation2) => operation2.traits.has(http3)).map((operation2) => routeOf(operation2, world));
  const groups2 = groupBy(
    routes,
    ({ method, path: path2, query: query2 }) => [method, query2, ...path2.map(outline)].join("\n")
  );
  return [...groups2.values()].flatMap(
    (group) => group.flatMap((route) => {
      const others = group.filter(
        (other) => other !== route && !differ(route.host, other.host, world)
      );
      if (others.length === 0) return [];
      const list2 = listed(others.map(({ operation: operation2, uri }) => `\`${operation2.id}\` (${uri})`));
      const message2 = `The method and \`uri\` (${route.uri}) are those of other operations: ${list2}.`;
      return [error("HttpUriConflict", message2, at(route.operation))];
    })
  );
};
function routeOf(operation2, world) {
  const uri = textValue(operation2, http3, "uri") ?? "";
  const { segments, query: query2 } = parseUri(uri);
  const members2 = new Map(inputOf(world, operation2).map((member) => [member.name, member]));
  const partOf = (segment) => {
    const member = segment.kind === "literal" ? void 0 : members2.get(segment.text);
    const target = member && world.shapeOf(member.target);
    const trait3 = "smithy.api#pattern";
    const pattern2 = member && (textTrait(member, trait3) ?? (target && textTrait(target, trait3)));
    return { ...segment, pattern: pattern2 };
  };
  const host2 = textValue(operation2, "smithy.api#endpoint", "hostPrefix") ?? "";
  return {
    operation: operation2,
    uri,
    method: textValue(operation2, http3, "method") ?? "",
    path: segments,
    query: JSON.stringify([...query2].sort()),
    host: host2.split(".").flatMap((label2) => parseHostPrefix(label2)).map(partOf)
  };
}
function outline({ kind: kind2, text: text4 }) {
  return kind2 === "literal" ? `=${text4}` : kind2;
}
function differ(a, b, world) {
  return a.length !== b.length || a.some((part, index) => excludes(part, b[index], world));
}
function excludes(a, b, world) {
  if (a.kind === "literal" && b.kind === "literal") return a.text !== b.text;
  if (a.kind !== "literal" && b.kind !== "literal") return false;
  const [label2, { text: text4 }] = a.kind === "literal" ? [b, a] : [a, b];
  return label2.pattern !== void 0 && world.matches(label2.pattern, text4) === false;
}

// generator/smithy/shapeProperties.ts
var members = { members: "members" };
var simple2 = [
  "blob",
  "boolean",
  "string",
  "byte",
  "short",
  "integer",
  "long",
  "float",
  "double",
  "bigInteger",
  "bigDecimal",
  "timestamp",
  "document"
];
var simpleTypes = new Set(simple2);
var shapeProperties = new Map([
  ...simple2.map((type) => [type, {}]),
  ["enum", members],
  ["intEnum", members],
  ["list", { member: "member" }],
  ["set", { member: "member" }],
  ["map", { key: "member", value: "member" }],
  ["structure", members],
  ["union", members],
  ["operation", { input: "reference", output: "reference", errors: "references" }],
  [
    "resource",
    {
      identifiers: "referenceMap",
      properties: "referenceMap",
      create: "reference",
      put: "reference",
      read: "reference",
      update: "reference",
      delete: "reference",
      list: "reference",
      operations: "references",
      collectionOperations: "references",
      resources: "references"
    }
  ],
  [
    "service",
    {
      version: "string",
      operations: "references",
      resources: "references",
      errors: "references",
      rename: "names"
    }
  ]
]);
var lifecycle = ["create", "put", "read", "update", "delete", "list"];
var zeroValues = /* @__PURE__ */ new Map([
  ["boolean", false],
  ["byte", 0],
  ["short", 0],
  ["integer", 0],
  ["long", 0],
  ["float", 0],
  ["double", 0]
]);

// generator/smithy/validators/limits.ts
var longest = 150;
var deepest4 = 100;
var mostOfUnion = 300;
var validateLimits = ({ model: model2, shapes }) => {
  const depths = /* @__PURE__ */ new Map();
  return shapes.flatMap((shape) => {
    const name = nameOf(shape.id);
    if (name.length > longest && !simpleTypes.has(shape.type)) {
      const message3 = `The name has ${name.length} characters; names of ${longest} and less can be generated.`;
      return [error("Limit.Name", message3, at(shape))];
    }
    if (shape.type === "union" && shape.members.size > mostOfUnion) {
      const message3 = `The union has ${shape.members.size} members; unions of ${mostOfUnion} and less can be generated.`;
      return [error("Limit.Union", message3, at(shape))];
    }
    const isTooDeep2 = depthOf2(shape, (id) => model2.shapes.get(id), depths) === deepest4 + 1;
    if (!isTooDeep2) return [];
    const message2 = `The shape nests lists and maps ${deepest4} deep, which is the most that can be generated.`;
    return [error("Limit.Nesting", message2, at(shape))];
  });
};
function depthOf2(shape, shapeOf2, known2) {
  const path2 = /* @__PURE__ */ new Set();
  let inner2 = shape;
  while ((inner2?.type === "list" || inner2?.type === "map") && !known2.has(inner2.id)) {
    if (path2.has(inner2.id)) return 0;
    path2.add(inner2.id);
    inner2 = shapeOf2(inner2.type === "list" ? inner2.member.target : inner2.value.target);
  }
  let depth = (inner2 && known2.get(inner2.id)) ?? 0;
  for (const id of [...path2].reverse()) known2.set(id, ++depth);
  return known2.get(shape.id) ?? 0;
}

// generator/smithy/selector/selector.ts
var SelectorSyntaxError = class extends Error {
  constructor(message2, offset) {
    super(message2);
    this.offset = offset;
  }
  offset;
};

// generator/smithy/selector/subject.ts
function isMember(subject) {
  return "target" in subject;
}
function typeOf3(subject) {
  return isMember(subject) ? "member" : subject.type;
}
var numbers = ["byte", "short", "integer", "intEnum", "long", "float", "double"];
var numberTypes = /* @__PURE__ */ new Set([...numbers, "bigInteger", "bigDecimal"]);
var aggregateTypes = /* @__PURE__ */ new Set(["list", "map", "structure", "union"]);
var isSimple = (type) => simpleTypes.has(type) || type === "enum" || type === "intEnum";
var categories = /* @__PURE__ */ new Map([
  ["*", () => true],
  ["string", (type) => type === "string" || type === "enum"],
  ["integer", (type) => type === "integer" || type === "intEnum"],
  ["list", (type) => type === "list" || type === "set"],
  ["number", (type) => numberTypes.has(type)],
  ["simpleType", isSimple],
  ["collection", (type) => type === "list" || type === "set"],
  ["aggregateType", (type) => aggregateTypes.has(type)],
  ["dataType", (type) => isSimple(type) || aggregateTypes.has(type)]
]);
function isTypeName(name) {
  return name === "member" || categories.has(name) || shapeProperties.has(name);
}
function typeTest(name) {
  const holds = categories.get(name) ?? ((type) => type === name);
  return (subject) => holds(typeOf3(subject));
}

// generator/smithy/selector/parse.ts
var arities = {
  is: [1, Infinity],
  each: [1, Infinity],
  test: [1, Infinity],
  not: [1, 1],
  in: [1, 1],
  root: [1, 1],
  recursive: [1, 1],
  topdown: [1, 2]
};
var comparators = ["=", "!=", "^=", "$=", "*=", "?=", ">=", ">", "<=", "<"];
var projectionComparators = ["{=}", "{!=}", "{<}", "{<<}"];
var deepest5 = 64;
function parseSelector(text4) {
  const parser = new Parser(text4);
  const selector = parser.selector("", 0);
  if (!parser.atEnd()) parser.fail("a step of a selector");
  return selector;
}
var Parser = class {
  constructor(text4) {
    this.text = text4;
  }
  text;
  offset = 0;
  atEnd() {
    this.skip(/\s*/y);
    return this.offset >= this.text.length;
  }
  fail(expected) {
    const found = this.atEnd() ? "the end" : JSON.stringify(this.text[this.offset]);
    throw new SelectorSyntaxError(`expected ${expected}, found ${found}`, this.offset);
  }
  /** Steps up to one of the characters, or the end. */
  selector(end2, depth) {
    if (depth > deepest5) this.fail("no deeper nesting");
    const steps = [];
    while (!this.atEnd() && !end2.includes(this.text[this.offset] ?? "")) {
      steps.push(this.step(depth));
    }
    if (steps.length === 0) this.fail("a selector");
    return steps;
  }
  step(depth) {
    if (this.take("~>")) return { kind: "closure" };
    if (this.take("-[")) return this.neighbours("forward", "]->");
    if (this.take("<-[")) return this.neighbours("reverse", "]-");
    if (this.take(">")) return { kind: "neighbours", direction: "forward" };
    if (this.take("<")) return { kind: "neighbours", direction: "reverse" };
    if (this.take("*")) return { kind: "type", type: "*" };
    if (this.take(":")) return this.function(depth);
    if (this.take("${")) {
      const name = this.identifier();
      this.expect("}");
      return { kind: "get", name };
    }
    if (this.take("$")) {
      const name = this.identifier();
      this.expect("(");
      const selector = this.selector(")", depth + 1);
      this.expect(")");
      return { kind: "set", name, selector };
    }
    if (this.take("[@")) return this.scoped();
    if (this.take("[")) return this.attribute();
    const start = this.offset;
    const type = this.identifier();
    if (isTypeName(type)) return { kind: "type", type };
    throw new SelectorSyntaxError(`there is no shape type \`${type}\``, start);
  }
  neighbours(direction, close2) {
    const relationships2 = [this.identifier()];
    while (this.take(",")) relationships2.push(this.identifier());
    this.expect(close2);
    return { kind: "neighbours", direction, relationships: relationships2 };
  }
  function(depth) {
    const start = this.offset;
    const name = this.identifier();
    this.expect("(");
    const selectors3 = [this.selector(",)", depth + 1)];
    while (this.take(",")) selectors3.push(this.selector(",)", depth + 1));
    this.expect(")");
    const arity = arities[name];
    if (arity === void 0) {
      throw new SelectorSyntaxError(`there is no function \`${name}\``, start);
    }
    if (selectors3.length < arity[0] || selectors3.length > arity[1]) {
      throw new SelectorSyntaxError(`too many selectors in \`:${name}\``, start);
    }
    return { kind: "function", name, selectors: selectors3 };
  }
  attribute() {
    const path2 = this.path();
    const comparator = this.comparator(comparators);
    if (comparator === void 0) {
      this.expect("]");
      return { kind: "attribute", path: path2 };
    }
    const values = [this.value()];
    while (this.take(",")) values.push(this.value());
    const ignoresCase = this.take("i");
    this.expect("]");
    const test = { comparator, values, ignoresCase };
    return { kind: "attribute", path: path2, test };
  }
  scoped() {
    const path2 = this.take(":") ? [] : this.path();
    if (path2.length > 0) this.expect(":");
    const assertions = [this.assertion()];
    while (this.take("&&")) assertions.push(this.assertion());
    this.expect("]");
    return { kind: "scoped", path: path2, assertions };
  }
  assertion() {
    const left = this.operand();
    const comparator = this.comparator([...projectionComparators, ...comparators]) ?? this.fail("a comparator");
    const right = [this.operand()];
    while (this.take(",")) right.push(this.operand());
    return { left, comparator, right, ignoresCase: this.take("i") };
  }
  operand() {
    if (!this.take("@{")) return { text: this.value() };
    const path2 = this.path();
    this.expect("}");
    return { path: path2 };
  }
  path() {
    const path2 = [this.segment(false)];
    while (this.take("|")) path2.push(this.segment(true));
    return path2;
  }
  segment(mayBeText) {
    if (this.take("(")) {
      const name = this.identifier();
      this.expect(")");
      return `(${name})`;
    }
    return mayBeText ? this.value() : this.identifier();
  }
  comparator(known2) {
    return known2.find((each2) => this.take(each2));
  }
  /** A quoted text, a number, or a name that may be a shape ID. */
  value() {
    this.skip(/\s*/y);
    const quote2 = this.text[this.offset];
    if (quote2 === "'" || quote2 === '"') {
      const end2 = this.text.indexOf(quote2, this.offset + 1);
      if (end2 < 0) {
        this.offset = this.text.length;
        this.fail(`${quote2} to end the text`);
      }
      const value2 = this.text.slice(this.offset + 1, end2);
      this.offset = end2 + 1;
      return value2;
    }
    const number2 = this.skip(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number2 !== "") return number2;
    const name = this.skip(/[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?:#[A-Za-z_]\w*(?:\$[A-Za-z_]\w*)?)?/y);
    return name === "" ? this.fail("a value") : name;
  }
  identifier() {
    this.skip(/\s*/y);
    const name = this.skip(/[A-Za-z_]\w*/y);
    return name === "" ? this.fail("a name") : name;
  }
  expect(token3) {
    if (!this.take(token3)) this.fail(`"${token3}"`);
  }
  take(token3) {
    this.skip(/\s*/y);
    if (!this.text.startsWith(token3, this.offset)) return false;
    this.offset += token3.length;
    return true;
  }
  skip(pattern2) {
    pattern2.lastIndex = this.offset;
    const found = pattern2.exec(this.text)?.[0] ?? "";
    this.offset += found.length;
    return found;
  }
};

// generator/smithy/metadata.ts
var lists = {
  validators: ["name"],
  severityOverrides: ["id", "namespace", "severity"],
  suppressions: ["id", "namespace"]
};
var selectors = {
  EmitEachSelector: ["selector", true],
  EmitNoneSelector: ["selector", true],
  UnreferencedShape: ["rootShapeSelector", false]
};
function checkMetadata(metadata, place, report) {
  for (const [key3, needed3] of Object.entries(lists)) {
    const list2 = property(metadata, key3);
    if (list2 === void 0) continue;
    const where = inside(place, key3);
    if (!isArray(list2)) {
      report(error("Model.Metadata", `Expected an array, found ${kindOf(list2)}.`, where));
      continue;
    }
    for (const [index, entry] of list2.entries())
      checkEntry(entry, needed3, inside(where, index), report);
    if (key3 !== "validators") continue;
    for (const [index, entry] of list2.entries()) checkSelector(entry, inside(where, index), report);
  }
}
function checkEntry(entry, needed3, place, report) {
  if (!isObject(entry)) {
    report(error("Model.Metadata", `Expected an object, found ${kindOf(entry)}.`, place));
    return;
  }
  for (const key3 of needed3) {
    const value2 = property(entry, key3);
    if (typeof value2 === "string") continue;
    const message2 = `Expected a text under "${key3}", found ${kindOf(value2)}.`;
    report(error("Model.Metadata", message2, place));
  }
}
function checkSelector(entry, place, report) {
  const name = isObject(entry) ? property(entry, "name") : void 0;
  const [key3, isNeeded] = typeof name === "string" && selectors[name] || [];
  if (!isObject(entry) || key3 === void 0) return;
  const configuration = property(entry, "configuration");
  const text4 = isObject(configuration) ? property(configuration, key3) : void 0;
  if (text4 === void 0 && !isNeeded) return;
  const problem = typeof text4 === "string" ? selectorProblem(text4) : `found ${kindOf(text4)}`;
  if (problem === void 0) return;
  const where = inside(place, "configuration", key3);
  report(error("Model.Selector", `Expected a selector: ${problem}.`, where));
}
function selectorProblem(text4) {
  try {
    parseSelector(text4);
    return void 0;
  } catch (error2) {
    if (error2 instanceof SelectorSyntaxError) return `${error2.message} (at ${error2.offset})`;
    throw error2;
  }
}

// generator/smithy/validators/metadata.ts
var validateTypedMetadata = ({ model: model2, world }) => [...(model2.whole ?? model2.shapes).values()].flatMap((shape) => {
  const key3 = textValue(shape, "smithy.api#metadata", "key");
  const value2 = key3 === void 0 ? void 0 : property(model2.metadata, key3);
  if (key3 === void 0 || value2 === void 0) return [];
  const source = model2.metadataSources?.get(key3);
  const what = (keys) => `The metadata \`${[key3, ...keys].join(".")}\` is wrong`;
  return checkNode(value2, shape, world).map(
    (problem) => (
      // Lists of several files are one by now, so that only the key has a place.
      problemAt(`TypedMetadata.${key3}`, what(problem.keys), { ...problem, keys: [] }, { source })
    )
  );
});
var selectors2 = {
  "smithy.api#trait": "selector",
  "smithy.api#idRef": "selector"
};
var validateSelectors = ({ shapes }) => shapes.flatMap(
  (shape) => [shape, ...membersOf(shape)].flatMap(
    (subject) => Object.entries(selectors2).flatMap(([trait3, key3]) => {
      const text4 = textValue(subject, trait3, key3);
      const problem = text4 === void 0 ? void 0 : selectorProblem(text4);
      if (problem === void 0) return [];
      const place = inside(at(subject), "traits", trait3, key3);
      return [error("TraitValue", `Expected a selector: ${problem}.`, place)];
    })
  )
);

// generator/smithy/validators/names.ts
var validateShapeNames = ({ model: model2, service: service2, shapes }) => [
  ...renames(service2, shapes),
  ...shapeConflicts(model2, service2, shapes)
];
var unnamed = /* @__PURE__ */ new Set(["service", "operation", "resource"]);
function renames(service2, shapes) {
  const closure = new Map(shapes.map((shape) => [shape.id, shape]));
  return [...service2.rename].flatMap(([id, name]) => {
    const shape = closure.get(id);
    const problem = shape === void 0 ? "is not a shape of the service" : unnamed.has(shape.type) ? `is a ${shape.type}, which cannot be renamed` : name === nameOf(id) ? "has that name already" : void 0;
    if (problem === void 0) return [];
    const place = inside(at(service2), "rename", id);
    return [error("Service", `\`${id}\`, renamed to \`${name}\`, ${problem}.`, place)];
  });
}
var validateIds = ({ shapes }) => [
  ...idConflicts(shapes),
  ...shapes.flatMap(memberConflicts)
];
function idConflicts(shapes) {
  const groups2 = [...groupBy(shapes, ({ id }) => id.toLowerCase()).values()];
  return groups2.flatMap((group) => {
    if (group.length < 2) return [];
    return group.map((shape) => {
      const others = group.filter((each2) => each2 !== shape).map(({ id }) => id);
      const message2 = `The ID conflicts with ${quoted(others)}: IDs may not differ by case alone.`;
      return error("ShapeIdConflict", message2, at(shape));
    });
  });
}
function shapeConflicts(model2, service2, shapes) {
  const nameIn = ({ id }) => service2.rename.get(id) ?? nameOf(id);
  const named3 = shapes.filter(({ id }) => id !== unit2);
  const groups2 = [...groupBy(named3, (shape) => nameIn(shape).toLowerCase()).values()];
  return groups2.flatMap(
    (group) => group.flatMap((shape) => {
      const others = group.filter((each2) => each2 !== shape && !areAlike(model2, each2, shape));
      if (others.length === 0) return [];
      const message2 = `The name \`${nameIn(shape)}\` conflicts with ${quoted(others.map(({ id }) => id))} in the service \`${service2.id}\`: names may not differ by case alone. Rename one with the service's \`rename\`.`;
      return [error("Service", message2, at(shape))];
    })
  );
}
function areAlike(model2, a, b) {
  const seen = /* @__PURE__ */ new Set();
  let [one2, other] = [a, b];
  while (one2 !== void 0 && other !== void 0 && !seen.has(one2)) {
    if (one2 === other) return true;
    if (one2.type !== other.type) return false;
    if (one2.type !== "list" || other.type !== "list") return simpleTypes.has(one2.type);
    if (!isSame(traitsOf2(one2.member), traitsOf2(other.member))) return false;
    seen.add(one2);
    [one2, other] = [model2.shapes.get(one2.member.target), model2.shapes.get(other.member.target)];
  }
  return false;
}
function traitsOf2({ traits: traits2 }) {
  return Object.fromEntries(traits2);
}
function memberConflicts(shape) {
  const groups2 = [...groupBy(membersOf(shape), ({ name }) => name.toLowerCase()).values()];
  return groups2.flatMap((group) => {
    if (group.length < 2) return [];
    return group.map((member) => {
      const others = group.filter((each2) => each2 !== member).map(({ name }) => name);
      const message2 = `The member conflicts with ${quoted(others)}: names may not differ by case alone.`;
      return error("ShapeIdConflict", message2, at(member));
    });
  });
}

// generator/smithy/validators/operations.ts
var ends = ["input", "output"];
var validateInputsOutputs = ({ shapes, world }) => {
  const code4 = "OperationInputOutputMisuse";
  const operations = ofType(shapes, "operation");
  const has = (id, end2) => world.shapeOf(id)?.traits.has(`smithy.api#${end2}`) === true;
  const swapped = operations.flatMap(
    (operation2) => ends.flatMap((end2) => {
      const other = end2 === "input" ? "output" : "input";
      if (!has(operation2[end2], other)) return [];
      const message2 = `The ${end2} \`${operation2[end2]}\` is marked as an ${other}.`;
      return [error(code4, message2, at(operation2))];
    })
  );
  const targeted = shapes.flatMap(
    (shape) => [...membersOf(shape)].flatMap(
      (member) => ends.filter((end2) => has(member.target, end2)).map(
        (end2) => error(
          code4,
          `The member targets \`${member.target}\`, an operation's ${end2}.`,
          at(member)
        )
      )
    )
  );
  const shared = ends.flatMap(
    (end2) => [...groupBy(operations, (operation2) => operation2[end2])].flatMap(([id, group]) => {
      const shape = world.shapeOf(id);
      if (group.length < 2 || shape === void 0 || !has(id, end2)) return [];
      const list2 = quoted(group.map((operation2) => operation2.id));
      return [error(code4, `The ${end2} of one operation is that of several: ${list2}.`, at(shape))];
    })
  );
  return [...swapped, ...targeted, ...shared];
};
var validateExamples = ({ model: model2, shapes, world }) => {
  const common3 = commonErrors(model2);
  return ofType(shapes, "operation").flatMap((operation2) => {
    const examples = operation2.traits.get("smithy.api#examples");
    if (!isArray(examples)) return [];
    const errors2 = /* @__PURE__ */ new Set([...operation2.errors, ...common3]);
    return examples.flatMap(
      (example, index) => isObject(example) ? exampleProblems(operation2, errors2, example, index, world) : []
    );
  });
};
function exampleProblems(operation2, errors2, example, index, world) {
  const place = inside(at(operation2), "traits", "smithy.api#examples", index);
  const say = (message2) => error("ExamplesTrait", message2, place);
  const ignoresConstraints = property(example, "allowConstraintErrors") === true;
  const check = (value2, id2, ...keys) => {
    const shape = world.shapeOf(id2);
    if (value2 === void 0 || shape === void 0) return [];
    return checkNode(value2, shape, { ...world, ignoresConstraints }).map(
      (problem) => problemAt("ExamplesTrait", "The example is wrong", problem, inside(place, ...keys))
    );
  };
  const failure2 = property(example, "error");
  const [id, content2] = isObject(failure2) ? [property(failure2, "shapeId"), property(failure2, "content")] : [];
  const found = [
    ...check(property(example, "input") ?? {}, operation2.input, "input"),
    ...check(property(example, "output"), operation2.output, "output")
  ];
  if (ignoresConstraints && failure2 === void 0) {
    found.push(say("An example with `allowConstraintErrors` has to have an error."));
  }
  if (typeof id !== "string") return found;
  if (property(example, "output") !== void 0) {
    found.push(say("An example has an output or an error, not both."));
  }
  if (!errors2.has(id)) found.push(say(`The operation has no error \`${id}\`.`));
  return [...found, ...check(content2, id, "error", "content")];
}
var validateIdempotency = ({ model: model2, shapes }) => {
  const trait3 = "smithy.api#idempotent";
  const common3 = commonErrors(model2);
  return ofType(shapes, "operation").flatMap((operation2) => {
    const lists2 = ["exists", "notFound"].map((key3) => valueIn(operation2, trait3, key3));
    const errors2 = /* @__PURE__ */ new Set([...operation2.errors, ...common3]);
    const unknown = lists2.flatMap((list2) => isArray(list2) ? list2 : []).filter((id) => !errors2.has(id));
    const say = (message2) => error("IdempotentTrait", message2, inside(at(operation2), "traits", trait3));
    return [
      ...lists2.every(isArray) ? [say("Only one of `exists` and `notFound` can be there.")] : [],
      ...unknown.map((id) => say(`The operation has no error ${JSON.stringify(id)}.`))
    ];
  });
};
function commonErrors(model2) {
  return ofType([...model2.shapes.values()], "service").flatMap(({ errors: errors2 }) => errors2);
}
var validatePrivacy = ({ model: model2, shapes }) => shapes.flatMap((shape) => [
  ...[...membersOf(shape)].flatMap((member) => trespass(model2, member, [member.target])),
  ...[...membersOf(shape)].length === 0 ? trespass(model2, shape, neighboursOf(shape)) : []
]);
function trespass(model2, from, targets) {
  return targets.flatMap((id) => {
    const isPrivate = model2.shapes.get(id)?.traits.has("smithy.api#private") === true;
    if (!isPrivate || namespaceOf(id) === namespaceOf(from.id)) return [];
    return [error("PrivateAccess", `\`${id}\` is private to its namespace.`, at(from))];
  });
}
function namespaceOf(id) {
  return id.slice(0, id.indexOf("#"));
}

// generator/smithy/validators/paginated.ts
var validatePaginated = ({ model: model2, shapes }) => shapes.flatMap((shape) => {
  const own3 = shape.type === "operation" ? getTrait(shape, traits.paginated) : void 0;
  return own3 === void 0 ? [] : problems3(model2, shape, own3, properties);
});
var validatePaginatedTokens = ({ model: model2, service: service2, shapes }) => {
  const common3 = getTrait(service2, traits.paginated);
  return shapes.flatMap((shape) => {
    const own3 = shape.type === "operation" ? getTrait(shape, traits.paginated) : void 0;
    if (own3 === void 0) return [];
    const merged = { ...common3, ...own3 };
    const inherited2 = properties.filter(({ name }) => own3[name] === void 0);
    const missing = inherited2.filter(({ name, isNeeded }) => isNeeded && merged[name] === void 0).map(({ name }) => {
      const message2 = `The trait \`${traits.paginated.id}\` needs \`${name}\`, here or on the service \`${service2.id}\`.`;
      return error("PaginatedTrait", message2, at(shape));
    });
    return [...missing, ...problems3(model2, shape, merged, inherited2)];
  });
};
var token = { isNeeded: true, types: ["string", "enum", "map"] };
var properties = [
  { name: "inputToken", of: "input", isOptional: true, ...token },
  { name: "outputToken", of: "output", isOptional: false, ...token },
  { name: "items", of: "output", isNeeded: false, isOptional: false, types: ["list", "map"] },
  {
    name: "pageSize",
    of: "input",
    isNeeded: false,
    isOptional: false,
    types: ["byte", "short", "integer", "long", "intEnum"]
  }
];
function problems3(model2, operation2, paginated, asked) {
  return asked.flatMap((property3) => {
    const path2 = paginated[property3.name];
    const problem = path2 === void 0 ? void 0 : problemOf(model2, operation2, property3, path2);
    if (problem === void 0) return [];
    const message2 = `\`${property3.name}\` of the trait \`${traits.paginated.id}\` ${problem}.`;
    return [error("PaginatedTrait", message2, at(operation2))];
  });
}
function problemOf(model2, operation2, { of, isOptional: isOptional2, types: types2 }, path2) {
  if (of === "input" && path2.includes(".")) return `names a member, not the path \`${path2}\``;
  const member = resolve(model2, operation2[of], path2.split("."));
  if (member === void 0) return `names no member: \`${path2}\``;
  const type = model2.shapes.get(member.target)?.type;
  if (type !== void 0 && !types2.includes(type)) {
    return `has to name a ${types2.join(", or ")}: \`${path2}\` is a ${type}`;
  }
  if (isOptional2 && hasTrait(member, traits.required)) {
    return `names \`${path2}\`, which is required: the first page has no token`;
  }
  return void 0;
}
function resolve(model2, from, path2) {
  let found;
  let shape = model2.shapes.get(from);
  for (const name of path2) {
    found = shape?.type === "structure" ? shape.members.get(name) : void 0;
    shape = found && model2.shapes.get(found.target);
  }
  return found;
}

// generator/smithy/validators/recursion.ts
var validateRecursion = ({ model: model2, shapes }) => {
  const finite = finiteShapes(model2, shapes);
  const ending = /* @__PURE__ */ new Set();
  const reported = /* @__PURE__ */ new Map();
  for (const shape of shapes) {
    if (reported.has(shape.id)) continue;
    const cycle = shape.type === "list" || shape.type === "map" ? cycleFrom(model2, shape, containerStep, ending) : finite.has(shape.id) ? void 0 : cycleFrom(model2, shape, (each2) => endlessStep(each2, finite), /* @__PURE__ */ new Set());
    if (cycle === void 0) continue;
    const first2 = [...cycle].sort(byCodeUnit)[0];
    const start = cycle.indexOf(first2);
    const path2 = [...cycle.slice(start), ...cycle.slice(0, start), first2];
    const message2 = `The recursion has no end: ${listed(
      path2.map((id) => `\`${id}\``),
      " \u2192 "
    )}.`;
    const shapesIn3 = cycle.map((id) => model2.shapes.get(id)).filter((each2) => each2 !== void 0);
    const unions = shapesIn3.filter(({ type }) => type === "union");
    for (const each2 of unions.length > 0 ? unions : shapesIn3) {
      reported.set(each2.id, error("ShapeRecursion", message2, at(each2)));
    }
  }
  return [...reported.values()];
};
function finiteShapes(model2, shapes) {
  const finite = /* @__PURE__ */ new Set();
  const waiting = /* @__PURE__ */ new Map();
  const neededBy = /* @__PURE__ */ new Map();
  for (const shape of shapes) {
    const members2 = needed(shape);
    const needs = shape.type === "union" ? 1 : members2.length;
    if (needs === 0) finite.add(shape.id);
    else waiting.set(shape.id, { shape, needs });
    for (const { target } of members2) {
      const users = neededBy.get(target) ?? [];
      users.push(shape);
      neededBy.set(target, users);
    }
  }
  for (const id of finite) {
    for (const { id: user } of neededBy.get(id) ?? []) {
      const entry = waiting.get(user);
      if (entry !== void 0 && --entry.needs === 0) finite.add(user);
    }
  }
  return finite;
}
function needed(shape) {
  if (shape.type === "union") return [...shape.members.values()];
  if (shape.type !== "structure") return [];
  return [...shape.members.values()].filter((member) => hasTrait(member, traits.required));
}
function endlessStep(shape, finite) {
  return needed(shape).find(({ target }) => !finite.has(target))?.target;
}
function containerStep(shape) {
  if (shape.type === "list") return shape.member.target;
  return shape.type === "map" ? shape.value.target : void 0;
}
function cycleFrom(model2, start, step3, ending) {
  const path2 = /* @__PURE__ */ new Set();
  let shape = start;
  while (shape !== void 0 && !ending.has(shape.id)) {
    if (path2.has(shape.id)) {
      const ids = [...path2];
      return ids.slice(ids.indexOf(shape.id));
    }
    path2.add(shape.id);
    const next = step3(shape);
    shape = next === void 0 ? void 0 : model2.shapes.get(next);
  }
  for (const id of path2) ending.add(id);
  return void 0;
}

// generator/smithy/validators/resources/bindings.ts
var validateResourceCycles = ({ model: model2, shapes }) => {
  const childrenOf = (id) => {
    const shape = model2.shapes.get(id);
    return shape?.type === "resource" ? shape.resources : [];
  };
  const wrong2 = [];
  for (const resource of ofType(shapes, "resource")) {
    const below2 = new Set(resource.resources);
    for (const id of below2) for (const child of childrenOf(id)) below2.add(child);
    if (!below2.has(resource.id)) continue;
    wrong2.push(error("ResourceCycle", "The resource is below itself.", at(resource)));
  }
  return wrong2;
};
var validateSingleBindings = ({ model: model2, service: service2 }) => {
  const found = bindingsIn(model2, service2);
  return [
    ...repeated4(model2, found.operations, "SingleOperationBinding"),
    ...repeated4(model2, found.resources, "SingleResourceBinding")
  ];
};
function bindingsIn(model2, service2) {
  const bind2 = (by, ids) => ids.map((to) => ({ by, to }));
  const operations = bind2(service2.id, service2.operations);
  const resources = bind2(service2.id, service2.resources);
  const seen = new Set(service2.resources);
  for (const id of seen) {
    const resource = model2.shapes.get(id);
    if (resource?.type !== "resource") continue;
    for (const to of new Set(bindingsOf(resource).map(([, to2]) => to2))) {
      operations.push({ by: id, to });
    }
    for (const to of resource.resources) {
      resources.push({ by: id, to });
      seen.add(to);
    }
  }
  return { operations, resources };
}
function repeated4(model2, bindings4, code4) {
  return [...groupBy(bindings4, ({ to }) => to)].flatMap(([id, group]) => {
    const by = new Set(group.map((each2) => each2.by));
    const shape = model2.shapes.get(id);
    if (by.size < 2 || shape === void 0) return [];
    const list2 = quoted([...by].sort(byCodeUnit));
    const message2 = `The ${shape.type} can be bound once in a service, and is by ${list2}.`;
    return [error(code4, message2, at(shape))];
  });
}

// generator/smithy/validators/resources/identifiers.ts
var validateIdentifiers = ({ shapes, world }) => ofType(shapes, "resource").flatMap((resource) => [
  ...[...resource.identifiers.keys()].filter((name) => properties2(resource).has(name.toLowerCase())).map(
    (name) => error("ResourceIdentifier", `\`${name}\` is an identifier and a property.`, at(resource))
  ),
  ...resource.resources.flatMap((id) => {
    const child = world.shapeOf(id);
    return child?.type === "resource" ? inherited(resource, child) : [];
  })
]);
function properties2(resource) {
  return new Set(Array.from(resource.properties.keys(), (name) => name.toLowerCase()));
}
function inherited(parent, child) {
  const entries2 = [...parent.identifiers];
  const missing = entries2.filter(([name]) => !child.identifiers.has(name)).map(([name]) => name);
  const other = entries2.filter(([name, target]) => {
    return child.identifiers.has(name) && child.identifiers.get(name) !== target;
  });
  const say = (message2) => error("ResourceIdentifier", message2, at(child));
  return [
    ...missing.length > 0 ? [
      say(
        `The resource is below \`${parent.id}\`, and has not its identifiers ${quoted(missing)}.`
      )
    ] : [],
    ...other.map(
      ([name, target]) => say(
        `\`${parent.id}\`, which the resource is below, has the identifier \`${name}\` as a \`${target}\`.`
      )
    )
  ];
}
var onCollection = /* @__PURE__ */ new Set(["create", "list", "collectionOperations"]);
var validateIdentifierBindings = ({ shapes, world }) => ofType(shapes, "resource").flatMap((resource) => [
  ...resource.identifiers.size === 0 ? [] : own2(resource, world),
  ...resource.resources.flatMap((id) => {
    const child = world.shapeOf(id);
    return child?.type === "resource" ? below(resource, child, world) : [];
  })
]);
function own2(resource, world) {
  return operationsOf2(resource, world).flatMap(([property3, operation2]) => {
    const bound = boundBy(operation2, resource, world);
    const missing = [...resource.identifiers.keys()].filter((name) => !bound.has(name));
    const isCollection = onCollection.has(property3);
    if (isCollection === missing.length > 0) return [];
    const message2 = isCollection ? `\`${property3}\` of \`${resource.id}\` is for its collection, and cannot take all identifiers of an instance.` : `\`${property3}\` of \`${resource.id}\` is for an instance, and has to take its identifiers ${quoted(missing)} as required members of its input.`;
    return [error("ResourceIdentifierBinding", message2, at(operation2))];
  });
}
function below(parent, child, world) {
  return operationsOf2(child, world).flatMap(([, operation2]) => {
    const bound = boundBy(operation2, child, world);
    const missing = [...parent.identifiers.keys()].filter((name) => !bound.has(name));
    if (missing.length === 0) return [];
    const message2 = `The operation is one of \`${child.id}\`, below \`${parent.id}\`, and does not take that one's identifiers ${quoted(missing)}.`;
    return [error("ResourceIdentifierBinding", message2, at(operation2))];
  });
}
function operationsOf2(resource, world) {
  return bindingsOf(resource).flatMap(([property3, id]) => {
    const operation2 = world.shapeOf(id);
    return operation2?.type === "operation" ? [[property3, operation2]] : [];
  });
}
function boundBy(operation2, resource, world) {
  const bound = /* @__PURE__ */ new Set();
  for (const member of inputOf(world, operation2)) {
    const named3 = textTrait(member, "smithy.api#resourceIdentifier");
    if (named3 !== void 0) bound.add(named3);
    else if (member.traits.has("smithy.api#required") && resource.identifiers.get(member.name) === member.target) {
      bound.add(member.name);
    }
  }
  return bound;
}
var lifecycles = {
  create: { readonly: false },
  put: { readonly: false, idempotent: true },
  read: { readonly: true },
  update: { readonly: false },
  delete: { readonly: false, idempotent: true },
  list: { readonly: true }
};
var validateLifecycles = ({ shapes, world }) => ofType(shapes, "resource").flatMap(
  (resource) => [...resource.lifecycle].flatMap(
    ([step3, id]) => Object.entries(lifecycles[step3] ?? {}).flatMap(([name, expected]) => {
      const trait3 = `smithy.api#${name}`;
      if (world.shapeOf(id)?.traits.has(trait3) === expected) return [];
      const must = expected ? "has to have" : "cannot have";
      const message2 = `\`${id}\`, which is \`${step3}\` of the resource, ${must} the trait \`${trait3}\`.`;
      return [error("ResourceLifecycle", message2, at(resource))];
    })
  )
);

// generator/smithy/validators/resources/references.ts
var trait2 = "smithy.api#references";
var validateReferences = ({ shapes, world }) => shapes.flatMap((shape) => {
  const references = shape.traits.get(trait2);
  if (!isArray(references)) return [];
  return references.flatMap((reference2, index) => {
    const problem = isObject(reference2) ? problemOf2(shape, reference2, world) : void 0;
    const place = inside(at(shape), "traits", trait2, index);
    return problem === void 0 ? [] : [error("ReferencesTrait", `${problem}.`, place)];
  });
});
function problemOf2(shape, reference2, world) {
  const ids = property(reference2, "ids");
  const id = property(reference2, "resource");
  if (shape.type === "string" && ids !== void 0) return "A string's reference has no `ids`";
  const resource = typeof id === "string" ? world.shapeOf(id) : void 0;
  if (resource === void 0) return void 0;
  if (resource.type !== "resource") return `\`${resource.id}\` is a ${resource.type}, no resource`;
  const names2 = [...resource.identifiers.keys()];
  if (shape.type !== "structure") {
    return names2.length === 1 ? void 0 : `A string can only refer to a resource with one identifier, and \`${resource.id}\` has ${names2.length}`;
  }
  const members2 = new Map([...membersOf(shape)].map((member) => [member.name, member]));
  const named3 = ids ?? {};
  for (const name of names2) {
    const memberName = isObject(named3) ? property(named3, name) ?? name : name;
    const member = typeof memberName === "string" ? members2.get(memberName) : void 0;
    if (member === void 0) {
      return `No member is the identifier \`${name}\` of \`${resource.id}\``;
    }
    if (world.shapeOf(member.target)?.type !== "string" && world.shapeOf(member.target)?.type !== "enum") {
      return `\`${member.name}\`, the identifier \`${name}\` of \`${resource.id}\`, is no string`;
    }
  }
  const unknown = isObject(named3) ? Object.keys(named3).find((name) => !names2.includes(name)) : void 0;
  return unknown && `\`${resource.id}\` has no identifier \`${unknown}\``;
}

// generator/smithy/validators/resources/properties.ts
var code2 = "ResourceOperationInputOutput";
var validateProperties = ({ shapes, world }) => ofType(shapes, "resource").flatMap((resource) => {
  if (resource.properties.size === 0) return [];
  const used = /* @__PURE__ */ new Set();
  const wrong2 = [];
  for (const [step3, operation2] of instanceOperations(resource, world)) {
    for (const end2 of ["input", "output"]) {
      const shape = propertiesOf(operation2[end2], world);
      if (shape === void 0) continue;
      const properties3 = shape.members.filter((member) => isProperty(member, resource, world));
      for (const member of properties3) used.add(propertyName(member));
      for (const each2 of conflicts(shape.of, properties3)) wrong2.push(each2);
      for (const each2 of misfits(properties3, resource, step3)) wrong2.push(each2);
    }
  }
  const unused = [...resource.properties.keys()].filter((name) => !used.has(name));
  return [
    ...wrong2,
    ...unused.map(
      (name) => error(code2, `No operation of the resource has its property \`${name}\`.`, at(resource))
    )
  ];
});
function instanceOperations(resource, world) {
  const bound = [
    ...[...resource.lifecycle].filter(([step3]) => step3 !== "list"),
    ...resource.operations.map((id) => ["operations", id])
  ];
  return bound.flatMap(([step3, id]) => {
    const operation2 = world.shapeOf(id);
    return operation2?.type === "operation" ? [[step3, operation2]] : [];
  });
}
function propertiesOf(id, world) {
  const shape = structureOf(world, id);
  const members2 = [...shape?.members.values() ?? []];
  const nested = members2.find(({ traits: traits2 }) => traits2.has("smithy.api#nestedProperties"));
  if (nested !== void 0) {
    const inner2 = structureOf(world, nested.target);
    return inner2 && { of: inner2, members: [...inner2.members.values()] };
  }
  return shape && { of: shape, members: members2 };
}
function isProperty(member, resource, world) {
  if (resource.identifiers.has(member.name) && !member.traits.has("smithy.api#property"))
    return false;
  return ![...member.traits.keys()].some(
    (id) => id === "smithy.api#notProperty" || world.definitionOf(id)?.shape.traits.has("smithy.api#notProperty") === true
  );
}
function propertyName(member) {
  return textValue(member, "smithy.api#property", "name") ?? member.name;
}
function conflicts(shape, members2) {
  return [...groupBy(members2, propertyName)].flatMap(([name, group]) => {
    if (group.length < 2) return [];
    const list2 = quoted(group.map((member) => member.name));
    return [error(code2, `Several members are the property \`${name}\`: ${list2}.`, at(shape))];
  });
}
function misfits(members2, resource, step3) {
  return members2.flatMap((member) => {
    const name = propertyName(member);
    const target = resource.properties.get(name);
    if (target === member.target) return [];
    const message2 = target === void 0 ? `\`${name}\` is no property of \`${resource.id}\`, whose \`${step3}\` this is of.` : `The property \`${name}\` of \`${resource.id}\` is a \`${target}\`.`;
    return [error(code2, message2, at(member))];
  });
}

// generator/smithy/validators/singleTraits.ts
var field = (value2, key3) => isObject(value2) ? property(value2, key3) : void 0;
var token2 = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
var mediaType = new RegExp(
  `^${token2}/${token2}(?:[ \\t]*;[ \\t]*${token2}=(?:${token2}|"(?:[^"\\\\]|\\\\.)*"))*$`
);
var reserved = ["severityOverrides", "shapeClosures", "suppressions", "validators"];
var protocols2 = [
  ["aws.protocols#awsJson1_0", "AwsJson1_0Trait"],
  ["aws.protocols#awsJson1_1", "AwsJson1_1Trait"],
  ["aws.protocols#restJson1", "RestJson1Trait"],
  ["aws.protocols#restXml", "RestXmlTrait"],
  ["smithy.protocols#rpcv2Cbor", "Rpcv2CborTrait"],
  ["smithy.protocols#rpcv2Json", "Rpcv2JsonTrait"]
];
var rules = [
  {
    trait: "smithy.api#cors",
    code: "CorsTrait",
    problem: (value2) => field(value2, "origin") !== void 0 && field(value2, "origins") !== void 0 ? "only one of `origin` and `origins` can be there" : void 0
  },
  {
    trait: "smithy.api#httpApiKeyAuth",
    code: "HttpApiKeyAuthTrait",
    problem: (value2) => field(value2, "scheme") !== void 0 && field(value2, "in") !== "header" ? "a `scheme` is only for a key that is in a header" : void 0
  },
  {
    trait: "smithy.api#mediaType",
    code: "MediaType",
    problem: (value2) => typeof value2 === "string" && !mediaType.test(value2) ? `${JSON.stringify(value2)} is not a media type` : void 0
  },
  {
    trait: "smithy.api#xmlNamespace",
    code: "XmlNamespaceTrait",
    problem: (value2) => {
      const uri = field(value2, "uri");
      const isUri = typeof uri !== "string" || /^(?![^/?#]*::)(?:[^\s<>"{}|\\^`:/?#]+:)?[^\s<>"{}|\\^`]*$/.test(uri);
      return isUri ? void 0 : "the `uri` is not a URI";
    }
  },
  {
    trait: "smithy.api#externalDocumentation",
    code: "TraitValue",
    problem: (value2) => {
      const links2 = isObject(value2) ? Object.entries(value2) : [];
      const bad = links2.find(([, url]) => typeof url === "string" && !URL.canParse(url));
      return bad && `\`${bad[0]}\` is not an absolute URL`;
    }
  },
  { trait: "smithy.api#range", code: "RangeTrait", problem: fractional },
  { trait: "smithy.api#pattern", code: "TraitValue", problem: unbalanced },
  {
    trait: "smithy.api#metadata",
    code: "MetadataTrait",
    problem: (value2) => {
      const key3 = field(value2, "key");
      return reserved.some((each2) => each2 === key3) ? `the key ${JSON.stringify(key3)} is Smithy's own` : void 0;
    }
  },
  {
    trait: "aws.api#arn",
    code: "ArnTrait",
    problem: (value2) => {
      if (field(value2, "resourceDelimiter") !== void 0 && field(value2, "absolute") !== true) {
        return "a `resourceDelimiter` is only for an `absolute` ARN";
      }
      const template2 = field(value2, "template");
      return typeof template2 === "string" && template2.startsWith("/") ? "the `template` cannot start with `/`" : void 0;
    }
  },
  ...protocols2.map(([trait3, code4]) => ({
    trait: trait3,
    code: code4,
    problem: (value2) => {
      const [http4, events2] = [field(value2, "http"), field(value2, "eventStreamHttp")];
      const missing = (isArray(events2) ? events2 : []).filter(
        (each2) => !isArray(http4) || !http4.includes(each2)
      );
      return missing.length === 0 ? void 0 : `\`eventStreamHttp\` has what is not in \`http\`: ${quoted(missing.map(String))}`;
    }
  }))
];
var integers = /* @__PURE__ */ new Set(["byte", "short", "integer", "long", "bigInteger"]);
function fractional(value2, subject) {
  if ("target" in subject || !integers.has(subject.type)) return void 0;
  const key3 = ["min", "max"].find((each2) => !Number.isInteger(field(value2, each2) ?? 0));
  return key3 && `\`${key3}\` is no integer, and the shape is one of integers`;
}
var broken = /Unterminated (?:group|character class)|Unmatched '\)'|\\ at end of pattern/;
function unbalanced(value2) {
  if (typeof value2 !== "string" || value2.includes("\\Q")) return void 0;
  try {
    new RegExp(value2);
    return void 0;
  } catch (error2) {
    const [problem] = broken.exec(String(error2)) ?? [];
    return problem && `it is no regular expression (${problem.toLowerCase()})`;
  }
}
var byTrait = groupBy(rules, ({ trait: trait3 }) => trait3);
var validateSingleTraits = ({ shapes }) => shapes.flatMap(
  (shape) => [shape, ...membersOf(shape)].flatMap(
    (subject) => [...subject.traits].flatMap(
      ([id, value2]) => (byTrait.get(id) ?? []).flatMap(({ code: code4, problem }) => {
        const found = problem(value2, subject);
        if (found === void 0) return [];
        const message2 = `The value of trait \`${id}\` is wrong: ${found}.`;
        return [error(code4, message2, inside(at(subject), "traits", id))];
      })
    )
  )
);
var validateJsonNames = ({ shapes }) => shapes.flatMap((shape) => {
  if (shape.type !== "structure" && shape.type !== "union") return [];
  const members2 = [...shape.members.values()];
  if (!members2.some(({ traits: traits2 }) => traits2.has("smithy.api#jsonName"))) return [];
  const groups2 = groupBy(members2, (each2) => textTrait(each2, "smithy.api#jsonName") ?? each2.name);
  return [...groups2].flatMap(([name, group]) => {
    if (group.length < 2) return [];
    const list2 = quoted(group.map((member) => member.name));
    return [error("JsonName", `Several members are \`${name}\` in JSON: ${list2}.`, at(shape))];
  });
});

// generator/smithy/validators/streams.ts
var streaming = "smithy.api#streaming";
var compression = "smithy.api#requestCompression";
var validateStreams = ({ shapes, world }) => [
  ...ofType(shapes, "union").flatMap((union2) => events(union2, world)),
  ...shapes.flatMap(
    (shape) => [...membersOf(shape)].flatMap((member) => onMember(shape, member, world))
  ),
  ...ofType(shapes, "operation").flatMap(
    (operation2) => operation2.errors.flatMap((id) => {
      const shape = structureOf(world, id);
      if (shape === void 0 || !hasStream(shape, world)) return [];
      return [error("StreamingTrait", "An error cannot have a stream.", at(shape))];
    })
  )
];
function events(union2, world) {
  if (!union2.traits.has(streaming)) return [];
  const others = Array.from(membersOf(union2)).filter(
    ({ target }) => world.shapeOf(target)?.type !== "structure"
  );
  if (others.length === 0) return [];
  const message2 = `Events have to be structures, which these are not: ${quoted(others.map(({ name }) => name))}.`;
  return [error("StreamingTrait", message2, at(union2))];
}
function onMember(container, member, world) {
  const target = world.shapeOf(member.target);
  if (target?.type === "structure" && hasStream(target, world)) {
    const message3 = `The member cannot target \`${target.id}\`, which has a stream: streams are at the top of inputs and outputs.`;
    return [error("StreamingTrait", message3, at(member))];
  }
  if (target?.type !== "blob" || !target.traits.has(streaming)) return [];
  if (container.type !== "structure") {
    return [error("StreamingTrait", "Only members of structures can be streams.", at(member))];
  }
  if (hasTrait(member, traits.required) || hasTrait(member, traits.default)) return [];
  const message2 = `A stream has to be required, or to have a default: the trait \`${traits.required.id}\` or \`${traits.default.id}\`.`;
  return [error("StreamingTrait", message2, at(member))];
}
function hasStream(shape, world) {
  return Array.from(membersOf(shape)).some(
    ({ target }) => world.shapeOf(target)?.traits.has(streaming) === true
  );
}
var validateStreamPayloads = ({ service: service2, shapes, world }) => {
  const payload3 = "smithy.api#httpPayload";
  const protocols4 = httpProtocolsOf(service2, world, payload3);
  if (protocols4.length === 0) return [];
  const ends3 = ofType(shapes, "operation").flatMap(({ input, output }) => [input, output]);
  const structures = [...new Set(ends3)].map((id) => structureOf(world, id));
  const members2 = structures.flatMap((shape) => [...shape?.members.values() ?? []]);
  return members2.flatMap((member) => {
    const isStream = world.shapeOf(member.target)?.traits.has(streaming) === true;
    if (!isStream || member.traits.has(payload3)) return [];
    const message2 = `The stream needs the trait \`${payload3}\` for ${quoted(protocols4)} of \`${service2.id}\`.`;
    return [error("StreamingTrait", message2, at(member))];
  });
};
var validateEvents = ({ shapes }) => ofType(shapes, "structure").flatMap((shape) => {
  const members2 = [...shape.members.values()];
  if (!members2.some(({ traits: traits2 }) => traits2.has("smithy.api#eventPayload"))) return [];
  const loose = members2.filter(
    ({ traits: traits2 }) => !traits2.has("smithy.api#eventPayload") && !traits2.has("smithy.api#eventHeader")
  );
  if (loose.length === 0) return [];
  const message2 = `One member is the payload, so the others have to be headers: ${quoted(loose.map(({ name }) => name))}.`;
  return [error("EventPayloadTrait", message2, at(shape))];
});
var validateCompression = ({ shapes, world }) => ofType(shapes, "operation").flatMap((operation2) => {
  const encodings = valueIn(operation2, compression, "encodings");
  if (!isArray(encodings)) return [];
  const say = (message2) => error("RequestCompressionTrait", message2, at(operation2));
  const names2 = encodings.filter((each2) => typeof each2 === "string");
  const unknown = names2.filter((each2) => each2.toLowerCase() !== "gzip");
  const fixed = inputOf(world, operation2).filter(({ target }) => {
    const shape = world.shapeOf(target);
    return shape?.traits.has(streaming) === true && shape.traits.has("smithy.api#requiresLength");
  });
  return [
    ...encodings.length === 0 ? [say("There has to be an encoding.")] : [],
    ...unknown.length > 0 ? [say(`Encodings that are not known: ${quoted(unknown)}.`)] : [],
    ...operation2.input === unit2 ? [say("There is no input that could be compressed.")] : [],
    ...fixed.length > 0 ? [say("The length of the input's stream has to be known.")] : []
  ];
});

// generator/smithy/validators/targets.ts
var validateTargets = ({ model: model2, shapes }) => shapes.flatMap((shape) => [...membersIn(model2, shape), ...relationships(model2, shape)]);
function membersIn(model2, shape) {
  const wrong2 = [];
  for (const member of membersOf(shape)) {
    const target = model2.shapes.get(member.target);
    if (target === void 0) continue;
    const problem = memberProblem(shape, target);
    if (problem !== void 0) wrong2.push(error(...problem, inside(at(member), "target")));
    const isKey = shape.type === "map" && member.name === "key";
    if (isKey && target.type !== "string" && target.type !== "enum") {
      const message2 = `A map's key has to target a string, not the ${target.type} \`${target.id}\`.`;
      wrong2.push(error("Target", message2, inside(at(shape), "key", "target")));
    }
  }
  return wrong2;
}
function memberProblem(container, target) {
  const isEnum2 = container.type === "enum" || container.type === "intEnum";
  if (target.id === unit2 && !isEnum2 && container.type !== "union") {
    return ["UnitType", `Only members of a union or an enum can target \`${unit2}\`.`];
  }
  const problem = targetProblem(target, isEnum2);
  return problem === void 0 ? void 0 : ["Target", problem];
}
function targetProblem(target, isEnum2) {
  const { type } = target;
  if (type === "service" || type === "operation" || type === "resource") {
    return `A member cannot target the ${type} \`${target.id}\`.`;
  }
  if (hasTrait(target, traits.mixin)) return `A member cannot target the mixin \`${target.id}\`.`;
  if (target.traits.has("smithy.api#trait")) {
    return `A member cannot target \`${target.id}\`, which defines a trait.`;
  }
  if (isEnum2 && target.id !== unit2) return `The members of an enum have to target \`${unit2}\`.`;
  return void 0;
}
function relationships(model2, shape) {
  return relationshipsOf(shape).flatMap(
    ([property3, targets, problemOf4]) => [...targets].flatMap((id) => {
      const target = model2.shapes.get(id);
      const problem = target && (problemOf4(target) ?? special(target));
      return problem ? [error("Target", problem, inside(at(shape), property3))] : [];
    })
  );
}
function special(target) {
  if (target.traits.has("smithy.api#trait")) {
    return `Nothing can refer to \`${target.id}\`, which defines a trait.`;
  }
  return hasTrait(target, traits.mixin) ? `Only \`mixins\` can refer to the mixin \`${target.id}\`.` : void 0;
}
function relationshipsOf(shape) {
  switch (shape.type) {
    case "operation":
      return [
        ["input", [shape.input], payload2("input")],
        ["output", [shape.output], payload2("output")],
        ["errors", shape.errors, anError]
      ];
    case "service":
      return [
        ["operations", shape.operations, kind("operation")],
        ["resources", shape.resources, kind("resource")],
        ["errors", shape.errors, anError]
      ];
    case "resource":
      return [
        ["identifiers", shape.identifiers.values(), kind("string", "enum")],
        ...[...shape.lifecycle].map(([step3, target]) => [
          step3,
          [target],
          kind("operation")
        ]),
        ["operations", shape.operations, kind("operation")],
        ["collectionOperations", shape.collectionOperations, kind("operation")],
        ["resources", shape.resources, kind("resource")]
      ];
    default:
      return [];
  }
}
function kind(...types2) {
  return ({ id, type }) => types2.includes(type) ? void 0 : `Expected a shape of type ${types2[0]}: \`${id}\` is a ${type}.`;
}
function payload2(what) {
  return (target) => {
    const { id, type } = target;
    if (type !== "structure")
      return `An operation's ${what} has to be a structure: \`${id}\` is a ${type}.`;
    if (hasTrait(target, traits.error))
      return `An operation's ${what} cannot be the error \`${id}\`.`;
    return void 0;
  };
}
function anError(target) {
  if (target.type === "structure" && hasTrait(target, traits.error)) return void 0;
  return `\`${target.id}\` is not an error: expected a structure with the trait \`${traits.error.id}\`.`;
}

// generator/smithy/definitions/value.ts
function value(type, traits2 = {}, members2 = {}) {
  return { type, traits: traits2, members: members2 };
}
function withTrait(of, trait3, content2) {
  return { ...of, traits: { ...of.traits, [trait3]: content2 } };
}
function structure(fields = {}) {
  const members2 = Object.entries(fields).map(
    ([name, of]) => name.endsWith("!") ? [name.slice(0, -1), withTrait(of, "smithy.api#required", {})] : [name, of]
  );
  return value("structure", {}, Object.fromEntries(members2));
}
function union(members2) {
  return value("union", {}, members2);
}
function listOf3(member) {
  return value("list", {}, { member });
}
function setOf(member) {
  return withTrait(listOf3(member), "smithy.api#uniqueItems", {});
}
function mapOf3(key3, item) {
  return value("map", {}, { key: key3, value: item });
}
function oneOf2(...values) {
  const members2 = values.map((each2) => [
    each2,
    value("structure", { "smithy.api#enumValue": each2 })
  ]);
  return value("enum", {}, Object.fromEntries(members2));
}
function atLeast(min, of, max) {
  return withTrait(of, "smithy.api#length", max === void 0 ? { min } : { min, max });
}
function matching(pattern2) {
  return value("string", { "smithy.api#pattern": pattern2 });
}
function integerFrom(min, max) {
  return value("integer", { "smithy.api#range": max === void 0 ? { min } : { min, max } });
}
function shapeId(selector, ...isNeeded) {
  return value("string", {
    "smithy.api#idRef": { selector, failWhenMissing: isNeeded.length > 0 }
  });
}
var text2 = value("string");
var flag2 = value("boolean");
var integer2 = value("integer");
var long = value("long");
var decimal2 = value("bigDecimal");
var document = value("document");
var blob = value("blob");
var byte = value("byte");
var short = value("short");
var timestamp = value("timestamp");
var unitValue = structure();
var annotation2 = structure();
var nonEmpty2 = atLeast(1, text2);
var texts = listOf3(text2);
var nonEmptyTexts = listOf3(nonEmpty2);

// generator/smithy/definitions/aws.ts
var service = { on: "service", value: annotation2 };
var structureMember = { on: "structure > member" };
var anyEntity = ":test(service, resource, operation)";
var resourceOperation = shapeId("resource > operation", "needed");
var serviceOperation = shapeId("service > operation", "needed");
var textMap = mapOf3(text2, text2);
var conditionKey = matching("^(([A-Za-z0-9][A-Za-z0-9-\\.]{0,62}:)?[^:\\s]+)$");
var action = matching("^([A-Za-z0-9][A-Za-z0-9-\\.]{0,62}:[^:]+)$");
var actionResources = mapOf3(text2, structure({ conditionKeys: setOf(text2) }));
var passThrough = oneOf2("when_no_templates", "when_no_match", "never");
var content = oneOf2("CONVERT_TO_TEXT", "CONVERT_TO_BINARY");
var integrationResponses = mapOf3(
  text2,
  structure({
    statusCode: text2,
    contentHandling: content,
    responseTemplates: textMap,
    responseParameters: textMap
  })
);
var special2 = { dualStack: flag2, fips: flag2 };
var inPartition = structure({ endpoint: text2, region: text2, ...special2 });
var ofPartition = structure({ "endpoint!": text2, ...special2 });
var ofRegion = structure({ "endpoint!": text2, ...special2, signingRegion: text2 });
var versions = structure({ http: texts, eventStreamHttp: texts });
var awsTraits = {
  "aws.api#arn": {
    on: "resource",
    value: structure({
      "template!": text2,
      absolute: flag2,
      noRegion: flag2,
      noAccount: flag2,
      resourceDelimiter: oneOf2("/", ":"),
      reusable: flag2
    })
  },
  "aws.api#arnReference": {
    on: "string",
    value: structure({ type: text2, resource: text2, service: text2 })
  },
  "aws.api#awsChunked": { on: "blob[trait|streaming]", value: annotation2 },
  "aws.api#clientDiscoveredEndpoint": {
    on: "operation",
    value: structure({ "required!": flag2 })
  },
  "aws.api#clientEndpointDiscovery": {
    on: "service",
    value: structure({
      "operation!": shapeId("operation", "needed"),
      error: shapeId("structure[trait|error]", "needed")
    })
  },
  "aws.api#clientEndpointDiscoveryId": {
    on: "operation[trait|aws.api#clientDiscoveredEndpoint] -[input]-> structure > :test(member[trait|required] > string)",
    value: annotation2
  },
  "aws.api#controlPlane": {
    on: anyEntity,
    value: annotation2,
    conflicts: ["aws.api#dataPlane"]
  },
  "aws.api#data": {
    on: ":test(simpleType, list, structure, union, member)",
    value: oneOf2("content", "account", "usage", "tagging", "permissions")
  },
  "aws.api#dataPlane": {
    on: anyEntity,
    value: annotation2,
    conflicts: ["aws.api#controlPlane"]
  },
  "aws.api#service": {
    on: "service",
    value: structure({
      "sdkId!": text2,
      arnNamespace: matching("^[a-z0-9.\\-]{1,63}$"),
      cloudFormationName: matching("^[A-Z][A-Za-z0-9]+$"),
      cloudTrailEventSource: text2,
      docId: text2,
      endpointPrefix: text2,
      cloudWatchNamespace: atLeast(1, matching("^[^:].*$"), 255)
    })
  },
  "aws.api#tagEnabled": {
    on: "service",
    value: structure({
      disableDefaultOperations: flag2,
      apiConfig: structure({
        tagApi: serviceOperation,
        untagApi: serviceOperation,
        listTagsApi: serviceOperation
      })
    })
  },
  "aws.api#taggable": {
    on: "resource",
    value: structure({
      property: text2,
      apiConfig: structure({
        "tagApi!": resourceOperation,
        "untagApi!": resourceOperation,
        "listTagsApi!": resourceOperation
      }),
      disableSystemTags: flag2
    })
  },
  "aws.apigateway#apiKeyRequired": { on: "operation", value: annotation2 },
  "aws.apigateway#apiKeySource": { on: "service", value: text2 },
  "aws.apigateway#apiTlsPolicy": {
    on: "service",
    value: structure({ "securityPolicy!": text2, endpointAccessMode: oneOf2("BASIC", "STRICT") })
  },
  "aws.apigateway#authorizer": { on: anyEntity, value: text2 },
  "aws.apigateway#authorizers": {
    on: "service",
    value: mapOf3(
      text2,
      structure({
        "scheme!": shapeId("[trait|authDefinition]", "needed"),
        type: text2,
        customAuthType: text2,
        uri: text2,
        credentials: text2,
        identitySource: text2,
        identityValidationExpression: text2,
        resultTtlInSeconds: integer2,
        authorizerPayloadFormatVersion: oneOf2("1.0", "2.0"),
        enableSimpleResponses: flag2
      })
    )
  },
  "aws.apigateway#endpointConfiguration": {
    on: "service",
    value: structure({
      "types!": listOf3(oneOf2("EDGE", "REGIONAL", "PRIVATE")),
      vpcEndpointIds: texts,
      disableExecuteApiEndpoint: flag2,
      ipAddressType: oneOf2("ipv4", "dualstack")
    })
  },
  "aws.apigateway#gatewayResponses": {
    on: "service",
    value: mapOf3(
      text2,
      structure({ statusCode: text2, responseParameters: textMap, responseTemplates: textMap })
    )
  },
  "aws.apigateway#integration": {
    on: anyEntity,
    value: structure({
      "type!": oneOf2("aws", "aws_proxy", "http", "http_proxy"),
      "uri!": text2,
      credentials: text2,
      "httpMethod!": text2,
      passThroughBehavior: passThrough,
      contentHandling: content,
      timeoutInMillis: integer2,
      connectionId: text2,
      connectionType: oneOf2("INTERNET", "VPC_LINK"),
      cacheNamespace: text2,
      payloadFormatVersion: text2,
      cacheKeyParameters: texts,
      requestParameters: textMap,
      requestTemplates: textMap,
      responses: integrationResponses,
      tlsConfig: structure({ insecureSkipVerification: flag2 }),
      responseTransferMode: text2,
      integrationTarget: text2
    }),
    conflicts: ["aws.apigateway#mockIntegration"]
  },
  "aws.apigateway#minimumCompressionSize": { on: "service", value: integerFrom(0, 10485760) },
  "aws.apigateway#mockIntegration": {
    on: anyEntity,
    value: structure({
      passThroughBehavior: passThrough,
      requestParameters: textMap,
      requestTemplates: textMap,
      responses: integrationResponses
    }),
    conflicts: ["aws.apigateway#integration"]
  },
  "aws.apigateway#requestValidator": { on: ":test(service, operation)", value: text2 },
  "aws.apigateway#resourcePolicy": { on: "service", value: document },
  "aws.auth#cognitoUserPools": {
    on: "service",
    value: structure({ "providerArns!": texts }),
    defines: "auth"
  },
  "aws.auth#cognitoUserPoolsScopes": {
    on: "service[trait|aws.auth#cognitoUserPools] ~> operation",
    value: atLeast(1, texts)
  },
  "aws.auth#sigv4": {
    on: "service",
    value: structure({ "name!": atLeast(1, text2) }),
    defines: "auth"
  },
  "aws.auth#sigv4a": {
    on: "service[trait|aws.auth#sigv4]",
    value: structure({ "name!": atLeast(1, text2) }),
    defines: "auth"
  },
  "aws.auth#unsignedPayload": { on: "operation", value: annotation2 },
  "aws.cloudformation#cfnAdditionalIdentifier": {
    on: "structure > :test(member > string)",
    value: annotation2,
    conflicts: ["aws.cloudformation#cfnExcludeProperty"]
  },
  "aws.cloudformation#cfnDefaultValue": {
    on: "resource > operation -[input, output]-> structure > member",
    value: annotation2,
    conflicts: ["aws.cloudformation#cfnExcludeProperty"]
  },
  "aws.cloudformation#cfnExcludeProperty": {
    ...structureMember,
    value: annotation2,
    conflicts: [
      "aws.cloudformation#cfnAdditionalIdentifier",
      "aws.cloudformation#cfnMutability",
      "aws.cloudformation#cfnDefaultValue"
    ]
  },
  "aws.cloudformation#cfnMutability": {
    ...structureMember,
    value: oneOf2("full", "create-and-read", "create", "read", "write"),
    conflicts: ["aws.cloudformation#cfnExcludeProperty"]
  },
  "aws.cloudformation#cfnName": { ...structureMember, value: text2 },
  "aws.cloudformation#cfnResource": {
    on: "resource",
    value: structure({
      name: text2,
      additionalSchemas: listOf3(shapeId("structure", "needed")),
      primaryIdentifier: text2
    })
  },
  "aws.customizations#s3UnwrappedXmlOutput": { on: "operation", value: annotation2 },
  "aws.endpoints#dualStackOnlyEndpoints": service,
  "aws.endpoints#endpointsModifier": { on: "structure[trait|trait]", value: annotation2 },
  "aws.endpoints#rulesBasedEndpoints": service,
  "aws.endpoints#standardPartitionalEndpoints": {
    on: "service",
    value: structure({
      "endpointPatternType!": oneOf2(
        "service_dnsSuffix",
        "service_region_dnsSuffix",
        "aws_recommended"
      ),
      partitionEndpointSpecialCases: mapOf3(text2, listOf3(inPartition))
    }),
    conflicts: ["aws.endpoints#standardRegionalEndpoints"]
  },
  "aws.endpoints#standardRegionalEndpoints": {
    on: "service",
    value: structure({
      partitionSpecialCases: mapOf3(text2, listOf3(ofPartition)),
      regionSpecialCases: mapOf3(text2, listOf3(ofRegion))
    }),
    conflicts: ["aws.endpoints#standardPartitionalEndpoints"]
  },
  "aws.iam#actionName": { on: "operation", value: text2 },
  "aws.iam#actionPermissionDescription": { on: "operation", value: text2 },
  "aws.iam#conditionKeyValue": { on: "member", value: conditionKey },
  "aws.iam#conditionKeys": { on: ":test(resource, operation)", value: listOf3(conditionKey) },
  "aws.iam#defineConditionKeys": {
    on: "service",
    value: mapOf3(
      conditionKey,
      structure({
        "type!": oneOf2(
          ...["ARN", "Binary", "String", "Numeric", "Date", "Bool", "IPAddress"].flatMap((type) => [
            type,
            `ArrayOf${type}`
          ])
        ),
        documentation: text2,
        externalDocumentation: text2,
        relativeDocumentation: text2,
        required: flag2
      })
    )
  },
  "aws.iam#disableConditionKeyInference": { on: ":test(service, resource)", value: annotation2 },
  "aws.iam#iamAction": {
    on: "operation",
    value: structure({
      name: text2,
      documentation: text2,
      relativeDocumentation: text2,
      requiredActions: setOf(action),
      resources: structure({ required: actionResources, optional: actionResources }),
      createsResources: setOf(text2)
    })
  },
  "aws.iam#iamResource": {
    on: "resource",
    value: structure({
      name: text2,
      relativeDocumentation: text2,
      disableConditionKeyInheritance: flag2
    })
  },
  "aws.iam#requiredActions": { on: "operation", value: listOf3(action) },
  "aws.iam#serviceResolvedConditionKeys": { on: "service", value: listOf3(conditionKey) },
  "aws.iam#supportedPrincipalTypes": {
    on: ":test(service, operation)",
    value: listOf3(oneOf2("Root", "IAMUser", "IAMRole", "FederatedUser"))
  },
  "aws.protocols#awsJson1_0": { on: "service", value: versions, defines: "protocol" },
  "aws.protocols#awsJson1_1": { on: "service", value: versions, defines: "protocol" },
  "aws.protocols#awsQuery": {
    on: "service [trait|xmlNamespace]",
    value: annotation2,
    defines: "protocol"
  },
  "aws.protocols#awsQueryCompatible": {
    on: "service :test([trait|aws.protocols#awsJson1_0], [trait|smithy.protocols#rpcv2Cbor], [trait|smithy.protocols#rpcv2Json])",
    value: annotation2
  },
  "aws.protocols#awsQueryError": {
    on: "structure [trait|error]",
    value: structure({ "code!": text2, "httpResponseCode!": integer2 })
  },
  "aws.protocols#ec2Query": {
    on: "service [trait|xmlNamespace]",
    value: annotation2,
    defines: "protocol"
  },
  "aws.protocols#ec2QueryName": {
    ...structureMember,
    value: matching("^[a-zA-Z_][a-zA-Z_0-9-]*$")
  },
  "aws.protocols#httpChecksum": {
    on: "operation",
    value: structure({
      requestAlgorithmMember: text2,
      requestChecksumRequired: flag2,
      requestValidationModeMember: text2,
      responseAlgorithms: atLeast(
        1,
        setOf(
          oneOf2(
            "CRC32",
            "CRC32C",
            "CRC64NVME",
            "MD5",
            "SHA1",
            "SHA256",
            "SHA512",
            "XXHASH64",
            "XXHASH3",
            "XXHASH128"
          )
        )
      )
    })
  },
  "aws.protocols#restJson1": { on: "service", value: versions, defines: "protocol" },
  "aws.protocols#restXml": {
    on: "service",
    value: structure({ http: texts, eventStreamHttp: texts, noErrorWrapping: flag2 }),
    defines: "protocol"
  }
};

// generator/smithy/definitions/definition.ts
var groups = {
  auth: "smithy.api#authDefinition",
  protocol: "smithy.api#protocolDefinition",
  noProperty: "smithy.api#notProperty"
};
function markOf({ defines }) {
  return defines && groups[defines];
}

// generator/smithy/definitions/other.ts
var parameters = mapOf3(
  text2,
  structure({
    "type!": oneOf2("string", "boolean", "stringArray"),
    deprecated: flag2,
    documentation: text2,
    default: document,
    builtIn: text2,
    required: flag2
  })
);
var conditions = listOf3(structure({ "fn!": text2, "argv!": listOf3(document), assign: text2 }));
var endpoint2 = structure({
  "url!": document,
  properties: mapOf3(text2, document),
  headers: mapOf3(text2, listOf3(document))
});
var testId = { "id!": matching("^[A-Za-z_][A-Za-z0-9_]+$") };
var aStructure = shapeId("structure", "needed");
var anyShape = shapeId("*", "needed");
var protocol = shapeId("[trait|protocolDefinition]", "needed");
var textMap2 = mapOf3(text2, text2);
var failure = structure({ errorId: shapeId("[trait|error]", "needed") });
var expectation = union({ success: unitValue, failure });
var appliesTo = oneOf2("client", "server");
var message = {
  headers: textMap2,
  forbidHeaders: texts,
  requireHeaders: texts,
  body: text2,
  bodyMediaType: text2
};
var request = {
  "method!": nonEmpty2,
  "uri!": nonEmpty2,
  host: text2,
  resolvedHost: text2,
  queryParams: texts,
  forbidQueryParams: texts,
  requireQueryParams: texts
};
var testCase = {
  ...testId,
  "protocol!": protocol,
  authScheme: shapeId("[trait|authDefinition]", "needed"),
  params: document,
  vendorParams: document,
  vendorParamsShape: anyShape,
  documentation: text2,
  tags: nonEmptyTexts,
  appliesTo
};
var event = structure({
  "type!": oneOf2("request", "response"),
  params: document,
  headers: mapOf3(
    text2,
    union({
      boolean: flag2,
      byte,
      short,
      integer: integer2,
      long,
      blob,
      string: text2,
      timestamp
    })
  ),
  forbidHeaders: texts,
  requireHeaders: texts,
  body: blob,
  bodyMediaType: text2,
  bytes: blob,
  vendorParams: document,
  vendorParamsShape: aStructure
});
var matcher = structure({
  "path!": text2,
  "expected!": text2,
  "comparator!": oneOf2("stringEquals", "booleanEquals", "allStringEquals", "anyStringEquals")
});
var delay = integerFrom(1);
var versions2 = structure({ http: texts, eventStreamHttp: texts });
var otherTraits = {
  "smithy.contracts#conditions": {
    on: ":not(:test(service, operation, resource))",
    value: mapOf3(
      matching("^[A-Z]+[A-Za-z0-9]*$"),
      structure({ "expression!": text2, "documentation!": text2 })
    )
  },
  "smithy.mqtt#mqttJson": { on: "service", value: annotation2, defines: "protocol" },
  "smithy.mqtt#publish": {
    on: "operation :not(-[output]-> * > member)",
    value: matching("^[^#+]+$"),
    conflicts: ["smithy.mqtt#subscribe"]
  },
  "smithy.mqtt#subscribe": {
    on: "operation :test(-[output]->)",
    value: matching("^[^#+]+$"),
    conflicts: ["smithy.mqtt#publish"]
  },
  "smithy.mqtt#topicLabel": {
    on: "member[trait|required] :test(> :test(string, byte, short, integer, long, boolean, timestamp))",
    value: annotation2
  },
  "smithy.openapi#specificationExtension": {
    on: "[trait|trait]",
    value: structure({ as: matching("^x-.+$") })
  },
  "smithy.protocols#rpcv2Cbor": { on: "service", value: versions2, defines: "protocol" },
  "smithy.protocols#rpcv2Json": { on: "service", value: versions2, defines: "protocol" },
  "smithy.rules#clientContextParams": {
    on: "service",
    value: mapOf3(text2, structure({ "type!": oneOf2("string", "boolean"), documentation: text2 }))
  },
  "smithy.rules#contextParam": {
    on: "operation -[input]-> structure > member",
    value: structure({ "name!": text2 })
  },
  "smithy.rules#endpointBdd": {
    on: "service",
    value: structure({
      "version!": text2,
      "parameters!": parameters,
      "conditions!": conditions,
      "results!": listOf3(
        structure({
          "type!": oneOf2("endpoint", "error"),
          documentation: text2,
          error: document,
          endpoint: endpoint2,
          conditions
        })
      ),
      "root!": integerFrom(-1),
      "nodeCount!": integerFrom(0),
      "nodes!": text2
    })
  },
  "smithy.rules#endpointRuleSet": { on: "service", value: document },
  "smithy.rules#endpointTests": {
    on: "service :is([trait|smithy.rules#endpointRuleSet], [trait|smithy.rules#endpointBdd])",
    value: structure({
      "version!": text2,
      testCases: listOf3(
        structure({
          documentation: text2,
          params: document,
          operationInputs: listOf3(
            structure({
              "operationName!": text2,
              operationParams: document,
              builtInParams: document,
              clientParams: document
            })
          ),
          "expect!": union({
            error: text2,
            endpoint: structure({
              url: text2,
              headers: mapOf3(text2, texts),
              properties: mapOf3(text2, document)
            })
          })
        })
      )
    })
  },
  "smithy.rules#operationContextParams": {
    on: "operation",
    value: mapOf3(text2, structure({ "path!": text2 }))
  },
  "smithy.rules#staticContextParams": {
    on: "operation",
    value: mapOf3(text2, structure({ "value!": document }))
  },
  "smithy.test#eventStreamTests": {
    on: "operation :test(-[input, output]-> structure > member > union[trait|streaming])",
    value: atLeast(
      1,
      listOf3(
        structure({
          ...testId,
          "protocol!": protocol,
          initialRequestParams: document,
          initialRequest: document,
          initialRequestShape: aStructure,
          initialResponseParams: document,
          initialResponse: document,
          initialResponseShape: aStructure,
          events: listOf3(event),
          expectation,
          vendorParams: document,
          vendorParamsShape: aStructure,
          documentation: text2,
          appliesTo,
          tags: nonEmptyTexts
        })
      )
    )
  },
  "smithy.test#httpMalformedRequestTests": {
    on: "operation",
    value: atLeast(
      1,
      listOf3(
        structure({
          ...testId,
          "protocol!": protocol,
          "request!": structure({
            "method!": nonEmpty2,
            "uri!": nonEmpty2,
            host: text2,
            queryParams: texts,
            headers: textMap2,
            body: text2,
            bodyMediaType: text2
          }),
          "response!": structure({
            headers: textMap2,
            "code!": integerFrom(100, 599),
            body: structure({
              "assertion!": union({ contents: text2, messageRegex: text2 }),
              "mediaType!": text2
            })
          }),
          documentation: text2,
          tags: nonEmptyTexts,
          testParameters: mapOf3(text2, texts)
        })
      )
    )
  },
  "smithy.test#httpRequestTests": {
    on: "operation",
    value: atLeast(1, listOf3(structure({ ...request, ...message, ...testCase })))
  },
  "smithy.test#httpResponseTests": {
    on: ":test(operation, structure[trait|error])",
    value: atLeast(
      1,
      listOf3(structure({ "code!": integerFrom(100, 599), ...message, ...testCase }))
    )
  },
  "smithy.test#smokeTests": {
    on: "operation",
    value: listOf3(
      structure({
        ...testId,
        params: document,
        vendorParams: document,
        vendorParamsShape: anyShape,
        "expect!": expectation,
        tags: listOf3(matching("^[A-Za-z][A-Za-z0-9_\\-]+$"))
      })
    )
  },
  "smithy.waiters#waitable": {
    on: "operation :not(-[input, output]-> structure > member > union[trait|streaming])",
    value: atLeast(
      1,
      mapOf3(
        matching("^[A-Z]+[A-Za-z0-9]*$"),
        structure({
          documentation: text2,
          "acceptors!": atLeast(
            1,
            listOf3(
              structure({
                "state!": oneOf2("success", "failure", "retry"),
                "matcher!": union({
                  output: matcher,
                  inputOutput: matcher,
                  errorType: text2,
                  success: flag2
                }),
                message: text2
              })
            )
          ),
          minDelay: delay,
          maxDelay: delay,
          deprecated: flag2,
          tags: nonEmptyTexts
        })
      )
    )
  }
};
var vendor = {
  region: text2,
  sigv4aRegionSet: atLeast(1, texts),
  uri: text2,
  useFips: flag2,
  useDualstack: flag2,
  useAccountIdRouting: flag2
};
var namedShapes = {
  "aws.test#AwsVendorParams": structure(vendor),
  "aws.test#S3VendorParams": structure({
    ...vendor,
    useAccelerate: flag2,
    useGlobalEndpoint: flag2,
    forcePathStyle: flag2,
    useArnRegion: flag2,
    useMultiRegionAccessPoints: flag2
  })
};

// generator/smithy/definitions/prelude.ts
var bindings3 = [
  "httpHeader",
  "httpLabel",
  "httpPayload",
  "httpPrefixHeaders",
  "httpQuery",
  "httpQueryParams",
  "httpResponseCode"
].map((name) => `smithy.api#${name}`);
function binding2(name, on, rest = {}) {
  const id = `smithy.api#${name}`;
  const conflicts2 = bindings3.filter((each2) => each2 !== id);
  return { [id]: { on, value: annotation2, conflicts: conflicts2, ...rest } };
}
var traitIds = listOf3(shapeId("[trait|trait]", "needed"));
var errors = listOf3(shapeId("[trait|error]"));
var severity = oneOf2("NOTE", "WARNING", "DANGER", "ERROR");
var xmlName = "^[a-zA-Z_][a-zA-Z_0-9-]*";
var headerValue = ":test(boolean, number, string, timestamp";
var one = { exclusive: "member" };
var operation = { on: "operation", value: annotation2 };
var structureMember2 = { on: "structure > member", value: annotation2 };
var preludeTraits = {
  "smithy.api#addedDefault": { on: "structure > member [trait|default]", value: annotation2 },
  "smithy.api#auth": {
    on: ":is(service, operation)",
    value: setOf(shapeId("[trait|authDefinition]"))
  },
  "smithy.api#authDefinition": {
    on: "structure[trait|trait]",
    value: structure({ traits: traitIds })
  },
  "smithy.api#box": {
    on: ":test(boolean, byte, short, integer, long, float, double, member > :test(boolean, byte, short, integer, long, float, double))",
    value: annotation2
  },
  "smithy.api#clientOptional": structureMember2,
  "smithy.api#cors": {
    on: "service",
    value: structure({
      origin: nonEmpty2,
      origins: mapOf3(nonEmpty2, nonEmpty2),
      maxAge: integer2,
      additionalAllowedHeaders: nonEmptyTexts,
      additionalExposedHeaders: nonEmptyTexts
    })
  },
  "smithy.api#default": {
    on: ":is(simpleType, list, map, structure > member :test(> :is(simpleType, list, map)))",
    value: document
  },
  "smithy.api#deprecated": { value: structure({ message: text2, since: text2 }) },
  "smithy.api#documentation": { value: text2 },
  "smithy.api#endpoint": { on: "operation", value: structure({ "hostPrefix!": nonEmpty2 }) },
  "smithy.api#enum": {
    on: "string :not(enum)",
    value: atLeast(
      1,
      listOf3(
        structure({
          "value!": nonEmpty2,
          name: matching("^[a-zA-Z_]+[a-zA-Z_0-9]*$"),
          documentation: text2,
          tags: nonEmptyTexts,
          deprecated: flag2
        })
      )
    )
  },
  "smithy.api#enumValue": { on: ":is(enum, intEnum) > member", value: document },
  "smithy.api#error": {
    on: "structure",
    value: oneOf2("client", "server"),
    conflicts: ["smithy.api#trait"]
  },
  "smithy.api#eventHeader": {
    on: "structure > :test(member > :test(boolean, byte, short, integer, long, blob, string, timestamp))",
    value: annotation2,
    conflicts: ["smithy.api#eventPayload"]
  },
  "smithy.api#eventPayload": {
    on: "structure > :test(member > :test(blob, string, structure, union))",
    value: annotation2,
    conflicts: ["smithy.api#eventHeader"],
    ...one
  },
  "smithy.api#examples": {
    on: "operation",
    value: listOf3(
      structure({
        "title!": text2,
        documentation: text2,
        input: document,
        output: document,
        error: structure({ shapeId: shapeId("structure[trait|error]"), content: document }),
        allowConstraintErrors: flag2
      })
    )
  },
  "smithy.api#externalDocumentation": { value: atLeast(1, mapOf3(nonEmpty2, nonEmpty2)) },
  "smithy.api#hostLabel": {
    on: "structure > :test(member[trait|required] > string)",
    value: annotation2
  },
  "smithy.api#http": {
    on: "operation",
    value: structure({
      "method!": nonEmpty2,
      "uri!": nonEmpty2,
      code: integerFrom(100, 999)
    })
  },
  "smithy.api#httpApiKeyAuth": {
    on: "service",
    value: structure({ "name!": nonEmpty2, "in!": oneOf2("header", "query"), scheme: nonEmpty2 }),
    defines: "auth"
  },
  "smithy.api#httpBasicAuth": { on: "service", value: annotation2, defines: "auth" },
  "smithy.api#httpBearerAuth": { on: "service", value: annotation2, defines: "auth" },
  "smithy.api#httpDigestAuth": { on: "service", value: annotation2, defines: "auth" },
  "smithy.api#httpChecksumRequired": operation,
  "smithy.api#httpError": { on: "structure[trait|error]", value: integer2 },
  ...binding2(
    "httpHeader",
    `structure > :test(member > ${headerValue}, list > member > ${headerValue})))`,
    { value: nonEmpty2 }
  ),
  ...binding2(
    "httpLabel",
    "structure > member[trait|required] :test(> :test(string, number, boolean, timestamp))"
  ),
  ...binding2("httpPayload", "structure > member", one),
  ...binding2(
    "httpPrefixHeaders",
    "structure > member :test(> map :not([trait|sparse]) > member[id|member=value] > string)",
    { value: text2, ...one }
  ),
  ...binding2(
    "httpQuery",
    "structure > member :test(> :test(string, number, boolean, timestamp), > list > member > :test(string, number, boolean, timestamp))",
    { value: nonEmpty2 }
  ),
  ...binding2(
    "httpQueryParams",
    "structure > member :test(> map > member[id|member=value] > :test(string, list > member > string))",
    one
  ),
  ...binding2("httpResponseCode", "structure :not([trait|input]) > member :test(> integer)", one),
  "smithy.api#idRef": {
    on: ":test(string, member > string)",
    value: structure({ selector: text2, failWhenMissing: flag2, errorMessage: text2 })
  },
  "smithy.api#idempotencyToken": {
    on: "structure > :test(member > string)",
    defines: "noProperty",
    value: annotation2,
    ...one
  },
  "smithy.api#idempotent": {
    on: "operation",
    value: structure({ exists: errors, notFound: errors }),
    conflicts: ["smithy.api#readonly"]
  },
  "smithy.api#input": {
    on: "structure",
    value: annotation2,
    conflicts: ["smithy.api#output", "smithy.api#error"]
  },
  "smithy.api#internal": { value: annotation2 },
  "smithy.api#jsonName": { on: ":is(structure, union) > member", value: text2 },
  "smithy.api#length": {
    on: ":test(list, map, string, blob, member > :is(list, map, string, blob))",
    value: structure({ min: long, max: long })
  },
  "smithy.api#longPoll": {
    on: "operation",
    value: structure({ "timeoutMillis!": integerFrom(1) })
  },
  "smithy.api#mediaType": { on: ":is(blob, string)", value: text2 },
  "smithy.api#metadata": {
    on: "dataType :not([trait|input]) :not([trait|output])",
    value: structure({ "key!": nonEmpty2 })
  },
  "smithy.api#mixin": { on: ":not(member)", value: structure({ localTraits: traitIds }) },
  "smithy.api#nestedProperties": {
    on: "operation -[input, output]-> structure > member :test(> structure)",
    defines: "noProperty",
    value: annotation2,
    ...one
  },
  "smithy.api#noReplace": { on: "resource:test(-[put]->)", value: annotation2 },
  "smithy.api#notProperty": {
    on: ":is(operation -[input, output]-> structure > member, [trait|trait])",
    defines: "noProperty",
    value: annotation2
  },
  "smithy.api#optionalAuth": operation,
  "smithy.api#output": {
    on: "structure",
    value: annotation2,
    conflicts: ["smithy.api#input", "smithy.api#error"]
  },
  "smithy.api#paginated": {
    on: ":is(service, operation)",
    value: structure({
      inputToken: nonEmpty2,
      outputToken: nonEmpty2,
      items: nonEmpty2,
      pageSize: nonEmpty2
    })
  },
  "smithy.api#pattern": { on: ":test(string, member > string)", value: text2 },
  "smithy.api#private": { value: annotation2 },
  "smithy.api#property": {
    on: "structure > member",
    value: structure({ name: text2 }),
    conflicts: ["smithy.api#resourceIdentifier"]
  },
  "smithy.api#protocolDefinition": {
    on: "structure[trait|trait]",
    value: structure({ traits: traitIds, noInlineDocumentSupport: flag2 })
  },
  "smithy.api#range": {
    on: ":test(number, member > number)",
    value: structure({ min: decimal2, max: decimal2 })
  },
  "smithy.api#readonly": { ...operation, conflicts: ["smithy.api#idempotent"] },
  "smithy.api#recommended": {
    on: "structure > member",
    value: structure({ reason: text2 }),
    conflicts: ["smithy.api#required"]
  },
  "smithy.api#references": {
    on: ":is(structure, string)",
    value: listOf3(
      structure({
        "resource!": nonEmpty2,
        ids: mapOf3(nonEmpty2, nonEmpty2),
        service: nonEmpty2,
        rel: nonEmpty2
      })
    )
  },
  "smithy.api#requestCompression": { on: "operation", value: structure({ "encodings!": texts }) },
  "smithy.api#required": structureMember2,
  "smithy.api#requiresLength": { on: "blob[trait|streaming]", value: annotation2 },
  "smithy.api#resourceIdentifier": {
    on: "structure > :test(member[trait|required] > string)",
    defines: "noProperty",
    value: nonEmpty2
  },
  "smithy.api#retryable": {
    on: "structure[trait|error]",
    value: structure({ throttling: flag2 })
  },
  "smithy.api#sensitive": {
    on: ":not(:test(service, operation, resource, member))",
    value: annotation2
  },
  "smithy.api#since": { value: text2 },
  "smithy.api#sparse": { on: ":is(list, map)", value: annotation2 },
  "smithy.api#streaming": { on: ":is(blob, union)", value: annotation2, exclusive: "target" },
  "smithy.api#suppress": { value: nonEmptyTexts },
  "smithy.api#tags": { value: texts },
  "smithy.api#timestampFormat": {
    on: ":test(timestamp, member > timestamp)",
    value: oneOf2("date-time", "epoch-seconds", "http-date")
  },
  "smithy.api#title": { value: text2 },
  "smithy.api#trait": {
    on: ":is(simpleType, list, map, structure, union)",
    value: structure({
      selector: text2,
      structurallyExclusive: oneOf2("member", "target"),
      conflicts: nonEmptyTexts,
      breakingChanges: atLeast(
        1,
        listOf3(
          structure({
            path: text2,
            "change!": oneOf2("update", "add", "remove", "presence", "any"),
            severity,
            message: text2
          })
        )
      )
    })
  },
  "smithy.api#traitValidators": {
    on: "[trait|trait]",
    value: mapOf3(nonEmpty2, structure({ "selector!": text2, message: text2, severity }))
  },
  "smithy.api#uniqueItems": {
    on: "list :not(> member ~> :is(float, double, document))",
    value: annotation2,
    conflicts: ["smithy.api#sparse"]
  },
  "smithy.api#unitType": { on: "[id=smithy.api#Unit]", value: annotation2 },
  "smithy.api#unstable": { value: annotation2 },
  "smithy.api#xmlAttribute": {
    on: "structure > :test(member > :test(boolean, number, string, timestamp))",
    value: annotation2,
    conflicts: ["smithy.api#xmlNamespace"]
  },
  "smithy.api#xmlFlattened": {
    on: ":is(structure, union) > :test(member > :test(list, map))",
    value: annotation2
  },
  "smithy.api#xmlName": {
    on: ":is(structure, union, member)",
    value: matching(`${xmlName}(:[a-zA-Z_][a-zA-Z_0-9-]*)?$`)
  },
  "smithy.api#xmlNamespace": {
    on: ":is(service, member, simpleType, list, map, structure, union)",
    value: structure({ "uri!": nonEmpty2, prefix: atLeast(1, matching(`${xmlName}$`)) }),
    conflicts: ["smithy.api#xmlAttribute"]
  }
};

// generator/smithy/definitions/definitions.ts
var definitions = build();
function build() {
  const shapes = /* @__PURE__ */ new Map();
  for (const group of [preludeTraits, awsTraits, otherTraits]) {
    for (const [id, definition2] of Object.entries(group)) {
      addShape(shapes, id, definition2.value, traitsOf3(definition2));
    }
  }
  for (const [id, value2] of Object.entries(namedShapes)) addShape(shapes, id, value2);
  return shapes;
}
function traitsOf3(definition2) {
  const { on, conflicts: conflicts2, exclusive } = definition2;
  const mark = markOf(definition2);
  const trait3 = {
    ...on === void 0 ? {} : { selector: on },
    ...conflicts2 === void 0 ? {} : { conflicts: conflicts2 },
    ...exclusive === void 0 ? {} : { structurallyExclusive: exclusive }
  };
  return [["smithy.api#trait", trait3], ...mark === void 0 ? [] : [[mark, {}]]];
}
function addShape(shapes, id, value2, more = []) {
  const own3 = Object.entries(value2.traits).filter(([trait3]) => trait3 !== "smithy.api#required");
  const traits2 = new Map([...own3, ...more]);
  const members2 = /* @__PURE__ */ new Map();
  for (const [name, item] of Object.entries(value2.members)) {
    members2.set(name, memberOf2(shapes, id, name, item, value2.type));
  }
  const base = { id, traits: traits2 };
  const only = (name) => members2.get(name);
  switch (value2.type) {
    case "list":
      shapes.set(id, { ...base, type: "list", member: only("member") });
      break;
    case "map":
      shapes.set(id, { ...base, type: "map", key: only("key"), value: only("value") });
      break;
    case "structure":
    case "union":
    case "enum":
      shapes.set(id, { ...base, type: value2.type, members: members2 });
      break;
    default:
      shapes.set(id, { ...base, type: value2.type });
  }
}
function memberOf2(shapes, container, name, value2, type) {
  const id = `${container}$${name}`;
  if (type === "enum") {
    return { id, name, target: unit2, traits: new Map(Object.entries(value2.traits)) };
  }
  const required2 = Object.entries(value2.traits).filter(([key3]) => key3 === "smithy.api#required");
  const target = `${container}.${name}`;
  addShape(shapes, target, value2);
  return { id, name, target, traits: new Map(required2) };
}

// generator/smithy/selector/graph.ts
function graphOf(shapes, others) {
  const byId = /* @__PURE__ */ new Map();
  const subjects = [];
  for (const shape of shapes) {
    byId.set(shape.id, shape);
    subjects.push(shape);
    for (const member of membersOf(shape)) subjects.push(member);
  }
  const shapeOf2 = (id) => byId.get(id) ?? others?.get(id);
  const find = (id) => {
    const parts2 = memberParts(id);
    const container = shapeOf2(parts2?.container ?? id);
    return parts2 === void 0 ? container : container && memberOf3(container, parts2.name);
  };
  const forward = remembered2((subject) => edgesOf(subject, shapeOf2));
  const traits2 = remembered2((subject) => {
    const definitions2 = Array.from(subject.traits.keys(), shapeOf2);
    return definitions2.flatMap((to) => to === void 0 ? [] : [{ name: "trait", to }]);
  });
  return {
    subjects,
    find,
    forward,
    reverse: reversed(subjects, forward),
    traitsOf: traits2,
    traitUsers: reversed(subjects, traits2)
  };
}
function remembered2(find) {
  const known2 = /* @__PURE__ */ new Map();
  return (subject) => {
    const old = known2.get(subject);
    if (old !== void 0) return old;
    const edges = find(subject);
    known2.set(subject, edges);
    return edges;
  };
}
function reversed(subjects, neighbours) {
  let users;
  return (subject) => {
    if (users === void 0) {
      users = /* @__PURE__ */ new Map();
      for (const from of subjects) {
        for (const { name, to } of neighbours(from)) {
          const edge = { name, to: from };
          const known2 = users.get(to);
          if (known2 === void 0) users.set(to, [edge]);
          else known2.push(edge);
        }
      }
    }
    return users.get(subject) ?? [];
  };
}
function memberOf3(shape, name) {
  for (const member of membersOf(shape)) if (member.name === name) return member;
  return void 0;
}
function edgesOf(subject, shapeOf2) {
  const edges = [];
  const add2 = (name, ids) => {
    for (const id of ids) {
      const to = shapeOf2(id);
      if (to !== void 0) edges.push({ name, to });
    }
  };
  if (isMember(subject)) {
    const container = shapeOf2(subject.id.slice(0, subject.id.indexOf("$")));
    if (container?.type !== "enum" && container?.type !== "intEnum")
      add2(void 0, [subject.target]);
    return edges;
  }
  for (const to of membersOf(subject)) edges.push({ name: "member", to });
  if (subject.mixins !== void 0) add2("mixin", subject.mixins);
  switch (subject.type) {
    case "operation":
      add2("input", [subject.input]);
      add2("output", [subject.output]);
      add2("error", subject.errors);
      break;
    case "service":
      add2("operation", subject.operations);
      add2("resource", subject.resources);
      add2("error", subject.errors);
      break;
    case "resource":
      add2("identifier", subject.identifiers.values());
      add2("property", subject.properties.values());
      for (const [step3, operation2] of subject.lifecycle) add2(step3, [operation2]);
      add2("operation", subject.operations);
      add2("collectionOperation", subject.collectionOperations);
      add2("resource", subject.resources);
      break;
    default:
  }
  return edges;
}

// generator/smithy/selector/attributes.ts
function follow2(from, path2) {
  let value2 = from;
  for (const key3 of path2) value2 = step2(value2, key3);
  return value2;
}
function step2(from, key3) {
  switch (from?.kind) {
    case "shape":
      return stepFromShape(from.subject, from.variables, key3);
    case "service":
      if (key3 === "id") return { kind: "id", id: from.service.id };
      return key3 === "version" ? json3(from.service.version) : void 0;
    case "traits":
      return stepFromTraits(from.subject, key3);
    case "variables": {
      const found = from.variables.get(key3);
      const { variables } = from;
      return found && project([...found].map((subject) => ({ kind: "shape", subject, variables })));
    }
    case "id":
      return stepFromId(from.id, key3);
    case "json":
      return stepFromJson(from.value, key3);
    case "projection":
      if (key3 === "(first)") return from.values[0];
      return project(from.values.map((value2) => step2(value2, key3)));
    default:
      return void 0;
  }
}
function json3(value2) {
  return value2 === void 0 || value2 === null ? void 0 : { kind: "json", value: value2 };
}
function project(values) {
  return { kind: "projection", values: values.flatMap((value2) => flat(value2)) };
}
function flat(value2) {
  if (value2 === void 0) return [];
  return value2.kind === "projection" ? value2.values : [value2];
}
function stepFromShape(subject, variables, key3) {
  switch (key3) {
    case "id":
      return { kind: "id", id: subject.id };
    case "trait":
      return { kind: "traits", subject };
    case "var":
      return { kind: "variables", variables };
    case "service":
      return !isMember(subject) && subject.type === "service" ? { kind: "service", service: subject } : void 0;
    default:
      return void 0;
  }
}
function stepFromTraits({ traits: traits2 }, key3) {
  if (key3 === "(length)") return json3(traits2.size);
  if (key3 === "(keys)") return project(Array.from(traits2.keys(), (id) => ({ kind: "id", id })));
  if (key3 === "(values)") return project(Array.from(traits2.values(), json3));
  return json3(traits2.get(key3.includes("#") ? key3 : `smithy.api#${key3}`));
}
function stepFromId(id, key3) {
  const parts2 = memberParts(id);
  switch (key3) {
    case "namespace":
      return json3(id.slice(0, id.indexOf("#")));
    case "name":
      return json3(nameOf(parts2?.container ?? id));
    case "member":
      return json3(parts2?.name);
    case "(length)":
      return json3(id.length);
    default:
      return void 0;
  }
}
function stepFromJson(value2, key3) {
  if (isArray(value2)) {
    if (key3 === "(values)") return project(value2.map(json3));
    return key3 === "(length)" ? json3(value2.length) : void 0;
  }
  if (isObject(value2)) {
    if (key3 === "(keys)") return project(Object.keys(value2).map(json3));
    if (key3 === "(values)") return project(Object.values(value2).map(json3));
    return key3 === "(length)" ? json3(Object.keys(value2).length) : json3(property(value2, key3));
  }
  return typeof value2 === "string" && key3 === "(length)" ? json3(value2.length) : void 0;
}
function textOf(value2) {
  switch (value2?.kind) {
    case "shape":
      return value2.subject.id;
    case "service":
      return value2.service.id;
    case "id":
      return value2.id;
    case "json":
      return typeof value2.value === "object" ? "" : String(value2.value);
    default:
      return "";
  }
}
function isPresent(value2) {
  if (value2?.kind === "traits") return value2.subject.traits.size > 0;
  return flat(value2).length > 0;
}

// generator/smithy/selector/compare.ts
var texts2 = {
  "=": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  "^=": (left, right) => left.startsWith(right),
  "$=": (left, right) => left.endsWith(right),
  "*=": (left, right) => left.includes(right),
  ">": numeric((left, right) => left > right),
  ">=": numeric((left, right) => left >= right),
  "<": numeric((left, right) => left < right),
  "<=": numeric((left, right) => left <= right)
};
function numeric(holds) {
  const numberOf2 = (text4) => text4.trim() === "" ? NaN : Number(text4);
  return (left, right) => holds(numberOf2(left), numberOf2(right));
}
var isSubset = (left, right) => [...left].every((each2) => right.has(each2));
var isEqual = (left, right) => left.size === right.size && isSubset(left, right);
var projections = {
  "{=}": isEqual,
  "{!=}": (left, right) => !isEqual(left, right),
  "{<}": isSubset,
  "{<<}": (left, right) => left.size < right.size && isSubset(left, right)
};
function compares(left, comparator, right, ignoresCase) {
  const text4 = (value2) => ignoresCase ? textOf(value2).toLowerCase() : textOf(value2);
  if (comparator === "?=") return flat(right).some((each2) => text4(each2) === `${isPresent(left)}`);
  const sets = projections[comparator];
  if (sets !== void 0) {
    if (left?.kind !== "projection" || right?.kind !== "projection") return false;
    return sets(new Set(left.values.map(text4)), new Set(right.values.map(text4)));
  }
  const holds = texts2[comparator];
  if (holds === void 0) throw new Error(`There is no comparator ${comparator}.`);
  return flat(left).some((one2) => flat(right).some((other) => holds(text4(one2), text4(other))));
}

// generator/smithy/selector/select.ts
var SELECTOR_WORK = 2e7;
function compileSelector(text4) {
  const selector = parseSelector(text4);
  const run = chain2(selector);
  const forgets = !selector.some(remembers);
  const contextOf = (graph, budget) => ({
    graph,
    budget,
    forgets,
    roots: /* @__PURE__ */ new Map(),
    answers: /* @__PURE__ */ new Map(),
    walk: /* @__PURE__ */ new Map(),
    variables: /* @__PURE__ */ new Map()
  });
  const select = (graph, budget = createBudget(SELECTOR_WORK)) => selectedBy(run, graph.subjects, contextOf(graph, budget));
  const matcher2 = (graph, budget = createBudget(SELECTOR_WORK)) => {
    if (selector.every(isFilter)) {
      const context = contextOf(graph, budget);
      return (subject) => reaches(run, subject, { ...context, variables: /* @__PURE__ */ new Map() });
    }
    let selected;
    return ({ id }) => (selected ??= new Set(Array.from(select(graph, budget), (each2) => each2.id))).has(id);
  };
  return { select, matcher: matcher2 };
}
function remembers(step3) {
  if (step3.kind === "set") return true;
  return step3.kind === "function" && step3.selectors.flat().some(remembers);
}
function selectedBy(run, subjects, context) {
  const found = /* @__PURE__ */ new Set();
  const walk = /* @__PURE__ */ new Map();
  for (const subject of subjects) {
    run(subject, { ...context, walk, variables: /* @__PURE__ */ new Map() }, (each2) => {
      found.add(each2);
      return true;
    });
  }
  return found;
}
function seenBy(step3, { walk }) {
  const known2 = walk.get(step3);
  if (known2 !== void 0) return known2;
  const seen = /* @__PURE__ */ new Map();
  walk.set(step3, seen);
  return seen;
}
function isFilter(step3) {
  switch (step3.kind) {
    case "type":
    case "attribute":
    case "scoped":
      return true;
    case "function":
      if (step3.name === "test" || step3.name === "not" || step3.name === "in") return true;
      return (step3.name === "is" || step3.name === "each") && step3.selectors.flat().every(isFilter);
    default:
      return false;
  }
}
function chain2(selector) {
  const [first2, ...rest] = selector;
  if (first2 === void 0) return (subject, _, next) => next(subject);
  const run = compileStep(first2);
  if (rest.length === 0) return run;
  const then = chain2(rest);
  return (subject, context, next) => {
    const seen = context.forgets ? seenBy(then, context) : void 0;
    return run(subject, context, (each2) => {
      context.budget.spend(1);
      if (seen?.has(each2)) return true;
      seen?.set(each2, true);
      return then(each2, context, next);
    });
  };
}
function reaches(run, subject, context) {
  return !run(subject, { ...context, walk: /* @__PURE__ */ new Map() }, () => false);
}
function collect(run, subject, context) {
  const found = /* @__PURE__ */ new Set();
  run(subject, { ...context, walk: /* @__PURE__ */ new Map() }, (each2) => {
    found.add(each2);
    return true;
  });
  return found;
}
function filter(holds) {
  return (subject, context, next) => holds(subject, context) ? next(subject) : true;
}
function compileStep(step3) {
  switch (step3.kind) {
    case "type":
      return filter(typeTest(step3.type));
    case "attribute": {
      const { path: path2, test } = step3;
      if (test === void 0) return filter((...of) => isPresent(follow2(valueOf(...of), path2)));
      const right = literals(test.values);
      return filter(
        (...of) => compares(follow2(valueOf(...of), path2), test.comparator, right, test.ignoresCase)
      );
    }
    case "scoped":
      return filter(
        (...of) => flat(follow2(valueOf(...of), step3.path)).some(
          (scope) => step3.assertions.every((assertion) => holdsIn(scope, assertion))
        )
      );
    case "function":
      return compileFunction(step3.name, step3.selectors);
    case "neighbours":
      return compileNeighbours(step3.direction, step3.relationships);
    case "closure":
      return compileClosure();
    case "set": {
      const run = chain2(step3.selector);
      return (subject, context, next) => {
        context.variables.set(step3.name, collect(run, subject, context));
        return next(subject);
      };
    }
    case "get":
      return (_, context, next) => [...context.variables.get(step3.name) ?? []].every(next);
  }
}
function valueOf(subject, { variables }) {
  return { kind: "shape", subject, variables };
}
function literals(values) {
  return { kind: "projection", values: values.map((value2) => ({ kind: "json", value: value2 })) };
}
function holdsIn(scope, { left, comparator, right, ignoresCase }) {
  const valueIn2 = (operand) => "path" in operand ? follow2(scope, operand.path) : { kind: "json", value: operand.text };
  return right.some((each2) => compares(valueIn2(left), comparator, valueIn2(each2), ignoresCase));
}
function compileNeighbours(direction, relationships2) {
  const names2 = new Set(relationships2);
  const isNamed = ({ name }) => names2.size === 0 || name !== void 0 && names2.has(name);
  const edges = (graph, subject) => names2.has("trait") ? [
    ...graph[direction](subject),
    ...direction === "forward" ? graph.traitsOf(subject) : graph.traitUsers(subject)
  ] : graph[direction](subject);
  return (subject, { graph, budget }, next) => {
    for (const edge of edges(graph, subject)) {
      budget.spend(1);
      if (isNamed(edge) && !next(edge.to)) return false;
    }
    return true;
  };
}
function compileFunction(name, selectors3) {
  const runs = selectors3.map(chain2);
  const [first2, second] = runs;
  switch (name) {
    case "is":
    case "each":
      return (subject, context, next) => runs.every((run) => run(subject, context, next));
    case "test":
      return answering((subject, context) => runs.some((run) => reaches(run, subject, context)));
    case "not":
      return answering((subject, context) => !reaches(first2, subject, context));
    case "in":
      return answering((subject, context) => {
        const own3 = { ...context, walk: /* @__PURE__ */ new Map() };
        return !first2(subject, own3, (each2) => each2.id !== subject.id);
      });
    case "root":
      return (_, context, next) => [...rootsOf(selectors3[0] ?? [], first2, context)].every(next);
    case "recursive":
      return (start, context, next) => spread(start, (subject) => collect(first2, subject, context), next, context.budget);
    case "topdown":
      return (subject, context, next) => topdown(first2, second, subject, context, next);
    default:
      throw new Error(`There is no function ${name}.`);
  }
}
function answering(holds) {
  const step3 = {};
  return filter((subject, context) => {
    if (!context.forgets) return holds(subject, context);
    const answers = context.answers.get(step3) ?? /* @__PURE__ */ new Map();
    context.answers.set(step3, answers);
    let answer = answers.get(subject);
    if (answer === void 0) answers.set(subject, answer = holds(subject, context));
    return answer;
  });
}
function rootsOf(selector, run, context) {
  const known2 = context.roots.get(selector);
  if (known2 !== void 0) return known2;
  const found = selectedBy(run, context.graph.subjects, context);
  context.roots.set(selector, found);
  return found;
}
function compileClosure() {
  const step3 = {};
  return (start, context, next) => {
    const { graph, budget, forgets } = context;
    const seen = forgets ? seenBy(step3, context) : /* @__PURE__ */ new Map();
    const waiting = [start];
    for (let subject = waiting.pop(); subject !== void 0; subject = waiting.pop()) {
      for (const { to } of graph.forward(subject)) {
        budget.spend(1);
        const from = seen.get(to);
        if (from === start || from === "several") continue;
        seen.set(to, from === void 0 ? start : "several");
        if ((to !== start || from !== void 0) && !next(to)) return false;
        waiting.push(to);
      }
    }
    return true;
  };
}
function spread(start, step3, next, budget) {
  const found = /* @__PURE__ */ new Set();
  const waiting = [start];
  for (let subject = waiting.pop(); subject !== void 0; subject = waiting.pop()) {
    for (const each2 of step3(subject)) {
      budget.spend(1);
      if (found.has(each2)) continue;
      found.add(each2);
      if (!next(each2)) return false;
      waiting.push(each2);
    }
  }
  return true;
}
function topdown(qualifies, disqualifies, start, context, next) {
  const seen = /* @__PURE__ */ new Set();
  const waiting = [{ subject: start, above: false }];
  for (let entry = waiting.pop(); entry !== void 0; entry = waiting.pop()) {
    const { subject, above } = entry;
    if (seen.has(subject) || !isBindable(subject)) continue;
    seen.add(subject);
    const qualified = (above || reaches(qualifies, subject, context)) && !(disqualifies !== void 0 && reaches(disqualifies, subject, context));
    if (qualified && !next(subject)) return false;
    for (const { to } of context.graph.forward(subject)) {
      context.budget.spend(1);
      waiting.push({ subject: to, above: qualified });
    }
  }
  return true;
}
function isBindable(subject) {
  if (isMember(subject)) return false;
  return subject.type === "service" || subject.type === "resource" || subject.type === "operation";
}

// generator/smithy/world.ts
function worldOf(model2) {
  const shapes = model2.whole ?? model2.shapes;
  const shapeOf2 = (id) => shapes.get(id) ?? definitions.get(id);
  const graph = once(() => graphOf(shapes.values(), definitions));
  const budget = createBudget(SELECTOR_WORK);
  const unchecked = /* @__PURE__ */ new Set();
  const matcher2 = remembered3((selector) => {
    const test = testOf2(selector, graph(), budget);
    let isCostly = false;
    return (subject) => {
      try {
        return isCostly || test(subject);
      } catch (error2) {
        if (!(error2 instanceof TooCostly)) throw error2;
        isCostly = true;
        unchecked.add(
          `The selector \`${selector}\` takes too much work in a model of this size: what it selects is not checked. Write one that follows \`~>\` less often.`
        );
        return true;
      }
    };
  });
  return {
    shapeOf: shapeOf2,
    matcher: matcher2,
    unchecked,
    matches: patternMatcher(
      (pattern2) => unchecked.add(
        `The pattern \`${pattern2}\` takes too much work, on its own or with the model's others: values that would have to match it are not checked. Write one that says the same in fewer steps.`
      )
    ),
    definitionOf: remembered3((id) => {
      const shape = shapeOf2(id);
      const trait3 = shape?.traits.get("smithy.api#trait");
      return shape && isObject(trait3) ? { shape, trait: trait3 } : void 0;
    }),
    selects: (selector, id) => {
      const subject = graph().find(id);
      if (subject === void 0) return "missing";
      return matcher2(selector)(subject) ? "yes" : "no";
    }
  };
}
function testOf2(selector, graph, budget) {
  try {
    return compileSelector(selector).matcher(graph, budget);
  } catch (error2) {
    if (error2 instanceof SelectorSyntaxError) return () => true;
    throw error2;
  }
}
function textIn({ trait: trait3 }, key3) {
  const value2 = property(trait3, key3);
  return typeof value2 === "string" ? value2 : void 0;
}
function once(make) {
  let made;
  return () => (made ??= { value: make() }).value;
}
function remembered3(make) {
  const known2 = /* @__PURE__ */ new Map();
  return (key3) => {
    const old = known2.get(key3);
    if (old !== void 0 || known2.has(key3)) return old;
    const value2 = make(key3);
    known2.set(key3, value2);
    return value2;
  };
}

// generator/smithy/validators/traitConflicts.ts
var validateTraitConflicts = ({ shapes, world }) => shapes.flatMap((shape) => [
  ...[shape, ...membersOf(shape)].flatMap((subject) => conflictsOn(subject, world)),
  ...shape.type === "structure" ? repeated5([...shape.members.values()], shape, world) : []
]);
function conflictsOn(subject, world) {
  if (subject.traits.size < 2) return [];
  const found = [...subject.traits.keys()].flatMap(
    (id) => conflictsOf(id, world).filter((other) => subject.traits.has(other)).map((other) => `\`${id}\` with \`${other}\``)
  );
  if (found.length === 0) return [];
  const message2 = `Traits conflict: ${found.join(", ")}.`;
  return [error("TraitConflict", message2, at(subject))];
}
function conflictsOf(trait3, world) {
  const definition2 = world.definitionOf(trait3);
  const conflicts2 = definition2 && property(definition2.trait, "conflicts");
  if (!isArray(conflicts2)) return [];
  const ids = conflicts2.filter((each2) => typeof each2 === "string");
  return ids.map((id) => id.includes("#") ? id : `smithy.api#${id}`);
}
function repeated5(members2, shape, world) {
  const wrong2 = [];
  const look = (exclusive, what, traitsFor) => {
    const users = /* @__PURE__ */ new Map();
    for (const member of members2) {
      for (const id of traitsFor(member).keys()) {
        const names2 = users.get(id) ?? [];
        names2.push(member.name);
        users.set(id, names2);
      }
    }
    for (const [id, names2] of users) {
      const definition2 = names2.length < 2 ? void 0 : world.definitionOf(id);
      if (!definition2 || textIn(definition2, "structurallyExclusive") !== exclusive) continue;
      const list2 = quoted(names2);
      const message2 = `Only one member may ${what} \`${id}\`, and here are several: ${list2}.`;
      wrong2.push(error("ExclusiveStructureMemberTrait", message2, at(shape)));
    }
  };
  look("member", "have the trait", ({ traits: traits2 }) => traits2);
  look("target", "target a shape with the trait", ({ target }) => {
    return world.shapeOf(target)?.traits ?? /* @__PURE__ */ new Map();
  });
  return wrong2;
}

// generator/smithy/validators/traitTargets.ts
var validateTraitTargets = ({ shapes, world }) => {
  const wrong2 = [];
  for (const shape of shapes) {
    if (shape.source === void 0) continue;
    for (const subject of [shape, ...membersOf(shape)]) {
      for (const id of subject.traits.keys()) {
        const definition2 = world.definitionOf(id);
        const selector = definition2 && textIn(definition2, "selector");
        if (selector === void 0 || world.matcher(selector)(subject)) continue;
        const message2 = `The trait \`${id}\` cannot be applied here: it is for what the selector ${selector} selects.`;
        wrong2.push(error("TraitTarget", message2, at(subject)));
      }
    }
  }
  return wrong2;
};

// generator/smithy/validators/traitValues.ts
var validateTraitValues = ({ shapes, world }) => {
  const wrong2 = [];
  for (const shape of shapes) {
    for (const subject of [shape, ...membersOf(shape)]) {
      for (const [id, value2] of subject.traits) {
        const definition2 = world.definitionOf(id);
        if (definition2 === void 0) continue;
        for (const problem of checkNode(value2, definition2.shape, world)) {
          const what = `The value of trait \`${id}\` is wrong`;
          wrong2.push(problemAt("TraitValue", what, problem, at(subject), "traits", id));
        }
      }
    }
  }
  return wrong2;
};

// generator/smithy/validators/waiters.ts
var waitable = "smithy.waiters#waitable";
var validateWaiters = ({ shapes }) => ofType(shapes, "operation").flatMap(
  (operation2) => waitersOf(operation2).flatMap(([name, waiter]) => {
    const place = inside(at(operation2), "traits", waitable, name);
    const acceptors = isObject(waiter) ? property(waiter, "acceptors") : void 0;
    if (!isArray(acceptors)) return [];
    return [
      ...acceptors.some((each2) => stateOf2(each2) === "success") ? [] : [error("WaitableTrait", "No acceptor of the waiter ends in success.", place)],
      ...acceptors.flatMap(
        (each2, index) => isObject(each2) ? acceptorProblems(each2, inside(place, "acceptors", index)) : []
      )
    ];
  })
);
function acceptorProblems(acceptor, place) {
  const problems4 = [];
  if (property(acceptor, "message") !== void 0 && stateOf2(acceptor) !== "failure") {
    const message2 = "Only an acceptor that ends in failure can have a `message`.";
    problems4.push(error("WaitableTrait", message2, inside(place, "message")));
  }
  const matcher2 = property(acceptor, "matcher");
  for (const [kind2, match] of isObject(matcher2) ? Object.entries(matcher2) : []) {
    if (!isObject(match) || property(match, "comparator") !== "booleanEquals") continue;
    const expected = property(match, "expected");
    if (expected === "true" || expected === "false") continue;
    const where = inside(place, "matcher", kind2, "expected");
    const message2 = 'A comparison with `booleanEquals` expects "true" or "false".';
    problems4.push(error("WaitableTrait", message2, where));
  }
  return problems4;
}
function stateOf2(acceptor) {
  return isObject(acceptor) ? property(acceptor, "state") : void 0;
}
function waitersOf(operation2) {
  const value2 = operation2.traits.get(waitable);
  return isObject(value2) ? Object.entries(value2) : [];
}
var validateWaiterNames = ({ shapes, service: service2 }) => {
  const all = ofType(shapes, "operation").flatMap(
    (operation2) => waitersOf(operation2).map(([name]) => ({ operation: operation2, name }))
  );
  const groups2 = groupBy(all, ({ name }) => name.toLowerCase());
  return [...groups2.values()].flatMap(
    (group) => group.flatMap(({ operation: operation2, name }) => {
      const others = group.filter((each2) => each2.operation !== operation2 || each2.name !== name);
      if (others.length === 0) return [];
      const list2 = quoted(others.map((other) => `${other.operation.id} ${other.name}`));
      const message2 = `The name of the waiter conflicts with others of \`${service2.id}\`: ${list2}.`;
      return [error("UniqueWaiterNames", message2, inside(at(operation2), "traits", waitable, name))];
    })
  );
};

// generator/smithy/validate.ts
var coreValidators = [validateTargets, validateResourceCycles];
var validators = [
  validateSelectors,
  validateTypedMetadata,
  validateTraitValues,
  validateTraitTargets,
  validateTraitConflicts,
  validateEnums,
  validateIds,
  validateRecursion,
  validateLimits,
  validateDefaults,
  validatePaginated,
  validateSingleTraits,
  validateJsonNames,
  validateLabels,
  validateHttpMembers,
  validateQueryLiterals,
  validatePayloads,
  validateStreams,
  validateEvents,
  validateCompression,
  validateInputsOutputs,
  validateExamples,
  validateIdempotency,
  validatePrivacy,
  validateReferences,
  validateIdentifiers,
  validateIdentifierBindings,
  validateLifecycles,
  validateProperties,
  validateWaiters
];
var serviceValidators = [
  validateShapeNames,
  validatePaginatedTokens,
  validateHttpTraits,
  validateUriConflicts,
  validateStreamPayloads,
  validateSingleBindings,
  validateDiscovery,
  validateWaiterNames
];
function validateModel(model2, service2) {
  const world = worldOf(model2);
  const shapes = shapesOf(model2, closureOf(model2, [service2.id]));
  return validateShapes({ model: model2, shapes, world }, [service2]);
}
function validateWhole(model2) {
  const shapes = [...model2.shapes.values()];
  return validateShapes({ model: model2, shapes, world: worldOf(model2) }, ofType(shapes, "service"));
}
function validateCore(model2) {
  const checked = { model: model2, shapes: [...model2.shapes.values()], world: worldOf(model2) };
  return coreValidators.flatMap((validate) => validate(checked));
}
function validateShapes(checked, services) {
  const core = coreValidators.flatMap((validate) => validate(checked));
  if (core.length > 0) return core;
  const found = [
    ...validators.flatMap((validate) => validate(checked)),
    ...services.flatMap((service2) => {
      const shapes = shapesOf(checked.model, closureOf(checked.model, [service2.id]));
      return serviceValidators.flatMap((validate) => validate({ ...checked, shapes, service: service2 }));
    })
  ];
  const unchecked = Array.from(checked.world.unchecked, (text4) => warning("Limit.Work", text4));
  return [...found, ...unchecked];
}
function shapesOf(model2, ids) {
  return ids.flatMap((id) => model2.shapes.get(id) ?? []);
}

// generator/ir/optional.ts
function isOptional(member, direction) {
  const filled = member.default !== void 0 || member.idempotencyToken;
  if (direction === "output") return !member.required && member.default === void 0;
  return !member.required || filled;
}

// generator/versioning/derived.ts
function derivedNames(operation2) {
  return {
    errorType: `${operation2}Error`,
    command: `${operation2}Command`,
    commandInput: `${operation2}CommandInput`,
    commandOutput: `${operation2}CommandOutput`
  };
}

// generator/versioning/typeText.ts
var common2 = ["Date", "JsonValue", "Uint8Array"];
function typePrinter(service2) {
  const shapes = [...service2.structures.values(), ...service2.enums.values()];
  const names2 = new Map(shapes.map(({ shape, name }) => [shape, name]));
  const taken = new Set(names2.values());
  const built = (name) => common2.includes(name) && taken.has(name) ? `globalThis.${name}` : name;
  const print2 = (type) => {
    switch (type.kind) {
      case "union": {
        const name = names2.get(type.shape) ?? "unknown";
        return type.stream ? `AsyncIterable<${name}>` : name;
      }
      case "long":
        return type.as;
      case "structure":
      case "enum":
      case "intEnum":
        return names2.get(type.shape) ?? "unknown";
      case "list":
        return type.sparse ? `(${print2(type.item)} | null)[]` : `${print2(type.item)}[]`;
      case "map":
        return `Record<string, ${print2(type.value)}${type.sparse ? " | null" : ""}>`;
      default:
        return built(simple3[type.kind]);
    }
  };
  return print2;
}
var simple3 = {
  string: "string",
  boolean: "boolean",
  integer: "number",
  float: "number",
  bigInteger: "bigint",
  bigDecimal: "string",
  blob: "Uint8Array",
  timestamp: "Date",
  document: "JsonValue",
  unit: "Unit"
};
function printMember({ type, optional, default: value2 }) {
  return `${type}${optional ? "?" : ""}${value2 === void 0 ? "" : ` = ${value2}`}`;
}

// generator/text/visible.ts
var unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
function visible(text4) {
  return text4.replace(unseen, escaped);
}
function jsonText(value2, indent) {
  return JSON.stringify(value2, null, indent).replace(
    unseen,
    (character) => character === "\n" ? "\n" : escaped(character)
  );
}
function escaped(character) {
  const short2 = { "\n": "\\n", "\r": "\\r", "	": "\\t" }[character];
  if (short2 !== void 0) return short2;
  const units2 = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units2.map((unit4) => `\\u${unit4.toString(16).padStart(4, "0")}`).join("");
}

// generator/text/markdown.ts
var markup = /[\\`*_[\]<>~|@]|&(?=#?\w+;)|:(?=\/\/)|(?<=www)\./gi;
var lineStart = /^(?:[-+#=](?!\w)|#|\d+(?=[.)]))/;
function markdownText(text4) {
  return visible(text4.replace(/\s+/g, " ").trim()).replace(markup, "\\$&").replace(lineStart, (marker) => /\d/.test(marker) ? `${marker}\\` : `\\${marker}`);
}

// generator/versioning/words.ts
function upperFirst(name) {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

// generator/versioning/surface.ts
function surfaceOf(service2, { facts, settings: settings2, package: shared, subpaths: subpaths2 }, hash) {
  const print2 = typePrinter(service2);
  const member = (of, direction) => printMember({
    type: print2(of.type),
    optional: isOptional(of, direction),
    default: of.default === void 0 ? void 0 : JSON.stringify(of.default)
  });
  const members2 = (list2, direction) => record(
    list2,
    ({ name }) => name,
    (of) => member(of, direction)
  );
  const named3 = (id, name) => {
    const short2 = shortId(service2.shape, id.replace(/\$$/, ""));
    return short2 === name ? {} : { shape: short2 };
  };
  const typeName = (id) => id === void 0 ? void 0 : service2.structures.get(id)?.name;
  return {
    format: 1,
    service: service2.shape,
    client: service2.clientName,
    protocols: service2.protocols.map((id) => id.replace(/^(aws|smithy)\.protocols#/, "")),
    settings: settings2,
    operations: record(
      service2.operations,
      ({ functionName }) => functionName,
      (operation2) => ({
        ...named3(operation2.shape, upperFirst(operation2.functionName)),
        ...operation2.typesOnly ? { typesOnly: true } : {},
        ...defined("input", typeName(operation2.input)),
        ...defined("output", typeName(operation2.output)),
        ...unusualNames(operation2),
        errors: operation2.errors.map((id) => service2.errors.get(id)?.name ?? "")
      })
    ),
    types: record(
      service2.structures.values(),
      ({ name }) => name,
      ({ shape, name, kind: kind2, direction, members: list2 }) => ({
        ...named3(shape, name),
        kind: kind2,
        direction,
        members: members2(list2, direction)
      })
    ),
    enums: record(
      service2.enums.values(),
      ({ name }) => name,
      ({ shape, name, kind: kind2, values }) => ({
        ...named3(shape, name),
        kind: kind2,
        values: record(
          values,
          (of) => of.name,
          ({ value: value2 }) => value2
        )
      })
    ),
    errors: record(
      service2.errors.values(),
      ({ name }) => name,
      ({ shape, name, fault, members: list2 }) => ({
        ...named3(shape, name),
        fault,
        data: members2(list2, "output")
      })
    ),
    ...defined("package", shared),
    ...defined("subpaths", subpaths2),
    fingerprints: Object.fromEntries(
      factKinds.map((kind2) => [
        kind2,
        record(
          facts[kind2],
          ([id]) => shortId(service2.shape, id),
          ([, value2]) => hash(value2).slice(0, 12)
        )
      ])
    )
  };
}
function unusualNames(operation2) {
  const names2 = {
    errorType: operation2.errorTypeName,
    command: operation2.commandName,
    commandInput: operation2.commandInputName,
    commandOutput: operation2.commandOutputName
  };
  const usual = derivedNames(operation2.name);
  const unusual = Object.entries(names2).filter(
    ([key3, name]) => name !== usual[key3]
  );
  return Object.fromEntries(unusual);
}
function record(list2, name, value2) {
  const entries2 = [...list2].map((item) => [name(item), value2(item)]);
  entries2.sort(([a], [b]) => a < b ? -1 : 1);
  return Object.assign(/* @__PURE__ */ Object.create(null), Object.fromEntries(entries2));
}
function defined(key3, value2) {
  return value2 === void 0 ? {} : { [key3]: value2 };
}

// generator/describe.ts
function surfaceIn(model2, service2, ir, endpoints, exports) {
  const facts = factsOf(model2, service2);
  return surfaceOf(ir, { facts, settings: settingsOf(endpoints), ...exports }, hashValue);
}
function settingsOf(endpoints) {
  return Object.fromEntries(
    [...endpoints?.bindings.client.values() ?? []].flatMap((setting) => {
      if (setting.kind !== "config") return [["accountIdEndpointMode", "AccountIdEndpointMode"]];
      return setting.common ? [] : [[setting.name, setting.type]];
    }).sort(([a], [b]) => a < b ? -1 : 1)
  );
}

// generator/emit/printing/code.ts
var globals = "globalThis";
function code3(strings, ...holes) {
  const parts2 = [];
  strings.forEach((text4, index) => {
    if (text4) parts2.push(text4);
    const hole = holes[index];
    if (hole !== void 0) append(parts2, hole);
  });
  return { kind: "code", parts: parts2 };
}
function join3(pieces, separator) {
  const parts2 = [];
  pieces.forEach((piece2, index) => {
    if (index > 0) parts2.push(separator);
    append(parts2, piece2);
  });
  return { kind: "code", parts: parts2 };
}
function append(parts2, fragment) {
  if (typeof fragment === "string") parts2.push(fragment);
  else if (typeof fragment === "number") parts2.push(String(fragment));
  else if (!("kind" in fragment)) for (const piece2 of fragment) append(parts2, piece2);
  else if (fragment.kind === "code") for (const part of fragment.parts) parts2.push(part);
  else parts2.push(fragment);
}
function literal2(value2) {
  return jsonText(value2);
}
var identifier2 = /^[A-Za-z_$][\w$]*$/;
function propertyKey(name) {
  if (name === "__proto__") return '["__proto__"]';
  return identifier2.test(name) ? name : literal2(name);
}
function propertyAccess(name) {
  return identifier2.test(name) ? `.${name}` : `[${literal2(name)}]`;
}
function optionalAccess(name) {
  return identifier2.test(name) ? `?.${name}` : `?.[${literal2(name)}]`;
}

// generator/emit/runtime.ts
function runtime2(module, name) {
  return template(`runtime/${module}`, name);
}
function runtimeType(module, name) {
  return templateType(`runtime/${module}`, name);
}
function template(module, name) {
  return { kind: "symbol", name, module };
}
function templateType(module, name) {
  return { kind: "symbol", name, module, typeOnly: true };
}
var runtimeIndex = "runtime/index";
function isRuntime(module) {
  return module.startsWith("runtime/");
}
function globalType(name) {
  return { kind: "symbol", name, module: globals, typeOnly: true };
}
function globalValue(name) {
  return { kind: "symbol", name, module: globals };
}

// generator/emit/auth.ts
var schemes = {
  sigv4: {
    symbol: runtime2("auth/sigv4Auth", "sigv4Auth"),
    module: "auth/credentials",
    config: "CredentialsConfig",
    identity: ["Credentials", "CredentialsProvider"],
    fake: `credentials: { accessKeyId: "AKIAFAKE", secretAccessKey: "fake" }`
  },
  bearer: {
    symbol: runtime2("auth/bearerAuth", "bearerAuth"),
    module: "auth/bearerAuth",
    config: "TokenConfig",
    identity: ["Token"],
    fake: `token: { token: "fake" }`
  },
  basic: {
    symbol: runtime2("auth/basicAuth", "basicAuth"),
    module: "auth/basicAuth",
    config: "LoginConfig",
    identity: ["Login"],
    fake: `login: { username: "fake", password: "fake" }`
  },
  apiKey: {
    symbol: runtime2("auth/auth", "apiKeyAuth"),
    module: "auth/apiKeyAuth",
    config: "ApiKeyConfig",
    identity: ["ApiKey"],
    fake: `apiKey: { apiKey: "fake" }`
  }
};
var noAuth = runtime2("auth/schemes", "noAuth");
var identityConfig = runtimeType("auth/renewal", "IdentityConfig");
function operationAuth({ auth }) {
  return auth && listOf4(auth);
}
function listOf4(auth) {
  return code3`[${join3(
    auth.map(({ kind: kind2 }) => kind2 === "none" ? noAuth : schemes[kind2].symbol),
    ", "
  )}]`;
}
function authModules(service2) {
  const all = schemesOf2(service2);
  if (isRuntimes(all)) return [];
  return [
    { path: "runtime/auth/auth", source: service2.shape, declarations: declarations(service2, all) }
  ];
}
var isRuntimes = (all) => [...all.keys()].join() === "sigv4";
function callerTypes(service2) {
  return isRuntimes(schemesOf2(service2)) ? [] : [runtimeType("contract/service", "Identity")];
}
function identityTypes(service2) {
  return knownOf(schemesOf2(service2)).flatMap(
    ({ module, identity }) => identity.map((name) => runtimeType(module, name))
  );
}
function schemesOf2({ auth, operations }) {
  const used = [auth, ...operations.map((operation2) => operation2.auth ?? [])].flat();
  return new Map(used.map((scheme) => [scheme.kind, scheme]));
}
function knownOf(all) {
  return [...all.keys()].sort().flatMap((kind2) => kind2 === "none" ? [] : [schemes[kind2]]);
}
function declarations(service2, all) {
  const known2 = knownOf(all);
  const fakes = known2.map(({ fake }) => `${fake},`);
  const apiKey = all.get("apiKey");
  return [
    {
      kind: "reExport",
      module: "runtime/auth/schemes",
      symbols: [runtime2("auth/schemes", "sign")]
    },
    {
      kind: "interface",
      name: "AuthConfig",
      doc: "How a client is set up to authenticate its requests.",
      extends: known2.map(({ module, config }) => code3`${runtimeType(module, config)}`),
      properties: []
    },
    {
      kind: "typeAlias",
      name: "AuthIdentity",
      type: code3`${runtimeType("contract/service", "Identity")}`
    },
    ...apiKey?.kind === "apiKey" ? [apiKeyDeclaration(apiKey)] : [],
    {
      kind: "function",
      name: "identitySource",
      exported: true,
      doc: "Finds who calls an operation that has no schemes of its own, by the first that is set up.",
      parameters: [{ name: "config", type: code3`AuthConfig & ${identityConfig}` }],
      returnType: code3`${identitySource}`,
      body: code3`return ${runtime2("auth/schemes", "identityBy")}(${listOf4(service2.auth)}, config);`
    },
    {
      kind: "const",
      name: "fakeIdentity",
      exported: true,
      doc: "The identity that a fake of the service takes.",
      type: code3`AuthConfig`,
      value: fakes.length === 0 ? code3`{}` : code3`{\n${fakes.join("\n")}\n}`
    }
  ];
}
var identitySource = runtimeType("auth/schemes", "IdentitySource");
function apiKeyDeclaration({
  in: where,
  name,
  scheme
}) {
  const place = [
    `in: ${literal2(where)}`,
    `name: ${literal2(name)}`,
    ...scheme === void 0 ? [] : [`scheme: ${literal2(scheme)}`]
  ];
  return {
    kind: "const",
    name: "apiKeyAuth",
    exported: true,
    doc: "An API key, where the service wants it.",
    type: code3`${runtimeType("contract/service", "AuthScheme")}`,
    value: code3`{
  setting: "apiKey",
  identity: (config: AuthConfig & ${identityConfig}) => ${runtime2("auth/apiKeyAuth", "apiKeyIdentity")}(config, { ${place.join(", ")} }),
}`
  };
}

// generator/emit/layout/dominators.ts
function dominators(root2, children) {
  const order = reversePostorder(root2, children);
  const position = new Map(order.map((node, index) => [node, index]));
  const parents = /* @__PURE__ */ new Map();
  for (const node of order) {
    for (const child of children(node)) {
      const known2 = parents.get(child);
      if (known2) known2.push(node);
      else parents.set(child, [node]);
    }
  }
  const immediate = /* @__PURE__ */ new Map([[root2, root2]]);
  const common3 = (a, b) => {
    while (a !== b) {
      const later = (position.get(a) ?? 0) > (position.get(b) ?? 0);
      if (later) a = immediate.get(a) ?? root2;
      else b = immediate.get(b) ?? root2;
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const node of order.slice(1)) {
      const known2 = (parents.get(node) ?? []).filter((parent) => immediate.has(parent));
      const found = known2.reduce(common3);
      if (immediate.get(node) !== found) {
        immediate.set(node, found);
        changed = true;
      }
    }
  }
  immediate.delete(root2);
  return immediate;
}
function reversePostorder(root2, children) {
  const order = [];
  const seen = /* @__PURE__ */ new Set([root2]);
  const stack = [{ node: root2, rest: [...children(root2)] }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const child = top.rest.shift();
    if (child === void 0) {
      order.push(top.node);
      stack.pop();
    } else if (!seen.has(child)) {
      seen.add(child);
      stack.push({ node: child, rest: [...children(child)] });
    }
  }
  return order.reverse();
}

// generator/emit/layout/layout.ts
function operationModule(functionName) {
  return `operations/${functionName}`;
}
function layOut2(service2) {
  const root2 = "";
  const children = /* @__PURE__ */ new Map();
  const moduleOf = /* @__PURE__ */ new Map();
  for (const operation2 of service2.operations) {
    const id = `operation ${operation2.shape}`;
    moduleOf.set(id, operationModule(operation2.functionName));
    children.set(
      id,
      [operation2.input, operation2.output].filter((shape) => shape !== void 0)
    );
  }
  for (const error2 of service2.errors.values()) {
    const id = `error ${error2.shape}`;
    moduleOf.set(id, "errors");
    children.set(
      id,
      error2.members.flatMap(({ type }) => structuresIn(type))
    );
  }
  children.set(root2, [...moduleOf.keys()]);
  for (const shape of service2.structures.values()) {
    children.set(
      shape.shape,
      shape.members.flatMap(({ type }) => structuresIn(type))
    );
  }
  const dominator = dominators(root2, (id) => children.get(id) ?? []);
  const place = (id) => {
    const path2 = [];
    let top = id;
    for (; !moduleOf.has(top); top = dominator.get(top) ?? root2) {
      path2.push(top);
      if ((dominator.get(top) ?? root2) === root2) break;
    }
    const module = moduleOf.get(top) ?? `shapes/${service2.structures.get(top)?.name ?? ""}`;
    for (const each2 of path2) moduleOf.set(each2, module);
    return module;
  };
  return new Map([...service2.structures.keys()].map((id) => [id, place(id)]));
}
function structuresIn(type) {
  switch (type.kind) {
    case "structure":
    case "union":
      return [type.shape];
    case "list":
      return structuresIn(type.item);
    case "map":
      return structuresIn(type.value);
    default:
      return [];
  }
}

// generator/emit/context.ts
function clientContext(context, plan) {
  const operations = context.service.operations.filter(({ typesOnly }) => !typesOnly);
  return { ...context, plan, service: { ...context.service, operations } };
}
function createContext(service2, packageName, plan, endpoints) {
  const layout = layOut2(service2);
  const shapesByModule = /* @__PURE__ */ new Map();
  for (const { shape } of [...service2.structures.values()].sort(
    (a, b) => a.name < b.name ? -1 : 1
  )) {
    const module = layout.get(shape);
    const inModule = shapesByModule.get(module) ?? [];
    inModule.push(shape);
    shapesByModule.set(module, inModule);
  }
  const nested = new Set(
    [...service2.structures.values(), ...service2.errors.values()].flatMap(
      ({ members: members2 }) => members2.flatMap(({ type }) => structuresIn(type))
    )
  );
  const inline = new Set(
    service2.operations.flatMap(
      ({ functionName, input, output }) => [input, output].filter(
        (id) => id !== void 0 && !nested.has(id) && service2.structures.get(id)?.kind === "structure" && layout.get(id) === operationModule(functionName)
      )
    )
  );
  return { service: service2, packageName, plan, endpoints, layout, shapesByModule, inline };
}
function planOf({ plan }, id) {
  return id === void 0 ? plan.unit : lookup(plan.structures, id);
}
function lookup(map, id) {
  const found = map.get(id);
  if (found === void 0) throw new Error(`The service has no shape ${id}.`);
  return found;
}
function structureType(context, id) {
  const { name } = lookup(context.service.structures, id);
  return { kind: "symbol", name, module: lookup(context.layout, id), typeOnly: true };
}
function structureReader(context, id) {
  const { reader } = lookup(context.service.structures, id);
  return { kind: "symbol", name: reader, module: lookup(context.layout, id) };
}
function structureWriter(context, id) {
  const { writer } = lookup(context.service.structures, id);
  return { kind: "symbol", name: writer, module: lookup(context.layout, id) };
}
function enumType(context, id) {
  const { name } = lookup(context.service.enums, id);
  return { kind: "symbol", name, module: "enums", typeOnly: true };
}
function errorType(error2) {
  return { kind: "symbol", name: error2.name, module: "errors", typeOnly: true };
}
function clientType({ service: service2 }) {
  return { kind: "symbol", name: `${service2.clientName}Client`, module: "client", typeOnly: true };
}
function operationFunction(operation2) {
  return {
    kind: "symbol",
    name: operation2.functionName,
    module: operationModule(operation2.functionName)
  };
}
function operationConst(operation2) {
  return {
    kind: "symbol",
    name: operation2.constantName,
    module: operationModule(operation2.functionName)
  };
}
function operationErrorType(operation2) {
  return {
    kind: "symbol",
    name: operation2.errorTypeName,
    module: operationModule(operation2.functionName),
    typeOnly: true
  };
}
var unit3 = runtimeType("contract/result", "Unit");
function inputType(context, operation2) {
  return operation2.input === void 0 ? unit3 : structureType(context, operation2.input);
}
function outputType(context, operation2) {
  return operation2.output === void 0 ? unit3 : structureType(context, operation2.output);
}

// generator/emit/documentation/elements.ts
var inlineElements = /* @__PURE__ */ new Map([
  ["b", "strong"],
  ["strong", "strong"],
  ["i", "emphasis"],
  ["em", "emphasis"],
  ["code", "code"],
  ["tt", "code"],
  ["kbd", "code"],
  ["samp", "code"],
  ["a", "anchor"],
  ["sup", "superscript"],
  ["sub", "none"],
  ["span", "none"],
  ["u", "none"],
  ["s", "none"],
  ["small", "none"]
]);
var containers = /* @__PURE__ */ new Map([
  ["p", "section"],
  ["div", "section"],
  ["section", "section"],
  ["caption", "section"],
  ["thead", "section"],
  ["tbody", "section"],
  ["tfoot", "section"],
  ["fullname", "title"],
  ["h1", "heading"],
  ["h2", "heading"],
  ["h3", "heading"],
  ["h4", "heading"],
  ["h5", "heading"],
  ["h6", "heading"],
  ["ul", "list"],
  ["ol", "orderedList"],
  ["li", "item"],
  ["dl", "terms"],
  ["dt", "term"],
  ["dd", "definition"],
  ["table", "table"],
  ["tr", "row"],
  ["td", "cell"],
  ["th", "headerCell"],
  ["blockquote", "quote"],
  ["note", "quote"],
  ["important", "quote"],
  ["caution", "quote"],
  ["warning", "quote"],
  ["tip", "quote"],
  ["pre", "preformatted"]
]);
var hiddenElements = /* @__PURE__ */ new Set(["script", "style", "template"]);
var breaks = /* @__PURE__ */ new Set(["br", "hr"]);
var elementNames = /* @__PURE__ */ new Set([
  ...inlineElements.keys(),
  ...containers.keys(),
  ...breaks
]);

// generator/emit/documentation/escape.ts
var unbreakableSpace = "\0";
var unsure = "";
var unprintable = (
  // eslint-disable-next-line no-control-regex
  /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu
);
var anyUnprintable = new RegExp(unprintable.source, "u");
var otherLineEnds = /\r\n?|[\v\f\x85\u2028\u2029]/g;
var anyOtherLineEnd = /[\r\v\f\x85\u2028\u2029]/;
function cleanText(text4) {
  let clean = text4;
  if (anyOtherLineEnd.test(clean)) clean = clean.replace(otherLineEnds, "\n");
  if (anyUnprintable.test(clean)) clean = clean.replace(unprintable, "\uFFFD");
  return clean;
}
function keepCommentOpen(text4) {
  return text4.includes("*/") ? text4.replaceAll("*/", "*\\/") : text4;
}
var special3 = /[\\`*_[\]{}<>@&~|]/;
var specials = /[\\`*_[\]{}<>@&~|]/g;
var entity = /^&(?:#\d|#x[\da-f]|[a-z][\da-z]*;)/i;
var wordCharacter = /[\p{L}\p{N}]/u;
var asciiPunctuation = /[!-/:-@[-`{-~]/;
function isWordCharacter(character) {
  return wordCharacter.test(character);
}
function isBoundary(character) {
  return character === "" || /\s/.test(character) || asciiPunctuation.test(character);
}
function escapeText(text4, around2) {
  if (!special3.test(text4)) return text4;
  const at2 = (index) => index < 0 ? around2.before : index < text4.length ? text4.charAt(index) : around2.after;
  return text4.replace(specials, (character, index) => {
    const next = at2(index + 1);
    switch (character) {
      case "\\":
        return asciiPunctuation.test(next) || isBlank(next) || next === unsure ? "\\\\" : "\\";
      case "*":
        return isBlank(at2(index - 1)) && isBlank(next) ? "*" : "\\*";
      case "_":
        return isInsideWord(text4, index, at2) ? "_" : "\\_";
      case "[":
        return around2.inLink ? "\\[" : "[";
      case "]":
        return around2.inLink || next !== "" && `([:${unsure}`.includes(next) ? "\\]" : "]";
      case "&":
        return entity.test(text4.slice(index, index + 40)) ? "\\&" : "&";
      case "~":
        return isBlank(at2(index - 1)) && next !== "~" ? "~" : "\\~";
      case "|":
        return around2.inTable ? "\\|" : "|";
      default:
        return `\\${character}`;
    }
  });
}
function isBlank(character) {
  return character === "" || character === " " || character === "\n";
}
function isInsideWord(text4, index, at2) {
  let start = index;
  let end2 = index;
  while (text4.charAt(start - 1) === "_") start--;
  while (text4.charAt(end2 + 1) === "_") end2++;
  return isWordCharacter(at2(start - 1)) && isWordCharacter(at2(end2 + 1));
}
var lineMarker = /^(?:[-=]+|[+*]|#{1,6}|[|:][-|:]*|\[(?:x\])?)$/i;
var numberMarker = /^(\d{1,9})([.)])$/;
function escapeLineStart(word, continues) {
  if (lineMarker.test(word)) return `\\${word}`;
  const number2 = numberMarker.exec(word);
  if (number2 === null || continues && Number(number2[1]) !== 1) return word;
  return `${number2[1]}\\${number2[2]}`;
}
function breakTags(code4) {
  return code4.includes("@") ? code4.replace(/(?<=\s)@(?=\S)|(?<=^[^\S\n]*)@/gm, "\\@").replaceAll("{@link", "{\\@link") : code4;
}
function longestRun(text4) {
  if (!text4.includes("`")) return 0;
  let longest2 = 0;
  for (const run of text4.match(/`+/g) ?? []) longest2 = Math.max(longest2, run.length);
  return longest2;
}
function codeSpan(code4) {
  const text4 = cleanText(code4).replace(/\s+/g, " ").trim();
  if (text4 === "") return "";
  const fence = "`".repeat(longestRun(text4) + 1);
  const pad = text4.startsWith("`") || text4.endsWith("`") ? " " : "";
  return breakTags(fence + pad + text4 + pad + fence);
}
function codeFence(code4, language) {
  const lines = breakTags(cleanText(code4)).split("\n").map((line) => line.trimEnd());
  const fence = "`".repeat(Math.max(3, longestRun(code4) + 1));
  return [fence + language, ...squeezeBlankLines(lines), fence];
}
function squeezeBlankLines(lines) {
  const squeezed = [];
  for (const line of lines) {
    if (line !== "" || squeezed.length > 0 && squeezed.at(-1) !== "") squeezed.push(line);
  }
  if (squeezed.at(-1) === "") squeezed.pop();
  return squeezed;
}

// generator/emit/documentation/segments.ts
var fenceStart = /^([\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*)(`{3,}(?=[^`]*$)|~{3,})/;
var listItem = /^[\s>]*(?:[-*+]|\d{1,9}[.)])\s/;
function segmentsOf(text4) {
  if (!text4.includes("`") && !text4.includes("~~~")) return [{ code: false, text: text4 }];
  const segments = [];
  let prose = "";
  let inList = false;
  let fence;
  for (const line of text4.split(/(?<=\n)/)) {
    if (fence !== void 0 && endsAround(line, fence)) {
      segments.push({ code: true, text: close(fence) });
      fence = void 0;
    }
    if (fence !== void 0) {
      fence.text += line;
      if (!isEndOf(line, fence)) continue;
      segments.push({ code: true, text: fence.text });
      fence = void 0;
      continue;
    }
    inList ||= listItem.test(line);
    const [, prefix2 = "", marker] = fenceStart.exec(line) ?? [];
    if (marker === void 0) {
      prose += line;
      continue;
    }
    addProse(segments, prose);
    prose = "";
    fence = { marker, prefix: prefix2, listed: inList && prefix2 !== "", text: line };
  }
  addProse(segments, prose);
  if (fence !== void 0) segments.push({ code: true, text: close(fence).trimEnd() });
  return segments;
}
function isEndOf(line, { marker }) {
  const content2 = line.replace(/^[\s>]+/, "").trimEnd();
  return content2.startsWith(marker) && content2 === marker.charAt(0).repeat(content2.length);
}
function endsAround(line, { prefix: prefix2, listed: listed2 }) {
  const lead = /^[\s>]*/.exec(line)?.[0] ?? "";
  if (lead.split(">").length < prefix2.split(">").length) return true;
  return listed2 && lead !== line && lead.length < prefix2.length;
}
function close({ marker, prefix: prefix2, text: text4 }) {
  return `${text4.trimEnd()}
${prefix2.replace(/[^\s>]/g, " ")}${marker}
`;
}
var backticksOrBlock = /\\`|`+|\n[ \t]*(?:\n|(?=[-*+<>#=|~]|\d{1,9}[.)]))/g;
function addProse(segments, text4) {
  const strings = [...text4.matchAll(backticksOrBlock)];
  let start = 0;
  for (let index = 0; index < strings.length; index++) {
    const open = strings[index];
    if (open === void 0 || !open[0].startsWith("`")) continue;
    const close2 = closing(strings, index);
    const match = strings[close2];
    if (match === void 0) continue;
    const end2 = match.index + match[0].length;
    if (open.index > start) segments.push({ code: false, text: text4.slice(start, open.index) });
    segments.push({ code: true, text: text4.slice(open.index, end2) });
    start = end2;
    index = close2;
  }
  if (start < text4.length) segments.push({ code: false, text: text4.slice(start) });
}
function closing(strings, start) {
  const opening2 = strings[start]?.[0] ?? "";
  for (let index = start + 1; index < strings.length; index++) {
    const string = strings[index]?.[0] ?? "";
    if (string.startsWith("\n")) return -1;
    if (string === opening2 || string === `\\${opening2}`) return index;
  }
  return -1;
}

// generator/emit/documentation/blocks.ts
var plain = { strong: false, emphasis: false, code: false, link: void 0 };
function textRun(text4, style = plain) {
  return { kind: "text", text: text4, style };
}

// generator/emit/documentation/sentence.ts
var ends2 = /[.!?]["'”’)\]*_]*(?=\s|$)/g;
var abbreviated = /(?:^|[\s(])(?:e\.g|i\.e|vs|cf|no|approx|fig|inc|corp)$|(?:^|[\s(.])\p{Lu}$/iu;
function* sentenceEnds(text4, next) {
  for (const match of text4.matchAll(ends2)) {
    const end2 = match.index + match[0].length;
    const following = /\S/.exec(text4.slice(end2, end2 + 80))?.[0] ?? next;
    if (following === "" || /\p{Ll}/u.test(following)) continue;
    const before = text4.slice(Math.max(0, match.index - 12), match.index);
    if (match[0].startsWith(".") && abbreviated.test(before)) continue;
    yield end2;
  }
}
function splitFirstSentence(runs) {
  for (const [index, run] of runs.entries()) {
    if (run.kind !== "text" || run.style.code) continue;
    const { text: text4, style } = run;
    const styled = style.strong || style.emphasis || style.link !== void 0;
    for (const end2 of sentenceEnds(text4, nextCharacter(runs, index + 1))) {
      const tail = text4.slice(end2);
      if (styled && tail.trim() !== "") continue;
      if (tail === "" && !startsApart(runs[index + 1])) continue;
      const after = runs.slice(index + 1);
      const rest = tail === "" ? after : [textRun(tail, style), ...after];
      return [[...runs.slice(0, index), textRun(text4.slice(0, end2), style)], rest];
    }
  }
  return [runs, []];
}
function nextCharacter(runs, start) {
  for (let index = start; index < runs.length; index++) {
    const run = runs[index];
    if (run === void 0 || run.kind === "break") continue;
    if (run.kind === "reference" || run.style.code) return "`";
    const text4 = run.text.trim();
    if (text4 !== "") return text4.charAt(0);
  }
  return "";
}
function startsApart(run) {
  return run?.kind === "break" || run?.kind === "text" && run.text.startsWith(" ");
}

// generator/emit/documentation/inline.ts
var links = {
  key: (run) => styleOf(run)?.link,
  enclose: (text4, key3) => key3 === true ? text4 : `[${text4}](${key3.url})`
};
var strong = {
  key: (run) => styleOf(run)?.strong,
  enclose: (text4, _key, before, after) => canEmphasize(text4, before, after) ? `**${text4}**` : void 0
};
var emphasis = {
  key: (run) => styleOf(run)?.emphasis,
  enclose: (text4, _key, before, after) => {
    if (!canEmphasize(text4, before, after)) return void 0;
    if (isBoundary(before) && isBoundary(after)) return `_${text4}_`;
    return before === "*" || before === "_" || after === unsure ? void 0 : `*${text4}*`;
  }
};
var levels = [links, strong, emphasis];
function printRuns(runs, inTable) {
  return printLevel(runs, 0, "", "", inTable);
}
function printLevel(runs, depth, before, after, inTable) {
  const level = levels[depth];
  const pieces = [];
  let previous = before;
  for (let start = 0; start < runs.length; ) {
    const first2 = runs[start];
    let end2 = start + 1;
    let piece2;
    if (level === void 0) {
      const merged = mergeCode(runs, start);
      end2 = merged.end;
      piece2 = printRun(merged.run, previous, opening(runs[end2], depth, after), inTable);
    } else {
      const key3 = level.key(first2);
      while (end2 < runs.length && level.key(runs[end2]) === key3) end2++;
      const group = start === 0 && end2 === runs.length ? runs : runs.slice(start, end2);
      const next = opening(runs[end2], depth, after);
      const enclosed = key3 === void 0 || key3 === false ? void 0 : encloseWords(
        level,
        key3,
        printLevel(group, depth + 1, "*", "*", inTable),
        previous,
        next
      );
      if (previous === "!" && enclosed?.startsWith("[")) {
        pieces.push(`${pieces.pop()?.slice(0, -1) ?? ""}\\!`);
      }
      piece2 = enclosed ?? printLevel(group, depth + 1, previous, next, inTable);
    }
    if (piece2 !== "") {
      pieces.push(piece2);
      previous = piece2.charAt(piece2.length - 1);
    }
    start = end2;
  }
  return pieces.join("");
}
function mergeCode(runs, start) {
  const first2 = runs[start];
  let end2 = start + 1;
  if (first2.kind !== "text" || !first2.style.code) return { run: first2, end: end2 };
  let text4 = first2.text;
  for (let run = runs[end2]; run?.kind === "text" && run.style.code; run = runs[end2]) {
    text4 += run.text;
    end2++;
  }
  return { run: textRun(text4, first2.style), end: end2 };
}
function encloseWords(level, key3, text4, before, after) {
  const words2 = text4.trim();
  if (words2 === "") return text4;
  const start = text4.indexOf(words2);
  const end2 = start + words2.length;
  const enclosed = level.enclose(
    words2,
    key3,
    text4.charAt(start - 1) || before,
    text4.charAt(end2) || after
  );
  return enclosed === void 0 ? void 0 : text4.slice(0, start) + enclosed + text4.slice(end2);
}
function printRun(run, before, after, inTable) {
  switch (run.kind) {
    case "reference":
      return `{@link${unbreakableSpace}${run.target}}`;
    case "break":
      return inTable ? " " : "\n";
    case "text":
      break;
  }
  const { text: text4, style } = run;
  if (!style.code) {
    return escapeText(text4, { before, after, inLink: style.link !== void 0, inTable });
  }
  const span = codeSpan(inTable ? text4.replaceAll("|", "\\|") : text4);
  if (span === "") return " ";
  const code4 = span.replaceAll(" ", unbreakableSpace);
  const separator = before === "`" ? " " : "";
  return `${text4.startsWith(" ") ? " " : separator}${code4}${text4.endsWith(" ") ? " " : ""}`;
}
function opening(run, depth, otherwise) {
  if (run === void 0) return otherwise;
  if (run.kind !== "text") return run.kind === "break" ? "\n" : "{";
  const { text: text4, style } = run;
  if (text4.startsWith(" ")) return " ";
  if (depth === 0 && style.link !== void 0) return "[";
  if (depth <= 1 && style.strong || depth <= 2 && style.emphasis) return unsure;
  return style.code ? "`" : text4.charAt(0);
}
function styleOf(run) {
  return run.kind === "text" ? run.style : void 0;
}
function canEmphasize(text4, before, after) {
  return (isWordCharacter(text4.charAt(0)) || isBoundary(before)) && (isWordCharacter(text4.charAt(text4.length - 1)) || isBoundary(after));
}

// generator/emit/documentation/render.ts
var lineWidth = 95;
var narrowest = 40;
function renderBlocks(blocks, width2 = lineWidth) {
  return joinBlocks(blocks, width2, () => true);
}
function joinBlocks(blocks, width2, separate) {
  const lines = [];
  let previousMarker;
  for (const block of blocks) {
    let rendered;
    if (block.kind === "list") {
      const markers = block.ordered ? [".", ")"] : ["-", "*"];
      const marker = previousMarker === markers[0] ? markers[1] : markers[0];
      rendered = renderList(block, marker, width2);
      if (rendered.length > 0) previousMarker = marker;
    } else {
      rendered = renderBlock(block, width2);
      if (rendered.length > 0) previousMarker = void 0;
    }
    if (rendered.length === 0) continue;
    if (lines.length > 0 && separate(block)) lines.push("");
    for (const line of rendered) lines.push(line);
  }
  return lines;
}
function renderBlock(block, width2) {
  switch (block.kind) {
    case "paragraph":
      return wrap(printRuns(block.runs, false), width2);
    case "heading": {
      const text4 = onOneLine(printRuns(block.runs, true));
      return text4 === "" ? [] : [`${"#".repeat(block.level)} ${text4.replace(/#$/, "\\#")}`];
    }
    case "preformatted":
      return codeFence(block.text, "");
    case "quote": {
      const lines = renderBlocks(withLabel(block.blocks, block.label), narrower(width2, 2));
      return lines.map((line) => line === "" ? ">" : `> ${line}`);
    }
    case "table":
      return renderTable(block);
  }
}
function narrower(width2, by) {
  return Math.max(narrowest, width2 - by);
}
function wrap(text4, width2) {
  const lines = [];
  for (const part of text4.split("\n")) {
    let line = "";
    for (const word of part.split(" ")) {
      if (word === "") continue;
      if (line === "") {
        if (lines.length > 0) lines.push(`${lines.pop() ?? ""}\\`);
        line = escapeLineStart(word, lines.length > 0);
      } else if (/^[.,;]$/.test(word) && /[`)_*]$/.test(line)) {
        line += word;
      } else if (line.length + 1 + word.length <= width2) {
        line += ` ${word}`;
      } else {
        lines.push(line);
        line = escapeLineStart(word, true);
      }
    }
    if (line !== "") lines.push(line);
  }
  return lines.map((line) => line.replaceAll(unbreakableSpace, " "));
}
function onOneLine(text4) {
  const words2 = text4.split(/[ \n]/).filter((word) => word !== "");
  return words2.join(" ").replaceAll(unbreakableSpace, " ");
}
function withLabel(blocks, label2) {
  if (label2 === void 0) return blocks;
  const lead = textRun(`${label2}:`, { ...plain, strong: true });
  const [first2, ...rest] = blocks;
  if (first2?.kind !== "paragraph") return [{ kind: "paragraph", runs: [lead] }, ...blocks];
  return [{ kind: "paragraph", runs: [lead, textRun(" "), ...first2.runs] }, ...rest];
}
function renderList(list2, marker, width2) {
  const tight = list2.items.every((item) => item.slice(1).every((block) => block.kind === "list"));
  const lines = [];
  let number2 = 1;
  for (const item of list2.items) {
    const bullet = list2.ordered ? `${number2}${marker} ` : `${marker} `;
    const body = joinBlocks(item, narrower(width2, bullet.length), () => !tight);
    if (body.length === 0) continue;
    if (lines.length > 0 && !tight) lines.push("");
    const indent = " ".repeat(bullet.length);
    body.forEach((line, index) => {
      lines.push(index === 0 ? bullet + line : line === "" ? "" : indent + line);
    });
    number2++;
  }
  return lines;
}
function renderTable(table2) {
  const print2 = (row) => row.map((runs) => onOneLine(printRuns(runs, true)));
  const rows = [print2(table2.header), ...table2.rows.map(print2)];
  const columns = rows.reduce((most2, row) => Math.max(most2, row.length), 0);
  const lines = rows.map((row) => {
    const cells = Array.from({ length: columns }, (_, column) => row[column] ?? "");
    return `|${cells.map((cell) => cell === "" ? " " : ` ${cell} `).join("|")}|`;
  });
  if (columns === 0) return [];
  lines.splice(1, 0, `|${" --- |".repeat(columns)}`);
  return lines;
}

// generator/emit/documentation/tags.ts
var names = [...elementNames].join("|");
var notAttributes = new RegExp(`<(?=/?(?:${names})\\s+[^\\sA-Za-z_:/>])`, "gi");
function withoutComparisons(html) {
  return html.replace(notAttributes, "&lt;");
}
var hiddenStart = new RegExp(`<(${[...hiddenElements].join("|")})(?=[\\s>])`, "gi");
function withoutHidden(text4, mention) {
  if (!text4.includes("<")) return text4;
  let shown = "";
  let start = 0;
  const mentioned = /* @__PURE__ */ new Set();
  for (const { 1: tag = "", index } of text4.matchAll(hiddenStart)) {
    if (index < start) continue;
    const name = tag.toLowerCase();
    const end2 = new RegExp(`</${name}\\s*>`, "gi");
    end2.lastIndex = index;
    const isElement = !mentioned.has(name) && end2.test(text4);
    if (!isElement) mentioned.add(name);
    shown += text4.slice(start, index) + (isElement ? "" : mention);
    start = isElement ? end2.lastIndex : index + 1;
  }
  return shown + text4.slice(start);
}
var inlineNames = [...inlineElements.keys(), "br"].join("|");
var attribute = String.raw`\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>\x60]+))?`;
var inlineTag = new RegExp(`<(/?)(${inlineNames})((?:${attribute})*)\\s*/?>`, "gi");
function inlineAsMarkdown(text4) {
  if (!text4.includes("<")) return text4;
  const tags = Array.from(
    text4.matchAll(inlineTag),
    ({ 0: all, 1: slash, 2: name = "", 3: attributes2 = "", index }) => ({
      start: index,
      end: index + all.length,
      isEnd: slash === "/",
      name: name.toLowerCase(),
      attributes: attributes2
    })
  );
  const partners = partnersOf(tags);
  let markdown2 = "";
  let start = 0;
  for (const tag of tags) {
    if (tag.start < start) continue;
    markdown2 += text4.slice(start, tag.start);
    start = tag.end;
    const partner = partners.get(tag);
    if (tag.name === "br") markdown2 += "  \n";
    else if (partner === void 0) continue;
    else if (isCode(tag)) {
      markdown2 += codeSpan(text4.slice(tag.end, partner.start).replace(/<[^<>]*>/g, ""));
      start = partner.end;
    } else markdown2 += markFor(tag, partner, text4.slice(0, tag.start));
  }
  return markdown2 + text4.slice(start);
}
function isCode({ name, attributes: attributes2, isEnd }) {
  if (isEnd) return false;
  return inlineElements.get(name) === "code" || name === "a" && !/\shref\s*=/i.test(attributes2);
}
function markFor(tag, partner, before) {
  switch (inlineElements.get(tag.name)) {
    case "strong":
      return "**";
    case "emphasis":
      return "*";
    case "superscript":
      return !tag.isEnd && isBase(before) ? "^" : "";
    case "anchor": {
      const { attributes: attributes2 } = tag.isEnd ? partner : tag;
      const url = /\shref\s*=\s*["']?(https?:\/\/[^\s"'<>()]+)/i.exec(attributes2)?.[1];
      if (url === void 0) return "";
      return tag.isEnd ? `](${url})` : "[";
    }
    default:
      return "";
  }
}
function isBase(before) {
  return /[\d)]$|(?<![\p{L}\d])(?:\p{L}|\p{Ll}{2})$/u.test(before.slice(-4));
}
function partnersOf(tags) {
  const partners = /* @__PURE__ */ new Map();
  const open = /* @__PURE__ */ new Map();
  for (const tag of tags) {
    const same3 = open.get(tag.name) ?? [];
    open.set(tag.name, same3);
    if (!tag.isEnd) {
      same3.push(tag);
      continue;
    }
    const start = same3.pop();
    if (start === void 0) continue;
    partners.set(start, tag);
    partners.set(tag, start);
  }
  return partners;
}

// generator/emit/documentation/commonmark.ts
var tagOf = (names2) => new RegExp(`</?(?:${[...names2].join("|")})(?=[\\s/>])[^<]*>`, "i");
var blockTag = tagOf(containers.keys());
var blockStart = new RegExp(`^\\s*</?(?:${[...containers.keys()].join("|")})(?=[\\s/>])`, "i");
var inlineTag2 = tagOf([...inlineElements.keys(), ...breaks]);
var markdownBlock = /\n[ \t]*\n|(?:^|\n)[ \t]*(?:[-*+>] |#{1,6} |\d{1,9}[.)] |```|~~~|\|)/;
function isHtml(text4) {
  if (!text4.includes("<")) return false;
  const clean = withoutComparisons(cleanText(text4));
  if (blockStart.test(clean)) return true;
  const prose = segmentsOf(clean).flatMap(({ code: code4, text: text5 }) => code4 ? [] : text5);
  if (prose.some((part) => blockTag.test(part))) return true;
  return prose.some((part) => inlineTag2.test(part)) && !markdownBlock.test(clean);
}
function readCommonMark(markdown2, link) {
  let lineStart2 = true;
  const segments = segmentsOf(inMarkdown(dedent(cleanText(markdown2)))).map(({ code: code4, text: text4 }) => {
    const target = code4 ? link(/^`([^`]+)`$/.exec(text4)?.[1] ?? "", true) : void 0;
    const safe = target !== void 0 ? `{@link${unbreakableSpace}${target}}` : code4 ? breakTags(text4).replaceAll(" ", unbreakableSpace) : escapeProse(text4, lineStart2);
    lineStart2 = text4.endsWith("\n");
    return safe;
  });
  return segments.join("").split("\n");
}
function inMarkdown(text4) {
  return segmentsOf(text4).map(({ code: code4, text: text5 }) => code4 ? text5 : inlineAsMarkdown(withoutHidden(text5, "<"))).join("");
}
function printCommonMark(lines) {
  const wrapped = [];
  for (const line of lines) {
    for (const part of wrapLine(line)) wrapped.push(part.replaceAll(unbreakableSpace, " "));
  }
  return squeezeBlankLines(breakLines(wrapped));
}
function splitCommonMark(lines) {
  const blank = lines.findIndex((line) => line.trim() === "");
  const end2 = blank < 0 ? lines.length : blank;
  const paragraph = lines.slice(0, end2).join("\n");
  const rest = lines.slice(end2);
  if (startsBlock(paragraph)) return [[...lines], []];
  const masked = segmentsOf(paragraph.replaceAll(unbreakableSpace, " ")).map(({ code: code4, text: text4 }) => code4 ? "`".repeat(text4.length) : text4).join("");
  let start = 0;
  let brackets2 = 0;
  let stars = 0;
  for (const at2 of sentenceEnds(masked, "")) {
    for (const mark of masked.slice(start, at2).match(/[[\]]|\*\*/g) ?? []) {
      if (mark === "**") stars++;
      else brackets2 += mark === "[" ? 1 : -1;
    }
    start = at2;
    if (brackets2 !== 0 || stars % 2 !== 0) continue;
    const remainder = paragraph.slice(at2).trimStart().split("\n");
    return [paragraph.slice(0, at2).split("\n"), [...remainder, ...rest]];
  }
  return [lines.slice(0, end2), rest];
}
function startsBlock(line) {
  return /^\s*(?:[-*+>|] |#{1,6} |\d{1,9}[.)] |```|~~~|\|)/.test(line);
}
var special4 = /\\[!-/:-@[-`{-~]|<(https?:\/\/[^\s<>]*)>|\]\((?!\s*<?https?:\/\/)|\]:(?!\s*<?https?:\/\/)|&(amp(?!;#?\w+;)|lt|gt|quot|apos|nbsp|#39);|!+(?=\[)|[{}@<>`]/gi;
var entities = /* @__PURE__ */ new Map([
  ["amp", "&"],
  ["lt", "\\<"],
  ["gt", "\\>"],
  ["quot", '"'],
  ["apos", "'"],
  ["#39", "'"],
  ["nbsp", " "]
]);
function escapeProse(text4, lineStart2) {
  return text4.split("\n").map((line, index) => {
    const quotes = index > 0 || lineStart2 ? /^[\s>]*/.exec(line)?.[0] ?? "" : "";
    return quotes + line.slice(quotes.length).replace(special4, escapeMatch);
  }).join("\n");
}
function escapeMatch(match, url, entity2) {
  if (match.startsWith("\\")) return match;
  if (url !== void 0) return url.replace(/[{}@`]/g, "\\$&");
  if (match.startsWith("!")) return "\\!".repeat(match.length - 1);
  if (entity2 !== void 0) return entities.get(entity2.toLowerCase()) ?? match;
  return `\\${match}`;
}
function dedent(text4) {
  const [first2 = "", ...rest] = text4.trim().split("\n");
  const indents = rest.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const indent = indents.reduce((least, one2) => Math.min(least, one2), Infinity);
  return [first2, ...rest.map((line) => line.slice(indent === Infinity ? 0 : indent))].join("\n");
}
function wrapLine(line) {
  if (line.length <= lineWidth || !line.includes(" ") || /^\s*[#>]|\|/.test(line)) return [line];
  const prefix2 = /^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?/.exec(line)?.[0] ?? "";
  const forced = line.endsWith("  ") ? "  " : "";
  const lines = wrap(line.slice(prefix2.length), Math.max(40, lineWidth - prefix2.length));
  const indent = " ".repeat(prefix2.length);
  return lines.map(
    (part, index) => (index === 0 ? prefix2 : indent) + part + (index === lines.length - 1 ? forced : "")
  );
}
function breakLines(lines) {
  return lines.map((line, index) => {
    const text4 = line.trimEnd();
    const continued = text4 !== "" && (lines[index + 1] ?? "").trim() !== "";
    return line.endsWith("  ") && continued && !text4.endsWith("\\") ? `${text4}\\` : text4;
  });
}

// generator/emit/documentation/html.ts
import { Parser as Parser2 } from "htmlparser2";

// generator/emit/documentation/parts.ts
function gather(parts2) {
  const blocks = [];
  for (let index = 0; index < parts2.length; ) {
    const part = parts2[index];
    let end2 = index + 1;
    switch (part.kind) {
      case "item":
        while (parts2[end2]?.kind === "item") end2++;
        blocks.push(listOf5(parts2.slice(index, end2), false));
        break;
      case "term":
      case "definition":
        while (parts2[end2]?.kind === "term" || parts2[end2]?.kind === "definition") end2++;
        blocks.push(termsOf(parts2.slice(index, end2)));
        break;
      case "row":
        while (parts2[end2]?.kind === "row") end2++;
        blocks.push(tableOf(parts2.slice(index, end2).filter((row) => row.kind === "row")));
        break;
      case "cell":
        append2(blocks, part.blocks);
        break;
      default:
        blocks.push(part);
    }
    index = end2;
  }
  return blocks;
}
function append2(to, items) {
  for (const item of items) to.push(item);
}
function listOf5(parts2, ordered) {
  const items = [];
  for (const part of parts2) {
    const last = items.at(-1);
    if (part.kind === "item") items.push([...part.blocks]);
    else if (part.kind === "list" && last !== void 0) last.push(part);
    else items.push(gather([part]));
  }
  return { kind: "list", ordered, items };
}
function rowOf(parts2) {
  const cells = parts2.map(
    (part) => part.kind === "cell" ? part : { kind: "cell", header: false, blocks: gather([part]) }
  );
  return { kind: "row", cells };
}
function termsOf(parts2) {
  const items = [];
  for (let index = 0; index < parts2.length; index++) {
    const part = parts2[index];
    if (part?.kind === "definition") items.push(part.blocks);
    if (part?.kind !== "term") continue;
    const textEnd = part.blocks.findIndex((block) => !isText3(block));
    const term = part.blocks.slice(0, textEnd < 0 ? part.blocks.length : textEnd);
    const definitions2 = part.blocks.slice(term.length);
    for (let next = parts2[index + 1]; next?.kind === "definition"; next = parts2[index + 1]) {
      append2(definitions2, next.blocks);
      index++;
    }
    items.push(withTerm(textOf2(term), definitions2));
  }
  return { kind: "list", ordered: false, items };
}
function tableOf(rows) {
  const [head, ...rest] = rows;
  const headed = head?.cells.every((cell) => cell.header && cell.blocks.every(isText3)) ?? false;
  const header3 = headed && head !== void 0 ? head.cells.map((cell) => textOf2(cell.blocks)) : [];
  const body = headed ? rest : rows;
  const simple4 = body.every(
    (row) => row.cells.every((cell) => cell.blocks.length <= 1 && cell.blocks.every(isText3))
  );
  if (simple4) {
    const cells = body.map((row) => row.cells.map((cell) => textOf2(cell.blocks)));
    return { kind: "table", header: header3, rows: cells };
  }
  const named3 = headed && body.every((row) => row.cells.length >= header3.length);
  const items = (named3 ? body : rows).map(
    (row) => row.cells.flatMap((cell, column) => withTerm(named3 ? header3[column] ?? [] : [], cell.blocks))
  );
  return { kind: "list", ordered: false, items };
}
function withTerm(term, blocks) {
  if (term.length === 0) return blocks;
  const runs = term.map(
    (run) => run.kind === "text" ? textRun(run.text, { ...run.style, strong: true }) : run
  );
  const [first2, ...rest] = blocks;
  if (first2?.kind !== "paragraph") return [{ kind: "paragraph", runs }, ...blocks];
  const last = term.at(-1);
  const separator = last?.kind === "text" && /[:.?!] ?$/.test(last.text) ? " " : ": ";
  return [{ kind: "paragraph", runs: [...runs, textRun(separator), ...first2.runs] }, ...rest];
}
function isText3(block) {
  return block.kind === "paragraph" || block.kind === "heading";
}
function textOf2(blocks) {
  const all = [];
  for (const block of blocks) {
    if (block.kind !== "paragraph" && block.kind !== "heading") continue;
    if (all.length > 0) all.push(textRun(" "));
    append2(all, block.runs);
  }
  return all;
}

// generator/emit/documentation/html.ts
var deepest6 = 24;
function parseHtml(html, link) {
  return new HtmlReader(withoutComparisons(withoutHidden(html, "&lt;")), link).read();
}
var HtmlReader = class {
  constructor(html, link) {
    this.html = html;
    this.link = link;
  }
  html;
  link;
  root = { container: "section", name: "", parts: [] };
  frames = [this.root];
  open = [];
  /** The paragraph being read. */
  runs = [];
  style = plain;
  /** The text of the preformatted block being read. */
  preformatted;
  endParagraph = () => {
    this.flush();
  };
  read() {
    const { html } = this;
    let consumed = 0;
    let ending = false;
    const skipTo = (index) => {
      if (index > consumed) this.addSkipped(html.slice(consumed, index));
      consumed = Math.max(consumed, index);
    };
    const source = () => {
      skipTo(parser.startIndex);
      consumed = parser.endIndex + 1;
      return html.slice(parser.startIndex, consumed);
    };
    const parser = new Parser2({
      ontext: (text4) => {
        skipTo(parser.startIndex);
        consumed = parser.endIndex + 1;
        this.addText(text4);
      },
      onopentag: (name, attributes2) => {
        this.openElement(name, attributes2.href, source());
      },
      onclosetag: (_name, implied) => {
        if (ending) skipTo(html.length);
        const tag = implied ? "" : source();
        const element = this.open.pop();
        element?.close(tag);
        if (element !== void 0) this.style = element.style;
      },
      oncomment: () => {
        this.addComment(source());
      }
    });
    parser.write(html);
    ending = true;
    parser.end();
    skipTo(html.length);
    this.flush();
    return gather(this.root.parts);
  }
  get frame() {
    return this.frames.at(-1) ?? this.root;
  }
  addText(text4) {
    const clean = cleanText(text4);
    if (this.preformatted !== void 0) {
      this.preformatted += clean;
      return;
    }
    const folded = clean.replace(/\s+/g, " ");
    const last = this.runs.at(-1);
    if (folded === "" || folded === " " && last?.kind !== "text" && last?.kind !== "reference") {
      return;
    }
    if (last?.kind === "text" && last.style === this.style) last.text += folded;
    else this.runs.push(textRun(folded, this.style));
  }
  addSkipped(source) {
    this.addText(
      source.replace(
        /<\/([^\s>]*)[^>]*>/g,
        (tag, name) => elementNames.has(name) ? "" : tag
      )
    );
  }
  /** A comment proper is no text; the parser also calls other markup declarations so. */
  addComment(source) {
    if (source.startsWith("<!--") && source.endsWith("-->")) return;
    this.addText(/^<!\[CDATA\[([^]*)\]\]>$/.exec(source)?.[1] ?? source);
  }
  /** Ends the paragraph, if one has begun. */
  flush() {
    const { runs } = this;
    if (runs.length === 0) return;
    this.runs = [];
    if (runs.some(isVisible)) this.frame.parts.push({ kind: "paragraph", runs });
  }
  openElement(name, href, tag) {
    const { style } = this;
    const known2 = isCasedAlike(tag, name);
    const container = known2 ? containers.get(name) : void 0;
    const inline = known2 ? inlineElements.get(name) : void 0;
    let close2;
    if (container !== void 0) close2 = this.openContainer(container, name);
    else if (inline === "anchor") close2 = this.openAnchor(href);
    else if (inline !== void 0) close2 = this.openInline(inline);
    else if (breaks.has(name)) close2 = this.addBreak(name);
    else close2 = this.openUnknown(tag);
    this.open.push({ style, close: close2 });
  }
  openInline(inline) {
    if (inline === "superscript") {
      const last = this.runs.at(-1);
      if (last?.kind === "text" && isBase(last.text)) this.addText("^");
    } else if (inline !== "none" && !this.style.code) {
      this.style = { ...this.style, [inline]: true };
      if (inline === "code" && this.style.link === void 0) return this.endCode();
    }
    return nothing2;
  }
  /** Code that is nothing but the name of an operation or error leads there. */
  endCode() {
    const { runs } = this;
    const start = runs.length;
    return () => {
      const run = runs[start];
      if (runs !== this.runs || run?.kind !== "text" || runs.length !== start + 1) return;
      const target = this.link(run.text, true);
      if (target !== void 0 && isLinkTarget(target)) {
        runs.splice(start, 1, { kind: "reference", target });
      }
    };
  }
  addBreak(name) {
    if (this.preformatted !== void 0) {
      this.preformatted += "\n";
    } else if (name === "hr") {
      this.flush();
    } else if (this.runs.at(-1)?.kind === "break") {
      this.runs.pop();
      this.flush();
    } else if (this.runs.length > 0) {
      this.runs.push({ kind: "break" });
    }
    return nothing2;
  }
  /** Without a URL an anchor names an operation or a shape of the same model. */
  openAnchor(href) {
    const url = webAddress(href);
    if (url !== void 0) {
      this.style = { ...this.style, link: { url } };
      return this.endApiReference(url);
    }
    this.style = { ...this.style };
    const { runs } = this;
    const start = runs.length;
    return () => {
      if (runs === this.runs) this.resolveReference(start);
    };
  }
  /** A name that leads to its page in the service's API reference leads to what it names here. */
  endApiReference(url) {
    const page = /\/API_(\w+)\.html$/.exec(url)?.[1];
    if (page === void 0) return nothing2;
    const { runs } = this;
    const start = runs.length;
    return () => {
      if (runs !== this.runs || runs.length !== start + 1) return;
      const [run] = runs.slice(start);
      const isName2 = run?.kind === "text" && run.text.trim() === page;
      if (isName2 && this.link(page, false) !== void 0) this.resolveReference(start);
    };
  }
  resolveReference(start) {
    const named3 = this.runs.slice(start).filter((run) => run.kind === "text");
    if (named3.length === 0 || named3.length < this.runs.length - start) return;
    const text4 = named3.map((run) => run.text).join("");
    const name = text4.trim();
    const target = this.link(name, false);
    const style = named3[0]?.style ?? plain;
    if (target !== void 0 && isLinkTarget(target)) {
      this.runs.splice(start, named3.length, { kind: "reference", target });
    } else if (isIdentifier2(name)) {
      this.runs.splice(start, named3.length, textRun(name, { ...style, code: true }));
    } else {
      return;
    }
    if (text4.startsWith(" ")) this.runs.splice(start, 0, textRun(" "));
    if (text4.endsWith(" ")) this.runs.push(textRun(" "));
  }
  /**
   * Many documents name placeholders and XML elements without escaping them, so that the tag of an
   * unknown element is text: always in code, elsewhere where no end tag follows.
   */
  openUnknown(tag) {
    if (this.preformatted !== void 0 || this.style.code) {
      this.addText(tag);
      return (endTag) => {
        this.addText(endTag);
      };
    }
    const { runs } = this;
    const run = textRun(cleanText(tag).replace(/\s+/g, " "), { ...this.style });
    runs.push(run);
    return (endTag) => {
      if (endTag !== "") runs.splice(runs.lastIndexOf(run), 1);
    };
  }
  openContainer(container, name) {
    this.flush();
    if (container === "section" || this.frames.length > deepest6) return this.endParagraph;
    const frame = { container, name, parts: [] };
    this.frames.push(frame);
    if (container === "preformatted") this.preformatted ??= "";
    return () => {
      this.flush();
      this.frames.pop();
      this.closeFrame(frame);
    };
  }
  closeFrame({ container, name, parts: parts2 }) {
    const target = this.frame.parts;
    switch (container) {
      case "list":
      case "orderedList":
        if (parts2.length > 0) target.push(listOf5(parts2, container === "orderedList"));
        break;
      case "item":
        if (parts2.length > 0) target.push({ kind: "item", blocks: gather(parts2) });
        break;
      case "term":
      case "definition":
        target.push({ kind: container, blocks: gather(parts2) });
        break;
      case "row":
        target.push(rowOf(parts2));
        break;
      case "cell":
      case "headerCell":
        target.push({ kind: "cell", header: container === "headerCell", blocks: gather(parts2) });
        break;
      case "quote":
        if (parts2.length > 0) {
          target.push({ kind: "quote", label: quoteLabel(name), blocks: gather(parts2) });
        }
        break;
      case "title":
      case "heading":
        for (const block of gather(parts2)) {
          if (block.kind !== "paragraph") target.push(block);
          else if (container === "title") append2(target, withTerm(block.runs, []));
          else target.push({ kind: "heading", level: Number(name.charAt(1)), runs: block.runs });
        }
        break;
      case "preformatted":
        append2(target, gather(parts2));
        if (this.preformatted?.trim()) {
          target.push({ kind: "preformatted", text: this.preformatted });
        }
        this.preformatted = void 0;
        break;
      default:
        append2(target, gather(parts2));
    }
  }
};
function nothing2() {
}
function isVisible(run) {
  return run.kind === "reference" || run.kind === "text" && run.text !== " ";
}
function isCasedAlike(tag, name) {
  const start = tag.startsWith("</") ? 2 : 1;
  const written = tag.slice(start, start + name.length);
  return written === name || written === name.toUpperCase();
}
function quoteLabel(name) {
  return name === "blockquote" ? void 0 : name.charAt(0).toUpperCase() + name.slice(1);
}
function webAddress(href) {
  const url = href?.trim();
  if (url === void 0 || !/^https?:\/\/[^/]/i.test(url)) return void 0;
  return cleanText(url).replace(/\n\s*/g, "").replace(/[\s"()*<>[\\\]`{|}]/g, percentEncode);
}
function percentEncode(character) {
  return character.charCodeAt(0) < 128 ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}` : encodeURIComponent(character);
}
function isLinkTarget(target) {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$.#]*$/u.test(target);
}
function isIdentifier2(name) {
  return /^[A-Za-z]\w*(?:[.$#:]\w+)*$/.test(name) && /^[A-Z]|[a-z\d_.$#:][A-Z]/.test(name);
}

// generator/emit/documentation/markdown.ts
function toMarkdown(html, context) {
  return print(
    isHtml(html) ? renderBlocks(read(html, context)) : printCommonMark(readCommonMark(html, context.link))
  );
}
function describe2(html, context) {
  if (!isHtml(html)) {
    const [first3, rest2] = splitCommonMark(readCommonMark(html, context.link));
    return { summary: print(printCommonMark(first3)), rest: print(printCommonMark(rest2)) };
  }
  const blocks = read(html, context);
  const start = blocks.findIndex((block) => block.kind !== "quote");
  const first2 = blocks[start];
  if (first2?.kind !== "paragraph") return { summary: print(renderBlocks(blocks)), rest: "" };
  const [sentence, remainder] = splitFirstSentence(first2.runs);
  const rest = [
    ...blocks.slice(0, start),
    { kind: "paragraph", runs: remainder },
    ...blocks.slice(start + 1)
  ];
  return {
    summary: print(renderBlocks([{ kind: "paragraph", runs: sentence }])),
    rest: print(renderBlocks(rest))
  };
}
function read(html, context) {
  return parseHtml(html, context.link);
}
function print(lines) {
  return keepCommentOpen(squeezeBlankLines(lines.map((line) => line.trimEnd())).join("\n"));
}

// generator/emit/documentation/comment.ts
function docComment(parts2, context) {
  const { summary, rest } = describe2(parts2.html ?? "", context);
  const facts = [toMarkdown(factsOf2(parts2).join(" "), context), modelName2(parts2)].filter((fact) => fact !== "").join(" ");
  const sections = joinable(summary, rest, facts) ? [`${summary} ${facts}`] : [summary, rest, facts];
  const text4 = [...sections, tagsOf(parts2, context).join("\n")].filter((section) => section !== "").join("\n\n");
  return text4 === "" ? void 0 : keepCommentOpen(text4);
}
function factsOf2(parts2) {
  const facts = (parts2.constraints ?? []).map((fact) => fact.replace(/\s+/g, " "));
  if (parts2.recommended === true) facts.push("Recommended.");
  else if (parts2.recommended !== void 0) {
    facts.push(`Recommended: ${parts2.recommended.replace(/\s+/g, " ")}`);
  }
  if (parts2.sensitive === true) facts.push("Sensitive: kept out of messages and logs.");
  return facts;
}
function modelName2({ modelName: modelName3 }) {
  return modelName3 === void 0 ? "" : `Called ${codeSpan(modelName3)} in the model.`;
}
function joinable(summary, rest, facts) {
  return facts !== "" && rest === "" && /[.!?]$/.test(summary) && !`${summary}${facts}`.includes("\n") && !startsBlock(summary) && summary.length + 1 + facts.length <= lineWidth;
}
function tagsOf(parts2, context) {
  const tags = [];
  const add2 = (tag, text4) => tags.push(text4 === "" ? tag : `${tag} ${text4}`);
  if (parts2.deprecated !== void 0) {
    add2("@deprecated", parts2.deprecated === true ? "" : toMarkdown(parts2.deprecated, context));
  }
  for (const { type, html } of parts2.throws ?? []) {
    const text4 = toMarkdown(html ?? "", context);
    add2("@throws", codeSpan(type) + (text4 === "" ? "" : `: ${text4}`));
  }
  for (const { title, documentation, code: code4 } of parts2.examples ?? []) {
    const lines = [toMarkdown(documentation ?? "", context), "", ...codeFence(code4, "ts")];
    add2("@example", onOneLine2(toMarkdown(title, context)));
    tags.push(squeezeBlankLines(lines).join("\n"));
  }
  if (parts2.since !== void 0) add2("@since", onOneLine2(toMarkdown(parts2.since, context)));
  if (parts2.internal === true) tags.push("@internal");
  return tags;
}
function onOneLine2(text4) {
  return text4.replace(/\s+/g, " ");
}

// generator/emit/documentation/docs.ts
function documented(links2, { deprecated, ...documentation }, constraints = [], sensitive = false, examples = []) {
  const targets = /* @__PURE__ */ new Map();
  const text4 = docComment(
    {
      ...documentation,
      constraints,
      sensitive,
      examples,
      deprecated: deprecated && deprecation(deprecated)
    },
    {
      link(name, asCode) {
        const target = links2(name, asCode);
        if (target === void 0) return void 0;
        const { symbol, member } = target;
        const path2 = member === void 0 ? symbol.name : `${symbol.name}.${member}`;
        const other = targets.get(path2);
        if (other && other.symbol.module !== symbol.module) return void 0;
        targets.set(path2, target);
        return path2;
      }
    }
  );
  return text4 === void 0 ? void 0 : linked(text4, targets);
}
function deprecation({ since: since2, message: message2 }) {
  const texts3 = [since2 === void 0 ? "" : `Since ${since2}.`, message2 ?? ""];
  return texts3.filter((text4) => text4 !== "").join(" ") || true;
}
function linked(text4, targets) {
  const parts2 = text4.split(/(?<=\{@link )([^\s}]+)(?=\})/).map((part, index) => {
    const target = index % 2 === 1 ? targets.get(part) : void 0;
    if (target === void 0) return part;
    return code3`${target.symbol}${target.member === void 0 ? "" : `.${target.member}`}`;
  });
  return join3(parts2, "");
}
function summarize(html) {
  return describe2(html, { link: () => void 0 }).summary.replace(/\s+/g, " ");
}
function titleIn(service2) {
  const html = service2.title.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  const text4 = toMarkdown(`<p>${html}</p>`, { link: () => void 0 });
  return keepCommentOpen(text4.replace(/\s+/g, " "));
}
function commentText(doc) {
  if (doc === void 0) return code3``;
  const parts2 = typeof doc === "string" ? [doc] : doc.parts;
  const long2 = parts2.some((part) => typeof part === "string" && part.includes("\n"));
  if (!long2) return code3`/** ${parts2} */\n`;
  const lines = parts2.map(
    (part) => typeof part === "string" ? part.replace(/\n/g, "\n * ") : part
  );
  return code3`/**\n * ${lines}\n */\n`;
}

// generator/emit/endpoint/expression.ts
var functionNames = {
  "aws.isVirtualHostableS3Bucket": "isVirtualHostableS3Bucket",
  "aws.parseArn": "parseArn",
  isValidHostLabel: "isValidHostLabel",
  parseURL: "parseURL",
  split: "split",
  substring: "substring",
  uriEncode: "uriEncode"
};
function printExpression(expression, context) {
  const print2 = (inner2) => printExpression(inner2, context);
  const operand = (inner2) => printOperand(inner2, context);
  switch (expression.kind) {
    case "literal":
      return code3`${printConstant(expression.value)}`;
    case "reference":
      return code3`${nameOf2(expression.variable.id, context.names.variables)}`;
    case "template":
      return code3`\`${expression.parts.map(
        (part) => part.kind === "literal" ? templateText(String(part.value)) : ["${", print2(part), "}"]
      )}\``;
    case "attribute":
      return expression.type === "partition" ? printPartitionAttribute(expression.of, expression.name, context) : code3`${operand(expression.of)}${propertyAccess(expression.name)}`;
    case "item":
      return expression.index < 0 ? code3`${operand(expression.of)}.at(${expression.index})` : code3`${operand(expression.of)}[${expression.index}]`;
    case "isSet":
      return code3`${operand(expression.of)} !== undefined`;
    case "not":
      return printNegation(expression.of, context);
    case "and":
      return join3(
        expression.of.map((part) => binds(part) ? print2(part) : operand(part)),
        " && "
      );
    case "or":
      return join3(
        expression.of.map((part) => binds(part) ? print2(part) : operand(part)),
        " || "
      );
    case "equals":
      return code3`${operand(expression.left)} === ${operand(expression.right)}`;
    case "coalesce":
      return join3(expression.of.map(operand), " ?? ");
    case "choose":
      return code3`${operand(expression.test)} ? ${operand(expression.then)} : ${operand(expression.otherwise)}`;
    case "call": {
      const args = join3(expression.arguments.map(print2), ", ");
      if (expression.function === "aws.partition") {
        return code3`partitions.find(([regions]) => regions.test(${args}))!`;
      }
      return code3`${runtime2("endpoints/functions", functionNames[expression.function])}(${args})`;
    }
  }
}
function printConstant(value2) {
  if (typeof value2 === "string") return literal2(value2);
  return typeof value2 === "object" ? `[${value2.map(literal2).join(", ")}]` : String(value2);
}
function printNegation(test, context) {
  const operand = (inner2) => printOperand(inner2, context);
  if (test.kind === "isSet") return code3`${operand(test.of)} === undefined`;
  if (test.kind === "equals") return code3`${operand(test.left)} !== ${operand(test.right)}`;
  return code3`!${operand(test)}`;
}
function binds({ kind: kind2 }) {
  return kind2 === "isSet" || kind2 === "not" || kind2 === "equals";
}
function printOperand(expression, context) {
  const printed = printExpression(expression, context);
  switch (expression.kind) {
    case "isSet":
    case "not":
    case "and":
    case "or":
    case "equals":
    case "coalesce":
    case "choose":
      return code3`(${printed})`;
    default:
      return printed;
  }
}
function printPartitionAttribute(of, name, context) {
  if (of.kind === "reference") {
    const locals = context.names.partitions.get(of.variable.id) ?? /* @__PURE__ */ new Map();
    return code3`${nameOf2(name, locals)}`;
  }
  return code3`${printOperand(of, context)}[${context.partition.indexOf(name) + 1}]`;
}
function nameOf2(key3, names2) {
  const name = names2.get(key3);
  if (name === void 0) throw new Error(`An endpoint program uses ${String(key3)} undeclared.`);
  return name;
}
function templateText(text4) {
  return literal2(text4).slice(1, -1).replace(/\\.|`|\$\{/g, (token3) => {
    if (token3 === '\\"') return '"';
    return token3 === "`" || token3 === "${" ? `\\${token3}` : token3;
  });
}
function fitsLine(line) {
  const widths2 = line.parts.map((part) => (typeof part === "string" ? part : part.name).length);
  return widths2.reduce((sum, width2) => sum + width2, 0) <= 100;
}

// generator/emit/endpoint/names.ts
function localNames(taken) {
  return { variables: /* @__PURE__ */ new Map(), partitions: /* @__PURE__ */ new Map(), taken: /* @__PURE__ */ new Set(["undefined", ...taken]) };
}
function declare(names2, variable, wanted = variable.name) {
  const name = freeName(wanted, names2.taken);
  const variables = new Map([...names2.variables, [variable.id, name]]);
  return [name, { ...names2, variables, taken: /* @__PURE__ */ new Set([...names2.taken, name]) }];
}
function declarePartition(names2, variable, attributes2) {
  const taken = new Set(names2.taken);
  const locals = /* @__PURE__ */ new Map();
  for (const attribute2 of attributes2) {
    const long2 = variable.name + attribute2.charAt(0).toUpperCase() + attribute2.slice(1);
    const name = freeName(taken.has(attribute2) ? long2 : attribute2, taken);
    taken.add(name);
    locals.set(attribute2, name);
  }
  const partitions = new Map([...names2.partitions, [variable.id, locals]]);
  return [locals, { ...names2, partitions, taken }];
}
function freeName(wanted, taken) {
  const name = /^[A-Z]/.test(wanted) ? wanted : localName(wanted);
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}${n}`;
  return free;
}

// generator/emit/endpoint/partition.ts
function attributesIn(block, variable) {
  const used = /* @__PURE__ */ new Set();
  const visit = (expression) => {
    if (expression.kind === "attribute" && expression.type === "partition") {
      const { of } = expression;
      const matches = of.kind === "reference" && of.variable.id === variable?.id;
      if (!variable || matches) used.add(expression.name);
    }
    operandsOf(expression).forEach(visit);
  };
  expressionsOf(block).forEach(visit);
  return [...partitionAttributes.keys()].filter((name) => used.has(name));
}
function partitionTable(attributes2) {
  const types2 = attributes2.map((name) => `${name}: ${typeof defaultPartition[name]}`);
  const valuesOf2 = (partition) => attributes2.map((name) => printConstant(partition[name])).join(", ");
  const fallback = valuesOf2(defaultPartition);
  const rows = /* @__PURE__ */ new Map();
  for (const partition of otherPartitions) {
    const values = valuesOf2(partition);
    if (values !== fallback) rows.set(values, [...rows.get(values) ?? [], partition]);
  }
  const lines = [...rows].map(([values, partitions]) => `[${pattern(partitions)}, ${values}],
`);
  return code3`/** What the rules look at of partitions, by the names of their regions; the last has all others. */
const partitions: readonly (readonly [${join3(["regions: RegExp", ...types2], ", ")}])[] = [
${lines}[/^/, ${fallback}],
];`;
}
function pattern(partitions) {
  const names2 = partitions.flatMap(({ regions, otherRegions }) => [regions, ...otherRegions]);
  return names2.length === 1 ? `/^${names2.join("")}$/` : `/^(${names2.join("|")})$/`;
}

// generator/emit/endpoint/block.ts
function printBlock(block, indent, context) {
  const lines = [];
  let { names: names2 } = context;
  for (const [index, statement] of block.entries()) {
    if (statement.kind === "bind") {
      const rest = block.slice(index + 1);
      const bound = printBind(statement.variable, statement.value, { ...context, names: names2 }, rest);
      names2 = bound.names;
      lines.push(code3`${indent}${bound.code}`);
    } else {
      for (const line of printStatement(statement, indent, { ...context, names: names2 })) lines.push(line);
    }
  }
  return lines;
}
function printStatement(statement, indent, context) {
  switch (statement.kind) {
    case "if": {
      const head = code3`${indent}if (${printExpression(statement.test, context)})`;
      const [only] = statement.then;
      if (only && only.kind !== "if" && only.kind !== "bind") {
        const line = code3`${head} ${printStatement(only, "", context)}`;
        if (fitsLine(line)) return [line];
      }
      const lines = printBlock(statement.then, `${indent}  `, context);
      return [code3`${head} {`, ...lines, code3`${indent}}`];
    }
    case "error": {
      const message2 = printExpression(statement.message, context);
      return [code3`${indent}${runtime2("contract/endpoint", "misconfigured")}(${message2});`];
    }
    case "resolve": {
      const values = statement.arguments.map((each2) => printExpression(each2, context));
      return [code3`${indent}return ${statement.function}(${join3(values, ", ")});`];
    }
    case "endpoint":
      return [code3`${indent}return ${printEndpoint(statement, context)};`];
  }
}
function printBind(variable, value2, context, rest) {
  const printed = printExpression(value2, context);
  if (value2.kind !== "call" || value2.function !== "aws.partition") {
    const [name, names3] = declare(context.names, variable);
    return { code: code3`const ${name} = ${printed};`, names: names3 };
  }
  const used = attributesIn(rest, variable);
  const [locals, names2] = declarePartition(context.names, variable, used);
  const last = context.partition.findLastIndex((name) => locals.has(name));
  const pattern2 = context.partition.slice(0, last + 1).map((name) => locals.get(name) ?? "");
  return { code: code3`const [, ${pattern2.join(", ")}] = ${printed};`, names: names2 };
}
function printEndpoint(result3, context) {
  const fields = [code3`url: ${printExpression(result3.url, context)}`];
  if (result3.headers.length > 0) {
    const headers = result3.headers.map(([name, values]) => [
      name,
      { kind: "list", items: values }
    ]);
    fields.push(code3`headers: ${printProperty({ kind: "record", entries: headers }, context)}`);
  }
  if (result3.properties.length > 0) {
    const properties3 = { kind: "record", entries: result3.properties };
    fields.push(code3`properties: ${printProperty(properties3, context)}`);
  }
  return code3`{ ${join3(fields, ", ")} }`;
}
function printProperty(property3, context) {
  const print2 = (inner2) => printProperty(inner2, context);
  if (property3.kind === "list") return code3`[${join3(property3.items.map(print2), ", ")}]`;
  if (property3.kind !== "record") return printExpression(property3, context);
  const entries2 = property3.entries.map(([name, value2]) => [
    propertyKey(name),
    ": ",
    print2(value2)
  ]);
  return entries2.length > 0 ? code3`{ ${join3(entries2, ", ")} }` : code3`{}`;
}

// generator/emit/endpoint/program.ts
function endpointNames({ functions }) {
  return [...ownNames, ...functions.map(({ name }) => name)];
}
var ownNames = ["resolveEndpoint", "partitions", "ServiceEndpointParameters"];
function emitEndpointFunction(program, bound = /* @__PURE__ */ new Set()) {
  const declared2 = program.parameters.filter(
    ({ property: property3 }) => !commonParameters.has(property3) || bound.has(property3)
  );
  const attributes2 = attributesIn(wholeOf(program));
  const result3 = hasDetails(program) ? runtimeType("endpoints/details", "DetailedEndpoint") : runtimeType("contract/endpoint", "Endpoint");
  const ownFunctions = [...Object.values(functionNames), "misconfigured", "regions"];
  const taken = [...endpointNames(program), ...ownFunctions];
  const { parameters: parameters2, names: names2 } = printParameters(program, localNames(taken));
  const lines = printBlock(program.body, "  ", { names: names2, partition: attributes2 });
  const functions = program.functions.map((each2) => {
    const printed = printFunctionParameters(each2, localNames(taken), settingNames(program));
    const body = printBlock(each2.body, "  ", { names: printed.names, partition: attributes2 });
    return code3`function ${each2.name}(${printed.code}): ${result3} {
${join3(body, "\n")}
}`;
  });
  return [
    ...declared2.length > 0 ? [printInterface(declared2)] : [],
    ...attributes2.length > 0 ? [partitionTable(attributes2)] : [],
    code3`/**
 * Finds the endpoint, by the rules of the model.
 *
 * @throws ConfigError where the parameters contradict each other, or are not enough
 */
export function resolveEndpoint(${parameters2}): ${result3} {
${join3(lines, "\n")}
}`,
    ...functions
  ];
}
function hasOwnParameters({ parameters: parameters2 }) {
  return parameters2.some(({ property: property3 }) => !commonParameters.has(property3));
}
function printParameters(program, start) {
  const used = program.parameters.filter(
    ({ variable }) => countInBlock(variable, program.body) > 0
  );
  const region = used.find(({ property: property3 }) => property3 === "Region");
  const given = region?.variable ?? { name: "region", id: -1 };
  const [regionName, withRegion] = declare(start, given, "region");
  let names2 = withRegion;
  const fieldsOf = (common3) => used.filter((each2) => each2 !== region && commonParameters.has(each2.property) === common3).map(({ variable, property: property3, default: fallback }) => {
    const key3 = commonParameters.get(property3)?.setting ?? property3;
    const [name, declared2] = declare(names2, variable, common3 ? key3 : void 0);
    names2 = declared2;
    const tested = fallback === false && isOnlyTested(variable, program.body);
    return printField(key3, name, tested ? void 0 : fallback);
  });
  const settings2 = fieldsOf(true);
  const own3 = fieldsOf(false);
  const all = [
    [region !== void 0, printRegion(regionName, region)],
    [
      settings2.length > 0,
      code3`${printFields("_config", settings2)}: ${runtimeType("contract/config", "ClientConfig")}`
    ],
    [hasOwnParameters(program), code3`${printFields("_own", own3)}: ServiceEndpointParameters`]
  ];
  const last = all.findLastIndex(([needed3]) => needed3);
  const printed = all.slice(0, last + 1).map(([, each2]) => each2);
  return { parameters: join3(printed, ", "), names: names2 };
}
function printRegion(name, parameter) {
  if (!parameter) return code3`_${name}: string | undefined`;
  const { isSet, default: fallback } = parameter;
  if (isSet) return code3`${name}: string`;
  return code3`${name}: string | undefined${fallback === void 0 ? "" : ` = ${printConstant(fallback)}`}`;
}
function printFields(unused, fields) {
  return fields.length > 0 ? code3`{ ${join3(fields, ", ")} }` : code3`${unused}`;
}
function wholeOf({ body, functions }) {
  return [...body, ...functions.flatMap((each2) => each2.body)];
}
function hasDetails(program) {
  return resultsIn(wholeOf(program)).some(
    ({ headers, properties: properties3 }) => headers.length + properties3.length > 0
  );
}
function resultsIn(block) {
  return block.flatMap((statement) => {
    if (statement.kind === "if") return resultsIn(statement.then);
    return statement.kind === "endpoint" ? [statement] : [];
  });
}
var recordTypes = { URL: "ParsedUrl", ARN: "ParsedArn" };
function printType(type) {
  if (type === "URL" || type === "ARN") {
    return code3`${runtimeType("endpoints/functions", recordTypes[type])}`;
  }
  return code3`${type === "stringArray" ? parameterTypes2[type] : type}`;
}
function settingNames({ parameters: parameters2 }) {
  return new Map(
    parameters2.flatMap(({ property: property3, variable }) => {
      const common3 = commonParameters.get(property3);
      return common3 ? [[variable.id, common3.setting]] : [];
    })
  );
}
function printFunctionParameters({ parameters: parameters2 }, start, settings2) {
  let names2 = start;
  const printed = [];
  const partitions = /* @__PURE__ */ new Map();
  for (const parameter of parameters2) {
    const { variable, attribute: attribute2, type, optional } = parameter;
    if (attribute2 !== void 0) {
      partitions.set(variable.id, [...partitions.get(variable.id) ?? [], parameter]);
      continue;
    }
    const [name, declared2] = declare(names2, variable, settings2.get(variable.id));
    names2 = declared2;
    printed.push(code3`${name}: ${printType(type)}${optional ? " | undefined" : ""}`);
  }
  for (const group of partitions.values()) {
    const [first2] = group;
    const attributes2 = group.flatMap(({ attribute: attribute2 }) => attribute2 ?? []);
    const [locals, declared2] = declarePartition(names2, first2.variable, attributes2);
    names2 = declared2;
    for (const { attribute: attribute2 = "", type } of group) {
      printed.push(code3`${locals.get(attribute2) ?? ""}: ${printType(type)}`);
    }
  }
  return { code: join3(printed, ", "), names: names2 };
}
function printField(property3, name, fallback) {
  const key3 = propertyKey(property3);
  const field2 = key3 === name ? name : `${key3}: ${name}`;
  return code3`${field2}${fallback === void 0 ? "" : ` = ${printConstant(fallback)}`}`;
}
var parameterTypes2 = {
  string: "string",
  boolean: "boolean",
  stringArray: "readonly string[]"
};
function printInterface(parameters2) {
  const properties3 = parameters2.map(({ property: property3, type, documentation, deprecated }) => {
    const doc = docComment(
      { html: documentation, deprecated: deprecated === "" ? true : deprecated },
      { link: () => void 0 }
    );
    return code3`${commentText(doc)}readonly ${propertyKey(property3)}?: ${parameterTypes2[type]} | undefined;\n`;
  });
  return code3`/** What the endpoint rules of this service decide by. */
export interface ServiceEndpointParameters {
${properties3}}`;
}

// generator/emit/endpoint/module.ts
var resolveEndpoint = {
  kind: "symbol",
  name: "resolveEndpoint",
  module: "endpoint"
};
var parametersType = {
  kind: "symbol",
  name: "ServiceEndpointParameters",
  module: "endpoint",
  typeOnly: true
};
function endpointModule(service2, endpoints) {
  const statements = endpoints ? emitEndpointFunction(endpoints.program, boundSettings(endpoints.bindings)) : [
    code3`/** The endpoint of the configuration: the model knows none. */
export function resolveEndpoint(_region: string | undefined, { endpoint }: ${runtimeType("contract/config", "ClientConfig")}): ${runtimeType("contract/endpoint", "Endpoint")} {
  if (endpoint !== undefined) return { url: endpoint };
  ${runtime2("contract/endpoint", "misconfigured")}("Set endpoint: the service has none of its own");
}`
  ];
  return {
    path: "endpoint",
    source: service2.shape,
    declarations: statements.map((statement) => ({
      kind: "statement",
      names: endpoints ? endpointNames(endpoints.program) : ["resolveEndpoint"],
      code: statement
    }))
  };
}
function boundSettings({ operations }) {
  const bound = [...operations.values()].flatMap((sources) => [...sources.keys()]);
  return new Set(bound.filter((property3) => commonParameters.has(property3)));
}

// generator/emit/endpoint/client.ts
function endpointSettings({ endpoints }) {
  const properties3 = [...endpoints?.bindings.client.values() ?? []].flatMap(
    (setting) => {
      if (setting.kind !== "config") return [accountIdSetting];
      if (setting.common) return [];
      return [
        {
          name: setting.name,
          type: code3`${parameterTypes2[setting.type]} | undefined`,
          optional: true,
          doc: documented(() => void 0, { html: setting.documentation })
        }
      ];
    }
  );
  const byName = new Map(properties3.map((property3) => [property3.name, property3]));
  return [...byName.values()].sort((a, b) => a.name < b.name ? -1 : 1);
}
var accountIdSetting = {
  name: "accountIdEndpointMode",
  type: code3`${runtimeType("endpoints/accountId", "AccountIdEndpointMode")} | undefined`,
  optional: true,
  doc: "Whether to use endpoints of the credentials' account: where it is known (`preferred`), always\n(`required`), or never (`disabled`). By default `AWS_ACCOUNT_ID_ENDPOINT_MODE`, or `preferred`."
};
function endpointFinder({ endpoints }) {
  if (!endpoints) return resolveEndpoint;
  const { bindings: bindings4, program } = endpoints;
  const details = hasDetails(program);
  const perCall = [...bindings4.operations.values()].some(({ size: size2 }) => size2 > 0);
  if (!details && !perCall && bindings4.client.size === 0) return resolveEndpoint;
  const asksAccount = [...bindings4.client.values()].some(({ kind: kind2 }) => kind2 === "accountId");
  const ofInput = code3`${runtime2("endpoints/input", "inputParameters")}<${parametersType}>(operation, input)`;
  const bound = boundSettings(bindings4);
  const shared = sharedProperties(bindings4);
  const named3 = bound.size + shared.size > 0;
  const valueOf2 = (property3) => {
    const setting = bindings4.client.get(property3);
    return [
      ...bound.has(property3) || shared.has(property3) ? [code3`own${optionalAccess(property3)}`] : [],
      ...setting ? [printSetting(setting)] : []
    ];
  };
  const common3 = [...commonParameters].flatMap(([property3, { setting }]) => {
    const values = valueOf2(property3);
    const base = setting === "region" ? setting : `config.${setting}`;
    return values.length > 0 ? [{ setting, value: join3([...values, base], " ?? ") }] : [];
  });
  const region = common3.find(({ setting }) => setting === "region")?.value ?? "region";
  const settings2 = common3.filter(({ setting }) => setting !== "region");
  const config = code3`{ ...config, ${join3(
    settings2.map(({ setting, value: value2 }) => code3`${setting}: ${value2}`),
    ", "
  )} }`;
  const own3 = [
    ...perCall ? [code3`...${named3 ? "own" : ofInput},`] : [],
    ...[.../* @__PURE__ */ new Set([...bindings4.client.keys(), ...shared])].filter((property3) => !commonParameters.has(property3)).sort().map((property3) => code3`${propertyKey(property3)}: ${join3(valueOf2(property3), " ?? ")},`)
  ];
  const arguments_ = [
    region,
    settings2.length > 0 ? config : "config",
    ...hasOwnParameters(program) ? [code3`{\n${join3(own3, "\n")}\n}`] : []
  ];
  const found = code3`${resolveEndpoint}(${join3(arguments_, ", ")})`;
  const result3 = details ? code3`${runtime2("endpoints/destination", "destinationOf")}(${found}, request)` : found;
  return code3`${asksAccount ? "async " : ""}(${printParameters2([
    ["region", true],
    ["config", true],
    ["operation", perCall],
    ["input", perCall],
    ["identity", asksAccount],
    ["request", details]
  ])}) =>
${named3 ? code3`{\nconst own = ${ofInput};\nreturn ${result3};\n}` : result3}`;
}
function printParameters2(parameters2) {
  return parameters2.slice(0, parameters2.findLastIndex(([, used]) => used) + 1).map(([name, used]) => used ? name : `_${name}`).join(", ");
}
function sharedProperties({ client, operations }) {
  const bound = [...operations.values()].flatMap((sources) => [...sources.keys()]);
  return new Set(bound.filter((property3) => client.has(property3)));
}
function printSetting(setting) {
  switch (setting.kind) {
    case "config":
      return code3`config${propertyAccess(setting.name)}`;
    case "accountId":
      return code3`await ${runtime2("endpoints/accountId", "accountId")}(config, identity)`;
    case "accountIdEndpointMode":
      return code3`${runtime2("endpoints/accountId", "accountIdEndpointMode")}(config)`;
  }
}

// generator/emit/finishing.ts
function clientSettings2(context) {
  return [
    ...endpointSettings(context),
    ...context.service.operations.some(({ compressed }) => compressed) ? compressionSettings : []
  ];
}
var compressionSettings = [
  {
    name: "disableRequestCompression",
    type: code3`boolean | undefined`,
    optional: true,
    doc: "Send all requests uncompressed. By default `AWS_DISABLE_REQUEST_COMPRESSION`, or `false`."
  },
  {
    name: "requestMinCompressionSizeBytes",
    type: code3`number | undefined`,
    optional: true,
    doc: "How large a body has to be to be compressed, from 0 to 10,485,760 bytes. By default\n`AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`, or 10,240."
  }
];
function serviceTypes(context, config) {
  const own3 = clientSettings2(context).length > 0 ? `, ${config}` : "";
  return code3`${literal2(context.service.clientName)}${own3}`;
}
function resolveEndpointEntry(context) {
  const { operations } = context.service;
  const finishers = [
    ...operations.some((each2) => each2.hostPrefix) ? [runtime2("endpoints/hostPrefix", "hostPrefix")] : [],
    ...operations.some(({ endpointMember }) => endpointMember !== void 0) ? [runtime2("services/machineLearning", "inputEndpoint")] : [],
    ...operations.some(({ compressed }) => compressed) ? [runtime2("streams/compression", "compressing")] : [],
    // Last, as it is of the body that is sent.
    ...operations.some(({ checksumRequired }) => checksumRequired) ? [runtime2("streams/contentMd5", "contentMd5")] : []
  ];
  const finder = endpointFinder(context);
  if (finishers.length === 0 && finder.kind === "symbol") return code3`${finder}`;
  const finished = finishers.reduce(
    (inner2, finisher) => code3`${finisher}(${inner2})`,
    code3`${finder}`
  );
  return code3`resolveEndpoint: ${finished}`;
}

// generator/emit/documentation/links.ts
function linksOf(context) {
  return (name, asCode) => {
    const [, shape = "", member] = reference.exec(name) ?? [];
    const named3 = indexOf(context.service).get(shape);
    if (asCode && (member !== void 0 || !severalWords.test(name))) return void 0;
    switch (named3?.kind) {
      case "operation":
        if (member !== void 0) return memberOf4(context, named3.operation.input ?? "", member);
        return { symbol: { ...operationFunction(named3.operation), typeOnly: true } };
      case "error":
        return member === void 0 ? { symbol: errorType(named3.error) } : void 0;
      case "enum":
        if (asCode || member !== void 0) return void 0;
        return { symbol: enumType(context, named3.enum.shape) };
      case "structure":
        if (member !== void 0) return memberOf4(context, named3.structure.shape, member);
        return asCode ? void 0 : { symbol: structureType(context, named3.structure.shape) };
      case void 0:
        return void 0;
    }
  };
}
function commandLinks(service2) {
  const local = (name) => ({
    symbol: { kind: "symbol", name, module: "smithy" }
  });
  return (name, asCode) => {
    if (asCode && !severalWords.test(name)) return void 0;
    const named3 = indexOf(service2).get(name);
    if (named3?.kind === "operation") return local(named3.operation.commandName);
    return named3?.kind === "error" ? local(named3.error.name) : void 0;
  };
}
function memberOf4(context, id, member) {
  const structure3 = context.service.structures.get(id);
  const known2 = structure3?.members.some(({ name }) => name === member);
  if (structure3?.kind !== "structure" || !known2) return void 0;
  return { symbol: structureType(context, id), member };
}
var reference = /^(?:[\w.]+#)?([A-Za-z]\w*)(?:(?:\$|\.|::?)([A-Za-z_]\w*))?$/;
var severalWords = /^[A-Z]\w*?[a-z\d][A-Z]/;
var indexes = /* @__PURE__ */ new WeakMap();
function indexOf(service2) {
  const known2 = indexes.get(service2);
  if (known2) return known2;
  const index = /* @__PURE__ */ new Map();
  for (const structure3 of service2.structures.values()) {
    index.set(shapeName2(structure3.shape), { kind: "structure", structure: structure3 });
  }
  for (const shape of service2.enums.values()) {
    index.set(shapeName2(shape.shape), { kind: "enum", enum: shape });
  }
  for (const error2 of service2.errors.values()) {
    index.set(shapeName2(error2.shape), { kind: "error", error: error2 });
  }
  for (const operation2 of service2.operations) {
    if (!operation2.typesOnly)
      index.set(shapeName2(operation2.shape), { kind: "operation", operation: operation2 });
  }
  indexes.set(service2, index);
  return index;
}

// generator/emit/givingWay.ts
function givingWay(module, symbols, taken) {
  return {
    kind: "reExport",
    module,
    symbols: symbols.map((symbol) => {
      if (!taken.has(symbol.name)) return symbol;
      let alias = `${symbol.name}_`;
      while (taken.has(alias)) alias += "_";
      return { ...symbol, alias };
    })
  };
}

// generator/emit/documentation/constraints.ts
function constraintTexts(type) {
  if (!("constraints" in type)) return [];
  const { length, range, pattern: pattern2, unique } = type.constraints;
  return [
    ...type.kind === "bigDecimal" ? ["A decimal number of any precision, as text."] : [],
    ...length ? [`${between(length)} ${units(type, length)}.`] : [],
    ...range ? [`${between(range)}.`] : [],
    ...unique ? ["No item twice."] : [],
    ...pattern2 === void 0 ? [] : [`Matches \`${pattern2}\`.`]
  ];
}
function between({ min, max }) {
  if (min === max) return `Exactly ${min ?? 0}`;
  if (max === void 0) return `At least ${min ?? 0}`;
  return min === void 0 || min === 0 ? `At most ${max}` : `${min} to ${max}`;
}
function units(type, { min, max }) {
  const one2 = (max ?? min) === 1;
  switch (type.kind) {
    case "blob":
      return one2 ? "byte" : "bytes";
    case "list":
      return one2 ? "item" : "items";
    case "map":
      return one2 ? "entry" : "entries";
    default:
      return one2 ? "character" : "characters";
  }
}

// generator/emit/types.ts
function typeCode(context, type, direction) {
  switch (type.kind) {
    case "string":
      return code3`string`;
    case "bigDecimal":
      return code3`string`;
    case "boolean":
      return code3`boolean`;
    case "integer":
    case "float":
      return code3`number`;
    case "long":
      return code3`${type.as}`;
    case "bigInteger":
      return code3`bigint`;
    case "blob":
      return direction === "input" ? code3`${globalType("Uint8Array")}` : code3`${runtimeType("contract/bytes", "Bytes")}`;
    case "timestamp":
      return code3`${globalType("Date")}`;
    case "document":
      return code3`${runtimeType("contract/document", "JsonValue")}`;
    case "unit":
      return code3`${runtimeType("contract/result", "Unit")}`;
    case "enum":
    case "intEnum":
      return code3`${enumType(context, type.shape)}`;
    case "structure":
      return code3`${structureType(context, type.shape)}`;
    case "union": {
      const union2 = structureType(context, type.shape);
      return type.stream ? code3`${globalType("AsyncIterable")}<${union2}>` : code3`${union2}`;
    }
    case "list": {
      const item = typeCode(context, type.item, direction);
      return type.sparse ? code3`(${item} | null)[]` : code3`${item}[]`;
    }
    case "map": {
      const value2 = typeCode(context, type.value, direction);
      const record2 = globalType("Record");
      return type.sparse ? code3`${record2}<string, ${value2} | null>` : code3`${record2}<string, ${value2}>`;
    }
  }
}
function structureDeclaration(context, structure3) {
  return {
    kind: "interface",
    name: structure3.name,
    doc: documented(linksOf(context), structure3.documentation),
    properties: structure3.members.map(
      (member) => property2(context, member, structure3.direction, isOptional(member, structure3.direction))
    )
  };
}
function property2(context, member, direction, optional) {
  const type = typeCode(context, member.type, direction);
  return {
    name: member.name,
    type: optional ? code3`${type} | undefined` : type,
    optional,
    doc: documented(
      linksOf(context),
      member.documentation,
      constraintTexts(member.type),
      member.sensitive
    )
  };
}
function errorDataType(context, members2) {
  const properties3 = members2.map((member) => {
    const isAbsent = isOptional(member, "output");
    const { name, type, optional, doc } = property2(context, member, "output", isAbsent);
    return code3`${commentText(doc)}readonly ${propertyKey(name)}${optional ? "?" : ""}: ${type};`;
  });
  return code3`{\n${join3(properties3, "\n")}\n}`;
}
function unionDeclaration(context, union2) {
  const names2 = [...union2.members.map(({ name }) => name), "$unknown"];
  const arm = (name, type, doc = "") => {
    const others = names2.filter((other) => other !== name && !isInherited(other));
    const absent2 = others.map((other) => code3`${propertyKey(other)}?: never;`);
    return code3`| { ${doc}${propertyKey(name)}: ${type}; ${join3(absent2, " ")} }`;
  };
  const arms = union2.members.map((member) => {
    const { name, type, doc } = property2(context, member, union2.direction, false);
    return arm(name, type, commentText(doc));
  });
  return {
    kind: "typeAlias",
    name: union2.name,
    doc: documented(linksOf(context), union2.documentation),
    type: join3([...arms, arm("$unknown", code3`[name: string, value: unknown]`)], "\n")
  };
}
function enumDeclarations(context, shape) {
  const doc = documented(linksOf(context), shape.documentation);
  const value2 = (of) => typeof of === "string" ? literal2(of) : String(of);
  const open = shape.kind === "enum" ? "(string & {})" : "(number & {})";
  const entries2 = shape.values.map((entry) => {
    const comment = commentText(documented(() => void 0, entry.documentation));
    return code3`${comment}${propertyKey(entry.name)}: ${value2(entry.value)},`;
  });
  return [
    {
      kind: "const",
      name: shape.name,
      exported: true,
      doc,
      value: code3`{\n${join3(entries2, "\n")}\n} as const`
    },
    {
      kind: "typeAlias",
      name: shape.name,
      doc,
      type: join3([...shape.values.map((entry) => value2(entry.value)), open], " | ")
    }
  ];
}
function isInherited(name) {
  return name in Object.prototype && name !== "__proto__";
}

// generator/emit/bridge.ts
var bearer = templateType("smithy/exceptions", "MetadataBearer");
function bridgeModule(context) {
  const { service: service2 } = context;
  const declarations2 = [
    ...clientDeclarations(context),
    ...service2.operations.flatMap((operation2) => commandDeclarations(context, operation2)),
    ...exceptionDeclarations(context)
  ];
  const shapes = reExports(context, declarations2);
  const taken = /* @__PURE__ */ new Set([
    ...declarations2.flatMap(declaredNames),
    ...shapes.flatMap(({ symbols }) => symbols.map(({ name }) => name))
  ]);
  return {
    path: "smithy",
    source: service2.shape,
    declarations: [
      ...shapes,
      ...Object.entries(templateExports).map(([name, types2]) => {
        const module = `smithy/${name}`;
        const symbols = types2.map((type) => templateType(module, type));
        return givingWay(module, symbols, taken);
      }),
      ...[callerTypes(service2)].filter((types2) => types2.length > 0).map((types2) => givingWay(runtimeIndex, types2, taken)),
      ...declarations2
    ]
  };
}
var templateExports = {
  bridge: ["ServiceClientResolvedConfig"],
  exceptions: ["ExceptionOptions", "MetadataBearer", "ResponseMetadata"],
  config: ["Logger", "ResolvedSettings"],
  http: [
    "EndpointParts",
    "HandlerOptions",
    "RequestHandler",
    "RequestHandlerOptions",
    "SdkRequest",
    "SdkResponse",
    "SendOptions"
  ],
  strategy: ["RetryToken", "SdkError", "SdkRetryStrategy"]
};
function classDeclaration(name, parent, members2, doc) {
  return {
    kind: "statement",
    names: [name],
    exports: [name],
    code: code3`${commentText(doc)}export class ${name} extends ${parent} {\n${join3(members2, "\n")}\n}`
  };
}
function clientDeclarations(context) {
  const { service: service2 } = context;
  const client = `${service2.clientName}Client`;
  return [
    classDeclaration(
      client,
      code3`${template("smithy/bridge", "ServiceClient")}<ServiceInputTypes, ServiceOutputTypes>`,
      [
        code3`constructor(config: ${client}Config = {}) {
super(${{ kind: "symbol", name: "service", module: "client" }}, ${literal2(service2.version)}, config, exceptions);
}`
      ],
      `A client of ${titleIn(service2)} as in AWS SDK v3: \`send\` takes commands, and throws.`
    ),
    {
      kind: "interface",
      name: `${client}Config`,
      doc: `How a {@link ${client}} is set up.`,
      extends: [code3`${templateType("smithy/config", "ServiceClientConfig")}`],
      properties: clientSettings2(context)
    },
    {
      kind: "interface",
      name: `${client}ResolvedConfig`,
      doc: `How a {@link ${client}} has been set up.`,
      extends: [code3`${templateType("smithy/bridge", "ServiceClientResolvedConfig")}`],
      properties: []
    },
    {
      kind: "statement",
      names: ["Command"],
      code: code3`abstract class Command<
  Input extends ServiceInputTypes,
  Output extends ServiceOutputTypes,
> extends ${template("smithy/bridge", "ServiceCommand")}<Input, Output, ServiceInputTypes, ServiceOutputTypes> {}`
    },
    {
      kind: "typeAlias",
      name: "ServiceInputTypes",
      type: join3(
        service2.operations.map(({ commandInputName }) => commandInputName),
        " | "
      )
    },
    {
      kind: "typeAlias",
      name: "ServiceOutputTypes",
      type: join3(
        service2.operations.map(({ commandOutputName }) => commandOutputName),
        " | "
      )
    }
  ];
}
function commandDeclarations(context, operation2) {
  const { service: service2 } = context;
  const { commandName, commandInputName, commandOutputName } = operation2;
  const { html = "", deprecated, internal } = operation2.documentation;
  const doc = [
    summarize(html),
    documented(commandLinks(service2), { deprecated, internal }) ?? ""
  ].filter((part) => part !== "");
  const optional = !membersOf2(service2, operation2.input).some(
    (member) => !isOptional(member, "input")
  );
  const sensitive = sensitiveMembers(service2, operation2);
  const listed2 = sensitive.length === 0 ? "" : `, [${sensitive.map(literal2).join(", ")}]`;
  return [
    {
      kind: "interface",
      name: commandInputName,
      extends: [code3`${inputType(context, operation2)}`],
      properties: []
    },
    {
      kind: "interface",
      name: commandOutputName,
      extends: operation2.output ? [code3`${outputType(context, operation2)}`, code3`${bearer}`] : [code3`${bearer}`],
      properties: []
    },
    classDeclaration(
      commandName,
      code3`Command<${commandInputName}, ${commandOutputName}>`,
      [
        code3`constructor(input${optional ? "?" : ""}: ${commandInputName}) {
super(${operationConst(operation2)}, input${listed2});
}`
      ],
      doc.length === 0 ? void 0 : join3(doc, "\n\n")
    )
  ];
}
function membersOf2(service2, id) {
  return (id === void 0 ? void 0 : service2.structures.get(id))?.members ?? [];
}
function sensitiveMembers(service2, { input, output }) {
  const members2 = [...membersOf2(service2, input), ...membersOf2(service2, output)];
  const names2 = members2.filter((member) => member.sensitive).map(({ name }) => name);
  return [...new Set(names2)].sort();
}
function exceptionDeclarations(context) {
  const { service: service2 } = context;
  const errors2 = [...service2.errors.values()];
  let base = `${service2.clientName}ServiceException`;
  while (errors2.some(({ name }) => name === base)) base += "_";
  const modeled = errors2.map(({ name }) => `${name},`).join("\n");
  return [
    classDeclaration(
      base,
      code3`${template("smithy/exceptions", "BaseException")}`,
      [],
      `Every error that ${titleIn(service2)} returns.`
    ),
    ...errors2.map((error2) => exceptionDeclaration(context, error2, base)),
    {
      kind: "const",
      name: "exceptions",
      exported: false,
      type: code3`${templateType("smithy/exceptions", "Exceptions")}`,
      value: code3`{\nbase: ${base},\nmodeled: {\n${modeled}\n},\n}`
    }
  ];
}
var ownNames2 = new Set(
  "$fault $metadata $response $retryable cause constructor message name stack".split(" ")
);
function exceptionDeclaration(context, error2, base) {
  const members2 = error2.members.filter(({ name }) => !ownNames2.has(name));
  const names2 = members2.map(({ name }) => literal2(name)).join(" | ");
  const options = code3`${templateType("smithy/exceptions", "ExceptionOptions")} & ${globalType("Pick")}<${error2.name}, ${names2}>`;
  return classDeclaration(
    error2.name,
    code3`${base}`,
    [
      code3`override readonly name = ${literal2(error2.code)};`,
      code3`override readonly $fault = ${literal2(error2.fault)};`,
      ...members2.map((member) => memberDeclaration(context, member)),
      ...members2.length === 0 ? [] : [code3`constructor(options: ${options}) {\nsuper(options);\n}`]
    ],
    documented(commandLinks(context.service), error2.documentation)
  );
}
function memberDeclaration(context, member) {
  const { service: service2 } = context;
  const optional = isOptional(member, "output");
  const doc = documented(commandLinks(service2), member.documentation, [], member.sensitive);
  const type = code3`${typeCode(context, member.type, "output")}${optional ? " | undefined" : ""}`;
  return code3`${commentText(doc)}declare readonly ${propertyKey(member.name)}${optional ? "?" : ""}: ${type};`;
}
function declaredNames(declaration) {
  if (declaration.kind === "statement") return declaration.names;
  return "name" in declaration ? [declaration.name] : [];
}
function reExports(context, declarations2) {
  const declared2 = new Set(declarations2.flatMap(declaredNames));
  const exported2 = [
    ...[...context.shapesByModule].sort(([a], [b]) => a < b ? -1 : 1).map(([module, shapes]) => [module, shapes.map((id) => structureType(context, id))]),
    [
      "enums",
      [...context.service.enums.values()].map(({ name }) => ({
        kind: "symbol",
        name,
        module: "enums"
      }))
    ]
  ];
  return exported2.map(([module, symbols]) => ({
    kind: "reExport",
    module,
    symbols: symbols.filter(({ name }) => !declared2.has(name))
  })).filter(({ symbols }) => symbols.length > 0);
}

// generator/emit/expression.ts
function expressionCode(context, expression) {
  switch (expression.kind) {
    case "json":
      return jsonCode(expression.value);
    case "bigint":
      return code3`${String(expression.value)}n`;
    case "date":
      return code3`new ${globalValue("Date")}(${expression.milliseconds})`;
    case "bytes": {
      const bytes2 = [...Buffer.from(expression.base64, "base64")];
      return code3`${globalValue("Uint8Array")}.of(${bytes2.join(", ")})`;
    }
    case "unknownUnion":
      return code3`{ $unknown: ["", undefined] }`;
    case "template":
      return called2(template(expression.module, expression.name));
    case "reader":
      return called2(structureReader(context, expression.shape));
    case "writer":
      return called2(structureWriter(context, expression.shape));
  }
  function called2(symbol) {
    const args = "arguments" in expression ? expression.arguments : void 0;
    if (!args) return code3`${symbol}`;
    const texts3 = args.map((argument) => expressionCode(context, argument));
    return code3`${symbol}(${join3(texts3, ", ")})`;
  }
}
function entryLines(context, entries2) {
  return entries2.map(({ name, value: value2 }) => entryLine(name, expressionCode(context, value2)));
}
function entryLine(name, value2) {
  return code3`${propertyKey(name)}: ${value2},`;
}
function objectCode(entries2) {
  if (entries2.length === 0) return code3`{}`;
  const texts3 = entries2.map(([name, value2]) => code3`${propertyKey(name)}: ${value2}`);
  return code3`{ ${join3(texts3, ", ")} }`;
}
function jsonCode(value2) {
  if (typeof value2 === "string") return code3`${literal2(value2)}`;
  if (typeof value2 !== "object" || value2 === null) return code3`${String(value2)}`;
  return Array.isArray(value2) ? code3`[${join3(value2.map(jsonCode), ", ")}]` : objectCode(Object.entries(value2).map(([name, item]) => [name, jsonCode(item)]));
}

// generator/emit/client.ts
function clientModule(context) {
  const { service: service2, plan } = context;
  const { clientName: clientName2 } = service2;
  const client = `${clientName2}Client`;
  const config = `${client}Config`;
  return {
    path: "client",
    source: service2.shape,
    declarations: [
      {
        kind: "interface",
        name: client,
        doc: `A client of ${titleIn(service2)}; its operations are functions that take it.`,
        extends: [code3`${runtimeType("contract/service", "Client")}<${literal2(clientName2)}>`],
        properties: []
      },
      {
        kind: "interface",
        name: config,
        doc: `How a {@link ${client}} is set up.`,
        extends: [
          code3`${runtimeType("contract/config", "ClientConfig")}`,
          code3`${runtimeType("auth/auth", "AuthConfig")}`
        ],
        properties: clientSettings2(context)
      },
      {
        kind: "function",
        name: `create${client}`,
        exported: true,
        doc: `A client of ${titleIn(service2)}.

Does no work and never throws: what is wrong with the configuration is the \`ConfigError\` of
the first call.`,
        parameters: [{ name: "config", type: code3`${config}`, initializer: code3`{}` }],
        returnType: code3`${client}`,
        body: code3`return ${runtime2("call/client", "createClient")}(service, config);`
      },
      {
        kind: "const",
        name: "service",
        exported: true,
        doc: "What the runtime knows of the service.\n\n@internal",
        type: code3`${runtimeType("contract/service", "Service")}<${serviceTypes(context, config)}>`,
        value: code3`{
  id: ${literal2(clientName2)},
  name: ${literal2(service2.name)},
  signingName: ${literal2(service2.signingName ?? "")},
  ${resolveEndpointEntry(context)},
  ${join3(entryLines(context, plan.service), "\n")}
  ${entryLine("write", expressionCode(context, plan.messages.write))}
  ${entryLine("read", expressionCode(context, plan.messages.read))}
}`
      }
    ]
  };
}

// generator/emit/copied.ts
import { posix as posix2 } from "node:path";

// generator/emit/printing/imports.ts
import { posix } from "node:path";
var key = (symbol) => `${symbol.module}
${symbol.name}`;
function scopeOf(module) {
  const used = /* @__PURE__ */ new Map();
  const use = (symbols) => {
    for (const symbol of symbols) {
      const known2 = used.get(key(symbol));
      if (!known2 || known2.typeOnly && !symbol.typeOnly) used.set(key(symbol), symbol);
    }
    return [...used.keys()].sort();
  };
  const ids = /* @__PURE__ */ new Set([
    ...use(symbolsIn(module.declarations.flatMap(codesOf))),
    ...use(symbolsIn(module.declarations.flatMap(docsOf)))
  ]);
  const taken = new Set(module.declarations.flatMap(declaredNames2));
  const names2 = /* @__PURE__ */ new Map();
  const imports = /* @__PURE__ */ new Map();
  for (const id of ids) {
    const symbol = used.get(id);
    if (symbol.module === module.path) {
      names2.set(id, symbol.name);
      continue;
    }
    if (symbol.module === globals) continue;
    let name = symbol.name;
    for (let n = 2; taken.has(name); n++) name = `${symbol.name}_${n}`;
    taken.add(name);
    names2.set(id, name);
    const specifier = symbol.external ? symbol.module : specifierOf(module.path, symbol.module);
    const list2 = imports.get(specifier) ?? [];
    list2.push({
      name: symbol.name,
      alias: name === symbol.name ? void 0 : name,
      typeOnly: symbol.typeOnly === true
    });
    imports.set(specifier, list2);
  }
  for (const [id, { module: from, name }] of used) {
    if (from === globals) names2.set(id, taken.has(name) ? `globalThis.${name}` : name);
  }
  return {
    imports: [...imports.keys()].sort().map((specifier) => ({
      specifier,
      names: (imports.get(specifier) ?? []).sort((a, b) => a.name < b.name ? -1 : 1)
    })),
    text: (code4) => code4.parts.map((part) => typeof part === "string" ? part : names2.get(key(part)) ?? part.name).join("")
  };
}
function symbolsUsedBy({ declarations: declarations2 }) {
  return [
    ...symbolsIn([...declarations2.flatMap(codesOf), ...declarations2.flatMap(docsOf)]),
    ...declarations2.flatMap(
      (declaration) => declaration.kind === "reExport" ? declaration.symbols.map(({ alias: _, ...symbol }) => symbol) : []
    )
  ];
}
function specifierOf(from, to) {
  const target = isRuntime(to) && !isRuntime(from) ? runtimeIndex : to;
  const path2 = posix.relative(posix.dirname(from), target);
  return `${path2.startsWith(".") ? path2 : `./${path2}`}.js`;
}
function declaredNames2(declaration) {
  switch (declaration.kind) {
    case "reExport":
      return [];
    case "statement":
      return declaration.names;
    default:
      return [declaration.name];
  }
}
function symbolsIn(codes2) {
  return codes2.flatMap(({ parts: parts2 }) => parts2).filter((part) => typeof part !== "string");
}
function docsOf(declaration) {
  const docs = [
    ..."doc" in declaration ? [declaration.doc] : [],
    ...declaration.kind === "interface" ? declaration.properties.map(({ doc }) => doc) : []
  ];
  return docs.filter((doc) => typeof doc === "object");
}
function codesOf(declaration) {
  switch (declaration.kind) {
    case "interface":
      return [
        ...declaration.extends ?? [],
        ...declaration.properties.map((property3) => property3.type)
      ];
    case "typeAlias":
      return [declaration.type];
    case "function":
      return [
        ...declaration.parameters.flatMap(
          ({ type, initializer }) => initializer ? [type, initializer] : [type]
        ),
        declaration.returnType,
        declaration.body
      ];
    case "const":
      return declaration.type ? [declaration.type, declaration.value] : [declaration.value];
    case "reExport":
      return [];
    case "statement":
      return [declaration.code];
  }
}

// generator/emit/printing/print.ts
import {
  Project,
  StructureKind,
  VariableDeclarationKind
} from "ts-morph";
function createPrinter(origin) {
  const project2 = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  return {
    print(module) {
      const scope = scopeOf(module);
      const statements = [
        ...scope.imports.map(importStructure),
        ...module.declarations.map(
          (declaration) => separated(structure2(declaration, module, scope))
        )
      ];
      const file = project2.createSourceFile(`${module.path}.ts`, { statements });
      const text4 = `${header2(origin, module.source)}

${file.getFullText()}`;
      file.forget();
      return text4;
    }
  };
}
function header2(origin, source) {
  const printable = origin.replace(/[^\x20-\x7e]/g, "?");
  return `// Generated by Tinsmith from ${printable}, ${source}. Do not edit.`;
}
function separated(statement) {
  if (typeof statement === "string") return `
${statement}`;
  const { kind: kind2 } = statement;
  if (kind2 === StructureKind.ExportDeclaration || kind2 === StructureKind.Function) return statement;
  return { ...statement, leadingTrivia: "\n" };
}
function importStructure({ specifier, names: names2 }) {
  const isTypeOnly = names2.every(({ typeOnly }) => typeOnly);
  return {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: specifier,
    isTypeOnly,
    namedImports: names2.map(({ name, alias, typeOnly }) => ({
      name,
      isTypeOnly: typeOnly && !isTypeOnly,
      ...alias === void 0 ? {} : { alias }
    }))
  };
}
function structure2(declaration, module, { text: text4 }) {
  const docs = "doc" in declaration ? docsOf2(declaration.doc, text4) : [];
  switch (declaration.kind) {
    case "interface":
      return {
        kind: StructureKind.Interface,
        name: declaration.name,
        isExported: true,
        docs,
        extends: (declaration.extends ?? []).map(text4),
        properties: declaration.properties.map((property3) => ({
          name: propertyKey(property3.name),
          hasQuestionToken: property3.optional,
          isReadonly: property3.readonly === true,
          type: text4(property3.type),
          docs: docsOf2(property3.doc, text4)
        }))
      };
    case "typeAlias":
      return {
        kind: StructureKind.TypeAlias,
        name: declaration.name,
        isExported: true,
        docs,
        type: text4(declaration.type)
      };
    case "function":
      return {
        kind: StructureKind.Function,
        name: declaration.name,
        isExported: declaration.exported,
        docs,
        parameters: declaration.parameters.map((parameter) => ({
          name: parameter.name,
          type: text4(parameter.type),
          hasQuestionToken: parameter.optional === true,
          ...parameter.initializer ? { initializer: text4(parameter.initializer) } : {}
        })),
        returnType: text4(declaration.returnType),
        statements: [text4(declaration.body)]
      };
    case "const":
      return {
        kind: StructureKind.VariableStatement,
        isExported: declaration.exported,
        declarationKind: VariableDeclarationKind.Const,
        docs,
        declarations: [
          {
            name: declaration.name,
            initializer: text4(declaration.value),
            ...declaration.type ? { type: text4(declaration.type) } : {}
          }
        ]
      };
    case "reExport": {
      const isTypeOnly = declaration.symbols.every(({ typeOnly }) => typeOnly);
      return {
        kind: StructureKind.ExportDeclaration,
        moduleSpecifier: specifierOf(module.path, declaration.module),
        isTypeOnly,
        namedExports: declaration.symbols.map(({ name, alias, typeOnly }) => ({
          name,
          ...alias === void 0 ? {} : { alias },
          isTypeOnly: typeOnly === true && !isTypeOnly
        }))
      };
    }
    case "statement":
      return text4(declaration.code);
  }
}
function docsOf2(doc, text4) {
  if (doc === void 0) return [];
  return [typeof doc === "string" ? doc : text4(doc)];
}

// generator/emit/copied.ts
var platforms = ["runtime/http/platform.node", "runtime/http/platform.web"];
function copyTemplates(modules, templates, origin) {
  const files = /* @__PURE__ */ new Map();
  const emitted = new Set(modules.map(({ path: path2 }) => path2));
  const index = exportsOf(templates.get(`${runtimeIndex}.ts`) ?? "");
  const exported2 = modules.filter(({ path: path2 }) => !isRuntime(path2)).flatMap(symbolsUsedBy).filter(({ module }) => isRuntime(module));
  const waiting = modules.flatMap(symbolsUsedBy).map(({ module }) => module).filter((module) => templates.has(`${module}.ts`) || isRuntime(module));
  for (let module = waiting.pop(); module !== void 0; module = waiting.pop()) {
    const path2 = `src/${module}.ts`;
    if (files.has(path2) || emitted.has(module)) continue;
    const text4 = templates.get(`${module}.ts`);
    if (text4 === void 0) throw new Error(`templates has no module ${module}.`);
    const own3 = text4.replaceAll('"#runtime"', JSON.stringify(specifierOf(module, runtimeIndex)));
    files.set(path2, `${header2(origin, `Tinsmith's runtime`)}

${own3}`);
    for (const [, path3 = ""] of text4.matchAll(/(?:from|import\()\s*"(\.\.?\/[\w./]+)\.js"/g)) {
      waiting.push(posix2.join(posix2.dirname(module), path3));
    }
    if (text4.includes('from "#platform"')) platforms.forEach((platform) => waiting.push(platform));
    for (const name of namesFromRuntime(text4)) {
      const symbol = index.get(name);
      if (!symbol) throw new Error(`templates/${runtimeIndex}.ts does not export ${name}.`);
      exported2.push(symbol);
      waiting.push(symbol.module);
    }
  }
  return {
    files: new Map([...files].sort(([a], [b]) => a < b ? -1 : 1)),
    index: indexModule(exported2)
  };
}
function exportsOf(text4) {
  const lists2 = text4.matchAll(/export (type )?\{([^}]*)\} from "\.\/([\w/]+)\.js"/g);
  return new Map(
    [...lists2].flatMap(
      ([, types2, list2 = "", module = ""]) => [...list2.matchAll(/(type )?(\w+)/g)].map(([, type, name = ""]) => {
        const path2 = `runtime/${module}`;
        return [name, types2 ?? type ? templateType(path2, name) : template(path2, name)];
      })
    )
  );
}
function namesFromRuntime(text4) {
  return [...text4.matchAll(/import (?:type )?\{([^}]*)\} from "#runtime"/g)].flatMap(
    ([, list2 = ""]) => [...list2.matchAll(/(?:type )?(\w+)/g)].map(([, name = ""]) => name)
  );
}
function indexModule(symbols) {
  const byName = /* @__PURE__ */ new Map();
  for (const symbol of symbols) {
    const known2 = byName.get(symbol.name);
    if (known2 && known2.module !== symbol.module) {
      throw new Error(`Both ${known2.module} and ${symbol.module} export ${symbol.name}.`);
    }
    if (!symbol.typeOnly || !known2) byName.set(symbol.name, symbol);
  }
  const all = [...byName.values()].sort((a, b) => a.name < b.name ? -1 : 1);
  return {
    path: runtimeIndex,
    source: "Tinsmith's runtime",
    declarations: [...new Set(all.map(({ module }) => module))].sort().map((module) => ({
      kind: "reExport",
      module,
      symbols: all.filter((symbol) => symbol.module === module)
    }))
  };
}

// generator/emit/enums.ts
function enumsModule(context) {
  return {
    path: "enums",
    source: context.service.shape,
    declarations: [...context.service.enums.values()].flatMap(
      (shape) => enumDeclarations(context, shape)
    )
  };
}

// generator/emit/serde.ts
function readMembers(context, { codec, members: members2 }, name) {
  const readers = table(context, members2, ({ codec: codec2 }) => codec2.read);
  const read2 = code3`${expressionCode(context, codec.read)}(${name}, ${readers})`;
  const fills = members2.filter((member) => member.fill);
  return fills.length === 0 ? read2 : code3`${runtime2("serde/structure", "fill")}(${read2}, ${table(context, fills, ({ fill }) => fill)})`;
}
function writeMembers(context, { codec, members: members2 }, name) {
  const writers = table(context, members2, ({ codec: codec2 }) => codec2.write);
  const sent = members2.filter((member) => member.sent);
  const given = sent.length === 0 ? name : code3`${runtime2("serde/defaults", "withDefaults")}(${name}, ${table(context, sent, ({ sent: sent2 }) => sent2)})`;
  return code3`${expressionCode(context, codec.write)}(${given}, ${writers})`;
}
function table(context, members2, of) {
  return objectCode(
    members2.flatMap((member) => {
      const expression = of(member);
      return expression ? [[member.name, expressionCode(context, expression)]] : [];
    })
  );
}
function readerDeclaration(context, shape, plan) {
  return {
    kind: "function",
    name: structureReader(context, shape).name,
    exported: true,
    parameters: [{ name: "value", type: code3`unknown` }],
    returnType: code3`${structureType(context, shape)}`,
    body: code3`return ${readMembers(context, plan, "value")};`
  };
}
function writerDeclaration(context, shape, plan) {
  return {
    kind: "function",
    name: structureWriter(context, shape).name,
    exported: true,
    parameters: [{ name: "value", type: code3`${structureType(context, shape)}` }],
    returnType: code3`unknown`,
    body: code3`return ${writeMembers(context, plan, "value")};`
  };
}

// generator/emit/shapes.ts
function shapesIn(context, path2) {
  return context.shapesByModule.get(path2) ?? [];
}
function sharedShapeModules(context) {
  const paths = [...context.shapesByModule.keys()].filter((path2) => path2.startsWith("shapes/"));
  return paths.sort().map((path2) => {
    const shapes = shapesIn(context, path2);
    const named3 = shapes.find((id) => path2 === `shapes/${structureType(context, id).name}`);
    return {
      path: path2,
      source: named3 ?? "",
      declarations: [
        ...shapes.flatMap((id) => typeDeclaration(context, id)),
        ...shapes.flatMap((id) => serdeDeclarations(context, id))
      ]
    };
  });
}
function exportedBefore({ service: service2 }, path2) {
  return service2.exported.get(path2) ?? [];
}
function reExports2(context, ids, own3) {
  return [...new Set(ids)].filter((id) => !own3.includes(id)).map((id) => structureType(context, id)).map((symbol) => ({ kind: "reExport", module: symbol.module, symbols: [symbol] }));
}
function typeDeclaration(context, id) {
  const shape = context.service.structures.get(id);
  if (!shape) return [];
  return [
    shape.kind === "structure" ? structureDeclaration(context, shape) : unionDeclaration(context, shape)
  ];
}
function serdeDeclarations(context, id) {
  const direction = context.service.structures.get(id)?.wired;
  const plan = context.plan?.structures.get(id);
  if (!plan || !direction || context.inline.has(id)) return [];
  return [
    ...direction === "output" ? [] : [writerDeclaration(context, id, plan)],
    ...direction === "input" ? [] : [readerDeclaration(context, id, plan)]
  ].map((declaration) => ({ ...declaration, doc: "@internal" }));
}

// generator/emit/errors.ts
var serviceError = runtimeType("contract/errors", "ServiceError");
var runtimeErrors = [
  runtime2("contract/errors", "CallError"),
  ...[
    "AbortError",
    "ClientError",
    "ConfigError",
    "CredentialsError",
    "InputError",
    "ResponseError",
    "ServiceError",
    "TimeoutError",
    "TransportError",
    "UnmodeledServiceError"
  ].map((name) => runtimeType("contract/errors", name))
];
function errorsModule(context) {
  const shapes = shapesIn(context, "errors");
  return {
    path: "errors",
    source: context.service.shape,
    declarations: [
      { kind: "reExport", module: "runtime/contract/errors", symbols: runtimeErrors },
      ...reExports2(context, exportedBefore(context, "errors"), shapes),
      ...[...context.service.errors.values()].map((error2) => errorDeclaration(context, error2)),
      ...shapes.flatMap((id) => typeDeclaration(context, id)),
      ...shapes.flatMap((id) => serdeDeclarations(context, id))
    ]
  };
}
function errorDeclaration(context, error2) {
  const data = error2.members.length === 0 ? code3`` : code3`, ${errorDataType(context, error2.members)}`;
  return {
    kind: "interface",
    name: error2.name,
    doc: documented(linksOf(context), error2.documentation),
    extends: [code3`${serviceError}<${literal2(error2.name)}${data}>`],
    properties: nameProperty(error2)
  };
}
function nameProperty({ name, documentation }) {
  const summary = summarize(documentation.html ?? "");
  const doc = summary ? wrap(`\`${name}\`: ${summary}`, lineWidth).join("\n") : void 0;
  return [{ name: "name", type: code3`${literal2(name)}`, optional: false, readonly: true, doc }];
}
function errorShape(context, error2) {
  const entries2 = context.plan.errors.get(error2.shape) ?? [];
  return objectCode([
    ...entries2.map(({ name, value: value2 }) => [name, expressionCode(context, value2)]),
    ...planOf(context, error2.shape).members.length === 0 ? [] : [["read", code3`(body) => ${errorData(context, error2)}`]]
  ]);
}
function errorData(context, { shape, members: members2 }) {
  const data = readMembers(context, planOf(context, shape), "body");
  return members2.some(({ sensitive }) => sensitive) ? code3`${runtime2("serde/sensitive", "hidden")}(${data})` : data;
}

// generator/emit/exports.ts
import { ts } from "ts-morph";
var subpaths = {
  ".": "index",
  "./client": "client",
  "./errors": "errors",
  "./testing": "testing",
  "./smithy": "smithy"
};
function packageExports(service2, modules, templates) {
  const declared2 = /* @__PURE__ */ new Map();
  const textsOf = (module) => {
    const known2 = declared2.get(module) ?? declarationsIn(templates.get(`${module}.ts`) ?? "");
    declared2.set(module, known2);
    return known2;
  };
  const settings2 = [...textsOf("runtime/contract/config")].filter(([key3]) => key3.startsWith("ClientConfig.")).map(([key3, text4]) => [`${service2.clientName}${key3}`, text4]);
  const declarationsOf = (path2) => modules.find((module) => module.path === path2)?.declarations ?? [];
  const entries2 = Object.entries(subpaths).map(([subpath, path2]) => {
    const own3 = ownNames3(service2, path2);
    const exported2 = declarationsOf(path2).flatMap(
      (declaration) => namesOf2(declaration, textsOf).filter(
        ([name]) => isOfTemplate(declaration) || !own3.has(name)
      )
    ).concat(subpath === "." ? settings2 : []).sort(([a], [b]) => a < b ? -1 : 1);
    return [subpath, Object.fromEntries(exported2)];
  });
  const types2 = [...typeModules(service2)].map(([path2, accounted]) => {
    const names2 = declarationsOf(path2).flatMap(typeNamesOf);
    return [`./${path2}`, names2.filter((name) => !accounted.has(name)).sort()];
  }).filter(([, names2]) => names2.length > 0).sort(([a], [b]) => a < b ? -1 : 1);
  return { package: Object.fromEntries(entries2), subpaths: Object.fromEntries(types2) };
}
function ownNames3(service2, path2) {
  const { operations, structures, enums, errors: errors2 } = service2;
  const types2 = [...structures.values(), ...enums.values(), ...errors2.values()];
  switch (path2) {
    case "index":
    case "errors":
      return /* @__PURE__ */ new Set([
        ...types2.map(({ name }) => name),
        ...operations.flatMap(({ functionName, errorTypeName }) => [functionName, errorTypeName])
      ]);
    case "smithy":
      return /* @__PURE__ */ new Set([
        ...types2.map(({ name }) => name),
        ...operations.flatMap(({ commandName, commandInputName, commandOutputName }) => [
          ...[commandName, commandInputName, commandOutputName]
        ])
      ]);
    default:
      return /* @__PURE__ */ new Set();
  }
}
function typeModules(service2) {
  const { operations, structures, errors: errors2 } = service2;
  return new Map([
    ["errors", new Set([...errors2.values()].map(({ name }) => name))],
    ...operations.map(({ functionName, errorTypeName, input, output }) => {
      const types2 = [input, output].map((id) => structures.get(id ?? "")?.name ?? "");
      return [operationModule(functionName), /* @__PURE__ */ new Set([errorTypeName, ...types2])];
    })
  ]);
}
function typeNamesOf(declaration) {
  switch (declaration.kind) {
    case "interface":
    case "typeAlias":
      return [declaration.name];
    case "reExport":
      return isOfTemplate(declaration) ? [] : declaration.symbols.map(({ name }) => name);
    default:
      return [];
  }
}
function isOfTemplate(declaration) {
  return declaration.kind === "reExport" && /^(runtime|testing|smithy)\//.test(declaration.module);
}
function namesOf2(declaration, textsOf) {
  switch (declaration.kind) {
    case "reExport": {
      return declaration.symbols.flatMap(({ name, alias = name, typeOnly, module }) => {
        if (!isOfTemplate(declaration)) return [[alias, typeOnly ? "type" : "value"]];
        return [...textsOf(module)].filter(([key3]) => key3 === name || key3.startsWith(`${name}.`)).map(([key3, text4]) => [alias + key3.slice(name.length), text4]);
      });
    }
    case "interface":
    case "typeAlias":
      return [[declaration.name, "type"]];
    case "function":
    case "const":
      return declaration.exported && !isInternal(declaration) ? [[declaration.name, "value"]] : [];
    case "statement":
      return (declaration.exports ?? []).map((name) => [name, "value"]);
  }
}
function isInternal({ doc }) {
  return typeof doc === "string" && doc.includes("@internal");
}
function declarationsIn(text4) {
  const file = ts.createSourceFile("module.ts", text4, ts.ScriptTarget.ES2022);
  const printer = ts.createPrinter({ removeComments: true });
  const print2 = (node) => node === void 0 ? "" : printer.printNode(ts.EmitHint.Unspecified, node, file).replace(/\s+/g, " ");
  const all = (nodes) => (nodes ?? []).map(print2).join(", ");
  const entries2 = file.statements.flatMap((statement) => {
    if (ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)) {
      const name = statement.name?.text ?? "";
      const kind2 = ts.isClassDeclaration(statement) ? "class" : "interface";
      const head = `${kind2}<${all(statement.typeParameters)}> ${all(statement.heritageClauses)}`;
      const members2 = [...statement.members].flatMap((member) => {
        const key3 = member.name && print2(member.name);
        return key3 === void 0 ? [] : [[`${name}.${key3}`, signature(member, print2)]];
      });
      return [[name, head.replace("<>", "").trim()], ...members2];
    }
    if (ts.isTypeAliasDeclaration(statement)) {
      return [[statement.name.text, print2(statement.type)]];
    }
    if (ts.isFunctionDeclaration(statement) && statement.name) {
      const { typeParameters, parameters: parameters2, type } = statement;
      const generic = typeParameters ? `<${all(typeParameters)}>` : "";
      return [[statement.name.text, `${generic}(${all(parameters2)}) => ${print2(type)}`]];
    }
    return [];
  });
  return new Map(entries2);
}
function signature(member, print2) {
  if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) {
    return print2(member).replace(/ \{.*$/, "");
  }
  return `${print2(member.type)}${member.questionToken ? "?" : ""}`;
}

// generator/emit/index.ts
function indexModule2(context) {
  const { service: service2 } = context;
  const own3 = [
    ...context.plan ? [clientExports(service2)] : [],
    ...service2.operations.map((operation2) => {
      const module = operationModule(operation2.functionName);
      return reExport(module, [
        ...operation2.typesOnly ? [] : [operationFunction(operation2)],
        operationErrorType(operation2),
        ...shapesIn(context, module).map((id) => structureType(context, id))
      ]);
    }),
    ...[...context.shapesByModule].filter(([module]) => module.startsWith("shapes/")).sort(([a], [b]) => a < b ? -1 : 1).map(
      ([module, shapes]) => reExport(
        module,
        shapes.map((id) => structureType(context, id))
      )
    ),
    ...service2.enums.size > 0 ? [enumExports(context)] : [],
    reExport("errors", [
      ...runtimeErrors,
      ...[...service2.errors.values()].map(errorType),
      ...shapesIn(context, "errors").map((id) => structureType(context, id))
    ])
  ];
  const taken = new Set(own3.flatMap(({ symbols }) => symbols.map(({ name }) => name)));
  const fromRuntime = [...runtimeExports, ...identityTypes(service2)];
  return {
    path: "index",
    source: service2.shape,
    declarations: context.plan ? [...own3, givingWay(runtimeIndex, fromRuntime, taken)] : own3
  };
}
function clientExports({ clientName: clientName2 }) {
  const client = `${clientName2}Client`;
  return reExport("client", [
    { kind: "symbol", name: `create${client}`, module: "client" },
    typeIn("client", client),
    typeIn("client", `${client}Config`)
  ]);
}
function enumExports({ service: service2 }) {
  const symbol = (name) => ({ kind: "symbol", name, module: "enums" });
  return reExport(
    "enums",
    [...service2.enums.values()].map(({ name }) => symbol(name))
  );
}
function reExport(module, symbols) {
  return { kind: "reExport", module, symbols };
}
function typeIn(module, name) {
  return { kind: "symbol", name, module, typeOnly: true };
}
var runtimeExports = [
  runtime2("contract/result", "unwrap"),
  runtimeType("contract/result", "Result"),
  runtimeType("contract/result", "Unit"),
  runtimeType("contract/errors", "Metadata"),
  runtimeType("contract/errors", "CommonErrorCode"),
  runtimeType("contract/config", "ClientConfig"),
  runtimeType("contract/config", "CallOptions"),
  runtimeType("contract/config", "Interceptor"),
  runtimeType("contract/config", "InterceptorContext"),
  runtimeType("contract/config", "Send"),
  runtime2("call/retry", "standardRetry"),
  runtimeType("contract/retry", "RetryKind"),
  runtimeType("contract/retry", "RetryStrategy"),
  runtimeType("contract/clock", "Clock"),
  runtimeType("contract/http", "Fetch"),
  runtimeType("contract/http", "FetchInit"),
  runtimeType("contract/http", "HttpRequest"),
  runtimeType("contract/http", "HttpResponse")
];

// generator/emit/endpoint/input.ts
function endpointFunction({ endpoints }, { shape }) {
  const sources = endpoints?.bindings.operations.get(shape);
  if (!endpoints || !sources || sources.size === 0) return void 0;
  const parameters2 = [...sources].map(
    ([property3, values]) => code3`${propertyKey(property3)}: ${join3(values.map(printSource), " ?? ")}`
  );
  const reads = [...sources.values()].flat().some(({ kind: kind2 }) => kind2 === "input");
  return code3`(${reads ? "input" : ""}): ${parametersType} => ({ ${join3(parameters2, ", ")} })`;
}
function printSource(source) {
  if (source.kind === "static") return code3`${printConstant(source.value)}`;
  if (source.present === void 0) return printValue(source.value, []);
  return code3`${runtime2("endpoints/input", "present")}(input, ${literal2(source.present)})`;
}
function printValue(value2, around2) {
  switch (value2.kind) {
    case "input":
      return code3`input`;
    case "item":
      return code3`${itemName(around2.indexOf(value2.id))}`;
    case "member": {
      const of = printValue(value2.of, around2);
      if (value2.of.type.kind === "shape" && value2.of.type.shape.type === "union") {
        const test = code3`${value2.of.optional ? [of, " && "] : ""}${literal2(value2.name)} in ${of}`;
        return code3`(${test} ? ${of}${propertyAccess(value2.name)} : undefined)`;
      }
      const access = value2.of.optional ? optionalAccess : propertyAccess;
      return code3`${of}${access(value2.name)}`;
    }
    case "keys":
    case "values": {
      const of = printValue(value2.of, around2);
      return code3`${value2.of.optional ? [of, " && "] : ""}Object.${value2.kind}(${of})`;
    }
    case "listOf":
      return code3`[${join3(
        value2.items.map((item) => printValue(item, around2)),
        ", "
      )}]`;
    case "flat":
      return value2.of.kind === "each" ? printEach(value2.of, true, around2) : printCall(value2.of, "flat()", around2);
    case "each":
      return printEach(value2, false, around2);
  }
}
function printEach({ of, id, item }, flat2, around2) {
  const name = itemName(around2.length);
  const printed = printValue(item, [...around2, id]);
  if (!item.optional) {
    return printCall(of, code3`${flat2 ? "flatMap" : "map"}((${name}) => ${printed})`, around2);
  }
  const kept = flat2 || !isList(item) ? code3`${printed} ?? []` : code3`${printed} ? [${printed}] : []`;
  return printCall(of, code3`flatMap((${name}) => ${kept})`, around2);
}
function printCall(of, call, around2) {
  const printed = printValue(of, around2);
  const conditional = (of.kind === "keys" || of.kind === "values") && of.optional;
  return code3`${conditional ? code3`(${printed})` : printed}${of.optional ? "?." : "."}${call}`;
}
function isList({ type }) {
  return type.kind === "list" || type.shape.type === "list";
}
function itemName(depth) {
  return depth === 0 ? "item" : `item${depth + 1}`;
}

// generator/emit/examples/values.ts
var width = 60;
var isArray3 = (value2) => Array.isArray(value2);
var isObject3 = (value2) => typeof value2 === "object" && value2 !== null && !isArray3(value2);
function exampleValue(service2, type, value2, indent = "") {
  switch (type.kind) {
    case "string":
    case "enum":
      return typeof value2 === "string" ? textLiteral(value2) : void 0;
    case "boolean":
      return typeof value2 === "boolean" ? String(value2) : void 0;
    case "integer":
    case "intEnum":
      return typeof value2 === "number" ? String(value2) : void 0;
    case "float":
      return typeof value2 === "number" || isNotFinite(value2) ? String(value2) : void 0;
    case "long":
      return typeof value2 === "number" ? `${value2}${type.as === "bigint" ? "n" : ""}` : void 0;
    case "bigInteger":
      return typeof value2 === "number" ? `${value2}n` : void 0;
    case "bigDecimal":
      return typeof value2 === "number" ? literal2(String(value2)) : void 0;
    case "blob":
      return typeof value2 === "string" ? bytes(value2) : void 0;
    case "timestamp":
      return date(value2);
    case "document":
      return documentValue(value2, indent);
    case "unit":
      return "{}";
    case "list":
      if (!isArray3(value2)) return void 0;
      return brackets(
        value2.map(
          (item) => item === null && type.sparse ? "null" : exampleValue(service2, type.item, item, inner(indent))
        ),
        "[]",
        indent
      );
    case "map":
      if (!isObject3(value2)) return void 0;
      return braces(
        Object.entries(value2).map(([key3, item]) => [
          key3,
          item === null && type.sparse ? "null" : exampleValue(service2, type.value, item, inner(indent))
        ]),
        indent
      );
    case "structure":
    case "union":
      return structureValue(service2, type.shape, value2, "input", indent);
  }
}
function structureValue(service2, id, value2, direction, indent = "") {
  const shape = service2.structures.get(id);
  if (shape?.kind === "union" && (!isObject3(value2) || Object.keys(value2).length !== 1)) {
    return void 0;
  }
  return membersValue(service2, shape?.members ?? [], value2, direction, indent);
}
function membersValue(service2, members2, value2, direction, indent = "") {
  if (!isObject3(value2)) return void 0;
  const given = Object.entries(value2).filter(([, item]) => item !== null);
  const names2 = new Set(given.map(([name]) => name));
  const lacking = members2.some(
    (member) => direction === "input" && !isOptional(member, "input") && !names2.has(member.name)
  );
  if (lacking) return void 0;
  const types2 = new Map(members2.map(({ name, type }) => [name, type]));
  return braces(
    given.map(([name, item]) => {
      const type = types2.get(name);
      return [name, type && exampleValue(service2, type, item, inner(indent))];
    }),
    indent
  );
}
var isNotFinite = (value2) => typeof value2 === "string" && /^(NaN|-?Infinity)$/.test(value2);
var inner = (indent) => `${indent}  `;
function textLiteral(text4) {
  return literal2(text4).replace(
    /(?! )[\p{C}\p{Z}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
  );
}
function bytes(value2) {
  const decoded = Buffer.from(value2, "base64");
  const isBase642 = decoded.toString("base64").replace(/=+$/, "") === value2.replace(/=+$/, "");
  const text4 = isBase642 ? decoded.toString("latin1") : value2;
  if (text4 === "") return "new Uint8Array()";
  if (!isBase642 || /^[ -~]+$/.test(text4)) return `new TextEncoder().encode(${textLiteral(text4)})`;
  return decoded.length > 16 ? `Uint8Array.from(atob(${literal2(value2)}), (c) => c.charCodeAt(0))` : `Uint8Array.of(${[...decoded].join(", ")})`;
}
function date(value2) {
  const time = typeof value2 === "number" ? new Date(value2 * 1e3) : new Date(typeof value2 === "string" ? value2 : NaN);
  return isNaN(+time) ? void 0 : `new Date("${time.toISOString().replace(".000Z", "Z")}")`;
}
function documentValue(value2, indent) {
  if (typeof value2 === "string") return textLiteral(value2);
  if (isArray3(value2)) {
    return brackets(
      value2.map((item) => documentValue(item, inner(indent))),
      "[]",
      indent
    );
  }
  if (!isObject3(value2)) return String(value2);
  return braces(
    Object.entries(value2).map(([key3, item]) => [key3, documentValue(item, inner(indent))]),
    indent
  );
}
function braces(entries2, indent) {
  const lines = entries2.map(
    ([key3, value2]) => value2 === void 0 ? void 0 : `${propertyKey(key3)}: ${value2}`
  );
  return brackets(lines, "{}", indent);
}
function brackets(items, pair, indent) {
  if (items.includes(void 0)) return void 0;
  const open = pair.charAt(0);
  const close2 = pair.charAt(1);
  if (items.length === 0) return pair;
  const space2 = open === "{" ? " " : "";
  const line = `${open}${space2}${items.join(", ")}${space2}${close2}`;
  if (indent.length + line.length <= width && !line.includes("\n")) return line;
  return `${open}
${items.map((item) => `${inner(indent)}${item},
`).join("")}${indent}${close2}`;
}

// generator/emit/examples/examples.ts
var most = 5;
var mostLines = 40;
function examplesOf2(service2, operation2, packageName) {
  if (packageName === void 0 || hiding.has(operation2.functionName)) return [];
  return operation2.examples.flatMap((example) => {
    const call = callOf2(service2, operation2, example);
    if (call === void 0) return [];
    const { title, documentation } = example;
    const code4 = [
      `import { create${service2.clientName}Client, ${operation2.functionName} } from ${literal2(packageName)};`,
      "",
      `const ${clientFor(operation2)} = create${service2.clientName}Client();`,
      `const ${resultFor(operation2)} = await ${call};`,
      ...outcomeOf2(service2, operation2, example)
    ];
    return [{ title, documentation, code: code4.join("\n") }];
  }).slice(0, most);
}
var hiding = /* @__PURE__ */ new Set(["atob", "console"]);
var clientFor = ({ functionName }) => functionName === "client" ? "service" : "client";
var resultFor = ({ functionName }) => functionName === "result" ? "outcome" : "result";
function callOf2(service2, operation2, { input }) {
  const { functionName } = operation2;
  const client = clientFor(operation2);
  const shape = operation2.input === void 0 ? void 0 : service2.structures.get(operation2.input);
  const value2 = membersValue(service2, shape?.members ?? [], input, "input");
  if (value2 === void 0) return void 0;
  const optional = (shape?.members ?? []).every((member) => isOptional(member, "input"));
  return value2 === "{}" && optional ? `${functionName}(${client})` : `${functionName}(${client}, ${value2})`;
}
function outcomeOf2(service2, operation2, example) {
  const result3 = resultFor(operation2);
  const { output, error: error2 } = example;
  if (error2 !== void 0) {
    const shape = service2.errors.get(error2.shape);
    return shape ? errorOutcome(service2, result3, shape, error2.content) : [];
  }
  if (operation2.output === void 0 || output === void 0) return [];
  const value2 = structureValue(service2, operation2.output, output, "output");
  if (value2 === void 0 || value2 === "{}") return [];
  return [`if (${result3}.ok) console.log(${result3}.value);`, ...commented(value2)];
}
function errorOutcome(service2, result3, { name, members: members2, message: message2 }, content2) {
  const { [message2?.name ?? ""]: text4, ...data } = content2;
  const value2 = members2.length === 0 ? void 0 : membersValue(service2, members2, data, "output");
  const show = (expression, lines) => [
    `  console.log(${result3}.error.${expression});`,
    ...lines.map((line) => `  ${line}`)
  ];
  return [
    `if (!${result3}.ok && ${result3}.error.name === ${literal2(name)}) {`,
    ...show("message", typeof text4 === "string" ? commented(textLiteral(text4)) : []),
    ...value2 === void 0 ? [] : show("data", commented(value2)),
    "}"
  ];
}
function commented(value2) {
  const lines = value2.split("\n");
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines), "\u2026"] : lines;
  return shown.map((line) => `// ${line}`);
}

// generator/emit/operation.ts
var callOptions = runtimeType("contract/config", "CallOptions");
var result2 = runtimeType("contract/result", "Result");
function operationModuleOf(context, operation2) {
  const path2 = operationModule(operation2.functionName);
  const roots = [.../* @__PURE__ */ new Set([operation2.input, operation2.output])].filter((id) => id !== void 0);
  const own3 = shapesIn(context, path2);
  return {
    path: path2,
    source: operation2.shape,
    declarations: [
      ...reExports2(context, [...roots, ...exportedBefore(context, path2)], own3),
      ...operation2.typesOnly ? [] : [functionDeclaration(context, operation2)],
      ...roots.filter((id) => own3.includes(id)).flatMap((id) => typeDeclaration(context, id)),
      errorUnion(context, operation2),
      ...isCallable(context, operation2) ? [operationDeclaration(context, operation2)] : [],
      ...own3.filter((id) => !roots.includes(id)).flatMap((id) => typeDeclaration(context, id)),
      ...own3.flatMap((id) => serdeDeclarations(context, id))
    ]
  };
}
function isCallable(context, { typesOnly }) {
  return !typesOnly && context.plan !== void 0;
}
function functionDeclaration(context, operation2) {
  const input = inputType(context, operation2);
  const promise = globalType("Promise");
  const members2 = membersOf3(context, operation2.input);
  const optional = members2.every((member) => isOptional(member, "input"));
  const examples = examplesOf2(context.service, operation2, context.packageName);
  return {
    kind: "function",
    name: operationFunction(operation2).name,
    exported: true,
    doc: documented(linksOf(context), operation2.documentation, [], false, examples),
    parameters: [
      { name: "client", type: code3`${clientType(context)}` },
      optional ? { name: "input", type: code3`${input}`, initializer: emptyInput(members2) } : { name: "input", type: code3`${input}` },
      { name: "options", type: code3`${callOptions}`, optional: true }
    ],
    returnType: code3`${promise}<${result2}<${outputType(context, operation2)}, ${operationErrorType(operation2)}>>`,
    body: code3`return client.call(${operationConst(operation2)}, input, options);`
  };
}
function emptyInput(members2) {
  const inherited2 = members2.filter(({ name }) => isInherited(name));
  const absent2 = inherited2.map(({ name }) => code3`${propertyKey(name)}: undefined`);
  return code3`{ ${join3(absent2, ", ")} }`;
}
function membersOf3(context, id) {
  return (id === void 0 ? void 0 : context.service.structures.get(id))?.members ?? [];
}
function called({ typesOnly, name, functionName }) {
  return typesOnly ? `\`${name}\`` : `{@link ${functionName}}`;
}
function errorUnion(context, operation2) {
  const errors2 = operation2.errors.flatMap((id) => context.service.errors.get(id) ?? []);
  const arms = [
    ...errors2.map(errorType),
    runtimeType("contract/errors", "UnmodeledServiceError"),
    runtimeType("contract/errors", "ClientError")
  ];
  return {
    kind: "typeAlias",
    name: operation2.errorTypeName,
    doc: `Every way ${called(operation2)} can fail, told apart by \`name\`.`,
    type: code3`| ${join3(arms, "\n| ")}`
  };
}
function operationDeclaration(context, operation2) {
  const types2 = [
    inputType(context, operation2),
    outputType(context, operation2),
    operationErrorType(operation2)
  ];
  const entries2 = [
    ["endpoint", endpointFunction(context, operation2)],
    ["auth", operationAuth(operation2)],
    ["hostPrefix", operation2.hostPrefix && hostPrefix(operation2.hostPrefix)],
    ["write", writeFunction(context, operation2)],
    ["read", readFunction(context, operation2)],
    ["errors", errorTable(context, operation2)]
  ];
  const lines = [
    ...entryLines(context, context.plan.operations.get(operation2.shape) ?? []),
    ...entries2.flatMap(([name, value2]) => value2 ? [entryLine(name, value2)] : [])
  ];
  return {
    kind: "const",
    name: operationConst(operation2).name,
    exported: true,
    doc: `How {@link ${operation2.functionName}} goes over the wire.

@internal`,
    type: code3`${runtimeType("contract/service", "Operation")}<${join3(types2, ", ")}>`,
    value: code3`{\n${join3(lines, "\n")}\n}`
  };
}
function hostPrefix(segments) {
  const parts2 = segments.map(
    ({ kind: kind2, text: text4 }) => kind2 === "literal" ? literal2(text4) : code3`${runtime2("endpoints/hostPrefix", "hostLabel")}(input, ${literal2(text4)})`
  );
  const input = segments.some(({ kind: kind2 }) => kind2 !== "literal") ? "input" : "";
  return code3`(${input}) => ${join3(parts2, " + ")}`;
}
function writeFunction(context, { input }) {
  return input === void 0 || context.inline.has(input) ? code3`(input) => ${writeMembers(context, planOf(context, input), "input")}` : structureWriter(context, input);
}
function readFunction(context, { output }) {
  return output === void 0 || context.inline.has(output) ? code3`(body) => ${readMembers(context, planOf(context, output), "body")}` : structureReader(context, output);
}
function errorTable(context, operation2) {
  const entries2 = operation2.errors.flatMap((id) => context.service.errors.get(id) ?? []).map((error2) => entryLine(error2.name, errorShape(context, error2)));
  return entries2.length === 0 ? code3`{}` : code3`{\n${join3(entries2, "\n")}\n}`;
}

// generator/emit/testing.ts
var path = "testing";
function testingModule(clientContext2) {
  const context = { ...clientContext2, local: localizer(clientContext2) };
  const { clientName: clientName2, shape, operations } = context.service;
  const title = titleIn(context.service);
  const fake = `Fake${clientName2}`;
  const handlers = `${fake}Handlers`;
  return {
    path,
    source: shape,
    declarations: [
      givingWay("testing/fake", templateExports2, /* @__PURE__ */ new Set([fake, handlers])),
      {
        kind: "function",
        name: `create${fake}`,
        exported: true,
        doc: `A fake of ${title}: give its \`config\` to \`create${clientName2}Client\`, and the client's
requests are answered by the handlers.`,
        parameters: [{ name: "handlers", type: code3`${handlers}`, initializer: code3`{}` }],
        returnType: code3`${fake}`,
        body: code3`return ${template("testing/fake", "createFake")}(${clientService}, ${fakeProtocol(context)}, operations, handlers);`
      },
      {
        kind: "interface",
        name: fake,
        doc: `A fake of ${title}; \`calls\` tells what it was asked.`,
        extends: [code3`${templateType("testing/fake", "Fake")}<${handlers}>`],
        properties: []
      },
      {
        kind: "interface",
        name: handlers,
        doc: "What the fake answers: an output, or an error that the operation can return.",
        properties: operations.map((operation2) => handlerProperty(context, operation2))
      },
      {
        kind: "const",
        name: "operations",
        exported: false,
        type: code3`${templateType("testing/fake", "FakeOperations")}<${handlers}>`,
        value: code3`{\n${join3(
          operations.map((operation2) => operationEntry(context, operation2)),
          "\n"
        )}\n}`
      },
      ...nestedDeclarations(context)
    ]
  };
}
var templateExports2 = [
  template("testing/fake", "fakeError"),
  template("testing/fake", "FakeError"),
  templateType("testing/fake", "FakeErrorOptions"),
  templateType("testing/fake", "FakeErrorOf"),
  templateType("testing/fake", "FakeHandler"),
  templateType("testing/fake", "FakeCall"),
  templateType("testing/fake", "FakeConfig")
];
var clientService = { kind: "symbol", name: "service", module: "client" };
function fakeProtocol(context) {
  const { plan, service: service2 } = context;
  let protocol2 = expressionCode(context, plan.fake);
  if (service2.operations.some(({ compressed }) => compressed)) {
    protocol2 = code3`${template("testing/compression", "decompressing")}(${protocol2})`;
  }
  return protocol2;
}
function handlerProperty(context, operation2) {
  const output = membersOf4(context, operation2.output).length ? code3`${outputType(context, operation2)}` : code3`void`;
  const types2 = [inputType(context, operation2), output, operationErrorType(operation2)];
  return {
    name: operation2.functionName,
    type: code3`${templateType("testing/fake", "FakeHandler")}<${join3(types2, ", ")}> | undefined`,
    optional: true
  };
}
function operationEntry(context, operation2) {
  const { input, output } = operation2;
  const inputs = membersOf4(context, input);
  const outputs = membersOf4(context, output);
  const errors2 = operation2.errors.flatMap((id) => context.service.errors.get(id) ?? []).filter(({ members: members2 }) => members2.length > 0);
  const lines = [
    code3`operation: ${operationConst(operation2)},`,
    code3`read: ${inputs.length ? code3`(body) => ${readInput(context, input, inputs, "body")}` : "() => ({})"},`,
    outputs.length ? code3`write: (output: ${outputType(context, operation2)}) => (${write(context, output, "output")}),` : "write: () => ({}),",
    ...errors2.length === 0 ? [] : [errorWriters(context, errors2)]
  ];
  return code3`${propertyKey(operation2.functionName)}: {\n${join3(lines, "\n")}\n},`;
}
function errorWriters(context, errors2) {
  const entries2 = errors2.map(
    ({ name, shape }) => code3`${propertyKey(name)}: (data: ${errorData2(name)}) => (${write(context, shape, "data")}),`
  );
  return code3`errors: {\n${join3(entries2, "\n")}\n},`;
}
function errorData2(name) {
  const type = { kind: "symbol", name, module: "errors", typeOnly: true };
  return code3`${type}["data"]`;
}
function membersOf4(context, id) {
  return (id === void 0 ? void 0 : context.service.structures.get(id))?.members ?? [];
}
function write(context, id, name) {
  return context.local(writeMembers(context, planOf(context, id), name));
}
function readInput(context, id, members2, name) {
  const plan = planOf(context, id);
  const unfilled = plan.members.map((member) => ({ ...member, fill: void 0 }));
  const read2 = context.local(readMembers(context, { ...plan, members: unfilled }, name));
  const required2 = members2.filter((member) => !isOptional(member, "input"));
  if (required2.length === 0) return read2;
  const names2 = required2.map(({ name: name2 }) => literal2(name2));
  return code3`${template("testing/fake", "having")}(${read2}, ${join3(names2, ", ")})`;
}
function nestedDeclarations(context) {
  return [...nestedShapes(context)].flatMap((id) => {
    const shape = context.service.structures.get(id);
    const plan = context.plan.structures.get(id);
    if (!shape || !plan || shape.wired === "both") return [];
    const declaration = shape.wired === "input" ? inputReader(context, shape, plan) : writerDeclaration(context, id, plan);
    if (declaration.kind !== "function") return [];
    return [{ ...declaration, exported: false, body: context.local(declaration.body) }];
  });
}
function inputReader(context, { kind: kind2, shape, members: members2 }, plan) {
  const declaration = readerDeclaration(context, shape, plan);
  if (declaration.kind !== "function" || kind2 === "union") return declaration;
  return { ...declaration, body: code3`return ${readInput(context, shape, members2, "value")};` };
}
function nestedShapes(context) {
  const { service: service2, plan } = context;
  const roots = service2.operations.flatMap(({ input, output, errors: errors2 }) => [
    input,
    output,
    ...errors2
  ]);
  const found = /* @__PURE__ */ new Set();
  const below2 = (id) => planOf(context, id).members.flatMap(({ codec }) => shapesIn2(codec.read));
  const waiting = roots.flatMap(below2);
  for (let id = waiting.pop(); id !== void 0; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    for (const next of below2(id)) waiting.push(next);
  }
  const name = (id) => service2.structures.get(id)?.name ?? "";
  return new Set(
    [...found].filter((id) => plan.structures.has(id)).sort((a, b) => name(a) < name(b) ? -1 : 1)
  );
}
function shapesIn2(expression) {
  switch (expression.kind) {
    case "reader":
      return [expression.shape];
    case "template":
      return (expression.arguments ?? []).flatMap(shapesIn2);
    default:
      return [];
  }
}
function localizer(context) {
  const lacking = new Set(
    [...context.service.structures.values()].flatMap(({ shape, wired }) => {
      if (wired === "both" || wired === void 0) return [];
      const symbol = wired === "input" ? structureReader : structureWriter;
      return [key2(symbol(context, shape))];
    })
  );
  return ({ parts: parts2 }) => ({
    kind: "code",
    parts: parts2.map(
      (part) => typeof part !== "string" && lacking.has(key2(part)) ? { ...part, module: path } : part
    )
  });
}
var key2 = ({ module, name }) => `${module}
${name}`;

// generator/emit/emit.ts
function emitSources(service2, packageName, plan, endpoints, templates) {
  const context = createContext(service2, packageName, plan, endpoints);
  const modules = [
    indexModule2(context),
    ...service2.enums.size > 0 ? [enumsModule(context)] : [],
    errorsModule(context),
    ...service2.operations.map((operation2) => operationModuleOf(context, operation2)),
    ...sharedShapeModules(context),
    ...plan ? clientModules(clientContext(context, plan)) : []
  ];
  const origin = `${service2.clientName} ${service2.version}`;
  const copied = copyTemplates(modules, templates, origin);
  const printer = createPrinter(origin);
  return {
    *emitted() {
      for (const module of [...modules, copied.index])
        yield [`src/${module.path}.ts`, printer.print(module)];
    },
    copied: copied.files,
    exports: packageExports(service2, modules, templates)
  };
}
function clientModules(context) {
  return [
    clientModule(context),
    ...authModules(context.service),
    endpointModule(context.service, context.endpoints),
    bridgeModule(context),
    testingModule(context)
  ];
}

// generator/package/package.ts
import Handlebars from "handlebars";
function packageFiles(service2, identity, templates, summarize2) {
  const used = [service2.auth, ...service2.operations.map(({ auth = [] }) => auth)].flat();
  const schemes2 = new Set(used.map(({ kind: kind2 }) => kind2));
  const view = {
    ...identity,
    repository: identity.repository ?? "",
    title: markdownText(service2.title),
    description: `A client of ${service2.title.replace(/\s+/g, " ").trim()}, generated by Tinsmith.`,
    apiVersion: markdownText(service2.version),
    clientName: service2.clientName,
    operationCount: service2.operations.length,
    operations: service2.operations.map(({ functionName, documentation }) => ({
      functionName,
      summary: summarize2(documentation.html ?? "")
    })),
    example: exampleOf(service2),
    signs: schemes2.has("sigv4"),
    identities: Object.entries(identities).flatMap(
      ([kind2, identity2]) => schemes2.has(kind2) ? [identity2] : []
    )
  };
  const handlebars = Handlebars.create();
  handlebars.registerHelper("json", (value2) => new handlebars.SafeString(jsonText(value2)));
  return new Map(
    [...templates].map(
      ([path2, text4]) => path2.endsWith(".hbs") ? [path2.slice(0, -".hbs".length), handlebars.compile(text4, { strict: true })(view)] : [path2, text4]
    )
  );
}
var identities = {
  apiKey: { setting: "apiKey", value: '{ apiKey: "\u2026" }' },
  basic: { setting: "login", value: '{ username: "\u2026", password: "\u2026" }' },
  bearer: { setting: "token", value: '{ token: "\u2026" }' }
};
function exampleOf(service2) {
  const { operations } = service2;
  const operation2 = operations.find(({ wire }) => wire.has("smithy.api#examples")) ?? operations[0];
  if (!operation2) throw new Error("The model was not validated: the service has no operations.");
  const members2 = service2.structures.get(operation2.input ?? "")?.members ?? [];
  const given = members2.filter(({ required: required2 }) => required2);
  return {
    functionName: operation2.functionName,
    input: given.length === 0 ? "" : `, { ${given.map(assignment).join(", ")} }`,
    errors: operation2.errors.slice(0, 2).map((id) => service2.errors.get(id)?.name ?? "")
  };
}
function assignment({ name, type }) {
  const key3 = /^\w+$/.test(name) ? name : jsonText(name);
  switch (type.kind) {
    case "string":
    case "enum":
      return `${key3}: "\u2026"`;
    case "blob":
      return `${key3}: new TextEncoder().encode("\u2026")`;
    case "boolean":
      return `${key3}: true`;
    case "timestamp":
      return `${key3}: new Date()`;
    case "list":
      return `${key3}: []`;
    case "map":
    case "structure":
    case "union":
    case "document":
      return `${key3}: {}`;
    case "bigDecimal":
      return `${key3}: "1"`;
    case "bigInteger":
      return `${key3}: 1n`;
    case "long":
      return `${key3}: ${type.as === "bigint" ? "1n" : "1"}`;
    default:
      return `${key3}: 1`;
  }
}

// generator/timing.ts
var untimed = (_stage, work) => work();

// generator/versioning/version.ts
import semver from "semver";
var FIRST_VERSION = "0.1.0";

// generator/generate.ts
async function generate(input) {
  const { model: model2, service: service2, names: names2, diagnostics } = slice(input);
  if (!model2 || !service2) return { diagnostics };
  const { timed = untimed } = input;
  const protocol2 = chooseProtocol([...service2.traits.keys()], input.protocol);
  const support = timed("validate", () => supportOf(model2, service2, hasDocuments(protocol2)));
  const ir = timed(
    "lower",
    () => lowerService(model2, service2, {
      isTypesOnly: (id) => support.typesOnly.has(id),
      names: names2,
      long: input.long,
      remembered: input.remembered
    })
  );
  const plan = protocol2 && timed("plan", () => planService(ir, protocol2));
  if (!plan) {
    const { protocols: protocols4 } = ir;
    const problem = unsupportedProtocol(service2, protocols4, supportedProtocols, input.protocol);
    return { diagnostics: [...diagnostics, problem] };
  }
  const callable = { ...ir, operations: ir.operations.filter(({ typesOnly }) => !typesOnly) };
  const ids = callable.operations.map(({ shape }) => shape);
  const { endpoints, diagnostics: found } = timed(
    "endpoints",
    () => compileEndpoints(model2, service2, ids, { hasRegion: ir.signingName !== void 0 })
  );
  for (const some of [support.problems, support.typesOnly.values(), found]) {
    for (const diagnostic of some) diagnostics.push(diagnostic);
  }
  if (hasError(diagnostics)) return { diagnostics };
  const { packageName: name, version = FIRST_VERSION, repository } = input;
  const identity = { name, version, repository };
  const { files, exports } = await sourceFiles(
    input,
    ir,
    plan,
    endpoints,
    () => packageFiles(callable, identity, under2(input.templates, "package/"), summarize)
  );
  const lock = {
    generator: `tinsmith ${input.generatorVersion}`,
    package: { name, version },
    model: { service: service2.id, version: service2.version, sha256: hashModel(model2) },
    protocol: protocol2,
    operations: callable.operations.map(({ name: name2 }) => name2),
    surface: surfaceIn(model2, service2, ir, endpoints, exports),
    files: Object.fromEntries([...files].map(([path2, text4]) => [path2, textHash(text4)]))
  };
  files.set("tinsmith.lock.json", `${jsonText(lock, 2)}
`);
  return {
    files,
    diagnostics,
    summary: { service: ir.clientName, operations: callable.operations.length }
  };
}
function slice(input) {
  const { timed = untimed } = input;
  const chosen = timed("select", () => selectService(input.model, input.service));
  const { service: whole } = chosen;
  if (!whole) return { diagnostics: chosen.diagnostics };
  const selected = timed("select", () => selectOperations(input.model, whole, input.operations));
  const model2 = timed("slice", () => sliceModel(input.model, whole, selected.operations));
  const service2 = model2.shapes.get(whole.id);
  if (service2?.type !== "service") throw new Error("A slice keeps its service.");
  const diagnostics = [
    ...chosen.diagnostics,
    ...selected.diagnostics,
    ...timed("validate", () => validateModel(model2, service2))
  ];
  if (selected.operations.length === 0 && !hasError(diagnostics)) {
    const message2 = `${service2.id} has no operations to generate.`;
    diagnostics.push(error("Service.NoOperations", message2, at(service2)));
  }
  if (hasError(diagnostics)) return { diagnostics };
  return {
    model: model2,
    service: service2,
    names: timed("lower", () => settleNames(input.model, whole, input.remembered)),
    diagnostics
  };
}
async function sourceFiles({ packageName, templates, format: format2, timed = untimed }, ir, plan, endpoints, others = () => []) {
  const formatting = [];
  const sources = timed("emit", () => {
    const sources2 = emitSources(ir, packageName, plan, endpoints, templates);
    for (const emitted of [sources2.emitted, others]) {
      for (const [path2, text4] of emitted()) {
        formatting.push(format2(path2, text4).then((formatted) => [path2, formatted]));
      }
    }
    return sources2;
  });
  const texts3 = [...sources.copied, ...await timed("format", () => Promise.all(formatting))];
  const files = new Map(texts3.sort(([a], [b]) => a < b ? -1 : 1));
  return { files, exports: sources.exports };
}
function hasError(diagnostics) {
  return diagnostics.some(({ severity: severity2 }) => severity2 === "error");
}
function under2(templates, folder) {
  return new Map(
    [...templates].filter(([path2]) => path2.startsWith(folder)).map(([path2, text4]) => [path2.slice(folder.length), text4])
  );
}

// generator/output/format.ts
import { posix as posix3 } from "node:path";
var estree = async () => [
  await import("prettier/plugins/babel"),
  // Its types leave out what every plugin has.
  await import("prettier/plugins/estree")
];
var markdown = async () => [
  await import("prettier/plugins/markdown"),
  ...await estree()
];
var KINDS = /* @__PURE__ */ new Map([
  ["ts", { parser: "babel-ts", plugins: estree }],
  // As npm writes it when it changes a version.
  ["package.json", { parser: "json-stringify", plugins: estree }],
  ["json", { parser: "json", plugins: estree }],
  ["md", { parser: "markdown", plugins: markdown }]
]);
async function format(path2, text4) {
  const kind2 = KINDS.get(posix3.basename(path2)) ?? KINDS.get(posix3.extname(path2).slice(1));
  if (kind2 === void 0) return text4;
  const prettier = await import("prettier/standalone");
  const plugins = [...await kind2.plugins()];
  return prettier.format(text4, {
    parser: kind2.parser,
    plugins,
    // Decides on details, such as `<T,>` in TSX only; nothing is read there.
    filepath: path2,
    printWidth: 100,
    // None of the languages that it formats in template literals is among the plugins; looking for
    // them takes a sixth of the time.
    embeddedLanguageFormatting: kind2.parser === "babel-ts" ? "off" : "auto",
    endOfLine: "lf"
  });
}

// generator/smithy/appliedTraits.ts
var empty = { structure: {}, map: {}, list: [], set: [] };
function settleTraits(drafts, report) {
  const settle2 = (traits2, place) => {
    for (const [id, value2] of traits2) {
      const defined2 = drafts.get(id);
      if (value2 === null) {
        const type = (defined2 ?? definitions.get(id))?.type;
        const filled = type === void 0 ? void 0 : empty[type];
        if (filled !== void 0) traits2.set(id, filled);
      }
      const isTrait = defined2 ? defined2.traits.has("smithy.api#trait") : !prelude.has(id);
      if (isTrait) continue;
      const message2 = `\`${id}\` is no trait: the shape that defines a trait has \`smithy.api#trait\`.`;
      report(error("Model.NotTrait", message2, inside(place, "traits", id)));
    }
  };
  for (const { id, source, traits: traits2, members: members2, inherited: inherited2 } of drafts.values()) {
    settle2(traits2, { shape: id, source });
    for (const each2 of [members2, inherited2]) {
      for (const [name, member] of each2) {
        settle2(member.traits, { shape: `${id}$${name}`, source: member.source });
      }
    }
  }
}

// generator/smithy/assemble.ts
function assemble(drafts, metadata, report) {
  const shapes = new Map(prelude);
  for (const draft of drafts.values()) {
    const shape = build2(draft, report);
    if (shape !== void 0) shapes.set(draft.id, shape);
  }
  return { shapes: sorted(shapes), metadata };
}
function sorted(map) {
  return new Map([...map].sort(([a], [b]) => byCodeUnit(a, b)));
}
function sortedTraits(traits2) {
  let last = "";
  for (const id of traits2.keys()) {
    if (id < last) return sorted(traits2);
    last = id;
  }
  return traits2;
}
function build2(draft, report) {
  const { id, source, mixins } = draft;
  const plain2 = { id, source, traits: sortedTraits(draft.traits) };
  const base = mixins.length === 0 ? plain2 : { ...plain2, mixins };
  switch (draft.type) {
    case "list": {
      const member = needed2(draft, "member", report);
      return member && { ...base, type: "list", member };
    }
    case "map": {
      const key3 = needed2(draft, "key", report);
      const value2 = needed2(draft, "value", report);
      return key3 && value2 && { ...base, type: "map", key: key3, value: value2 };
    }
    case "enum":
    case "intEnum":
      return { ...base, type: draft.type, members: membersOf5(draft) };
    case "structure":
    case "union":
      return { ...base, type: draft.type, members: membersOf5(draft) };
    case "operation":
      return {
        ...base,
        type: "operation",
        input: draft.references.get("input") ?? unit2,
        output: draft.references.get("output") ?? unit2,
        errors: draft.lists.get("errors") ?? []
      };
    case "resource":
      return {
        ...base,
        type: "resource",
        identifiers: sorted(draft.maps.get("identifiers") ?? /* @__PURE__ */ new Map()),
        properties: sorted(draft.maps.get("properties") ?? /* @__PURE__ */ new Map()),
        lifecycle: new Map(
          lifecycle.flatMap((step3) => {
            const target = draft.references.get(step3);
            return target === void 0 ? [] : [[step3, target]];
          })
        ),
        operations: draft.lists.get("operations") ?? [],
        collectionOperations: draft.lists.get("collectionOperations") ?? [],
        resources: draft.lists.get("resources") ?? []
      };
    case "service":
      return {
        ...base,
        type: "service",
        version: draft.serviceVersion ?? "",
        operations: draft.lists.get("operations") ?? [],
        resources: draft.lists.get("resources") ?? [],
        errors: draft.lists.get("errors") ?? [],
        rename: sorted(draft.maps.get("rename") ?? /* @__PURE__ */ new Map())
      };
    default:
      return { ...base, type: draft.type };
  }
}
function membersOf5(draft) {
  const members2 = /* @__PURE__ */ new Map();
  for (const [name, member] of draft.members) members2.set(name, memberOf5(draft, name, member));
  return members2;
}
function memberOf5(draft, name, member) {
  const { target, source } = member;
  return { id: `${draft.id}$${name}`, name, target, traits: sortedTraits(member.traits), source };
}
function needed2(draft, name, report) {
  const member = draft.members.get(name);
  if (member !== void 0) return memberOf5(draft, name, member);
  const message2 = `The ${draft.type} has no \`${name}\`.`;
  report(error("Model.Expected", message2, { shape: draft.id, source: draft.source }));
  return void 0;
}

// generator/smithy/ast.ts
var versions3 = /* @__PURE__ */ new Map([
  ["1", 1],
  ["1.0", 1],
  ["2", 2],
  ["2.0", 2]
]);
var memberProperties = ["target", "traits"];
function isSmithyAst(value2) {
  return isObject(value2) && Object.hasOwn(value2, "smithy");
}
function readAst(file, ast, report) {
  const source = { file, pointer: "" };
  const place = { source };
  const version = versions3.get(property(ast, "smithy"));
  if (version === void 0) {
    const found = JSON.stringify(property(ast, "smithy")).slice(0, 40);
    report(
      error(
        "Model.Version",
        `Smithy version ${found} is not supported: expected "1", "1.0", "2" or "2.0".`,
        inside(place, "smithy")
      )
    );
    return { shapes: [], applies: [], metadata: {}, source };
  }
  const reader = new AstReader(report, version);
  reader.known(ast, ["smithy", "metadata", "shapes"], place);
  const metadata = reader.object(ast, "metadata", place) ?? {};
  checkMetadata(metadata, inside(place, "metadata"), report);
  const definitions2 = reader.object(ast, "shapes", place) ?? {};
  const shapes = [];
  const applies = [];
  for (const [id, definition2] of Object.entries(definitions2)) {
    const where = { shape: id, source: inside(place, "shapes", id).source };
    if (!isObject(definition2)) {
      report(error("Model.Expected", `Expected an object, found ${kindOf(definition2)}.`, where));
    } else if (property(definition2, "type") === "apply") {
      const apply = reader.apply(id, definition2, where);
      if (apply !== void 0) applies.push(apply);
    } else {
      const shape = reader.shape(id, definition2, where);
      if (shape !== void 0) shapes.push(shape);
    }
  }
  return { shapes, applies, metadata: canonical(metadata), source };
}
var AstReader = class {
  constructor(report, version) {
    this.report = report;
    this.version = version;
  }
  report;
  version;
  shape(id, json4, place) {
    if (!isShapeId(id)) {
      const parts2 = memberParts(id);
      const message2 = parts2 === void 0 ? `\`${id}\` is not a valid shape ID: expected namespace#Name, of letters, digits and underscores.` : `\`${id}\` is the ID of a member: only \`apply\` may have one here.`;
      this.report(error("Model.ShapeId", message2, place));
      return void 0;
    }
    const type = this.type(json4, place);
    if (type === void 0) return void 0;
    const draft = {
      id,
      type,
      version: this.version,
      source: place.source,
      traits: this.traits(json4, place),
      mixins: this.references(json4, "mixins", place),
      members: /* @__PURE__ */ new Map(),
      inherited: /* @__PURE__ */ new Map(),
      references: /* @__PURE__ */ new Map(),
      lists: /* @__PURE__ */ new Map(),
      maps: /* @__PURE__ */ new Map(),
      serviceVersion: void 0
    };
    const properties3 = Object.entries(shapeProperties.get(type) ?? {});
    this.known(json4, ["type", "traits", "mixins", ...properties3.map(([name]) => name)], place);
    for (const [name, kind2] of properties3) this.property(draft, json4, name, kind2, place);
    return draft;
  }
  apply(id, json4, place) {
    if (!isShapeId(id) && memberParts(id) === void 0) {
      this.report(error("Model.ShapeId", `\`${id}\` is not a valid shape ID.`, place));
      return void 0;
    }
    this.known(json4, ["type", "traits"], place);
    return { target: id, traits: this.traits(json4, place), source: place.source };
  }
  /** A property that must be an object where it is there. */
  object(json4, name, place) {
    const value2 = property(json4, name);
    if (value2 === void 0) return void 0;
    if (isObject(value2)) return value2;
    this.expected("an object", value2, inside(place, name));
    return void 0;
  }
  known(json4, names2, place) {
    for (const key3 of Object.keys(json4)) {
      if (names2.includes(key3)) continue;
      const message2 = `The property \`${key3}\` is not known here, and is ignored.`;
      this.report(
        warning("Model.UnknownProperty", message2 + didYouMean(key3, names2), inside(place, key3))
      );
    }
  }
  expected(what, found, place) {
    this.report(error("Model.Expected", `Expected ${what}, found ${kindOf(found)}.`, place));
  }
  type(json4, place) {
    const type = property(json4, "type");
    if (typeof type !== "string") {
      const message2 = 'Expected a property "type" that names the kind of shape.';
      this.report(error("Model.Expected", message2, place));
      return void 0;
    }
    if (!shapeProperties.has(type)) {
      const hint = didYouMean(type, shapeProperties.keys());
      const message2 = `There is no shape type ${JSON.stringify(type)}.${hint}`;
      this.report(error("Model.ShapeType", message2, inside(place, "type")));
      return void 0;
    }
    if (this.version === 1 ? type === "enum" || type === "intEnum" : type === "set") {
      const message2 = `Shapes of type ${type} cannot be used in version ${this.version}.0 of Smithy.`;
      this.report(error("Model.ShapeType", message2, inside(place, "type")));
    }
    return type;
  }
  property(draft, json4, name, kind2, place) {
    const value2 = property(json4, name);
    if (value2 === void 0) return;
    const where = inside(place, name);
    if (draft.type === "resource" && name === "properties" && this.version === 1) {
      this.report(error("Model.Version", "Resource properties need version 2.0 of Smithy.", where));
    }
    switch (kind2) {
      case "member": {
        this.member(draft, name, value2, where);
        break;
      }
      case "members": {
        const members2 = this.object(json4, name, place) ?? {};
        for (const [key3, item] of Object.entries(members2)) {
          this.member(draft, key3, item, inside(where, key3));
        }
        break;
      }
      case "reference": {
        const target = this.reference(value2, where);
        if (target !== void 0) draft.references.set(name, target);
        break;
      }
      case "references":
        draft.lists.set(name, this.references(json4, name, place));
        break;
      case "referenceMap":
      case "names": {
        const read2 = (item, here) => kind2 === "names" ? this.name(item, here) : this.reference(item, here);
        const entries2 = Object.entries(this.object(json4, name, place) ?? {}).map(
          ([key3, item]) => [key3, read2(item, inside(where, key3))]
        );
        draft.maps.set(name, new Map(entries2.filter(isDefined)));
        break;
      }
      case "string":
        if (typeof value2 === "string") draft.serviceVersion = value2;
        else this.expected("a string", value2, where);
    }
  }
  member(draft, name, value2, place) {
    const where = { shape: `${draft.id}$${name}`, source: place.source };
    if (!isIdentifier(name)) {
      const message2 = `\`${name}\` is not a valid member name: expected letters, digits and underscores, with a letter first.`;
      this.report(error("Model.ShapeId", message2, where));
      return;
    }
    if (!isObject(value2)) return this.expected("an object", value2, where);
    this.known(value2, memberProperties, where);
    const target = this.target(value2, where);
    if (target === void 0) return;
    const member = {
      target,
      traits: this.traits(value2, where),
      source: place.source
    };
    draft.members.set(name, member);
  }
  reference(value2, place) {
    if (!isObject(value2)) {
      this.expected("an object with a `target`", value2, place);
      return void 0;
    }
    this.known(value2, ["target"], place);
    return this.target(value2, place);
  }
  references(json4, name, place) {
    const value2 = property(json4, name);
    if (value2 === void 0) return [];
    const where = inside(place, name);
    if (!isArray(value2)) {
      this.expected("an array", value2, where);
      return [];
    }
    return value2.map((item, index) => this.reference(item, inside(where, index))).filter((target) => target !== void 0);
  }
  target(json4, place) {
    const target = property(json4, "target");
    if (typeof target !== "string") {
      const message3 = target === void 0 ? 'Expected a property "target" with a shape ID.' : `Expected a shape ID, found ${kindOf(target)}.`;
      this.report(error("Model.Expected", message3, place));
      return void 0;
    }
    if (isShapeId(target)) return target;
    const isMember2 = memberParts(target) !== void 0;
    const message2 = isMember2 ? `\`${target}\` is a member, and nothing can target a member.` : `${JSON.stringify(target)} is not a valid shape ID: expected namespace#Name.`;
    this.report(error(isMember2 ? "Target" : "Model.ShapeId", message2, inside(place, "target")));
    return void 0;
  }
  name(value2, place) {
    if (typeof value2 === "string" && isIdentifier(value2)) return value2;
    this.report(error("Model.ShapeId", "Expected a valid shape name.", place));
    return void 0;
  }
  traits(json4, place) {
    const traits2 = /* @__PURE__ */ new Map();
    const values = this.object(json4, "traits", place);
    if (values === void 0) return traits2;
    for (const id of Object.keys(values).sort()) {
      if (!traitTable.has(id) && !isShapeId(id)) {
        const message2 = `\`${id}\` is not a valid shape ID: expected namespace#name of a trait.`;
        this.report(error("Model.ShapeId", message2, inside(place, "traits", id)));
        continue;
      }
      this.checkVersion(id, place);
      const value2 = traitValue(id, values[id], place, this.report);
      if (value2 !== void 0) traits2.set(id, canonical(value2));
    }
    return traits2;
  }
  checkVersion(trait3, place) {
    const wrong2 = this.version === 1 && (trait3 === "smithy.api#default" || trait3 === "smithy.api#mixin") || this.version === 2 && trait3 === "smithy.api#box";
    if (!wrong2) return;
    const needed3 = this.version === 1 ? "2.0" : "1.0";
    const message2 = `The trait \`${trait3}\` can only be used in version ${needed3} of Smithy.`;
    this.report(error("Model.Version", message2, inside(place, "traits", trait3)));
  }
};
function isDefined(entry) {
  return entry[1] !== void 0;
}

// generator/smithy/merge.ts
function mergeFiles(files, report) {
  const drafts = /* @__PURE__ */ new Map();
  for (const draft of files.flatMap((file) => file.shapes)) {
    const first2 = drafts.get(draft.id);
    if (prelude.has(draft.id)) checkPrelude(draft, report);
    else if (first2 === void 0) drafts.set(draft.id, draft);
    else mergeShape(first2, draft, report);
  }
  for (const apply of files.flatMap((file) => file.applies)) applyTraits(drafts, apply, report);
  return { drafts, ...mergeMetadata(files, report) };
}
function checkPrelude(draft, report) {
  if (prelude.get(draft.id)?.type === draft.type) return;
  const message2 = "The shape conflicts with the one of this name in the Smithy prelude.";
  report(error("Model.Conflict", message2, { shape: draft.id, source: draft.source }));
}
function mergeShape(first2, second, report) {
  const place = { shape: second.id, source: second.source };
  if (!isSame(definition(first2), definition(second))) {
    const { file, pointer } = first2.source;
    const message2 = `The shape is defined differently in ${file} at ${pointer}.`;
    report(error("Model.Conflict", message2, place));
    return;
  }
  addTraits(first2.traits, second.traits, place, report);
  for (const [name, member] of second.members) {
    const traits2 = first2.members.get(name)?.traits;
    const where = { shape: `${second.id}$${name}`, source: member.source };
    if (traits2 !== void 0) addTraits(traits2, member.traits, where, report);
  }
}
function definition(draft) {
  return {
    type: draft.type,
    version: draft.serviceVersion ?? null,
    mixins: draft.mixins,
    members: [...draft.members].map(([name, { target }]) => [name, target]),
    references: [...draft.references],
    // Only of an operation's errors does the order mean anything; none are as good as an empty list.
    lists: [...draft.lists].filter(([, ids]) => ids.length > 0).map(([name, ids]) => [name, draft.type === "operation" ? ids : [...ids].sort(byCodeUnit)]),
    maps: [...draft.maps].filter(([, map]) => map.size > 0).map(([name, map]) => [name, Object.fromEntries(map)])
  };
}
function addTraits(traits2, more, place, report) {
  for (const [id, value2] of more) {
    const old = traits2.get(id);
    if (old === void 0) traits2.set(id, value2);
    else if (isSame(old, value2)) continue;
    else if (isArray(old) && isArray(value2)) traits2.set(id, [...old, ...value2]);
    else {
      const message2 = `The trait \`${id}\` has another value elsewhere for the same shape.`;
      report(error("Model.Conflict", message2, inside(place, "traits", id)));
    }
  }
}
function applyTraits(drafts, apply, report) {
  const place = { shape: apply.target, source: apply.source };
  const parts2 = memberParts(apply.target);
  const draft = drafts.get(parts2?.container ?? apply.target);
  if (draft === void 0) {
    if (apply.traits.size > 0) report(noTarget(apply.target, place));
  } else if (parts2 === void 0) {
    addTraits(draft.traits, apply.traits, place, report);
  } else {
    const member = draft.members.get(parts2.name);
    if (member !== void 0) addTraits(member.traits, apply.traits, place, report);
    else awaitMember(draft, parts2.name, apply, report);
  }
}
function awaitMember(draft, name, apply, report) {
  if (apply.traits.size === 0) return;
  const waiting = draft.inherited.get(name);
  if (waiting === void 0) {
    draft.inherited.set(name, { traits: new Map(apply.traits), source: apply.source });
  } else {
    const place = { shape: apply.target, source: apply.source };
    addTraits(waiting.traits, apply.traits, place, report);
  }
}
function applyInherited(draft, report) {
  for (const [name, { traits: traits2, source }] of draft.inherited) {
    const member = draft.members.get(name);
    const id = `${draft.id}$${name}`;
    if (member === void 0) report(noTarget(id, { shape: id, source }));
    else for (const [trait3, value2] of traits2) member.traits.set(trait3, value2);
  }
}
function noTarget(target, place) {
  const why = prelude.has(memberParts(target)?.container ?? target) ? "is of the Smithy prelude: nothing can be added to it" : "is not there";
  return error("Model.UnknownApply", `Traits are applied to \`${target}\`, which ${why}.`, place);
}
function mergeMetadata(files, report) {
  const merged = /* @__PURE__ */ new Map();
  for (const { metadata, source } of files) {
    for (const [key3, value2] of Object.entries(metadata)) {
      const old = merged.get(key3);
      if (old === void 0) merged.set(key3, { value: value2, source });
      else if (isSame(old.value, value2)) continue;
      else if (isArray(old.value) && isArray(value2)) {
        merged.set(key3, { value: [...old.value, ...value2], source: old.source });
      } else {
        const message2 = `The metadata \`${key3}\` has another value in ${old.source.file}.`;
        report(error("Model.Metadata", message2, inside({ source }, "metadata", key3)));
      }
    }
  }
  const entries2 = [...merged].sort(([a], [b]) => byCodeUnit(a, b));
  return {
    metadata: Object.fromEntries(entries2.map(([key3, { value: value2 }]) => [key3, value2])),
    metadataSources: new Map(
      entries2.map(([key3, { source }]) => [key3, inside({ source }, "metadata", key3).source])
    )
  };
}

// generator/smithy/mixins.ts
var MOST = 2e5;
function mixIn(drafts, report) {
  const done = /* @__PURE__ */ new Set();
  const waiting = [...drafts.keys()].sort(byCodeUnit).reverse();
  const open = /* @__PURE__ */ new Set();
  const sizes = /* @__PURE__ */ new Map();
  let copied = 0;
  const hint = fewHints({ [Symbol.iterator]: () => drafts.keys() });
  const broken2 = /* @__PURE__ */ new Set();
  while (waiting.length > 0) {
    const id = waiting.at(-1);
    const draft = drafts.get(id);
    if (draft === void 0 || done.has(id)) {
      waiting.pop();
      continue;
    }
    const missing = draft.mixins.filter((mixin) => drafts.has(mixin) && !done.has(mixin));
    const cyclic = missing.find((mixin) => open.has(mixin) || mixin === id);
    if (missing.length > 0 && cyclic === void 0) {
      open.add(id);
      for (const mixin of missing) waiting.push(mixin);
      continue;
    }
    for (const mixin of draft.mixins) copied += sizes.get(mixin) ?? 0;
    if (copied > MOST) {
      const message2 = `With this shape, mixins hand on more than ${MOST} members and traits, which is the most that can be generated. Use fewer mixins, or use them in fewer shapes.`;
      return report(error("Model.Mixin", message2, inside(placeOf2(draft), "mixins")));
    }
    if (cyclic !== void 0) {
      const message2 = `The mixins of the shape form a cycle, through \`${cyclic}\`.`;
      report(error("Model.Mixin", message2, inside(placeOf2(draft), "mixins")));
    } else if (!complete(draft, drafts, broken2, hint, report)) {
      broken2.add(id);
    }
    waiting.pop();
    done.add(id);
    sizes.set(id, sizeOf2(draft));
    open.delete(id);
  }
}
function sizeOf2({ traits: traits2, members: members2, lists: lists2, maps }) {
  let size2 = traits2.size + members2.size;
  for (const member of members2.values()) size2 += member.traits.size;
  for (const ids of lists2.values()) size2 += ids.length;
  for (const map of maps.values()) size2 += map.size;
  return size2;
}
function placeOf2(draft) {
  return { shape: draft.id, source: draft.source };
}
function complete(draft, drafts, broken2, hint, report) {
  const mixins = [];
  for (const [index, id] of draft.mixins.entries()) {
    const mixin = drafts.get(id);
    const place = inside(placeOf2(draft), "mixins", index);
    const problem = broken2.has(id) ? brokenMixin(id) : problemOf3(draft, id, mixin, hint);
    if (problem !== void 0) report(error(...problem, place));
    else if (mixin !== void 0) mixins.push(mixin);
  }
  if (mixins.length > 0) {
    mixTraits(draft, mixins);
    mixMembers(draft, mixins, report);
    mixProperties(draft, mixins);
  }
  applyInherited(draft, report);
  return mixins.length === draft.mixins.length;
}
function brokenMixin(id) {
  return ["Model.Mixin", `The mixin \`${id}\` has mixins that cannot be used.`];
}
function problemOf3(draft, id, mixin, hint) {
  if (mixin === void 0) {
    return ["Model.Mixin", `The mixin \`${id}\` is not defined.${hint(id)}`];
  }
  if (draft.version === 1) {
    return ["Model.Version", "Mixins can only be used in version 2.0 of Smithy."];
  }
  if (!hasTrait(mixin, traits.mixin)) {
    return ["Target", `\`${id}\` is not a mixin: it has no \`${traits.mixin.id}\` trait.`];
  }
  if (mixin.type !== draft.type) {
    return ["Target", `A ${draft.type} cannot use \`${id}\`, a ${mixin.type}, as a mixin.`];
  }
  return void 0;
}
function mixTraits(draft, mixins) {
  const own3 = [...draft.traits];
  draft.traits.clear();
  for (const mixin of mixins) {
    const local = new Set(getTrait(mixin, traits.mixin)?.localTraits);
    for (const [id, value2] of mixin.traits) {
      if (id !== traits.mixin.id && !local.has(id)) draft.traits.set(id, value2);
    }
  }
  for (const [id, value2] of own3) draft.traits.set(id, value2);
}
function mixMembers(draft, mixins, report) {
  const mixed = /* @__PURE__ */ new Map();
  for (const mixin of mixins) {
    for (const [name, member] of mixin.members) overlay(draft, mixed, name, member, report);
  }
  for (const [name, member] of draft.members) overlay(draft, mixed, name, member, report);
  draft.members = mixed;
}
function overlay(draft, mixed, name, member, report) {
  const below2 = mixed.get(name);
  if (below2 !== void 0 && below2.target !== member.target) {
    const message2 = `The member conflicts with one of a mixin: it targets \`${member.target}\`, the mixin's \`${below2.target}\`.`;
    const place = { shape: `${draft.id}$${name}`, source: member.source };
    report(error("Model.Mixin", message2, place));
    return;
  }
  const merged = [...below2?.traits ?? [], ...member.traits];
  mixed.set(name, { target: member.target, traits: new Map(merged), source: member.source });
}
function mixProperties(draft, mixins) {
  const lists2 = /* @__PURE__ */ new Map();
  const maps = /* @__PURE__ */ new Map();
  for (const layer of [...mixins, draft]) {
    for (const [name, ids] of layer.lists) {
      const list2 = lists2.get(name) ?? /* @__PURE__ */ new Set();
      for (const id of ids) list2.add(id);
      lists2.set(name, list2);
    }
    for (const [name, entries2] of layer.maps) {
      const map = maps.get(name) ?? /* @__PURE__ */ new Map();
      for (const [key3, value2] of entries2) map.set(key3, value2);
      maps.set(name, map);
    }
  }
  draft.serviceVersion ??= mixins.findLast((mixin) => mixin.serviceVersion)?.serviceVersion;
  for (const [name, ids] of lists2) draft.lists.set(name, [...ids]);
  for (const [name, map] of maps) draft.maps.set(name, map);
}

// generator/smithy/jsonText.ts
function walkJson(text4, visitor) {
  new Walker(text4, visitor).value();
}
var quote = 34;
var comma = 44;
var openBracket = 91;
var closeBracket = 93;
var openBrace = 123;
var closeBrace = 125;
var Walker = class {
  constructor(text4, visitor) {
    this.text = text4;
    this.visitor = visitor;
  }
  text;
  visitor;
  offset = 0;
  keys = [];
  pointer = () => pointerOf(this.keys);
  value() {
    this.space();
    this.visitor.value?.(this.offset, this.text);
    const code4 = this.text.charCodeAt(this.offset);
    if (code4 === openBrace) this.object();
    else if (code4 === openBracket) this.array();
    else if (code4 === quote) this.offset = endOfString(this.text, this.offset);
    else this.scalar();
  }
  object() {
    const seen = /* @__PURE__ */ new Set();
    for (this.offset++; this.hasItem(closeBrace); ) {
      const start = this.offset;
      this.offset = endOfString(this.text, start);
      const key3 = JSON.parse(this.text.slice(start, this.offset));
      this.space();
      this.offset++;
      this.item(key3, seen.has(key3));
      seen.add(key3);
    }
  }
  array() {
    let index = 0;
    for (this.offset++; this.hasItem(closeBracket); ) this.item(index++, false);
  }
  /** Whether a container goes on; where not, it is left. */
  hasItem(close2) {
    this.space();
    const code4 = this.text.charCodeAt(this.offset);
    if (code4 === comma || code4 === close2) this.offset++;
    this.space();
    return code4 !== close2;
  }
  item(key3, isRepeated) {
    this.keys.push(key3);
    if (this.visitor.enter?.(key3, isRepeated, this.pointer) === false) this.skip();
    else {
      this.value();
      this.visitor.leave?.();
    }
    this.keys.pop();
  }
  scalar() {
    const start = this.offset;
    let code4 = this.text.charCodeAt(this.offset);
    while (code4 > 32 && code4 !== comma && code4 !== closeBracket && code4 !== closeBrace) {
      code4 = this.text.charCodeAt(++this.offset);
    }
    const first2 = this.text.charCodeAt(start);
    const isNumber = first2 === 45 || first2 >= 48 && first2 <= 57;
    if (isNumber) this.visitor.number?.(this.text.slice(start, this.offset), this.pointer);
  }
  /** Goes over a value without a look at it. */
  skip() {
    this.space();
    for (let depth = 0; ; ) {
      const code4 = this.text.charCodeAt(this.offset);
      if (code4 === quote) this.offset = endOfString(this.text, this.offset);
      else if (depth === 0 && (code4 === comma || code4 === closeBrace || code4 === closeBracket))
        return;
      else {
        if (code4 === openBrace || code4 === openBracket) depth++;
        else if (code4 === closeBrace || code4 === closeBracket) depth--;
        this.offset++;
      }
      if (this.offset >= this.text.length) return;
    }
  }
  space() {
    while (isSpace(this.text.charCodeAt(this.offset))) this.offset++;
  }
};
function isSpace(code4) {
  return code4 === 32 || code4 === 10 || code4 === 13 || code4 === 9 || code4 === 65279;
}
function endOfString(text4, start) {
  for (let end2 = start; ; ) {
    end2 = text4.indexOf('"', end2 + 1);
    let escapes = 0;
    while (text4.charCodeAt(end2 - 1 - escapes) === 92) escapes++;
    if (escapes % 2 === 0) return end2 + 1;
  }
}
function countKeys(text4) {
  let count = 0;
  for (let start = text4.indexOf('"'); start >= 0; ) {
    let end2 = endOfString(text4, start);
    while (isSpace(text4.charCodeAt(end2))) end2++;
    if (text4.charCodeAt(end2) === 58) count++;
    start = text4.indexOf('"', end2);
  }
  return count;
}
function positionsOf(text4, offsets) {
  const positions = /* @__PURE__ */ new Map();
  let line = 1;
  let start = 0;
  for (const offset of [...offsets].sort((a, b) => a - b)) {
    let next = text4.indexOf("\n", start);
    while (next >= 0 && next < offset) {
      line++;
      start = next + 1;
      next = text4.indexOf("\n", start);
    }
    positions.set(offset, { line, column: offset - start + 1 });
  }
  return positions;
}

// generator/smithy/syntaxError.ts
var space = /[ \t\n\r]*/y;
var scalar2 = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
var escape2 = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
function findSyntaxError(text4) {
  const closers = [];
  let offset = 0;
  let expects = "value";
  let opened = false;
  let inString = false;
  const match = (pattern2) => {
    pattern2.lastIndex = offset;
    if (!pattern2.test(text4)) return false;
    offset = pattern2.lastIndex;
    return true;
  };
  const skip = (token3) => {
    if (text4[offset] !== token3) return false;
    offset++;
    return true;
  };
  const matchString = () => {
    if (!skip('"')) return false;
    inString = true;
    while (offset < text4.length && text4.charCodeAt(offset) >= 32) {
      if (skip('"')) {
        inString = false;
        return true;
      }
      if (text4[offset] !== "\\") offset++;
      else if (!match(escape2)) return false;
    }
    return false;
  };
  const problem = (expected) => {
    if (!inString) {
      if (offset >= text4.length) {
        return { offset, message: `expected ${expected}, found the end of the file` };
      }
      const found = JSON.stringify(String.fromCodePoint(text4.codePointAt(offset) ?? 0));
      return { offset, message: `expected ${expected}, found ${found}` };
    }
    if (offset >= text4.length) return { offset, message: "a string does not end" };
    return { offset, message: "a string holds a bad escape or an unescaped control character" };
  };
  for (; ; ) {
    match(space);
    const closer = closers.at(-1);
    if ((opened || expects === "next") && closer !== void 0 && skip(closer)) {
      closers.pop();
      expects = "next";
      opened = false;
      continue;
    }
    if (expects === "next") {
      if (closer === void 0) return problem("the end of the file");
      if (!skip(",")) return problem(`"," or "${closer}"`);
      expects = closer === "}" ? "key" : "value";
    } else if (expects === "key") {
      opened = false;
      if (!matchString()) return problem("a property name in double quotes");
      match(space);
      if (!skip(":")) return problem('":"');
      expects = "value";
    } else if (skip("{")) {
      closers.push("}");
      expects = "key";
      opened = true;
    } else if (skip("[")) {
      closers.push("]");
      opened = true;
    } else {
      opened = false;
      if (!matchString() && !match(scalar2)) return problem("a value");
      expects = "next";
    }
  }
}

// generator/smithy/parseJson.ts
function parseJson(file, text4, report) {
  const source = { file, pointer: "" };
  const json4 = text4.startsWith("\uFEFF") ? text4.slice(1) : text4;
  let value2;
  try {
    value2 = JSON.parse(json4);
  } catch {
    const { offset, message: message2 } = findSyntaxError(json4);
    const { line, column } = positionsOf(json4, [offset]).get(offset) ?? { line: 1, column: 1 };
    const where = `line ${line}, column ${column}`;
    const hint = isIdl(json4) ? idlHint : "";
    report(error("Model.Json", `Not valid JSON at ${where}: ${message2}.${hint}`, { source }));
    return void 0;
  }
  if (isTooDeep(value2)) {
    report(error("Model.Json", "The JSON nests too deeply.", { source }));
    return void 0;
  }
  if (countKeys(json4) !== countEntries(value2) || longNumber.test(json4)) {
    reportLosses(file, json4, report);
  }
  return value2;
}
var idlHint = " It is Smithy IDL: `smithy ast` of the Smithy CLI turns it into the JSON that Tinsmith reads.";
function isIdl(text4) {
  return /^\s*(?:\/\/.*\s+)*(?:\$version\s*:|namespace\s+\w)/.test(text4.slice(0, 1e4));
}
var longNumber = /[:[,]\s*-?(?:\d{16}|\d[\d.]*[eE]\+?\d{2})/;
var exact = /\/smithy\.api#(?:default|enumValue)$/;
function reportLosses(file, json4, report) {
  walkJson(json4, {
    enter: (_, isRepeated, pointer) => {
      if (isRepeated) {
        const place = { source: { file, pointer: pointer() } };
        report(error("Model.Json", "The object has this key twice.", place));
      }
      return true;
    },
    number: (text4, pointer) => {
      if (isKept(text4)) return;
      const place = { source: { file, pointer: pointer() } };
      const message2 = `The number ${text4} cannot be read exactly: it becomes ${Number(text4)}.`;
      const say = exact.test(place.source.pointer) ? error : warning;
      report(say("Model.Number", message2, place));
    }
  });
}
function isKept(text4) {
  const number2 = Number(text4);
  if (!/^-?\d+$/.test(text4)) return Number.isFinite(number2);
  return String(number2) === text4 || BigInt(text4) === BigInt(number2);
}

// generator/smithy/references.ts
function checkReferences(drafts, broken2, report) {
  const names2 = [...drafts.keys(), ...prelude.keys()];
  const hint = fewHints(names2);
  const check = (target, what) => {
    if (drafts.has(target) || prelude.has(target) || broken2.has(target)) return;
    const [from, place] = what();
    const message2 = `The ${from} targets \`${target}\`, which is not defined.`;
    report(error("Target.UnresolvedShape", message2 + hint(target), inside(place, "target")));
  };
  for (const draft of drafts.values()) {
    for (const [name, { target, source }] of draft.members) {
      check(target, () => ["member", { shape: `${draft.id}$${name}`, source }]);
    }
    const property3 = (name, ...keys) => {
      const place = { shape: draft.id, source: draft.source };
      return [`\`${name}\` of the ${draft.type}`, inside(place, name, ...keys)];
    };
    for (const [name, target] of draft.references) check(target, () => property3(name));
    for (const [name, targets] of draft.lists) {
      targets.forEach((target, index) => check(target, () => property3(name, index)));
    }
    for (const [name, map] of draft.maps) {
      if (name === "rename") continue;
      for (const [key3, target] of map) check(target, () => property3(name, key3));
    }
  }
}

// generator/smithy/upgrade.ts
function upgrade(drafts, report) {
  for (const draft of drafts.values()) {
    if (draft.type === "set") {
      draft.type = "list";
      draft.traits.set(traits.uniqueItems.id, {});
    }
    if (draft.type === "string") upgradeEnum(draft, report);
    if (draft.type === "enum") nameEnumValues(draft);
    const zero = zeroValues.get(draft.type);
    if (draft.version === 1 && zero !== void 0 && !hasTrait(draft, traits.box)) {
      draft.traits.set(traits.default.id, zero);
    }
    draft.traits.delete(traits.box.id);
  }
  for (const draft of drafts.values()) {
    if (draft.version !== 1) continue;
    for (const member of draft.members.values()) {
      if (draft.type === "structure") defaultMember(member, drafts);
      member.traits.delete(traits.box.id);
    }
  }
}
function defaultMember(member, drafts) {
  const target = drafts.get(member.target) ?? prelude.get(member.target);
  if (target === void 0 || hasTrait(member, traits.default)) return;
  if (target.type === "blob" && target.traits.has("smithy.api#streaming")) {
    if (!hasTrait(member, traits.required)) member.traits.set(traits.default.id, "");
    return;
  }
  const zero = zeroValues.get(target.type);
  if (zero === void 0 || getTrait(target, traits.default) !== zero) return;
  member.traits.set(traits.default.id, hasTrait(member, traits.box) ? null : zero);
}
function nameEnumValues(draft) {
  for (const [name, member] of draft.members) {
    if (!hasTrait(member, traits.enumValue)) member.traits.set(traits.enumValue.id, name);
  }
}
function upgradeEnum(draft, report) {
  const definitions2 = getTrait(draft, traits.enum);
  if (definitions2 === void 0) return;
  const names2 = new Set(definitions2.map(enumName));
  const values = new Set(definitions2.map(({ value: value2 }) => value2));
  const distinct = Math.min(names2.size, values.size) === definitions2.length;
  if (names2.has(void 0) || !distinct || names2.size === 0) {
    const message2 = "The shape stays a string: no members with names and values of their own can be made of its `smithy.api#enum`.";
    report(note("EnumTrait", message2, { shape: draft.id, source: draft.source }));
    return;
  }
  draft.type = "enum";
  draft.traits.delete(traits.enum.id);
  for (const definition2 of definitions2) {
    const name = enumName(definition2);
    if (name === void 0) continue;
    const memberTraits = new Map(enumTraits(definition2));
    draft.members.set(name, { target: unit2, traits: memberTraits, source: draft.source });
  }
}
function enumName({ name, value: value2 }) {
  const made = name ?? value2.replaceAll(/[-.:/\s]+/g, "_");
  return isIdentifier(made) ? made : void 0;
}
function enumTraits(definition2) {
  const { value: value2, documentation, deprecated, tags } = definition2;
  const made = [[traits.enumValue.id, value2]];
  if (documentation !== void 0) made.push([traits.documentation.id, documentation]);
  if (deprecated === true) made.push([traits.deprecated.id, {}]);
  if (tags !== void 0) made.push(["smithy.api#tags", tags]);
  return made;
}

// generator/smithy/load.ts
function loadModel(sources, timed = (_stage, work) => work()) {
  const diagnostics = [];
  const files = timed("load", () => readFiles(sources, diagnostics));
  return timed("assemble", () => assembleFiles(files, diagnostics));
}
function assembleFiles(files, diagnostics) {
  const report = (diagnostic) => void diagnostics.push(diagnostic);
  const { drafts, metadata, metadataSources } = mergeFiles(files, report);
  settleTraits(drafts, report);
  checkReferences(drafts, brokenShapes(diagnostics), report);
  mixIn(drafts, report);
  upgrade(drafts, report);
  const broken2 = brokenShapes(diagnostics);
  const assembled = assemble(drafts, metadata, (diagnostic) => {
    if (!broken2.has(diagnostic.shape ?? "")) report(diagnostic);
  });
  const model2 = { ...assembled, metadataSources };
  noteUnknownTraits(model2).forEach(report);
  const errors2 = diagnostics.filter(({ severity: severity2 }) => severity2 === "error");
  if (errors2.length === 0) return { model: model2, diagnostics };
  if (!errors2.some(({ code: code4 }) => code4.startsWith("Model"))) {
    const known2 = new Set(errors2.map(keyOf2));
    const isResolved = !errors2.some(({ code: code4 }) => code4.startsWith("Target"));
    const found = isResolved ? validateWhole(model2) : validateCore(model2);
    found.filter((each2) => !known2.has(keyOf2(each2))).forEach(report);
  }
  return { diagnostics };
}
function keyOf2({ code: code4, shape, source }) {
  return JSON.stringify([code4, shape, source?.pointer]);
}
function brokenShapes(diagnostics) {
  const errors2 = diagnostics.filter(({ severity: severity2 }) => severity2 === "error");
  return new Set(errors2.map(({ shape }) => shape?.replace(/\$.*/s, "") ?? ""));
}
function readFiles(sources, diagnostics) {
  const report = (diagnostic) => void diagnostics.push(diagnostic);
  const files = [];
  const others = [];
  for (const { file, text: text4 } of sources) {
    const value2 = parseJson(file, text4, report);
    if (value2 === void 0) continue;
    if (isSmithyAst(value2)) files.push(readAst(file, value2, report));
    else others.push([file, value2]);
  }
  const say = files.length > 0 ? warning : error;
  for (const [file, value2] of others) {
    const message2 = `Not a Smithy model: expected a JSON object with a property \`smithy\`.${hintFor(value2)}`;
    report(say("Model.NotSmithy", message2, { source: { file, pointer: "" } }));
  }
  return files;
}
function hintFor(value2) {
  if (!isObject(value2)) return "";
  const { metadata } = value2;
  if (isObject(metadata) && Object.hasOwn(metadata, "apiVersion")) {
    return " It is a service description as older AWS SDKs used them; `tinsmith pull` fetches the Smithy model of an AWS service.";
  }
  if (Object.hasOwn(value2, "openapi") || Object.hasOwn(value2, "swagger")) {
    return " It is an OpenAPI document, which Tinsmith does not read.";
  }
  return "";
}
function noteUnknownTraits(model2) {
  const notes = /* @__PURE__ */ new Map();
  const look = (shape) => {
    for (const id of shape.traits.keys()) {
      if (traitTable.has(id) || notes.has(id)) continue;
      const message2 = `The trait \`${id}\` is not known, and is ignored.`;
      notes.set(id, note("Model.UnresolvedTrait", message2, at(shape)));
    }
  };
  for (const shape of model2.shapes.values()) {
    look(shape);
    for (const member of membersOf(shape)) look(member);
  }
  return [...notes.values()];
}

// test/support/generate.ts
var root = resolve2("/work/wt-cbor/test/support", "../..");
function readTemplates() {
  return readFolder(join4(root, "templates"));
}
async function generateText(text4, options = {}, file = "model.json") {
  const { model: model2, diagnostics } = loadModel([{ file, text: text4 }]);
  if (!model2) return { diagnostics };
  return generate({
    model: model2,
    packageName: "@example/client",
    generatorVersion: "0.0.0",
    templates: readTemplates(),
    format,
    ...options
  });
}

// ../../tmp/w/size.ts
var [, , model, op, ...protocols3] = process.argv;
var text3 = readFileSync2(model, "utf8");
for (const protocol2 of protocols3) {
  const { files, diagnostics } = await generateText(text3, { protocol: protocol2, operations: process.env.ALL ? void 0 : [op] });
  if (!files) {
    console.log(protocol2, diagnostics.filter((d) => d.severity === "error").map((d) => d.message));
    continue;
  }
  const dir = `/tmp/w/out-${protocol2}`;
  rmSync(dir, { recursive: true, force: true });
  for (const [p, t] of files) {
    mkdirSync(dirname(join5(dir, p)), { recursive: true });
    writeFileSync(join5(dir, p), t);
  }
  const client = [...files.get("src/index.ts").matchAll(/create\w+Client/g)][0][0];
  const fn = op[0].toLowerCase() + op.slice(1);
  for (const platform of ["web", "node"]) {
    const r = await build3({
      stdin: { contents: `import {${client}, ${fn}} from "./src/index.ts"; globalThis.x=[${client}, ${fn}]`, resolveDir: dir, loader: "ts" },
      bundle: true,
      minify: true,
      format: "esm",
      platform: platform === "web" ? "browser" : "node",
      write: false,
      treeShaking: true,
      conditions: platform === "web" ? ["browser"] : ["node"],
      metafile: true,
      plugins: [{ name: "p", setup(b) {
        b.onResolve({ filter: /^#platform$/ }, () => ({ path: join5(dir, `src/runtime/http/platform.${platform}.ts`) }));
        b.onResolve({ filter: /\.js$/ }, (a) => a.path.startsWith(".") ? { path: join5(a.resolveDir, a.path.replace(/\.js$/, ".ts")) } : void 0);
      } }]
    });
    const code4 = r.outputFiles[0].contents;
    console.log(protocol2, platform, code4.length, "gzip", gzipSync(code4, { level: 9 }).length);
    if (platform === "web" && process.env.V) for (const [k, v] of Object.entries(Object.values(r.metafile.outputs)[0].inputs).sort((a, b) => b[1].bytesInOutput - a[1].bytesInOutput)) console.log("   ", v.bytesInOutput, k.replace(/.*src\//, ""));
    writeFileSync(`/tmp/w/bundle-${protocol2}-${platform}.js`, code4);
  }
}
