import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findModels } from "../../../scripts/corpus/findModels.js";
import { runAll } from "../../../scripts/corpus/pool.js";
import { lineOf, summaryOf, type ServiceReport } from "../../../scripts/corpus/report.js";

const root = resolve(import.meta.dirname, "../../..");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tinsmith-corpus-"));
  execute("scripts/build.mjs");
});
afterAll(() => rmSync(folder, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** A service whose one operation takes a structure with these members. */
function serviceModel(protocol: string, members: object = {}): string {
  return JSON.stringify({
    smithy: "2.0",
    shapes: {
      "ns#Shop": {
        type: "service",
        version: "1",
        operations: [{ target: "ns#Buy" }],
        traits: { [protocol]: {}, "aws.auth#sigv4": { name: "shop" } },
      },
      "ns#Buy": {
        type: "operation",
        input: { target: "ns#Goods" },
        traits: { "smithy.api#http": { method: "POST", uri: "/" } },
      },
      "ns#Goods": { type: "structure", members },
    },
  });
}

describe("the corpus", () => {
  it("finds JSON files at any depth, but hidden ones and those of libraries", () => {
    put("found/a.json", "{}");
    put("found/b/service/2020-01-01/b-2020-01-01.json", "{}");
    put("found/b/notes.json", "{}");
    put("found/c.txt", "");
    put("found/.git/d.json", "{}");
    put("found/node_modules/e/package.json", "{}");
    put("found/g.json/h.json", "{}");
    symlinkSync("a.json", join(folder, "found/link.json"));
    symlinkSync("gone.json", join(folder, "found/broken-link.json"));
    expect(findModels(join(folder, "found"))).toEqual([
      "a.json",
      "b/notes.json",
      "b/service/2020-01-01/b-2020-01-01.json",
      "g.json/h.json",
      "link.json",
    ]);
  });

  it("tells of each model, of failures with their reasons, and exits 1 if there is one", () => {
    put("models/good.json", serviceModel("aws.protocols#awsJson1_0"));
    put("models/x/service/1/x-1.json", serviceModel("smithy.mqtt#mqttJson"));
    put("models/bad.json", serviceModel("aws.protocols#awsJson1_0", { a: { target: "ns#No" } }));
    put("models/broken.json", "{");
    put("models/list.json", "[]");
    const json = join(folder, "report.json");
    const { status, stdout } = execute("dist/corpus.js", join(folder, "models"), "--json", json);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^passed {2}good.json Shop +awsJson1_0; 1 operations of \d+ shapes;/m);
    expect(stdout).toMatch(/^types {3}x\/service.*; no endpoint rules$/m);
    expect(stdout).toMatch(/^types .*types only, mqttJson is not supported yet;/m);
    expect(stdout).toMatch(/^none {4}list.json +not a Smithy model$/m);
    expect(stdout).toMatch(/^2 of 4 services pass: 1 with their clients, 1 with their types;/m);
    expect(stdout).toMatch(/^FAILED bad.json: .*`ns#No`.*\[Target.UnresolvedShape\]$/m);
    expect(stdout).toMatch(/^FAILED broken.json: /m);
    const reports = JSON.parse(readFileSync(json, "utf8")) as ServiceReport[];
    expect(reports.map(({ file, outcome }) => `${file} ${outcome}`)).toEqual([
      "bad.json failed",
      "broken.json failed",
      "good.json passed",
      "list.json none",
      "x/service/1/x-1.json types",
    ]);
  });

  it.each([
    [[], "Say in which folder the models are."],
    [["nowhere"], "cannot be read"],
    [[".", "--jobs", "0"], "--jobs has to be 1 or more."],
    [[".", "--what"], "Unknown argument: what"],
    [["test/unit/corpus"], "has no models"],
  ])("exits 2 with a message for %j", (args, message) => {
    const { status, stderr } = execute("dist/corpus.js", ...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  it("goes on after models that are anything but models", async () => {
    put("odd/empty.json", "");
    put("odd/deep.json", "[".repeat(100_000));
    put("odd/number.json", "1");
    put("odd/shapes.json", '{"smithy":"2.0","shapes":7}');
    put("odd/version.json", '{"smithy":"9.0","shapes":{}}');
    put("odd/nothing.json", '{"smithy":"2.0"}');
    put("odd/good.json", serviceModel("aws.protocols#awsJson1_1"));
    writeFileSync(join(folder, "odd/binary.json"), Buffer.from([0xff, 0xfe, 0, 1]));
    const { status, stdout, stderr } = execute("dist/corpus.js", join(folder, "odd"));
    expect(stderr).toBe("");
    expect(status).toBe(1);
    const outcomes = [...stdout.matchAll(/^(passed|none|failed) +(\w+)\.json/gm)].map(
      ([, outcome, name]) => `${name} ${outcome}`,
    );
    expect(outcomes.sort()).toEqual([
      "binary failed",
      "deep failed",
      "empty failed",
      "good passed",
      "nothing none",
      "number none",
      "shapes failed",
      "version failed",
    ]);
  });

  it("prints some of a service's many failures, and how many more there are", () => {
    const failures = Array.from({ length: 25 }, (_, index) => `no ${index}\n  at x`);
    const report = {
      file: "a.json",
      protocols: [],
      outcome: "failed",
      failures,
      warnings: [],
    } as const;
    expect(lineOf(report, 8)).toBe("failed  a.json    no 0");
    const lines = summaryOf([report]).split("\n");
    expect(lines.filter((line) => line.startsWith("FAILED a.json: no "))).toHaveLength(20);
    expect(lines.at(-1)).toBe("FAILED a.json: and 5 more");
  });

  it("ends a worker that has grown large, and starts another", async () => {
    put(
      "pid.cjs",
      'process.on("message", (file) => process.send({ reports: [{ file: `${file} ${process.pid}` }], memory: file === "large" ? 2 ** 31 : 1 }));',
    );
    const pids: string[] = [];
    const script = join(folder, "pid.cjs");
    await runAll(["small", "large", "next"], { script, folder, jobs: 1 }, (done) => {
      pids.push(...done.map(({ file }) => file.split(" ")[1] ?? ""));
    });
    expect(pids[0]).toBe(pids[1]);
    expect(pids[2]).not.toBe(pids[1]);
  });

  it("goes on after a worker that dies", async () => {
    put(
      "worker.cjs",
      'process.on("message", (file) => file === "deadly" ? process.exit(3) : process.send({ reports: [{ file, outcome: "passed" }], memory: file === "large" ? 2 ** 31 : 1 }));',
    );
    const reports: ServiceReport[] = [];
    const script = join(folder, "worker.cjs");
    await runAll(["a", "deadly", "b"], { script, folder, jobs: 1 }, (done) => {
      reports.push(...done);
    });
    expect(reports.map(({ file, outcome }) => `${file} ${outcome}`)).toEqual([
      "a passed",
      "deadly failed",
      "b passed",
    ]);
    expect(reports[1]?.failures).toEqual(["its process ended early (exit code 3)"]);
  });
});

function execute(...args: string[]) {
  return spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
}
