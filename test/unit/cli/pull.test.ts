import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startServer, type Behaviour } from "../../support/rudeServer.js";
import { temporaryFolder, writeTree } from "../output/tree.js";
import { modelPath, startCollection, type TestCollection } from "./collection.js";
import { tinsmith, type Outcome, type Setup } from "./harness.js";
import { WEATHER } from "./models.js";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The weather service as one of AWS's: it says its SDK ID. */
function official(sdkId: string, change: (text: string) => string = (text) => text): string {
  const trait = `"aws.api#service":{"sdkId":${JSON.stringify(sdkId)}},`;
  return change(WEATHER.replace('"smithy.api#title"', `${trait}"smithy.api#title"`));
}

const OLD = official("Weather");
const NEW = official("Weather", (text) => text.replace('title":"Weather"', 'title":"New Weather"'));

interface Project {
  readonly cwd: string;
  readonly collection: TestCollection;
  readonly pull: (args?: string, setup?: Setup) => Promise<Outcome>;
  readonly read: (path: string) => string;
  readonly set: (path: string, text: string) => void;
}

/** A project with a config of packages; the collection has the weather service. */
async function project(...packages: readonly object[]): Promise<Project> {
  const cwd = temporaryFolder();
  const collection = await startCollection({
    [modelPath("weather")]: OLD,
    "README.md": "no model",
  });
  const config = { packages: packages.length > 0 ? packages : [PACKAGE] };
  writeTree(cwd, { "tinsmith.config.json": JSON.stringify(config), "node_modules/": "" });
  return {
    cwd,
    collection,
    pull: (args = "", setup = {}) => {
      const environment = { TINSMITH_AWS_MODELS: collection.url, ...setup.environment };
      return tinsmith(cwd, `pull --quiet ${args}`, { ...setup, environment });
    },
    read: (path) => readFileSync(join(cwd, path), "utf8"),
    set: (path, text) => writeTree(cwd, { [path]: text }),
  };
}

const PACKAGE = {
  model: "model/weather.json",
  source: "aws:weather",
  name: "@my/weather",
  out: "generated/weather",
};
const MODEL = "model/weather.json";

