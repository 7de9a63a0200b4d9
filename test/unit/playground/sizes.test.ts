import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { packageImports, program } from "../../../generator/size/program.js";
import { measure, type Weighed } from "../../../playground/src/sizes/measure.js";
import { generateFrom } from "../../support/generate.js";
import { temporaryFolder, writeTree } from "../output/tree.js";

const root = resolve(import.meta.dirname, "../../..");

describe("the bundles of a package that is nowhere on disk", () => {
  let files: ReadonlyMap<string, string>;
  let weighed: readonly Weighed[];
  beforeAll(async () => {
    const operations = ["ReEncrypt", "ListKeys"];
    const generated = await generateFrom(join(root, "model/kms.json"), { operations });
    files = generated.files ?? new Map();
    const all: Weighed[] = [];
    for await (const each of measure(build, files, "KMS")) all.push(each);
    weighed = all;
  });

  test("are those of a client, of each operation, and of all", () => {
    expect(weighed.map(({ kind, name }) => [kind, name])).toEqual([
      ["client", ""],
      ["operation", "listKeys"],
      ["operation", "reEncrypt"],
      ["together", ""],
    ]);
    const gzip = new Map(weighed.map(({ kind, name, size }) => [kind + name, size.gzip]));
    expect(gzip.get("client")).toBeLessThan(gzip.get("operationlistKeys") ?? 0);
    expect(gzip.get("operationreEncrypt")).toBeLessThan(gzip.get("together") ?? 0);
  });

  test("have the bytes that esbuild makes of the package on disk", async () => {
    const folder = temporaryFolder();
    writeTree(folder, Object.fromEntries(files));
    const src = join(folder, "src");
    const imports = packageImports({ folder: src, root: src }, "browser");
    const { outputFiles } = await build({
      stdin: {
        contents: program({ folder: src, root: src, create: "createKMSClient", operations: [] }, [
          "reEncrypt",
        ]),
        resolveDir: src,
      },
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      write: false,
      tsconfigRaw: {},
      plugins: [
        {
          name: "imports",
          setup(build) {
            build.onResolve({ filter: /^[#.]/ }, ({ path, kind }) => {
              if (kind === "dynamic-import") return { path, external: true };
              return imports[path] === undefined ? undefined : { path: join(src, imports[path]) };
            });
          },
        },
      ],
    });
    const code = outputFiles[0]?.contents ?? new Uint8Array();
    const size = weighed.find(({ name }) => name === "reEncrypt")?.size;
    expect(size?.minified).toBe(code.length);
    // Browsers compress as servers do by default, which is a little less than as well as possible.
    const best = gzipSync(code, { level: 9 }).length;
    expect(size?.gzip).toBeGreaterThanOrEqual(best);
    expect(size?.gzip).toBeLessThanOrEqual(best * 1.01);
  });

  test("are next to what the benchmark measures of the committed package, as it is built", () => {
    const results = JSON.parse(readFileSync(join(root, "bench/results.json"), "utf8")) as {
      readonly bundle: readonly Record<string, unknown>[];
    };
    const published = results.bundle.find(
      ({ client, bundler, platform }) =>
        client === "tinsmith" && bundler === "esbuild" && platform === "browser",
    );
    const size = weighed.find(({ name }) => name === "reEncrypt")?.size;
    expect(Math.abs((size?.gzip ?? 0) - Number(published?.["gzip"]))).toBeLessThan(100);
  });

  test("are not made of what esbuild does not take", async () => {
    const broken = new Map([...files, ["src/client.ts", "export const = 1;"]]);
    const first = measure(build, broken, "KMS").next();
    await expect(first).rejects.toThrow(/client\.ts:1:13/);
  });
});
