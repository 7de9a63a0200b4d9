import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { textHash } from "../../../generator/output/hash.js";
import { machine } from "../../../generator/output/machine.js";
import { readTree, temporaryFolder, writeTree } from "../output/tree.js";
import { manifestOf, packageOf, project, tinsmith, type Setup } from "./harness.js";

type Texts = Readonly<Record<string, string>>;

/** With a cache, so that a config is looked at once. */
const QUICK: Setup = { build: "1" };

/** What a package of these files is on disk. */
const packageTree = (files: Texts): Texts =>
  Object.fromEntries(packageOf({ "package.json": manifestOf("kms"), ...files }).files ?? []);

describe("row 46: a package of which other files are generated", () => {
  const named = (...names: readonly string[]): Texts =>
    Object.fromEntries(names.map((name) => [name, `// ${name}\n`]));

  it.each<[string, Texts, Texts]>([
    ["a folder's only file, by a later name", named("ops/decrypt.ts"), named("ops/encrypt.ts")],
    ["a folder's only file, by an earlier name", named("ops/encrypt.ts"), named("ops/decrypt.ts")],
    ["all files of nested folders", named("a/b/c.ts", "a/d.ts"), named("a/b/z.ts", "a/z/z.ts")],
    ["names that differ by case", named("ops/DescribeDB.ts"), named("ops/DescribeDb.ts")],
    ["folders that differ by case", named("Ops/a.ts", "x.ts"), named("ops/a.ts", "X.ts")],
    ["a file by a folder", named("src/a", "b"), named("src/a/b/c.ts", "b/c.ts")],
    ["a folder by a file", named("src/a/b/c.ts", "src/a/d.ts"), named("src/a")],
    ["everything by nothing", named("src/a/b/c.ts"), named()],
  ])("%s", async (_, older, newer) => {
    const cwd = project({ "model.json": JSON.stringify(older), "generated/kms/.mine": "mine" });
    const folder = join(cwd, "generated/kms");
    // There, and back.
    for (const files of [older, newer, older]) {
      writeTree(cwd, { "model.json": JSON.stringify(files) });
      const dry = await tinsmith(cwd, "generate --dry-run", QUICK);
      const written = await tinsmith(cwd, "generate", QUICK);
      expect(written).toMatchObject({ code: 0, err: "kms: generating\n" });
      // What a dry run says is what is done.
      expect(dry.code).toBe(0);
      expect(dry.out).toContain(written.out.trimEnd());
      expect(readTree(folder)).toEqual({ ...packageTree(files), ".mine": "mine" });
      expect((await tinsmith(cwd, "generate --check", QUICK)).code).toBe(0);
    }
  });

  it.each(["generate", "generate --dry-run", "generate --force", "generate --check"])(
    "does not lose what others keep where a file has to be: %s",
    async (command) => {
      const cwd = project({ "model.json": JSON.stringify(named("src/a/b.ts")) });
      await tinsmith(cwd, "generate");
      writeTree(cwd, {
        "model.json": JSON.stringify(named("src/a")),
        "generated/kms/src/a/mine.ts": "mine",
      });
      const before = readTree(cwd);
      const { code, err } = await tinsmith(cwd, `${command} --quiet`);
      expect({ code, err }).toEqual({
        code: 2,
        err:
          `error: ${join(cwd, "generated/kms/src/a")} is a folder that Tinsmith did not make, or ` +
          "that others keep files in: it has a file to keep there. Move it away.\n",
      });
      expect(readTree(cwd)).toEqual(before);
    },
  );
});

