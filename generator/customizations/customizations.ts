import type { ServiceIr } from "../ir/ir.js";
import { withChecksums } from "../protocols/checksums.js";
import { finishersOf } from "../protocols/finishers.js";
import type { WirePlan } from "../protocols/plan.js";
import { apiGateway } from "./apiGateway.js";
import { cloudWatchLogs } from "./cloudWatchLogs.js";
import { withPresigning } from "./presigning.js";
import type { Customization } from "./customization.js";
import { dynamoDb } from "./dynamoDb.js";
import { ec2 } from "./ec2.js";
import { glacier } from "./glacier.js";
import { machineLearning } from "./machineLearning.js";
import { withRegionSets } from "./regionSets.js";
import { rds } from "./rds.js";
import { route53 } from "./route53.js";
import { s3 } from "./s3.js";
import { s3Control } from "./s3Control.js";
import { sqs } from "./sqs.js";
import { stepFunctions } from "./stepFunctions.js";
import { sts } from "./sts.js";
import { swf } from "./swf.js";

const all: readonly Customization[] = [
  apiGateway,
  cloudWatchLogs,
  dynamoDb,
  ec2,
  glacier,
  machineLearning,
  rds,
  route53,
  s3,
  s3Control,
  sqs,
  stepFunctions,
  sts,
  swf,
];

const customizations: ReadonlyMap<string, Customization> = new Map(
  all.flatMap((one) => one.namespaces.map((namespace) => [namespace, one])),
);

function customizationOf({ shape }: ServiceIr): Customization | undefined {
  return customizations.get(shape.split("#")[0] ?? "");
}

/** A service as its clients have it. */
export function customizeService(service: ServiceIr): ServiceIr {
  return customizationOf(service)?.service?.(service) ?? service;
}

/**
 * How a service's clients send requests and read responses, by the plan of its protocol.
 *
 * @param asked - the schemes of signing that its endpoints may ask for
 */
export function customizePlan(
  plan: WirePlan,
  service: ServiceIr,
  asked: ReadonlySet<string> = new Set(),
): WirePlan {
  const operations = service.operations.filter(({ typesOnly }) => !typesOnly);
  const callable = { ...service, operations };
  const summed = withChecksums(plan, callable);
  const finished = { ...summed, finishers: finishersOf(callable) };
  const customized = customizationOf(service)?.plan?.(finished, callable, asked) ?? finished;
  return withPresigning(withRegionSets(customized, callable, asked), callable);
}