describe("tinsmith pull", () => {
  it("brings the newest model, and records where it is from", async () => {
    const { pull, read, collection } = await project();
    collection.files.set(modelPath("weather", "2019-12-31"), NEW);
    expect(await pull()).toEqual({ code: 0, out: "", err: "" });
    expect(read(MODEL)).toBe(OLD);
    expect(read("tinsmith.models.json")).toBe(`{
  "model/weather.json": {
    "source": "aws:weather",
    "version": "2020-01-01",
    "blob": "${createHash("sha1").update(`blob ${OLD.length}\0${OLD}`).digest("hex")}",
    "sha256": "${sha256(OLD)}",
    "written": "${sha256(OLD)}"
  }
}
`);
  });

  it("says what it does", async () => {
    const { cwd, collection } = await project();
    const environment = { TINSMITH_AWS_MODELS: collection.url };
    expect(await tinsmith(cwd, "pull", { environment })).toEqual({
      code: 0,
      out:
        "model/weather.json: created from aws:weather 2020-01-01, 2 operations\n" +
        "Next: npx tinsmith generate\n",
      err: "model/weather.json: fetching aws:weather\n",
    });
    expect((await tinsmith(cwd, "pull", { environment })).out).toBe(
      "model/weather.json: up to date, aws:weather 2020-01-01\n",
    );
    collection.files.set(modelPath("weather"), NEW);
    expect((await tinsmith(cwd, "pull", { environment })).out).toMatch(
      /^model\/weather\.json: updated from aws:weather 2020-01-01, 2 operations\n/,
    );
  });

  it("cuts the model to the operations that its packages ask for", async () => {
    const { pull, read, collection } = await project(
      { ...PACKAGE, operations: ["*Time"] },
      { ...PACKAGE, source: undefined, name: "b", out: "b", operations: ["GetTime"] },
    );
    expect((await pull()).err).toBe("");
    const model = JSON.parse(read(MODEL)) as { shapes: Record<string, object> };
    expect(Object.keys(model.shapes)).toEqual(["ns#GetTime", "ns#Weather"]);
    expect(model.shapes["ns#Weather"]).toMatchObject({ operations: [{ target: "ns#GetTime" }] });
    expect(JSON.parse(read("tinsmith.models.json"))).toMatchObject({
      [MODEL]: {
        operations: ["*Time", "GetTime"],
        sha256: sha256(OLD),
        written: sha256(read(MODEL)),
      },
    });
    // A change elsewhere in the model is no news, and leaves the record alone.
    const record = read("tinsmith.models.json");
    collection.files.set(modelPath("weather"), OLD.replaceAll("NoSuchCity", "NoSuchTown"));
    expect(await pull("--check")).toMatchObject({ code: 0 });
    expect(await pull()).toMatchObject({ code: 0 });
    expect(read("tinsmith.models.json")).toBe(record);
  });

  it("keeps the model whole where one of its packages takes all operations", async () => {
    const { pull, read } = await project(
      { ...PACKAGE, operations: ["GetTime"] },
      { ...PACKAGE, source: undefined, name: "b", out: "b" },
    );
    await pull();
    expect(read(MODEL)).toBe(OLD);
  });

  it("cuts again when the config asks for other operations", async () => {
    const { pull, read, set } = await project({ ...PACKAGE, operations: ["GetTime"] });
    await pull();
    set("tinsmith.config.json", JSON.stringify({ packages: [PACKAGE] }));
    expect(await pull("--check")).toMatchObject({ code: 1 });
    await pull();
    expect(read(MODEL)).toBe(OLD);
  });

  it("downloads no model that is known to be the newest, and asks once for the list", async () => {
    const other = { model: "o.json", source: "aws:other", name: "other", out: "other" };
    const { pull, collection } = await project(PACKAGE, other);
    collection.files.set(modelPath("other"), official("Other"));
    await pull();
    expect(collection.asked()).toEqual(["trees", "blobs", "blobs"]);
    await pull();
    expect(collection.asked().slice(3)).toEqual(["trees"]);
    expect(collection.requests[3]?.headers["if-none-match"]).toMatch(/^"[0-9a-f]{40}"$/);
  });

  it("pulls what is named: a package, a service or a model file", async () => {
    const other = { model: "models/Other-1.json", source: "aws:other", name: "@my/o", out: "o" };
    for (const name of ["@my/o", "o", "other", "aws:other", "other-1", "OTHER"]) {
      const { cwd, pull, collection } = await project(PACKAGE, other);
      collection.files.set(modelPath("other"), official("Other"));
      expect(await pull(name)).toEqual({ code: 0, out: "", err: "" });
      expect(readdirSync(cwd)).toEqual(
        expect.arrayContaining(["models", "tinsmith.models.json"]) as string[],
      );
      expect(readdirSync(cwd)).not.toContain("model");
    }
  });

  it.each([true, false])("pulls a service that no package is for (config: %s)", async (has) => {
    const { cwd, collection, read } = await project();
    if (!has) rmSync(join(cwd, "tinsmith.config.json"));
    collection.files.set(modelPath("secrets-manager"), official("Secrets Manager"));
    const environment = { TINSMITH_AWS_MODELS: collection.url };
    const { code, out } = await tinsmith(cwd, "pull secrets-manager", { environment });
    expect(code).toBe(0);
    expect(out).toContain(
      "No package is generated from it. To have one, add to the packages of tinsmith.config.json:\n" +
        '  {"model":"model/secrets-manager.json","source":"aws:secrets-manager",' +
        '"name":"secrets-manager","out":"generated/secrets-manager"}\n',
    );
    expect(read("model/secrets-manager.json")).toBe(official("Secrets Manager"));
  });

  it("sends the token to the collection alone", async () => {
    const { pull, collection, set } = await project();
    const elsewhere = await startServer((_, response) => void response.end(WEATHER));
    const other = { model: "o.json", source: `${elsewhere.url}/o.json`, name: "o", out: "o" };
    set("tinsmith.config.json", JSON.stringify({ packages: [PACKAGE, other] }));
    await pull("", { environment: { GITHUB_TOKEN: " secret\n" } });
    expect(collection.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer secret",
      "Bearer secret",
    ]);
    expect(collection.requests[0]?.headers["user-agent"]).toBe("tinsmith/1.2.3");
    expect(elsewhere.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });
});

