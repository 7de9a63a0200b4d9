import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { installTinsmith, packTinsmith, type Tarball } from "../support/packedTinsmith.js";
import { readTree } from "../unit/output/tree.js";

const root = resolve(import.meta.dirname, "../..");
const tools = join(root, ".cache/monorepo/node_modules");
const NAMES = ["a", "b", "c"];

const missing = existsSync(join(tools, ".bin/turbo"))
  ? undefined
  : "run .ci/monorepo to install them";
if (missing !== undefined) {
  if (process.env["CI"]) throw new Error(`Turborepo and Nx are not there: ${missing}.`);
  process.stderr.write(`skipped: docs/monorepo.md with Turborepo and Nx: ${missing}\n`);
}

/** The block of docs/monorepo.md that is marked with a name. */
function documented(name: string): string {
  const text = readFileSync(join(root, "docs/monorepo.md"), "utf8");
  const block = text.split(`\`\`\`json ${name}\n`)[1]?.split("```")[0];
  if (block === undefined) throw new Error(`docs/monorepo.md has no block "json ${name}".`);
  return block;
}

function model(version: string): string {
  const traits = { "aws.protocols#awsJson1_0": {}, "aws.auth#sigv4": { name: "shop" } };
  const operations = [{ target: "ns#Buy" }];
  return JSON.stringify({
    smithy: "2.0",
    shapes: {
      "ns#Shop": { type: "service", version, operations, traits },
      "ns#Buy": { type: "operation" },
    },
  });
}

/** A repository as the page describes it, with three services, generated and up to date. */
function workspace(tarball: Tarball): string {
  const folder = mkdtempSync(join(tmpdir(), "tinsmith-monorepo-"));
  const put = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  const locked: Record<string, unknown> = {
    "": { name: "clients", workspaces: ["services/*"] },
    "node_modules/tinsmith": { version: tarball.version, integrity: tarball.integrity, dev: true },
  };
  put(
    "package.json",
    JSON.stringify({
      name: "clients",
      private: true,
      packageManager: "npm@10.9.0",
      workspaces: ["services/*"],
    }),
  );
  put("turbo.json", documented("turbo.json"));
  put("nx.json", documented("nx.json"));
  installTinsmith(folder, tarball);
  for (const tool of ["turbo", "nx"])
    symlinkSync(join(tools, tool), join(folder, "node_modules", tool));
  for (const name of NAMES) {
    const service = `services/${name}`;
    mkdirSync(join(folder, service), { recursive: true });
    put(`${service}/package.json`, documented("workspace").replaceAll("kms", name));
    put(`${service}/tinsmith.config.json`, documented("config").replaceAll("kms", name));
    put(`${service}/model.json`, model("1"));
    locked[`node_modules/${name}-model`] = { resolved: service, link: true };
    locked[service] = JSON.parse(documented("workspace").replaceAll("kms", name));
    execFileSync(join(folder, "node_modules/.bin/tinsmith"), ["generate", "--quiet"], {
      cwd: join(folder, service),
    });
  }
  put(
    "package-lock.json",
    JSON.stringify({ name: "clients", lockfileVersion: 3, packages: locked }),
  );
  return folder;
}

const environment = {
  ...process.env,
  CI: "1",
  DO_NOT_TRACK: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  NX_DAEMON: "false",
  NX_NO_CLOUD: "true",
  NX_TUI: "false",
};

function run(folder: string, command: string, ...args: string[]): string {
  const options = { cwd: folder, env: environment, encoding: "utf8", stdio: "pipe" } as const;
  return stripVTControlCharacters(execFileSync(join(tools, ".bin", command), args, options));
}

/** How many of the three packages a run takes from the cache. */
const cached: Readonly<Record<string, (folder: string) => number>> = {
  Turborepo: (folder) =>
    Number(/Cached: +(\d) cached, 3 total/.exec(run(folder, "turbo", "run", "generate"))?.[1]),
  Nx: (folder) => {
    const printed = run(folder, "nx", "run-many", "-t", "generate", "--output-style=static");
    expect(printed).toContain("Successfully ran target generate for 3 projects");
    return Number(/for (\d) out of 3 tasks/.exec(printed)?.[1] ?? 0);
  },
};

describe.skipIf(missing !== undefined)("the setups of docs/monorepo.md", () => {
  let tarball: Tarball;
  beforeAll(() => {
    tarball = packTinsmith();
  });

  it.each(Object.entries(cached))(
    "%s runs what changed, and takes the rest from its cache",
    (_, cachedOf) => {
      const folder = workspace(tarball);
      const before = readTree(join(folder, "services"));
      expect(cachedOf(folder)).toBe(0);
      expect(cachedOf(folder)).toBe(3);
      writeFileSync(join(folder, "services/b/model.json"), model("2"));
      expect(cachedOf(folder)).toBe(2);
      const after = readTree(join(folder, "services"));
      const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
      expect(changed).toContain("b/client/src/operations/buy.ts");
      expect(changed.filter((path) => !/^b\/|\/\.turbo\//.test(path))).toEqual([]);
    },
  );
});
