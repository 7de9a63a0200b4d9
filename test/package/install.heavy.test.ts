import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { linkLibrary, packAndInstall, type Packed } from "../support/packed.js";
import { publintMessages, typesProblems } from "../support/packageChecks.js";

const root = resolve(import.meta.dirname, "../..");
let packed: Packed;

beforeAll(() => {
  packed = packAndInstall("kms");
});
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

  it("holds what it is made of, and its sources", () => {
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

  it("has documentation where editors look for it, and little of it elsewhere", () => {
    const folder = join(packed.project, "node_modules/@tinsmith/kms/dist");
    const code = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".js"))
      .map((path) => readFileSync(join(folder, path), "utf8"))
      .join("");
    // The bundler keeps what lies within expressions.
    const comments = [...code.matchAll(/^\s*(\/\/|\/\*|\* ).*$/gm)].map(([line]) => line).join("");
    expect(comments).not.toContain("@example");
    expect(comments.length / code.length).toBeLessThan(0.1);
  });

  const subpaths = {
    "@tinsmith/kms": "createKMSClient",
    "@tinsmith/kms/client": "createKMSClient",
    "@tinsmith/kms/operations/reEncrypt": "reEncrypt",
    "@tinsmith/kms/errors": "CallError",
    "@tinsmith/kms/testing": "createFakeKMS",
    "@tinsmith/kms/credentials": "fromNodeProviderChain",
  };

  it.each(Object.entries(subpaths))("imports %s", (specifier, name) => {
    const source = `import { ${name} } from "${specifier}"; console.log(${name} !== undefined);`;
    expect(run("import.mjs", source)).toBe(true);
  });

  /** The files of the package that a program loads which imports some of it. */
  function loadedBy(...specifiers: readonly string[]): readonly string[] {
    const hook = `
      import { writeSync } from "node:fs";
      export function load(url, context, next) {
        if (url.includes("/@tinsmith/kms/")) writeSync(1, url.split("/@tinsmith/kms/")[1] + "\\n");
        return next(url, context);
      }`;
    const source = `
      import { register } from "node:module";
      register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hook)}`)});
      for (const specifier of ${JSON.stringify(specifiers)}) await import(specifier);`;
    const path = join(packed.project, "loaded.mjs");
    writeFileSync(path, source);
    const text = execFileSync(process.execPath, [path], { encoding: "utf8" });
    return text.trim().split("\n").sort();
  }

  const shared = ["dist/index.js", "dist/runtime.node.js"];

  it.each([
    ["@tinsmith/kms", []],
    ["@tinsmith/kms/client", []],
    ["@tinsmith/kms/operations/reEncrypt", []],
    ["@tinsmith/kms/errors", []],
    ["@tinsmith/kms/testing", ["dist/testing.js"]],
  ])("loads two files for %s, and %j beside", (specifier, own) => {
    expect(loadedBy(specifier)).toEqual([...shared, ...own].sort());
  });

  it("loads for the sources of credentials neither client nor operations", () => {
    const files = loadedBy("@tinsmith/kms/credentials");
    expect(files).toEqual(["dist/credentials.js", "dist/runtime.node.js"]);
  });

  it("loads the same files for all", () => {
    const files = loadedBy(...Object.keys(subpaths));
    expect(files).toEqual([...shared, "dist/credentials.js", "dist/testing.js"].sort());
  });

  it.each([".js", ".cjs"])("has the code of an operation once in its %s files", (extension) => {
    const folder = join(packed.project, "node_modules/@tinsmith/kms/dist");
    const code = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(extension))
      .map((path) => readFileSync(join(folder, path), "utf8"))
      .join("\n");
    const lock = readFileSync(join(root, "generated/kms/tinsmith.lock.json"), "utf8");
    const { operations } = JSON.parse(lock) as { operations: readonly string[] };
    const found = operations.map((name) => code.split(`name: "${name}"`).length - 1);
    expect(found).toEqual(operations.map(() => 1));
  });

  it("has one class of errors, wherever it is imported from", () => {
    const source = `
      import { CallError, createKMSClient } from "@tinsmith/kms";
      import { CallError as ofErrors } from "@tinsmith/kms/errors";
      import { reEncrypt } from "@tinsmith/kms/operations/reEncrypt";
      const { error } = await reEncrypt(createKMSClient({ timeoutMs: -1 }), {});
      console.log(JSON.stringify([CallError === ofErrors, error instanceof CallError]));`;
    expect(run("identity.mjs", source)).toEqual([true, true]);
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

  it("needs @opentelemetry/api for telemetry, and for nothing else", () => {
    const source = `
      const outcome = await import("@tinsmith/kms/otel").then(
        ({ withTelemetry }) => typeof withTelemetry,
        (error) => error.code,
      );
      console.log(JSON.stringify(outcome));`;
    expect(run("otel.mjs", source)).toBe("ERR_MODULE_NOT_FOUND");
    linkLibrary(packed.project, "@opentelemetry/api");
    expect(run("otel.mjs", source)).toBe("function");
  });

  it("passes publint", async () => {
    expect(await publintMessages(join(root, "generated/kms"))).toEqual([]);
  });

  it("passes arethetypeswrong, for ES modules and CommonJS", async () => {
    const problems = await typesProblems(packed.tarball);
    expect(problems.filter((problem) => !isOldSubpath(problem))).toEqual([]);
  });
});

/** TypeScript's `node10` resolution knows no `exports`: there, a package has no subpaths. */
function isOldSubpath(problem: object): boolean {
  return (
    "resolutionKind" in problem &&
    problem.resolutionKind === "node10" &&
    "entrypoint" in problem &&
    problem.entrypoint !== "."
  );
}
