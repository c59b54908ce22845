/** Two test runs in one: units, laws and golden folders; and the bundle, built once, against the embedded servers. */
import { defineConfig } from "vitest/config";

const END_TO_END = "test/e2e/**/*.test.ts";

export default defineConfig({
  test: {
    // A worker mostly waits for the programs that its tests start; one core less than there are would be one worker of two.
    maxWorkers: "100%",
    setupFiles: ["test/property-seed.ts"],
    coverage: { include: ["src/**/*.ts"], reporter: ["text-summary"] },
    projects: [
      { extends: true, test: { name: "units", include: ["test/**/*.test.ts"], exclude: [END_TO_END], testTimeout: 30_000 } },
      // Each test starts the bundle at least once, and some as often as a run has requests.
      {
        extends: true,
        test: {
          name: "end to end",
          include: [END_TO_END],
          globalSetup: "test/e2e/build-bundle.ts",
          testTimeout: 120_000,
          maxConcurrency: 4,
        },
      },
    ],
  },
});
