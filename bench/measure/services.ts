import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { packageRoot } from "../../generator/cli/root.js";
import type { ServicesCost } from "../results.js";

/**
 * What it costs to generate a package for every service of AWS, by `bench/services/main.ts`.
 *
 * @param data - the `botocore/data` of an unpacked botocore wheel
 */
export function servicesCost(data: string): ServicesCost {
  const script = join(packageRoot, "dist/benchServices.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, resolve(data)], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  const { packages, shapes, generate } = JSON.parse(stdout) as ServicesCost;
  return { packages, shapes, generate };
}
