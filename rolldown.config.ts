/** Builds the two entries into dist/: readable, not minified, with what only some runs need in chunks of its own. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "rolldown";

export default defineConfig({
  input: { action: "src/action.ts", cli: "src/cli/main.ts" },
  platform: "node",
  external: [/^node:/],
  resolve: {
    alias: {
      // The same client without undici, which only costs start-up time: the requests go through Node's own fetch (src/http).
      "@discordjs/rest": fileURLToPath(import.meta.resolve("@discordjs/rest").replace(/index\.m?js$/, "web.mjs")),
    },
  },
  treeshake: {
    // Nothing happens when these are loaded, so what nobody uses of them is left out: above all undici, which @actions/core needs for OpenID only.
    moduleSideEffects: [{ test: /[\\/]node_modules[\\/]@actions[\\/](?:core|http-client)[\\/]/, sideEffects: false }],
  },
  output: {
    dir: "dist",
    format: "esm",
    entryFileNames: "[name].js",
    // Names without a hash: dist/ is committed, and a file that keeps its name shows as a change, not as a removal.
    chunkFileNames: "[name].js",
    comments: { legal: true },
    cleanDir: true,
    // The command is run as a program.
    banner: ({ fileName }) => (fileName === "cli.js" ? "#!/usr/bin/env node" : ""),
  },
});
