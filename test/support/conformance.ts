import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it, type TestOptions } from "vitest";

const root = resolve(import.meta.dirname, "../..");

/** Where the conformance data lies: `TINSMITH_CONFORMANCE_DIR`, or beside the project. */
const conformanceDir = resolve(
  root,
  process.env.TINSMITH_CONFORMANCE_DIR ?? "../shared/conformance",
);

/** The conformance data; paths are those in its folder. */
export interface ConformanceData {
  readonly has: (path: string) => boolean;
  /** The text of a file. */
  readonly read: (path: string) => string;
  /** The names of what is in a folder, in their order. */
  readonly list: (folder: string) => readonly string[];
  /** The JSON files in a folder and below it, by path from the folder. */
  readonly jsonIn: (folder: string) => readonly string[];
}

const data: ConformanceData = {
  has: (path) => existsSync(join(conformanceDir, path)),
  read: (path) => readFileSync(join(conformanceDir, path), "utf8"),
  list: (folder) => readdirSync(join(conformanceDir, folder)).sort(),
  jsonIn: (folder) =>
    readdirSync(join(conformanceDir, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".json") && !file.endsWith("MANIFEST.json"))
      .sort(),
};

/**
 * A suite that needs a file or folder of the conformance data. Nothing else gives that data, and the
 * suite is not called without it, not even to collect its tests. Where it is missing, says which
 * suite is skipped and how to get what it needs; under CI it throws, since there it must be present.
 */
export function describeWith(
  path: string,
  name: string,
  suite: (data: ConformanceData) => void,
  options: TestOptions = {},
): void {
  if (data.has(path)) {
    describe(name, options, () => suite(data));
    return;
  }
  const message =
    `${name}: skipped, since ${path} is not in the conformance data. ` +
    'Set TINSMITH_CONFORMANCE_DIR to the folder that holds it ("Conformance data" in CONTRIBUTING.md).';
  if (process.env.CI) throw new Error(message);
  console.warn(message);
  describe(name, () => it.skip(`needs ${path} of the conformance data`));
}
