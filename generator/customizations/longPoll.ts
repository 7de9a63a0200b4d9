import type { ServiceIr } from "../ir/ir.js";
import { json, type WirePlan } from "../protocols/plan.js";
import { withOperationEntries } from "./change.js";

/**
 * Operations whose requests the service holds open until there is something to tell: their clients
 * wait before each retry, however short they are of retries
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
 */
export function withLongPolls(
  plan: WirePlan,
  { operations }: ServiceIr,
  names: readonly string[],
): WirePlan {
  return withOperationEntries(plan, operations, ({ name }) =>
    names.includes(name) ? [{ name: "longPoll", value: json(true) }] : [],
  );
}