describe("tinsmith generate", () => {
  it("says how to get a model that is not there", async () => {
    const { cwd } = await project();
    expect(await tinsmith(cwd, "generate --quiet")).toEqual({
      code: 2,
      out: "",
      err:
        "error: model/weather.json: there is no such file. " +
        "Run npx tinsmith pull, which fetches it.\n",
    });
  });
});

describe("a source", () => {
  it("may be a URL, asked for again only when it changed", async () => {
    const server = await startServer((request, response) => {
      const isSame = request.headers["if-none-match"] === '"1"';
      response.writeHead(isSame ? 304 : 200, { etag: '"1"' }).end(isSame ? "" : WEATHER);
    });
    const { pull, read } = await project({ ...PACKAGE, source: `${server.url}/m.json` });
    expect(await pull()).toMatchObject({ code: 0, err: "" });
    expect(read(MODEL)).toBe(WEATHER);
    expect(JSON.parse(read("tinsmith.models.json"))).toEqual({
      [MODEL]: {
        source: `${server.url}/m.json`,
        version: "2020-01-01",
        sha256: sha256(WEATHER),
        written: sha256(WEATHER),
      },
    });
    expect(await pull("--check")).toMatchObject({ code: 0, err: "" });
    expect(server.requests).toHaveLength(2);
  });

  it("may be a file, a folder of AWS's collection, or a folder of files that make a model", async () => {
    const more = JSON.stringify({ smithy: "2.0", shapes: { "ns#More": { type: "string" } } });
    for (const [source, files, expected] of [
      ["../w.json", { "../w.json": WEATHER }, WEATHER],
      [
        "../weather",
        {
          "../weather/service/2019-01-01/weather-2019-01-01.json": "old",
          "../weather/service/2020-01-01/weather-2020-01-01.json": WEATHER,
          "../weather/service/notes/x.json": "none",
        },
        WEATHER,
      ],
      [
        "../parts",
        { "../parts/b.json": WEATHER, "../parts/a.json": more, "../parts/c.md": "" },
        undefined,
      ],
    ] as const) {
      const { cwd, pull, read } = await project({ ...PACKAGE, source });
      writeTree(cwd, files);
      expect(await pull()).toMatchObject({ code: 0, err: "" });
      if (expected !== undefined) expect(read(MODEL)).toBe(expected);
      else expect(read(MODEL)).toContain('"ns#More": {\n      "type": "string"\n    }');
      expect(JSON.parse(read("tinsmith.models.json"))).toMatchObject({ [MODEL]: { source } });
    }
  });

  it.each([
    ["../none", "../none: there is no such file or folder."],
    ["empty", "empty: there is no .json file in this folder."],
    ["large.json", "large.json is larger than 1 MB."],
    ["latin1.json", "latin1.json: the text is not UTF-8."],
    ["device", "device is a device or a pipe, or holds one; files are expected."],
    ["devices", "devices is a device or a pipe, or holds one; files are expected."],
  ])("that is %s is refused", async (source, message) => {
    const { cwd, pull } = await project({ ...PACKAGE, source });
    writeTree(cwd, { "empty/": "", "devices/": "", "large.json": " ".repeat(1_048_577) });
    symlinkSync("/dev/zero", join(cwd, "device"));
    symlinkSync("/dev/zero", join(cwd, "devices/a.json"));
    writeFileSync(join(cwd, "latin1.json"), Buffer.from('{"smithy":"\xe9"}', "latin1"));
    expect(await pull("", { limits: { maxBytes: 1_048_576 } })).toEqual({
      code: 2,
      out: "",
      err: `error: model/weather.json: not pulled. ${message}\n`,
    });
  });

  it.each<[object, string]>([
    [{ source: "http://example.com/" }, '"http://example.com/": only https: is taken'],
    [{ source: "aws:../x" }, '"aws:../x": after aws: the SDK ID of a service is expected'],
    [{ source: MODEL }, '"model/weather.json" is the model file itself.'],
    [{ model: ["a.json", "b.json"] }, "a package with a source has one model file, not several."],
    [{ source: 1 }, "expected a string, found 1."],
  ])("of the config that is wrong is told of: %j", async (change, message) => {
    const { pull } = await project({ ...PACKAGE, ...change });
    const { code, err } = await pull();
    expect(code).toBe(2);
    expect(err).toContain(`error: tinsmith.config.json at /packages/0/source: ${message}`);
  });

  it("cannot differ for one model file", async () => {
    const { pull } = await project(PACKAGE, { ...PACKAGE, source: "aws:x", name: "b", out: "b" });
    expect((await pull()).err).toBe(
      "error: tinsmith.config.json at /packages/1/source: the same model file has another source " +
        'at /packages/0/source, "aws:weather".\n',
    );
  });
});

