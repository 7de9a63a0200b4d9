import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generateText } from "../../support/generate.js";
import { readTree, writeTree } from "../output/tree.js";
import { project, tinsmith, type Setup } from "./harness.js";
import { WEATHER } from "./models.js";

/** The generator itself, but for the formatter. */
const real: Setup = {
  generate: (settings, models) =>
    generateText(models[0]?.text ?? "", {
      packageName: settings.name,
      ...(settings.kind === "package" && {
        version: settings.version,
        repository: settings.repository,
      }),
      format: (_, text) => Promise.resolve(text),
    }),
};

const less = WEATHER.replace('"parts":{"target":"ns#Parts"}', "");
const more = WEATHER.replace('"parts":', '"name":{"target":"smithy.api#String"},"parts":');
const config = (entry: object) => ({
  "tinsmith.config.json": JSON.stringify({
    packages: [{ model: "model.json", name: "kms", out: "generated/kms", ...entry }],
  }),
});

/** A project whose package was generated, as 1.0.0. */
async function generated(): Promise<string> {
  const cwd = project({ "model.json": WEATHER, ...config({ version: "1.0.0" }) });
  expect(await tinsmith(cwd, "generate", real)).toMatchObject({ code: 0 });
  writeTree(cwd, config({}));
  return cwd;
}

/** Ends the lines of a package as Git does where it is set up so. */
function checkOut(cwd: string): void {
  const folder = join(cwd, "generated/kms");
  for (const [path, text] of Object.entries(readTree(folder))) {
    writeFileSync(join(folder, path), text.replaceAll("\n", "\r\n"));
  }
}

const read = (cwd: string, file: string) => readFileSync(join(cwd, "generated/kms", file), "utf8");
const version = (cwd: string) =>
  (JSON.parse(read(cwd, "package.json")) as { version: string }).version;

describe("row 49: generate and the version, where lines end in CRLF", () => {
  it("has it as it was where nothing is different", async () => {
    const cwd = await generated();
    checkOut(cwd);
    const before = readTree(cwd);
    expect((await tinsmith(cwd, "generate", real)).out).toMatch(/: \d+ files: \d+ unchanged\n$/);
    expect((await tinsmith(cwd, "generate --check", real)).code).toBe(0);
    expect(readTree(cwd)).toEqual(before);
  });

  it("raises it, and keeps what was written into the changelog, in lines that end in LF", async () => {
    const cwd = await generated();
    writeFileSync(
      join(cwd, "generated/kms/CHANGELOG.md"),
      read(cwd, "CHANGELOG.md").replace("## 1.0.0\n", "## 1.0.0\n\nMine.\n"),
    );
    checkOut(cwd);
    writeTree(cwd, { "model.json": more });
    expect((await tinsmith(cwd, "generate", real)).out).toMatch(/\(minor, 1\.0\.0 → 1\.1\.0\)\n$/);
    expect(read(cwd, "CHANGELOG.md")).toMatch(
      /^# Changelog\n\n## 1\.1\.0\n[^]*\n## 1\.0\.0\n\nMine\.\n/,
    );
    expect(read(cwd, "CHANGELOG.md")).not.toContain("\r");
  });

  it("takes a version that was raised by hand", async () => {
    const cwd = await generated();
    const manifest = read(cwd, "package.json").replace('"version": "1.0.0"', '"version": "3.0.0"');
    writeFileSync(join(cwd, "generated/kms/package.json"), manifest);
    checkOut(cwd);
    expect((await tinsmith(cwd, "generate", real)).code).toBe(0);
    expect(version(cwd)).toBe("3.0.0");
  });
});

