import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sectionsOf } from "../../scripts/site/pages.js";
import { serveFolder } from "../support/siteServer.js";

const root = resolve(import.meta.dirname, "../..");
const site = join(root, "docs/.vitepress/dist");
const executablePath = (process.env.PATH ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "chromium"))
  .find((path) => existsSync(path));
const missing = !existsSync(join(site, "llms.txt"))
  ? 'it is not built: "bash .ci/site" does that'
  : executablePath === undefined
    ? 'there is no Chromium: "bash .ci/runtimes" installs it'
    : undefined;
if (missing !== undefined) {
  if (process.env.CI) throw new Error(`The documentation site: ${missing}`);
  console.warn(`skipped: the documentation site in Chromium, since ${missing}`);
}

const paths = [
  "index",
  ...sectionsOf(join(root, "docs")).flatMap(({ pages }) => pages.map(({ path }) => path)),
  "api/kms/index",
  "api/kms/functions/index.reEncrypt",
];

describe.skipIf(missing !== undefined)("the documentation site, as it was built", () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveFolder>>;
  beforeAll(async () => {
    server = await serveFolder(site);
    // Root has no sandbox, as in containers.
    browser = await chromium.launch({ executablePath: executablePath!, args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** A page, and what the browser complains of while it is open. */
  async function open(width: number, colorScheme: "light" | "dark") {
    const page = await browser.newPage({ viewport: { width, height: 844 }, colorScheme });
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("response", (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(server.url)) complaints.push(`asks for ${request.url()}`);
    });
    return { page, complaints };
  }

  /** How many pixels a page is wider than what shows of it. */
  const overflow = (page: Page): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

  for (const [width, scheme] of [
    [390, "light"],
    [390, "dark"],
    [1280, "dark"],
  ] as const) {
    it(`has no errors and fits ${width} pixels, ${scheme}`, async () => {
      const { page, complaints } = await open(width, scheme);
      for (const path of paths) {
        const response = await page.goto(`${server.url}/${path}.html`, { waitUntil: "load" });
        expect(response?.status(), path).toBe(200);
        expect(await page.locator("h1").first().isVisible(), path).toBe(true);
        expect(await overflow(page), path).toBe(0);
      }
      expect(complaints).toEqual([]);
      await page.close();
    });
  }

  it("finds a page by a word in it", async () => {
    const { page, complaints } = await open(1280, "light");
    await page.goto(`${server.url}/index.html`);
    await page.getByRole("button", { name: "Search" }).click();
    await page.locator("#localsearch-input").fill("attemptTimeoutMs");
    await page.locator("#localsearch-list a", { hasText: "Retries and timeouts" }).first().click();
    await page.waitForURL("**/retries.html**");
    expect(await page.locator("h1").first().textContent()).toContain("Retries and timeouts");
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("leads from the home page through the menu on a telephone", async () => {
    const { page } = await open(390, "light");
    await page.goto(`${server.url}/index.html`);
    await page.getByRole("link", { name: "First steps" }).click();
    await page.waitForURL("**/first-steps.html");
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("link", { name: "Testing" }).click();
    await page.waitForURL("**/testing.html");
    expect(await page.locator("h1").first().textContent()).toContain("Testing");
    await page.close();
  });

  it("has its pages as text, too", async () => {
    const list = await (await fetch(`${server.url}/llms.txt`)).text();
    const links = [...list.matchAll(/\]\((\/[^)]+)\)/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(20);
    for (const link of links) {
      expect((await fetch(server.url + link)).status, link).toBe(200);
    }
  });
});
