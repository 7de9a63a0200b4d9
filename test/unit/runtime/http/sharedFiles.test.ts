import { mkdtempSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { loadSharedConfigFiles, loadSsoSessionData, parseKnownFiles } from "@smithy/core/config";
import { describe, expect, it, vi } from "vitest";
import {
  loadSharedFiles,
  parseSharedFile,
  sharedFilePaths,
} from "../../../../templates/runtime/http/sharedFiles.js";
import { pick, seeded, type Random } from "../../../support/seeded.js";

const config = (text: string) =>
  JSON.parse(JSON.stringify(parseSharedFile(text, "config"))) as unknown;
const profiles = (text: string) => parseSharedFile(text, "config").profiles;

describe("parseSharedFile", () => {
  it("tells profiles, SSO sessions and services apart", () => {
    const text = [
      "[default]",
      "region = eu-west-1",
      "[profile a]",
      "sso_session = s",
      "services = local",
      "[sso-session s]",
      "sso_region=us-east-1",
      "[services local]",
      "kms =",
      "  endpoint_url = http://localhost:4566",
      "dynamodb =",
      "\tendpoint_url = http://localhost:8000",
      "[b]",
      "region = nowhere",
      "[unknown c]",
      "region = nowhere",
    ].join("\n");
    expect(config(text)).toEqual({
      profiles: {
        default: { region: "eu-west-1" },
        a: { sso_session: "s", services: "local" },
      },
      ssoSessions: { s: { sso_region: "us-east-1" } },
      services: {
        local: {
          "kms.endpoint_url": "http://localhost:4566",
          "dynamodb.endpoint_url": "http://localhost:8000",
        },
      },
    });
  });

  it.each([
    ["comments", "# a\n; b\n[default] # c\nregion = eu-west-1 # d\n  # e", "eu-west-1"],
    ["a mark within a value", "[default]\nregion = a#b;c", "a#b;c"],
    ["whitespace", "  [ default ]\t\n\tregion\t=  eu-west-1  ", "eu-west-1"],
    ["the ends of lines on Windows", "\uFEFF[default]\r\nregion = eu-west-1\r\n", "eu-west-1"],
    ["signs within a value", "[default]\nregion = a = b", "a = b"],
    ["a later value", "[default]\nregion = a\nregion = b", "b"],
    [
      "a section that comes again",
      "[default]\nregion = a\n[profile x]\n[default]\noutput = t",
      "a",
    ],
    ["no value", "[default]\nregion =\n", undefined],
    ["no section", "region = a", undefined],
    ["no line of the format", "[default\nregion = a\n= b\nregion", undefined],
    ["a prefixed default", "[profile default]\nregion = b\n[default]\nregion = a", "b"],
    [
      "no more than the prefixed default",
      "[default]\nregion = a\n[profile default]\nx = b",
      undefined,
    ],
    ["a block that ended", "[default]\ns3 =\n  region = b\nregion = a", "a"],
    ["a block of another section", "[default]\ns3 =\n[default]\n  region = a", "a"],
  ])("knows %s", (_, text, region) => {
    expect(profiles(text)["default"]?.["region"]).toBe(region);
  });

  it("takes names in quotes", () => {
    expect(Object.keys(profiles(`[profile "my own"]\n[profile 'b']\n[profile   c]`))).toEqual([
      "my own",
      "b",
      "c",
    ]);
  });

  it("takes every section of the credentials file for a profile", () => {
    const { profiles } = parseSharedFile("[a]\nx = 1\n[profile b]\nx = 2", "credentials");
    expect(Object.keys(profiles)).toEqual(["a", "profile b"]);
  });

  it("has no prototype that a name could reach", () => {
    const found = profiles(
      "[profile __proto__]\npolluted = yes\n[profile constructor]\n__proto__ = a",
    );
    expect(Object.keys(found)).toEqual(["__proto__", "constructor"]);
    expect(Object.keys(found["constructor"]!)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(found["constructor"]!)).toBeNull();
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(profiles("")["toString"]).toBeUndefined();
  });
});

describe("loadSharedFiles", () => {
  const read = (files: Record<string, string>) => (path: string) =>
    path in files
      ? Promise.resolve(files[path]!)
      : Promise.reject(Object.assign(new Error("none"), { code: "ENOENT" }));
  const environment = { AWS_CONFIG_FILE: "/c", AWS_SHARED_CREDENTIALS_FILE: "/k" };

  it("lets the credentials file's keys count", async () => {
    const loaded = await loadSharedFiles(environment, {
      read: read({
        "/c": "[profile a]\nregion = r\naws_access_key_id = config",
        "/k": "[a]\naws_access_key_id = credentials\n[b]\nx = y",
      }),
    });
    expect({ ...loaded.profiles["a"] }).toEqual({
      region: "r",
      aws_access_key_id: "credentials",
    });
    expect(Object.keys(loaded.profiles)).toEqual(["a", "b"]);
    expect(loaded.files).toMatchObject([
      { path: "/c", problem: undefined, profiles: { a: { aws_access_key_id: "config" } } },
      { path: "/k", problem: undefined, profiles: { a: { aws_access_key_id: "credentials" } } },
    ]);
  });

  it("says why a file is empty", async () => {
    const loaded = await loadSharedFiles(environment, { read: read({ "/k": "[a]" }) });
    expect(loaded.files).toMatchObject([
      { path: "/c", problem: "ENOENT" },
      { path: "/k", problem: undefined },
    ]);
    expect(Object.keys(loaded.profiles)).toEqual(["a"]);
  });

  it("takes a file that is not read in time, such as a pipe nobody writes to, for empty", async () => {
    const timers: { readonly ms: number; readonly late: () => void }[] = [];
    const cancel = vi.fn();
    const loading = loadSharedFiles(environment, {
      read: (path) => (path === "/c" ? new Promise(() => {}) : Promise.resolve("[a]\nk = v")),
      clock: { after: (ms, late) => (timers.push({ ms, late }), cancel) },
    });
    expect(timers.map(({ ms }) => ms)).toEqual([5000, 5000]);
    timers[0]?.late();
    const loaded = await loading;
    expect(loaded.files).toMatchObject([
      { path: "/c", problem: "ETIMEDOUT" },
      { path: "/k", problem: undefined },
    ]);
    expect({ ...loaded.profiles["a"] }).toEqual({ k: "v" });
    expect(cancel).toHaveBeenCalledTimes(2);
  });

  it("reads again what was not read in time, by the system's clock", async () => {
    vi.useFakeTimers();
    const builtins = process.getBuiltinModule.bind(process);
    const readFile = vi.fn<(path: string) => Promise<string>>(() => new Promise(() => {}));
    vi.spyOn(process, "getBuiltinModule").mockImplementation((name: string) =>
      name === "node:fs/promises" ? { readFile } : builtins(name as "fs"),
    );
    const environment = { AWS_CONFIG_FILE: "/pipe", AWS_SHARED_CREDENTIALS_FILE: "/none" };
    const late = loadSharedFiles(environment);
    expect(loadSharedFiles(environment)).toBe(late);
    await vi.advanceTimersByTimeAsync(5000);
    expect((await late).files.map(({ problem }) => problem)).toEqual(["ETIMEDOUT", "ETIMEDOUT"]);
    readFile.mockResolvedValue("[default]\nregion = a");
    expect((await loadSharedFiles(environment)).profiles["default"]).toMatchObject({ region: "a" });
    await loadSharedFiles(environment);
    expect(readFile).toHaveBeenCalledTimes(4);
    vi.useRealTimers();
  });

  it("reads once, and again when asked", async () => {
    const folder = mkdtempSync(join(tmpdir(), "shared-"));
    const file = join(folder, "config");
    const environment = {
      AWS_CONFIG_FILE: file,
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "none"),
    };
    const region = async (options?: { refresh: boolean }) =>
      (await loadSharedFiles(environment, options)).profiles["default"]?.["region"];
    writeFileSync(file, "[default]\nregion = a");
    expect(await region()).toBe("a");
    writeFileSync(file, "[default]\nregion = b");
    expect(await region()).toBe("a");
    expect(await region({ refresh: true })).toBe("b");
    expect(await region()).toBe("b");
  });

  it.each([
    [{ HOME: "/h" }, join("/h", ".aws", "config")],
    [{ HOME: "", USERPROFILE: "/u" }, join("/u", ".aws", "config")],
    [{ HOMEDRIVE: "D:", HOMEPATH: "/p" }, join("D:/p", ".aws", "config")],
    [{}, join(homedir(), ".aws", "config")],
    [{ HOME: "/h", AWS_CONFIG_FILE: "~/c" }, join("/h", "c")],
    [{ HOME: "/h", AWS_CONFIG_FILE: "c" }, "c"],
  ])("looks where %j says", (environment, path) => {
    expect(sharedFilePaths(environment).config).toBe(path);
  });
});

