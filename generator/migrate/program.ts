import { Project, ts } from "ts-morph";
import { clientStub, COMMON_STUB, libraryStub } from "./stubs.js";
import { serviceOfPackage, type Service } from "./services.js";

/** Paths of a program's `tsconfig.json`, as the compiler takes them. */
export interface PathSettings {
  readonly baseUrl?: string | undefined;
  readonly paths?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** The programs, and what the compiler knows of them. */
export interface Program {
  readonly checker: ts.TypeChecker;
  /** The files that may be changed, by path. */
  readonly files: ReadonlyMap<string, ts.SourceFile>;
  /** Those of them that no compiler reads, with where and why not. */
  readonly broken: ReadonlyMap<string, { readonly line: number; readonly message: string }>;
}

/** Something that an SDK package exports. */
export interface SdkExport {
  /** `@aws-sdk/client-s3` */
  readonly package: string;
  readonly name: string;
}

const STUB_FOLDER = "/__sdk__/";

/** Every name in a text that may be a class or function of a service's whose operations are not known. */
export function sdkNamesIn(text: string, key: string): readonly string[] {
  const client = key.replaceAll("-", "");
  const known = /^([A-Z]\w*(Command|Client)|(paginate|waitUntil)[A-Z]\w*)$/;
  const words = new Set(text.match(/\b[A-Za-z]\w*\b/g));
  return [...words].filter((word) => known.test(word) || word.toLowerCase() === client);
}

/**
 * Has the compiler read programs beside declarations of the SDK's. Pure: all is in memory.
 *
 * @param files the files that may be changed
 * @param context files that these import, which stay as they are
 */
export function readProgram(
  files: ReadonlyMap<string, string>,
  context: ReadonlyMap<string, string>,
  services: ReadonlyMap<string, Service | undefined>,
  { baseUrl, paths }: PathSettings = {},
): Program {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipFileDependencyResolution: true,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      // Without those of browsers, which take longer to read than all else.
      lib: ["lib.esnext.d.ts"],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      noEmit: true,
      strict: true,
      allowJs: true,
      jsx: ts.JsxEmit.Preserve,
      types: [],
      ...(baseUrl !== undefined && { baseUrl }),
      ...(paths !== undefined && {
        paths: Object.fromEntries(Object.entries(paths).map(([from, to]) => [from, [...to]])),
      }),
    },
  });
  const texts = [...files.values(), ...context.values()];
  project.createSourceFile(`${STUB_FOLDER}common.d.ts`, COMMON_STUB);
  project.createSourceFile(`${STUB_FOLDER}libraries.d.ts`, libraryStub());
  for (const [key, service] of services) {
    const names = new Set(
      texts
        .filter((text) => text.includes(`@aws-sdk/client-${key}`))
        .flatMap((text) => sdkNamesIn(text, key)),
    );
    project.createSourceFile(`${STUB_FOLDER}${key}.d.ts`, clientStub(key, service, names));
  }
  for (const [path, text] of [...context, ...files]) {
    project.createSourceFile(path, text, { overwrite: true });
  }
  const program = project.getProgram().compilerObject;
  const sources = [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    return source ? [[path, source] as const] : [];
  });
  const broken = sources.flatMap(([path, source]) => {
    const [first] = program.getSyntacticDiagnostics(source);
    if (!first) return [];
    const line = source.getLineAndCharacterOfPosition(first.start).line + 1;
    return [
      [path, { line, message: ts.flattenDiagnosticMessageText(first.messageText, " ") }] as const,
    ];
  });
  return { checker: program.getTypeChecker(), files: new Map(sources), broken: new Map(broken) };
}

/** The keys of all services whose packages are named in a text. */
export function servicesNamedIn(text: string): readonly string[] {
  const specifiers = text.matchAll(/["'](@aws-sdk\/[\w-]+)["']/g);
  return [...specifiers].flatMap(([, specifier]) => serviceOfPackage(specifier ?? "") ?? []);
}

/** Whether a declaration is one of the SDK's. */
export const isStub = (node: ts.Node): boolean =>
  node.getSourceFile().fileName.startsWith(STUB_FOLDER);

/** What a name refers to, where that is an SDK package's: through imports, `require` and namespaces. */
export function sdkExport(checker: ts.TypeChecker, node: ts.Node): SdkExport | undefined {
  const symbol = checker.getSymbolAtLocation(node);
  if (symbol === undefined) return undefined;
  const aliased = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const direct = exportOf(aliased);
  if (direct !== undefined) return direct;
  // `const { S3Client } = await import(…)`: a variable whose type is that of the class.
  const [declaration] = aliased.declarations ?? [];
  if (!declaration || !ts.isBindingElement(declaration) || !isLoaded(declaration)) return undefined;
  const named = declaration.propertyName ?? declaration.name;
  const type = checker.getTypeAtLocation(declaration);
  const found = type.symbol && exportOf(type.symbol);
  return found && ts.isIdentifier(named) && named.text === found.name ? found : undefined;
}

/** Whether a binding takes what `import()` or `require()` gives. */
export function isLoaded(element: ts.BindingElement): boolean {
  const { parent } = element.parent;
  if (!ts.isVariableDeclaration(parent) || !parent.initializer) return false;
  return loadedBy(parent.initializer) !== undefined;
}

/** The module that an expression loads: `require("x")`, `await import("x")`. */
export function loadedBy(expression: ts.Expression): string | undefined {
  const call = ts.isAwaitExpression(expression) ? expression.expression : expression;
  if (!ts.isCallExpression(call)) return undefined;
  const isRequire = ts.isIdentifier(call.expression) && call.expression.text === "require";
  const isImport = call.expression.kind === ts.SyntaxKind.ImportKeyword && call !== expression;
  const [argument] = call.arguments;
  if (!isRequire && !isImport) return undefined;
  return argument && ts.isStringLiteralLike(argument) ? argument.text : undefined;
}

function exportOf(symbol: ts.Symbol): SdkExport | undefined {
  for (const declaration of symbol.declarations ?? []) {
    if (!isStub(declaration)) continue;
    let holder: ts.Node = declaration;
    while (!ts.isSourceFile(holder) && !ts.isModuleBlock(holder)) holder = holder.parent;
    if (!ts.isModuleBlock(holder) || !ts.isStringLiteral(holder.parent.name)) continue;
    // Members of a class are no exports.
    const isDirect = declaration.parent === holder || declaration.parent.parent?.parent === holder;
    const isMember = ts.isClassElement(declaration) || ts.isTypeElement(declaration);
    if (!isDirect || isMember) continue;
    return { package: holder.parent.name.text, name: symbol.name };
  }
  return undefined;
}

export type Brand =
  | "client"
  | "command"
  | "output"
  | "exception"
  | "stream"
  | "bytes"
  | "config"
  | "pages"
  | "mock"
  | "metadata"
  | "upload"
  | "uploaded";

/**
 * The service of a type that is one of the SDK's, such as a client; empty where it is of no service,
 * absent where the type is no such thing.
 */
export function brandOf(checker: ts.TypeChecker, type: ts.Type, brand: Brand): string | undefined {
  const present = checker.getNonNullableType(type);
  if (present.flags & (ts.TypeFlags.Any | ts.TypeFlags.Never)) return undefined;
  const property = present.getProperty(`__${brand}`);
  const [declaration] = property?.declarations ?? [];
  if (!property || !declaration || !isStub(declaration)) return undefined;
  const value = checker.getNonNullableType(checker.getTypeOfSymbol(property));
  return value.isStringLiteral() ? value.value : "";
}
