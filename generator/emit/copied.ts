import { posix } from "pathe";
import type { Symbol } from "./printing/code.js";
import { specifierOf, symbolsUsedBy } from "./printing/imports.js";
import type { Declaration, Module } from "./printing/module.js";
import { header } from "./printing/print.js";
import { isRuntime, runtimeIndex, template, templateType } from "./runtime.js";

/** What a package has of the templates. */
export interface Copied {
  /** The templates that its modules need, and those that these import: path in the package to text. */
  readonly files: ReadonlyMap<string, string>;
  /** The module of which the rest of the package takes what it has of the runtime. */
  readonly index: Module;
}

/** The two modules that each of these specifiers stands for. */
const byPlatform = {
  "#platform": ["runtime/http/platform.node", "runtime/http/platform.web"],
  "#chain": ["runtime/auth/chain.node", "runtime/auth/chain.web"],
};

/**
 * Gathers what modules need of the templates.
 *
 * @param templates - their texts, by path
 */
export function copyTemplates(
  modules: readonly Module[],
  templates: ReadonlyMap<string, string>,
  origin: string,
): Copied {
  const files = new Map<string, string>();
  const emitted = new Set(modules.map(({ path }) => path));
  const index = exportsOf(templates.get(`${runtimeIndex}.ts`) ?? "");
  const exported = modules
    .filter(({ path }) => !isRuntime(path))
    .flatMap(symbolsUsedBy)
    .filter(({ module }) => isRuntime(module));
  const waiting = modules
    .flatMap(symbolsUsedBy)
    .map(({ module }) => module)
    .filter((module) => templates.has(`${module}.ts`) || isRuntime(module));
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    const path = `src/${module}.ts`;
    if (files.has(path) || emitted.has(module)) continue;
    const text = templates.get(`${module}.ts`);
    if (text === undefined) throw new Error(`templates has no module ${module}.`);
    const own = text.replaceAll('"#runtime"', JSON.stringify(specifierOf(module, runtimeIndex)));
    files.set(path, `${header(origin, `Tinsmith's runtime`)}\n\n${own}`);
    for (const [, path = ""] of text.matchAll(/(?:from|import\()\s*"(\.\.?\/[\w./]+)\.js"/g)) {
      waiting.push(posix.join(posix.dirname(module), path));
    }
    for (const [specifier, both] of Object.entries(byPlatform)) {
      if (!text.includes(`from "${specifier}"`)) continue;
      for (const platform of both) waiting.push(platform);
    }
    for (const name of namesFromRuntime(text)) {
      const symbol = index.get(name);
      if (!symbol) throw new Error(`templates/${runtimeIndex}.ts does not export ${name}.`);
      exported.push(symbol);
      waiting.push(symbol.module);
    }
  }
  return {
    files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
    index: indexModule(exported),
  };
}

/** What the templates' own index exports, by name. */
function exportsOf(text: string): ReadonlyMap<string, Symbol> {
  const lists = text.matchAll(/export (type )?\{([^}]*)\} from "\.\/([\w/]+)\.js"/g);
  return new Map(
    [...lists].flatMap(([, types, list = "", module = ""]) =>
      [...list.matchAll(/(type )?(\w+)/g)].map(([, type, name = ""]) => {
        const path = `runtime/${module}`;
        return [name, (types ?? type) ? templateType(path, name) : template(path, name)] as const;
      }),
    ),
  );
}

/** The names that a template imports from `#runtime`. */
function namesFromRuntime(text: string): readonly string[] {
  return [...text.matchAll(/import (?:type )?\{([^}]*)\} from "#runtime"/g)].flatMap(
    ([, list = ""]) => [...list.matchAll(/(?:type )?(\w+)/g)].map(([, name = ""]) => name),
  );
}

function indexModule(symbols: readonly Symbol[]): Module {
  const byName = new Map<string, Symbol>();
  for (const symbol of symbols) {
    const known = byName.get(symbol.name);
    if (known && known.module !== symbol.module) {
      throw new Error(`Both ${known.module} and ${symbol.module} export ${symbol.name}.`);
    }
    // Taken as a value anywhere, it is exported as one.
    if (!symbol.typeOnly || !known) byName.set(symbol.name, symbol);
  }
  const all = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    path: runtimeIndex,
    source: "Tinsmith's runtime",
    declarations: [...new Set(all.map(({ module }) => module))]
      .sort()
      .map((module): Declaration => ({
        kind: "reExport",
        module,
        symbols: all.filter((symbol) => symbol.module === module),
      })),
  };
}
