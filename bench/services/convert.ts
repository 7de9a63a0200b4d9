// Converts AWS's older format of models to Smithy's: a stand-in to measure the generator with, not a
// source of models. Shapes, documentation, constraints, errors, bindings, pagination and endpoint
// rules are those of the official models; what these have besides (examples, endpoint tests, waiters,
// resources) is missing, and services, namespaces and members of enums have other names. The packages
// of KMS and DynamoDB come within a tenth of the bytes that those of the official models have.
import type { Json, JsonObject } from "../../generator/smithy/model.js";
import type { C2jExtras, C2jService } from "./c2j.js";
import { convertOperation } from "./operations.js";
import { convertShape, type Context } from "./shapes.js";
import { described, traits, type Bindings, type Given } from "./traits.js";

export interface Converted {
  /** A Smithy 2.0 JSON AST. */
  readonly ast: JsonObject;
  readonly shapes: number;
  /** Whether it was given a protocol that is not its own. */
  readonly hasStandIn: boolean;
}

/**
 * A service's model as a Smithy JSON AST.
 *
 * @param supported the trait IDs of the protocols that a client can be generated for. A service that
 *   has none of them is given the first, without streams, so that the whole of it is a client; and
 *   all are signed, whatever they want.
 */
export function convert(
  service: C2jService,
  { endpointRuleSet, pagination = {} }: C2jExtras,
  supported: readonly string[],
): Converted {
  const { metadata, operations } = service;
  const namespace = `com.amazonaws.${metadata.serviceId.toLowerCase().replace(/[^a-z0-9]/g, "")}`;
  const names = namesOf(service);
  const own = protocolTraits(service);
  const hasStandIn = !supported.some((id) => own[id] !== undefined);
  const context: Context = {
    shapes: service.shapes,
    idOf: (shape) => `${namespace}#${names.shapes.get(shape) ?? shape}`,
    bindings: bindingsOf(metadata.protocol),
    streams: !hasStandIn,
  };
  const signingName = metadata.signingName ?? metadata.endpointPrefix;
  const shapes: Record<string, Json> = {
    [`${namespace}#${names.service}`]: {
      type: "service",
      version: metadata.apiVersion,
      operations: Object.keys(operations).map((name) => ({ target: `${namespace}#${name}` })),
      ...traits({
        ...described(service),
        title: metadata.serviceFullName,
        "aws.api#service": {
          sdkId: metadata.serviceId,
          arnNamespace: signingName.toLowerCase(),
          endpointPrefix: metadata.endpointPrefix,
        },
        ...own,
        ...(hasStandIn && { [supported[0] ?? ""]: {} }),
        "aws.auth#sigv4": { name: signingName },
        "smithy.rules#endpointRuleSet": endpointRuleSet,
        "smithy.rules#clientContextParams": service.clientContextParams,
      }),
    },
  };
  for (const [name, operation] of Object.entries(operations)) {
    shapes[`${namespace}#${name}`] = convertOperation(name, operation, pagination[name], context);
  }
  for (const [name, shape] of Object.entries(service.shapes)) {
    shapes[context.idOf(name)] = convertShape(shape, context);
  }
  return { ast: { smithy: "2.0", shapes }, shapes: Object.keys(shapes).length, hasStandIn };
}

/** Names for the service and its shapes: beside each other and operations, and by more than case. */
function namesOf({ metadata, shapes, operations }: C2jService) {
  const taken = new Set(Object.keys(operations).map((name) => name.toLowerCase()));
  const free = (name: string): string => {
    if (taken.has(name.toLowerCase())) return free(`${name}_`);
    taken.add(name.toLowerCase());
    return name;
  };
  const named = new Map(Object.keys(shapes).map((name) => [name, free(name)]));
  const own = metadata.targetPrefix?.replace(/.*\./, "") ?? metadata.serviceId.replace(/\W/g, "");
  return { shapes: named, service: free(own) };
}

function bindingsOf(protocol: string): Bindings {
  if (protocol === "rest-json" || protocol === "rest-xml") return protocol;
  return protocol === "query" || protocol === "ec2" ? "query" : "none";
}

function protocolTraits({ metadata }: C2jService): Given {
  const { protocol, protocols = [protocol], jsonVersion = "1.0", xmlNamespace } = metadata;
  const ids: Readonly<Record<string, string>> = {
    json: `aws.protocols#awsJson${jsonVersion.replace(".", "_")}`,
    "rest-json": "aws.protocols#restJson1",
    "rest-xml": "aws.protocols#restXml",
    query: "aws.protocols#awsQuery",
    ec2: "aws.protocols#ec2Query",
    "smithy-rpc-v2-cbor": "smithy.protocols#rpcv2Cbor",
  };
  const uri = typeof xmlNamespace === "string" ? xmlNamespace : xmlNamespace?.uri;
  return {
    ...Object.fromEntries(protocols.map((name) => [ids[name] ?? name, {}])),
    "aws.protocols#awsQueryCompatible": metadata.awsQueryCompatible && {},
    xmlNamespace: uri === undefined ? undefined : { uri },
  };
}
