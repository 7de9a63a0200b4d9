import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readTree, temporaryFolder, writeTree } from "../output/tree.js";
import { manifestOf, packageOf, project, tinsmith } from "./harness.js";

const ok = (out: string) => ({ code: 0, out, err: "kms: generating\n" });

describe("tinsmith generate", () => {
  it("writes the packages of the config, and says what it did", async () => {
    const cwd = project();
    expect(await tinsmith(cwd, "generate")).toEqual(ok("generated/kms: 4 files: 4 created\n"));
    expect(readTree(join(cwd, "generated/kms"))).toMatchObject({
      "src/a.ts": "a",
      "src/b.ts": "b",
    });

    writeTree(cwd, { "model.json": '{"src/a.ts": "changed", "src/c.ts": "c"}' });
    expect(await tinsmith(cwd, "generate")).toEqual(
      ok("generated/kms: 4 files: 1 created, 2 updated, 1 removed, 1 unchanged\n"),
    );
    const files = readTree(join(cwd, "generated/kms"));
    delete files["tinsmith.lock.json"];
    expect(files).toEqual({
      "package.json": manifestOf("kms"),
      "src/a.ts": "changed",
      "src/c.ts": "c",
    });
  });

  it("writes one package that flags describe", async () => {
    const cwd = project({ "more.json": "{}" });
    rmSync(join(cwd, "tinsmith.config.json"));
    const asked: unknown[] = [];
    const outcome = await tinsmith(
      cwd,
      "generate --model model.json --model more.json --out x/y --name @a/b --service S --operations A,B*",
      {
        generate: (settings, models) => {
          asked.push(settings, models);
          return packageOf({ a: "1" });
        },
      },
    );
    expect(outcome).toMatchObject({ code: 0, out: "x/y: 2 files: 2 created\n" });
    expect(asked).toEqual([
      {
        kind: "package",
        name: "@a/b",
        out: join(cwd, "x/y"),
        services: [
          {
            name: "@a/b",
            models: [join(cwd, "model.json"), join(cwd, "more.json")],
            service: "S",
            operations: ["A", "B*"],
          },
        ],
      },
      [
        { file: "model.json", text: readFileSync(join(cwd, "model.json"), "utf8") },
        { file: "more.json", text: "{}" },
      ],
    ]);
  });

  it("reads another config, with paths relative to it", async () => {
    const cwd = project();
    const elsewhere = temporaryFolder();
    const outcome = await tinsmith(elsewhere, `generate --config ${cwd}/tinsmith.config.json`);
    expect(outcome.code).toBe(0);
    expect(existsSync(join(cwd, "generated/kms/src/a.ts"))).toBe(true);
    expect(readTree(elsewhere)).toEqual({});
  });

  it("writes nothing where any package has a mistake, and tells of all", async () => {
    const packages = ["one", "two", "three"].map((name) => ({
      model: `${name}.json`,
      name,
      out: `out/${name}`,
    }));
    const cwd = project({
      "tinsmith.config.json": JSON.stringify({ packages }),
      "one.json": "{}",
    });
    expect(await tinsmith(cwd, "generate")).toEqual({
      code: 2,
      out: "",
      err:
        "one: generating\n" +
        "error: two.json: there is no such file.\nerror: three.json: there is no such file.\n",
    });
    expect(existsSync(join(cwd, "out"))).toBe(false);
  });

  it("leaves alone what is not its own", async () => {
    const mine = { "generated/kms/node_modules/x.js": "mine", "generated/kms/notes.txt": "mine" };
    const cwd = project(mine);
    await tinsmith(cwd, "generate");
    expect(readTree(cwd)).toMatchObject(mine);
  });

  it("puts back first what a run that was killed left half-written", async () => {
    const cwd = project();
    await tinsmith(cwd, "generate");
    const before = readTree(join(cwd, "generated/kms"));
    writeTree(join(cwd, "generated/kms"), {
      "src/a.ts": "half",
      ".tinsmith-staging/old-0": "a",
      ".tinsmith-staging/journal.json": JSON.stringify({
        entries: [{ from: "src/a.ts", to: "src/a.ts", hash: hashOf("half") }],
        folders: [],
      }),
    });
    expect(await tinsmith(cwd, "generate --dry-run", { build: "1" })).toMatchObject({
      code: 0,
      out: "generated/kms: would first put back what a run that was killed left half-written.\n",
    });
    const check = await tinsmith(cwd, "generate --check");
    expect(check.code).toBe(1);
    expect(check.err).toMatch(
      /generated:\n {2}a run was killed while it wrote here\nerror: To bring them up to date, run: /,
    );
    expect(await tinsmith(cwd, "generate")).toMatchObject({
      code: 0,
      out: "generated/kms: 4 files: 4 unchanged\n",
    });
    expect(readTree(join(cwd, "generated/kms"))).toEqual(before);
  });
});

