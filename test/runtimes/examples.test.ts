import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeWith } from "../support/conformance.js";
import { startProgram, type ExampleServer } from "../support/exampleProgram.js";
import { startExample, type ExampleProject } from "../support/exampleProject.js";
import { motoEnvironment, startMoto } from "../support/motoServer.js";
import type { RunningServer } from "../support/servers.js";
import { openPage, type Page } from "./chromium.js";
import { startWorker, type Worker } from "./worker.js";

// The examples that are for other runtimes than Node, on moto's server of S3.

describeWith("models/s3.json", "examples", (data) => {
  let moto: RunningServer;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => (moto as RunningServer | undefined)?.stop());
  const models = () => ({ s3: data.read("models/s3.json") });

  describe("worker-s3 in workerd", () => {
    let project: ExampleProject | undefined;
    let worker: Worker | undefined;
    beforeAll(async () => {
      // moto takes buckets from anyone.
      expect((await fetch(`${moto.endpoint}/files`, { method: "PUT" })).status).toBe(200);
      project = await startExample("worker-s3", models());
      await project.run("build");
      const module = readFileSync(join(project.folder, "bundle/worker.mjs"), "utf8");
      const settings = readFileSync(join(project.folder, "wrangler.jsonc"), "utf8");
      const [, date = ""] = /"compatibility_date": "([\d-]+)"/.exec(settings) ?? [];
      worker = await startWorker(module, date, {
        ...motoEnvironment(moto),
        BUCKET: "files",
        UPLOAD_TOKEN: "secret",
      });
    });
    afterAll(async () => {
      await worker?.stop();
      project?.remove();
    });

    const put = (path: string, body: Uint8Array<ArrayBuffer>, token = "secret") =>
      fetch(worker!.url + path, {
        method: "PUT",
        body,
        headers: { authorization: `Bearer ${token}`, "content-type": "image/tea" },
      });

    it("stores and serves objects, as they are", async () => {
      const body = Uint8Array.from(randomBytes(3_000_000));
      const stored = await put("a%20folder/%C3%A4.bin", body);
      expect(stored.status).toBe(201);
      const served = await fetch(`${worker!.url}a%20folder/%C3%A4.bin`);
      // Item by item, a failure would take minutes.
      expect(Buffer.from(await served.arrayBuffer()).equals(body)).toBe(true);
      expect(served.headers.get("content-type")).toBe("image/tea");
      expect(served.headers.get("etag")).toBe(stored.headers.get("etag"));
    });

    it("serves parts, and nothing to who has it", async () => {
      const etag = (await put("tea", new TextEncoder().encode("green tea"))).headers.get("etag")!;
      const part = await fetch(`${worker!.url}tea`, { headers: { range: "bytes=6-" } });
      expect([part.status, await part.text()]).toEqual([206, "tea"]);
      const known = await fetch(`${worker!.url}tea`, { headers: { "if-none-match": etag } });
      expect([known.status, await known.text()]).toEqual([304, ""]);
    });

    it("says what is not there, and refuses strangers", async () => {
      expect((await fetch(`${worker!.url}none`)).status).toBe(404);
      expect((await put("tea", new Uint8Array(1), "guess")).status).toBe(401);
    });
  });

  describe("browser-upload in Chromium", () => {
    let project: ExampleProject | undefined;
    let server: ExampleServer | undefined;
    let page: Page | undefined;
    beforeAll(async () => {
      project = await startExample("browser-upload", models());
      await project.run("build");
      const env = { ...motoEnvironment(moto), BUCKET: "pictures" };
      server = await startProgram(project.folder, "dist/server.js", env);
      expect(await project.run("setup", { ...env, ORIGIN: server.url })).toBe(
        "pictures is there.\n",
      );
      page = await openPage(server.url);
    });
    afterAll(async () => {
      await page?.close();
      await server?.stop();
      project?.remove();
    });

    /** What the page says once it says something. */
    const said = () =>
      page!.evaluate(`new Promise((resolve) => {
        const status = document.querySelector("output");
        const look = () => status.value && resolve(status.value);
        new MutationObserver(look).observe(status, { childList: true, subtree: true });
        look();
      })`);

    it("uploads a picture, and shows it", async () => {
      const file = join(project!.folder, "picture.png");
      writeFileSync(file, PICTURE);
      await page!.choose("input", file);
      expect(await said()).toBe("It is there.");
      const shown = await page!.evaluate(`(async () => {
        const image = document.querySelector("img");
        await image.decode();
        return { width: image.naturalWidth, from: new URL(image.src).pathname };
      })()`);
      expect(shown).toEqual({
        width: 1,
        from: expect.stringMatching(/^\/uploads\/.*\.png$/) as string,
      });
      const { from } = shown as { readonly from: string };
      const stored = await fetch(`${server!.url}${from}`);
      expect(Buffer.from(await stored.arrayBuffer())).toEqual(PICTURE);
      expect(new URL(stored.url).origin).toBe(moto.endpoint);
    });

    it("says why a file is not taken", async () => {
      const file = join(project!.folder, "page.html");
      writeFileSync(file, "<script></script>");
      await page!.evaluate(`document.querySelector("output").value = ""`);
      await page!.choose("input", file);
      expect(await said()).toMatch(/^Error: Pictures are /);
    });
  });
});

/** One pixel. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