describe("a package that a run was killed over", () => {
  /** As it is left when a folder has just been emptied for a file of its name. */
  const half = async (): Promise<string> => {
    const cwd = project({ "model.json": JSON.stringify({ "src/a/b.ts": "b" }) });
    await tinsmith(cwd, "generate");
    const folder = join(cwd, "generated/kms");
    writeTree(folder, {
      ".tinsmith-staging/new-1": "new lock",
      ".tinsmith-staging/old-0": "b",
      ".tinsmith-staging/journal.json": JSON.stringify({
        entries: [
          { from: "src/a/b.ts", was: textHash("b") },
          { from: "tinsmith.lock.json", to: "tinsmith.lock.json", hash: textHash("new lock") },
        ],
        folders: [],
      }),
    });
    rmSync(join(folder, "src"), { recursive: true });
    return cwd;
  };

  it("is told of by those that only look, and is what the next run begins with", async () => {
    const cwd = await half();
    const before = readTree(cwd);
    writeTree(cwd, { "model.json": JSON.stringify({ src: "c" }) });
    expect(await tinsmith(cwd, "generate --quiet --check")).toMatchObject({
      code: 1,
      err:
        "error: generated/kms is not what would be generated:\n" +
        "  a run was killed while it wrote here\n" +
        "error: To bring them up to date, run: npx tinsmith generate --quiet\n",
    });
    expect((await tinsmith(cwd, "generate --dry-run")).out).toBe(
      "generated/kms: would first put back what a run that was killed left half-written.\n",
    );
    expect({ ...readTree(cwd), "model.json": "" }).toEqual({ ...before, "model.json": "" });
    expect(await tinsmith(cwd, "generate")).toMatchObject({
      code: 0,
      out: "generated/kms: 3 files: 1 created, 1 updated, 1 removed, 1 unchanged\n",
    });
    expect(readTree(join(cwd, "generated/kms"))).toEqual(packageTree({ src: "c" }));
  });

  it("is not promised to be put back where it cannot be", async () => {
    const cwd = await half();
    writeTree(cwd, { "generated/kms/.tinsmith-staging/journal.json": "{" });
    const before = readTree(cwd);
    for (const mode of ["", " --check", " --dry-run"]) {
      const { code, err } = await tinsmith(cwd, `generate --quiet${mode}`);
      expect(code).toBe(2);
      expect(err).toContain("journal.json is not a journal that Tinsmith wrote. Look at what is");
    }
    expect(readTree(cwd)).toEqual(before);
  });
});

describe("row 49: files that Git has checked out with line ends of its own", () => {
  const TEXTS = {
    "src/a.ts": "a\nb\n",
    "src/b.ts": "b\n\n",
    "CHANGELOG.md": "# Changelog\n\n## 0.1.0\n",
  };
  const checkedOut = async (): Promise<string> => {
    const cwd = project({ "model.json": JSON.stringify(TEXTS) });
    await tinsmith(cwd, "generate");
    const folder = join(cwd, "generated/kms");
    for (const [path, text] of Object.entries(readTree(folder))) {
      writeTree(folder, { [path]: text.replaceAll("\n", "\r\n") });
    }
    return cwd;
  };

  it("are as they were generated", async () => {
    const cwd = await checkedOut();
    const before = readTree(cwd);
    expect(await tinsmith(cwd, "generate --check")).toMatchObject({
      code: 0,
      out: "generated/kms: up to date, 5 files.\n",
    });
    expect(await tinsmith(cwd, "generate")).toMatchObject({
      code: 0,
      out: "generated/kms: 5 files: 5 unchanged\n",
    });
    expect(readTree(cwd)).toEqual(before);
  });

  it("are updated and removed as any others, and an edit is still told apart", async () => {
    const cwd = await checkedOut();
    writeTree(cwd, { "model.json": JSON.stringify({ "src/a.ts": "new\n" }) });
    expect(await tinsmith(cwd, "generate")).toMatchObject({ code: 0 });
    expect(readTree(join(cwd, "generated/kms"))).toMatchObject({ "src/a.ts": "new\n" });
    expect(readTree(join(cwd, "generated/kms"))).not.toHaveProperty("src/b.ts");
    writeTree(cwd, { "generated/kms/src/a.ts": "mine\r\n" });
    expect((await tinsmith(cwd, "generate --quiet")).err).toContain("\n  src/a.ts\n");
  });
});

