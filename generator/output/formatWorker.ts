// The thread that `createFormatter` starts.
import { parentPort } from "node:worker_threads";
import { format, loadFormatter } from "./format.js";
import { take, type FormatRequest, type FormatResponse } from "./formatter.js";
import { inTurn } from "./inTurn.js";

const port = parentPort;
const formatFile = inTurn(async ({ path, text, claim }: FormatRequest) =>
  take(claim) ? format(path, text) : undefined,
);
port?.on("message", (request: FormatRequest) => {
  const { id } = request;
  const answer = (response: FormatResponse) => {
    port.postMessage(response);
  };
  formatFile(request).then(
    (text) => {
      if (text !== undefined) answer({ id, text });
    },
    (error: unknown) => {
      answer({ id, error: error instanceof Error ? error.message : String(error) });
    },
  );
});
// While the first file is still being printed.
await loadFormatter();
