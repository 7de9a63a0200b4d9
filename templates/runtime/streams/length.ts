import { builtin } from "../contract/builtin.js";
import { isBlob, type StreamInput } from "./streamInput.js";

/** A stream of Node that reads a file. */
interface FileStream {
  readonly path?: unknown;
  readonly bytesRead?: unknown;
  readonly start?: number;
  readonly end?: number;
}

/** How many bytes a body has, if that is known before it is read. */
export function lengthOf(body: StreamInput): number | undefined {
  if (typeof body === "string") return new TextEncoder().encode(body).length;
  if (ArrayBuffer.isView(body)) return body.byteLength;
  return isBlob(body) ? body.size : fileLength(body as FileStream);
}

function fileLength({
  path,
  bytesRead,
  start = 0,
  end = Infinity,
}: FileStream): number | undefined {
  const fs = builtin("node:fs");
  if (!fs || typeof path !== "string" || bytesRead !== 0) return undefined;
  try {
    const stats = fs.statSync(path);
    // What is no file, as a pipe, does not tell.
    return stats.isFile() ? Math.max(0, Math.min(end + 1, stats.size) - start) : undefined;
  } catch {
    // It is told by who reads it.
    return undefined;
  }
}