describe("what is asked for and makes no sense", () => {
  it.each([
    [
      "wether",
      "model/wether.json: not pulled. AWS's collection has no service `wether`. Did you mean `weather`?",
    ],
    [
      "../../etc/passwd",
      '"../../etc/passwd" is no service: the SDK ID of one of AWS\'s is expected',
    ],
    ["..", '".." is no service: '],
    ["aws:a/b", '"aws:a/b" is no service: '],
    [
      "own",
      'tinsmith.config.json at /packages/1: @my/own has no source, so that own.json is not Tinsmith\'s to replace. To have it pulled, add "source": "aws:own".',
    ],
    [
      "kms",
      "tinsmith.config.json at /packages/2: k has no source, so that model/kms.json is not Tinsmith's",
    ],
  ])("%s", async (name, message) => {
    const { cwd, pull } = await project(
      PACKAGE,
      { model: "own.json", name: "@my/own", out: "own" },
      { model: "model/kms.json", name: "k", out: "k" },
    );
    const { code, err } = await pull(name);
    expect(code).toBe(2);
    expect(err).toContain(`error: ${message}`);
    expect(err.split("\n")).toHaveLength(2);
    expect(readdirSync(cwd).sort()).toEqual(["node_modules", "tinsmith.config.json"]);
  });

  it("no names, and no package that has a source", async () => {
    const { pull } = await project({ ...PACKAGE, source: undefined });
    expect((await pull()).err).toContain("No package of tinsmith.config.json has a source.");
  });

  it("no names, and no config", async () => {
    expect(await tinsmith(temporaryFolder(), "pull")).toMatchObject({
      code: 2,
      err: "error: tinsmith.config.json: there is no such file.\n",
    });
    expect(await tinsmith(temporaryFolder(), "pull kms --config c.json")).toMatchObject({
      code: 2,
      err: "error: c.json: there is no such file.\n",
    });
  });

  it.each([
    ["http://example.com/", "only https: is taken"],
    ["nonsense", "this is not a URL"],
  ])("a mirror at %s", async (mirror, message) => {
    const { pull } = await project();
    const { code, err } = await pull("", { environment: { TINSMITH_AWS_MODELS: mirror } });
    expect(code).toBe(2);
    expect(err).toContain(`error: TINSMITH_AWS_MODELS: ${message}`);
  });
});

