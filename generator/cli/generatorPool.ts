import { fork, type ChildProcess } from "node:child_process";
import type { Timer, Timings } from "../timing.js";
import type { OutputSettings } from "./config.js";
import type { GeneratedOutput, OutputInputs } from "./inputs.js";

/** Generates packages and sources: in this process, in others, or a test's own. */
export interface Generator {
  /** Generates one of them; what `timer` is told of is how long its stages took. */
  readonly generate: (
    settings: OutputSettings,
    inputs: OutputInputs,
    timer?: Timer,
  ) => Promise<GeneratedOutput>;
  /** Ends the processes, whatever they are at. */
  readonly close: () => void;
}

export interface Task {
  readonly settings: OutputSettings;
  readonly inputs: OutputInputs;
  readonly isTimed: boolean;
}

export type Answer = { readonly memory: number } & (
  { readonly generated: GeneratedOutput; readonly timings: Timings } | { readonly error: unknown }
);

/** A process that has grown larger than this is not given another package. */
const ENOUGH_BYTES = 512 * 2 ** 20;

/**
 * Generates in processes of their own, which are started as they are needed and used again.
 *
 * @param script the file of `generatorWorker`, built.
 */
export function startPool(script: string): Generator {
  const idle: ChildProcess[] = [];
  const all = new Set<ChildProcess>();
  const start = (): ChildProcess => {
    const worker = fork(script, { serialization: "advanced" });
    all.add(worker);
    worker.once("exit", () => all.delete(worker));
    return worker;
  };
  return {
    generate: async (settings, inputs, timer) => {
      const worker = idle.pop() ?? start();
      const answer = await ask(worker, { settings, inputs, isTimed: timer !== undefined });
      if (answer.memory > ENOUGH_BYTES) worker.disconnect();
      else idle.push(worker);
      if ("error" in answer) throw answer.error;
      if (timer) Object.assign(timer.timings, answer.timings);
      return answer.generated;
    },
    close: () => {
      for (const worker of all) {
        if (idle.includes(worker)) worker.disconnect();
        else worker.kill("SIGKILL");
      }
      idle.length = 0;
    },
  };
}

function ask(worker: ChildProcess, task: Task): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null, signal: string | null): void => {
      const how = signal ?? `exit code ${code ?? "unknown"}`;
      reject(new Error(`The process that generated ${task.settings.name} ended early (${how}).`));
    };
    worker.once("exit", onExit);
    worker.once("error", reject);
    worker.once("message", (answer) => {
      worker.off("exit", onExit);
      worker.off("error", reject);
      resolve(answer as Answer);
    });
    worker.send(task);
  });
}
