import type { ServiceIr } from "../ir/ir.js";
import type { WirePlan } from "../protocols/plan.js";

/** What a service asks of its clients, and its model does not say, or only hints at. */
export interface Customization {
  /** The namespaces of the services' shapes. */
  readonly namespaces: readonly string[];
  /** What the model is taken to say; callers see it in the types. */
  readonly service?: (service: ServiceIr) => ServiceIr;
  /**
   * What requests and responses have beside what the protocol says.
   *
   * @param service - with the operations that can be called, and no others
   * @param asked - the schemes of signing that its endpoints may ask for
   */
  readonly plan?: (plan: WirePlan, service: ServiceIr, asked: ReadonlySet<string>) => WirePlan;
}
