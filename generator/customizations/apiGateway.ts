import { within } from "../protocols/wrappers.js";
import { withMessages } from "./change.js";
import type { Customization } from "./customization.js";

/** Amazon API Gateway answers in HAL, unless it is asked for JSON. */
export const apiGateway: Customization = {
  namespaces: ["com.amazonaws.apigateway"],
  plan: (plan) =>
    withMessages(plan, { write: within("runtime/services/apiGateway", "acceptJson") }),
};
