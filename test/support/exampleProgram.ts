import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A server of an example that runs. */
export interface ExampleServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a program that serves on loopback, and prints its URL as the first line.
 *
 * @throws with what it printed, where it ends before
 */
export async function startProgram(
  folder: string,
  file: string,
  env: Readonly<Record<string, string>>,
): Promise<ExampleServer> {
  const child = spawn(process.execPath, [file], {
    cwd: folder,
    env: { ...env, PORT: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill();
    await ended;
  };
  const line = once(createInterface(child.stdout), "line").then(([text]) => String(text));
  const url = await Promise.race([line, ended.then(() => "")]);
  if (!url.startsWith("http://")) {
    await stop();
    throw new Error(`${file} does not serve: ${url}${errors}`);
  }
  return { url, stop };
}
