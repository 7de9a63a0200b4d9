import { runtime, type Entry } from "../protocols/plan.js";
import { within } from "../protocols/wrappers.js";
import { withFinishers, withMessages, withOperationEntries, withServiceEntries } from "./change.js";
import type { Customization } from "./customization.js";
import { withLongPolls } from "./longPoll.js";
import { sqsBatches } from "./sqsBatches.js";

const module = "services/sqs";

/** What checks the MD5s that the service tells of messages, by operation. */
const checks: ReadonlyMap<string, string> = new Map([
  ["SendMessage", "checkSent"],
  ["SendMessageBatch", "checkSentBatch"],
  ["ReceiveMessage", "checkReceived"],
]);

/**
 * Amazon SQS: a queue's URL says which endpoint it is at, and the MD5 of each message has to be that
 * of what was sent, or came.
 */
export const sqs: Customization = {
  namespaces: ["com.amazonaws.sqs"],
  plan(given, service) {
    const plan = { ...given, helpers: sqsBatches };
    const { operations, structures } = service;
    const hasQueue = operations.some(({ input = "" }) =>
      structures.get(input)?.members.some(({ name }) => name === "QueueUrl"),
    );
    const polled = withLongPolls(plan, service, ["ReceiveMessage"]);
    const located = hasQueue ? withFinishers(polled, [atQueue]) : polled;
    const check = (name: string): readonly Entry[] => {
      const value = checks.get(name);
      return value === undefined
        ? []
        : [
            {
              name: "check",
              value: runtime(module, value),
              of: { module: `runtime/${module}`, name: "CheckedOperation" },
            },
          ];
    };
    if (!operations.some(({ name }) => checks.has(name))) return located;
    const checked = withMessages(
      withOperationEntries(located, operations, ({ name }) => check(name)),
      { read: within(`runtime/${module}`, "checked") },
    );
    return withServiceEntries(checked, [
      { name: "transport", value: runtime(module, "tellingTransport") },
    ]);
  },
};

const atQueue = {
  wrap: runtime(module, "atQueue"),
  settings: [
    {
      name: "useQueueUrlAsEndpoint",
      type: "boolean",
      documentation:
        "Send requests to the host that `QueueUrl` has. Default `true`, except where `endpoint` is\n" +
        "set, or FIPS or dual-stack endpoints are asked for.",
    },
  ],
} as const;
