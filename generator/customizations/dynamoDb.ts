import { json, runtime } from "../protocols/plan.js";
import { withServiceEntries } from "./change.js";
import type { Customization } from "./customization.js";
import { dynamoDbDocuments } from "./dynamoDbDocuments.js";

/**
 * Clients of Amazon DynamoDB try again sooner and more often than others
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html), and check the CRC32
 * that it sends of each response. Their attributes can be plain values.
 */
export const dynamoDb: Customization = {
  namespaces: ["com.amazonaws.dynamodb", "com.amazonaws.dynamodbstreams"],
  plan: (plan) => ({
    ...withServiceEntries(plan, [
      { name: "retry", value: json({ delay: 25, attempts: 4 }) },
      { name: "transport", value: runtime("services/dynamoDb", "checkedTransport") },
    ]),
    documents: dynamoDbDocuments,
  }),
};
