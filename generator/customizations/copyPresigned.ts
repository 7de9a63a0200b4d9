import type { OperationIr, ServiceIr } from "../ir/ir.js";
import { json, runtime, type WirePlan } from "../protocols/plan.js";
import { withFinishers, withOperationEntries } from "./change.js";

/** How an operation that copies from another region asks there for what it copies. */
export interface Copying {
  /** The member that has the URL of a request to that region. */
  readonly url: string;
  /** The member that names that region. */
  readonly region?: string;
  /** The member that names what is copied, which may be by an ARN that has the region. */
  readonly arn?: string;
  /** The members that the URL has; all where absent. */
  readonly only?: readonly string[];
  /** The request names the region to copy to as well. */
  readonly tellsDestination?: true;
}

/** Operations that, where callers give no URL of a request to the region they copy from, make one. */
export function withCopying(
  plan: WirePlan,
  { operations, signingName = "" }: ServiceIr,
  copyingOf: (operation: OperationIr) => Copying | undefined,
): WirePlan {
  if (!operations.some(copyingOf)) return plan;
  return withFinishers(
    withOperationEntries(plan, operations, (operation) => {
      const copying = copyingOf(operation);
      return copying
        ? [
            {
              name: "copying",
              value: json({ ...copying }),
              of: { module: "runtime/services/copying", name: "CopyingOperation" },
            },
          ]
        : [];
    }),
    [
      {
        wrap: runtime("services/copying", "copying", [
          runtime("auth/presign", "presign"),
          json(signingName),
        ]),
      },
    ],
  );
}
