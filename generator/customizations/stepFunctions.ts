import type { Customization } from "./customization.js";
import { withLongPolls } from "./longPoll.js";

/** AWS Step Functions holds the requests of those that wait for work. */
export const stepFunctions: Customization = {
  namespaces: ["com.amazonaws.sfn"],
  plan: (plan, service) => withLongPolls(plan, service, ["GetActivityTask"]),
};
