import type { Customization } from "./customization.js";
import { withPages } from "./pages.js";

/**
 * Amazon CloudWatch Logs ends the events of a stream with the token that it was given
 * (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html).
 */
export const cloudWatchLogs: Customization = {
  namespaces: ["com.amazonaws.cloudwatchlogs"],
  service: (service) => withPages(service, { GetLogEvents: { endsWithSameToken: true } }),
};
