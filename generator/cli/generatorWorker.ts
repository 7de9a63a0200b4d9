// A process of `generatorPool.ts`: takes packages and sources one by one, and answers with what came of each.
import { createTimer } from "../timing.js";
import { setUpEngine } from "./engine.js";
import { generateOutput } from "./generator.js";
import type { Answer, Task } from "./generatorPool.js";

setUpEngine();
const answer = (answer: Answer): void => void process.send?.(answer);

process.on("message", ({ settings, inputs, isTimed }: Task) => {
  const timer = isTimed ? createTimer(() => performance.now()) : undefined;
  const memory = (): number => process.memoryUsage.rss();
  generateOutput(settings, inputs, timer?.timed).then(
    (generated) => answer({ generated, timings: timer?.timings ?? {}, memory: memory() }),
    (error: unknown) => answer({ error, memory: memory() }),
  );
});
// Ctrl-C reaches every process of a terminal: the one that started this one decides what is to be.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit());
