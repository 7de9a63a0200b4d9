import { toBase64 } from "#platform";
import { callError } from "../contract/errors.js";
import type { HttpResponse } from "../contract/http.js";
import type { ByteSource } from "./byteSource.js";
import { algorithms, headerOf } from "./checksums.js";
import { streamOutput, type StreamOutput } from "./streamOutput.js";

// Bodies of responses are what their checksums are of
// (https://smithy.io/2.0/aws/aws-core.html#behavior-with-httpchecksum).

/** Looks at a body as it comes. */
export interface Check {
  update(bytes: Uint8Array): void;
  /** @throws ResponseError where it was another than the checksum is of */
  end(): void;
}

/**
 * What checks the body of a response, if it has a checksum that can be made of it.
 *
 * @param path - the member that the body is
 * @param isDecoded - the body comes without its content encoding, where it has one
 */
export function checkOf(
  { headers }: Pick<HttpResponse, "headers">,
  path: string | undefined,
  isDecoded: boolean,
): Check | undefined {
  if (isDecoded && /gzip|deflate|br|zstd/i.test(headers.get("content-encoding") ?? "")) {
    return undefined;
  }
  for (const [name, make] of Object.entries(algorithms)) {
    const expected = headers.get(headerOf(name));
    // One with a number is of the checksums of an object's parts.
    if (!expected || expected.includes("-")) continue;
    const hash = make();
    return {
      update: (bytes) => void hash.update(bytes),
      end() {
        const got = toBase64(hash.digest());
        if (got === expected) return;
        const message = `Expected a body with the ${name} ${expected}, got one with ${got}`;
        throw callError("ResponseError", message, path === undefined ? {} : { path });
      },
    };
  }
  return undefined;
}

/** The body of a response, as a stream whose end is a `ResponseError` where it is another. */
export const checkedStream =
  (path: string): ((response: HttpResponse) => StreamOutput) =>
  (response) => {
    // What `fetch` gives is a stream of the web, and decoded.
    const isDecoded = !!response.body && "getReader" in response.body;
    const check = checkOf(response, path, isDecoded);
    return streamOutput(response, check && ((source) => checked(source, check)));
  };

/** A source that is checked as it is read. */
export const checked = (source: ByteSource, check: Check): ByteSource => ({
  ...source,
  async next() {
    const bytes = await source.next();
    if (bytes) check.update(bytes);
    else check.end();
    return bytes;
  },
});

/** Reads a message as `read` does, once its body is checked. */
export const checkedMessage =
  <Rest extends unknown[], T>(
    read: (message: unknown, ...rest: Rest) => T,
    path?: string,
  ): ((message: unknown, ...rest: Rest) => T) =>
  (message, ...rest) => {
    const { bytes, response } = message as {
      readonly bytes: Uint8Array;
      readonly response: HttpResponse;
    };
    const check = checkOf(response, path, true);
    check?.update(bytes);
    check?.end();
    return read(message, ...rest);
  };
