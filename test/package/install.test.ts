import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { linkLibrary, packAndInstall, type Packed } from "../support/packed.js";

const root = resolve(import.meta.dirname, "../..");
let packed: Packed;

beforeAll(() => {
  packed = packAndInstall("kms");
}, 120_000);
afterAll(() => packed.remove());

/** What a program prints as JSON, run in the project that installed the package. */
function run(file: string, source: string): unknown {
  const path = join(packed.project, file);
  writeFileSync(path, source);
  return JSON.parse(execFileSync(process.execPath, [path], { encoding: "utf8" }));
}

describe("the packed package", () => {
  it("installs alone", () => {
    const installed = readdirSync(join(packed.project, "node_modules"))
      .filter((name) => !name.startsWith("."))
      .flatMap((name) =>
        name.startsWith("@")
          ? readdirSync(join(packed.project, "node_modules", name)).map((sub) => `${name}/${sub}`)
          : [name],
      );
    expect(installed).toEqual(["@tinsmith/kms"]);
  });

  it("holds what it is made of, and no sources", () => {
    const folder = join(packed.project, "node_modules/@tinsmith/kms");
    expect(readdirSync(folder).sort()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist",
      "package.json",
    ]);
    const text = readFileSync(join(folder, "dist/operations/reEncrypt.d.ts"), "utf8");
    expect(text).toContain("export declare function reEncrypt(");
    expect(text).toContain(" * @example ");
  });

  it("has comments where editors look for them, and nowhere else", () => {
    const folder = join(packed.project, "node_modules/@tinsmith/kms/dist");
    const commented = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".js"))
      .filter((path) => /^\s*(\/\/|\/\*)/m.test(readFileSync(join(folder, path), "utf8")));
    expect(commented).toEqual([]);
  });

  const subpaths = {
    "@tinsmith/kms": "createKMSClient",
    "@tinsmith/kms/operations/reEncrypt": "reEncrypt",
    "@tinsmith/kms/errors": "CallError",
    "@tinsmith/kms/testing": "createFakeKMS",
  };

  it.each(Object.entries(subpaths))("imports %s", (specifier, name) => {
    const source = `import { ${name} } from "${specifier}"; console.log(JSON.stringify(typeof ${name}));`;
    expect(run("import.mjs", source)).toBe("function");
  });

  it.each(Object.entries(subpaths))("requires %s", (specifier, name) => {
    const source = `console.log(JSON.stringify(typeof require("${specifier}").${name}));`;
    expect(run("require.cjs", source)).toBe("function");
  });

  it("needs @smithy/smithy-client for the bridge, and for nothing else", () => {
    const source = `
      const outcome = await import("@tinsmith/kms/smithy").then(
        ({ KMSClient, ReEncryptCommand }) => [typeof KMSClient, typeof ReEncryptCommand],
        (error) => error.code,
      );
      console.log(JSON.stringify(outcome));`;
    expect(run("bridge.mjs", source)).toBe("ERR_MODULE_NOT_FOUND");
    linkLibrary(packed.project, "@smithy/smithy-client");
    expect(run("bridge.mjs", source)).toEqual(["function", "function"]);
  });

  it("passes publint", async () => {
    const pkgDir = join(root, "generated/kms");
    const { messages } = await publint({ pkgDir, strict: true });
    const pkg = JSON.parse(readFileSync(join(pkgDir, "package.json"), "utf8")) as object;
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it("passes arethetypeswrong, as a package of ES modules", async () => {
    const data = createPackageFromTarballData(readFileSync(packed.tarball));
    const analysis = await checkPackage(data);
    if (!analysis.types) throw new Error("The package has no types.");
    // That `require` gets an ES module is what Node 20.19 and later do, and nothing is wrong with it.
    const problems = analysis.problems.filter(
      (problem) => problem.kind !== "CJSResolvesToESM" && !isOldResolution(problem),
    );
    expect(problems).toEqual([]);
  });
});

/** TypeScript's `node10` resolution knows no `exports`; the package does not support it. */
function isOldResolution(problem: object): boolean {
  return "resolutionKind" in problem && problem.resolutionKind === "node10";
}
