import { posix } from "pathe";
import type { Symbol } from "./printing/code.js";
import { specifierOf, type Placement } from "./placement.js";
import { symbolsUsedBy } from "./printing/imports.js";
import type { Declaration, Module } from "./printing/module.js";
import { isRuntime, runtimeIndex, template, templateType } from "./runtime.js";

/** What a package, or sources, have of the templates. */
export interface Copied {
  /** The templates that modules need, and those that these import: path to text. */
  readonly files: ReadonlyMap<string, string>;
  /** The module of which the rest takes what it has of the runtime; absent where there is none. */
  readonly index?: Module | undefined;
}

/** The two modules that each of these specifiers stands for, where a package.json tells which. */
const byPlatform = {
  "#platform": ["runtime/http/platform.node", "runtime/http/platform.web"],
  "#chain": ["runtime/auth/chain.node", "runtime/auth/chain.web"],
};

/** What a runtime has for a module of the templates, where it is that of several services. */
const shared = new Map([["runtime/auth/auth", "runtime/auth/sharedAuth"]]);

/** Projects whose target is older do not have it by default. */
const language = '/// <reference lib="es2022" />\n';
/** Since TypeScript 6.0 a project has no types of Node unless someone asks for them. */
const nodeTypes = '/// <reference types="node" />\n';

/**
 * Gathers what modules need of the templates.
 *
 * @param modules - of all services
 * @param templates - their texts, by path
 * @param top - what each file begins with
 */
export function copyTemplates(
  modules: readonly Module[],
  templates: ReadonlyMap<string, string>,
  placement: Placement,
  top: string,
): Copied {
  const { aliases, hasIndex, isShared, pathOf } = placement;
  const files = new Map<string, string>();
  const emitted = new Set(isShared ? [] : modules.map(({ path }) => path));
  const exportedByIndex = exportsOf(templates.get(`${runtimeIndex}.ts`) ?? "");
  const platform = aliases?.["#platform"];
  const libraries = platform?.endsWith(".web") ? language : language + nodeTypes;
  const used = modules.map((module) => [module.path, symbolsUsedBy(module)] as const);
  const exported = used.flatMap(([path, symbols]) =>
    isRuntime(path) ? [] : symbols.filter(({ module }) => isRuntime(module)),
  );
  const named = new Set(used.flatMap(([, symbols]) => symbols.map(({ module }) => module)));
  const waiting = [...named].filter((module) => templates.has(`${module}.ts`) || isRuntime(module));
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    const path = `${pathOf(module)}.ts`;
    if (files.has(path) || emitted.has(module) || module === runtimeIndex) continue;
    const text = templates.get(`${(isShared && shared.get(module)) || module}.ts`);
    if (text === undefined) throw new Error(`templates has no module ${module}.`);
    for (const [, path = ""] of text.matchAll(relativeImport)) {
      waiting.push(posix.join(posix.dirname(module), path));
    }
    for (const [specifier, alias] of Object.entries(aliases ?? {})) {
      if (text.includes(`"${specifier}"`)) waiting.push(alias);
    }
    for (const [specifier, both] of Object.entries(aliases ? {} : byPlatform)) {
      if (!text.includes(`from "${specifier}"`)) continue;
      for (const platform of both) waiting.push(platform);
    }
    for (const symbol of symbolsFromRuntime(text, exportedByIndex)) {
      exported.push(symbol);
      waiting.push(symbol.module);
    }
    const own = placedText(module, text, placement, exportedByIndex);
    files.set(path, top + (module === platform ? libraries : "") + own);
  }
  return {
    files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
    index: hasIndex ? indexModule(exported) : undefined,
  };
}

const relativeImport = /(?:from|import\()\s*"(\.\.?\/[\w./]+)\.js"/g;
const eslintLine = /^ *(?:\/\/|\/\*) eslint-.*\n/gm;
const runtimeImport = /import (type )?\{([^}]*)\} from "#runtime";/g;

/** The text of a template where it comes to lie: what it imports is named as it is there. */
function placedText(
  module: string,
  text: string,
  placement: Placement,
  exportedByIndex: ReadonlyMap<string, Symbol>,
): string {
  const { aliases, extension, hasIndex, notes } = placement;
  const specifier = (to: string): string => JSON.stringify(specifierOf(module, to, placement));
  const withRuntime = hasIndex
    ? text.replaceAll('"#runtime"', specifier(runtimeIndex))
    : text.replace(runtimeImport, (_, __, list: string) =>
        importsOf(namesIn(list, exportedByIndex), specifier).join("\n"),
      );
  const withAliases = Object.entries(aliases ?? {}).reduce(
    (text, [alias, to]) => text.replaceAll(`"${alias}"`, () => specifier(to)),
    withRuntime,
  );
  // Where all linting is disabled, disabling a rule is told to be for nothing.
  const linted = notes === "" ? withAliases : withAliases.replace(eslintLine, "");
  return extension === ".js"
    ? linted
    : linted.replace(relativeImport, (whole) => whole.replace(/\.js"$/, `${extension}"`));
}

/** Imports of symbols, one for each module that has some of them. */
function importsOf(
  symbols: readonly Symbol[],
  specifier: (module: string) => string,
): readonly string[] {
  const modules = [...new Set(symbols.map(({ module }) => module))].sort();
  return modules.map((module) => {
    const own = symbols.filter((symbol) => symbol.module === module);
    const isTypeOnly = own.every(({ typeOnly }) => typeOnly);
    const names = own.map(({ name, typeOnly }) =>
      typeOnly && !isTypeOnly ? `type ${name}` : name,
    );
    return `import ${isTypeOnly ? "type " : ""}{ ${names.join(", ")} } from ${specifier(module)};`;
  });
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

/** What a template imports from `#runtime`. */
function symbolsFromRuntime(
  text: string,
  exported: ReadonlyMap<string, Symbol>,
): readonly Symbol[] {
  return [...text.matchAll(runtimeImport)].flatMap(([, , list = ""]) => namesIn(list, exported));
}

function namesIn(list: string, exported: ReadonlyMap<string, Symbol>): readonly Symbol[] {
  return [...list.matchAll(/(?:type )?(\w+)/g)].map(([, name = ""]) => {
    const symbol = exported.get(name);
    if (!symbol) throw new Error(`templates/${runtimeIndex}.ts does not export ${name}.`);
    return symbol;
  });
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
