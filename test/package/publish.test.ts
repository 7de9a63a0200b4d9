import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generateText } from "../support/generate.js";
import { WEATHER } from "../unit/cli/models.js";

const folder = join(import.meta.dirname, "../../generated/kms");

/** What conditions lead to. */
type Targets = string | { readonly [condition: string]: Targets };

const targetsIn = (targets: Targets): readonly string[] =>
  typeof targets === "string" ? [targets] : Object.values(targets).flatMap(targetsIn);

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly main: string;
  readonly types: string;
  readonly exports: Targets;
  readonly imports: Targets;
  readonly scripts: Readonly<Record<string, string>>;
  readonly publishConfig: object;
  readonly repository?: object;
}

const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;

describe("npm publish generated/kms", () => {
  // `dist` is built already, by the same script.
  const args = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const [packed] = JSON.parse(execFileSync("npm", args, { cwd: folder, encoding: "utf8" })) as [
    { name: string; version: string; files: readonly { path: string; size: number }[] },
  ];
  const paths = packed.files.map(({ path }) => path);

  it("packs the version that the lock file tells of", () => {
    const lock = JSON.parse(readFileSync(join(folder, "tinsmith.lock.json"), "utf8")) as {
      package: object;
    };
    expect({ name: packed.name, version: packed.version }).toEqual(lock.package);
    expect(readFileSync(join(folder, "CHANGELOG.md"), "utf8")).toContain(
      `\n## ${packed.version}\n`,
    );
  });

  it("packs what exports and imports point to, what people read, and the sources", () => {
    for (const target of [
      manifest.main,
      manifest.types,
      manifest.exports,
      manifest.imports,
    ].flatMap(targetsIn)) {
      const pattern = target.slice("./".length);
      const [start = "", end] = pattern.split("*");
      const found = paths.filter((path) =>
        end === undefined ? path === pattern : path.startsWith(start) && path.endsWith(end),
      );
      expect(found.length, target).toBeGreaterThan(0);
    }
    expect(paths).toEqual(expect.arrayContaining(["README.md", "LICENSE", "CHANGELOG.md"]));
    expect(
      paths.filter(
        (path) => !/^dist\/|^(README|CHANGELOG)\.md$|^LICENSE$|^package\.json$/.test(path),
      ),
    ).toEqual([]);
  });

  it("builds before it packs, and publishes to all, with provenance", () => {
    expect(manifest.scripts["prepack"]).toBe("npm run build");
    expect(manifest.scripts["build"]).toBe("node build.mjs");
    expect(manifest.publishConfig).toEqual({ access: "public", provenance: true });
  });

  it("names the repository that the config names, which provenance is checked against", async () => {
    expect(manifest.repository).toBeUndefined();
    const repository = "https://github.com/example/clients";
    const { files } = await generateText(WEATHER, { repository });
    const made = JSON.parse(files?.get("package.json") ?? "") as Manifest;
    expect(made.repository).toEqual({ type: "git", url: repository });
  });
});
