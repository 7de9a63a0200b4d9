import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

/** How long plugins take is nobody's mistake. */
const rolldownOptions = { checks: { pluginTimings: false } };

export default defineConfig({
  base: "/playground/",
  // Templates and models of the repository are taken as they are.
  server: { fs: { allow: [".."] } },
  plugins: [withoutLibraries(), serviceWorker()],
  worker: { format: "es", plugins: () => [withoutLibraries()], rolldownOptions },
  build: {
    target: "es2022",
    // No file is a part of another: their server may forbid `data:`.
    assetsInlineLimit: 0,
    // The compiler that ts-morph prints with.
    chunkSizeWarningLimit: 6000,
    rolldownOptions,
  },
});

/**
 * Leaves out the declarations of TypeScript's libraries, 3 MB that ts-morph has in it, and does not read
 * where it only prints (`skipLoadingLibFiles`).
 */
function withoutLibraries(): Plugin {
  const declarations = /^const libFiles = \[\{$[^]*?^\s*\}\];$/m;
  return {
    name: "without-libraries",
    enforce: "pre",
    transform: {
      filter: { id: /@ts-morph[/\\]common[/\\]dist[/\\]ts-morph-common\.js$/ },
      handler(code) {
        if (!declarations.test(code))
          this.error("ts-morph has its libraries' declarations elsewhere.");
        return { code: code.replace(declarations, "const libFiles = [];"), map: null };
      },
    },
  };
}

/** Writes the service worker, which has the names of all files. */
function serviceWorker(): Plugin {
  const source = new URL("serviceWorker.js", import.meta.url);
  return {
    name: "service-worker",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const text = readFileSync(source, "utf8");
        const names = new Set([...Object.keys(bundle), "index.html", "icon.svg"]);
        const files = JSON.stringify([...names].sort());
        const version = createHash("sha256").update(text).update(files).digest("hex").slice(0, 12);
        this.emitFile({
          type: "asset",
          fileName: "serviceWorker.js",
          source: text.replace("files = []", `files = ${files}`).replace("VERSION", version),
        });
      },
    },
  };
}
