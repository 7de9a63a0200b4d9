import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { clients } from "../../bench/clients.js";
import { goalsOf } from "../../bench/report/goals.js";
import type { Results } from "../../bench/results.js";

const root = resolve(import.meta.dirname, "../..");

// That everything is measured, not how fast it is: other tests are running.
describe("a quick run of the benchmark", () => {
  let results: Results;
  beforeAll(() => {
    const json = join(mkdtempSync(join(tmpdir(), "tinsmith-bench-test-")), "results.json");
    const run = (...args: string[]) =>
      spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    expect(run("scripts/build.mjs").stderr).toBe("");
    const { status, stdout, stderr } = run("dist/bench.js", "--quick", "--json", json);
    expect(status, stderr).toBe(0);
    expect(stdout).toContain("# What `npm run bench` measured");
    results = JSON.parse(readFileSync(json, "utf8")) as Results;
  });

  it("measures every client, in every form", () => {
    const ids = clients.map(({ id }) => id);
    const { load, coldStart, bundle, install, signing, serialization, types } = results;
    expect(load.map(({ client }) => client)).toEqual(ids);
    const starts = coldStart.map(({ client, form, scheme }) => `${client} ${form} ${scheme}`);
    expect(new Set(starts).size).toBe(ids.length * 4);
    expect(new Set(bundle.map((row) => `${row.client} ${row.bundler} ${row.platform}`)).size).toBe(
      4 * 4,
    );
    expect(install.map(({ client }) => client)).toEqual(["tinsmith", "sdk", "aws4fetch"]);
    expect(signing.map(({ client }) => client)).toEqual(["tinsmith", "sdk", "aws4fetch", "raw"]);
    expect(serialization.map(({ client }) => client)).toEqual(["tinsmith", "sdk", "raw"]);
    expect(types.map(({ client }) => client)).toEqual(["tinsmith", "sdk", "aws4fetch"]);
  });

  it("has a number for every case of every goal", () => {
    const goals = goalsOf(results);
    // A quick run leaves out the generator.
    expect(goals.filter(({ cases }) => cases.length === 0).map(({ what }) => what)).toEqual([
      "`tinsmith generate` for KMS, whole process",
      "the same where nothing changed",
    ]);
    const values = goals.flatMap(({ cases }) => cases.map(({ value }) => value));
    expect(values.filter((value) => !(value > 0))).toEqual([]);
  });

  it("finds the package alone, without dependencies", () => {
    expect(results.install[0]).toMatchObject({ client: "tinsmith", packages: 1 });
  });
});
