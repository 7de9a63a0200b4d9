import { json, runtime } from "../protocols/plan.js";
import { withFinishers, withOperationEntries } from "./change.js";
import type { Customization } from "./customization.js";

/**
 * Amazon Machine Learning gives each model an endpoint for predictions of its own, which the input
 * names (https://docs.aws.amazon.com/machine-learning/latest/APIReference/API_Predict.html); the
 * protocol test `MachinelearningPredictEndpoint` asks it of clients.
 */
export const machineLearning: Customization = {
  namespaces: ["com.amazonaws.machinelearning"],
  plan(plan, { operations }) {
    const predict = operations.filter(({ name }) => name === "Predict");
    if (predict.length === 0) return plan;
    const entries = [{ name: "endpointMember", value: json("PredictEndpoint") }];
    return withFinishers(
      withOperationEntries(plan, predict, () => entries),
      [{ wrap: runtime("services/machineLearning", "inputEndpoint") }],
    );
  },
};
