import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { publintMessages } from "../support/packageChecks.js";
import { packTinsmith, type Tarball } from "../support/packedTinsmith.js";
import { WEATHER } from "../unit/cli/models.js";

const root = resolve(import.meta.dirname, "../..");

const ping = spawnSync("npm", ["ping", "--fetch-retries=0"], { encoding: "utf8" });
const missing = ping.status === 0 ? undefined : `npm ping: ${ping.stderr.trim()}`;
if (missing !== undefined) {
  if (process.env["CI"]) throw new Error(`There is no npm registry. ${missing}`);
  process.stderr.write(`skipped: Tinsmith, installed by npm: there is no registry. ${missing}\n`);
}

let tarball: Tarball;

describe("Tinsmith's own package", () => {
  beforeAll(() => {
    tarball = packTinsmith();
  });

  it("passes publint", async () => {
    expect(await publintMessages(root)).toEqual([]);
  });

  it("is public, with provenance, and runs nothing where it is installed", () => {
    const text = execFileSync("tar", ["-xzOf", tarball.file, "package/package.json"]).toString();
    const manifest = JSON.parse(text) as {
      readonly private?: boolean;
      readonly publishConfig: object;
      readonly scripts: Readonly<Record<string, string>>;
    };
    expect(manifest.private).toBeUndefined();
    expect(manifest.publishConfig).toEqual({ access: "public", provenance: true });
    const installing = ["preinstall", "install", "postinstall", "prepublish", "prepare"];
    expect(installing.filter((name) => name in manifest.scripts)).toEqual([]);
  });

  it("says in its changelog what its version brings", () => {
    expect(readFileSync(join(root, "CHANGELOG.md"), "utf8")).toContain(`\n## ${tarball.version}\n`);
    expect(tarball.paths).toContain("CHANGELOG.md");
  });
});

describe.skipIf(missing !== undefined)("Tinsmith, installed by npm in an empty project", () => {
  let project: string;
  const run = (command: string, ...args: string[]): string =>
    execFileSync(command, args, {
      cwd: project,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  const tinsmith = (...args: string[]): string => run("npx", "--no-install", "tinsmith", ...args);

  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), "tinsmith-install-"));
    writeFileSync(join(project, "package.json"), '{ "name": "user", "private": true }');
    writeFileSync(join(project, "weather.json"), WEATHER);
    run("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", tarball.file);
  });

  it("tells its version", () => {
    expect(tinsmith("--version")).toBe(`${tarball.version}\n`);
  });

  it("inspects a model", () => {
    expect(tinsmith("inspect", "weather.json")).toMatch(
      /^Verdict +can be generated, with 2 operations$/m,
    );
  });

  it("generates a package that flags describe, and one of a config", () => {
    tinsmith("generate", "--model", "weather.json", "--out", "client", "--name", "weather");
    expect(readFileSync(join(project, "client/src/index.ts"), "utf8")).toContain("getCity");
    const packages = [{ model: "weather.json", name: "@my/weather", out: "generated/weather" }];
    writeFileSync(join(project, "tinsmith.config.json"), JSON.stringify({ packages }));
    expect(tinsmith("generate")).toMatch(/^generated\/weather: \d+ files: \d+ created$/m);
    expect(tinsmith("generate", "--check")).toMatch(/^generated\/weather: up to date/m);
  });

  it("brings the libraries that it declares, below 60 packages and 66 MB", () => {
    const lock = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8")) as {
      readonly packages: Readonly<Record<string, object>>;
    };
    // The lock lists esbuild's binaries of all platforms; one of them is installed.
    const installed = Object.keys(lock.packages).filter(
      (path) => path !== "" && existsSync(join(project, path)),
    );
    const megabytes = sizeOf(join(project, "node_modules")) / 1e6;
    console.log(`${installed.length} packages, ${megabytes.toFixed(1)} MB`);
    expect(installed.length).toBeLessThan(60);
    expect(megabytes).toBeLessThan(66);
  });
});

/** The bytes of a folder's files. */
function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).length)
    .reduce((sum, size) => sum + size, 0);
}
