import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import {
  reEncrypt,
  type KMSClient,
  type ReEncryptError,
  type ReEncryptRequest,
} from "@tinsmith/kms";
import pMap from "p-map";
import { adviceFor, type Advice } from "./advice.js";

export interface Job {
  /** The folder of ciphertexts, one a file, at any depth. It is only read. */
  readonly from: string;
  /** Where they go, under the same names. What is there already is done. */
  readonly to: string;
  /** The keys and encryption contexts, which are the same for all files. */
  readonly request: Omit<ReEncryptRequest, "CiphertextBlob">;
  /** How many calls are on their way at once. */
  readonly concurrency: number;
  /** Ends the job; calls on their way are aborted. */
  readonly signal: AbortSignal;
  /** Told of each file, and how many there are in all. */
  readonly onOutcome?: (outcome: Outcome, total: number) => void;
}

/** What became of a file. */
export type Outcome =
  | { readonly file: string; readonly status: "moved" | "present" | "unfinished" }
  | {
      readonly file: string;
      readonly status: "failed";
      readonly error: ReEncryptError;
      readonly advice: Advice;
    };

/**
 * Encrypts a folder's ciphertexts again, under another key.
 *
 * A file is written beside its place and then renamed, so that whatever ends the job leaves whole files
 * only. That is also how the job goes on: those that are there are not asked for again.
 *
 * @returns what became of each file, in their order
 * @throws where a file cannot be read or written
 */
export async function reencryptFolder(kms: KMSClient, job: Job): Promise<Outcome[]> {
  const files = await filesIn(job.from);
  const stop = new AbortController();
  const signal = AbortSignal.any([job.signal, stop.signal]);

  const moveOrSkip = async (file: string): Promise<Outcome> => {
    if (signal.aborted) return { file, status: "unfinished" };
    if (await isThere(join(job.to, file))) return { file, status: "present" };

    const CiphertextBlob = await readFile(join(job.from, file));
    const result = await reEncrypt(kms, { ...job.request, CiphertextBlob }, { signal });
    if (result.ok) {
      const { CiphertextBlob: moved } = result.value;
      // Only a dry run has none; the model does not say so.
      if (!moved) throw new Error(`${file}: KMS answered without a ciphertext.`);
      await writeWhole(join(job.to, file), moved);
      return { file, status: "moved" };
    }

    const { error } = result;
    if (error.name === "AbortError") return { file, status: "unfinished" };
    const advice = adviceFor(error);
    if (advice === "stop") stop.abort(error);
    return { file, status: "failed", error, advice };
  };

  return pMap(
    files,
    async (file) => {
      const outcome = await moveOrSkip(file);
      job.onOutcome?.(outcome, files.length);
      return outcome;
    },
    { concurrency: job.concurrency },
  );
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.partial`, bytes);
  await rename(`${path}.partial`, path);
}
