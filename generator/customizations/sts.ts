import { runtime } from "../protocols/plan.js";
import type { Customization } from "./customization.js";

/**
 * AWS Security Token Service: a presigned `GetCallerIdentity` proves to others who someone is, as EKS
 * and Vault want it.
 */
export const sts: Customization = {
  namespaces: ["com.amazonaws.sts"],
  plan: (plan) => ({
    ...plan,
    presigning: { how: runtime("protocols/queryPresigning", "queryPresigning") },
  }),
};
