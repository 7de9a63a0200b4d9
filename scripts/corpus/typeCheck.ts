import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { sourcePackage } from "../../test/support/sourcePackage.js";

/** Finds what the compiler has against the sources of a package: path in it to text. */
export type TypeCheck = (sources: ReadonlyMap<string, string>) => readonly string[];

/**
 * A checker with the settings that generated packages are built with. It keeps the libraries that it
 * has read for the next package.
 *
 * @param root - the project's folder: its `node_modules` has what packages may import
 */
export function createTypeCheck(root: string): TypeCheck {
  const options = settings(root);
  const disk = ts.createCompilerHost(options);
  const libraries = new Map<string, ts.SourceFile | undefined>();
  return (sources) => {
    const folder = join(root, "corpus.virtual");
    const paths = [...sources.keys()].map((path) => join(folder, path));
    const files = new Map(
      [...sources, ["package.json", sourcePackage] as const].map(([path, text]) => [
        join(folder, path),
        text,
      ]),
    );
    const host: ts.CompilerHost = {
      ...disk,
      fileExists: (path) => files.has(path) || disk.fileExists(path),
      readFile: (path) => files.get(path) ?? disk.readFile(path),
      directoryExists: () => true,
      getSourceFile: (path, version) => {
        const text = files.get(path);
        if (text !== undefined) return ts.createSourceFile(path, text, version);
        if (!libraries.has(path)) libraries.set(path, disk.getSourceFile(path, version));
        return libraries.get(path);
      },
    };
    const program = ts.createProgram(paths, options, host);
    return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
      const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
      const place = file ? `${file.fileName.slice(folder.length + 1)}:${line}: ` : "";
      return `${place}${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
  };
}

/** Those of the packages, but for what concerns files on disk and the libraries' own declarations. */
function settings(root: string): ts.CompilerOptions {
  const text = readFileSync(join(root, "templates/package/tsconfig.json.hbs"), "utf8");
  const { config } = ts.parseConfigFileTextToJson("tsconfig.json", text) as {
    config: { compilerOptions: Record<string, unknown> };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const { rootDir: _, outDir: __, ...rest } = options;
  return {
    ...rest,
    noEmit: true,
    skipLibCheck: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
  };
}
