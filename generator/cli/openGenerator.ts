import { join } from "node:path";
import { startPool, type Generator } from "./generatorPool.js";
import { packageRoot } from "./root.js";

/**
 * Opens a generator: for several packages processes of their own, for one this process, which saves
 * starting another. Where the sources run as they are, there is no script for another.
 */
export function openGenerator(packages: number): Generator {
  if (packages > 1 && import.meta.filename.endsWith(".js")) {
    return startPool(join(packageRoot, "dist/generatorWorker.js"));
  }
  return {
    generate: async (settings, inputs, timer) => {
      // Loaded on first use: a run that finds nothing changed does without.
      const { generateOneOutput } = await import("./generator.js");
      return generateOneOutput(settings, inputs, timer?.timed);
    },
    close: () => {},
  };
}
