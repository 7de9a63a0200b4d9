import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/integration/**"],
    globalSetup: ["test/support/temporary.ts", "test/support/buildGenerated.ts"],
  },
});
