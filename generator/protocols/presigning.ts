import type { OperationIr, ServiceIr } from "../ir/ir.js";
import type { WirePlan } from "./plan.js";

/**
 * The operations whose requests can be signed in the query: those that are signed with credentials of
 * AWS, in protocols where the URL can say all, or the body is the sender's.
 */
export function presignedOperations(
  { presigning }: WirePlan,
  { auth, operations }: Pick<ServiceIr, "auth" | "operations">,
): readonly OperationIr[] {
  if (!presigning) return [];
  return operations.filter(
    (operation) =>
      !operation.typesOnly &&
      (operation.auth ?? auth).some(({ kind }) => kind === "sigv4" || kind === "sigv4a"),
  );
}
