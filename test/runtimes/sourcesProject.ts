import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot as root } from "../../generator/cli/root.js";
import { generateSources, type SourcesHow } from "../../generator/generateServices.js";
import { loadModel } from "../../generator/smithy/load.js";
import { readTemplates } from "../support/generate.js";
import { linkLibrary } from "../support/packed.js";
import { writeTree } from "../unit/output/tree.js";

const services = [
  { key: "kms", file: "model/kms.json", operations: ["ReEncrypt", "ListKeys"] },
  { key: "things", file: "test/golden/rest-xml/model.json", operations: ["GetThing"] },
];

/**
 * A project outside of the repository with the sources of two services in `aws/`, and the programs,
 * whose scenario calls both. It depends on nothing.
 */
export async function startSourcesProject(
  how: Pick<SourcesHow, "extension" | "platform">,
): Promise<string> {
  const { files, diagnostics } = await generateSources({
    services: services.map(({ key, file, operations }) => {
      const { model } = loadModel([{ file, text: readFileSync(join(root, file), "utf8") }]);
      return { key, model: model!, operations };
    }),
    generatorVersion: "0.0.0",
    templates: readTemplates(),
    format: (_path, text) => Promise.resolve(text),
    with: ["testing"],
    ...how,
  });
  if (!files) throw new Error(JSON.stringify(diagnostics));
  const project = mkdtempSync(join(tmpdir(), "tinsmith-sources-"));
  const programs = join(import.meta.dirname, "programs");
  cpSync(programs, project, { recursive: true });
  writeTree(join(project, "aws"), Object.fromEntries(files));
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
  const calls = readFileSync(join(programs, "scenario.mjs"), "utf8");
  const own = calls.replace('"@tinsmith/kms"', '"./aws/kms/index.ts"');
  writeFileSync(join(project, "kms.mjs"), own);
  cpSync(join(programs, "sources.mjs"), join(project, "scenario.mjs"));
  // With which some bundlers read TypeScript.
  linkLibrary(project, "esbuild");
  return project;
}
