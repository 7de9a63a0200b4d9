import { strToU8, zipSync } from "fflate";

/** A package's files as a zip file, in a folder of a name. The same bytes whenever it is made. */
export function zipped(
  files: ReadonlyMap<string, string>,
  folder: string,
): Uint8Array<ArrayBuffer> {
  const entries = [...files].map(([path, text]) => [`${folder}/${path}`, strToU8(text)] as const);
  // The first day that such a file can tell.
  return zipSync(Object.fromEntries(entries), { mtime: new Date(1980, 0, 1) });
}
