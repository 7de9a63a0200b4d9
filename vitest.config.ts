import { defineConfig } from "vitest/config";

/** What takes more than some seconds of processor time, or other programs than Node and npm. */
const heavy = "test/**/*.heavy.test.ts";
/** What has a config of its own. */
const elsewhere = ["test/integration/**", "test/load/**", "test/runtimes/**"];

export default defineConfig({
  test: {
    // Nothing waits; a busy machine may.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    // Nothing that one test puts in place is there in the next.
    mockReset: true,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // No test asks for credentials where an instance would have them.
    env: { AWS_EC2_METADATA_DISABLED: "true" },
    setupFiles: ["test/support/seed.ts"],
    globalSetup: [
      "test/support/temporary.ts",
      "test/support/withoutSettings.ts",
      "test/support/buildGenerated.ts",
    ],
    projects: [
      {
        extends: true,
        test: {
          name: "fast",
          include: ["test/**/*.test.ts"],
          exclude: [heavy, ...elsewhere],
          // By default one core is left idle, which is half of a small machine.
          maxWorkers: "100%",
        },
      },
      { extends: true, test: { name: "heavy", include: [heavy], exclude: elsewhere } },
    ],
  },
});
