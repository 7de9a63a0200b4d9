import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { bundleSize, sizeTable } from "../support/numbers.js";

const readme = join(resolve(import.meta.dirname, "../.."), "README.md");

/** The design's budget in bytes, minified and after gzip. */
const budget = 3500;

describe("a bundle that calls reEncrypt alone", () => {
  it.each(["browser", "node"] as const)("stays within the budget for %s", async (platform) => {
    const { minified, gzip } = await bundleSize(platform);
    console.log(`reEncrypt, ${platform}: ${minified} bytes minified, ${gzip} after gzip`);
    expect(gzip).toBeLessThanOrEqual(budget);
  });

  it("is as large as the README says", async () => {
    const table = await sizeTable();
    if (process.env.UPDATE_NUMBERS) {
      const marked = /(<!-- numbers:start -->\n)[^]*(<!-- numbers:end -->)/;
      const text = readFileSync(readme, "utf8").replace(
        marked,
        (_, start: string, end: string) => `${start}\n${table}\n\n${end}`,
      );
      writeFileSync(readme, text);
    }
    // Prettier pads the cells of tables.
    const unpadded = (text: string) => text.replace(/ +\|/g, " |").replace(/-+ \|/g, "--- |");
    expect(unpadded(readFileSync(readme, "utf8"))).toContain(unpadded(table));
  });
});
