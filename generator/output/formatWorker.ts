// The thread that `createFormatter` starts.
import { parentPort } from "node:worker_threads";
import { format } from "./format.js";
import type { FormatRequest, FormatResponse } from "./formatter.js";
import { inTurn } from "./inTurn.js";

const port = parentPort;
const formatFile = inTurn(format);
port?.on("message", ({ id, path, text }: FormatRequest) => {
  const answer = (response: FormatResponse) => {
    port.postMessage(response);
  };
  formatFile(path, text).then(
    (formatted) => {
      answer({ id, text: formatted });
    },
    (error: unknown) => {
      answer({ id, error: error instanceof Error ? error.message : String(error) });
    },
  );
});
