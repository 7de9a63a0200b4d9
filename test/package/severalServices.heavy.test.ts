import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot as root } from "../../generator/cli/root.js";
import { generateServices } from "../../generator/generateServices.js";
import { loadModel } from "../../generator/smithy/load.js";
import { readTemplates } from "../support/generate.js";
import { publintMessages, typesProblems } from "../support/packageChecks.js";
import { installGenerated, type Packed } from "../support/packed.js";

/** Of two protocols; one has subpaths that the other has not. */
const SERVICES = [
  { key: "kms", file: "model/kms.json", operations: ["ReEncrypt", "ListKeys"] },
  { key: "store", file: "test/golden/customization-s3/model.json", operations: ["GetObject"] },
];

let packed: Packed;
beforeAll(async () => {
  const { files, diagnostics } = await generateServices({
    services: SERVICES.map(({ key, file, operations }) => {
      const { model } = loadModel([{ file, text: readFileSync(join(root, file), "utf8") }]);
      return { key, model: model!, operations };
    }),
    packageName: "@acme/aws",
    generatorVersion: "0.0.0",
    templates: readTemplates(),
    format: (_path, text) => Promise.resolve(text),
  });
  if (!files) throw new Error(JSON.stringify(diagnostics));
  packed = installGenerated(files);
});
afterAll(() => packed?.remove());

describe("a packed package of several services", () => {
  it("passes publint", async () => {
    const installed = join(packed.project, "node_modules/@acme/aws");
    expect(await publintMessages(installed)).toEqual([]);
  });

  it("passes arethetypeswrong, for ES modules and CommonJS, in every resolution", async () => {
    expect(await typesProblems(packed.tarball)).toEqual([]);
  });

  it.each([
    ["mjs", (from: string) => `await import("${from}")`],
    ["cjs", (from: string) => `require("${from}")`],
  ])("has its services under subpaths, with one class of errors, as %s", (extension, load) => {
    const program = join(packed.project, `program.${extension}`);
    writeFileSync(
      program,
      `const { createKMSClient } = ${load("@acme/aws/kms/client")};
      const { CallError, listKeys } = ${load("@acme/aws/kms")};
      const { CallError: ofStore } = ${load("@acme/aws/store/errors")};
      const { reEncrypt } = ${load("@acme/aws/kms/operations/reEncrypt")};
      const { createFakeExample } = ${load("@acme/aws/store/testing")};
      console.log(CallError === ofStore, typeof createKMSClient, listKeys.name, reEncrypt.name, typeof createFakeExample);`,
    );
    const printed = execFileSync(process.execPath, [program], { encoding: "utf8" });
    expect(printed).toBe("true function listKeys reEncrypt function\n");
  });
});
