import ts from "typescript";

/** A name that callers can import. */
export interface Exported {
  readonly name: string;
  readonly isValue: boolean;
  /** How many parameters it has as a type; -1 where it is none. */
  readonly parameters: number;
  /** It is the same as what the main module has by this name. */
  readonly isOwn: boolean;
}

/** What a module of a program exports, but for what is marked as internal: its own words for it. */
export function exportedBy(program: ts.Program, path: string, main: string): readonly Exported[] {
  const checker = program.getTypeChecker();
  const exportsOf = (file: string) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`${file} is no module.`);
    return checker.getExportsOfModule(module);
  };
  const originOf = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const own = new Map(exportsOf(main).map((symbol) => [symbol.name, originOf(symbol)]));
  return exportsOf(path)
    .map((symbol) => ({ symbol, origin: originOf(symbol) }))
    .filter(({ origin }) => !origin.getJsDocTags().some(({ name }) => name === "internal"))
    .map(({ symbol, origin }) => {
      const isType = (origin.flags & ts.SymbolFlags.Type) !== 0;
      const onlyType = symbol.declarations?.some(ts.isTypeOnlyExportDeclaration) ?? false;
      return {
        name: symbol.name,
        isValue: !onlyType && (origin.flags & ts.SymbolFlags.Value) !== 0,
        parameters: isType ? parametersOf(origin) : -1,
        isOwn: isType && path !== main && own.get(symbol.name) === origin,
      };
    });
}

function parametersOf(symbol: ts.Symbol): number {
  const all = (symbol.declarations ?? []).map(
    (declaration) =>
      (declaration as { typeParameters?: ts.NodeArray<ts.Node> }).typeParameters?.length ?? 0,
  );
  return Math.max(...all);
}

/** The subpaths of a package, as the modules that they stand for: path to specifier from its folder. */
export function subpathsOf(sources: Iterable<string>): ReadonlyMap<string, string> {
  const documented =
    /^src\/((index|client|errors|testing|smithy|otel|presign|transfer|credentials|batches|documents)|operations\/.*)\.ts$/;
  return new Map(
    [...sources]
      .filter((path) => documented.test(path))
      .map((path) => [path, `./${path.replace(/\.ts$/, ".js")}`]),
  );
}
