import type { Json, JsonObject } from "../../generator/smithy/model.js";
import type { C2jMember, C2jShape } from "./c2j.js";

/** Trait values by name, those of `smithy.api` without their namespace; absent ones are left out. */
export type Given = Readonly<Record<string, Json | undefined>>;

/** What a service's protocol makes of the places of members. */
export type Bindings = "rest-json" | "rest-xml" | "query" | "none";

/** `traits` of a shape or a member, or nothing where there are none. */
export function traits(given: Given): JsonObject {
  const found = Object.entries(given).flatMap(([name, value]): [string, Json][] =>
    value === undefined ? [] : [[name.includes("#") ? name : `smithy.api#${name}`, value]],
  );
  return found.length === 0 ? {} : { traits: Object.fromEntries(found) };
}

/** The value of a trait without one of its own, where there is reason for it. */
export const flag = (is: boolean | undefined): JsonObject | undefined => (is ? {} : undefined);

interface Described {
  readonly documentation?: string;
  readonly deprecated?: boolean;
  readonly deprecatedMessage?: string;
  readonly deprecatedSince?: string;
}

export function described(of: Described): Given {
  const { documentation, deprecated, deprecatedMessage: message, deprecatedSince: since } = of;
  return {
    documentation,
    deprecated: deprecated ? { ...(message && { message }), ...(since && { since }) } : undefined,
  };
}

/** Traits that stand on a shape, whatever its members have. */
export function shapeTraits(shape: C2jShape): Given {
  const { type, min, max, error, exception, retryable } = shape;
  const bounds =
    min === undefined && max === undefined
      ? undefined
      : { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  const counted = type === "string" || type === "blob" || type === "list" || type === "map";
  const isServers = shape.fault ?? (error?.httpStatusCode ?? 400) >= 500;
  return {
    ...described(shape),
    sensitive: flag(shape.sensitive),
    [counted ? "length" : "range"]: shape.enum ? undefined : bounds,
    pattern: shape.enum ? undefined : shape.pattern,
    sparse: flag(shape.sparse),
    timestampFormat: TIMESTAMP_FORMATS.get(shape.timestampFormat ?? ""),
    error: exception ? (isServers ? "server" : "client") : undefined,
    httpError: exception ? error?.httpStatusCode : undefined,
    retryable: exception && retryable ? { throttling: retryable.throttling ?? false } : undefined,
  };
}

const TIMESTAMP_FORMATS: ReadonlyMap<string, string> = new Map([
  ["iso8601", "date-time"],
  ["rfc822", "http-date"],
  ["unixTimestamp", "epoch-seconds"],
]);

/** Traits of a member that tell where it stands in a message. */
export function bindingTraits(
  name: string,
  member: C2jMember,
  target: C2jShape,
  bindings: Bindings,
  { members = {}, payload }: C2jShape,
): Given {
  const { location, locationName = name } = member;
  const renamed = location || locationName in members ? undefined : locationName;
  const given: Given = {
    idempotencyToken: flag(member.idempotencyToken),
    hostLabel: flag(member.hostLabel),
    "smithy.rules#contextParam": member.contextParam,
  };
  if (bindings === "none") return given;
  const isXml = bindings !== "rest-json";
  const body: Given = {
    ...given,
    jsonName: isXml ? undefined : renamed,
    xmlName: isXml ? renamed : undefined,
    xmlFlattened: flag(isXml && (member.flattened || target.flattened)),
    xmlAttribute: flag(isXml && member.xmlAttribute),
    "aws.protocols#ec2QueryName": member.queryName,
  };
  if (bindings === "query") return body;
  return {
    ...body,
    httpPayload: flag(payload === name),
    httpHeader: location === "header" ? locationName : undefined,
    httpPrefixHeaders: location === "headers" ? (member.locationName ?? "") : undefined,
    httpLabel: flag(location === "uri"),
    httpQuery: location === "querystring" && target.type !== "map" ? locationName : undefined,
    httpQueryParams: flag(location === "querystring" && target.type === "map"),
    httpResponseCode: flag(location === "statusCode"),
  };
}
