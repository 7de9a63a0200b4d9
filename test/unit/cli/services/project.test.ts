import { describe, expect, it } from "vitest";
import { detectProject } from "../../../../generator/cli/services/project.js";
import { temporaryFolder, writeTree } from "../../output/tree.js";

function detected(compilerOptions?: object, dependencies: readonly string[] = [], files = {}) {
  const folder = temporaryFolder();
  const devDependencies = Object.fromEntries(dependencies.map((name) => [name, "1"]));
  writeTree(folder, {
    ...(compilerOptions && { "tsconfig.json": JSON.stringify({ compilerOptions }) }),
    "package.json": JSON.stringify({ devDependencies }),
    ...files,
  });
  return detectProject(folder);
}

const DOM = ["dom", "esnext"];

describe("what a project's files say of it", () => {
  it.each([
    [undefined, ".ts"],
    [{}, ""],
    [{ module: "commonjs" }, ""],
    [{ module: "commonjs", moduleResolution: "node" }, ""],
    [{ module: "nodenext" }, ".js"],
    [{ module: "Node16" }, ".js"],
    [{ module: "esnext", moduleResolution: "NodeNext" }, ".js"],
    [{ module: "esnext", moduleResolution: "bundler" }, ""],
    [{ module: "preserve" }, ""],
    [{ moduleResolution: "bundler", allowImportingTsExtensions: true, noEmit: true }, ".ts"],
    [{ module: "nodenext", rewriteRelativeImportExtensions: true }, ".ts"],
  ])("with %j modules are imported with %j", (options, extension) => {
    expect(detected(options).extension).toBe(extension);
  });

  it.each([
    ["nothing", undefined, [], "both"],
    ["Node's types", {}, ["@types/node"], "node"],
    ["Node's types, asked for", { types: ["node"], lib: ["es2023"] }, [], "node"],
    ["Node's types and a bundler", {}, ["@types/node", "next"], "both"],
    ["Node's types and the DOM", { lib: DOM }, ["@types/node"], "both"],
    ["the DOM", { lib: DOM }, ["vite"], "web"],
    ["a worker's types", { types: ["@cloudflare/workers-types"] }, [], "web"],
    ["a worker's tool", { lib: ["esnext"] }, ["wrangler", "@types/node"], "web"],
    ["neither", { lib: ["esnext"] }, [], "both"],
  ] as const)("with %s they are for %4$s", (_, options, dependencies, platform) => {
    expect(detected(options, dependencies).platform).toBe(platform);
  });

  it("follows what a tsconfig.json extends, with its comments", () => {
    const files = {
      "base.json": '{ "compilerOptions": { "module": "nodenext" } }',
      "tsconfig.json": '{ /* ours */ "extends": "./base.json", }',
    };
    expect(detected(undefined, [], files).extension).toBe(".js");
  });

  it("looks at the first of several projects where there are no others", () => {
    const files = {
      "tsconfig.json": '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
      "tsconfig.app.json": JSON.stringify({ compilerOptions: { module: "nodenext", lib: DOM } }),
    };
    expect(detected(undefined, [], files)).toMatchObject({ extension: ".js", platform: "web" });
  });

  it("finds what is around the folder", () => {
    const folder = temporaryFolder();
    writeTree(folder, {
      "tsconfig.json": '{ "compilerOptions": { "module": "nodenext" } }',
      "package.json": '{ "devDependencies": { "@types/node": "20" } }',
      "yarn.lock": "",
      "pnpm-workspace.yaml": "",
      "packages/app/src/": "",
      "packages/app/package.json": "{}",
    });
    expect(detectProject(`${folder}/packages/app`)).toEqual({
      extension: ".js",
      platform: "node",
      out: "src/aws",
      missing: ["yarn add -D @types/node"],
    });
  });

  it.each([
    [{ target: "ES5" }, ['set "target" in tsconfig.json to "es2015" or later; it is "es5"']],
    [{ target: "ES6" }, []],
    [{ target: "es2017", lib: ["dom", "es2017"] }, []],
    [{ types: ["jest"] }, []],
    [{ types: ["@cloudflare/workers-types"] }, []],
  ])("says what keeps %j from compiling them", (options, missing) => {
    const files = { "node_modules/@types/node/": "" };
    expect(detected(options, [], files).missing).toEqual(missing);
  });

  it("leaves out what only lies around the project", () => {
    const folder = temporaryFolder();
    writeTree(folder, {
      "package.json": '{ "devDependencies": { "vite": "8" } }',
      "app/package.json": '{ "devDependencies": { "@types/node": "20" } }',
    });
    expect(detectProject(`${folder}/app`).platform).toBe("node");
  });

  it.each([
    ["tsconfig.json", '{ "extends": "./no.json" }', "The tsconfig.json of this project cannot be"],
    ["package.json", '{ "a": ', "package.json cannot be read: "],
  ])("says that %s is broken", (file, text, message) => {
    expect(() => detected(undefined, [], { [file]: text })).toThrow(message);
  });
});
