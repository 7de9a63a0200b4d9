import type { MemberIr } from "../ir/ir.js";
import { defaultOf, fillOf } from "./fill.js";
import { runtime, type MemberPlan } from "./plan.js";

/** What stands for a member that is absent, in a response and in a request. */
export function absent(member: MemberIr, isNested: boolean): Pick<MemberPlan, "fill" | "sent"> {
  // The defaults of an input are the service's to fill in: it may change them.
  const isSent = isNested && member.sendsDefault && member.default !== undefined;
  return {
    fill: fillOf(member),
    sent: member.idempotencyToken
      ? runtime("serde/idempotencyToken", "idempotencyToken", [])
      : isSent
        ? defaultOf(member.type, member.default)
        : undefined,
  };
}
