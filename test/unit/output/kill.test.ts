import { spawnSync } from "node:child_process";
import * as nodeFs from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { expect, it } from "vitest";
import { recover } from "../../../generator/output/recover.js";
import { readTree, temporaryFolder } from "./tree.js";
import { MINE, NEW, OLD, oldPackage, writeNew } from "./update.js";

it("leaves a package that the next run makes whole, wherever SIGKILL strikes", () => {
  const program = join(temporaryFolder(), "killed.mjs");
  buildSync({
    entryPoints: [join(import.meta.dirname, "killed.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  const run = (folder: string, nth: number): string =>
    spawnSync(process.execPath, [program, folder, String(nth)], { encoding: "utf8" }).signal ?? "";

  let nth = 1;
  for (let folder = oldPackage(); run(folder, nth) === "SIGKILL"; folder = oldPackage()) {
    expect(recover(folder, false, nodeFs), `killed at ${nth}`).toBe(true);
    expect(readTree(folder), `killed at ${nth}`).toEqual({ ...OLD, ...MINE });
    writeNew(folder);
    expect(readTree(folder), `killed at ${nth}`).toEqual({ ...NEW, ...MINE });
    nth++;
  }
  // The journal in place, five files renamed, one removed, the journal removed.
  expect(nth - 1).toBe(8);
});
