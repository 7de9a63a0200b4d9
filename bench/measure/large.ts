import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "../../generator/cli/root.js";
import type { LargePackage } from "../results.js";

/**
 * What packages of whole services cost, by `bench/large.ts`.
 *
 * @param models - each as `MODEL:OPERATION`
 * @throws where one of them cannot be measured, with what was said
 */
export function largePackages(models: readonly string[]): readonly LargePackage[] {
  const script = join(packageRoot, "dist/benchLarge.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...models], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as readonly LargePackage[];
}
