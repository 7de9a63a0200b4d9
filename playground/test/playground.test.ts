import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { strFromU8, unzipSync } from "fflate";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readFolder } from "../../generator/cli/templates.js";
import { measure } from "../src/sizes/measure.js";
import { serve } from "./server.js";

const root = resolve(import.meta.dirname, "../..");
const dist = join(root, "playground/dist");
const kms = readFileSync(join(root, "model/kms.json"), "utf8");

let server: Awaited<ReturnType<typeof serve>>;
let browser: Browser;
beforeAll(async () => {
  if (!existsSync(join(dist, "index.html"))) {
    throw new Error("The playground is not built: run `bash .ci/playground`.");
  }
  server = await serve(dist);
  browser = await chromium.launch({
    // Debian's, as .ci/playground installs it.
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    // Root has no sandbox, as in containers. There is no network but loopback.
    args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
  });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

let context: BrowserContext;
let page: Page;
/** What went wrong in the page, or was asked of anyone else. */
let complaints: string[];

/** Opens the page in a browser of its own, which may ask for nothing but the page's files. */
async function open(options: Parameters<Browser["newContext"]>[0] = {}): Promise<void> {
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  complaints = [];
  await context.route(
    (url) => !url.href.startsWith(server.url) && url.protocol !== "blob:",
    (route) => {
      complaints.push(`asked for ${route.request().url()}`);
      return route.abort();
    },
  );
  page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(server.url);
}

beforeEach(() => {
  complaints = [];
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

/** Drops a file onto the page. */
async function drop(file: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([name, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], name));
      return transfer;
    },
    [file, text] as const,
  );
  await page.dispatchEvent("body", "dragover", { dataTransfer: data });
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}

const checkbox = (operation: string) =>
  page.getByRole("checkbox", { name: operation, exact: true });
const tab = (name: string) => page.getByRole("tab", { name });
const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Drops the model of KMS, and chooses ReEncrypt of it. */
async function chooseReEncrypt(): Promise<void> {
  await drop("kms.json", kms);
  await page.getByRole("searchbox", { name: "Filter operations" }).fill("reencr");
  await checkbox("ReEncrypt").check();
  await page.getByRole("button", { name: "reEncrypt.ts" }).waitFor();
}

describe("a dropped model", () => {
  test("becomes the package that the command line writes, to read and to download", async () => {
    await open();
    await chooseReEncrypt();
    await page.getByRole("heading", { name: "src/operations/reEncrypt.ts" }).waitFor();
    const code = page.getByLabel("The text of src/operations/reEncrypt.ts");
    await code.locator(".tok-keyword").first().waitFor();
    await code.getByText("export function reEncrypt(").waitFor();

    await page.getByRole("button", { name: "package.json" }).click();
    await page.getByLabel("The text of package.json").getByText('"@acme/kms"').waitFor();

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download .zip" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("acme-kms.zip");
    const zip = unzipSync(readFileSync(await download.path()));
    const files = new Map(
      Object.entries(zip).map(([path, bytes]) => [path.replace("acme-kms/", ""), strFromU8(bytes)]),
    );
    const out = join(mkdtempSync(join(tmpdir(), "tinsmith-")), "client");
    execFileSync(process.execPath, [
      join(root, "dist/tinsmith.js"),
      ...["generate", "--model", join(root, "model/kms.json"), "--operations", "ReEncrypt"],
      ...["--name", "@acme/kms", "--out", out, "--quiet"],
    ]);
    expect(files).toEqual(readFolder(out));
  });

  test("has its bundles weighed as esbuild does elsewhere", async () => {
    await open();
    await chooseReEncrypt();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download .zip" }).click(),
    ]);
    const zip = unzipSync(readFileSync(await download.path()));
    const files = new Map(
      Object.entries(zip).map(([path, bytes]) => [path.replace("acme-kms/", ""), strFromU8(bytes)]),
    );
    // By the keyboard.
    await tab("Files").focus();
    await page.keyboard.press("ArrowRight");
    await page.getByText("bundled by esbuild").waitFor();
    for await (const { name, kind, size } of measure(build, files, "KMS")) {
      const label = kind === "client" ? "a client that calls nothing" : name;
      const row = page.getByRole("row").filter({ hasText: label });
      const [gzip, , minified] = await row.locator(".number").allInnerTexts();
      expect(Number(minified)).toBe(Number((size.minified / 1000).toFixed(2)));
      // Versions of zlib differ by some bytes.
      expect(Math.abs(Number(gzip) * 1000 - size.gzip)).toBeLessThan(40);
    }
    expect(await page.getByRole("row").count()).toBe(3);
  });

  test.each([
    ["no JSON", "namespace example\n", "Not valid JSON at line 1, column 1"],
    ["no model", '{"openapi":"3.0.0"}', "Not a Smithy model"],
    [
      "a model with a mistake",
      '{"smithy":"2.0",\n"shapes":{"a#B":{"type":"structur"}}}',
      'There is no shape type "structur"',
    ],
  ])("that is %s has one clear message", async (_what, text, message) => {
    await open();
    await drop("bad.json", text);
    const alert = page.getByRole("alert");
    await alert.waitFor();
    const told = await alert.innerText();
    expect(told).toContain("The model has a mistake");
    expect(told).toContain(message);
    expect(told).toContain("bad.json");
    expect(await page.getByRole("listitem").filter({ hasText: message }).count()).toBe(1);
  });

  test("of a service that cannot be generated says why", async () => {
    await open();
    const shapes = {
      "a#S": { type: "service", version: "1", operations: [{ target: "a#O" }] },
      "a#O": { type: "operation" },
    };
    await drop("soap.json", JSON.stringify({ smithy: "2.0", shapes }));
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/protocol/);
    // The next one works.
    await page.getByRole("button", { name: "Weather" }).click();
    await page.getByRole("button", { name: "getForecast.ts" }).waitFor();
    expect(await alert.count()).toBe(0);
  });

  test("has nothing in it that becomes markup or code of the page", async () => {
    await open();
    const name = '<img src=x onerror="document.title=1">';
    await drop(
      `${name.replaceAll("/", "")}.json`,
      JSON.stringify({ smithy: "2.0", shapes: { [name]: 1 } }),
    );
    await page.getByRole("alert").waitFor();
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.title()).toBe("Playground · Tinsmith");
  });
});

