import { urlProblem } from "./address.js";

/** Where a model comes from. */
export type Source =
  /** A service of AWS's own collection, by its SDK ID with dashes for spaces. */
  | { readonly kind: "aws"; readonly id: string }
  | { readonly kind: "url"; readonly url: URL }
  /** A file or a folder, as it was written. */
  | { readonly kind: "path"; readonly path: string };

const SERVICE_ID = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/;

/** A service's name as folders of AWS's collection have it: `Secrets Manager` as `secrets-manager`. */
export function serviceId(name: string): string | undefined {
  const id = name.toLowerCase().replaceAll(" ", "-");
  return SERVICE_ID.test(id) ? id : undefined;
}

/**
 * Reads a source: `aws:kms`, a URL, or the path of a file or folder.
 *
 * @returns the source, or what is wrong with it.
 */
export function parseSource(
  text: string,
): { readonly source: Source } | { readonly problem: string } {
  if (text.startsWith("aws:")) {
    const id = serviceId(text.slice("aws:".length));
    if (id !== undefined) return { source: { kind: "aws", id } };
    return {
      problem: "after aws: the SDK ID of a service is expected, such as aws:secrets-manager",
    };
  }
  // One letter and a colon are a drive of Windows.
  if (!/^[a-z][a-z0-9+.-]+:/i.test(text)) return { source: { kind: "path", path: text } };
  if (!URL.canParse(text)) return { problem: "this is not a URL" };
  const url = new URL(text);
  url.hash = "";
  if (url.protocol === "file:") return { problem: "for a file, its path is expected, not a URL" };
  const problem = urlProblem(url);
  return problem === undefined ? { source: { kind: "url", url } } : { problem };
}

/** A source as `parseSource` reads it. */
export function printSource(source: Source): string {
  switch (source.kind) {
    case "aws":
      return `aws:${source.id}`;
    case "url":
      return source.url.href;
    case "path":
      return source.path;
  }
}
