import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { Application, LogLevel } from "typedoc";

const kms = resolve(import.meta.dirname, "../../generated/kms");

/** What TypeDoc warns of when it documents modules, such as links that lead nowhere. */
async function warningsOf(folder: string, entryPoints: readonly string[]) {
  const app = await Application.bootstrap({
    entryPoints: entryPoints.map((path) => join(folder, path)),
    tsconfig: join(folder, "tsconfig.json"),
    excludeInternal: true,
    // Where the sources are published is not known here.
    disableSources: true,
    // That is the compiler's task, and has been done.
    skipErrorChecking: true,
    validation: { invalidLink: true, notExported: false, notDocumented: false },
  });
  const warnings: string[] = [];
  app.logger.log = (message, level) => {
    if (level >= LogLevel.Warn) warnings.push(message);
  };
  const project = await app.convert();
  if (!project) throw new Error(warnings.join("\n"));
  app.validate(project);
  return { warnings, project };
}

it("documents a package without a link that leads nowhere", async () => {
  const names = ["index", "errors", "testing", "smithy", "credentials"];
  const paths = names.map((name) => `src/${name}.ts`);
  const { warnings, project } = await warningsOf(kms, paths);
  expect(warnings).toEqual([]);
  const reEncrypt = project.getChildByName("index.reEncrypt");
  const comment = reEncrypt?.isDeclaration() ? reEncrypt.signatures?.[0]?.comment : undefined;
  expect(comment?.getTags("@example")).not.toEqual([]);
});

it("would tell of one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tinsmith-typedoc-"));
  try {
    const settings = { compilerOptions: { noLib: true, types: [] }, include: ["a.ts"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
    writeFileSync(join(folder, "a.ts"), "/** See {@link nowhere}. */\nexport const a = 1;\n");
    const { warnings } = await warningsOf(folder, ["a.ts"]);
    expect(warnings.join("\n")).toContain("nowhere");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
