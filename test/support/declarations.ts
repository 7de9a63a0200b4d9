import ts from "typescript";

/** Declarations as callers find them, read from the generated sources by TypeScript's own parser. */
export interface Declared {
  readonly name: string;
  readonly members: readonly DeclaredMember[];
}

export interface DeclaredMember {
  readonly name: string;
  readonly optional: boolean;
  /** As a module writes it that has the package's main module as `own`: it may declare any name. */
  readonly type: string;
}

export interface Declarations {
  readonly interfaces: ReadonlyMap<string, Declared>;
  readonly unions: ReadonlyMap<string, Declared>;
  /** Constant to the text of its value. */
  readonly enums: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The data of errors. */
  readonly errors: ReadonlyMap<string, Declared>;
  /** The types that name every way an operation can fail, and those ways. */
  readonly errorUnions: ReadonlyMap<string, readonly string[]>;
}

/** The types of the runtime that members have, and where they lie; `own` does not export them. */
export const runtimeTypes = { Bytes: "bytes", JsonValue: "document", Unit: "result" } as const;

/** What a package's sources declare of its service. */
export function declarationsIn(sources: ReadonlyMap<string, string>): Declarations {
  const found = {
    interfaces: new Map<string, Declared>(),
    unions: new Map<string, Declared>(),
    enums: new Map<string, ReadonlyMap<string, string>>(),
    errors: new Map<string, Declared>(),
    errorUnions: new Map<string, readonly string[]>(),
  };
  for (const [path, text] of sources) {
    if (!/^src\/(operations|shapes|enums|errors)/.test(path)) continue;
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
    const print = printer(file);
    for (const statement of file.statements) {
      if (ts.isInterfaceDeclaration(statement)) {
        addInterface(statement, print, found);
      } else if (ts.isTypeAliasDeclaration(statement)) {
        addAlias(statement, print, found);
      } else if (ts.isVariableStatement(statement)) {
        addEnum(statement, print, found.enums);
      }
    }
  }
  return found;
}

type Print = (node: ts.Node) => string;

/** Prints types with each name as the one that it stands for, wherever that is declared. */
function printer(file: ts.SourceFile): Print {
  const names = new Map<string, string>();
  for (const statement of file.statements) {
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      names.set(statement.name.text, `own.${statement.name.text}`);
    }
    if (!ts.isImportDeclaration(statement)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const isRuntime = statement.moduleSpecifier.getText(file).includes("/runtime/");
    for (const { name, propertyName = name } of bindings.elements) {
      const isElsewhere = isRuntime && propertyName.text in runtimeTypes;
      names.set(name.text, `${isElsewhere ? "runtime" : "own"}.${propertyName.text}`);
    }
  }
  return (node) => {
    const places: ts.Identifier[] = [];
    const walk = (inner: ts.Node): void => {
      if (ts.isTypeReferenceNode(inner) && ts.isIdentifier(inner.typeName)) {
        places.push(inner.typeName);
      }
      ts.forEachChild(inner, walk);
    };
    walk(node);
    const start = node.getStart(file);
    return places
      .sort((a, b) => b.getStart(file) - a.getStart(file))
      .reduce((text, place) => {
        const at = place.getStart(file) - start;
        const name = names.get(place.text) ?? place.text;
        return text.slice(0, at) + name + text.slice(at + place.text.length);
      }, node.getText(file));
  };
}

function addInterface(
  { name: { text: name }, members, heritageClauses }: ts.InterfaceDeclaration,
  print: Print,
  found: {
    readonly interfaces: Map<string, Declared>;
    readonly errors: Map<string, Declared>;
  },
): void {
  const base = heritageClauses?.[0]?.types[0];
  if (base?.expression.getText() === "ServiceError") {
    const [, data] = base.typeArguments ?? [];
    const own = data && ts.isTypeLiteralNode(data) ? membersOf(data.members, print) : [];
    found.errors.set(name, { name, members: own });
  } else {
    found.interfaces.set(name, { name, members: membersOf(members, print) });
  }
}

function membersOf(members: ts.NodeArray<ts.TypeElement>, print: Print): readonly DeclaredMember[] {
  return members.filter(ts.isPropertySignature).map(({ name, type, questionToken }) => ({
    name: nameText(name),
    optional: questionToken !== undefined,
    type: type ? print(type) : "unknown",
  }));
}

function nameText(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText();
}

function addAlias(
  { name: { text: name }, type }: ts.TypeAliasDeclaration,
  print: Print,
  found: {
    readonly unions: Map<string, Declared>;
    readonly errorUnions: Map<string, readonly string[]>;
  },
): void {
  if (!ts.isUnionTypeNode(type)) return;
  const arms = type.types.filter(ts.isTypeLiteralNode);
  const references = type.types.filter(ts.isTypeReferenceNode).map(print);
  if (arms.length > 0) {
    const members = arms.flatMap((arm) => membersOf(arm.members, print));
    // Each arm has one member; those of the others it says to be absent.
    const own = members.filter((arm) => !arm.optional && arm.name !== "$unknown");
    found.unions.set(name, { name, members: own });
  } else if (references.includes("own.ClientError")) {
    const ways = references.map((way) => way.replace("own.", ""));
    found.errorUnions.set(
      name,
      ways.filter((way) => way !== "ClientError"),
    );
  }
}

function addEnum(
  { declarationList: { declarations } }: ts.VariableStatement,
  print: Print,
  enums: Map<string, ReadonlyMap<string, string>>,
): void {
  for (const { name, initializer } of declarations) {
    if (!initializer || !ts.isAsExpression(initializer)) continue;
    if (!ts.isObjectLiteralExpression(initializer.expression)) continue;
    const values = initializer.expression.properties
      .filter(ts.isPropertyAssignment)
      .map((property) => [nameText(property.name), print(property.initializer)] as const);
    enums.set(name.getText(), new Map(values));
  }
}
