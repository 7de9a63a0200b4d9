import type { EventFormat, EventStream } from "../contract/events.js";
import type { AnyOperation } from "../contract/service.js";
import { frameDecoder } from "./eventFrames.js";
import { eventsOf, type EventSource } from "./eventReading.js";
import { frameOf, type EventDraft, type Events } from "./eventWriting.js";

// Streams of events at the service's end, for fakes.

/** What a request with events says: those, and what came before them. */
export async function eventsAsked(
  body: ReadableStream<Uint8Array>,
  sends: EventStream,
  format: EventFormat,
): Promise<{ readonly response: EventSource; document(): unknown }> {
  const operation = { receives: sends, errors: {} } as unknown as AnyOperation;
  const response = {
    status: 200,
    headers: { get: () => null },
    text: () => Promise.resolve(""),
    body: unsigned(body),
  };
  const events = eventsOf(operation, response, format, (_operation, _status, code, message) =>
    Object.assign(new Error(message ?? code), { name: code }),
  );
  const first = sends.initial && (await events.next());
  return { response: events, document: () => first?.["initial-request"]?.document() };
}

/** The messages in those that are signed, as they came; the last is empty. */
async function* unsigned(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const decoder = frameDecoder();
  try {
    for (let next; !(next = await reader.read()).done;) {
      decoder.push(next.value);
      for (let frame; (frame = decoder.next());) {
        // Those without a signature are given on as they are: there is one in each part.
        yield frame.headers.has(":chunk-signature") ? frame.payload : next.value;
      }
    }
  } finally {
    await reader.cancel();
  }
}

/** The body of a response with events; an RPC protocol has the other members before them. */
export function eventsAnswered(
  { document, body }: { readonly document?: unknown; readonly body?: unknown },
  receives: EventStream,
  format: EventFormat,
): ReadableStream<Uint8Array> {
  const { events, write } = body as Events;
  const iterator: AsyncIterator<unknown> = events[Symbol.asyncIterator]();
  let first = receives.initial && frameOf("initial-response", { document }, {}, format);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (first) {
          controller.enqueue(first);
          first = undefined;
          return;
        }
        const next = await iterator.next();
        if (next.done) return controller.close();
        const [name, draft] = Object.entries(
          write(next.value as never) as Record<string, EventDraft>,
        )[0]!;
        controller.enqueue(frameOf(name, draft, receives.exceptions, format));
      },
      cancel: async () => void (await iterator.return?.()),
    },
    { highWaterMark: 0 },
  );
}
