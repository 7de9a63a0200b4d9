import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { LIMIT, tools } from "./processes.js";

export const workerdFile = join(tools, "@cloudflare/workerd-linux-64/bin/workerd");

/** A worker that runs. */
export interface Worker {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a worker of one module, which may reach loopback.
 *
 * @param compatibilityDate - workerd behaves as it did then
 * @param bindings - texts in its environment
 */
export async function startWorker(
  module: string,
  compatibilityDate: string,
  bindings: Readonly<Record<string, string>>,
): Promise<Worker> {
  const folder = mkdtempSync(join(tmpdir(), "tinsmith-workerd-"));
  writeFileSync(join(folder, "worker.mjs"), module);
  writeFileSync(join(folder, "config.capnp"), configOf(compatibilityDate, bindings));
  const child = spawn(workerdFile, ["serve", join(folder, "config.capnp"), "--control-fd=3"], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true });
  };
  // It tells there which port it got.
  const told = once(createInterface(child.stdio[3] as Readable), "line");
  const [line] = (await Promise.race([told, ended])) as [unknown];
  if (typeof line !== "string") {
    await stop();
    throw new Error("workerd ended before it listened");
  }
  const { port } = JSON.parse(line) as { port: number };
  return { url: `http://127.0.0.1:${port}/`, stop };
}

/** What a worker answers. */
export async function ask(url: string): Promise<string> {
  return (await fetch(url, { signal: AbortSignal.timeout(LIMIT) })).text();
}

function configOf(
  compatibilityDate: string,
  environment: Readonly<Record<string, string>>,
): string {
  const bindings = Object.entries(environment).map(
    ([name, value]) => `(name = "${name}", text = "${value}")`,
  );
  return `
    using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (
      services = [
        (name = "main", worker = (
          modules = [(name = "worker.mjs", esModule = embed "worker.mjs")],
          compatibilityDate = "${compatibilityDate}",
          bindings = [${bindings.join(", ")}],
        )),
        (name = "internet", network = (allow = ["private"])),
      ],
      sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
    );`;
}
