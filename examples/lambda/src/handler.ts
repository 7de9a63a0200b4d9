import { createSQSClient } from "./aws/sqs/index.js";
import { createOrderHandler } from "./orders.js";

// Outside of the handler, so that all events of an environment share the connections. Creating a client
// does no work; region and credentials are those that Lambda has in the environment.
const sqs = createSQSClient();

/** What Lambda calls: set the function's handler to `handler.handler`. */
export const handler = createOrderHandler(sqs, process.env["QUEUE_URL"] ?? "");
