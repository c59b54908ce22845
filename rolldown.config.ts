/** Builds the two entries into dist/: readable, not minified, with what only some runs need in chunks of its own. */
import { defineConfig } from "rolldown";

export default defineConfig({
  input: { action: "src/action.ts", cli: "src/cli/main.ts" },
  platform: "node",
  external: [/^node:/],
  output: {
    dir: "dist",
    format: "esm",
    entryFileNames: "[name].js",
    // Names without a hash: dist/ is committed, and a file that keeps its name shows as a change, not as a removal.
    chunkFileNames: "[name].js",
    legalComments: "inline",
    cleanDir: true,
    // Dependencies of @actions/artifact are CommonJS and call require() for Node's own modules.
    banner: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});
