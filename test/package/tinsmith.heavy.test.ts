import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { installTinsmith, packTinsmith, type Tarball } from "../support/packedTinsmith.js";
import { readTree } from "../unit/output/tree.js";

let tarball: Tarball;
let project: string;

beforeAll(() => {
  tarball = packTinsmith();
  project = mkdtempSync(join(tmpdir(), "tinsmith-user-"));
  const model = (name: string): string =>
    JSON.stringify({
      smithy: "2.0",
      shapes: {
        [`ns#${name}`]: {
          type: "service",
          version: "1",
          operations: [{ target: "ns#Buy" }],
          traits: { "aws.protocols#awsJson1_0": {}, "aws.auth#sigv4": { name: "shop" } },
        },
        "ns#Buy": { type: "operation" },
      },
    });
  writeFileSync(join(project, "package.json"), '{ "name": "user", "private": true }');
  writeFileSync(join(project, "shop.json"), model("Shop"));
  writeFileSync(join(project, "market.json"), model("Market"));
  const packages = ["shop", "market"].map((name) => ({ model: `${name}.json`, name, out: name }));
  writeFileSync(join(project, "tinsmith.config.json"), JSON.stringify({ packages }));
  installTinsmith(project, tarball);
});

const tinsmith = (...args: string[]): string =>
  execFileSync("npx", ["--no-install", "tinsmith", ...args], {
    cwd: project,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });

describe("tinsmith, packed and installed in an empty project", () => {
  it("holds the command line, the templates and the schema, and nothing else", () => {
    const tops = tarball.paths.map((path) => path.replace(/(?<=^(dist|templates)\/).*/, "*"));
    expect([...new Set(tops)].sort()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist/*",
      "package.json",
      "templates/*",
      "tinsmith.config.schema.json",
    ]);
    const scripts = [
      "dist/corpus.js",
      "dist/corpusWorker.js",
      "dist/scale.js",
      "dist/benchGenerator.js",
      "dist/benchServices.js",
    ];
    expect(tarball.paths.filter((path) => scripts.includes(path))).toEqual([]);
  });

  it("tells its version", () => {
    expect(tinsmith("--version")).toBe(`${tarball.version}\n`);
  });

  it("generates the packages of a config, in processes of their own", () => {
    expect(tinsmith("generate")).toMatch(/^2 packages: 2 written, 0 unchanged, 0 skipped$/m);
    expect(tinsmith("generate")).toMatch(/^2 packages: 0 written, 0 unchanged, 2 skipped$/m);
    expect(Object.keys(readTree(join(project, "market")))).toContain("src/operations/buy.ts");
  });

  it("generates one package that flags describe, the same bytes", () => {
    tinsmith("generate", "--model", "shop.json", "--out", "again", "--name", "shop");
    expect(readTree(join(project, "again"))).toEqual(readTree(join(project, "shop")));
    expect(readFileSync(join(project, "again/package.json"), "utf8")).toContain('"name": "shop"');
  });
});
