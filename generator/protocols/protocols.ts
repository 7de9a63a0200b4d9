import type { ServiceIr, ShapeId } from "../ir/ir.js";
import { planAwsJson } from "./awsJson.js";
import { planRestJson } from "./restJson.js";
import { planRestXml } from "./restXml.js";
import { planAwsQuery } from "./awsQuery.js";
import { planEc2Query } from "./ec2Query.js";
import type { WirePlan } from "./plan.js";
import { planRpcv2Cbor } from "./rpcv2Cbor.js";
import { planRpcv2Json } from "./rpcv2Json.js";

// In the order of preference, where a service speaks several: by how small and fast clients are.
const protocols: ReadonlyMap<ShapeId, (service: ServiceIr) => WirePlan> = new Map([
  ["aws.protocols#awsJson1_0", (service: ServiceIr) => planAwsJson(service, "1.0")],
  ["aws.protocols#awsJson1_1", (service: ServiceIr) => planAwsJson(service, "1.1")],
  ["smithy.protocols#rpcv2Json", planRpcv2Json],
  ["smithy.protocols#rpcv2Cbor", planRpcv2Cbor],
  ["aws.protocols#restJson1", planRestJson],
  ["aws.protocols#restXml", planRestXml],
  ["aws.protocols#awsQuery", planAwsQuery],
  ["aws.protocols#ec2Query", planEc2Query],
]);

/** The trait IDs of the protocols that there is a planner for, the preferred first. */
export const supportedProtocols: readonly ShapeId[] = [...protocols.keys()];

/**
 * The protocol to speak with a service: the preferred of its own, if there is a planner for any.
 *
 * @param asked - the shape ID of the one to speak, or its name alone
 */
export function chooseProtocol(spoken: readonly ShapeId[], asked?: string): ShapeId | undefined {
  return supportedProtocols.find(
    (id) =>
      spoken.includes(id) && (asked === undefined || asked === id || asked === id.split("#")[1]),
  );
}

/** What of a model a protocol has a form for. */
export function formsOf(protocol: ShapeId | undefined): {
  readonly documents: boolean;
  readonly events: boolean;
  readonly streams: boolean;
} {
  return {
    documents: protocol !== "smithy.protocols#rpcv2Cbor",
    events: !/#(awsQuery|ec2Query)$/.test(protocol ?? ""),
    streams: protocol === undefined || /#rest(Json1|Xml)$/.test(protocol),
  };
}

/** The wire plan of a service in a protocol, or `undefined` if none is supported. */
export function planService(
  service: ServiceIr,
  protocol: ShapeId | undefined = chooseProtocol(service.protocols),
): WirePlan | undefined {
  return protocol === undefined ? undefined : protocols.get(protocol)?.(service);
}
