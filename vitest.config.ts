/** One test run for everything: units, laws, golden folders, and the built bundle against the embedded servers. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    coverage: { include: ["src/**/*.ts"], reporter: ["text-summary"] },
  },
});
