// Prints what a browser loads of the built page, in kB (1000 bytes) after gzip, by when it loads it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const dist = join(import.meta.dirname, "dist");
const when = [
  ["the page", /^(index\.html|icon\.svg|assets\/index-)/],
  ["the generator, when a model is opened", /^assets\/(worker|babel|estree|standalone|markdown)-/],
  ["the viewer, when there are files", /^assets\/viewer-/],
  ["samples, when they are chosen", /\.json$/],
  ["esbuild, when sizes are looked at", /\.wasm$/],
  ["the rest", /./],
];

const sums = when.map(() => 0);
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath, entry.name);
  const name = path.slice(dist.length + 1).replaceAll("\\", "/");
  sums[when.findIndex(([, pattern]) => pattern.test(name))] += gzipSync(readFileSync(path)).length;
}
when.forEach(([what], index) => {
  console.log(`${(sums[index] / 1000).toFixed(1).padStart(8)} kB  ${what}`);
});
