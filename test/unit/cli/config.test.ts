import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseConfig, parseFlags } from "../../../generator/cli/config.js";
import type { PackageEntry } from "../../../generator/cli/configEntries.js";
import { packageRoot } from "../../../generator/cli/root.js";
import { UserError } from "../../../generator/cli/userError.js";

const FILE = "tinsmith.config.json";
const parse = (text: string) => parseConfig({ file: FILE, text }, "/project");

/** What the config with one package, changed by some keys, is refused with. */
function refused(change: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const entry = { model: "m.json", name: "kms", out: "out", ...change };
  return messagesOf(() => parse(JSON.stringify({ packages: [entry] })));
}

async function messagesOf(act: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await act();
  } catch (error) {
    if (error instanceof UserError) return error.messages;
    throw error;
  }
  return [];
}

const NAME =
  "is not what is expected. The npm package's name: at most 214 lower-case letters, digits, `-`, " +
  "`_` and single `.`, starting with a letter or digit, with an `@scope/` if you like.";

describe("parseConfig", () => {
  it("makes paths absolute and fills in what is left out", async () => {
    const text = JSON.stringify({
      $schema: "./tinsmith.config.schema.json",
      packages: [
        { model: "model/kms.json", name: "@tinsmith/kms", out: "generated/kms" },
        {
          model: ["a.json", "/b.json"],
          service: "a#B",
          operations: ["C", "D*"],
          long: "bigint",
          protocol: "rpcv2Cbor",
          name: "b",
          out: "../b",
        },
      ],
    });
    expect(await parse(text)).toEqual([
      {
        kind: "package",
        name: "@tinsmith/kms",
        out: "/project/generated/kms",
        services: [
          {
            name: "@tinsmith/kms",
            models: ["/project/model/kms.json"],
            source: { file: FILE, pointer: "/packages/0" },
          },
        ],
        source: { file: FILE, pointer: "/packages/0" },
      },
      {
        kind: "package",
        name: "b",
        out: "/b",
        services: [
          {
            name: "b",
            models: ["/project/a.json", "/b.json"],
            service: "a#B",
            operations: ["C", "D*"],
            long: "bigint",
            protocol: "rpcv2Cbor",
            source: { file: FILE, pointer: "/packages/1" },
          },
        ],
        source: { file: FILE, pointer: "/packages/1" },
      },
    ]);
  });

  it("gives each of several services a name, and sources their defaults", async () => {
    const services = {
      s3: { model: "model/s3.json", source: "aws:s3", operations: ["GetObject"] },
    };
    const text = JSON.stringify({
      packages: [{ name: "@acme/aws", out: "aws", version: "1.0.0", services }],
      sources: [
        { out: "src/aws/", services },
        { out: "lib", services, extension: "", platform: "web", with: [] },
      ],
    });
    const s3 = (name: string, pointer: string) => ({
      name: `${name}/s3`,
      key: "s3",
      models: ["/project/model/s3.json"],
      modelSource: { kind: "aws", id: "s3" },
      operations: ["GetObject"],
      source: { file: FILE, pointer: `${pointer}/services/s3` },
    });
    expect(await parse(text)).toEqual([
      {
        kind: "package",
        name: "@acme/aws",
        version: "1.0.0",
        out: "/project/aws",
        services: [s3("@acme/aws", "/packages/0")],
        source: { file: FILE, pointer: "/packages/0" },
      },
      {
        kind: "sources",
        name: "src/aws",
        out: "/project/src/aws",
        services: [s3("src/aws", "/sources/0")],
        source: { file: FILE, pointer: "/sources/0" },
        extension: ".js",
        platform: "both",
        with: ["testing"],
      },
      {
        kind: "sources",
        name: "lib",
        out: "/project/lib",
        services: [s3("lib", "/sources/1")],
        source: { file: FILE, pointer: "/sources/1" },
        extension: "",
        platform: "web",
        with: [],
      },
    ]);
  });

  it("accepts the repository's own", async () => {
    const text = readFileSync(join(packageRoot, FILE), "utf8");
    const settings = await parseConfig({ file: FILE, text }, packageRoot);
    expect(settings[0]?.name).toBe("@tinsmith/kms");
  });

  it("reads past a byte order mark", async () => {
    expect(await parse('\uFEFF{"packages":[{"model":"m","name":"n","out":"o"}]}')).toHaveLength(1);
  });

  it.each<[string, string, readonly string[]]>([
    [
      "not JSON",
      '{"packages": }',
      [
        "tinsmith.config.json: Not valid JSON at line 1, column 14: " +
          'expected a value, found "}".',
      ],
    ],
    ["an array", "[]", ["tinsmith.config.json: expected an object, found an array."]],
    ["null", "null", ["tinsmith.config.json: expected an object, found null."]],
    ["empty", "{}", ['tinsmith.config.json: "packages" or "sources" is missing.']],
    [
      "sources without services",
      '{"sources": [{"out": "o", "services": {}}]}',
      ["tinsmith.config.json at /sources/0/services: expected at least one, found none."],
    ],
    [
      "services whose names are no folders",
      '{"sources": [{"out": "o", "services": {"../a": {"model": "m"}, "runtime": {"model": "m"}}}]}',
      ["..~1a", "runtime"].map(
        (key) =>
          `tinsmith.config.json at /sources/0/services/${key}: ` +
          `"${key.replace("~1", "/")}" is not what is expected. A service's name is made of ` +
          "lower-case letters, digits and single `-` or `.`, starts with a letter or digit, and is " +
          "not `runtime`, which is a folder of its own.",
      ),
    ],
    [
      "a package of one service and of several",
      '{"packages": [{"name": "n", "out": "o", "model": "m", "services": {"a": {"model": "m"}}}]}',
      [
        'tinsmith.config.json at /packages/0/model: this package has "services", each of which has ' +
          'a "model" of its own.',
      ],
    ],
    [
      "a package of no service",
      '{"packages": [{"name": "n", "out": "o"}]}',
      ['tinsmith.config.json at /packages/0: "model" or "services" is missing.'],
    ],
    [
      "sources in a package",
      '{"packages": [{"name": "n", "out": "o", "model": "m"}], "sources": [{"out": "o/src", "services": {"a": {"model": "m"}}}]}',
      [
        'tinsmith.config.json at /sources/0/out: "o/src" overlaps with the output folder at ' +
          '/packages/0/out, "o".',
      ],
    ],
    [
      "two sources of one model",
      '{"packages": [{"name": "n", "out": "o", "model": "m", "source": "aws:s3"}], "sources": [{"out": "p", "services": {"a": {"model": "m", "source": "aws:kms"}}}]}',
      [
        "tinsmith.config.json at /sources/0/services/a/source: the same model file has another " +
          'source at /packages/0/source, "aws:s3".',
      ],
    ],
    [
      "no packages",
      '{"packages": []}',
      ["tinsmith.config.json at /packages: expected at least one item, found none."],
    ],
    [
      "a misspelled key",
      '{"packges": []}',
      [
        'tinsmith.config.json: "packages" or "sources" is missing.',
        'tinsmith.config.json at /packges: unknown key "packges". Did you mean `packages`?',
      ],
    ],
    [
      "another type for longs",
      '{"packages": [{"model": "m", "name": "n", "out": "o", "long": "string"}]}',
      ['tinsmith.config.json at /packages/0/long: expected "number" or "bigint", found "string".'],
    ],
    [
      "a key like no other",
      '{"packages": [{"model": "m", "name": "n", "out": "o", "a/~b": 1}]}',
      [
        'tinsmith.config.json at /packages/0/a~1~0b: unknown key "a/~b". Known are ' +
          '"model", "source", "service", "operations", "long", "protocol", "services", "name", "version", "repository" and "out".',
      ],
    ],
    [
      "keys that objects have of their own",
      '{"packages": [{"model": "m", "name": "n", "out": "o", "__proto__": 1, "constructor": 1}]}',
      ["__proto__", "constructor"].map(
        (key) =>
          `tinsmith.config.json at /packages/0/${key}: unknown key "${key}". Known are ` +
          '"model", "source", "service", "operations", "long", "protocol", "services", "name", "version", "repository" and "out".',
      ),
    ],
    [
      "an empty package",
      '{"packages": [{}]}',
      ['"model" or "services"', '"name"', '"out"'].map(
        (key) => `tinsmith.config.json at /packages/0: ${key} is missing.`,
      ),
    ],
  ])("refuses a config that is %s", async (_, text, expected) => {
    expect(await messagesOf(() => parse(text))).toEqual(expected);
  });

  it.each<[Readonly<Record<string, unknown>>, string]>([
    [{ nmae: "x" }, '/packages/0/nmae: unknown key "nmae". Did you mean `name`?'],
    [{ model: 1 }, "/packages/0/model: expected a string or an array, found 1."],
    [{ model: "" }, "/packages/0/model: expected some text, found none."],
    [{ model: [] }, "/packages/0/model: expected at least one item, found none."],
    [{ model: [{}] }, "/packages/0/model/0: expected a string, found an object."],
    [{ service: null }, "/packages/0/service: expected a string, found null."],
    [{ operations: "A" }, '/packages/0/operations: expected an array, found "A".'],
    [{ operations: [] }, "/packages/0/operations: expected at least one item, found none."],
    [{ operations: ["A", ""] }, "/packages/0/operations/1: expected some text, found none."],
    [
      { oprations: [] },
      '/packages/0/oprations: unknown key "oprations". Did you mean `operations`?',
    ],
    [{ name: "fs" }, '/packages/0/name: "fs" is the name of a module of Node\'s own.'],
    ...[
      "..",
      "../kms",
      "a..b",
      "@a/../b",
      "@../b",
      "KMS",
      "@Scope/kms",
      "kms/x",
      "@kms",
      "@a/b/c",
      ".kms",
      "_kms",
      "k ms",
      "kms\n",
      'kms"',
      "ключ",
      "node_modules",
      "favicon.ico",
    ].map((name): [Readonly<Record<string, unknown>>, string] => [
      { name },
      `/packages/0/name: ${JSON.stringify(name)} ${NAME}`,
    ]),
    [{ name: "k".repeat(215) }, `/packages/0/name: "${"k".repeat(79)}… ${NAME}`],
  ])("refuses %j", async (change, message) => {
    expect(await refused(change)).toEqual([`tinsmith.config.json at ${message}`]);
  });

  it.each(["kms", "@tinsmith/kms", "a.b-c_d", "0", "node_modules2", "k".repeat(214)])(
    "accepts the name %s",
    async (name) => {
      expect(await refused({ name })).toEqual([]);
    },
  );

  it.each([
    ["a", "a"],
    ["a", "./a/"],
    ["a", "a/b"],
    ["a/b", "a"],
    ["a", "../project/a"],
  ])("refuses the folders %j and %j of two packages", async (first, second) => {
    const packages = [first, second].map((out) => ({ model: "m", name: "n", out }));
    expect(await messagesOf(() => parse(JSON.stringify({ packages })))).toEqual([
      `tinsmith.config.json at /packages/1/out: ${JSON.stringify(second)} overlaps with the output ` +
        `folder at /packages/0/out, ${JSON.stringify(first)}.`,
    ]);
  });

  it("accepts folders side by side, one's name starting with the other's", async () => {
    const packages = ["a", "ab", "b/a"].map((out) => ({ model: "m", name: "n", out }));
    expect(await parse(JSON.stringify({ packages }))).toHaveLength(3);
  });
});

describe("parseFlags", () => {
  const entry: PackageEntry = { model: ["m.json"], name: "kms", out: "out" };

  it("makes paths absolute", async () => {
    expect(await parseFlags(entry, "/project")).toMatchObject({
      services: [{ models: ["/project/m.json"] }],
      out: "/project/out",
    });
  });

  it("names the flag that is wrong", async () => {
    expect(
      await messagesOf(() => parseFlags({ ...entry, name: "A", operations: [""] }, "/")),
    ).toEqual(["--operations: expected some text, found none.", `--name: "A" ${NAME}`]);
    expect(await messagesOf(() => parseFlags({ ...entry, name: "fs" }, "/"))).toEqual([
      '--name: "fs" is the name of a module of Node\'s own.',
    ]);
  });
});
