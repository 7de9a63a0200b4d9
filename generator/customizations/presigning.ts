import type { ServiceIr } from "../ir/ir.js";
import { runtime, type WirePlan } from "../protocols/plan.js";
import { presignedOperations } from "../protocols/presigning.js";
import { withFinishers } from "./change.js";

/** Requests that can be taken from a call, in place of being sent, when all else has finished them. */
export function withPresigning(plan: WirePlan, service: ServiceIr): WirePlan {
  return presignedOperations(plan, service).length > 0
    ? withFinishers(plan, [{ wrap: runtime("endpoints/presignable", "presignable") }])
    : plan;
}
