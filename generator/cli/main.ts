import { availableParallelism, homedir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { LIMITS } from "../source/limits.js";
import { buildHash } from "./cache.js";
import { setUpEngine } from "./engine.js";
import { runGit } from "./migrate/git.js";
import { openGenerator } from "./openGenerator.js";
import { packageVersion } from "./root.js";
import { run } from "./run.js";

setUpEngine();

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
    columns: () => process.stderr.columns,
    now: () => performance.now(),
    onInterrupt: (stop) => {
      // Once: who asks again does not want to wait.
      for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
      return () => {
        for (const signal of ["SIGINT", "SIGTERM"]) process.removeListener(signal, stop);
      };
    },
  },
  {
    version: packageVersion(),
    build: buildHash,
    userCache: process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"),
    processors: availableParallelism,
    openGenerator,
    git: runGit,
    pull: {
      environment: process.env,
      sleep: (ms) => setTimeout(ms),
      now: () => Date.now(),
      timeout: (ms) => AbortSignal.timeout(ms),
      limits: LIMITS,
    },
  },
);