describe("the old model", () => {
  const answer =
    (text: string): Behaviour =>
    (_, response) =>
      void response.end(text);
  /** As GitHub answers for the list; any blob is as the test has it. */
  const blob =
    ({ files }: TestCollection, behave: Behaviour): Behaviour =>
    (request, response) => {
      if (!request.url?.includes("/trees/")) return behave(request, response);
      const tree = [...files.keys()].map((path) => ({ path, type: "blob", sha: "0".repeat(40) }));
      response.end(JSON.stringify({ tree }));
    };

  it.each<[string, (collection: TestCollection) => void, string]>([
    [
      "a server that is down",
      (c) => (c.behave = (_, r) => void r.writeHead(503).end()),
      "status 503; tried 4 times.",
    ],
    ["a list that is no list", (c) => (c.behave = answer("[]")), "this is not a list of models."],
    [
      "a list that is HTML",
      (c) => (c.behave = answer("<html>")),
      "the list of models is not JSON.",
    ],
    ["a list of nothing", (c) => (c.behave = answer('{"tree":[]}')), "lists no models."],
    [
      "a list that is cut off",
      (c) => (c.behave = answer('{"tree":[],"truncated":true}')),
      "the list of models is cut off.",
    ],
    [
      "another content",
      (c) => (c.behave = blob(c, answer(NEW))),
      "not the content of models/weather/service/2020-01-01/weather-2020-01-01.json, by its hash; tried 4 times.",
    ],
    [
      "no content",
      (c) => (c.behave = blob(c, (_, r) => void r.writeHead(404).end())),
      "there is nothing (404).",
    ],
    ["a service that is gone", (c) => void c.files.clear(), "lists no models."],
    [
      "HTML",
      (c) => void c.files.set(modelPath("weather"), "\n<!DOCTYPE html>"),
      "aws:weather: a Smithy model in JSON is expected, found HTML or XML.",
    ],
    [
      "nothing",
      (c) => void c.files.set(modelPath("weather"), ""),
      "aws:weather: Not valid JSON at line 1, column 1",
    ],
    [
      "half a model",
      (c) => void c.files.set(modelPath("weather"), NEW.slice(0, 200)),
      "aws:weather: Not valid JSON at line 1, column 201",
    ],
    [
      "other JSON",
      (c) => void c.files.set(modelPath("weather"), "{}"),
      "aws:weather: Not a Smithy model",
    ],
    [
      "UTF-16",
      (c) => void c.files.set(modelPath("weather"), "{\0}\0"),
      "aws:weather: Not valid JSON",
    ],
    [
      "a model with an error",
      (c) => void c.files.set(modelPath("weather"), NEW.replace('"ns#Parts":', '"ns#Pars":')),
      "[Target.UnresolvedShape]",
    ],
    [
      "a model of another service",
      (c) => void c.files.set(modelPath("weather"), official("Climate")),
      "aws:weather: what came is a model of Climate, another service.",
    ],
    [
      "a model without a service",
      (c) => void c.files.set(modelPath("weather"), '{"smithy":"2.0"}'),
      "aws:weather: The model has no service. [Service.Unknown]",
    ],
    [
      "a model without an operation that is asked for",
      (c) =>
        void c.files.set(
          modelPath("weather"),
          official("Weather", (t) => t.replaceAll("GetTime", "GetTimes")),
        ),
      "tinsmith.config.json at /packages/0/operations, shape ns#Weather: `Weather` has no operation `GetTime`. Did you mean `GetTimes`",
    ],
  ])("survives %s", async (_, spoil, message) => {
    const { cwd, pull, read, collection } = await project({ ...PACKAGE, operations: ["GetTime"] });
    await pull();
    const before = [read(MODEL), read("tinsmith.models.json")];
    spoil(collection);
    const { code, out, err } = await pull();
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^error: model\/weather\.json: kept as it was\. /);
    expect(err).toContain(message);
    expect([read(MODEL), read("tinsmith.models.json")]).toEqual(before);
    expect(readdirSync(join(cwd, "model"))).toEqual(["weather.json"]);
  });

  it("survives where others are brought up to date", async () => {
    const other = { model: "o.json", source: "aws:other", name: "o", out: "o" };
    const { pull, read, collection } = await project(PACKAGE, other);
    collection.files.set(modelPath("other"), official("Other"));
    collection.files.set(modelPath("weather"), "{}");
    const { code, err } = await pull();
    expect(code).toBe(2);
    expect(err).toMatch(/^error: model\/weather\.json: not pulled\. .*\n$/);
    expect(read("o.json")).toBe(official("Other"));
    expect(Object.keys(JSON.parse(read("tinsmith.models.json")) as object)).toEqual(["o.json"]);
  });

  it("is told of in a few of many errors", async () => {
    const { pull, collection } = await project();
    const members = Array.from({ length: 99 }, (_, i) => `"m${i}":{"target":"ns#None"}`).join();
    const broken = OLD.replace('"ns#Unused":{"type":"structure","members":{', `$&${members}`);
    collection.files.set(modelPath("weather"), broken);
    const { err } = await pull();
    expect(err.split("\n")).toHaveLength(7);
    expect(err).toContain("94 more errors like these.");
  });

  it("row 49: that Git checked out with line ends of its own was not edited", async () => {
    const { pull, read, set, collection } = await project();
    collection.files.set(modelPath("weather"), JSON.stringify(JSON.parse(OLD), null, 2));
    await pull();
    set(MODEL, read(MODEL).replaceAll("\n", "\r\n"));
    expect(read(MODEL)).toContain("\r\n");
    expect(await pull("--check")).toMatchObject({ code: 0, err: "" });
  });

  it("that was edited by hand is kept, unless forced", async () => {
    const { pull, read, set, collection } = await project();
    await pull();
    set(MODEL, "mine");
    for (const [args, code] of [
      ["", 2],
      ["--check", 2],
      ["--dry-run", 2],
    ] as const) {
      expect(await pull(args)).toEqual({
        code,
        out: "",
        err:
          "error: model/weather.json: kept as it was. It was edited by hand since it was pulled. " +
          "To overwrite it, run again with --force.\n",
      });
    }
    expect(read(MODEL)).toBe("mine");
    collection.files.set(modelPath("weather"), NEW);
    expect(await pull("--force")).toMatchObject({ code: 0 });
    expect(read(MODEL)).toBe(NEW);
  });

  it("that someone else put there is kept, unless it is the same", async () => {
    const { pull, read, set } = await project();
    set(MODEL, "mine");
    expect((await pull()).err).toContain("`tinsmith pull` did not put it there.");
    set(MODEL, OLD);
    expect(await pull()).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(read("tinsmith.models.json"))).toHaveProperty([MODEL]);
  });

  it("is not written through a link", async () => {
    const { cwd, pull, read, set } = await project();
    set("precious.json", "mine");
    mkdirSync(join(cwd, "model"));
    symlinkSync("../precious.json", join(cwd, MODEL));
    expect((await pull()).err).toContain("is not a plain file");
    rmSync(join(cwd, "model"), { recursive: true });
    set("elsewhere/", "");
    symlinkSync("elsewhere", join(cwd, "model"));
    expect((await pull()).err).toContain("a symbolic link, which is not written through");
    expect([read("precious.json"), readdirSync(join(cwd, "elsewhere"))]).toEqual(["mine", []]);
  });

  it("is not replaced where its folder is a file", async () => {
    const { pull, set, read } = await project();
    set("model", "a file");
    expect(await pull()).toMatchObject({ code: 2 });
    expect(read("model")).toBe("a file");
  });

  it.each(["[1]", "null", "{", '{"a":{}}', '{"a":{"source":1}}'])(
    "stays where the record is damaged: %s",
    async (text) => {
      const { pull, set, read } = await project();
      set("tinsmith.models.json", text);
      const { code, err } = await pull();
      expect(code).toBe(2);
      expect(err).toContain("this is not what `tinsmith pull` wrote. Restore it, or remove it");
      expect(read("tinsmith.models.json")).toBe(text);
    },
  );
});

