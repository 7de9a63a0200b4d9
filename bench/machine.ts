import { cpus, loadavg, platform, release, totalmem } from "node:os";
import type { Machine } from "./results.js";

/** What it is measured on, and whether it had anything else to do. */
export function machineFacts(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.version,
    loadBefore: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}