describe("beside AWS SDK v3's reader", () => {
  const names = ["default", "a", "b-1", "c.d", "e@f"];
  const lines = (random: Random): string[] => [
    `[${pick(random, ["default", "profile default"])}]\nown = 1`,
    `[profile ${pick(random, names)}]\nown = 1`,
    `[profile "${pick(random, names)}"]\nown = 1`,
    `[sso-session ${pick(random, names)}]`,
    `[services ${pick(random, names)}]`,
    `[${pick(random, ["a", "plain", "preview"])}]`,
    `${pick(random, ["region", "output", "x"])}${pick(random, ["=", " = ", "\t="])}${pick(random, ["1", "a=b", "v#w", "two words"])}`,
    `region = 3${pick(random, [" # c", "\t; c", "#c"])}`,
    `${pick(random, ["s3", "kms"])} =`,
    `  ${pick(random, ["endpoint_url", "x"])} = ${pick(random, ["http://a", "b"])}`,
    pick(random, ["", "# c", "  ; d", "no sign", "= value", "["]),
  ];
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as Record<string, object>;
  /** Without sections that have nothing, which the other does not tell. */
  const filled = (sections: Record<string, object>) =>
    Object.fromEntries(Object.entries(sections).filter(([, each]) => Object.keys(each).length > 0));

  it("finds the same in 300 files", async () => {
    const folder = mkdtempSync(join(tmpdir(), "shared-"));
    for (let seed = 1; seed <= 300; seed++) {
      const random = seeded(seed);
      const text = Array.from({ length: 12 }, () => pick(random, lines(random))).join("\n");
      const credentials = [
        "[default]",
        "aws_access_key_id = k",
        `[${pick(random, names)}]`,
        "x = 9",
      ].join("\n");
      const paths = {
        configFilepath: join(folder, `c${seed}`),
        filepath: join(folder, `k${seed}`),
      };
      writeFileSync(paths.configFilepath, text);
      writeFileSync(paths.filepath, credentials);
      const ours = await loadSharedFiles({
        AWS_CONFIG_FILE: paths.configFilepath,
        AWS_SHARED_CREDENTIALS_FILE: paths.filepath,
      });
      const { configFile } = await loadSharedConfigFiles(paths);
      const theirs = plain(await parseKnownFiles(paths));
      const services = Object.entries(plain(configFile)).flatMap(([name, section]) =>
        name.startsWith("services.") ? [[name.slice("services.".length), section]] : [],
      );
      const own = Object.entries(theirs).filter(
        ([name]) => !/^(services|sso-session)\./.test(name),
      );
      expect(filled(plain(ours.profiles)), text).toEqual(Object.fromEntries(own));
      expect(filled(plain(ours.ssoSessions)), text).toEqual(plain(await loadSsoSessionData(paths)));
      expect(filled(plain(ours.services)), text).toEqual(Object.fromEntries(services));
    }
  });
});
