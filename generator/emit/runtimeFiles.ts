import { modulesUsedBy } from "./imports.js";
import type { Module } from "./module.js";
import { header } from "./print.js";

const platforms = ["platform.node", "platform.web"];

/** The runtime's modules that a package needs, and what those import: path in the package to text. */
export function runtimeFiles(
  modules: readonly Module[],
  templates: ReadonlyMap<string, string>,
  origin: string,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const emitted = new Set(modules.map(({ path }) => path));
  const waiting = modules
    .flatMap((module) => [...modulesUsedBy(module)])
    .filter((path) => path.startsWith("runtime/"))
    .map((path) => path.slice("runtime/".length));
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const path = `src/runtime/${name}.ts`;
    if (files.has(path) || emitted.has(`runtime/${name}`)) continue;
    const text = templates.get(`${name}.ts`);
    if (text === undefined) throw new Error(`templates/runtime has no module ${name}.`);
    files.set(path, `${header(origin, `Tinsmith's runtime`)}\n\n${text}`);
    for (const [, imported] of text.matchAll(/(?:from|import\()\s*"(#platform|\.\/[\w.]+\.js)"/g)) {
      if (imported === "#platform") waiting.push(...platforms);
      else waiting.push((imported as string).slice(2, -3));
    }
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
