import ts from "typescript";

/** A `{@link}` of a doc comment, and where an editor goes from it. */
export interface DocLink {
  /** `file name: link`. */
  readonly link: string;
  /** The names of what it leads to; empty where it leads nowhere. */
  readonly targets: readonly string[];
}

/** Asks TypeScript's language service where each link of the modules leads: absolute path to text. */
export function docLinksIn(sources: ReadonlyMap<string, string>): readonly DocLink[] {
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      noLib: true,
      types: [],
    }),
    getScriptFileNames: () => [...sources.keys()],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = sources.get(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => "/",
    getDefaultLibFileName: () => "lib.d.ts",
    fileExists: (path) => sources.has(path),
    readFile: (path) => sources.get(path),
    directoryExists: () => true,
    getDirectories: () => [],
  });
  const links: DocLink[] = [];
  for (const path of sources.keys()) {
    const file = service.getProgram()?.getSourceFile(path);
    for (const link of file ? linksOf(file) : []) {
      const name = link.name && (ts.isIdentifier(link.name) ? link.name : link.name.right);
      const found = name ? service.getDefinitionAtPosition(path, name.getStart(file)) : undefined;
      links.push({
        link: `${path}: ${link.getText(file)}`,
        // An import by itself is a place too, where its module cannot be found.
        targets: (found ?? [])
          .filter(({ kind }) => kind !== ts.ScriptElementKind.alias)
          .map((definition) => definition.name),
      });
    }
  }
  return links;
}

function linksOf(file: ts.SourceFile): readonly ts.JSDocLink[] {
  const links: ts.JSDocLink[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJSDocLink(node)) links.push(node);
    for (const doc of ts.isJSDoc(node) ? [] : ts.getJSDocCommentsAndTags(node)) {
      if (doc.parent === node) visit(doc);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return links;
}
