import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/integration/**", "test/load/**", "test/runtimes/**"],
    // Nothing waits; a busy machine may.
    testTimeout: 60_000,
    setupFiles: ["test/support/seed.ts"],
    globalSetup: ["test/support/temporary.ts", "test/support/buildGenerated.ts"],
  },
});
