import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const root = resolve(import.meta.dirname, "../..");

/** Where `.ci/runtimes` installs to. */
export const tools = join(root, ".cache/runtimes/node_modules");

/** No run of a program takes longer, in milliseconds. */
export const LIMIT = 300_000;

/** The credentials that the service knows, for runtimes with an environment. */
export const environment = {
  AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_SESSION_TOKEN: "a/session+token=",
};

/**
 * What a program prints.
 *
 * @throws where it fails, or takes too long, with what it printed
 */
export async function output(
  file: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
  timeout = LIMIT,
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(file, args, {
      cwd,
      timeout,
      maxBuffer: 2 ** 24,
      env: { ...quiet, PATH: process.env.PATH, HOME: tmpdir(), ...env },
    });
    return stdout;
  } catch (error) {
    const { message, stdout } = error as Error & { readonly stdout?: string };
    throw Object.assign(new Error(`${message}${stdout ?? ""}`, { cause: error }), { stdout });
  }
}

/** Nothing is asked or told elsewhere. */
export const quiet = { DENO_NO_UPDATE_CHECK: "1", DO_NOT_TRACK: "1", NEXT_TELEMETRY_DISABLED: "1" };
