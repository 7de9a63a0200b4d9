import { ts } from "ts-morph";
import type { Edit } from "./edits.js";
import type { FileContext } from "./file.js";
import { specifierOf, type NeededImport } from "./names.js";
import { loadedBy } from "./program.js";
import { isSdkPackage } from "./services.js";
import { lineRange } from "./syntax.js";

/** A statement that brings names of an SDK package into a file. */
interface Loading {
  readonly kind: "import" | "require" | "dynamic";
  /** The statement. */
  readonly node: ts.Statement;
  /** What declares each name, with its text. */
  readonly bindings: readonly Binding[];
  readonly isTopLevel: boolean;
  readonly specifier: string;
}

interface Binding {
  readonly node: ts.Node;
  /** As it stands there: `S3Client as Client`. */
  readonly text: string;
  readonly form: "named" | "namespace" | "default";
}

/** What loads SDK packages in a file. */
export function loadingsIn(source: ts.SourceFile): readonly Loading[] {
  const found: Loading[] = [];
  const visit = (node: ts.Node): void => {
    const loading = ts.isImportDeclaration(node)
      ? importOf(node)
      : ts.isVariableStatement(node)
        ? loadOf(node)
        : undefined;
    if (loading && isSdkPackage(loading.specifier)) found.push(loading);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function importOf(node: ts.ImportDeclaration): Loading | undefined {
  const { importClause, moduleSpecifier } = node;
  if (!importClause || !ts.isStringLiteral(moduleSpecifier)) return undefined;
  const { name, namedBindings } = importClause;
  const bindings: Binding[] = [];
  if (name) bindings.push({ node: importClause, text: name.text, form: "default" });
  if (namedBindings && ts.isNamespaceImport(namedBindings)) {
    bindings.push({ node: namedBindings, text: namedBindings.getText(), form: "namespace" });
  } else if (namedBindings) {
    for (const element of namedBindings.elements) {
      bindings.push({ node: element, text: element.getText(), form: "named" });
    }
  }
  return { kind: "import", node, bindings, isTopLevel: true, specifier: moduleSpecifier.text };
}

function loadOf(node: ts.VariableStatement): Loading | undefined {
  const [declaration, ...more] = node.declarationList.declarations;
  const { initializer, name } = declaration ?? {};
  const specifier = initializer && loadedBy(initializer);
  if (!initializer || !name || specifier === undefined || more.length > 0) return undefined;
  const bindings: readonly Binding[] = ts.isIdentifier(name)
    ? [{ node: declaration!, text: name.text, form: "namespace" }]
    : name.elements.flatMap((element): readonly Binding[] =>
        ts.isBindingElement(element)
          ? [{ node: element, text: element.getText(), form: "named" }]
          : [],
      );
  const kind = ts.isAwaitExpression(initializer) ? "dynamic" : "require";
  return { kind, node, bindings, isTopLevel: ts.isSourceFile(node.parent), specifier };
}

/** What declares the name that a reference begins with, in the file itself. */
function bindingOf(file: FileContext, reference: ts.Node): ts.Node | undefined {
  let first = reference;
  while (ts.isPropertyAccessExpression(first)) first = first.expression;
  while (ts.isQualifiedName(first)) first = first.left;
  return file.checker.getSymbolAtLocation(first)?.declarations?.[0];
}

/** Blocks the services of a file whose packages are loaded in a way that is not rewritten. */
export function refuseLoadings(
  file: FileContext,
  keysOf: (specifier: string) => readonly string[],
): void {
  const loadings = loadingsIn(file.source);
  const bindings = new Set(loadings.flatMap((loading) => loading.bindings.map(({ node }) => node)));
  for (const { node, name, package: from } of file.references) {
    const binding = bindingOf(file, node);
    // What is exported again is told by itself.
    if ((binding && bindings.has(binding)) || ts.isExportSpecifier(node.parent)) continue;
    for (const key of keysOf(from)) {
      file.block(
        key,
        node,
        `\`${name}\` is not imported in a way that is rewritten: import it by name from ${from}`,
      );
      file.handled.set(node, key);
    }
  }
  const isOdd = (one: Loading): boolean => one.kind === "dynamic" || !one.isTopLevel;
  if (loadings.length > 1) {
    for (const loading of loadings.filter(isOdd)) {
      for (const key of keysOf(loading.specifier)) {
        file.block(key, loading.node, "a package is loaded here, beside others in the file");
      }
    }
  }
  for (const statement of file.source.statements) {
    if (!ts.isExportDeclaration(statement) || statement.exportClause) continue;
    const { moduleSpecifier } = statement;
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) continue;
    for (const key of keysOf(moduleSpecifier.text)) {
      const message = "all of an SDK package is exported again here: name what is needed";
      file.block(key, statement, message);
    }
  }
}

/**
 * The edits that have a file import what it needs, and no longer what it does not.
 *
 * @param isMoved whether a reference to the SDK is gone
 */
export function importEdits(
  file: FileContext,
  needed: readonly NeededImport[],
  isMoved: (reference: ts.Node) => boolean,
): readonly Edit[] {
  const used = new Map<ts.Node, boolean>();
  for (const { node } of file.references) {
    const binding = bindingOf(file, node);
    if (binding) used.set(binding, (used.get(binding) ?? true) && isMoved(node));
  }
  const loadings = loadingsIn(file.source);
  const changed = loadings.filter(({ bindings }) => bindings.some(({ node }) => used.get(node)));
  const [first] = changed;
  if (!first) return needed.length > 0 ? [addImports(file, needed)] : [];
  const edits: Edit[] = [];
  for (const loading of changed) {
    const kept = loading.bindings.filter(({ node }) => !used.get(node));
    const style = styleOf(file, loading);
    const statements = loading === first ? printAll(file, needed, style) : [];
    if (kept.length > 0) statements.push(printKept(loading, kept, style));
    const start = loading.node.getStart(file.source);
    if (statements.length > 0) {
      edits.push({ start, end: loading.node.end, text: statements.join(`\n${style.indent}`) });
    } else edits.push({ ...lineRange(file.source, loading.node), text: "" });
  }
  return edits;
}

/** Imports of a file that has nothing of the SDK's by name, such as one that calls a client's methods. */
function addImports(file: FileContext, needed: readonly NeededImport[]): Edit {
  const { statements, text } = file.source;
  // What comes first, since what is required is there from then on only.
  const after = statements.findIndex((one) => !isDirective(one) && !isImporting(one));
  const leading = after < 0 ? statements : statements.slice(0, after);
  const last = leading.findLast(isImporting) ?? statements.find(isImporting);
  const quote = text.split("'").length > text.split('"').length ? "'" : '"';
  const isRequire = last ? ts.isVariableStatement(last) : /\.c[jt]s$/.test(file.path);
  const style: Style = {
    quote,
    semicolon: !last || last.getText().endsWith(";") ? ";" : "",
    indent: "",
    kind: isRequire ? "require" : "import",
  };
  const lines = printAll(file, needed, style).join("\n");
  // Not before what has to come first, `#!` and "use strict", nor after the comment of a statement.
  const start = leading.at(-1)?.end ?? ts.getShebang(text)?.length ?? 0;
  return { start, end: start, text: start > 0 ? `\n${lines}` : `${lines}\n` };
}

const isDirective = (one: ts.Statement): boolean =>
  ts.isExpressionStatement(one) && ts.isStringLiteral(one.expression);

/** Statements at the top that import, as the file does: the last says where more may stand. */
function isImporting(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement)) return true;
  if (!ts.isVariableStatement(statement)) return false;
  const [declaration] = statement.declarationList.declarations;
  const { initializer } = declaration ?? {};
  return !!initializer && ts.isCallExpression(initializer) && loadedBy(initializer) !== undefined;
}

