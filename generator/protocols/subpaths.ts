import { signsRequests } from "../ir/auth.js";
import type { ServiceIr } from "../ir/ir.js";
import { documentOperations } from "./documents.js";
import { helperSubpaths } from "./helpers.js";
import type { WirePlan } from "./plan.js";
import { presignedOperations } from "./presigning.js";

/** The subpaths of a package that not every one has, without `./`. */
export function optionalSubpaths(plan: WirePlan, service: ServiceIr): readonly string[] {
  return [
    ...(presignedOperations(plan, service).length > 0 ? ["presign"] : []),
    ...helperSubpaths(plan, service),
    ...(documentOperations(plan, service).length > 0 ? ["documents"] : []),
    ...(signsRequests(service) ? ["credentials"] : []),
  ];
}
