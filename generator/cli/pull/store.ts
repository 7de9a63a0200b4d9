import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../output/hash.js";
import { replaceFile } from "../../output/replace.js";
import type { Copy, Store } from "../../source/store.js";
import { cacheFolder } from "../cache.js";

/** One file of the store: what was downloaded under a name, and what its content goes by. */
interface Entry {
  readonly url: string;
  readonly etag?: string | undefined;
  readonly sha256: string;
}

/**
 * A store in the nearest `node_modules` around a folder, contents by their SHA-256; without one there,
 * nothing is remembered. What is damaged counts as absent, and what cannot be written is not kept.
 */
export function openStore(from: string): Store {
  const cache = cacheFolder(from);
  if (cache === undefined) return { read: () => undefined, write: () => {} };
  const folder = join(cache, "pull");
  const entryFile = (name: string): string => join(folder, `${sha256(name)}.json`);
  const contentFile = (hash: string): string => join(folder, `${hash}.content`);

  const readEntry = (name: string): Entry | undefined => {
    try {
      const entry = JSON.parse(readFileSync(entryFile(name), "utf8")) as Entry;
      return /^[0-9a-f]{64}$/.test(entry.sha256) ? entry : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    read: (name): Copy | undefined => {
      const entry = readEntry(name);
      if (!entry) return undefined;
      try {
        const body = readFileSync(contentFile(entry.sha256));
        if (sha256(body) !== entry.sha256) return undefined;
        return { url: entry.url, etag: entry.etag, body };
      } catch {
        return undefined;
      }
    },
    write: (name, { url, etag, body }) => {
      const last = readEntry(name);
      const entry: Entry = { url, etag, sha256: sha256(body) };
      try {
        replaceFile(contentFile(entry.sha256), body);
        replaceFile(entryFile(name), JSON.stringify(entry));
        if (last && last.sha256 !== entry.sha256) rmSync(contentFile(last.sha256), { force: true });
      } catch {
        // The next run downloads it again.
      }
    },
  };
}
