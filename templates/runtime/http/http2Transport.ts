import type { ClientHttp2Stream, IncomingHttpHeaders } from "node:http2";
import type { HttpResponse, Transport, TransportConfig } from "../contract/http.js";
import { joined } from "./bytes.js";
import { sessionOf } from "./http2Sessions.js";
import { standardLimit, tooLong } from "./limit.js";

/**
 * Sends over HTTP/2 where the runtime has Node's modules, for services that answer while a request is
 * still on its way; else, and for those who bring a `fetch`, as `send` does. Requests share the
 * session of their origin, which does not keep the process alive when there are none.
 */
export function overHttp2(send: Transport): Transport {
  return (request, ending, config) => {
    const http2 = config.fetch ? undefined : globalThis.process?.getBuiltinModule?.("node:http2");
    if (!http2) return send(request, ending, config);
    return new Promise((resolve, reject) => {
      const { origin, method, path, body } = request;
      const { host, ...headers } = request.headers;
      const shared = sessionOf(origin, http2.connect);
      const stream = shared.session.request({
        ":method": method,
        ":path": path,
        ":authority": host ?? new URL(origin).host,
        ...headers,
      });
      shared.hold(stream);
      const { abort } = ending;
      ending.abort = (reason) => {
        abort?.(reason);
        if (reason) reject(reason);
        stream.close(http2.constants.NGHTTP2_CANCEL);
      };
      stream
        .on("error", reject)
        .on("close", () => {
          shared.drop(stream);
          reject(closed());
        })
        .on("response", (headers) => {
          // As in HTTP/1.1: who reads a body holds the socket while there is something to wait for, and
          // hears of the request that it broke off, which Node takes for the end.
          const socket = { ref: () => shared.hold(stream), unref: () => shared.drop(stream) };
          const req = {
            on: (_: "error", listener: (error: Error) => void) => whenBroken(stream, listener),
          };
          // Not on the stream itself, which Node would take for another kind.
          const iterator = () => stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
          const body = { [Symbol.asyncIterator]: iterator, socket, req };
          resolve({ ...responseOf(headers, stream, config), body });
        });
      if (!(body as ReadableStream | undefined)?.getReader) return void stream.end(body);
      const { pipeline, Readable } = process.getBuiltinModule("node:stream");
      // What the stream fails with, before what that does to the request.
      const source = Readable.fromWeb(body as never).on("error", reject);
      pipeline(source, stream, () => {});
      // Nobody listens any more.
      stream.on("end", () => source.destroy());
    });
  };
}

function responseOf(
  headers: IncomingHttpHeaders & { readonly ":status"?: number | undefined },
  stream: ClientHttp2Stream,
  { maxResponseBytes = standardLimit }: TransportConfig,
): HttpResponse {
  return {
    status: headers[":status"]!,
    headers: {
      get(name) {
        const value = headers[name.toLowerCase()];
        // Texts and lists have it, and nothing that every object inherits.
        return value?.at ? [value].flat().join(", ") : null;
      },
      keys: () => Object.keys(headers).filter((name) => !name.startsWith(":")),
    },
    async text() {
      const chunks: Uint8Array[] = [];
      let left = maxResponseBytes;
      let broken: Error | undefined;
      whenBroken(stream, (error) => (broken = error));
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        chunks.push(chunk);
        if ((left -= chunk.length) < 0) throw tooLong();
      }
      if (broken) throw broken;
      return new TextDecoder().decode(joined(chunks));
    },
  };
}

/** Calls back where a stream is over before its end, which its iterators do not tell. */
function whenBroken(stream: ClientHttp2Stream, callback: (error: Error) => void): void {
  let isWhole = false;
  // Before others hear of it, who may then close the stream.
  stream.prependListener("end", () => {
    isWhole = !stream.rstCode;
    if (!isWhole) callback(closed());
  });
  stream.on("close", () => {
    if (!isWhole) callback(closed());
  });
}

const closed = () => new Error("The connection closed.");
