import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/runtimes/**/*.test.ts", "test/load/**/*.test.ts"],
    globalSetup: [
      "test/support/temporary.ts",
      "test/support/withoutSettings.ts",
      "test/support/buildGenerated.ts",
    ],
    // They start processes that need the machine's cores, and write one file of results.
    fileParallelism: false,
    // A runtime, a browser or a bundler may take its time.
    hookTimeout: 600_000,
    testTimeout: 600_000,
  },
});
