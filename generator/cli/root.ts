import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The folder of Tinsmith's own package, where its templates and schema lie; found upward from here,
 * since this module runs bundled in `dist/` as well as from its source.
 */
export const packageRoot: string = findUp(import.meta.dirname, "package.json");

/** The version of Tinsmith. */
export function packageVersion(): string {
  const text = readFileSync(join(packageRoot, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

function findUp(folder: string, file: string): string {
  if (existsSync(join(folder, file))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error(`There is no ${file} above ${import.meta.dirname}.`);
  return findUp(above, file);
}
