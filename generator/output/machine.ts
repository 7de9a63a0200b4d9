import { randomBytes } from "node:crypto";
import * as nodeFs from "node:fs";
import { errorCode, type FileSystem } from "./files.js";

/** The processes that may write into one folder. */
export interface Processes {
  /** What this one goes by: its number, and what tells it from an earlier process of that number. */
  readonly self: string;
  /** Whether the process of a name is there. */
  readonly isRunning: (name: string) => boolean;
}

/** What is written to, and beside whom: this machine, or a test's own. */
export interface Machine {
  readonly fs: FileSystem;
  readonly processes: Processes;
}

const self = `${process.pid}-${randomBytes(8).toString("hex")}`;

/** This process on this machine. */
export const machine: Machine = { fs: nodeFs, processes: { self, isRunning } };

function isRunning(name: string): boolean {
  if (name === self) return true;
  const pid = Number.parseInt(name, 10);
  // Containers start every process under the same numbers.
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}
