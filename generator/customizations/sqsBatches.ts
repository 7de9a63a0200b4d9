import type { Helper } from "../protocols/plan.js";

const module = "batches/sqs";

const types = ["BatchEntryError", "BatchEntryResult", "BatchError", "BatchInput", "BatchResult"]
  .map((name) => ({ module, name }))
  .concat({ module: "runtime/call/rounds", name: "BatchOptions" });

const common = {
  subpath: "batches",
  input: "BatchInput",
  options: { module: "runtime/call/rounds", name: "BatchOptions" },
  result: "BatchResult",
  types,
} as const;

/** Any number of messages of Amazon SQS. */
export const sqsBatches: readonly Helper[] = [
  {
    ...common,
    name: "sendAll",
    documentation:
      "Sends any number of messages, in batches of 10 and of 1 MiB; what fails for a reason of the\n" +
      "service's is sent again. To a FIFO queue they go in their order, and after one that failed no\n" +
      "other of its group.",
    implementation: { module, name: "sendEntries" },
    operations: ["SendMessageBatch"],
  },
  {
    ...common,
    name: "deleteAll",
    documentation:
      "Deletes any number of messages, in batches of 10; what fails for a reason of the service's is\n" +
      "deleted again.",
    implementation: { module, name: "deleteEntries" },
    operations: ["DeleteMessageBatch"],
  },
];
