import type { Customization } from "./customization.js";
import { withLongPolls } from "./longPoll.js";

/** Amazon Simple Workflow Service holds the requests of those that wait for work. */
export const swf: Customization = {
  namespaces: ["com.amazonaws.swf"],
  plan: (plan, service) =>
    withLongPolls(plan, service, ["PollForActivityTask", "PollForDecisionTask"]),
};
