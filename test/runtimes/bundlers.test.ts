import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Packed } from "../support/packed.js";
import { browse } from "./browser.js";
import {
  bundlers,
  bundleWith,
  filesIn,
  runBundle,
  versionOf,
  type Files,
  type Target,
} from "./bundlers.js";
import { traitsOf } from "./expectations.js";
import { expectScenario } from "./expectScenario.js";
import { startNextApp } from "./next.js";
import { ask } from "./worker.js";
import { tools } from "./processes.js";
import { startProject } from "./project.js";
import { committed } from "./results.js";
import { startService, type Service } from "./service.js";

let packed: Packed;
let service: Service;
/** The size of esbuild's bundles, which others are held to. */
const reference = {} as Record<Target, number>;

beforeAll(async () => {
  packed = startProject();
  service = await startService();
  for (const target of ["node", "browser"] as const) {
    const [esbuild] = bundlers;
    reference[target] = await sizeOf(filesIn(await bundleWith(esbuild!, packed.project, target)));
  }
});
afterAll(async () => {
  await service.close();
  packed.remove();
});

/** The bytes of a bundle's scripts after gzip, minified by one and the same minifier. */
async function sizeOf(files: Files): Promise<number> {
  const scripts = Object.entries(files).filter(([path]) => /\.[cm]?js$/.test(path));
  const options = { minify: true, format: "esm", charset: "utf8" } as const;
  const minified = await Promise.all(scripts.map(([, text]) => transform(text, options)));
  return gzipSync(minified.map(({ code }) => code).join("\n"), { level: 9 }).length;
}

/** Which of the platform modules is in a bundle, by what each of them alone has. */
function platformOf(text: string): string {
  const marks = { "node:crypto and node:http": "createHmac", fetch: "setUint32" };
  const found = Object.entries(marks).filter(([, mark]) => text.includes(mark));
  return found.map(([name]) => name).join(", ");
}

/** A bundle has the operation that is called, and no other. */
function expectShaken(text: string): void {
  expect(text).toContain("ReEncrypt");
  expect(text).not.toMatch(/ListKeys|GenerateDataKey|CreateAlias/);
}

describe.each(bundlers)("$name", (bundler) => {
  const { name, external, command } = bundler;
  const targets: Record<string, string> = {};

  it.each(Object.keys(command) as Target[])(
    "bundles for %s what is called, and it runs",
    async (target) => {
      const folder = await bundleWith(bundler, packed.project, target);
      const files = filesIn(folder);
      const text = Object.values(files).join("\n");
      if (external === target) expect(text).toContain('from "@tinsmith/kms"');
      else {
        expectShaken(text);
        const size = await sizeOf(files);
        console.log(
          `${name} for ${target}: ${size} bytes after gzip; esbuild: ${reference[target]}`,
        );
        expect(size).toBeLessThan(reference[target] * 1.25);
      }
      await expectScenario(service, `${name} ${target}`, traitsOf[target], (server) =>
        runBundle({ folder, files, target, project: packed.project }, server),
      );
      targets[target] = external === target ? "the package beside it" : platformOf(text);
    },
  );

  it("is in the README", () => {
    const found = { version: versionOf(bundler.package), targets };
    expect(committed("bundlers", name, found)).toEqual(found);
  });
});

describe("Next.js", () => {
  it("builds what is called into routes and pages, and they run", async () => {
    const app = await startNextApp(packed.project);
    try {
      const having = (files: Files) =>
        Object.fromEntries(
          // The operation may be in another file than the runtime, which others load too.
          Object.entries(files).filter(([, text]) => /x-amz-target|TrentService/.test(text)),
        );
      const [node, browser] = [having(app.built.node), having(app.built.browser)];
      const targets = {
        node: platformOf(Object.values(node).join()),
        browser: platformOf(Object.values(browser).join()),
      };
      for (const files of [node, browser]) expectShaken(Object.values(files).join());
      // The client is in a file of its own for browsers; the server's files hold Next's too.
      const size = await sizeOf(browser);
      console.log(`Next.js for browser: ${size} bytes after gzip; esbuild: ${reference.browser}`);
      expect(size).toBeLessThan(reference.browser * 1.25);

      await expectScenario(service, "Next.js node", traitsOf.node, (server) =>
        ask(`${app.url}api?server=${encodeURIComponent(server)}`),
      );
      await expectScenario(service, "Next.js browser", traitsOf.browser, (server) =>
        browse(app.url, server),
      );
      const found = { version: versionOf(join(tools, "next")), targets };
      expect(committed("bundlers", "Next.js", found)).toEqual(found);
    } finally {
      await app.stop();
    }
  });
});
