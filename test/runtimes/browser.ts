import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { LIMIT } from "./processes.js";

/** The browser's version. */
export async function chromiumVersion(): Promise<string> {
  const { stdout } = await promisify(execFile)("chromium", ["--version"]);
  return /[\d.]+/.exec(stdout)?.[0] ?? "";
}

/**
 * Opens a page in headless Chromium that runs the scenario (`programs/page.mjs`).
 *
 * @param page - its URL
 * @param server - where the scenario's calls go
 * @returns the outcomes that the page reports, as lines of JSON
 */
export async function browse(page: string, server: string): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), "tinsmith-chromium-"));
  let report: (lines: string) => void = () => {};
  const reported = new Promise<string>((resolve) => (report = resolve));
  const collector = await listen((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      response.end();
      report(body);
    });
  });
  const query = new URLSearchParams({ server, report: collector.url });
  // In a process group of its own, to be ended with its children.
  const browser = spawn("chromium", [...flags(profile), `${page}?${query.toString()}`], {
    stdio: "ignore",
    detached: true,
  });
  const ended = once(browser, "exit");
  try {
    const timer = setTimeout(() => report("the page reported nothing in time"), LIMIT);
    const failed = ended.then(() => "Chromium ended by itself");
    const lines = await Promise.race([reported, failed]);
    clearTimeout(timer);
    return lines;
  } finally {
    if (browser.pid !== undefined && browser.exitCode === null)
      process.kill(-browser.pid, "SIGKILL");
    await ended;
    await collector.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** As quiet as it gets, and with no network but loopback. */
export const flags = (profile: string) => [
  "--headless",
  // Root has no sandbox, as in containers.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  `--user-data-dir=${profile}`,
];

/** A server of files, by path; `/` is a page that loads the module `/page.js`, if it is not among them. */
export async function servePages(files: Readonly<Record<string, string | Uint8Array>>) {
  const types: Readonly<Record<string, string>> = { js: "text/javascript", css: "text/css" };
  const all: typeof files = {
    "/": '<!doctype html><title>KMS</title><script type="module" src="/page.js"></script>',
    ...files,
  };
  return listen((request, response) => {
    const path = (request.url ?? "").replace(/\?.*/, "");
    const file = all[path];
    const type = types[path.split(".").pop() ?? ""] ?? "text/html";
    response.writeHead(file === undefined ? 404 : 200, { "content-type": type }).end(file);
  });
}

async function listen(listener: RequestListener) {
  const server = createServer(listener);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
