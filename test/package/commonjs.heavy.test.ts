import { execFile } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve, type TestServer } from "../support/httpServer.js";
import { linkLibrary, packAndInstall, type Packed } from "../support/packed.js";

const run = promisify(execFile);
const fixtures = join(import.meta.dirname, "fixtures");
const root = resolve(import.meta.dirname, "../..");
let packed: Packed;
let service: TestServer;

beforeAll(async () => {
  packed = packAndInstall("kms");
  for (const name of [
    "@opentelemetry/api",
    "@smithy/smithy-client",
    "@types/node",
    "undici-types",
  ]) {
    linkLibrary(packed.project, name);
  }
  service = await serve(({ body }) => {
    const { CiphertextBlob, DestinationKeyId: KeyId } = JSON.parse(body.toString()) as {
      CiphertextBlob: string;
      DestinationKeyId: string;
    };
    return { status: 200, body: JSON.stringify({ CiphertextBlob, KeyId }) };
  });
}, 120_000);
afterAll(async () => {
  await service.close();
  packed.remove();
});

/** What a CommonJS program prints as JSON, run in the project that installed the package. */
async function output(source: string): Promise<unknown> {
  const path = join(packed.project, "program.cjs");
  writeFileSync(path, source);
  const { stdout } = await run(process.execPath, [path]);
  return JSON.parse(stdout) as unknown;
}

describe("row 36: require", () => {
  const shared = ["dist/index.cjs", "dist/runtime.node.cjs"];

  it.each([
    ["@tinsmith/kms", "createKMSClient", []],
    ["@tinsmith/kms/client", "createKMSClient", []],
    ["@tinsmith/kms/operations/reEncrypt", "reEncrypt", []],
    ["@tinsmith/kms/errors", "CallError", []],
    ["@tinsmith/kms/testing", "createFakeKMS", ["dist/testing.cjs"]],
    ["@tinsmith/kms/smithy", "ReEncryptCommand", ["dist/smithy.cjs"]],
  ])("loads CommonJS, and no file for nothing: %s", async (specifier, name, own) => {
    const found = await output(`
      const { ${name} } = require("${specifier}");
      const loaded = Object.keys(require.cache)
        .filter((path) => path.includes("/@tinsmith/kms/"))
        .map((path) => path.split("/@tinsmith/kms/")[1]);
      console.log(JSON.stringify([${name} !== undefined, loaded.sort()]));`);
    expect(found).toEqual([true, [...shared, ...own].sort()]);
  });

  it("finds credentials by CommonJS too", async () => {
    const found = await output(`
      const { createKMSClient, listKeys } = require("@tinsmith/kms");
      const { fromEnv } = require("@tinsmith/kms/credentials");
      for (const name of ["AWS_ACCESS_KEY_ID", "AWS_PROFILE"]) delete process.env[name];
      listKeys(createKMSClient({ region: "eu-west-1" })).then(({ error }) => {
        const loaded = Object.keys(require.cache).some((path) => path.endsWith("credentials.cjs"));
        console.log(JSON.stringify([typeof fromEnv, loaded, error.message.split("\\n")[0]]));
      });`);
    expect(found).toEqual(["function", true, "No source has credentials:"]);
  });

  it("makes errors that either kind of importer knows", async () => {
    const found = await output(`
      const required = require("@tinsmith/kms");
      import("@tinsmith/kms").then(async (imported) => {
        const errors = [];
        for (const { createKMSClient, reEncrypt } of [required, imported]) {
          const kms = createKMSClient({ region: "" });
          errors.push((await reEncrypt(kms, { DestinationKeyId: "a" })).error);
        }
        const known = errors.map((error) => [
          error.name,
          error instanceof required.CallError,
          error instanceof imported.CallError,
        ]);
        console.log(JSON.stringify([required.reEncrypt === imported.reEncrypt, ...known]));
      });`);
    const known = ["ConfigError", true, true];
    expect(found).toEqual([false, known, known]);
  });
});

