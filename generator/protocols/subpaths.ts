import { signsRequests } from "../ir/auth.js";
import type { ServiceIr } from "../ir/ir.js";
import { presentHelpers } from "./helpers.js";
import type { WirePlan } from "./plan.js";
import { presignedOperations } from "./presigning.js";

/** The subpaths of a package that not every one has, without `./`. */
export function optionalSubpaths(plan: WirePlan, service: ServiceIr): readonly string[] {
  return [
    ...(presignedOperations(plan, service).length > 0 ? ["presign"] : []),
    ...(presentHelpers(plan, service).length > 0 ? ["transfer"] : []),
    ...(signsRequests(service) ? ["credentials"] : []),
  ];
}
