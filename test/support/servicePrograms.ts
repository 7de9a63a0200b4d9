import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import type { Server } from "../integration/services/programs/support.js";
import { importSources } from "./bundleSources.js";
import { compile, errorsOf } from "./compile.js";
import { generateText } from "./generate.js";

const folder = resolve(import.meta.dirname, "../integration/services/programs");
const support = read("support.ts");

/**
 * A program that calls a service through its generated client, which lies beside it as
 * `./src/index.js`: it has the client's operations that it imports, and no others.
 */
export interface ServiceProgram {
  readonly name: string;
  /** Of the program and its client, by path; nowhere but in memory. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Generates the client that a program imports.
 *
 * @param program - its file in `test/integration/services/programs`
 * @param model - the text of the service's model
 * @param protocol - the one to speak, of several
 */
export async function prepareProgram(
  name: string,
  program: string,
  model: string,
  protocol?: string,
): Promise<ServiceProgram> {
  const text = read(program);
  const { files, diagnostics } = await generateText(model, {
    operations: operationsOf(model, importedBy(text)),
    protocol,
    format: (_path, text) => Promise.resolve(text),
  });
  if (!files) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const sources = [...files].filter(([path]) => path.startsWith("src/"));
  return { name, files: new Map([...sources, ["program.ts", text], ["support.ts", support]]) };
}

/** Runs a program. @throws what it found wrong */
export async function runProgram({ files }: ServiceProgram, server: Server): Promise<void> {
  interface Module {
    readonly run: (server: Server) => Promise<void>;
  }
  const { run } = await importSources<Module>(files, "./program.js");
  await run(server);
}

/** What the compiler finds wrong in programs and in the sources of their clients. */
export function programErrors(programs: readonly ServiceProgram[]): readonly string[] {
  const sources = programs.flatMap(({ name, files }) =>
    [...files].map(([path, text]) => [join(folder, name, path), text] as const),
  );
  return errorsOf(compile(new Map(sources), { types: ["node"] }));
}

function read(file: string): string {
  return readFileSync(join(folder, file), "utf8");
}

/** The names of values that a program imports from its client, in small letters. */
function importedBy(text: string): ReadonlySet<string> {
  const names = ts
    .createSourceFile("program.ts", text, ts.ScriptTarget.ES2022)
    .statements.filter(ts.isImportDeclaration)
    .filter(({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral).text.includes("src"))
    .map(({ importClause }) => importClause?.namedBindings)
    .flatMap((bindings) => (bindings && ts.isNamedImports(bindings) ? bindings.elements : []));
  return new Set(
    names.filter(({ isTypeOnly }) => !isTypeOnly).map(({ name }) => name.text.toLowerCase()),
  );
}

/** The operations that have functions of those names: they differ in the case of letters alone. */
function operationsOf(model: string, functions: ReadonlySet<string>): readonly string[] {
  interface Shape {
    readonly type: string;
    readonly traits?: { readonly "smithy.waiters#waitable"?: object };
  }
  const { shapes } = JSON.parse(model) as { shapes: Record<string, Shape> };
  return Object.entries(shapes)
    .filter(([, { type }]) => type === "operation")
    .map(([id, { traits }]) => ({
      name: id.split("#")[1] ?? "",
      waiters: Object.keys(traits?.["smithy.waiters#waitable"] ?? {}),
    }))
    .filter(({ name, waiters }) =>
      [name, `paginate${name}`, ...waiters.map((waiter) => `waitUntil${waiter}`)].some((each) =>
        functions.has(each.toLowerCase()),
      ),
    )
    .map(({ name }) => name);
}
