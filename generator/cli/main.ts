import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { LIMITS } from "../source/limits.js";
import { buildHash } from "./cache.js";
import { packageRoot } from "./root.js";
import { run } from "./run.js";

const { version } = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as {
  version: string;
};

// A reader that has seen enough, such as `head`, closes the pipe: no reason to fail.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await run(
  process.argv.slice(2),
  {
    cwd: process.cwd(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY,
    now: () => performance.now(),
  },
  {
    version,
    build: buildHash,
    generatePackage: async (settings, models, stage) => {
      stage("starting the generator");
      const { generatePackage } = await import("./generator.js");
      return generatePackage(settings, models, stage);
    },
    pull: {
      environment: process.env,
      sleep: (ms) => setTimeout(ms),
      now: () => Date.now(),
      timeout: (ms) => AbortSignal.timeout(ms),
      limits: LIMITS,
    },
  },
);
