import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import type { Results } from "../results.js";
import { charts } from "./charts.js";
import { details } from "./details.js";
import { picture } from "./picture.js";
import { summary } from "./summary.js";

const marked = /(?<=<!-- bench:start -->\n)[^]*(?=<!-- bench:end -->)/;

/** The files that show results, by their paths from the project's root. */
export async function filesOf(
  results: Results,
  root: string,
): Promise<ReadonlyMap<string, string>> {
  const markdown = (text: string) => format(text, { parser: "markdown", printWidth: 100 });
  const readme = readFileSync(join(root, "README.md"), "utf8");
  if (!marked.test(readme)) throw new Error("README.md has no place between bench markers.");
  const section = await markdown(summary(results));
  return new Map([
    ["bench/results.json", await format(JSON.stringify(results), { parser: "json" })],
    ["bench/RESULTS.md", await markdown(details(results))],
    ["README.md", readme.replace(marked, () => `\n${section}\n`)],
    ["bench/charts/overview.svg", picture(results)],
    ...charts(results).map(({ file, svg }) => [`bench/charts/${file}`, svg] as const),
  ]);
}

/** Writes what shows the results: `results.json`, `RESULTS.md`, the charts, and the README's section. */
export async function writeResults(results: Results, root: string): Promise<void> {
  mkdirSync(join(root, "bench/charts"), { recursive: true });
  for (const [path, text] of await filesOf(results, root)) writeFileSync(join(root, path), text);
}