interface Style {
  readonly quote: string;
  readonly semicolon: string;
  readonly indent: string;
  readonly kind: Loading["kind"];
}

function styleOf(file: FileContext, { node, kind }: Loading): Style {
  const text = node.getText(file.source);
  const start = node.getStart(file.source);
  const line = file.source.text.lastIndexOf("\n", start - 1) + 1;
  return {
    quote: text.includes("'") ? "'" : '"',
    semicolon: text.endsWith(";") ? ";" : "",
    indent: /^\s*/.exec(file.source.text.slice(line, start))?.[0] ?? "",
    kind,
  };
}

function printAll(file: FileContext, needed: readonly NeededImport[], style: Style): string[] {
  const bySpecifier = new Map<string, NeededImport[]>();
  const order = [...new Set(needed.map(({ service }) => service))];
  const sorted = [...needed].sort(
    (a, b) =>
      order.indexOf(a.service) - order.indexOf(b.service) ||
      Number(a.subpath !== ".") - Number(b.subpath !== "."),
  );
  for (const one of sorted) {
    const service = file.services.get(one.service);
    if (!service) continue;
    const specifier = specifierOf(service, one.subpath, file.path);
    bySpecifier.set(specifier, [...(bySpecifier.get(specifier) ?? []), one]);
  }
  return [...bySpecifier].map(([specifier, names]) => printOne(specifier, names, style));
}

function printOne(specifier: string, needed: readonly NeededImport[], style: Style): string {
  const { quote, semicolon, kind } = style;
  const from = `${quote}${specifier}${quote}`;
  const sorted = [...needed].sort((a, b) => (a.name < b.name ? -1 : 1));
  if (kind !== "import") {
    const names = sorted.map(({ name, local }) => (name === local ? name : `${name}: ${local}`));
    const load = kind === "require" ? `require(${from})` : `await import(${from})`;
    return listed("const", names, `= ${load}${semicolon}`);
  }
  const onlyTypes = sorted.every(({ isType }) => isType);
  const names = sorted.map(({ name, local, isType }) => {
    const text = name === local ? name : `${name} as ${local}`;
    return isType && !onlyTypes ? `type ${text}` : text;
  });
  return listed(onlyTypes ? "import type" : "import", names, `from ${from}${semicolon}`);
}

function listed(before: string, names: readonly string[], after: string): string {
  const line = `${before} { ${names.join(", ")} } ${after}`;
  if (line.length <= 100) return line;
  return `${before} {\n${names.map((name) => `  ${name},\n`).join("")}} ${after}`;
}

function printKept(loading: Loading, kept: readonly Binding[], style: Style): string {
  const { quote, semicolon } = style;
  const from = `${quote}${loading.specifier}${quote}`;
  const named = kept.filter(({ form }) => form === "named").map(({ text }) => text);
  const others = kept.filter(({ form }) => form !== "named").map(({ text }) => text);
  const names = [...others, ...(named.length > 0 ? [`{ ${named.join(", ")} }`] : [])].join(", ");
  if (loading.kind !== "import") {
    const load = loading.kind === "require" ? `require(${from})` : `await import(${from})`;
    return `const ${names} = ${load}${semicolon}`;
  }
  const { importClause } = loading.node as ts.ImportDeclaration;
  return `import ${importClause?.isTypeOnly ? "type " : ""}${names} from ${from}${semicolon}`;
}