describe("hand-edited files", () => {
  const edited = async (): Promise<string> => {
    const cwd = project();
    await tinsmith(cwd, "generate");
    writeTree(cwd, { "generated/kms/src/a.ts": "mine", "model.json": '{"src/b.ts": "new"}' });
    return cwd;
  };

  it.each([
    ["generate", ""],
    [
      "generate --dry-run",
      "would remove generated/kms/src/a.ts (edited by hand)\n" +
        "would update generated/kms/src/b.ts\n" +
        "would update generated/kms/tinsmith.lock.json\n" +
        "generated/kms: 3 files: 2 updated, 1 removed, 1 unchanged (dry run, nothing was written)\n",
    ],
  ])("row 44: are kept and named by %s", async (args, out) => {
    const cwd = await edited();
    const before = readTree(cwd);
    expect(await tinsmith(cwd, args)).toEqual({
      code: 2,
      out,
      err:
        "kms: generating\n" +
        "error: generated/kms: these files are not as Tinsmith left them; someone edited them, or put them there:\n" +
        "  src/a.ts\n" +
        "Nothing was written. Undo the edits (or move the files away), or run again with --force to overwrite them.\n",
    });
    expect(readTree(cwd)).toEqual(before);
  });

  it("are overwritten and removed by --force", async () => {
    const cwd = await edited();
    expect(await tinsmith(cwd, "generate --force")).toMatchObject({
      code: 0,
      out: "generated/kms: 3 files: 2 updated, 1 removed, 1 unchanged\n",
    });
    expect(existsSync(join(cwd, "generated/kms/src/a.ts"))).toBe(false);
  });

  it("are named by --check, whose command overwrites them", async () => {
    const cwd = await edited();
    const outcome = await tinsmith(cwd, "generate --check");
    expect(outcome.code).toBe(1);
    expect(outcome.err).toContain("  no longer generated: src/a.ts (edited by hand)\n");
    expect(outcome.err).toContain("edits included, run: npx tinsmith generate --force\n");
  });

  it("need a lock file that can be read, or --force", async () => {
    const cwd = project();
    await tinsmith(cwd, "generate");
    writeFileSync(join(cwd, "generated/kms/tinsmith.lock.json"), "<<<<<<<");
    const outcome = await tinsmith(cwd, "generate");
    expect(outcome.code).toBe(2);
    expect(outcome.err).toMatch(/tinsmith\.lock\.json is not a lock file that Tinsmith wrote/);
    expect((await tinsmith(cwd, "generate --force")).code).toBe(0);
    expect((await tinsmith(cwd, "generate --check")).code).toBe(0);
  });
});

describe("tinsmith generate --check", () => {
  it("is silent on errors where all is as it should be", async () => {
    const cwd = project();
    await tinsmith(cwd, "generate");
    const before = readTree(cwd);
    expect(await tinsmith(cwd, "generate --check")).toEqual(
      ok("generated/kms: up to date, 4 files.\n"),
    );
    expect(readTree(cwd)).toEqual(before);
  });

  it("names what differs and the command that mends it, and writes nothing", async () => {
    const cwd = project();
    await tinsmith(cwd, "generate");
    writeTree(cwd, { "model.json": '{"src/a.ts": "new", "src/c.ts": "c"}' });
    const before = readTree(cwd);
    expect(await tinsmith(cwd, "generate --check --config tinsmith.config.json")).toEqual({
      code: 1,
      out: "",
      err:
        "kms: generating\n" +
        "error: generated/kms is not what would be generated:\n" +
        "  differs: src/a.ts\n" +
        "  no longer generated: src/b.ts\n" +
        "  missing: src/c.ts\n" +
        "  differs: tinsmith.lock.json\n" +
        "error: To bring them up to date, run: npx tinsmith generate --config tinsmith.config.json\n",
    });
    expect(readTree(cwd)).toEqual(before);
  });

  it("notices a file that is gone, and an edit that leaves the lock as it is", async () => {
    const cwd = project();
    await tinsmith(cwd, "generate", { build: "1" });
    writeTree(cwd, { "generated/kms/src/a.ts": "mine" });
    rmSync(join(cwd, "generated/kms/src/b.ts"));
    const { code, err } = await tinsmith(cwd, "generate --check", { build: "1" });
    expect(code).toBe(1);
    expect(err).toContain("  differs: src/a.ts (edited by hand)\n  missing: src/b.ts\n");
  });

  it("does not trust the cache", async () => {
    const cwd = project();
    await tinsmith(cwd, "generate", { build: "1" });
    const generate = () => packageOf({ "src/a.ts": "of another generator" });
    expect((await tinsmith(cwd, "generate", { build: "1", generate })).code).toBe(0);
    expect((await tinsmith(cwd, "generate --check", { build: "1", generate })).code).toBe(1);
  });
});

