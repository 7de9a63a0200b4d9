import { createHash } from "node:crypto";
import { resolve } from "node:path";
import type { ModelSource } from "../smithy/load.js";
import { blobId, type Collection } from "./aws.js";
import { SourceError } from "./error.js";
import { readLocal, type LocalFile } from "./local.js";
import type { Source } from "./source.js";
import { fetchStored, lastCopy, type Downloads } from "./store.js";

/** A model as it came. */
export interface Fetched {
  readonly files: readonly ModelSource[];
  /** The SHA-256 of the file, or of a list of the files' where there are several. */
  readonly sha256: string;
  /** Of AWS's collection: the ID that Git knows the content by. */
  readonly blob?: string | undefined;
}

export interface FetchContext {
  readonly downloads: Downloads;
  /** Absent where only copies are to be used. */
  readonly collection?: Collection | undefined;
  /** What paths are relative to. */
  readonly folder: string;
  readonly maxBytes: number;
  readonly userAgent: string;
}

/**
 * Fetches a model. Whether it is one is for the loader to say.
 *
 * @throws {SourceError} where it cannot be had, or is no text.
 */
export async function fetchModel(source: Source, context: FetchContext): Promise<Fetched> {
  if (source.kind === "path") {
    return readFiles(
      readLocal(resolve(context.folder, source.path), source.path, context.maxBytes),
    );
  }
  if (source.kind === "url") {
    const { origin, pathname } = source.url;
    return readFiles([{ file: `${origin}${pathname}`, body: await fetchUrl(source.url, context) }]);
  }
  const file = `aws:${source.id}`;
  const { collection, downloads } = context;
  const body = collection ? await collection.fetch(source.id) : lastCopy(file, downloads);
  return { ...readFiles([{ file, body }]), blob: blobId(body) };
}

async function fetchUrl(url: URL, { downloads, userAgent }: FetchContext): Promise<Uint8Array> {
  const { network, store } = downloads;
  if (network === undefined) return lastCopy(url.href, downloads);
  const headers = { accept: "application/json", "user-agent": userAgent };
  return fetchStored({ name: url.href, url, headers }, store, network);
}

function readFiles(files: readonly LocalFile[]): Fetched {
  const hashes = files.map(({ file, body }): [string, string] => [file, sha256(body)]);
  return {
    files: files.map(({ file, body }) => ({ file, text: decode(body, file) })),
    sha256: hashes.length === 1 && hashes[0] ? hashes[0][1] : sha256(JSON.stringify(hashes)),
  };
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** JSON is UTF-8 (RFC 8259, 8.1), whatever a server says of the charset. */
function decode(body: Uint8Array, file: string): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new SourceError(`${file}: the text is not UTF-8`);
  }
  if (/^\s*</.test(text)) {
    throw new SourceError(`${file}: a Smithy model in JSON is expected, found HTML or XML`);
  }
  return text;
}
