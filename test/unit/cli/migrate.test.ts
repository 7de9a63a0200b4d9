import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Git } from "../../../generator/cli/migrate/git.js";
import { temporaryFolder, writeTree } from "../output/tree.js";
import { tinsmith } from "./harness.js";

const lock = resolve(import.meta.dirname, "../../../generated/kms/tinsmith.lock.json");

/** Every file is tracked, and those that are named have changes. */
const git =
  (...changed: readonly string[]): Git =>
  ([command, ...args]) => {
    const name = args.at(-1) ?? "";
    if (command === "ls-files") return `${name}\n`;
    return changed.includes(name) ? ` M ${name}\n` : "";
  };

const program = `import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
export const list = () => new KMSClient({}).send(new ListKeysCommand({}));
`;
const migrated = (
  specifier: string,
) => `import { createKMSClient, listKeys, unwrap } from "${specifier}";
export const list = () => unwrap(listKeys(createKMSClient({}), {}));
`;

/** A project with a client of KMS as a package, and programs. */
function project(files: Readonly<Record<string, string>>, config: object): string {
  const folder = temporaryFolder();
  writeTree(folder, { "tinsmith.config.json": JSON.stringify(config), ...files });
  return folder;
}

const packages = [{ name: "@acme/kms", model: "kms.json", out: "generated/kms" }];

function packageProject(files: Readonly<Record<string, string>>): string {
  const folder = project(files, { packages });
  mkdirSync(join(folder, "generated/kms"), { recursive: true });
  cpSync(lock, join(folder, "generated/kms/tinsmith.lock.json"));
  return folder;
}

