import { globals, type Code, type Symbol } from "./code.js";
import type { Declaration, Module } from "./module.js";
import { ownPackage, specifierOf, type Placement } from "../placement.js";

/** An import declaration to print. */
export interface Import {
  readonly specifier: string;
  readonly names: readonly ImportedName[];
}

export interface ImportedName {
  readonly name: string;
  readonly alias?: string | undefined;
  readonly typeOnly: boolean;
}

/** How a module names the symbols it uses. */
export interface Scope {
  readonly imports: readonly Import[];
  /** Source text of code, its symbols named. */
  readonly text: (code: Code) => string;
}

const key = (symbol: Symbol): string => `${symbol.module}\n${symbol.name}`;

/**
 * Names every symbol that a module uses: its own by their names, others by an import, under another
 * name where that one is taken. The only place where names are settled.
 */
export function scopeOf(module: Module, placement: Placement = ownPackage): Scope {
  const used = new Map<string, Symbol>();
  const use = (symbols: readonly Symbol[]) => {
    for (const symbol of symbols) {
      const known = used.get(key(symbol));
      // Used as a value anywhere, it is imported as one.
      if (!known || (known.typeOnly && !symbol.typeOnly)) used.set(key(symbol), symbol);
    }
    return [...used.keys()].sort();
  };
  // What only documentation links to takes no name from code.
  const ids = new Set([
    ...use(symbolsIn(module.declarations.flatMap(codesOf))),
    ...use(symbolsIn(module.declarations.flatMap(docsOf))),
  ]);
  const taken = new Set(module.declarations.flatMap(declaredNames));
  const names = new Map<string, string>();
  const imports = new Map<string, ImportedName[]>();

  for (const id of ids) {
    const symbol = used.get(id) as Symbol;
    if (symbol.module === module.path) {
      names.set(id, symbol.name);
      continue;
    }
    if (symbol.module === globals) continue;
    let name = symbol.name;
    for (let n = 2; taken.has(name); n++) name = `${symbol.name}_${n}`;
    taken.add(name);
    names.set(id, name);
    const specifier = symbol.external
      ? symbol.module
      : specifierOf(module.path, symbol.module, placement);
    const list = imports.get(specifier) ?? [];
    list.push({
      name: symbol.name,
      alias: name === symbol.name ? undefined : name,
      typeOnly: symbol.typeOnly === true,
    });
    imports.set(specifier, list);
  }
  // Last, when it is known which of their names something else has here.
  for (const [id, { module: from, name }] of used) {
    if (from === globals) names.set(id, taken.has(name) ? `globalThis.${name}` : name);
  }
  return {
    imports: [...imports.keys()].sort().map((specifier) => ({
      specifier,
      names: (imports.get(specifier) ?? []).sort((a, b) => (a.name < b.name ? -1 : 1)),
    })),
    text: (code) =>
      code.parts
        .map((part) => (typeof part === "string" ? part : (names.get(key(part)) ?? part.name)))
        .join(""),
  };
}

/** What a module imports, or exports from another. */
export function symbolsUsedBy({ declarations }: Module): readonly Symbol[] {
  return [
    ...symbolsIn([...declarations.flatMap(codesOf), ...declarations.flatMap(docsOf)]),
    ...declarations.flatMap((declaration) =>
      declaration.kind === "reExport"
        ? declaration.symbols.map(({ alias: _, ...symbol }) => symbol)
        : [],
    ),
  ];
}

function declaredNames(declaration: Declaration): readonly string[] {
  switch (declaration.kind) {
    case "reExport":
      return [];
    case "statement":
      return declaration.names;
    case "function":
      // What is imported by the same name would be hidden within the function.
      return [declaration.name, ...(declaration.typeParameters ?? []).map(({ name }) => name)];
    default:
      return [declaration.name];
  }
}

function symbolsIn(codes: readonly Code[]): readonly Symbol[] {
  const symbols: Symbol[] = [];
  for (const { parts } of codes) {
    for (const part of parts) if (typeof part !== "string") symbols.push(part);
  }
  return symbols;
}

function docsOf(declaration: Declaration): readonly Code[] {
  const docs = [
    ...("doc" in declaration ? [declaration.doc] : []),
    ...(declaration.kind === "interface" ? declaration.properties.map(({ doc }) => doc) : []),
  ];
  return docs.filter((doc) => typeof doc === "object");
}

function codesOf(declaration: Declaration): readonly Code[] {
  switch (declaration.kind) {
    case "interface":
      return [
        ...(declaration.extends ?? []),
        ...declaration.properties.map((property) => property.type),
      ];
    case "typeAlias":
      return [declaration.type];
    case "function":
      return [
        ...(declaration.typeParameters ?? []).map((parameter) => parameter.default),
        ...declaration.parameters.flatMap(({ type, initializer }) =>
          initializer ? [type, initializer] : [type],
        ),
        declaration.returnType,
        declaration.body,
      ];
    case "const":
      return declaration.type ? [declaration.type, declaration.value] : [declaration.value];
    case "reExport":
      return [];
    case "statement":
      return [declaration.code];
  }
}
