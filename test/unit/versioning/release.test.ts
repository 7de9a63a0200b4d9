import { describe as suite, expect, it } from "vitest";
import { release, VersionTooLow, type Previous } from "../../../generator/release.js";
import { sha256 } from "../../../generator/output/hash.js";
import { nextVersion } from "../../../generator/versioning/version.js";
import { withEntry } from "../../../generator/versioning/changelog.js";
import { generateText } from "../../support/generate.js";
import { copy, type Ast } from "../../support/mutations.js";
import { ZOO } from "./models.js";

type Files = ReadonlyMap<string, string>;

const packages = new Map<string, Promise<Files>>();

/** A package generated from a model, changed or not. */
async function generated(change: (ast: Ast) => void = () => {}): Promise<Files> {
  const ast = copy(ZOO);
  change(ast);
  const text = JSON.stringify(ast);
  const format = (_: string, printed: string) => Promise.resolve(printed);
  const known =
    packages.get(text) ??
    generateText(text, { format }).then(({ files, diagnostics }) => {
      if (!files) throw new Error(JSON.stringify(diagnostics));
      return files;
    });
  packages.set(text, known);
  return known;
}

function previousOf(files: Files, more: Partial<Previous> = {}): Previous {
  return {
    lock: files.get("tinsmith.lock.json") ?? "",
    packageJson: files.get("package.json"),
    changelog: files.get("CHANGELOG.md"),
    ...more,
  };
}

function versionsIn(files: Files): readonly unknown[] {
  const json = (path: string) => JSON.parse(files.get(path) ?? "") as Record<string, unknown>;
  const { package: identity } = json("tinsmith.lock.json") as { package: { version: string } };
  return [json("package.json")["version"], identity.version];
}

const removeNote = (ast: Ast) => void delete ast.shapes["ns#FeedInput"]?.members?.["note"];
const addMember = (ast: Ast) =>
  void Object.assign(ast.shapes["ns#FeedInput"]?.members ?? {}, {
    more: { target: "smithy.api#String" },
  });
const document = (ast: Ast) =>
  void Object.assign(ast.shapes["ns#FeedInput"] ?? {}, {
    traits: { "smithy.api#documentation": "What to feed." },
  });

