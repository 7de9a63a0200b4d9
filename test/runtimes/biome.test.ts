// Biome as `biome init` sets it up, in a project with sources of Tinsmith.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { allFeatures, sourcesOf } from "../support/sources.js";
import { writeTree } from "../unit/output/tree.js";
import { output, tools } from "./processes.js";

const run = (...args: string[]) =>
  output(process.execPath, [join(tools, "@biomejs/biome/bin/biome"), ...args], folder);
const check = () => run("check", "--reporter=json");

let folder: string;
let files: ReadonlyMap<string, string>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "biome-"));
  files = await sourcesOf(allFeatures(), { with: ["testing", "smithy", "otel"] });
  writeTree(folder, Object.fromEntries(files));
  await run("init");
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it("has nothing to say to sources: no rule, no format, no order of imports", async () => {
  expect(JSON.parse(await check())).toMatchObject({
    // All of them, and its own configuration.
    summary: { unchanged: files.size + 1 },
    diagnostics: [],
  });
});

it("would have, but for the comments at their top", async () => {
  const path = "unit/client.ts";
  const text = files.get(path)!;
  writeFileSync(join(folder, path), text.replace(/^\/\/ biome-ignore.*\n/gm, ""));
  try {
    await expect(check()).rejects.toThrow(path);
  } finally {
    writeFileSync(join(folder, path), text);
  }
});
