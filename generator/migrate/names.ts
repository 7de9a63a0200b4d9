import { ts } from "ts-morph";
import { loadedBy } from "./program.js";
import { isSdkPackage, type Service } from "./services.js";

/** Something that a file is to import. */
export interface NeededImport {
  readonly service: string;
  /** Of the service's client; of a module of Node's, the module. */
  readonly subpath: string;
  readonly name: string;
  readonly local: string;
  /** Whether nothing but types need it. */
  isType: boolean;
}

/** The names of a file: what it declares, and what it is to import. */
export interface Names {
  readonly use: (service: Service, subpath: string, name: string, isType: boolean) => string;
  readonly needed: () => readonly NeededImport[];
  /** A name that nothing in the file has. */
  readonly fresh: (wanted: string) => string;
}

/** @param isMoved whether a service is: nothing is imported for another */
export function createNames(
  source: ts.SourceFile,
  path: string,
  isMoved: (service: string) => boolean,
): Names {
  const taken = declaredIn(source);
  for (const name of GLOBALS) taken.add(name);
  const present = importsIn(source);
  const needed = new Map<string, NeededImport>();
  const fresh = (wanted: string): string => {
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
    taken.add(name);
    return name;
  };
  return {
    fresh,
    needed: () => [...needed.values()],
    use: (service, subpath, name, isType) => {
      if (!isMoved(service.key)) return name;
      const specifier = specifierOf(service, subpath, path);
      const there =
        present.get(`${specifier}\0${name}`) ??
        present.get(`${specifier.replace(/^node:/, "")}\0${name}`);
      if (there !== undefined) return there;
      // Every client has these, and they are the same in all.
      const isShared = SHARED.has(name) || isNodes(subpath);
      const key = isShared ? name : [service.key, subpath, name].join("\0");
      const known = needed.get(key);
      if (known) {
        known.isType &&= isType;
        return known.local;
      }
      const { client } = service.surface;
      const prefixed = isNodes(subpath)
        ? `Node${name}`
        : isType
          ? `${client}${name}`
          : `${client.toLowerCase()}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      const local = fresh(taken.has(name) ? prefixed : name);
      needed.set(key, { service: service.key, subpath, name, local, isType });
      return local;
    },
  };
}

const isNodes = (subpath: string): boolean => subpath.startsWith("node:");

/** What names are imported from: the service's client, or a module of Node's (`node:stream`). */
export const specifierOf = ({ client }: Service, subpath: string, from: string): string =>
  isNodes(subpath) ? subpath : client.specifier(subpath, from);

/** Names of JavaScript's own that models have shapes of, such as S3. */
const GLOBALS = ["Array", "Date", "Error", "Function", "Map", "Object", "Promise", "Record", "Set"];

const SHARED = new Set(["unwrap", "CallError"]);

/** What a file imports already: module and name, to the local name. */
function importsIn(source: ts.SourceFile): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) {
      continue;
    }
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings) || statement.importClause.isTypeOnly) continue;
    for (const { name, propertyName, isTypeOnly } of bindings.elements) {
      if (isTypeOnly) continue;
      found.set(`${statement.moduleSpecifier.text}\0${(propertyName ?? name).text}`, name.text);
    }
  }
  return found;
}

/** The names that a file declares, at any depth, but for those that it has of the SDK. */
function declaredIn(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const { moduleSpecifier } = node;
      if (ts.isStringLiteral(moduleSpecifier) && isSdkPackage(moduleSpecifier.text)) return;
    }
    if (ts.isVariableDeclaration(node) && node.initializer) {
      const loaded = loadedBy(node.initializer);
      if (loaded !== undefined && isSdkPackage(loaded)) return;
    }
    if (isNamed(node) && node.name && ts.isIdentifier(node.name)) names.add(node.name.text);
    // A name that is declared nowhere may be a global.
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

function isNamed(node: ts.Node): node is ts.Node & { readonly name?: ts.Node } {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isClassLike(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isImportSpecifier(node) ||
    ts.isImportClause(node) ||
    ts.isNamespaceImport(node) ||
    ts.isTypeParameterDeclaration(node)
  );
}
