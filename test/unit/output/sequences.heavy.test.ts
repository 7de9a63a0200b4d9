import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, it } from "vitest";
import { rootedFileSystem } from "../../support/rootedFileSystem.js";
import { sequence } from "./sequenceArbitrary.js";
import { holdToLaws } from "./sequences.js";

// Other sequences than those of sequences.test.ts.
const seed = Number(process.env.SEED ?? 1) + 1;

it("holds to the laws of writing in ten thousand sequences", () => {
  fc.assert(
    fc.property(sequence, (each) => holdToLaws(each)),
    { numRuns: 10_000, seed },
  );
});

/** Whether a folder's file system ignores case. */
function ignoresCase(folder: string): boolean {
  const probe = mkdtempSync(join(folder, "tinsmith-"));
  writeFileSync(join(probe, "a"), "");
  const answer = existsSync(join(probe, "A"));
  rmSync(probe, { recursive: true });
  return answer;
}

/** Holds a real file system to the laws, and with it what the one in memory takes for its manners. */
function holdReal(folder: string): void {
  const ignores = ignoresCase(folder);
  const property = fc.property(sequence, (each) => {
    const root = mkdtempSync(join(folder, "tinsmith-"));
    let spares = 0;
    const disk = rootedFileSystem(join(root, "0"), () => join(root, String(++spares)));
    disk.mkdirSync("/");
    try {
      // Those that ignore case need not know links.
      holdToLaws({ ...each, linked: each.linked && !ignores, ignoresCase: ignores }, disk);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
  fc.assert(property, { numRuns: 60, seed });
}

it("holds to them on this machine's file system", () => holdReal(tmpdir()));

const caseless = process.env["TINSMITH_CASELESS_DIR"];
const why =
  caseless === undefined
    ? " (skipped: TINSMITH_CASELESS_DIR names no folder on one; it is simulated in memory above)"
    : "";
describe.skipIf(caseless === undefined)(`on a file system that ignores case${why}`, () => {
  it("is one", ({ expect }) => expect(ignoresCase(caseless ?? "")).toBe(true));
  it("holds to them", () => holdReal(caseless ?? ""));
});
