import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { bundleSizes, numbersTable } from "../../scripts/numbers.mjs";

const root = resolve(import.meta.dirname, "../..");

/** The design's budget: a bundle that calls `reEncrypt` alone, minified, after gzip. */
const budget = 3500;

describe("a bundle that calls reEncrypt alone", () => {
  it.each(["browser", "node"] as const)("stays within the budget for %s", async (platform) => {
    const { minified, gzip } = await bundleSizes(platform);
    console.log(`reEncrypt, ${platform}: ${minified} bytes minified, ${gzip} after gzip`);
    expect(gzip).toBeLessThanOrEqual(budget);
  });

  it("is as large as the README says", async () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    expect(readme).toContain(await numbersTable());
  });
});
