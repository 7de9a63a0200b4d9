import { expect } from "vitest";
import type { AnyOperation } from "../../templates/runtime/contract/service.js";
import { isFailure } from "../../templates/runtime/contract/errors.js";
import { eventError } from "../../templates/runtime/protocols/http/eventError.js";
import { fromBody, readMessage } from "../../templates/runtime/protocols/http/message.js";
import { fromHeader, fromStream } from "../../templates/runtime/protocols/http/bindings.js";
import { asString } from "../../templates/runtime/serde/json.js";
import { readMembers } from "../../templates/runtime/serde/structure.js";
import { readUnion } from "../../templates/runtime/serde/union.js";
import { eventsFrom, readingEvents } from "../../templates/runtime/streams/eventReading.js";
import { encodeFrame, type TypedHeader } from "../../templates/runtime/streams/eventFrames.js";
import { jsonEvents } from "../../templates/runtime/streams/eventJson.js";
import { pick, seeded, type Random } from "./seeded.js";

/** What a stream ends with. */
const ends = /^(ResponseError|TransportError|UnmodeledServiceError|Sorry)$/;

const operation = {
  name: "Listen",
  streams: "events",
  receives: { exceptions: { sorry: "Sorry" } },
  write: () => undefined,
  read: (message: unknown) =>
    readMessage(message, {
      events: fromStream(
        eventsFrom((event) =>
          readUnion(event, {
            word: fromBody((value) => readMembers(value, { text: asString })),
            head: (message) => readMessage(message, { at: fromHeader("at", asString) }),
          }),
        ),
      ),
    }),
  errors: {
    Sorry: { fault: "client", read: (body: unknown) => readMessage(body, { why: asString }) },
  },
} as unknown as AnyOperation;

/**
 * Reads a hostile stream to its end, or for a while: events, and an end or a failure of the client's
 * own kinds. The connection is let go of once, whatever comes.
 */
export async function readHostile(seed: number): Promise<string> {
  const random = seeded(seed);
  const chunks = hostile(random);
  let released = 0;
  let isEnded = false;
  const body: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]() {
      let index = 0;
      return {
        next: () => {
          // Endless where it has no end of its own.
          const value = chunks[index++ % (chunks.length + 1)];
          if (value) return Promise.resolve({ done: false, value });
          isEnded = true;
          return Promise.resolve({ done: true, value: undefined });
        },
        return: () => {
          released++;
          return Promise.resolve({ done: true, value: undefined });
        },
      };
    },
  };
  const output = (await readingEvents(
    () => Promise.reject(Error("No stream")),
    jsonEvents,
    eventError,
  )(operation, {
    status: 200,
    headers: { get: () => null },
    text: () => Promise.resolve(""),
    body,
  })) as { readonly events: AsyncIterable<object> };
  const most = Math.floor(random() * 20);
  let count = 0;
  let end = "end";
  try {
    for await (const event of output.events) {
      expect(Object.keys(event)).toHaveLength(1);
      if (++count > most) {
        end = "left";
        break;
      }
    }
  } catch (thrown) {
    expect(isFailure(thrown)).toBe(true);
    end = (thrown as Error).name;
    expect(end).toMatch(ends);
  }
  expect([...(await remaining(output.events))]).toEqual([]);
  expect(released).toBe(isEnded ? 0 : 1);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  return end;
}

async function remaining(events: AsyncIterable<object>): Promise<readonly object[]> {
  const all: object[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** The bytes of a stream, in parts: good ones, and what can be wrong with them. */
function hostile(random: Random): Uint8Array[] {
  const frames = Array.from({ length: Math.floor(random() * 6) }, () => frameOf(random));
  let bytes: Uint8Array = Buffer.concat(random() < 0.2 ? frames.reverse() : frames);
  const kind = random();
  if (kind < 0.2) bytes = bytes.subarray(0, Math.floor(random() * bytes.length));
  else if (kind < 0.5 && bytes.length > 0) {
    bytes = Uint8Array.from(bytes);
    bytes[Math.floor(random() * bytes.length)]! ^= 1 << Math.floor(random() * 8);
  } else if (kind < 0.6) {
    const noise = Uint8Array.from({ length: 40 }, () => Math.floor(random() * 256));
    bytes = Buffer.concat([bytes, noise]);
  } else if (kind < 0.65) bytes = Buffer.concat([bytes.subarray(5), bytes]);
  const size = pick(random, [1, 3, 12, 16, 100, 10_000]);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(bytes.subarray(at, at + size));
  return parts;
}

function frameOf(random: Random): Uint8Array {
  const name = pick(random, ["word", "head", "odd", "sorry", "__proto__", "constructor", ""]);
  const kind = pick(random, ["event", "event", "event", "event", "exception", "error", "odd"]);
  const headers: [string, TypedHeader][] = [
    [":message-type", random() < 0.05 ? ["integer", 1] : ["string", kind]],
    ...(random() < 0.95 ? [[`:${kind}-type`, ["string", name]] as [string, TypedHeader]] : []),
    [":error-code", ["string", "Broken"]],
    ["at", random() < 0.5 ? ["string", "now"] : ["timestamp", new Date(0)]],
  ];
  const payload = pick(random, [
    '{"text":"a"}',
    '{"text":1}',
    '{"__proto__":{"polluted":1},"text":"b"}',
    "[",
    "null",
    "",
    '{"message":{},"why":3}',
  ]);
  return encodeFrame(headers, new TextEncoder().encode(payload));
}
