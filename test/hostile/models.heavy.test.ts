import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { generateText } from "../support/generate.js";
import { modelWith } from "../support/hostileModel.js";

const root = resolve(import.meta.dirname, "../..");

/** Text that wants to become code, a comment's end, a tag, a path or a prototype. */
const hostileText = fc.oneof(
  fc.constantFrom(
    "*/ process.exit(1); /*",
    "`${process.exit(1)}`",
    '"; process.exit(1); //',
    "'; process.exit(1); //",
    "\\",
    "\n\r\u2028\u2029",
    "</script><script>",
    "{{name}} {{{name}}} {{#each}}",
    "@import x @internal @deprecated",
    "{@link x} {@inheritDoc y}",
    "__proto__",
    "../../../etc/passwd",
    "\ud800",
    "//# sourceMappingURL=x",
    "$& $1 $$",
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
);

/** What a file is made of: the kinds and names of its nodes, without comments and literals' text. */
function structureOf(path: string, text: string): string {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly ts.Diagnostic[] };
  if (parseDiagnostics.length > 0) return `does not parse: ${path}`;
  const lines: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return;
    // Whether an `if` has braces depends on how long its line would be.
    const braces = ts.isBlock(node) && ts.isIfStatement(node.parent);
    if (!braces) lines.push(ts.isIdentifier(node) ? node.text : ts.SyntaxKind[node.kind]);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return lines.join("\n");
}

async function structures(text: string): Promise<ReadonlyMap<string, string>> {
  const { files, diagnostics } = await generateText(text, {
    format: (_, source) => Promise.resolve(source),
  });
  if (!files) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return new Map(
    [...files]
      .filter(([path]) => path.endsWith(".ts") && !/^src\/(runtime|smithy|testing)\//.test(path))
      .map(([path, source]) => [path, structureOf(path, source)]),
  );
}

describe("text of a model", () => {
  it("never becomes code", async () => {
    const plain = await structures(modelWith("plain"));
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        expect(await structures(modelWith(text || "plain"))).toEqual(plain);
      }),
      { numRuns: 60, examples: [["*/"], ["${1}"], ["`"], ["\u2028"]] },
    );
  });

  it("leaves package.json and the lock JSON", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const { files } = await generateText(modelWith(text || "plain"), {
          format: (_, source) => Promise.resolve(source),
        });
        const manifest = JSON.parse(files?.get("package.json") ?? "") as Record<string, unknown>;
        expect(manifest["name"]).toBe("@example/client");
        expect(Object.keys(manifest["scripts"] as object)).toEqual(["build", "prepack"]);
      }),
      { numRuns: 30 },
    );
  });
});

describe("names of a model", () => {
  const bad = ["a-b", "a b", "a;b", "a*/b", "a$b", "", "1a", "a.b", "../a", "a\nb"];

  it.each(bad)("that are no identifiers are refused: %j", async (name) => {
    const model = JSON.parse(modelWith("plain")) as {
      shapes: Record<string, { members?: Record<string, unknown> }>;
    };
    const input = model.shapes["a#In"];
    if (!input) throw new Error("no input");
    input.members = { ...input.members, [name]: { target: "smithy.api#String" } };
    const { files, diagnostics } = await generateText(JSON.stringify(model));
    expect(files).toBeUndefined();
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.length).toBeGreaterThan(0);
    expect(errors[0]?.source?.pointer).toContain("/shapes/a#In");
  });

  it("that are words of the language, or of every object, are generated", async () => {
    const text = readFileSync(join(root, "test/golden/names/model.json"), "utf8");
    const { files, diagnostics } = await generateText(text);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(
      [...(files ?? new Map<string, string>()).keys()].every((path) => /^[\w./-]+$/.test(path)),
    ).toBe(true);
  });
});
