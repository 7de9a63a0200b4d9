import { download, type DownloadRequest, type Network } from "./download.js";
import { SourceError } from "./error.js";

/** A copy of what was downloaded. */
export interface Copy {
  readonly url: string;
  readonly etag?: string | undefined;
  readonly body: Uint8Array;
}

/** Remembers the last download under each of some names. */
export interface Store {
  readonly read: (name: string) => Copy | undefined;
  readonly write: (name: string, copy: Copy) => void;
}

/** Where downloads come from. */
export interface Downloads {
  /** Absent where only copies are to be used. */
  readonly network?: Network | undefined;
  readonly store: Store;
}

export interface StoredRequest extends DownloadRequest {
  /** What the copy goes by: its next version takes its place. */
  readonly name: string;
  /** The URL names its content: a copy that has no problem is as good. */
  readonly fixed?: boolean;
}

/**
 * The copy of the last download under a name.
 *
 * @throws {SourceError} where there is none.
 */
export function lastCopy(name: string, { store }: Downloads): Uint8Array {
  const copy = store.read(name);
  if (copy) return copy.body;
  throw new SourceError(`${name} was not downloaded before: run once without --offline`);
}

/**
 * Downloads a URL, or takes the copy of the last time where the server says that it is still right,
 * or where nothing else can come.
 *
 * @throws {SourceError} where neither can be had.
 */
export async function fetchStored(
  request: StoredRequest,
  store: Store,
  network: Network,
): Promise<Uint8Array> {
  const { name, url, fixed, problem } = request;
  const last = store.read(name);
  const copy = last?.url === url.href && problem?.(last.body) === undefined ? last : undefined;
  if (copy && fixed === true) return copy.body;
  const { body, etag } = await download({ ...request, etag: copy?.etag }, network);
  if (body === undefined && copy) return copy.body;
  if (body === undefined) throw new Error("There is no copy that could be unchanged.");
  store.write(name, { url: url.href, etag, body });
  return body;
}