describe("tinsmith generate --dry-run", () => {
  it("says what would be done, and does not do it", async () => {
    const cwd = project();
    await tinsmith(cwd, "generate");
    writeTree(cwd, { "model.json": '{"src/a.ts": "new", "src/c.ts": "c"}' });
    const before = readTree(cwd);
    expect(await tinsmith(cwd, "generate --dry-run")).toEqual(
      ok(
        "would update generated/kms/src/a.ts\n" +
          "would remove generated/kms/src/b.ts\n" +
          "would create generated/kms/src/c.ts\n" +
          "would update generated/kms/tinsmith.lock.json\n" +
          "generated/kms: 4 files: 1 created, 2 updated, 1 removed, 1 unchanged (dry run, nothing was written)\n",
      ),
    );
    expect(readTree(cwd)).toEqual(before);
  });
});

describe("the cache", () => {
  const never = () => {
    throw new Error("Generated, though nothing changed.");
  };
  const cached = async (): Promise<string> => {
    const cwd = project();
    await tinsmith(cwd, "generate", { build: "1" });
    return cwd;
  };

  it("spares generating where inputs and files are as they were", async () => {
    const cwd = await cached();
    expect(await tinsmith(cwd, "generate", { build: "1", generate: never })).toEqual({
      code: 0,
      out: "generated/kms: skipped, since neither its inputs nor its 4 files changed\n",
      err: "",
    });
  });

  it.each<[string, (cwd: string) => void, string?]>([
    ["the model changed", (cwd) => writeTree(cwd, { "model.json": '{"src/a.ts":"a" }' })],
    [
      "the config entry changed",
      (cwd) => {
        const packages = [{ model: "model.json", name: "other", out: "generated/kms" }];
        writeTree(cwd, { "tinsmith.config.json": JSON.stringify({ packages }) });
      },
    ],
    [
      "longs become bigints",
      (cwd) => {
        const one = { model: "model.json", name: "kms", out: "generated/kms", long: "bigint" };
        writeTree(cwd, { "tinsmith.config.json": JSON.stringify({ packages: [one] }) });
      },
    ],
    [
      "another protocol is asked for",
      (cwd) => {
        const one = {
          model: "model.json",
          name: "kms",
          out: "generated/kms",
          protocol: "rpcv2Cbor",
        };
        writeTree(cwd, { "tinsmith.config.json": JSON.stringify({ packages: [one] }) });
      },
    ],
    ["a file changed", (cwd) => writeTree(cwd, { "generated/kms/src/a.ts": "mine" })],
    [
      "the lock file changed",
      (cwd) => writeTree(cwd, { "generated/kms/tinsmith.lock.json": `{ "files": {} }` }),
    ],
    ["a file is gone", (cwd) => rmSync(join(cwd, "generated/kms/src/a.ts"))],
    ["a run was killed", (cwd) => mkdirSync(join(cwd, "generated/kms/.tinsmith-staging"))],
    ["the generator changed", () => {}, "2"],
    ["it is damaged", (cwd) => damage(join(cwd, "node_modules/.cache/tinsmith"))],
    ["it is gone", (cwd) => rmSync(join(cwd, "node_modules/.cache"), { recursive: true })],
  ])("is not used where %s", async (_, change, build = "1") => {
    const cwd = await cached();
    change(cwd);
    let called = false;
    const generate = () => {
      called = true;
      return packageOf({ "src/a.ts": "a" });
    };
    await tinsmith(cwd, "generate", { build, generate });
    expect(called).toBe(true);
  });

  it("does not take a wrong config for one that was right", async () => {
    const cwd = await cached();
    const wrong = '{"packages":[{"model":"model.json","name":"kms","out":"generated/kms","x":1}]}';
    writeTree(cwd, { "tinsmith.config.json": wrong });
    for (let time = 0; time < 2; time++) {
      expect((await tinsmith(cwd, "generate", { build: "1" })).err).toMatch(/unknown key "x"/);
    }
  });

  it("is not made where there is no node_modules", async () => {
    const cwd = project();
    rmSync(join(cwd, "node_modules"), { recursive: true });
    expect((await tinsmith(cwd, "generate", { build: "1" })).code).toBe(0);
    expect(existsSync(join(cwd, "node_modules"))).toBe(false);
  });
});

