import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

/** What publint has against the package in a folder, which is built. */
export async function publintMessages(pkgDir: string): Promise<readonly (string | undefined)[]> {
  const { messages } = await publint({ pkgDir, strict: true });
  const pkg = JSON.parse(readFileSync(join(pkgDir, "package.json"), "utf8")) as object;
  return messages.map((message) => formatMessage(message, pkg));
}

/** What arethetypeswrong has against a packed package. @throws where it has no types at all */
export async function typesProblems(tarball: string): Promise<readonly object[]> {
  const analysis = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
  if (!analysis.types) throw new Error("The package has no types.");
  return analysis.problems;
}
