import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/integration/**/*.test.ts"],
    globalSetup: [
      "test/support/temporary.ts",
      "test/support/withoutSettings.ts",
      "test/support/buildGenerated.ts",
    ],
    // A server may take its time to start, and to end.
    hookTimeout: 300_000,
    testTimeout: 300_000,
  },
});
