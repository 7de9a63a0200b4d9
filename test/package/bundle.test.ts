import { cpSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { bundleSizes } from "../../bench/measure/bundle.js";
import type { BundleSize, Results } from "../../bench/results.js";
import { measureClient } from "../../generator/size/sizes.js";

const root = resolve(import.meta.dirname, "../..");

/**
 * What the design asks for, in bytes, minified and after gzip; not reached yet. For Node with all that
 * finds credentials.
 */
const goal = { browser: 4300, node: 9000 };
/**
 * What it takes with all that a call does, and must not grow. esbuild chooses names by the letters of the
 * whole package, so that operations which are not in the bundle move its gzip by some bytes, but not its
 * length, which the last test compares.
 */
const reached = { browser: 6140, node: 17_710 };
/** What it takes for Node without what is loaded when it is needed: credentials, settings. */
const reachedWithout = 6900;

describe("a bundle that calls reEncrypt alone", () => {
  let project: string;
  let sizes: readonly BundleSize[];
  beforeAll(async () => {
    project = mkdtempSync(join(tmpdir(), "tinsmith-bundle-"));
    // A copy: where a package's files lie is in a bundle of what is loaded later.
    const installed = join(project, "node_modules/@tinsmith/kms");
    for (const path of ["package.json", "dist"]) {
      cpSync(join(root, "generated/kms", path), join(installed, path), { recursive: true });
    }
    cpSync(join(root, "bench/programs"), join(project, "programs"), { recursive: true });
    sizes = await bundleSizes(project, ["tinsmith"]);
  });

  const sizeOf = (bundler: string, platform: string) =>
    sizes.find((size) => size.bundler === bundler && size.platform === platform)?.gzip;
  const cases = [
    ["esbuild", "browser"],
    ["esbuild", "node"],
    ["rollup", "browser"],
    ["rollup", "node"],
  ] as const;

  it.each(cases)("does not grow, by %s for %s", (bundler, platform) => {
    const gzip = sizeOf(bundler, platform);
    console.log(
      `reEncrypt, ${bundler}, ${platform}: ${gzip} bytes gzip; the goal is ${goal[platform]}`,
    );
    expect(gzip).toBeLessThanOrEqual(reached[platform]);
  });

  it("does not grow for Node, but for what is loaded when it is needed", async () => {
    const { outputFiles } = await build({
      entryPoints: [join(project, "programs/apps/tinsmith.mjs")],
      bundle: true,
      minify: true,
      format: "esm",
      platform: "node",
      mainFields: ["module", "main"],
      external: ["#credentials", "#settings"],
      write: false,
    });
    const { length } = gzipSync(outputFiles[0]!.contents, { level: 9 });
    console.log(
      `reEncrypt, esbuild, node, without what is loaded when it is needed: ${length} bytes gzip`,
    );
    expect(length).toBeLessThanOrEqual(reachedWithout);
  });

  // Expected to fail: the day it passes, this fails, and `reached` becomes the goal.
  it.fails.each(cases)("reaches the goal, by %s for %s", (bundler, platform) => {
    expect(sizeOf(bundler, platform)).toBeLessThanOrEqual(goal[platform]);
  });

  it.each([
    ["browser", "@tinsmith/kms", "@tinsmith/kms"],
    ["browser", "@tinsmith/kms/client", "@tinsmith/kms/operations/reEncrypt"],
    ["node", "@tinsmith/kms", "@tinsmith/kms"],
    ["node", "@tinsmith/kms/client", "@tinsmith/kms/operations/reEncrypt"],
  ] as const)(
    "holds that operation alone, of the ES modules, for %s from %s and %s",
    async (platform, client, operation) => {
      const { metafile, outputFiles } = await build({
        stdin: {
          contents: `
            import { createKMSClient } from "${client}";
            import { reEncrypt } from "${operation}";
            console.log(await reEncrypt(createKMSClient(), { DestinationKeyId: "alias/new" }));`,
          resolveDir: project,
        },
        bundle: true,
        format: "esm",
        platform,
        metafile: true,
        write: false,
      });
      const files = Object.keys(metafile.inputs).filter((path) => path.includes("dist/"));
      const used = {
        browser: ["index.js", "runtime.web.js"],
        node: ["credentials.js", "index.js", "runtime.node.js", "settings.js"],
      };
      expect(files.map((path) => basename(path)).sort()).toEqual(used[platform]);
      const lock = readFileSync(join(root, "generated/kms/tinsmith.lock.json"), "utf8");
      const { operations } = JSON.parse(lock) as { operations: readonly string[] };
      const text = outputFiles[0]?.text ?? "";
      expect(operations.filter((name) => text.includes(`"${name}"`))).toEqual(["ReEncrypt"]);
    },
  );

  it.each(["browser", "node"] as const)(
    "is as large as `tinsmith size` says, for %s",
    async (platform) => {
      const folder = join(root, "generated/kms/src");
      const client = { folder, root: folder, create: "createKMSClient", operations: ["reEncrypt"] };
      const { operations } = await measureClient(client, [platform]);
      const { outputFiles } = await build({
        entryPoints: [join(project, "programs/apps/tinsmith.mjs")],
        bundle: true,
        minify: true,
        format: "esm",
        platform,
        mainFields: ["module", "main"],
        external: ["#credentials", "#settings"],
        write: false,
      });
      const { length } = gzipSync(outputFiles[0]!.contents, { level: 9 });
      // It has another input, and esbuild other letters to count.
      expect(Math.abs((operations[0]?.sizes[platform]?.gzip ?? NaN) - length)).toBeLessThan(100);
    },
  );

  it("is as large as the README says; `npm run bench -- --sizes` measures it again", () => {
    const text = readFileSync(join(root, "bench/results.json"), "utf8");
    const { bundle } = JSON.parse(text) as Results;
    // How well zlib compresses differs between versions of Node.
    const minified = (size: BundleSize) => ({
      bundler: size.bundler,
      platform: size.platform,
      minified: size.minified,
    });
    const told = bundle.filter(({ client }) => client === "tinsmith");
    expect(told.map(minified)).toEqual(sizes.map(minified));
  });
});
