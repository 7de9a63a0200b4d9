import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outcome, Usage } from "./client.js";

/** What AWS Lambda allows a process to have open, sockets included. */
const FILES = 1024;

/**
 * The default transport has to do with few files. The global `fetch` of Node opens a connection for
 * each call, which takes it a minute for 10,000.
 */
const transports = [
  { transport: "node:http", shell: `ulimit -n ${FILES}; `, calls: 10_000 },
  { transport: "fetch", shell: "", calls: 2_000 },
];

let programs: string;
let server: ChildProcess;
let url: string;
beforeAll(async () => {
  programs = mkdtempSync(join(tmpdir(), "tinsmith-load-"));
  await build({
    entryPoints: ["server.ts", "client.ts"].map((file) => join(import.meta.dirname, file)),
    outdir: programs,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
  });
  server = spawn(process.execPath, [join(programs, "server.mjs")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = (await once(createInterface(server.stdout!), "line")) as [string];
  url = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  server.kill();
  await once(server, "exit");
});

interface Report {
  /** How many requests the server got of each call, by its number. */
  readonly requests: ReadonlyMap<number, number>;
  readonly mostConnections: number;
}

/** Runs the client in a process of its own, against a server that starts to count anew. */
async function run<T>(shell: string, ...args: readonly (string | number)[]): Promise<T & Report> {
  await report();
  const command = [process.execPath, "--expose-gc", join(programs, "client.mjs"), ...args];
  const { stdout } = await promisify(execFile)(
    "sh",
    ["-c", `${shell}exec "$@"`, "sh", ...command.map(String)],
    { maxBuffer: 2 ** 26, timeout: 170_000 },
  );
  return { ...(JSON.parse(stdout) as T), ...(await report()) };
}

async function report(): Promise<Report> {
  const got = (await (await fetch(url)).json()) as {
    requests: [string, number][];
    mostConnections: number;
  };
  return { ...got, requests: new Map(got.requests.map(([id, count]) => [Number(id), count])) };
}

/** Whether a call of this number meets a mishap at first, as `server.ts` has it. */
const unlucky = (id: number) => id % 10 === 0;

describe.each(transports)("over $transport", ({ transport, shell, calls }) => {
  it(`${calls} calls at once all end well, and none is sent more often than it says`, async () => {
    const { outcomes, requests, mostConnections } = await run<{ outcomes: readonly Outcome[] }>(
      shell,
      ...[`${url}/some`, transport, "atOnce", calls, 120_000],
    );
    expect(outcomes).toHaveLength(calls);
    expect(outcomes.filter(({ id, ended }) => ended !== String(id))).toEqual([]);
    expect(requests.size).toBe(calls);
    const sent = ({ id }: Outcome) => requests.get(id) ?? 0;
    expect(outcomes.filter((outcome) => sent(outcome) > outcome.attempts)).toEqual([]);
    // What a mishap befell was sent again.
    expect(outcomes.filter((outcome) => unlucky(outcome.id) && sent(outcome) < 2)).toEqual([]);
    if (transport === "node:http") expect(mostConnections).toBeLessThanOrEqual(256 + 1);
    const repeated = outcomes.filter(({ attempts }) => attempts > 1).length;
    console.log(`${transport}: ${repeated} calls repeated, ${mostConnections} connections at most`);
  });

  it(`${calls} calls at once that nobody answers all end at their deadline`, async () => {
    const timeoutMs = 3000;
    const { outcomes, requests } = await run<{ outcomes: readonly Outcome[] }>(
      shell,
      ...[`${url}/silent`, transport, "atOnce", calls, timeoutMs],
    );
    expect(outcomes).toHaveLength(calls);
    const ends = new Set(outcomes.map(({ ended }) => ended));
    expect([...ends]).toEqual(["TimeoutError: timeoutMs ran out"]);
    const times = outcomes.map(({ ms }) => ms);
    expect(Math.min(...times)).toBeGreaterThan(timeoutMs - 50);
    // A busy machine is late by what it takes to start them all.
    expect(Math.max(...times)).toBeLessThan(timeoutMs + 20_000);
    expect([...requests.values()].filter((count) => count > 1)).toEqual([]);
    console.log(`${transport}: ended after ${Math.round(Math.max(...times))} ms at the latest`);
  });

  it("calls that go on and on need no more memory and sockets over time", async () => {
    const { made, bad, usages } = await run<{
      made: number;
      bad: readonly Outcome[];
      usages: readonly Usage[];
    }>(shell, ...[`${url}/some`, transport, "steadily", 20, 30_000]);
    expect(bad).toEqual([]);
    const most = (part: readonly Usage[], of: keyof Usage) =>
      Math.max(...part.map((usage) => usage[of]));
    const third = Math.floor(usages.length / 3);
    const [early, late] = [usages.slice(0, third), usages.slice(-third)];
    const megabytes = (part: readonly Usage[]) => most(part, "heap") / 1e6;
    console.log(
      `${transport}: ${made} calls, heap ${megabytes(early).toFixed(1)} MB at first and ` +
        `${megabytes(late).toFixed(1)} MB at last, files ${most(early, "files")} and ${most(late, "files")}`,
    );
    expect(megabytes(late)).toBeLessThan(megabytes(early) + 4);
    expect(most(late, "files")).toBeLessThan(most(early, "files") + 50);
  });
});