describe("what it says as it goes", () => {
  const noted = () => ({
    ...packageOf({}),
    diagnostics: [
      { code: "A", severity: "warning", message: "Odd." },
      { code: "B", severity: "note", message: "So it is.", shape: "ns#S" },
    ] as const,
  });

  it("is one line on a terminal, which is cleared", async () => {
    const { err } = await tinsmith(project(), "generate", { terminal: true });
    expect(err).toBe("\r\u001b[2Kkms: generating…\r\u001b[2K");
  });

  it("is nothing but errors under --quiet", async () => {
    const cwd = project();
    for (const terminal of [true, false]) {
      const outcome = await tinsmith(cwd, "generate --quiet", { terminal, generate: noted });
      expect(outcome).toEqual({ code: 0, out: "", err: "" });
    }
    writeTree(cwd, { "generated/kms/package.json": "mine", "generated/kms/src/a.ts": "mine" });
    expect((await tinsmith(cwd, "generate --quiet")).err).toMatch(/^error: generated\/kms: these/);
  });

  it("is warnings, and under --verbose notes", async () => {
    const cwd = project();
    expect((await tinsmith(cwd, "generate", { generate: noted })).err).toBe(
      "kms: generating\nwarning: model.json: Odd. [A]\n",
    );
    expect((await tinsmith(cwd, "generate --verbose", { generate: noted })).err).toBe(
      "kms: generating\nwarning: model.json: Odd. [A]\nnote: model.json, shape ns#S: So it is. [B]\n",
    );
  });
});

describe("mistakes", () => {
  it.each<[string, (cwd: string) => void, string, string]>([
    [
      "no config",
      (cwd) => rmSync(join(cwd, "tinsmith.config.json")),
      "generate",
      "tinsmith.config.json: there is no such file. npx tinsmith add SERVICE makes one, or name a model: " +
        "npx tinsmith generate --model MODEL --out FOLDER --name PACKAGE.",
    ],
    [
      "a bad key in the config",
      (cwd) => writeTree(cwd, { "tinsmith.config.json": '{"packages":[], "pakages": []}' }),
      "generate",
      'tinsmith.config.json at /pakages: unknown key "pakages". Did you mean `packages`?\n' +
        "error: tinsmith.config.json at /packages: expected at least one item, found none.",
    ],
    [
      "no model",
      (cwd) => rmSync(join(cwd, "model.json")),
      "generate",
      "model.json: there is no such file.",
    ],
    [
      "a folder for a model",
      () => {},
      "generate --model node_modules --out x --name x",
      "node_modules: this is a folder; a file is expected.",
    ],
    [
      "an output folder below a file",
      () => {},
      "generate --model model.json --out model.json/x --name x",
      "The output folder {cwd}/model.json/x cannot be made, since {cwd}/model.json is not a folder.",
    ],
    [
      "a file for an output folder",
      () => {},
      "generate --model model.json --out model.json --name x",
      "The output folder {cwd}/model.json is not a folder: move what stands there, or choose another.",
    ],
    [
      "the root for an output folder",
      () => {},
      "generate --model model.json --out / --name x",
      "The output folder is /, a file system's root: choose one below it.",
    ],
    [
      "a link in the output folder",
      (cwd) => {
        mkdirSync(join(cwd, "generated/kms"), { recursive: true });
        symlinkSync(temporaryFolder(), join(cwd, "generated/kms/src"));
      },
      "generate --quiet",
      "{cwd}/generated/kms/src is a symbolic link, which is not written through: " +
        "Tinsmith has a folder to keep there. Move it away.",
    ],
    [
      "a bad name",
      () => {},
      "generate --model model.json --out x --name ../x",
      '--name: "../x" is not what is expected. The npm package\'s name: at most 214 lower-case ' +
        "letters, digits, `-`, `_` and single `.`, starting with a letter or digit, with an " +
        "`@scope/` if you like.",
    ],
  ])("%s", async (_, spoil, args, message) => {
    const cwd = project();
    spoil(cwd);
    const before = readTree(cwd);
    expect(await tinsmith(cwd, args)).toEqual({
      code: 2,
      out: "",
      err: `error: ${message.replaceAll("{cwd}", cwd)}\n`,
    });
    expect(readTree(cwd)).toEqual(before);
  });

  it("in the model are told with file, pointer, shape and code, and nothing is written", async () => {
    const cwd = project();
    const generate = () => ({
      diagnostics: [
        {
          code: "Target.UnresolvedShape",
          severity: "error",
          message: "`ns#A` is not there.\u001b[31m",
          shape: "ns#S$a",
          source: { file: "model.json", pointer: "/shapes/ns#S/members/a" },
        },
      ] as const,
    });
    expect(await tinsmith(cwd, "generate --quiet", { generate })).toEqual({
      code: 2,
      out: "",
      err:
        "error: model.json:1:1 at /shapes/ns#S/members/a, shape ns#S$a: `ns#A` is not there.\\u001b[31m " +
        "[Target.UnresolvedShape]\n",
    });
    expect(existsSync(join(cwd, "generated"))).toBe(false);
  });

  it("of Tinsmith's own are told with a stack, and exit 70", async () => {
    const cwd = project();
    const generate = () => packageOf({ "../escape.ts": "1" });
    const { code, err } = await tinsmith(cwd, "generate --quiet", { generate });
    expect(code).toBe(70);
    expect(err).toMatch(
      /^error: this is a bug in Tinsmith, not a mistake of yours\.\nError: "\.\.\//,
    );
    expect(err).toMatch(/\n {4}at .*prepare\.ts/);
    expect(err).toMatch(/Please report it/);
    expect(existsSync(join(cwd, "generated"))).toBe(false);
  });
});

