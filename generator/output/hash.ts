import { createHash } from "node:crypto";

/** SHA-256 in hexadecimal; of a string, that of its UTF-8 bytes. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * SHA-256 of a text, however its lines end: Git may end them in CRLF where it checks them out, which
 * is no edit.
 */
export function textHash(content: string | Uint8Array): string {
  const bytes =
    typeof content === "string"
      ? Buffer.from(content)
      : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  // As bytes: those of UTF-8 have no other meaning, and what is no text stays told apart.
  return sha256(
    bytes.includes("\r\n")
      ? Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1")
      : bytes,
  );
}

/** The {@link textHash} of a file's text; `undefined` where there is no file. */
export function hashOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : textHash(text);
}
