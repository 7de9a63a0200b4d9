import { join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "../..");

/** What the compiler says of sources, by file name, under the strictest settings. */
export function typeErrors(sources: ReadonlyMap<string, string>): readonly string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    noImplicitReturns: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    allowUnreachableCode: false,
    verbatimModuleSyntax: true,
    noEmit: true,
  };
  const files = new Map([...sources].map(([name, text]) => [join(root, "virtual", name), text]));
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (file) => files.has(file) || disk.fileExists(file),
    readFile: (file) => files.get(file) ?? disk.readFile(file),
    getSourceFile: (file, version, ...rest) => {
      const text = files.get(file);
      return text === undefined
        ? disk.getSourceFile(file, version, ...rest)
        : ts.createSourceFile(file, text, version);
    },
  };
  const program = ts.createProgram([...files.keys()], options, host);
  // What they import may need the platform's types: those are checked where it lies.
  const own = ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => files.has(file?.fileName ?? ""));
  return own.map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line : 0;
    const where = file ? `${file.fileName}:${line + 1} ` : "";
    return where + ts.flattenDiagnosticMessageText(messageText, " ");
  });
}
