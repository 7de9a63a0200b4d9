import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { transformSync } from "esbuild";
import { packAndInstall, type Packed } from "../support/packed.js";

const root = resolve(import.meta.dirname, "../..");

/**
 * A project outside of the repository with the packed `@tinsmith/kms` and the programs.
 *
 * @throws where what the tests run is not installed
 */
export function startProject(): Packed {
  const installed = join(root, ".cache/runtimes/installed");
  const wanted = join(root, "test/runtimes/tools/package-lock.json");
  if (!existsSync(installed) || !readFileSync(installed).equals(readFileSync(wanted))) {
    throw new Error('.cache/runtimes lacks what these tests run: "bash .ci/runtimes" installs it');
  }
  const packed = packAndInstall("kms");
  cpSync(join(import.meta.dirname, "programs"), packed.project, { recursive: true });
  const scenario = readFileSync(join(packed.project, "scenario.mjs"), "utf8");
  const { code } = transformSync(scenario, { format: "cjs", target: "node20" });
  writeFileSync(join(packed.project, "scenario.cjs"), code);
  return packed;
}
