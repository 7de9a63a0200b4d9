import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generateOutput } from "../../../generator/cli/generator.js";
import { copy, type Ast } from "../../support/mutations.js";
import { ZOO } from "../versioning/models.js";
import { tinsmith } from "./harness.js";

/** The zoo, where the output of `Feed` has a structure of the name of its errors' type. */
function withFeedError(): Ast {
  const ast = copy(ZOO);
  ast.shapes["ns#FeedError"] = { type: "structure", members: {} };
  Object.assign(ast.shapes["ns#FeedOutput"]?.members ?? {}, { why: { target: "ns#FeedError" } });
  return ast;
}

describe("row 47: the names that a lock file remembers", () => {
  const command = "generate --model model.json --out out --name zoo";

  it("are kept by `generate`, and `generate --check` finds nothing to change", async () => {
    const cwd = mkdtempSync(join(tmpdir(), "names-"));
    const model = join(cwd, "model.json");
    writeFileSync(model, JSON.stringify(ZOO));
    expect(await tinsmith(cwd, command, { generateOutput })).toMatchObject({ code: 0 });
    writeFileSync(model, JSON.stringify(withFeedError()));
    const { code, out } = await tinsmith(cwd, command, { generateOutput });
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining("(minor,") as string });
    const feed = readFileSync(join(cwd, "out/src/operations/feed.ts"), "utf8");
    expect(feed).toMatch(/^export type FeedError =/m);
    expect(feed).toMatch(/^export interface FeedError_ /m);
    expect(await tinsmith(cwd, `${command} --check`, { generateOutput })).toMatchObject({
      code: 0,
    });
  });

  it("are those that `diff` takes of the older side, be it a model or a package", async () => {
    const cwd = mkdtempSync(join(tmpdir(), "names-"));
    writeFileSync(join(cwd, "model.json"), JSON.stringify(ZOO));
    writeFileSync(join(cwd, "new.json"), JSON.stringify(withFeedError()));
    await tinsmith(cwd, command, { generateOutput });
    for (const older of ["model.json", "out"]) {
      const { out } = await tinsmith(cwd, `diff ${older} new.json --json`);
      expect(JSON.parse(out), older).toMatchObject({ bump: "minor" });
    }
  });
});
