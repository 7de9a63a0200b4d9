import { resolve } from "node:path";
import ts from "typescript";
import { sourcePackage } from "./sourcePackage.js";

const root = resolve(import.meta.dirname, "../..");

/** As strict as generated packages are built. */
const strict = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
} satisfies ts.CompilerOptions;

/** The declarations of TypeScript and of libraries, which are the same for every program. */
const libraries = new Map<string, ts.SourceFile>();

const runtimeIndex = "/src/runtime/index.ts";

/** A program of ES modules that are nowhere but in memory: absolute path to text. */
export function compile(
  sources: ReadonlyMap<string, string>,
  options: ts.CompilerOptions = {},
): ts.Program {
  const settings = { ...strict, ...options };
  const runtimes = [...sources.keys()].filter((path) => path.endsWith(runtimeIndex));
  const packages = new Map(
    runtimes.map((path) => [path.replace(runtimeIndex, "/package.json"), sourcePackage]),
  );
  const host = ts.createCompilerHost(settings);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) =>
    sources.has(path) || packages.has(path) || fileExists.call(host, path);
  host.readFile = (path) => sources.get(path) ?? packages.get(path) ?? readFile.call(host, path);
  // Modules are looked for in folders that are there; those of the sources need not be.
  host.directoryExists = () => true;
  host.getSourceFile = (path, ...rest) => {
    const text = sources.get(path);
    if (text === undefined) {
      const library = libraries.get(path) ?? getSourceFile.call(host, path, ...rest);
      if (library && path.includes("/node_modules/")) libraries.set(path, library);
      return library;
    }
    const impliedNodeFormat = ts.ModuleKind.ESNext;
    return ts.createSourceFile(path, text, { languageVersion: settings.target, impliedNodeFormat });
  };
  return ts.createProgram([...sources.keys()], settings, host);
}

/** What the compiler finds wrong, in a program or in one file of it: `path:line code text`. */
export function errorsOf(program: ts.Program, file?: ts.SourceFile): readonly string[] {
  return ts
    .getPreEmitDiagnostics(program, file)
    .map(({ file: at, start = 0, code, messageText }) => {
      const place = at
        ? `${at.fileName.slice(root.length)}:${at.getLineAndCharacterOfPosition(start).line + 1} `
        : "";
      return `${place}${code} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
}