describe("--check and --dry-run", () => {
  it("write nothing, and say what is behind", async () => {
    const { cwd, pull, collection, read } = await project();
    const nothing = ["node_modules", "tinsmith.config.json"];
    expect(await pull("--check")).toEqual({
      code: 1,
      out: "",
      err:
        "error: model/weather.json is not the newest model: aws:weather 2020-01-01, 2 operations\n" +
        "error: To bring them up to date, run: npx tinsmith pull --quiet\n",
    });
    const environment = { TINSMITH_AWS_MODELS: collection.url };
    expect(await tinsmith(cwd, "pull --dry-run", { environment })).toMatchObject({
      code: 0,
      out: "would create model/weather.json: aws:weather 2020-01-01, 2 operations\n",
    });
    expect(readdirSync(cwd).sort()).toEqual(nothing);
    await pull();
    expect(await pull("--check")).toEqual({ code: 0, out: "", err: "" });
    collection.files.set(modelPath("weather"), NEW);
    expect(await pull("--check")).toMatchObject({ code: 1 });
    expect((await tinsmith(cwd, "pull --dry-run", { environment })).out).toBe(
      "would update model/weather.json: aws:weather 2020-01-01, 2 operations\n",
    );
    expect(read(MODEL)).toBe(OLD);
  });
});

