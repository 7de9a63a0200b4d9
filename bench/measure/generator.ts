import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { packageRoot } from "../../generator/cli/root.js";
import type { GeneratorCosts } from "../results.js";

/**
 * What whole runs of the generator cost on official models, by `bench/generator.ts`; `null` where the
 * models are not there.
 */
export function generatorCosts(say: (text: string) => void): GeneratorCosts | null {
  const data = process.env["TINSMITH_CONFORMANCE_DIR"] ?? "../shared/conformance";
  const models = resolve(packageRoot, data, "models");
  const script = join(packageRoot, "dist/benchGenerator.js");
  const missing = [models, script].find((path) => !existsSync(path));
  if (missing !== undefined) {
    say(`The generator is not measured: there is no ${missing}.`);
    return null;
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, models, "3"], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as GeneratorCosts;
}
