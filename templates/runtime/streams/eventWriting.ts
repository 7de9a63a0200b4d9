import { fromHex, transport } from "#platform";
import type {
  EventBody,
  EventFormat,
  EventOperation,
  EventSigner,
  EventStream,
} from "../contract/events.js";
import { callError, failure } from "../contract/errors.js";
import type { Transport } from "../contract/http.js";
import type { AnyOperation, Protocol, ProtocolRequest } from "../contract/service.js";
import { fetchTransport } from "../http/fetchTransport.js";
import { mismatch, own } from "../serde/structure.js";
import { encodeFrame, encodeHeaders, type TypedHeader } from "./eventFrames.js";

// Inputs with streams of events (https://smithy.io/2.0/spec/streaming.html#event-streams).

/** What an event is written to, as messages of HTTP are. */
export interface EventDraft {
  readonly headers?: Readonly<Record<string, TypedHeader | string>>;
  readonly document?: unknown;
  readonly body?: string | Uint8Array;
}

/** A member that is a stream of events, and what writes each. */
export interface Events {
  readonly events: AsyncIterable<never>;
  readonly write: (event: never) => unknown;
}

/** The writer of a member that is a stream of events, by the writer of these. @throws InputError */
export const eventsTo =
  <T>(write: (event: T) => unknown) =>
  (events: AsyncIterable<T>, draft: { body?: unknown }): void => {
    const isIterable = (events as Partial<AsyncIterable<T>>)[Symbol.asyncIterator];
    draft.body = isIterable ? { events, write } : mismatch("an async iterable");
  };

/** The writer of a header of an event. */
export const toEventHeader =
  <T>(name: string, type: TypedHeader[0], write: (value: T) => unknown) =>
  (value: T, draft: { readonly headers: Record<string, unknown> }): void => {
    draft.headers[name] = [type, write(value)];
  };

/**
 * Writes requests as `write` does, but for those with a stream of events, which is all of the body.
 * Other members are in headers, or in an event before the others.
 */
export const writingEvents =
  (write: Protocol["write"], format: EventFormat): Protocol["write"] =>
  (service, operation: AnyOperation & EventOperation, input, ...rest) => {
    const { sends, receives } = operation;
    if (!sends) return accepting(write(service, operation, input, ...rest), receives);
    const draft = operation.write(input) as EventDraft & { body?: unknown };
    const { events, write: writeEvent } = (draft.body ?? { events: none }) as Events;
    delete draft.body;
    const message = sends.initial ? draft.document : draft;
    const request: ProtocolRequest & { isSpent?: boolean } = {
      ...write(service, { ...operation, write: () => message }, input, ...rest),
    };
    const { headers, body } = request;
    headers["content-type"] = eventType;
    const initial = sends.initial && {
      headers: { "content-type": format.type },
      body: body as string | Uint8Array,
    };
    const encode = (event: never) => {
      const [name, draft] = Object.entries(writeEvent(event) as Record<string, EventDraft>)[0]!;
      return frameOf(name, draft, sends.exceptions, format);
    };
    return Object.assign(accepting(request, receives), {
      body: eventBody(
        events,
        encode,
        initial && frameOf("initial-request", initial, {}, format),
        () => (request.isSpent = true),
      ),
    });
  };

const eventType = "application/vnd.amazon.eventstream";

/** A request that says what it wants, where the protocol does. */
function accepting(request: ProtocolRequest, receives: unknown): ProtocolRequest {
  if (receives) request.headers["accept"] &&= eventType;
  return request;
}

const none: AsyncIterable<never> = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
};

export function frameOf(
  name: string,
  { headers: { "content-type": given, ...headers } = {}, document, body }: EventDraft,
  exceptions: EventStream["exceptions"] | undefined,
  { type, write }: EventFormat,
): Uint8Array {
  const kind = own(exceptions ?? {}, name) ? "exception" : "event";
  const payload = body ?? (document === undefined ? "" : write(document));
  const content = given ?? (document === undefined ? undefined : type);
  return encodeFrame(
    [
      [":message-type", ["string", kind]],
      [`:${kind}-type`, ["string", name]],
      ...(content === undefined ? [] : [[":content-type", ["string", content as string]] as const]),
      ...(Object.entries(headers) as [string, TypedHeader][]),
    ],
    typeof payload === "string" ? new TextEncoder().encode(payload) : payload,
  );
}

/** A message in one that is signed; empty bytes are the end of all. */
function signedFrame(signer: EventSigner | undefined, message: Uint8Array): Uint8Array {
  if (!signer) return message;
  const date = signer.now();
  const dated = [[":date", ["timestamp", date]]] as const;
  const signature = fromHex(signer.sign(date, encodeHeaders(dated), message));
  return encodeFrame([...dated, [":chunk-signature", ["blob", signature]]], message);
}

/** A body of events, each asked for when it can be sent, from the one iteration that there is. */
function eventBody(
  events: AsyncIterable<never>,
  encode: (event: never) => Uint8Array,
  initial: Uint8Array | undefined,
  begin: () => void,
): EventBody {
  let iterator: AsyncIterator<unknown> | undefined;
  let failed: Error | undefined;
  const open = (): ReadableStream<Uint8Array> => {
    let first = initial;
    const signed = (message: Uint8Array) => signedFrame(body.signer, message);
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          try {
            if (first) {
              controller.enqueue(signed(first));
              first = undefined;
              return;
            }
            begin();
            iterator ??= events[Symbol.asyncIterator]();
            const next = await iterator.next();
            if (!next.done) return controller.enqueue(signed(encode(next.value as never)));
            const last = signed(new Uint8Array());
            if (last.length) controller.enqueue(last);
            controller.close();
          } catch (thrown) {
            // The caller's, whatever it is.
            failed = Object.assign(failure("InputError", thrown), { name: "InputError" });
            controller.error(failed);
            left();
          }
        },
        cancel: () => left(),
      },
      { highWaterMark: 0 },
    );
  };
  // The service may end first. What a generator does then is no part of the call.
  const left = () => {
    try {
      void iterator?.return?.()?.then(undefined, () => {});
    } catch {
      // Nor this.
    }
  };
  const body: EventBody = Object.defineProperties(open() as EventBody, {
    open: { value: open },
    signer: { writable: true },
    failed: { get: () => failed },
  });
  return body;
}

/** Sends a body of events as `send` does, anew for each attempt until the first is asked for. */
export function sendingEvents(send: Transport): Transport {
  return async (request, ending, config) => {
    const body = request.body as EventBody;
    if (!config.fetch && transport === fetchTransport && !canSendStreams()) {
      throw callError("ConfigError", "Events cannot be sent by this platform's fetch: set another");
    }
    try {
      return await send({ ...request, body: body.open() }, ending, config);
    } catch (thrown) {
      throw body.failed ?? thrown;
    }
  };
}

/** Not every browser's `fetch` takes a stream: some send its name. */
function canSendStreams(): boolean {
  const init = { method: "POST", body: new ReadableStream(), duplex: "half" as const };
  return !new Request("https://a", init).headers.has("content-type");
}
