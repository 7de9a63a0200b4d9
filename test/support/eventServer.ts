import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";
import {
  encodeFrame,
  frameDecoder,
  type EventFrame,
  type TypedHeader,
} from "../../templates/runtime/streams/eventFrames.js";

/** A request with events, at the service's end. */
export interface Conversation {
  readonly headers: IncomingHttpHeaders;
  readonly stream: ServerHttp2Stream;
  /** The messages that come, those in signed ones. */
  heard(): AsyncGenerator<EventFrame>;
  answer(headers?: Readonly<Record<string, string | number>>): void;
  say(type: string, document: object): void;
}

/** A server of HTTP/2 on loopback, until the tests of the file are done. */
export async function startEventServer(behave: (of: Conversation) => void): Promise<{
  readonly url: string;
  /** How many connections there were. */
  connections(): number;
}> {
  const server = createServer();
  let connections = 0;
  const open = new Set<{ destroy(): void }>();
  server.on("session", (session) => {
    connections++;
    open.add(session);
  });
  server.on("stream", (stream, headers) => {
    stream.on("error", () => {});
    behave({
      headers,
      stream,
      heard: () => messagesOf(stream),
      answer: (given = {}) => stream.respond({ ":status": 200, ...given }),
      say: (type, document) => stream.write(eventOf(type, document)),
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => {
    server.close();
    for (const session of open) session.destroy();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
  };
}

/** An event whose payload is JSON. */
export const eventOf = (type: string, document: object): Uint8Array =>
  messageOf({ ":message-type": "event", ":event-type": type }, JSON.stringify(document));

/** A message with headers that are texts. */
export function messageOf(headers: Readonly<Record<string, string>>, payload = ""): Uint8Array {
  const typed = Object.entries(headers).map(
    ([name, value]) => [name, ["string", value] as TypedHeader] as const,
  );
  return encodeFrame(typed, new TextEncoder().encode(payload));
}

/** The messages in bytes, and those in signed ones; the empty one that ends them is none. */
async function* messagesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<EventFrame> {
  const decoder = frameDecoder();
  for await (const chunk of bytes) {
    decoder.push(chunk);
    for (let frame; (frame = decoder.next());) {
      if (!frame.headers.has(":chunk-signature")) yield frame;
      else if (frame.payload.length > 0) {
        const inner = frameDecoder();
        inner.push(frame.payload);
        yield inner.next()!;
      }
    }
  }
  decoder.end();
}
