import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** Where the conformance data lies: `TINSMITH_CONFORMANCE_DIR`, or beside the project. */
export const conformanceDir = resolve(
  root,
  process.env.TINSMITH_CONFORMANCE_DIR ?? "../shared/conformance",
);

/**
 * Tells whether a folder or file of the conformance data is there. Where it is not, says which test
 * is skipped and how to get it; under CI it throws instead, since there it must be present.
 */
export function hasConformance(path: string, usedBy: string): boolean {
  if (existsSync(join(conformanceDir, path))) return true;
  const message =
    `${usedBy}: skipped, since ${path} is not in the conformance data. ` +
    "Set TINSMITH_CONFORMANCE_DIR to the folder that holds it.";
  if (process.env.CI) throw new Error(message);
  console.warn(message);
  return false;
}

/** The JSON files in a folder of the data and below it, by path from the folder; none without it. */
export function jsonIn(folder: string): readonly string[] {
  const path = join(conformanceDir, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json") && !file.endsWith("MANIFEST.json"))
    .sort();
}

/** The text of one file of the conformance data. */
export function readConformance(path: string): string {
  return readFileSync(join(conformanceDir, path), "utf8");
}
