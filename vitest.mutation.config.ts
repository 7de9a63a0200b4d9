import { defineConfig } from "vitest/config";
import base from "./vitest.config.js";

// What `npm run mutate` tries its mutants with: the runtime's own tests, in one project.
const { projects: _, ...test } = base.test ?? {};

export default defineConfig({
  test: {
    ...test,
    include: ["test/unit/runtime/**/*.test.ts"],
    globalSetup: ["test/support/temporary.ts", "test/support/withoutSettings.ts"],
    // A mutant may wait for ever.
    testTimeout: 20_000,
  },
});
