import type { ServiceIr, ShapeId } from "../ir/ir.js";
import { planAwsJson } from "./awsJson.js";
import { planRestJson } from "./restJson.js";
import { planRestXml } from "./restXml.js";
import { planAwsQuery } from "./awsQuery.js";
import { planEc2Query } from "./ec2Query.js";
import type { WirePlan } from "./plan.js";

// In the order of preference, where a service speaks several.
const protocols: ReadonlyMap<ShapeId, (service: ServiceIr) => WirePlan> = new Map([
  ["aws.protocols#awsJson1_0", (service: ServiceIr) => planAwsJson(service, "1.0")],
  ["aws.protocols#awsJson1_1", (service: ServiceIr) => planAwsJson(service, "1.1")],
  ["aws.protocols#restJson1", planRestJson],
  ["aws.protocols#restXml", planRestXml],
  ["aws.protocols#awsQuery", planAwsQuery],
  ["aws.protocols#ec2Query", planEc2Query],
]);

/** The trait IDs of the protocols that there is a planner for, the preferred first. */
export const supportedProtocols: readonly ShapeId[] = [...protocols.keys()];

/** The wire plan of a service in the preferred of its protocols, or `undefined` if none is supported. */
export function planService(service: ServiceIr): WirePlan | undefined {
  const id = supportedProtocols.find((protocol) => service.protocols.includes(protocol));
  return id === undefined ? undefined : protocols.get(id)?.(service);
}
