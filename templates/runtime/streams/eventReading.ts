import type { EventFormat, EventOperation } from "../contract/events.js";
import { callError, failure, type Failure } from "../contract/errors.js";
import type { HttpResponse } from "../contract/http.js";
import type { AnyOperation, Protocol } from "../contract/service.js";
import { own } from "../serde/structure.js";
import { byteSource } from "./byteSource.js";
import { badFrame, frameDecoder, type EventFrame } from "./eventFrames.js";
import { following, told, type Facts } from "./following.js";

// Outputs with streams of events (https://smithy.io/2.0/spec/streaming.html#event-streams).

/** What an event is read from: as messages of HTTP are, but that headers have values of all types. */
export interface EventMessage {
  readonly headers: { get(name: string): unknown };
  readonly bytes: Uint8Array;
  /** The value of the payload; absent where that is empty. @throws ResponseError */
  document(): unknown;
}

/** An event by the name of its type, as a union is read. */
export type NamedEvent = Readonly<Record<string, EventMessage>>;

/** Where the events of a response come from. */
export interface EventSource {
  /** The next; `undefined` at the end. @throws ServiceError, ClientError */
  next(): Promise<NamedEvent | undefined>;
  /** Ends it, and its connection; who waits for the next then gets `reason`. */
  end(reason: Error): void;
  follow(signal: AbortSignal): void;
}

/** How the error is made that a service tells. */
export type ServiceErrorOf = (
  operation: AnyOperation,
  status: number,
  code: string,
  message: string | undefined,
  body: unknown,
) => Failure;

/**
 * Reads responses as `read` does, but for those with a stream of events. Other members are in headers,
 * or in an event before the others.
 *
 * @param error - makes the errors that events are, of the values of their payloads
 * @param said - what `smithy-protocol` has to say, if anything; `read` tells what else came
 */
export const readingEvents =
  (
    read: Protocol["read"],
    format: EventFormat,
    error: ServiceErrorOf,
    said?: string,
  ): Protocol["read"] =>
  async (operation: AnyOperation & EventOperation, response, ...rest) => {
    const { receives } = operation;
    const { status, headers } = response;
    const isOther = said && headers.get("smithy-protocol") !== said;
    if (!receives || isOther || status < 200 || status > 299) {
      return read(operation, response, ...rest);
    }
    const events = eventsOf(operation, response, format, error);
    const first = receives.initial && (await events.next());
    const initial = first?.["initial-response"];
    return operation.read({
      status,
      headers,
      bytes: new Uint8Array(),
      // Services may leave the initial response out.
      response: first && !initial ? pushedBack(events, first) : events,
      document: () => initial?.document(),
    });
  };

function pushedBack(events: EventSource, event: NamedEvent): EventSource {
  let held: NamedEvent | undefined = event;
  return {
    ...events,
    async next() {
      const next = held ?? (await events.next());
      held = undefined;
      return next;
    },
  };
}

/** The events of a response. An exception, or what is no event, ends them, and their connection. */
export function eventsOf(
  operation: AnyOperation & EventOperation,
  response: HttpResponse,
  format: EventFormat,
  error: ServiceErrorOf,
): EventSource {
  const kept = response.keep?.();
  const bytes = byteSource(response, kept, kept?.config ?? {});
  const decoder = frameDecoder();
  return {
    ...bytes,
    async next() {
      try {
        for (;;) {
          const frame = decoder.next();
          if (frame) return eventOf(frame);
          const chunk = await bytes.next();
          if (!chunk) return void decoder.end();
          decoder.push(chunk);
        }
      } catch (thrown) {
        const reason = failure("ResponseError", thrown);
        bytes.end(reason);
        throw reason;
      }
    },
  };

  function eventOf({ headers, payload }: EventFrame): NamedEvent {
    const text = (name: string) => {
      const value = headers.get(name);
      if (typeof value !== "string") throw badFrame(`one without ${name}`);
      return value;
    };
    const message: EventMessage = {
      headers,
      bytes: payload,
      document() {
        try {
          return payload.length ? format.read(payload) : undefined;
        } catch {
          throw badFrame(`one that is no ${format.type}`);
        }
      },
    };
    const type = text(":message-type");
    if (type === "event") return { [text(":event-type")]: message };
    if (type === "error") {
      const told = headers.get(":error-message");
      throw error(operation, 500, text(":error-code"), told as string | undefined, {});
    }
    const name = text(":exception-type");
    const body = valueOf(message);
    const said = body["message"] ?? body["Message"];
    throw error(
      operation,
      response.status,
      own(operation.receives!.exceptions ?? {}, name) ?? name,
      typeof said === "string" ? said : undefined,
      body,
    );
  }
}

/** What an exception says; it counts, whatever that is. */
function valueOf(message: EventMessage): Readonly<Record<string, unknown>> {
  try {
    return (message.document() ?? {}) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

/**
 * The reader of a member that is a stream of events, by the reader of these: they can be read once.
 * They end with the client's errors, and those of the service; and where the loop over them is left.
 */
export const eventsFrom =
  <T>(read: (event: unknown) => T): ((source: unknown) => AsyncIterable<T>) =>
  (source) =>
    iterate(source as EventSource, read);

function iterate<T>(source: EventSource, read: (event: unknown) => T): AsyncIterableIterator<T> {
  let facts: Facts = {};
  let isOver = false;
  let last: Promise<unknown> = Promise.resolve();
  const done = { done: true, value: undefined } as const;
  const next = async (): Promise<IteratorResult<T, undefined>> => {
    if (isOver) return done;
    try {
      const event = await source.next();
      // Of RPC protocols, where it tells nothing.
      if (event?.["initial-response"]) return await next();
      if (event && !isOver) return { done: false, value: read(event) };
    } catch (thrown) {
      // Left early, there is nobody to tell.
      if (!isOver) {
        isOver = true;
        const { name, message, ...known } = failure("ResponseError", thrown);
        const error = told(callError(name, message, { cause: thrown, ...known }), facts);
        source.end(error);
        throw error;
      }
    }
    isOver = true;
    return done;
  };
  const events: AsyncIterableIterator<T> = {
    [Symbol.asyncIterator]: () => events,
    // One after the other, as a generator has it.
    next() {
      const result = last.then(next, next);
      last = result;
      return result;
    },
    return() {
      isOver = true;
      source.end(callError("AbortError", "The events were left"));
      return Promise.resolve(done);
    },
  };
  return following(events, (signal, call) => {
    facts = call;
    if (signal) source.follow(signal);
  });
}
