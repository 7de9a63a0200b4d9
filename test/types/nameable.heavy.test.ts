import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile, errorsOf } from "../support/compile.js";
import { generateFrom } from "../support/generate.js";
import { unnameableTypes } from "../support/reachableTypes.js";

const root = resolve(import.meta.dirname, "../..");
const dist = join(root, "generated/kms/dist");
const folder = join(root, ".cache", `nameable.${process.pid}`);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The declarations of a package's entry points, by its `exports`, of the files that it has. */
function entriesOf(packageJson: string, files: readonly string[]): readonly string[] {
  const { exports } = JSON.parse(packageJson) as {
    exports: Record<string, string | { default: { types: string } }>;
  };
  const patterns = Object.values(exports).flatMap((entry) =>
    typeof entry === "string" ? [] : [entry.default.types.replace("./dist/", "")],
  );
  const found = patterns.flatMap((pattern) => {
    const [before = "", after] = pattern.split("*");
    return files.filter((file) =>
      after === undefined ? file === pattern : file.startsWith(before) && file.endsWith(after),
    );
  });
  expect(found.length).toBeGreaterThanOrEqual(patterns.length);
  return found;
}

const program = (sources: ReadonlyMap<string, string>) => compile(sources, { types: ["node"] });

describe("row 27: every type that callers come by can be named", () => {
  it("in the package of KMS", () => {
    const packageJson = readFileSync(join(root, "generated/kms/package.json"), "utf8");
    const files = readdirSync(dist, { recursive: true, encoding: "utf8" });
    const entries = entriesOf(packageJson, files).map((file) => join(dist, file));
    const imports = entries.map((entry) => `import "${entry.replace(/\.d\.ts$/, ".js")}";\n`);
    const importing = new Map([[join(dist, "program.ts"), imports.join("")]]);
    expect(unnameableTypes(program(importing), entries, `${dist}/`)).toEqual([]);
  });

  it.each(["auth-several", "auth-api-key", "client-context-params", "names", "query-compatible"])(
    "in the package of the feature %s",
    async (feature) => {
      const { files } = await generateFrom(join(root, "test/golden", feature, "model.json"));
      const src = join(folder, "src");
      const sources = [...(files ?? [])].filter(([path]) => path.startsWith("src/"));
      const declarations = new Map(
        sources.map(([path, text]) => {
          const { outputText } = ts.transpileDeclaration(text, {
            fileName: path,
            compilerOptions: { isolatedDeclarations: true, stripInternal: true },
          });
          return [join(folder, path.replace(/\.ts$/, ".d.ts")), outputText];
        }),
      );
      const entries = entriesOf(
        files?.get("package.json") ?? "",
        sources.map(([path]) => path.replace("src/", "").replace(/\.ts$/, ".d.ts")),
      ).map((file) => join(src, file));
      expect(unnameableTypes(program(declarations), entries, `${src}/`)).toEqual([]);
    },
  );
});

describe("row 27: with `declaration`, a program that exports what it infers", () => {
  // As it is installed: where its files lie makes the difference.
  beforeAll(() => {
    const installed = join(folder, "node_modules/@tinsmith/kms");
    mkdirSync(installed, { recursive: true });
    cpSync(dist, join(installed, "dist"), { recursive: true });
    cpSync(join(root, "generated/kms/package.json"), join(installed, "package.json"));
  });

  it.each([
    ["metadata", "() => reEncrypt(kms, input).then(({ metadata }) => metadata)"],
    ["a result", "() => reEncrypt(kms, input)"],
    ["an error's code", "(error: UnmodeledServiceError) => error.code"],
    ["the service of a client", "() => kms.service"],
    ["an interceptor's parts", "(...all: Parameters<Interceptor>) => all"],
    ["a configuration's parts", "(config: KMSClientConfig) => ({ ...config })"],
    ["a `fetch`", "(...[, init]: Parameters<Fetch>) => init"],
    ["a fake", "() => createFakeKMS({ listKeys: () => ({ Truncated: false }) })"],
    ["a fake's calls", "() => createFakeKMS().calls"],
    ["a fake's configuration", "() => createFakeKMS().config"],
    ["a bridge's configuration", "() => new BridgeClient().config"],
    ["the parts of that", "() => ({ ...new BridgeClient().config })"],
    ["metadata of the bridge", "() => new BridgeClient().send(command).then((o) => o.$metadata)"],
    ["an exception's options", "(...all: ConstructorParameters<typeof TagException>) => all"],
  ])(
    "compiles with %s",
    (_, value) => {
      const source = `
import { createKMSClient, reEncrypt, type Fetch, type Interceptor, type KMSClientConfig, type UnmodeledServiceError } from "@tinsmith/kms";
import { createFakeKMS } from "@tinsmith/kms/testing";
import { KMSClient as BridgeClient, ReEncryptCommand, TagException } from "@tinsmith/kms/smithy";
const kms = createKMSClient();
const input = { DestinationKeyId: "alias/new" };
const command = new ReEncryptCommand(input);
void [kms, input, command, createFakeKMS, BridgeClient, TagException, reEncrypt];
export type { Fetch, Interceptor, KMSClientConfig, UnmodeledServiceError };
export const inferred = ${value};`;
      const sources = new Map([[join(folder, "program.ts"), source]]);
      const options = { types: ["node"], noEmit: false, declaration: true, outDir: folder };
      expect(errorsOf(compile(sources, options))).toEqual([]);
    },
    30_000,
  );
});
