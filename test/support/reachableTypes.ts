import ts from "typescript";

/** A type that a package's declarations lead to, and that none of its entry points exports. */
export interface UnnameableType {
  readonly name: string;
  /** The declarations that lead there, from an export on. */
  readonly path: string;
}

/**
 * The types that a package's callers come by and cannot name, so that the compiler cannot write the
 * declarations of what they export (TS2742).
 *
 * They are those that have to be named: an alias that is out of reach is written as what it stands
 * for, a base as its heir, `T["key"]` as the type of that property, `keyof T` as its keys.
 *
 * @param entries - the files of its entry points
 * @param folder - where all of its declarations lie
 */
export function unnameableTypes(
  program: ts.Program,
  entries: readonly string[],
  folder: string,
): readonly UnnameableType[] {
  const checker = program.getTypeChecker();
  const original = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const exported = entries.flatMap((entry) => {
    const file = program.getSourceFile(entry);
    const module = file && checker.getSymbolAtLocation(file);
    if (!module) throw new Error(`${entry} is no module.`);
    return checker.getExportsOfModule(module).map(original);
  });
  const nameable = new Set(exported);
  const seen = new Map<ts.Symbol, Set<string>>();
  const found = new Map<ts.Symbol, UnnameableType>();

  const visit = (symbol: ts.Symbol, path: readonly string[], { named, constructed }: Use): void => {
    const declarations = (symbol.declarations ?? []).filter(
      (declaration) =>
        isOfModule(declaration) && declaration.getSourceFile().fileName.startsWith(folder),
    );
    if (declarations.length === 0) return;
    const own = [...path, symbol.name];
    const isAlias = (symbol.flags & ts.SymbolFlags.TypeAlias) !== 0;
    if (named && !isAlias && !nameable.has(symbol)) {
      found.set(symbol, { name: symbol.name, path: own.join(" > ") });
    }
    const uses = seen.get(symbol) ?? new Set();
    if (uses.has(String(constructed))) return;
    seen.set(symbol, uses.add(String(constructed)));
    for (const declaration of declarations) {
      for (const [name, use] of namesIn(declaration, constructed)) {
        const target = checker.getSymbolAtLocation(name);
        if (target) visit(original(target), own, use);
      }
    }
  };
  for (const symbol of exported) visit(symbol, [], { named: true, constructed: true });
  return [...found.values()];
}

interface Use {
  /** The name itself is written, and not what it stands for. */
  readonly named: boolean;
  /** What its constructor takes is within reach. */
  readonly constructed: boolean;
}

/** Whether a declaration stands at the top of a module, as what a package exports does. */
function isOfModule(declaration: ts.Declaration): boolean {
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  return ts.isSourceFile(statement.parent);
}

/** The names of what a declaration refers to. */
function namesIn(declaration: ts.Node, constructed: boolean): (readonly [ts.Identifier, Use])[] {
  const names: (readonly [ts.Identifier, Use])[] = [];
  const isClass = ts.isClassDeclaration(declaration);
  const hasConstructor = isClass && declaration.members.some(ts.isConstructorDeclaration);
  const walk = (node: ts.Node, named: boolean): void => {
    if (isPrivate(node)) return;
    if (ts.isConstructorDeclaration(node) && !constructed) return;
    const name = nameOf(node);
    if (name) {
      const isBase = ts.isExpressionWithTypeArguments(node);
      names.push([
        name,
        isBase
          ? { named: false, constructed: constructed && !hasConstructor }
          : { named, constructed: true },
      ]);
    }
    const isAsked = ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.KeyOfKeyword;
    ts.forEachChild(node, (child) => {
      walk(child, !isAsked && !(ts.isIndexedAccessTypeNode(node) && child === node.objectType));
    });
  };
  walk(declaration, true);
  return names;
}

function nameOf(node: ts.Node): ts.Identifier | undefined {
  const name = ts.isTypeReferenceNode(node)
    ? node.typeName
    : ts.isTypeQueryNode(node)
      ? node.exprName
      : ts.isImportTypeNode(node)
        ? node.qualifier
        : ts.isExpressionWithTypeArguments(node)
          ? node.expression
          : undefined;
  if (name === undefined) return undefined;
  if (ts.isIdentifier(name)) return name;
  return ts.isQualifiedName(name) ? name.right : undefined;
}

/** Whether a member is for its class alone. */
function isPrivate(node: ts.Node): boolean {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
}
