import { fromHex, sha256 } from "#platform";
import type { Protocol } from "../contract/service.js";

/** Writes requests as `write` does, with the version of the service that they are for. */
export function versioned(write: Protocol["write"], version: string): Protocol["write"] {
  return (...args) => {
    const request = write(...args);
    request.headers["x-amz-glacier-version"] = version;
    return request;
  };
}

/** Writes an account as `write` does; an empty one stands for that of the credentials. */
export const ownAccount =
  <D>(write: (value: string, draft: D) => unknown): ((value: string, draft: D) => unknown) =>
  (value, draft) =>
    write(value || "-", draft);

/** What a body is written to. */
interface Draft {
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/**
 * Writes a body as `write` does, and its hashes where all of it is there: its own, which is signed,
 * and that of its hash tree, unless the caller gives that.
 */
export const hashed =
  <T, D extends Draft>(write: (value: T, draft: D) => unknown): ((value: T, draft: D) => unknown) =>
  (value, draft) => {
    const written = write(value, draft);
    const { body, headers } = draft;
    const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
    if (bytes instanceof Uint8Array && bytes.length > 0) {
      headers["x-amz-content-sha256"] = sha256(bytes);
      headers["x-amz-sha256-tree-hash"] ??= treeHash(bytes);
    }
    return written;
  };

const leaf = 1024 * 1024;

/**
 * The hash of the tree of hashes over a mebibyte each, in lower-case hexadecimal
 * (https://docs.aws.amazon.com/amazonglacier/latest/dev/checksum-calculations.html).
 */
export function treeHash(bytes: Uint8Array): string {
  let hashes = Array.from({ length: Math.max(1, Math.ceil(bytes.length / leaf)) }, (_, index) =>
    sha256(bytes.subarray(index * leaf, (index + 1) * leaf)),
  );
  while (hashes.length > 1) {
    hashes = hashes.flatMap((left, index) => {
      if (index % 2 === 1) return [];
      const right = hashes[index + 1];
      // One without a sibling goes up as it is.
      return right === undefined ? left : sha256(fromHex(left + right));
    });
  }
  return hashes[0]!;
}
