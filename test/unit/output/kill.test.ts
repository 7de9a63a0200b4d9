import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { expect, it } from "vitest";
import { recover } from "../../../generator/output/recover.js";
import { readTree, temporaryFolder } from "./tree.js";
import { MINE, NEW, nextRun, OLD, oldPackage, writeNew } from "./update.js";

/** The journal put in place, five files that come, five that go, the journal removed. */
const DONE = 12;

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
    expect(recover(folder, false, nextRun()), `killed at ${nth}`).toBe(true);
    const left = nth <= DONE ? OLD : NEW;
    expect(readTree(folder), `killed at ${nth}`).toEqual({ ...left, ...MINE });
    writeNew(folder);
    expect(readTree(folder), `killed at ${nth}`).toEqual({ ...NEW, ...MINE });
    nth++;
  }
  // When it is done, the four files that went and three others are still to be removed.
  expect(nth - 1).toBe(DONE + 7);
});
