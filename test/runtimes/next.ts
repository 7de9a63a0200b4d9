import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { filesIn } from "./bundlers.js";
import { environment, output, quiet, tools } from "./processes.js";

const next = join(tools, ".bin/next");

/** An application of Next.js, built and running. */
export interface NextApp {
  /** Its page and its route `api` run the scenario. */
  readonly url: string;
  /** The JavaScript that Next made for Node and for browsers, by path. */
  readonly built: Readonly<Record<"node" | "browser", Readonly<Record<string, string>>>>;
  stop(): Promise<void>;
}

/**
 * Builds the application `programs/next` with the package of a project, and starts it.
 *
 * It lies beside the installed tools, since Next has to find itself and React from there.
 */
export async function startNextApp(project: string): Promise<NextApp> {
  const folder = mkdtempSync(join(resolve(tools, ".."), "next-"));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    for (const part of ["node_modules/@tinsmith", "scenario.mjs", "page.mjs", "worker.mjs"]) {
      cpSync(join(project, part), join(folder, part), { recursive: true });
    }
    cpSync(join(project, "next"), folder, { recursive: true });
    await output(next, ["build"], folder, {}, 300_000);
    const { url, stop } = await startBuilt(folder);
    return {
      url,
      built: {
        node: scriptsIn(join(folder, ".next/server/app/api"), join(folder, ".next/server/chunks")),
        browser: scriptsIn(join(folder, ".next/static")),
      },
      async stop() {
        await stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Without source maps, which have all of a file of which only a part is in a bundle. */
function scriptsIn(...folders: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(filesIn(...folders)).filter(([path]) => path.endsWith(".js")),
  );
}

/** Starts an application that is built. */
export async function startBuilt(
  folder: string,
  command = next,
  env: Readonly<Record<string, string>> = environment,
): Promise<Pick<NextApp, "url" | "stop">> {
  const server = spawn(command, ["start", "--hostname", "127.0.0.1", "--port", "0"], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env, ...quiet },
    stdio: ["ignore", "pipe", "inherit"],
    // A group of its own, to be ended with its children.
    detached: true,
  });
  const ended = once(server, "exit");
  const stop = async () => {
    if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid);
    await ended;
  };
  for await (const line of createInterface(server.stdout)) {
    const [, url] = /Local: +(http:\S+)/.exec(line) ?? [];
    if (url) return { url: `${url}/`, stop };
  }
  throw new Error("next start ended before it listened");
}
