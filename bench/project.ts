import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../generator/cli/root.js";
import { libraries } from "./clients.js";
import { linkLibrary, packAndInstall } from "../test/support/packed.js";

/** A project that has the clients installed, and the programs that use them. */
export interface Project {
  readonly folder: string;
  /** Runs one of its programs in a process of its own; returns what it prints as JSON. */
  run(program: string, ...args: readonly (string | number)[]): unknown;
  remove(): void;
}

/**
 * Packs and installs `@tinsmith/kms`, and lets the project have the others from where they are
 * installed here.
 *
 * @param certificate - the file of a certificate for programs to trust
 */
export function createProject(certificate: string): Project {
  const packed = packAndInstall("kms");
  const folder = packed.project;
  for (const { id, name } of libraries) if (id !== "tinsmith") linkLibrary(folder, name);
  cpSync(join(packageRoot, "bench/programs"), join(folder, "programs"), { recursive: true });
  return {
    folder,
    run(program, ...args) {
      const stdout = execFileSync(
        process.execPath,
        [join(folder, "programs", program), ...args.map(String)],
        {
          cwd: folder,
          encoding: "utf8",
          // Nobody's configuration of AWS or of Node, and no warnings of the SDK's.
          env: { HOME: folder, NODE_EXTRA_CA_CERTS: certificate, NODE_NO_WARNINGS: "1" },
          stdio: ["ignore", "pipe", "inherit"],
          timeout: 120_000,
        },
      );
      return JSON.parse(stdout) as unknown;
    },
    remove: () => packed.remove(),
  };
}
