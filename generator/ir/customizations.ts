import type { ShapeId } from "../smithy/model.js";

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