describe("--offline", () => {
  it("uses what was downloaded last, and no network", async () => {
    const { cwd, pull, read, collection } = await project({ ...PACKAGE, operations: ["GetTime"] });
    await pull();
    const asked = collection.requests.length;
    rmSync(join(cwd, "model"), { recursive: true });
    expect(await pull("--offline")).toMatchObject({ code: 0, err: "" });
    expect(read(MODEL)).toContain("ns#GetTime");
    expect(collection.requests).toHaveLength(asked);
  });

  it("serves another choice of operations, and URLs", async () => {
    const server = await startServer((_, response) => void response.end(WEATHER));
    const { cwd, pull, read, set } = await project({ ...PACKAGE, source: server.url });
    await pull();
    rmSync(join(cwd, "model"), { recursive: true });
    const entry = { ...PACKAGE, source: server.url, operations: ["GetTime"] };
    set("tinsmith.config.json", JSON.stringify({ packages: [entry] }));
    expect(await pull("--offline")).toMatchObject({ code: 0, err: "" });
    expect(read(MODEL)).not.toContain("ns#GetCity");
    expect(server.requests).toHaveLength(1);
  });

  it.each<[string, (cwd: string) => void]>([
    [
      "nothing was downloaded",
      (cwd) => rmSync(join(cwd, "node_modules/.cache"), { recursive: true }),
    ],
    ["there is no node_modules", (cwd) => rmSync(join(cwd, "node_modules"), { recursive: true })],
    [
      "the copies are damaged",
      (cwd) => {
        const folder = join(cwd, "node_modules/.cache/tinsmith/pull");
        for (const file of readdirSync(folder)) writeFileSync(join(folder, file), "{}");
      },
    ],
  ])("says so where %s", async (_, spoil) => {
    const { cwd, pull, read } = await project();
    await pull();
    spoil(cwd);
    expect(await pull("--offline")).toEqual({
      code: 2,
      out: "",
      err:
        "error: model/weather.json: kept as it was. aws:weather was not downloaded before: " +
        "run once without --offline.\n",
    });
    expect(read(MODEL)).toBe(OLD);
    // Online, a damaged copy is downloaded again.
    expect(await pull("--force")).toMatchObject({ code: 0, err: "" });
  });

  it("keeps one copy of each model", async () => {
    const { cwd, pull, collection } = await project();
    await pull();
    collection.files.set(modelPath("weather"), NEW);
    await pull();
    const files = readdirSync(join(cwd, "node_modules/.cache/tinsmith/pull"));
    expect(files.filter((file) => file.endsWith(".content"))).toHaveLength(2);
    expect(files).toContain(`${sha256(NEW)}.content`);
  });
});
