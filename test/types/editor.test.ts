import { resolve } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const name = resolve(root, "test/types/edited.ts");

/** A program with places to look at, each after a comment that names it. */
const program = `
import { createKMSClient, reEncrypt } from "@tinsmith/kms";
const kms = createKMSClient();
const result = await reEncrypt(kms, { DestinationKeyId: "alias/new" });
if (!result.ok) {
  result.error./*any*/name;
  if (result.error.name === "UnmodeledServiceError") result.error.code === "/*code*/";
  if (result.error.name === "IncorrectKeyException") {
    result./*narrowed*/error;
    result.error./*told*/name;
  }
}
`;

const summary =
  "`IncorrectKeyException`: The ciphertext was made under another key than the one named; correct `KeyId` or `SourceKeyId`.";

describe("in an editor", () => {
  let service: ts.LanguageService;
  const at = (place: string) => program.indexOf(`/*${place}*/`) + place.length + 4;
  beforeAll(() => {
    service = ts.createLanguageService({
      getCompilationSettings: () => ({
        strict: true,
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
        types: [],
        paths: { "@tinsmith/kms": [resolve(root, "generated/kms/dist/index.d.ts")] },
      }),
      getScriptFileNames: () => [name],
      getScriptVersion: () => "1",
      getScriptSnapshot: (file) => {
        const text = file === name ? program : ts.sys.readFile(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => root,
      getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
      fileExists: (file) => ts.sys.fileExists(file),
      readFile: (file) => ts.sys.readFile(file),
    });
  });

  const documentation = (place: string) =>
    ts
      .displayPartsToString(service.getQuickInfoAtPosition(name, at(place))?.documentation)
      .replace(/\s+/g, " ");

  it("row 29: the codes common to all services complete", () => {
    const completions = service.getCompletionsAtPosition(name, at("code"), undefined);
    expect(completions?.entries.map((entry) => entry.name)).toEqual(
      expect.arrayContaining([
        "AccessDeniedException",
        "ExpiredTokenException",
        "ThrottlingException",
        "ValidationException",
      ]),
    );
  });

  it("row 30: a modeled error is called by its name, and leads to its documentation", () => {
    const info = service.getQuickInfoAtPosition(name, at("narrowed"));
    expect(ts.displayPartsToString(info?.displayParts)).toBe(
      "(property) error: IncorrectKeyException",
    );
    const [definition] = service.getTypeDefinitionAtPosition(name, at("narrowed")) ?? [];
    expect(definition?.name).toBe("IncorrectKeyException");
  });

  it("row 30: its documentation shows where its name tells it apart", () => {
    expect(documentation("told")).toBe(summary);
  });

  it("row 30: what each error is about shows where none is told apart yet", () => {
    expect(documentation("any")).toContain(summary);
    expect(documentation("any")).toContain("`DisabledException`: The key is disabled;");
  });
});
