import { transport } from "#platform";
import { systemClock, within, type Clock, type Fetch } from "#runtime";

/** The environment's variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What sources of credentials look at. By default the process and the machine that it runs on. */
export interface Host {
  /** The environment's variables. */
  readonly env?: Environment;
  /** Time. */
  readonly clock?: Clock;
  /** Numbers from 0 up to 1. */
  readonly random?: () => number;
  /** The text of a file. Rejects where there is none. */
  readonly readFile?: (path: string) => Promise<string>;
  /** Puts a file that its owner alone can read in the place of another, at once. */
  readonly writeFile?: (path: string, text: string) => Promise<void>;
  /** What a program printed within a minute: a command for the shell, or a program and its arguments. */
  readonly run?: (command: string, args?: readonly string[]) => Promise<string>;
  /** Sends the requests. */
  readonly fetch?: Fetch;
}

/** What every source can be told. */
export interface SourceOptions {
  /** For tests: what is in the place of the process and its machine. */
  readonly host?: Host | undefined;
}

/** A host that has everything; `fetch` alone may be the platform's own. */
export type FullHost = Required<Omit<Host, "fetch">> & Pick<Host, "fetch">;

// Node's modules are taken when they are needed: most of them never are.
const machine: FullHost = {
  env: process.env,
  clock: systemClock,
  random: Math.random,
  readFile: (path) => process.getBuiltinModule("node:fs/promises").readFile(path, "utf8"),
  async writeFile(path, text) {
    const { rename, writeFile } = process.getBuiltinModule("node:fs/promises");
    const draft = `${path}.${crypto.randomUUID()}`;
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, path);
  },
  run: (command, args) =>
    new Promise((resolve, reject) => {
      const { exec, execFile } = process.getBuiltinModule("node:child_process");
      const settle = (error: Error | null, output: string) =>
        error ? reject(error) : resolve(output);
      // Whoever asked may have gone: nothing is left to run for ever.
      const options = { timeout: 60_000 };
      if (args) execFile(command, args, options, settle);
      else exec(command, options, settle);
    }),
};

/** The host of a source. */
export const hostOf = ({ host }: SourceOptions): FullHost => ({ ...machine, ...host });

/** What a server on the machine or next to it answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/**
 * Asks a server on the machine or next to it, once.
 *
 * @param ms - the bound of it, in milliseconds
 * @throws TransportError, TimeoutError
 */
export function ask(
  { clock, fetch }: FullHost,
  ms: number,
  url: URL,
  headers: Record<string, string>,
  method = "GET",
): Promise<Answer> {
  const { origin, pathname, search } = url;
  const request = { method, origin, path: pathname + search, headers, body: undefined };
  return within(clock, ms, ms, undefined, async (ending) => {
    const response = await transport(request, ending, { fetch, maxResponseBytes: 1e5 });
    return { status: response.status, text: await response.text() };
  });
}
