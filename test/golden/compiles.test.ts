import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { generateFrom } from "../support/generate.js";

const folder = import.meta.dirname;
const root = resolve(folder, "../..");

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  isolatedDeclarations: true,
  declaration: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"],
};

it("generates packages that compile, one for each feature", async () => {
  const sources = new Map<string, string>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const { files } = await generateFrom(join(folder, entry.name, "model.json"));
    for (const [path, text] of files ?? []) {
      if (path.endsWith(".ts"))
        sources.set(join(root, "test/golden", `${entry.name}.out`, path), text);
    }
  }
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists.call(host, path);
  host.readFile = (path) => sources.get(path) ?? readFile.call(host, path);
  host.directoryExists = () => true;
  host.getSourceFile = (path, ...rest) => {
    const text = sources.get(path);
    return text === undefined
      ? getSourceFile.call(host, path, ...rest)
      : ts.createSourceFile(path, text, {
          languageVersion: ts.ScriptTarget.ES2022,
          impliedNodeFormat: ts.ModuleKind.ESNext,
        });
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  const found = ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, start, messageText }) =>
        `${file?.fileName.slice(root.length) ?? ""}:${file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0} ` +
        ts.flattenDiagnosticMessageText(messageText, " "),
    );
  expect(sources.size).toBeGreaterThan(100);
  expect(found).toEqual([]);
}, 120_000);
