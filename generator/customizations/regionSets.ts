import type { ServiceIr } from "../ir/ir.js";
import { runtime, type WirePlan } from "../protocols/plan.js";
import { withFinishers, withServiceEntries } from "./change.js";

/**
 * Requests that are signed for several regions by Signature Version 4a, where an endpoint asks for it or
 * the model names it before others. What signs them takes its time, which the transport waits for.
 */
export function withRegionSets(
  plan: WirePlan,
  { auth, operations }: ServiceIr,
  asked: ReadonlySet<string>,
): WirePlan {
  const named = [auth, ...operations.map((operation) => operation.auth ?? [])].flat();
  const isAsked = asked.has("sigv4a");
  if (!isAsked && !named.some(({ kind }) => kind === "sigv4a")) return plan;
  const transport = plan.service.find(({ name }) => name === "transport")?.value;
  const { endpointSchemes = [] } = plan;
  return withServiceEntries(
    withFinishers(
      { ...plan, endpointSchemes: [...(isAsked ? ["sigv4a"] : []), ...endpointSchemes] },
      [{ wrap: runtime("auth/regionSet", "regionSets"), settings }],
    ),
    [
      { name: "prove", value: runtime("auth/sigv4a", "prove") },
      {
        name: "transport",
        value: runtime("auth/proving", "proving", transport ? [transport] : []),
      },
    ],
  );
}

const settings = [
  {
    name: "sigv4aSigningRegionSet",
    type: "readonly string[]",
    documentation:
      "The regions that requests are signed for, where they are for several: `*` is all. By default\n" +
      "`AWS_SIGV4A_SIGNING_REGION_SET`, or what the endpoint is for.",
  },
] as const;