test("what takes too long can be cancelled, and done again", async () => {
  await open();
  let isHeld = true;
  const isFormatter = /\/assets\/babel-/;
  await context.route(isFormatter, (route) => (isHeld ? undefined : route.continue()));
  await page.getByRole("button", { name: "Weather" }).click();
  const cancel = page.getByRole("button", { name: "Cancel" });
  const status = page.getByRole("status").filter({ hasText: "Formatting" });
  await status.waitFor();
  await cancel.click();
  await page.getByRole("alert").getByText("Cancelled").waitFor();
  isHeld = false;
  await checkbox("ListCities").uncheck();
  await page.getByRole("button", { name: "getForecast.ts" }).waitFor();
  expect(await page.getByRole("button", { name: "listCities.ts" }).count()).toBe(0);
});

test("everything is reached by the keyboard", async () => {
  await open();
  await page.getByRole("button", { name: "Weather" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "getForecast.ts" }).waitFor();
  await page.getByRole("searchbox").focus();
  const reached = new Set<string>();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    reached.add(
      await page.evaluate(() => {
        const { activeElement: at } = document;
        return (
          at?.getAttribute("aria-label") ?? at?.closest("label, button, summary")?.textContent ?? ""
        );
      }),
    );
  }
  const names = [...reached].map((name) => name.trim());
  for (const name of [
    "All",
    "None",
    "ListCities",
    "Package name",
    "src",
    "listCities.ts",
    "Copy",
  ]) {
    expect(names).toContain(name);
  }
  expect(names).toContain("The text of src/operations/getForecast.ts");
});

test.each([
  ["a desktop", 1280, "light"],
  ["a desktop", 1280, "dark"],
  ["a telephone", 390, "light"],
  ["a telephone", 390, "dark"],
] as const)("nothing is cut off on %s, %i wide, %s", async (_device, width, colorScheme) => {
  await open({ viewport: { width, height: 800 }, colorScheme });
  expect(await overflow()).toBe(0);
  await page.getByRole("button", { name: "Weather" }).click();
  await page.getByRole("button", { name: "getForecast.ts" }).waitFor();
  expect(await overflow()).toBe(0);
  await tab("Messages").click();
  expect(await overflow()).toBe(0);
  const background = await page.evaluate(
    () => getComputedStyle(document.documentElement).backgroundColor,
  );
  expect(background).toBe(colorScheme === "dark" ? "rgb(20, 23, 26)" : "rgb(246, 247, 249)");
});

test("works without a network, once it was used", async () => {
  await open();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const use = async () => {
    await page.getByRole("button", { name: "Weather" }).click();
    await tab("Sizes").click();
    await page.getByText("bundled by esbuild").waitFor();
  };
  await use();
  await context.setOffline(true);
  await page.reload();
  await use();
  expect(await page.getByRole("row").filter({ hasText: "getForecast" }).count()).toBe(1);
});