describe("row 72: packages with one output folder", () => {
  const two = (first: string, second: string): string =>
    project({
      "tinsmith.config.json": JSON.stringify({
        packages: [
          { model: "model.json", name: "one", out: first },
          { model: "model.json", name: "two", out: second },
        ],
      }),
      "real/.keep": "",
    });

  it.each<[string, string, string]>([
    ["by a link", "real", "link"],
    ["by a link to a folder around it", "real/a/b", "link/a/b"],
    ["by a link and a folder within", "link", "real/a"],
    ["by case", "out/kms", "out/KMS"],
    ["by case and a folder within", "out/kms/a", "OUT/kms"],
    ["by a link and case", "link/a", "real/A"],
    ["by way of another", "real/../out", "out"],
  ])("are refused: %s", async (_, first, second) => {
    const cwd = two(first, second);
    symlinkSync("real", join(cwd, "link"));
    const before = readTree(cwd);
    expect(await tinsmith(cwd, "generate")).toEqual({
      code: 2,
      out: "",
      err:
        `error: tinsmith.config.json at /packages/1/out: "${second}" overlaps with the output ` +
        `folder at /packages/0/out, "${first}".\n`,
    });
    expect(readTree(cwd)).toEqual(before);
  });

  it("are refused where one becomes the other while they are generated", async () => {
    const cwd = two("real", "other");
    let calls = 0;
    const generate = () => {
      if (++calls === 2) symlinkSync("real", join(cwd, "other"));
      return packageOf({ "src/a.ts": "a" });
    };
    const { code, err } = await tinsmith(cwd, "generate --jobs 1 --quiet", { generate });
    expect(code).toBe(2);
    expect(err).toMatch(/^error: .*other is the output folder of another package, too: each needs/);
    expect(readTree(join(cwd, "real"))).toEqual({ ".keep": "" });
  });

  it("wait for another process that writes there, whatever is asked for", async () => {
    const cwd = project();
    await tinsmith(cwd, "generate");
    const staging = join(cwd, "generated/kms/.tinsmith-staging");
    writeTree(staging, { [`owner-${process.ppid}-x`]: "", "new-0": "theirs" });
    const before = readTree(cwd);
    for (const mode of ["", " --check", " --dry-run"]) {
      const { code, err } = await tinsmith(cwd, `generate --quiet${mode}`);
      expect({ code, err }).toEqual({
        code: 2,
        err:
          `error: Process ${process.ppid} is writing into ${join(cwd, "generated/kms")}. ` +
          "Wait for it; if it is no Tinsmith, run again with --force.\n",
      });
    }
    expect(readTree(cwd)).toEqual(before);
    expect((await tinsmith(cwd, "generate --force")).code).toBe(0);
    expect(machine.processes.isRunning(`${process.ppid}-x`)).toBe(true);
  });
});

