import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Vitest's global setup: one temporary folder for all that tests leave, removed at the end. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "tinsmith-tests-"));
  process.env["TMPDIR"] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
