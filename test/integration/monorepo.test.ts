import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { linkLibrary } from "../support/packed.js";
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
  process.stderr.write(
    `skipped: docs/monorepo.md and docs/collection.md with Turborepo and Nx: ${missing}\n`,
  );
}

/** The block of a page that is marked with a name. */
function documented(name: string, page = "docs/monorepo.md"): string {
  const text = readFileSync(join(root, page), "utf8");
  const block = text.split(`\`\`\`json ${name}\n`)[1]?.split("```")[0];
  if (block === undefined) throw new Error(`${page} has no block "json ${name}".`);
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

/** A repository of a collection, as docs/collection.md describes it, with three services of it. */
function collectionWorkspace(tarball: Tarball): string {
  const page = "docs/collection.md";
  const folder = mkdtempSync(join(tmpdir(), "tinsmith-collection-"));
  const put = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  const entry = { source: "aws:*", name: "@acme/{service}", model: "{service}.json" };
  put(
    "tinsmith.config.json",
    JSON.stringify({ packages: [{ ...entry, out: "packages/{service}" }] }),
  );
  const workspaces = ["packages/*"];
  const manifest = { name: "clients", private: true, packageManager: "npm@10.9.0", workspaces };
  put("package.json", JSON.stringify(manifest));
  put("turbo.json", documented("collection.turbo.json", page));
  put("nx.json", documented("collection.nx.json", page));
  installTinsmith(folder, tarball);
  for (const tool of ["turbo", "nx"])
    symlinkSync(join(tools, tool), join(folder, "node_modules", tool));
  for (const name of ["typescript", "@types/node", "@smithy", "@opentelemetry"])
    linkLibrary(folder, name);
  // As `tinsmith pull` would have put them there.
  const record = (name: string) => ({
    source: `aws:${name}`,
    version: "1",
    sha256: "",
    written: "",
  });
  put(
    "tinsmith.models.json",
    JSON.stringify(Object.fromEntries(NAMES.map((name) => [`${name}.json`, record(name)]))),
  );
  for (const name of NAMES) put(`${name}.json`, model("1"));
  generateIn(folder);
  const packages = NAMES.flatMap((name) => {
    const path = `packages/${name}`;
    const own = JSON.parse(readFileSync(join(folder, path, "package.json"), "utf8")) as object;
    return [
      [`node_modules/@acme/${name}`, { resolved: path, link: true }],
      [path, own],
    ];
  });
  put(
    "package-lock.json",
    JSON.stringify({
      name: "clients",
      lockfileVersion: 3,
      packages: {
        "": { name: "clients", workspaces },
        ...(Object.fromEntries(packages) as object),
      },
    }),
  );
  return folder;
}

function generateIn(folder: string): void {
  execFileSync(join(folder, "node_modules/.bin/tinsmith"), ["generate", "--quiet"], {
    cwd: folder,
  });
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
const cached: Readonly<Record<string, (folder: string, task: string) => number>> = {
  Turborepo: (folder, task) =>
    Number(/Cached: +(\d) cached, 3 total/.exec(run(folder, "turbo", "run", task))?.[1]),
  Nx: (folder, task) => {
    const printed = run(folder, "nx", "run-many", "-t", task, "--output-style=static");
    expect(printed).toContain(`Successfully ran target ${task} for 3 projects`);
    return Number(/for (\d) out of 3 tasks/.exec(printed)?.[1] ?? 0);
  },
};

describe.skipIf(missing !== undefined)(
  "the setups of docs/monorepo.md and docs/collection.md",
  () => {
    let tarball: Tarball;
    beforeAll(() => {
      tarball = packTinsmith();
    });

    it.each(Object.entries(cached))(
      "%s runs what changed, and takes the rest from its cache",
      (_, cachedOf) => {
        const folder = workspace(tarball);
        const before = readTree(join(folder, "services"));
        expect(cachedOf(folder, "generate")).toBe(0);
        expect(cachedOf(folder, "generate")).toBe(3);
        writeFileSync(join(folder, "services/b/model.json"), model("2"));
        expect(cachedOf(folder, "generate")).toBe(2);
        const after = readTree(join(folder, "services"));
        const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
        expect(changed).toContain("b/client/src/operations/buy.ts");
        expect(changed.filter((path) => !/^b\/|\/\.turbo\//.test(path))).toEqual([]);
      },
    );

    it.each(Object.entries(cached))(
      "%s builds the packages of a collection that changed, and takes the rest from its cache",
      (_, cachedOf) => {
        const folder = collectionWorkspace(tarball);
        expect(cachedOf(folder, "build")).toBe(0);
        expect(cachedOf(folder, "build")).toBe(3);
        writeFileSync(join(folder, "b.json"), model("2"));
        generateIn(folder);
        rmSync(join(folder, "packages/a/dist"), { recursive: true });
        expect(cachedOf(folder, "build")).toBe(2);
        expect(existsSync(join(folder, "packages/a/dist/index.js"))).toBe(true);
      },
    );
  },
);