describe("tinsmith migrate", () => {
  it("rewrites files, tells what it left, and leaves generated ones alone", async () => {
    const folder = packageProject({
      "src/list.ts": program,
      "src/odd.ts": `${program}export class Mine extends KMSClient {}\n`,
      "generated/kms/src/smithy.ts": program,
      "node_modules/x/index.ts": program,
    });
    const { code, out } = await tinsmith(folder, "migrate .", { git: git() });
    expect(out).toBe(
      "src/odd.ts:3: left: a class extends `KMSClient`: clients and errors are no classes; wrap the client\n" +
        "1 file rewritten, 1 place left.\n",
    );
    expect(code).toBe(0);
    expect(readFileSync(join(folder, "src/list.ts"), "utf8")).toBe(migrated("@acme/kms"));
    expect(readdirSync(join(folder, "src"))).toEqual(["list.ts", "odd.ts"]);
    for (const path of ["generated/kms/src/smithy.ts", "node_modules/x/index.ts"]) {
      expect(readFileSync(join(folder, path), "utf8")).toBe(program);
    }
  });

  it("prints a diff and writes nothing with --dry-run", async () => {
    const folder = packageProject({ "src/list.ts": program });
    const { code, out } = await tinsmith(folder, "migrate src --dry-run");
    expect(code).toBe(0);
    expect(out).toContain(
      "--- a/src/list.ts\n+++ b/src/list.ts\n@@ -1,2 +1,2 @@\n-import { KMSClient,",
    );
    expect(out).toContain(`+${migrated("@acme/kms").split("\n")[0] ?? ""}`);
    expect(out).toContain("1 file would be rewritten, nothing left.\n");
    expect(readFileSync(join(folder, "src/list.ts"), "utf8")).toBe(program);
  });

  it("reads nothing that Git ignores, and of imports what is source", async () => {
    const text = `import "./package.json";\n${program}`;
    const folder = packageProject({
      "package.json": "{}",
      "list.ts": text,
      "dist/list.js": program,
      "lib/built.js": program,
    });
    const ignoring: Git = (args, path) =>
      args.includes("--ignored") ? "dist/\0lib/built.js\0" : git()(args, path);
    const { out } = await tinsmith(folder, "migrate .", { git: ignoring });
    expect(out).toBe("1 file rewritten, nothing left.\n");
    expect(readFileSync(join(folder, "list.ts"), "utf8")).toContain("@acme/kms");
    expect((await tinsmith(folder, "migrate dist", { git: git() })).out).toContain("1 file");
  });

  it("leaves files that are not in UTF-8, and tells of those that use the SDK", async () => {
    const folder = packageProject({ "src/list.ts": program });
    const latin1 = Buffer.from(`// Schl\u00fcssel\n${program}`, "latin1");
    writeFileSync(join(folder, "src/odd.ts"), latin1);
    writeFileSync(join(folder, "src/other.ts"), Buffer.from("// \u00fc\n", "latin1"));
    const { code, out } = await tinsmith(folder, "migrate src", { git: git() });
    expect(out).toBe(
      "src/odd.ts:1: left: this file is not in UTF-8: save it as such, and run again\n" +
        "1 file rewritten, 1 place left.\n",
    );
    expect(code).toBe(0);
    expect(readFileSync(join(folder, "src/list.ts"), "utf8")).toBe(migrated("@acme/kms"));
    expect(readFileSync(join(folder, "src/odd.ts"))).toEqual(latin1);
  });

  it("imports sources of the project's own by relative paths", async () => {
    const sources = [
      { out: "src/aws", extension: ".ts", services: { kms: { model: "kms.json" } } },
    ];
    const folder = project({ "src/app/list.ts": program }, { sources });
    mkdirSync(join(folder, "src/aws"), { recursive: true });
    const text = readFileSync(lock, "utf8");
    writeTree(folder, { "src/aws/tinsmith.lock.json": `{"services":{"kms":${text}},"files":{}}` });
    const { code } = await tinsmith(folder, "migrate src", { git: git() });
    expect(code).toBe(0);
    expect(readFileSync(join(folder, "src/app/list.ts"), "utf8")).toBe(
      migrated("../aws/kms/index.ts"),
    );
  });

  it("says what to generate first, without a config too", async () => {
    const folder = temporaryFolder();
    writeTree(folder, { "a.ts": program });
    const { code, out } = await tinsmith(folder, "migrate a.ts");
    expect(code).toBe(1);
    expect(out).toContain("\nnpx tinsmith add kms --operations ListKeys\n");
    expect(readFileSync(join(folder, "a.ts"), "utf8")).toBe(program);
  });

  it("changes nothing that Git could not bring back, unless told to", async () => {
    const folder = packageProject({ "src/a.ts": program, "src/b.ts": program });
    const refused = await tinsmith(folder, "migrate src", { git: git("b.ts") });
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("error: src/b.ts: it has changes that are not committed.\n");
    expect(readFileSync(join(folder, "src/a.ts"), "utf8")).toBe(program);
    const outside = await tinsmith(folder, "migrate src/a.ts");
    expect(outside.err).toContain("src/a.ts: it is in no Git repository.");
    expect((await tinsmith(folder, "migrate src --force")).code).toBe(0);
    expect(readFileSync(join(folder, "src/b.ts"), "utf8")).toBe(migrated("@acme/kms"));
  });

  it("keeps who may run a file, and writes all files or none", async () => {
    const folder = packageProject({ "src/a.ts": program, "src/b.ts": program });
    chmodSync(join(folder, "src/a.ts"), 0o755);
    expect((await tinsmith(folder, "migrate src --force")).code).toBe(0);
    expect(statSync(join(folder, "src/a.ts")).mode & 0o777).toBe(0o755);

    const other = packageProject({ "src/a.ts": program, "elsewhere/b.ts": program });
    symlinkSync("../elsewhere/b.ts", join(other, "src/b.ts"));
    const { code, err } = await tinsmith(other, "migrate src/a.ts src/b.ts --force");
    expect({ code, err }).toMatchObject({ code: 2 });
    expect(err).toContain("src/b.ts is not a plain file");
    expect(readFileSync(join(other, "src/a.ts"), "utf8")).toBe(program);
    expect(readFileSync(join(other, "elsewhere/b.ts"), "utf8")).toBe(program);
  });

  it("takes the config that it is told, which has to be there", async () => {
    const folder = packageProject({ "src/a.ts": program });
    const missing = await tinsmith(folder, "migrate src --force --config other.json");
    expect(missing.code).toBe(2);
    expect(missing.err).toContain("other.json: there is no such file");
    const path = join(folder, "tinsmith.config.json");
    expect((await tinsmith(folder, `migrate src --force --config ${path}`)).code).toBe(0);
    expect(readFileSync(join(folder, "src/a.ts"), "utf8")).toBe(migrated("@acme/kms"));
  });

  it("takes files and folders that are there", async () => {
    const folder = packageProject({ "readme.md": "", "src/a.ts": "export {};\n" });
    expect(await tinsmith(folder, "migrate")).toMatchObject({
      code: 2,
      err: "error: migrate rewrites files and folders: migrate PATH. See tinsmith --help.\n",
    });
    expect((await tinsmith(folder, "migrate lib")).err).toBe(
      "error: lib: there is no such file or folder.\n",
    );
    expect((await tinsmith(folder, "migrate readme.md")).err).toBe(
      "error: readme.md: this is no JavaScript or TypeScript.\n",
    );
    expect((await tinsmith(folder, "migrate src")).out).toBe("Nothing here uses AWS SDK v3.\n");
  });

  it("asks for clients to be generated", async () => {
    const folder = project({ "a.ts": program }, { packages });
    expect((await tinsmith(folder, "migrate a.ts")).err).toContain(
      "generated/kms/tinsmith.lock.json: there is none yet. Run npx tinsmith generate first.",
    );
  });
});