suite("the version of a generated package", () => {
  it("is 0.1.0 at first, or the one that is asked for", async () => {
    const files = await generated();
    const first = release(files, undefined, undefined);
    expect(first.release).toEqual({ version: "0.1.0", bump: "none", changes: [] });
    expect(versionsIn(first.files)).toEqual(["0.1.0", "0.1.0"]);
    const other = release(files, undefined, "3.0.0");
    expect(versionsIn(other.files)).toEqual(["3.0.0", "3.0.0"]);
    expect(other.files.get("CHANGELOG.md")).toMatch(/^# Changelog\n\n## 3\.0\.0\n/);
  });

  it.each([
    ["major", removeNote, "2.0.0", "0.2.0"],
    ["minor", addMember, "1.1.0", "0.1.1"],
    ["patch", document, "1.0.1", "0.1.1"],
    ["none", () => {}, "1.0.0", "0.1.0"],
  ] as const)("grows by what is different: %s", async (bump, change, after, early) => {
    for (const [from, to] of [
      ["1.0.0", after],
      ["0.1.0", early],
    ] as const) {
      const old = release(await generated(), undefined, from).files;
      const next = release(await generated(change), previousOf(old), undefined);
      expect(next.release).toMatchObject({ from, version: to, bump });
      expect(versionsIn(next.files)).toEqual([to, to]);
    }
  });

  it("is the same in every place, and so are the hashes in the lock file", async () => {
    const old = release(await generated(), undefined, "1.0.0").files;
    const { files } = release(await generated(addMember), previousOf(old), undefined);
    const lock = JSON.parse(files.get("tinsmith.lock.json") ?? "") as {
      files: Record<string, string>;
    };
    expect(Object.keys(lock.files).sort()).toEqual(
      [...files.keys()].filter((path) => path !== "tinsmith.lock.json").sort(),
    );
    for (const [path, hash] of Object.entries(lock.files)) {
      expect(sha256(files.get(path) ?? ""), path).toBe(hash);
    }
  });

  it("does not grow twice for the same", async () => {
    const old = release(await generated(), undefined, "1.0.0").files;
    const once = release(await generated(removeNote), previousOf(old), undefined).files;
    const twice = release(await generated(removeNote), previousOf(once), undefined);
    expect(twice.release).toMatchObject({ version: "2.0.0", bump: "none", changes: [] });
    expect([...twice.files]).toEqual([...once]);
  });

  it("is a patch where the code is different, and nothing that callers see", async () => {
    const old = release(await generated(), undefined, "1.0.0").files;
    const files = new Map(await generated());
    const lock = JSON.parse(files.get("tinsmith.lock.json") ?? "") as {
      files: Record<string, string>;
    };
    files.set("src/runtime/call/client.ts", "// Faster.\n");
    lock.files["src/runtime/call/client.ts"] = sha256("// Faster.\n");
    files.set("tinsmith.lock.json", JSON.stringify(lock));
    const next = release(files, previousOf(old), undefined);
    expect(next.release).toMatchObject({ version: "1.0.1", bump: "patch" });
    expect(next.release.changes.map(({ rule }) => rule)).toEqual(["code-changed"]);
  });

  it("does not change with the generator's own version", async () => {
    const old = release(await generated(), undefined, "1.0.0").files;
    const lock = (old.get("tinsmith.lock.json") ?? "").replace("tinsmith 0", "tinsmith 9");
    const next = release(await generated(), previousOf(old, { lock }), undefined);
    expect(next.release.bump).toBe("none");
  });

  it("is kept, from a lock file that says nothing of what callers see", async () => {
    const old = release(await generated(), undefined, "1.4.0").files;
    const { surface, ...rest } = JSON.parse(old.get("tinsmith.lock.json") ?? "") as {
      surface: unknown;
    };
    expect(surface).toBeDefined();
    const previous = previousOf(old, { lock: JSON.stringify(rest) });
    expect(release(await generated(removeNote), previous, undefined).release.version).toBe("1.4.0");
  });
});

suite("a version set by hand", () => {
  it("is respected where it is high enough", async () => {
    const old = release(await generated(), undefined, "0.3.0").files;
    const next = release(await generated(removeNote), previousOf(old), "1.0.0");
    expect(next.release).toMatchObject({ from: "0.3.0", version: "1.0.0", bump: "major" });
    const same = release(await generated(), previousOf(old), "1.0.0");
    expect(versionsIn(same.files)).toEqual(["1.0.0", "1.0.0"]);
    expect(same.files.get("CHANGELOG.md")).toContain(
      "## 1.0.0\n\nNothing is different for callers.\n\n## 0.3.0",
    );
  });

  it("is refused where it is too low", async () => {
    const old = release(await generated(), undefined, "1.2.0").files;
    const next = async (version: string) =>
      release(await generated(removeNote), previousOf(old), version);
    await expect(next("1.3.0")).rejects.toThrow(VersionTooLow);
    await expect(next("1.2.0")).rejects.toThrow(/since 1\.2\.0 .* need 2\.0\.0 or higher/);
    await expect(next("2.0.0")).resolves.toBeDefined();
  });

  it("may be set in package.json, as npm version does", async () => {
    const old = release(await generated(), undefined, "1.2.0").files;
    const manifest = JSON.parse(old.get("package.json") ?? "") as Record<string, unknown>;
    const packageJson = `${JSON.stringify({ ...manifest, version: "1.5.0" }, null, 2)}\n`;
    const next = release(await generated(addMember), previousOf(old, { packageJson }), undefined);
    expect(next.release.version).toBe("1.5.0");
    expect([...next.editable]).toEqual(["CHANGELOG.md", "package.json"]);
    await expect(
      (async () =>
        release(await generated(removeNote), previousOf(old, { packageJson }), undefined))(),
    ).rejects.toThrow(/1\.5\.0 is too low/);
  });

  it("does not make other edits of package.json right", async () => {
    const old = release(await generated(), undefined, "1.2.0").files;
    const manifest = JSON.parse(old.get("package.json") ?? "") as Record<string, unknown>;
    const packageJson = JSON.stringify({ ...manifest, version: "1.5.0", license: "MIT" });
    const next = release(await generated(addMember), previousOf(old, { packageJson }), undefined);
    expect(next.release.version).toBe("1.3.0");
    expect([...next.editable]).toEqual(["CHANGELOG.md"]);
  });
});

suite("the changelog", () => {
  it("says what is new, what breaks and what else is different, above what it said before", async () => {
    const old = release(await generated(), undefined, "1.0.0").files;
    const next = release(
      await generated((ast) => [removeNote, addMember, document].forEach((change) => change(ast))),
      previousOf(old),
      undefined,
    );
    expect(next.files.get("CHANGELOG.md")).toBe(
      "# Changelog\n\n## 2.0.0\n\n### Breaking\n\n" +
        "- `FeedInput.note` was removed. Code that passes it no longer compiles; do without it. Touches `feed`.\n\n" +
        "### Added\n\n- `FeedInput.more` (`string`) is new and optional. Touches `feed`.\n\n" +
        (old.get("CHANGELOG.md") ?? "").replace("# Changelog\n\n", ""),
    );
  });

  it("keeps every byte of older entries, edits among them", () => {
    const entry = "## 2.0.0\n\n- New.";
    expect(withEntry("# Changelog\n\n## 1.0.0\n\n*  Mine\n", entry)).toBe(
      "# Changelog\n\n## 2.0.0\n\n- New.\n\n## 1.0.0\n\n*  Mine\n",
    );
    expect(withEntry("Notes of mine\n", entry)).toBe(
      "# Changelog\n\n## 2.0.0\n\n- New.\n\nNotes of mine\n",
    );
    expect(withEntry("", entry)).toBe("# Changelog\n\n## 2.0.0\n\n- New.\n");
  });
});

suite("the next version", () => {
  it.each([
    ["1.2.3", "major", "2.0.0"],
    ["1.2.3", "minor", "1.3.0"],
    ["1.2.3", "patch", "1.2.4"],
    ["1.2.3", "none", "1.2.3"],
    ["0.2.3", "major", "0.3.0"],
    ["0.2.3", "minor", "0.2.4"],
    ["0.2.3", "patch", "0.2.4"],
    ["2.0.0-beta.1", "major", "2.0.0"],
  ] as const)("of %s after %s changes is %s", (from, bump, to) => {
    expect(nextVersion(from, bump)).toBe(to);
  });
});
