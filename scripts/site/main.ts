// Builds the documentation site into docs/.vitepress/dist. `--pages` writes only the pages that are
// made of the generator itself, for VitePress's development server.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Results } from "../../bench/results.js";
import { packageRoot as root, packageVersion } from "../../generator/cli/root.js";
import { writeApi } from "./api.js";
import { benchmarkCharts, benchmarksPage } from "./benchmarks.js";
import { commandLinePage } from "./commandLine.js";
import { configPage, type Schema } from "./configReference.js";
import { brokenLinks } from "./links.js";
import { llmsFiles, withoutComments } from "./llms.js";
import { sectionsOf } from "./pages.js";

const docs = join(root, "docs");
const site = join(docs, ".vitepress/dist");

await writePages();
if (!process.argv.includes("--pages")) await buildSite();

/** Writes `docs/reference/`, which is not under version control. */
async function writePages(): Promise<void> {
  const results = readJson("bench/results.json") as Results;
  write(docs, "reference/cli.md", await commandLinePage(packageVersion()));
  write(docs, "reference/config.md", configPage(readJson("tinsmith.config.schema.json") as Schema));
  write(docs, "reference/benchmarks.md", benchmarksPage(results));
  for (const [file, svg] of benchmarkCharts(results)) write(docs, `reference/charts/${file}`, svg);
}

async function buildSite(): Promise<void> {
  const vitepress = join(docs, "node_modules/vitepress/bin/vitepress.js");
  if (!existsSync(vitepress)) throw new Error('VitePress is missing: "bash .ci/site" installs it.');
  const { status } = spawnSync(process.execPath, [vitepress, "build", docs], { stdio: "inherit" });
  // VitePress has said what is wrong.
  if (status !== 0) process.exit(1);
  await writeApi(join(root, "generated/kms"), join(site, "api/kms"), join(docs, "public/icon.svg"));
  cpSync(join(docs, "workflows"), join(site, "workflows"), { recursive: true });
  const playground = join(root, "playground/dist");
  if (existsSync(playground)) cpSync(playground, join(site, "playground"), { recursive: true });

  const sections = sectionsOf(docs);
  const home = readFileSync(join(docs, "index.md"), "utf8");
  for (const [file, text] of llmsFiles(sections, home)) write(site, file, text);
  for (const { path, text } of sections.flatMap(({ pages }) => pages)) {
    write(site, `${path}.md`, withoutComments(text));
  }

  const broken = brokenLinks(site);
  if (broken.length > 0) throw new Error(`Links that lead nowhere:\n${broken.join("\n")}`);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}

function write(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
