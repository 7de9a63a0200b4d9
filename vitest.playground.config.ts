import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["playground/test/**/*.test.ts"],
    globalSetup: ["test/support/temporary.ts"],
    // A browser on a busy machine may take its time.
    hookTimeout: 300_000,
    testTimeout: 300_000,
  },
});
