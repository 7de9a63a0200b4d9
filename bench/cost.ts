import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a run took: times in milliseconds, and the memory of its largest process, in megabytes. */
export interface Cost {
  readonly wallMs: number;
  /** Of all its processes. */
  readonly userMs: number;
  readonly systemMs: number;
  readonly peakMb: number;
}

/** What a run cost, and what it said. */
export interface Run {
  readonly cost: Cost;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs Node with arguments in a folder, and finds what it and the processes that it starts cost.
 *
 * @throws where it fails, with what it said.
 */
export function run(args: readonly string[], folder: string): Run {
  // Every process, workers too, leaves a file that says what it took.
  const usage = join(folder, "usage");
  rmSync(usage, { recursive: true, force: true });
  mkdirSync(usage);
  const probe = join(folder, "probe.mjs");
  writeFileSync(
    probe,
    `import { writeFileSync } from "node:fs";
    process.on("exit", () => {
      const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
      writeFileSync(
        ${JSON.stringify(usage)} + "/" + process.pid,
        JSON.stringify([userCPUTime, systemCPUTime, maxRSS]),
      );
    });`,
  );
  const start = performance.now();
  // The pipe is open until the last worker has ended.
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: `--import ${probe}` },
    maxBuffer: 2 ** 28,
  });
  const wallMs = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(" ")} failed: ${stderr}`);
  const all = readdirSync(usage).map(
    (file) =>
      JSON.parse(readFileSync(join(usage, file), "utf8")) as [
        user: number,
        system: number,
        rss: number,
      ],
  );
  const cost = {
    wallMs,
    userMs: all.reduce((sum, [user]) => sum + user / 1000, 0),
    systemMs: all.reduce((sum, [, system]) => sum + system / 1000, 0),
    peakMb: Math.max(...all.map(([, , rss]) => rss)) / 1024,
  };
  return { cost, stdout, stderr };
}
