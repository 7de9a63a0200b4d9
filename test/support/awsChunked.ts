/** What a body in `aws-chunked` holds. */
export interface Decoded {
  readonly chunks: readonly Uint8Array[];
  /** Of each chunk, the last and empty one too, where they have any. */
  readonly signatures: readonly (string | undefined)[];
  /** By their names. */
  readonly trailers: Readonly<Record<string, string>>;
}

/**
 * Decodes a body in `aws-chunked`, to the letter
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html).
 *
 * @throws where anything is not as it has to be
 */
export function decodeAwsChunked(body: Uint8Array): Decoded {
  const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString("latin1");
  let at = 0;
  const line = () => {
    const end = text.indexOf("\r\n", at);
    if (end < 0) throw new Error(`No line at ${at}`);
    const found = text.slice(at, end);
    at = end + 2;
    return found;
  };
  const chunks: Uint8Array[] = [];
  const signatures: (string | undefined)[] = [];
  for (;;) {
    const head = line();
    const match = /^(0|[1-9a-f][\da-f]*)(?:;chunk-signature=([\da-f]{64}))?$/.exec(head);
    if (!match) throw new Error(`No head of a chunk: ${head}`);
    const size = parseInt(match[1]!, 16);
    signatures.push(match[2]);
    if (size === 0) break;
    if (chunks.some((chunk) => chunk.length < 8192)) throw new Error("A short chunk in the middle");
    if (size > text.length - at - 2) throw new Error("A chunk that is cut");
    chunks.push(body.subarray(at, at + size));
    at += size;
    if (line() !== "") throw new Error(`No end of a chunk before ${at}`);
  }
  const trailers: Record<string, string> = {};
  for (let trailer; (trailer = line());) {
    const [, name, value] = /^([a-z\d-]+):(\S+)$/.exec(trailer) ?? [];
    if (!name || !value || name in trailers) throw new Error(`No trailer: ${trailer}`);
    trailers[name] = value;
  }
  if (at !== text.length) throw new Error("Something after the end");
  return { chunks, signatures, trailers };
}