describe("generate and the version", () => {
  it("raises it by what is different, says so, and writes the changelog, once", async () => {
    const cwd = await generated();
    writeTree(cwd, { "model.json": more });
    const dry = await tinsmith(cwd, "generate --dry-run", real);
    expect(dry.out).toMatch(/unchanged \(minor, 1\.0\.0 → 1\.1\.0\) \(dry run/);
    const check = await tinsmith(cwd, "generate --check", real);
    expect(check.code).toBe(1);
    expect(check.err).toContain("is not what would be generated (minor, 1.0.0 → 1.1.0):");
    const written = await tinsmith(cwd, "generate", real);
    expect(written.out).toMatch(/\(minor, 1\.0\.0 → 1\.1\.0\)\n$/);
    expect(version(cwd)).toBe("1.1.0");
    expect(read(cwd, "CHANGELOG.md")).toMatch(
      /^# Changelog\n\n## 1\.1\.0\n\n### Added\n\n- `City\.name` .*\n\n## 1\.0\.0\n/,
    );
    const before = readTree(cwd);
    expect((await tinsmith(cwd, "generate", real)).out).not.toContain("→");
    expect((await tinsmith(cwd, "generate --check", real)).code).toBe(0);
    expect(readTree(cwd)).toEqual(before);
  });

  it("exits 3 and writes nothing where the change is larger than --max-bump", async () => {
    const cwd = await generated();
    writeTree(cwd, { "model.json": less });
    const before = readTree(cwd);
    for (const mode of ["", " --check", " --dry-run"]) {
      const refused = await tinsmith(cwd, `generate --max-bump minor${mode}`, real);
      expect(refused.code).toBe(3);
      expect(refused.err).toContain(
        "error: generated/kms: the changes are major, more than --max-bump minor allows:\n" +
          "  `City.parts` was removed.",
      );
    }
    const { err } = await tinsmith(cwd, "generate --max-bump minor", real);
    expect(err).toContain("Nothing was written. To take the changes, run: npx tinsmith generate\n");
    expect(readTree(cwd)).toEqual(before);
    writeTree(cwd, { "model.json": more });
    expect((await tinsmith(cwd, "generate --max-bump patch", real)).code).toBe(3);
    expect((await tinsmith(cwd, "generate --max-bump minor", real)).code).toBe(0);
    expect(version(cwd)).toBe("1.1.0");
  });

  it("respects a version in the config where it is high enough, and refuses it where not", async () => {
    const cwd = await generated();
    writeTree(cwd, { "model.json": less, ...config({ version: "1.9.0" }) });
    const before = readTree(cwd);
    const refused = await tinsmith(cwd, "generate", real);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(
      "error: tinsmith.config.json at /packages/0/version: the version 1.9.0 is too low: " +
        "since 1.0.0 there are major changes, which need 2.0.0 or higher.",
    );
    expect(readTree(cwd)).toEqual(before);
    writeTree(cwd, config({ version: "3.0.0" }));
    expect((await tinsmith(cwd, "generate", real)).code).toBe(0);
    expect(version(cwd)).toBe("3.0.0");
  });

  it("respects a version in the generated package.json, and refuses it where it is too low", async () => {
    const cwd = await generated();
    const file = join(cwd, "generated/kms/package.json");
    const set = (text: string) => {
      const manifest = JSON.parse(read(cwd, "package.json")) as object;
      writeFileSync(file, `${JSON.stringify({ ...manifest, version: text }, null, 2)}\n`);
    };
    set("1.5.0");
    writeTree(cwd, { "model.json": less });
    const refused = await tinsmith(cwd, "generate", real);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("generated/kms/package.json: the version 1.5.0 is too low");
    set("2.5.0");
    expect((await tinsmith(cwd, "generate", real)).code).toBe(0);
    expect(version(cwd)).toBe("2.5.0");
    expect(read(cwd, "CHANGELOG.md")).toMatch(/^# Changelog\n\n## 2\.5\.0\n\n### Breaking\n/);
    expect((await tinsmith(cwd, "generate --check", real)).code).toBe(0);
  });

  it("keeps what was written into the changelog by hand", async () => {
    const cwd = await generated();
    const file = join(cwd, "generated/kms/CHANGELOG.md");
    writeFileSync(file, `${read(cwd, "CHANGELOG.md")}\nThanks to all!\n`);
    writeTree(cwd, { "model.json": more });
    expect((await tinsmith(cwd, "generate", real)).code).toBe(0);
    expect(read(cwd, "CHANGELOG.md")).toMatch(
      /## 1\.1\.0\n[^]*## 1\.0\.0\n[^]*\nThanks to all!\n$/,
    );
  });

  it("refuses a lock file that it cannot compare with, unless forced", async () => {
    const cwd = await generated();
    const file = join(cwd, "generated/kms/tinsmith.lock.json");
    writeFileSync(file, read(cwd, "tinsmith.lock.json").replace('"format": 1', '"format": 9'));
    const refused = await tinsmith(cwd, "generate", real);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/tinsmith\.lock\.json: .* another version of Tinsmith.*--force/s);
    expect((await tinsmith(cwd, "generate --force", real)).code).toBe(0);
    rmSync(file);
    expect((await tinsmith(cwd, "generate", real)).code).toBe(0);
  });
});
