import { fork, type ChildProcess } from "node:child_process";
import type { ServiceReport } from "./report.js";

/** No model takes anything like it; one that does is at fault. */
const LIMIT_MS = 10 * 60_000;

/** What a worker may use before it is given up as out of memory. */
const HEAP_MB = 3072;

/** A worker that has grown larger than this is not given another model. */
const ENOUGH_BYTES = 2 ** 30;

/** What a worker answers with. */
export interface Answer {
  readonly reports: readonly ServiceReport[];
  /** The bytes of memory that it takes by now. */
  readonly memory: number;
}

/**
 * Runs files through worker processes, each of which works on one at a time. A worker that dies or
 * does not come to an end is a failure of its file, and another takes its place.
 *
 * @param jobs - how many workers
 * @param done - told of each file's reports as they come
 */
export async function runAll(
  files: readonly string[],
  { script, folder, jobs }: { script: string; folder: string; jobs: number },
  done: (reports: readonly ServiceReport[]) => void,
): Promise<void> {
  const waiting = [...files];
  const serve = async (): Promise<void> => {
    let worker: ChildProcess | undefined;
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      worker ??= fork(script, [folder], { execArgv: [`--max-old-space-size=${HEAP_MB}`] });
      const { reports, memory } = await ask(worker, file);
      if (memory > ENOUGH_BYTES) {
        if (worker.connected) worker.disconnect();
        worker = undefined;
      }
      done(reports);
    }
    worker?.disconnect();
  };
  await Promise.all(Array.from({ length: jobs }, serve));
}

/** A worker that came to an end has had enough. */
function ask(worker: ChildProcess, file: string): Promise<Answer> {
  return new Promise((resolve) => {
    const fail = (failure: string): void =>
      settle({
        reports: [{ file, protocols: [], outcome: "failed", failures: [failure], warnings: [] }],
        memory: Infinity,
      });
    const timer = setTimeout(() => {
      worker.once("exit", () => fail(`it took more than ${LIMIT_MS / 60_000} minutes`));
      worker.kill("SIGKILL");
    }, LIMIT_MS);
    const onExit = (code: number | null, signal: string | null): void =>
      fail(`its process ended early (${signal ?? `exit code ${code ?? "unknown"}`})`);
    const settle = (answer: Answer): void => {
      clearTimeout(timer);
      worker.removeAllListeners("message").removeAllListeners("exit");
      resolve(answer);
    };
    worker.once("message", (answer) => settle(answer as Answer));
    worker.once("exit", onExit);
    // Where it cannot be reached, it has ended, and says so by its exit.
    worker.send(file, () => {});
  });
}
