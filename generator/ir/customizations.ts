import type { ShapeId } from "../smithy/model.js";
import type { RetryIr } from "./ir.js";

// What services ask of clients, and their models do not say.

/**
 * Operations whose requests go where a member of the input says.
 *
 * Amazon Machine Learning gives each model an endpoint for predictions of its own
 * (https://docs.aws.amazon.com/machine-learning/latest/APIReference/API_Predict.html); the protocol
 * test `MachinelearningPredictEndpoint` asks it of clients.
 */
export const endpointMembers: ReadonlyMap<ShapeId, string> = new Map([
  ["com.amazonaws.machinelearning#Predict", "PredictEndpoint"],
]);

/**
 * Operations whose requests the service holds open until there is something to tell: their clients
 * wait before each retry, however short they are of retries
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
 */
export const longPolls: ReadonlySet<ShapeId> = new Set([
  "com.amazonaws.sqs#ReceiveMessage",
  "com.amazonaws.sfn#GetActivityTask",
  "com.amazonaws.swf#PollForActivityTask",
  "com.amazonaws.swf#PollForDecisionTask",
]);

/** Services that AWS's SDKs try again sooner and more often than others (likewise). */
export const retries: ReadonlyMap<ShapeId, RetryIr> = new Map(
  [
    "com.amazonaws.dynamodb#DynamoDB_20120810",
    "com.amazonaws.dynamodbstreams#DynamoDBStreams_20120810",
  ].map((service) => [service, { delay: 25, attempts: 4 }]),
);
