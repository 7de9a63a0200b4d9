import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { readFileSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import { createRequire, SourceMap, type SourceMapPayload } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packAndInstall, type Packed } from "../support/packed.js";

let packed: Packed;
beforeAll(() => {
  packed = packAndInstall("kms");
}, 120_000);
afterAll(() => {
  packed.remove();
});

/** TypeScript's server, as editors run it. */
class Editor {
  readonly #server: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, (body: unknown) => void>();
  #requests = 0;

  constructor() {
    const tsserver = createRequire(import.meta.url).resolve("typescript/lib/tsserver.js");
    const args = [tsserver, "--disableAutomaticTypingAcquisition"];
    this.#server = spawn(process.execPath, args, { cwd: packed.project });
    createInterface(this.#server.stdout).on("line", (line) => {
      if (!line.startsWith("{")) return;
      const message = JSON.parse(line) as { request_seq?: number; body?: unknown };
      this.#waiting.get(message.request_seq ?? -1)?.(message.body);
    });
  }

  tell(command: string, args: object): number {
    const seq = ++this.#requests;
    this.#server.stdin.write(
      `${JSON.stringify({ seq, type: "request", command, arguments: args })}\n`,
    );
    return seq;
  }

  ask<T>(command: string, args: object): Promise<T> {
    return new Promise((resolve) => {
      this.#waiting.set(this.tell(command, args), (body) => resolve(body as T));
    });
  }

  close(): void {
    this.#server.kill();
  }
}

interface Place {
  readonly file: string;
  readonly start: { readonly line: number };
}

describe("row 59: an editor", () => {
  let editor: Editor;
  beforeAll(() => {
    editor = new Editor();
  });
  afterAll(() => {
    editor.close();
  });

  const program = `
    import { createKMSClient, reEncrypt, KeyState, type KMSClientConfig } from "@tinsmith/kms";
    import { listKeys } from "@tinsmith/kms/operations/listKeys";
    const config: KMSClientConfig = { region: "eu-west-1" };
    const kms = createKMSClient(config);
    export const moved = reEncrypt(kms, { DestinationKeyId: "alias/new" });
    export const keys = listKeys(kms);
    export const enabled = KeyState.Enabled;`;

  /** Where "go to definition" leads from the last place of a word: path in the package, and line. */
  async function definition(file: string, word: string): Promise<readonly [string, string][]> {
    const path = join(realpathSync(packed.project), file);
    writeFileSync(path, program);
    editor.tell("open", { file: path, fileContent: program });
    const before = program.slice(0, program.lastIndexOf(word)).split("\n");
    const places = await editor.ask<readonly Place[]>("definition", {
      file: path,
      line: before.length,
      offset: (before.at(-1)?.length ?? 0) + 1,
    });
    return places.map(({ file, start }) => [
      file.split("/@tinsmith/kms/")[1] ?? file,
      readFileSync(file, "utf8").split("\n")[start.line - 1] ?? "",
    ]);
  }

  const cases = [
    ["reEncrypt", "dist/src/operations/reEncrypt.ts", "export function reEncrypt("],
    ["listKeys", "dist/src/operations/listKeys.ts", "export function listKeys("],
    ["createKMSClient", "dist/src/client.ts", "export function createKMSClient("],
    ["KMSClientConfig", "dist/src/client.ts", "export interface KMSClientConfig"],
    ["DestinationKeyId", "dist/src/operations/reEncrypt.ts", "DestinationKeyId: string;"],
    ["region", "dist/src/runtime/contract/config.ts", "readonly region?: string"],
  ] as const;

  it.each(cases)("goes from %s of an ES module to %s", async (word, file, text) => {
    expect(await definition("program.mts", word)).toEqual([[file, expect.stringContaining(text)]]);
  });

  it("goes from a constant to its type too", async () => {
    expect(await definition("program.mts", "KeyState")).toEqual([
      ["dist/enums.d.ts", "export declare const KeyState: {"],
      ["dist/enums.d.ts", expect.stringContaining("export type KeyState =")],
    ]);
  });

  it.each(cases)("goes from %s of a CommonJS module to %s too", async (word, file, text) => {
    expect(await definition("program.cts", word)).toContainEqual([
      file,
      expect.stringContaining(text),
    ]);
  });

  it.each(["program.mts", "program.cts"])("shows the documentation, in %s", async (name) => {
    const file = join(realpathSync(packed.project), name);
    writeFileSync(file, program);
    editor.tell("open", { file, fileContent: program });
    const before = program.slice(0, program.lastIndexOf("reEncrypt")).split("\n");
    const { documentation } = await editor.ask<{ documentation: string }>("quickinfo", {
      file,
      line: before.length,
      offset: (before.at(-1)?.length ?? 0) + 1,
    });
    expect(documentation).toContain("Moves a ciphertext to another key");
  });
});