const hashOf = (text: string): string => {
  const lock = packageOf({ a: text }).files?.get("tinsmith.lock.json") ?? "";
  return (JSON.parse(lock) as { files: { a: string } }).files.a;
};

const damage = (folder: string): void => {
  for (const name of Object.keys(readTree(folder))) {
    expect(readFileSync(join(folder, name), "utf8")).toContain("key");
    writeFileSync(join(folder, name), '{"key":');
  }
};

describe("row 44: a folder of others' files", () => {
  it("is not written into, unless forced", async () => {
    const cwd = project({ "mine/notes.txt": "a", "mine/data/x": "b", "mine/.git/HEAD": "c" });
    const flags = "generate --model model.json --out mine --name kms";
    const before = readTree(cwd);
    const refused = await tinsmith(cwd, flags);
    expect(refused).toEqual({
      code: 2,
      out: "",
      err:
        "kms: generating\n" +
        "error: mine: this folder has files, and is no package of Tinsmith's:\n  data\n  notes.txt\n" +
        "Nothing was written. Choose a folder of its own, or run again with --force to write beside them.\n",
    });
    expect(readTree(cwd)).toEqual(before);
    expect((await tinsmith(cwd, `${flags} --force`)).code).toBe(0);
    expect(readFileSync(join(cwd, "mine/notes.txt"), "utf8")).toBe("a");
    expect((await tinsmith(cwd, flags)).code).toBe(0);
  });

  it("may be a repository that was just made", async () => {
    const cwd = project({ "new/.git/HEAD": "a", "new/LICENSE": "b", "new/node_modules/x/y": "c" });
    const { code } = await tinsmith(cwd, "generate --model model.json --out new --name kms");
    expect(code).toBe(0);
  });
});

describe("row 44: a package without a config", () => {
  const flags = "generate --model model.json --out my-client --name kms";

  it("is followed by what to do next, the first time", async () => {
    const cwd = project();
    const next =
      "Next, build it: cd my-client && npm install && npm run build\n" +
      "Then use it: npm install ./my-client; its README.md shows a call.\n";
    expect((await tinsmith(cwd, flags)).err).toBe(`kms: generating\n${next}`);
    expect((await tinsmith(cwd, flags)).err).toBe("kms: generating\n");
    expect((await tinsmith(project(), `${flags} --quiet`)).err).toBe("");
  });
});

describe("row 44: a project without node_modules", () => {
  it("is remembered in the user's own cache", async () => {
    const cwd = project();
    rmSync(join(cwd, "node_modules"), { recursive: true });
    const setup = { build: "1", userCache: temporaryFolder() };
    await tinsmith(cwd, "generate", setup);
    expect((await tinsmith(cwd, "generate", setup)).out).toContain("skipped");
    expect(existsSync(join(cwd, "node_modules"))).toBe(false);
    expect(readdirSync(setup.userCache)).toEqual(["tinsmith"]);
  });
});
