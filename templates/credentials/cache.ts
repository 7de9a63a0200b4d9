import { homeOf } from "#platform";
import { hostOf, type SourceOptions } from "./host.js";

/**
 * Where the CLI keeps what it knows of a sign-in, in `.aws` of the user's home.
 *
 * @param subject - of what; the file is named by its hash
 */
export function homeFile(
  init: SourceOptions,
  folder: string,
  hash: "sha1" | "sha256",
  subject: string,
): string {
  const { env } = hostOf(init);
  const { createHash } = process.getBuiltinModule("node:crypto");
  return `${homeOf(env)}/.aws/${folder}/${createHash(hash).update(subject).digest("hex")}.json`;
}

/** What a file of the CLI says; `undefined` where there is none, or it is no JSON. */
export async function cached<T>(init: SourceOptions, path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await hostOf(init).readFile(path)) as T;
  } catch {
    return undefined;
  }
}