describe("row 36: TypeScript", () => {
  /** What the compiler says of programs, and of all declarations that they import. */
  function mistakes(
    extension: string,
    sources: readonly string[],
    options: ts.CompilerOptions,
  ): readonly string[] {
    const paths = sources.map((source, index) => {
      const path = join(packed.project, `program${index}.${extension}`);
      writeFileSync(path, source);
      return path;
    });
    const program = ts.createProgram(paths, {
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
      types: ["node"],
      typeRoots: [join(packed.project, "node_modules/@types")],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      // TypeScript's own, which take it most of the time.
      skipDefaultLibCheck: true,
      noEmit: true,
      ...options,
    });
    return ts.getPreEmitDiagnostics(program).map(({ file, code, messageText }) => {
      const text = ts.flattenDiagnosticMessageText(messageText, " ");
      return `${file?.fileName ?? ""} ${code} ${text}`;
    });
  }

  const { ModuleKind, ModuleResolutionKind } = ts;
  const ofRoot = `
    import {
      CallError, createKMSClient, KeyState, reEncrypt, type KMSClient, type ReEncryptError,
    } from "@tinsmith/kms";
    const kms: KMSClient = createKMSClient({ region: "eu-west-1" });
    export async function move(): Promise<string | undefined> {
      const result = await reEncrypt(kms, { DestinationKeyId: "alias/new" });
      if (result.ok) return result.value.KeyId;
      const error: ReEncryptError = result.error;
      return error.name === "UnmodeledServiceError" ? error.code : error.message;
    }
    export const enabled: KeyState = KeyState.Enabled;
    export const isKnown = (error: unknown): boolean => error instanceof CallError;
    // @ts-expect-error -- a required member is missing
    void reEncrypt(kms, {});`;
  const ofSubpaths = `
    import { createKMSClient, type KMSClientConfig } from "@tinsmith/kms/client";
    import type { IncorrectKeyException } from "@tinsmith/kms/errors";
    import { reEncrypt, type ReEncryptRequest } from "@tinsmith/kms/operations/reEncrypt";
    import { KMSClient, ReEncryptCommand, type ReEncryptCommandOutput } from "@tinsmith/kms/smithy";
    import { createFakeKMS, fakeError } from "@tinsmith/kms/testing";
    const config: KMSClientConfig = createFakeKMS({
      reEncrypt: () => fakeError("IncorrectKeyException"),
    }).config;
    export const move = (input: ReEncryptRequest) => reEncrypt(createKMSClient(config), input);
    export const fault = ({ $fault }: IncorrectKeyException): "client" | "server" => $fault;
    export class Client extends KMSClient {}
    export const send = (client: KMSClient): Promise<ReEncryptCommandOutput> =>
      client.send(new ReEncryptCommand({ DestinationKeyId: "alias/new" }));`;

  it.each([
    ["cts", { module: ModuleKind.Node16 }],
    ["cts", { module: ModuleKind.NodeNext }],
    ["mts", { module: ModuleKind.Node16 }],
    ["ts", { module: ModuleKind.CommonJS, moduleResolution: ModuleResolutionKind.Bundler }],
  ] as const)("compiles .%s, root and subpaths, with %j", (extension, options) => {
    expect(mistakes(extension, [ofRoot, ofSubpaths], options)).toEqual([]);
  });

  it("compiles with the resolution that knows the root alone", () => {
    const options: ts.CompilerOptions = {
      module: ModuleKind.CommonJS,
      moduleResolution: ModuleResolutionKind.Node10,
      ignoreDeprecations: "6.0",
    };
    expect(mistakes("ts", [ofRoot], options)).toEqual([]);
  });
});

describe("row 36: Jest, without a flag", () => {
  it.each([
    ["node", join(root, "node_modules/jest-environment-node")],
    ["jsdom", join(fixtures, "jestBrowser.cjs")],
  ])("runs tests in its environment %s", async (name, testEnvironment) => {
    const rootDir = join(packed.project, `jest-${name}`);
    cpSync(join(fixtures, "jestProgram.cjs"), join(rootDir, "kms.test.js"));
    const config = {
      rootDir,
      testEnvironment,
      cacheDirectory: join(packed.project, "jest-cache"),
      // Nothing has to be translated.
      transform: {},
    };
    const jest = join(root, "node_modules/jest/bin/jest.js");
    const args = [jest, "--config", JSON.stringify(config), "--watchman=false", "--json"];
    const { stdout } = await run(process.execPath, args, {
      cwd: rootDir,
      env: { ...process.env, ENDPOINT: service.endpoint, NODE_OPTIONS: "" },
    }).catch((error: { stdout: string }) => error);
    const { testResults } = JSON.parse(stdout) as {
      testResults: readonly { message: string; assertionResults: readonly { status: string }[] }[];
    };
    expect(testResults.map(({ message }) => message)).toEqual([""]);
    expect(testResults[0]?.assertionResults.map(({ status }) => status)).toEqual([
      "passed",
      "passed",
    ]);
  });
});
