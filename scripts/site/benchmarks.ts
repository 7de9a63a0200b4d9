import { charts } from "../../bench/report/charts.js";
import { details } from "../../bench/report/details.js";
import { summary } from "../../bench/report/summary.js";
import type { Results } from "../../bench/results.js";

/** The page of benchmarks, from what `npm run bench` measured. Its charts lie beside it, in `charts/`. */
export function benchmarksPage(results: Results): string {
  return [
    "# Benchmarks",
    "One call of KMS, `ReEncrypt`, as clients make it side by side on the same machine; then other " +
      "services, and the generator. `npm run bench` in the repository measures all of it again.",
    ...charts(results).map(({ file, title }) => `![${title}](./charts/${file})`),
    summary(results).replace(/^!\[.*\n+/gm, ""),
    details(results)
      .replace(/^# .*\n/, "## Every figure\n")
      .replace(/^## (?!Every figure)/gm, "### "),
  ]
    .join("\n\n")
    .concat("\n");
}

/** The charts of that page, by file name. */
export function benchmarkCharts(results: Results): ReadonlyMap<string, string> {
  return new Map(charts(results).map(({ file, svg }) => [file, svg]));
}