/** The names that a file declares, parameters aside. */
function declaredIn(file: ts.SourceFile): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const { name } = node as { name?: ts.Node };
    if (name && !ts.isParameter(node) && !ts.isPrivateIdentifier(name)) found.push(name);
    ts.forEachChild(node, visit);
  };
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) visit(statement);
  }
  return found;
}

describe("the sources that declarations lead to", () => {
  const folder = () => join(packed.project, "node_modules/@tinsmith/kms/dist");
  const filesOf = (extension: string) =>
    readdirSync(folder(), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(extension))
      .map((path) => join(folder(), path));

  it("have every name at the place that a map tells", () => {
    const names = filesOf(".d.ts.map").flatMap((path) => {
      const map = new SourceMap(JSON.parse(readFileSync(path, "utf8")) as SourceMapPayload);
      const text = readFileSync(path.slice(0, -".map".length), "utf8");
      const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
      return declaredIn(file).map((node) => {
        const name = node.getText(file);
        const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
        const entry = map.findEntry(line, character);
        if (!("originalLine" in entry)) return [path, name, undefined];
        const source = readFileSync(join(dirname(path), entry.originalSource), "utf8");
        const found = source.split("\n")[entry.originalLine]?.slice(entry.originalColumn);
        const isThere = entry.generatedLine === line && entry.generatedColumn === character;
        return [path, name, isThere ? found?.slice(0, name.length) : undefined];
      });
    });
    expect(names.filter(([, name, found]) => name !== found)).toEqual([]);
    expect(names.length).toBeGreaterThan(500);
  });

  it("leave documentation to the declarations, and keep the comments on what these have not", () => {
    const read = (path: string) => readFileSync(join(folder(), path), "utf8");
    const operation = read("src/operations/reEncrypt.ts");
    expect(operation.match(/\/\*\*/g)).toHaveLength(1);
    expect(operation).toMatch(/^\/\/ Generated by Tinsmith from KMS .*ReEncrypt\. Do not edit\.\n/);
    expect(operation).toContain(
      "/**\n * How {@link reEncrypt} goes over the wire.\n *\n * @internal\n */\nexport const",
    );
    expect(read("operations/reEncrypt.d.ts").match(/\/\*\*/g)?.length).toBeGreaterThan(10);
    expect(read("src/runtime/contract/config.ts")).toContain("/**");
  });

  it("are not there for what lists all operations, or says what declarations say", () => {
    const sources = filesOf(".ts").filter((path) => path.includes("/dist/src/"));
    const names = sources.map((path) => path.split("/dist/src/")[1]);
    expect(names.filter((path) => /^(index|enums|testing|smithy)\.ts$/.test(path ?? ""))).toEqual(
      [],
    );
    expect(names).toContain("client.ts");
  });
});

it.each(["index", "testing", "smithy", "credentials"])(
  "declares what %s exports, and nothing else",
  (entry) => {
    const folder = join(packed.project, "node_modules/@tinsmith/kms");
    const file = join(folder, `dist/${entry}.d.ts`);
    const program = ts.createProgram([file], {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: [],
    });
    const checker = program.getTypeChecker();
    const symbol = checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile);
    const declared = checker
      .getExportsOfModule(symbol as ts.Symbol)
      .filter(({ declarations }) => !declarations?.some(ts.isTypeOnlyExportDeclaration))
      .map((each) => ({
        name: each.name,
        flags: (each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each).flags,
      }))
      .filter(({ flags }) => flags & ts.SymbolFlags.Value)
      .map(({ name }) => name);
    const code = readFileSync(join(folder, `dist/${entry}.js`), "utf8");
    const [, list = ""] = /^export \{([^}]*)\};$/m.exec(code) ?? [];
    const exported = list.split(",").map((each) => each.trim().replace(/^\w+ as /, ""));
    // What files of the package have for each other has a `$` before its name.
    expect(exported.filter((name) => !name.startsWith("$")).sort()).toEqual(declared.sort());
  },
);