describe("row 73: what is no plain file", () => {
  const SECRET = "root:x:0:0:secret";

  it.each<[string, string, string]>([
    [
      "generate --model /dev/zero --out x --name x",
      "/dev/zero",
      "this is a device or a pipe; a file is expected.",
    ],
    ["generate --config /dev/zero", "/dev/zero", "this is a device or a pipe; a file is expected."],
    [
      "generate --model device --out x --name x",
      "device",
      "this is a device or a pipe; a file is expected.",
    ],
    ["generate --config device", "device", "this is a device or a pipe; a file is expected."],
    ["inspect device", "device", "this is a device or a pipe; a file is expected."],
    ["diff device model.json", "device", "this is a device or a pipe; a file is expected."],
    ["inspect huge", "huge", "this is larger than 256 MB."],
    [
      "inspect circle",
      "circle",
      "cannot be read: ELOOP: too many symbolic links encountered, stat '{cwd}/circle'.",
    ],
  ])("%s", async (args, file, why) => {
    const cwd = project();
    symlinkSync("/dev/zero", join(cwd, "device"));
    writeFileSync(join(cwd, "huge"), "");
    truncateSync(join(cwd, "huge"), 3 * 2 ** 30);
    symlinkSync("circle", join(cwd, "circle"));
    expect(await tinsmith(cwd, args)).toEqual({
      code: 2,
      out: "",
      err: `error: ${file}: ${why.replace("{cwd}", cwd)}\n`,
    });
  });

  it.each(["out", "model", "source"])("a path with a NUL: %s", async (key) => {
    const cwd = project({
      "tinsmith.config.json": JSON.stringify({
        packages: [{ model: "model.json", name: "kms", out: "out", [key]: "a\0b" }],
      }),
    });
    const { code, err } = await tinsmith(cwd, "generate");
    expect(code).toBe(2);
    expect(err.split("\n")).toHaveLength(2);
    expect(err).toContain(
      `error: tinsmith.config.json at /packages/0/${key}: "a\\u0000b" is not what is expected. `,
    );
    expect(err).toContain("has no NUL in it.\n");
  });

  it.each<[string, (lock: string) => void, string]>([
    [
      "a link that leads out of the package",
      (lock) => {
        const elsewhere = temporaryFolder();
        writeTree(elsewhere, { secret: SECRET });
        symlinkSync(join(elsewhere, "secret"), lock);
      },
      "{lock} is not a plain file: Tinsmith has one to keep there. Move it away.",
    ],
    [
      "a folder",
      (lock) => mkdirSync(lock),
      "{lock} is not a plain file: Tinsmith has one to keep there. Move it away.",
    ],
    [
      "huge",
      (lock) => {
        writeFileSync(lock, "");
        truncateSync(lock, 3 * 2 ** 30);
      },
      "{lock} is larger than 256 MB: Tinsmith did not write it. Move it away.",
    ],
    [
      "no JSON",
      (lock) => writeFileSync(lock, SECRET),
      "{lock} is not a lock file that Tinsmith wrote: it is not JSON. " +
        "Restore it, or run again with --force to do without it.",
    ],
  ])("a lock file that is %s", async (_, put, message) => {
    const cwd = project();
    await tinsmith(cwd, "generate", QUICK);
    const lock = join(cwd, "generated/kms/tinsmith.lock.json");
    renameSync(lock, join(cwd, "old.json"));
    put(lock);
    for (const mode of ["", " --check", " --dry-run"]) {
      expect(await tinsmith(cwd, `generate --quiet${mode}`)).toEqual({
        code: 2,
        out: "",
        err: `error: ${message.replace("{lock}", lock)}\n`,
      });
    }
  });

  it("a package to compare, whose lock file is a link", async () => {
    const cwd = project({ secret: SECRET });
    mkdirSync(join(cwd, "package"));
    symlinkSync("../secret", join(cwd, "package/tinsmith.lock.json"));
    expect(await tinsmith(cwd, "diff package model.json")).toEqual({
      code: 2,
      out: "",
      err:
        `error: ${join(cwd, "package/tinsmith.lock.json")} is not a plain file: ` +
        "Tinsmith has one to keep there. Move it away.\n",
    });
  });

  it.each(["package.json", "CHANGELOG.md", "src/a.ts"])("a link for %s", async (path) => {
    const cwd = project({
      "model.json": '{"CHANGELOG.md": "# Changelog\\n", "src/a.ts": "a"}',
      secret: SECRET,
    });
    await tinsmith(cwd, "generate", QUICK);
    const file = join(cwd, "generated/kms", path);
    renameSync(file, join(cwd, "moved"));
    symlinkSync(join(cwd, "secret"), file);
    const before = readTree(join(cwd, "generated"));
    for (const mode of ["", " --check", " --dry-run", " --force"]) {
      expect(await tinsmith(cwd, `generate --quiet${mode}`, QUICK)).toEqual({
        code: 2,
        out: "",
        err: `error: ${file} is not a plain file: Tinsmith has one to keep there. Move it away.\n`,
      });
    }
    expect(readTree(join(cwd, "generated"))).toEqual(before);
    expect(readTree(cwd)).toMatchObject({ secret: SECRET });
  });

  it.each<[string, string, RegExp]>([
    ["a circle of links", "circle/x", /^error: .*cannot be read: ELOOP/],
    ["a name that is too long", "x".repeat(300), /^error: .*cannot be read: ENAMETOOLONG/],
  ])("an output folder that is %s", async (_, out, message) => {
    const cwd = project();
    symlinkSync("circle", join(cwd, "circle"));
    for (const mode of ["", " --check", " --dry-run"]) {
      const args = `generate --quiet --model model.json --name x --out ${out}${mode}`;
      const { code, err } = await tinsmith(cwd, args);
      expect(code).toBe(2);
      expect(err).toMatch(message);
      expect(err.split("\n")).toHaveLength(2);
    }
  });
});
