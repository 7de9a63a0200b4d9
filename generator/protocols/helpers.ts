import type { OperationIr, ServiceIr } from "../ir/ir.js";
import type { Helper, WirePlan } from "./plan.js";

/** A helper whose operations are all there. */
export interface PresentHelper {
  readonly helper: Helper;
  readonly operations: readonly [OperationIr, ...OperationIr[]];
}

/** The helpers whose operations a package has. */
export function presentHelpers(
  { helpers = [] }: WirePlan,
  { operations }: Pick<ServiceIr, "operations">,
): readonly PresentHelper[] {
  return helpers.flatMap((helper) => {
    const found = helper.operations.flatMap(
      (name) => operations.find((one) => one.name === name && !one.typesOnly) ?? [],
    );
    const [first, ...others] = found;
    return first && found.length === helper.operations.length
      ? [{ helper, operations: [first, ...others] as const }]
      : [];
  });
}

/** The subpaths that have them. */
export function helperSubpaths(
  plan: WirePlan,
  service: Pick<ServiceIr, "operations">,
): readonly Helper["subpath"][] {
  return [...new Set(presentHelpers(plan, service).map(({ helper }) => helper.subpath))];
}
