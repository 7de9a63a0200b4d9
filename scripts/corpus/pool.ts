import { fork, type ChildProcess } from "node:child_process";
import type { ServiceReport } from "./report.js";

/** No model takes anything like it; one that does is at fault. */
const LIMIT_MS = 10 * 60_000;

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
      worker ??= fork(script, [folder], { execArgv: ["--max-old-space-size=6144"] });
      const reports = await ask(worker, file);
      if (worker.exitCode !== null || worker.signalCode !== null) worker = undefined;
      done(reports);
    }
    worker?.disconnect();
  };
  await Promise.all(Array.from({ length: jobs }, serve));
}

function ask(worker: ChildProcess, file: string): Promise<readonly ServiceReport[]> {
  return new Promise((resolve) => {
    const fail = (failure: string): void =>
      settle([{ file, protocols: [], outcome: "failed", failures: [failure], warnings: [] }]);
    const timer = setTimeout(() => {
      worker.once("exit", () => fail(`it took more than ${LIMIT_MS / 60_000} minutes`));
      worker.kill("SIGKILL");
    }, LIMIT_MS);
    const onExit = (code: number | null, signal: string | null): void =>
      fail(`its process ended early (${signal ?? `exit code ${code ?? "unknown"}`})`);
    const settle = (reports: readonly ServiceReport[]): void => {
      clearTimeout(timer);
      worker.removeAllListeners("message").removeAllListeners("exit");
      resolve(reports);
    };
    worker.once("message", (reports) => settle(reports as readonly ServiceReport[]));
    worker.once("exit", onExit);
    worker.send(file);
  });
}
