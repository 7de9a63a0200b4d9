import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { format } from "prettier";
import { expect, it } from "vitest";
import { readResults, resultTables } from "../runtimes/results.js";

const readme = join(resolve(import.meta.dirname, "../.."), "README.md");
const marked = /(?<=<!-- runtimes:start -->\n)[^]*(?=<!-- runtimes:end -->)/;

it("the README tells what was run where, as `npm run test:runtimes` found it", async () => {
  const tables = `\n${await format(resultTables(readResults()), { parser: "markdown" })}\n`;
  if (process.env.UPDATE_RESULTS) {
    writeFileSync(
      readme,
      readFileSync(readme, "utf8").replace(marked, () => tables),
    );
  }
  expect(marked.exec(readFileSync(readme, "utf8"))?.[0]).toBe(tables);
});
