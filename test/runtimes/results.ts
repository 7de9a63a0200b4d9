import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const file = join(import.meta.dirname, "results.json");

/** What was run where, as it is committed. */
export interface Results {
  readonly runtimes: Readonly<Record<string, RuntimeResult>>;
  readonly bundlers: Readonly<Record<string, BundlerResult>>;
  readonly compilers: Readonly<Record<string, CompilerResult>>;
}

export interface RuntimeResult {
  readonly version: string;
  /** What the scenario's calls were sent through. */
  readonly transports: readonly string[];
}

export interface BundlerResult {
  readonly version: string;
  /** What a bundle for it was run in, and how the package comes to it. */
  readonly targets: Readonly<Record<string, string>>;
}

export interface CompilerResult {
  readonly version: string;
  readonly moduleResolutions: readonly string[];
}

export function readResults(): Results {
  return JSON.parse(readFileSync(file, "utf8")) as Results;
}

/**
 * What is committed about a thing that was just run, to be compared; with `UPDATE_RESULTS` set, what
 * was found just now is written there first.
 */
export function committed<Section extends keyof Results>(
  section: Section,
  name: string,
  found: Results[Section][string],
): unknown {
  if (process.env.UPDATE_RESULTS) {
    const results = readResults();
    const updated = { ...results, [section]: { ...results[section], [name]: found } };
    writeFileSync(file, `${JSON.stringify(updated, null, 2)}\n`);
  }
  return readResults()[section][name];
}

/** The README's tables of what ran where, in Markdown. */
export function resultTables({ runtimes, bundlers, compilers }: Results): string {
  const table = (...rows: readonly (readonly string[])[]) =>
    rows
      .flatMap((row, i) => (i ? [row] : [row, row.map(() => "---")]))
      .map((row) => `| ${row.join(" | ")} |`)
      .join("\n");
  return [
    table(
      ["runtime", "version", "sends through"],
      ...Object.entries(runtimes).map(([name, { version, transports }]) => [
        name,
        version,
        transports.join(", "),
      ]),
    ),
    table(
      ["bundler", "version", "its output runs in"],
      ...Object.entries(bundlers).map(([name, { version, targets }]) => [
        name,
        version,
        Object.entries(targets)
          .map(([target, how]) => `${target} (${how})`)
          .join(", "),
      ]),
    ),
    table(
      ["compiler", "version", "`moduleResolution`, of ES modules and CommonJS"],
      ...Object.entries(compilers).map(([name, { version, moduleResolutions }]) => [
        name,
        version,
        moduleResolutions.join(", "),
      ]),
    ),
  ].join("\n\n");
}
