// What takes other programs than Node: Git's line ends, and pipes, which Node cannot make.
import { execFileSync } from "node:child_process";
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generateOutput } from "../../../generator/cli/generator.js";
import { ignoredIn, runGit } from "../../../generator/cli/migrate/git.js";
import { readTree, temporaryFolder, writeTree } from "../output/tree.js";
import { project, tinsmith, type Setup } from "./harness.js";
import { WEATHER } from "./models.js";

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
    cwd,
    encoding: "utf8",
    // Neither the user's settings nor the machine's.
    env: { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: "1", HOME: temporaryFolder() },
  });

/** A clone of a project's files, as Git for Windows makes it by default. */
function cloned(cwd: string): string {
  writeFileSync(join(cwd, ".gitignore"), "node_modules\n");
  git(cwd, "init", "--quiet");
  git(cwd, "add", ".");
  git(cwd, "commit", "--quiet", "--message", "All");
  const clone = join(temporaryFolder(), "clone");
  git(cwd, "clone", "--quiet", "--config", "core.autocrlf=true", cwd, clone);
  return clone;
}

describe("row 49: a clone with core.autocrlf=true", () => {
  it("is as it was generated, where the package says nothing of line ends", async () => {
    const cwd = project({
      "model.json": JSON.stringify({ "src/a.ts": "a\nb\n", "src/b.ts": "b\n" }),
    });
    await tinsmith(cwd, "generate");
    const clone = cloned(cwd);
    expect(readTree(clone)["generated/kms/src/a.ts"]).toBe("a\r\nb\r\n");
    expect((await tinsmith(clone, "generate --check")).code).toBe(0);
    expect((await tinsmith(clone, "generate")).out).toBe("generated/kms: 4 files: 4 unchanged\n");
    expect(git(clone, "status", "--porcelain")).toBe("");
    writeTree(clone, { "model.json": JSON.stringify({ "src/a.ts": "new\n" }) });
    expect((await tinsmith(clone, "generate")).code).toBe(0);
    expect((await tinsmith(clone, "generate --check")).code).toBe(0);
  });

  it("is, byte by byte, where a real package brings its .gitattributes", async () => {
    const cwd = project({ "model.json": WEATHER });
    const setup: Setup = { generateOutput };
    expect((await tinsmith(cwd, "generate", setup)).code).toBe(0);
    const clone = cloned(cwd);
    expect(readTree(join(clone, "generated"))).toEqual(readTree(join(cwd, "generated")));
    expect((await tinsmith(clone, "generate --check", setup)).code).toBe(0);
  });
});

describe("a list of ignored files that is longer than 1 MB", () => {
  it("is read to its end", () => {
    const cwd = temporaryFolder();
    git(cwd, "init", "--quiet");
    const names = Array.from({ length: 5000 }, (_, n) => `${String(n).padStart(240, "x")}.js`);
    writeTree(cwd, {
      ".gitignore": "*.js\n",
      ...Object.fromEntries(names.map((name) => [name, ""])),
    });
    expect(ignoredIn(cwd, runGit).size).toBe(5000);
  });
});

describe("row 73: a pipe", () => {
  it.each([
    "generate --model pipe --out x --name x",
    "generate --config pipe",
    "inspect pipe",
    "diff pipe model.json",
  ])("is refused, and not waited for: %s", async (args) => {
    const cwd = project();
    execFileSync("mkfifo", [join(cwd, "pipe")]);
    expect(await tinsmith(cwd, args)).toEqual({
      code: 2,
      out: "",
      err: "error: pipe: this is a device or a pipe; a file is expected.\n",
    });
  });

  it.each(["tinsmith.lock.json", "package.json", "CHANGELOG.md", "src/a.ts"])(
    "is in the way of %s",
    async (path) => {
      const cwd = project({ "model.json": '{"CHANGELOG.md": "# Changelog\\n", "src/a.ts": "a"}' });
      await tinsmith(cwd, "generate");
      const file = join(cwd, "generated/kms", path);
      renameSync(file, join(cwd, "moved"));
      execFileSync("mkfifo", [file]);
      for (const mode of ["", " --check", " --dry-run", " --force"]) {
        expect(await tinsmith(cwd, `generate --quiet${mode}`)).toEqual({
          code: 2,
          out: "",
          err: `error: ${file} is not a plain file: Tinsmith has one to keep there. Move it away.\n`,
        });
      }
    },
  );
});
