import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import { EventStreamCodec } from "@smithy/core/event-streams";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sign } from "../../../../templates/runtime/auth/signedEvents.js";
import type { EventBody } from "../../../../templates/runtime/contract/events.js";
import { jsonEvents } from "../../../../templates/runtime/streams/eventJson.js";
import { eventsTo, writingEvents } from "../../../../templates/runtime/streams/eventWriting.js";
import {
  frameDecoder,
  type EventFrame,
} from "../../../../templates/runtime/streams/eventFrames.js";

/** As AWS SDK v3 wants a hash. */
class Sha256 {
  readonly #parts: Uint8Array[] = [];
  readonly #secret: Uint8Array | undefined;
  constructor(secret?: Uint8Array | string) {
    this.#secret = secret === undefined ? undefined : Buffer.from(secret as string);
  }
  update(data: Uint8Array | string): void {
    this.#parts.push(Buffer.from(data as string));
  }
  digest(): Promise<Uint8Array> {
    const hash = this.#secret ? createHmac("sha256", this.#secret) : createHash("sha256");
    return Promise.resolve(hash.update(Buffer.concat(this.#parts)).digest());
  }
  reset(): void {}
}

const credentials = { accessKeyId: "AKID", secretAccessKey: "SECRET" };
const official = new SignatureV4({
  credentials,
  region: "eu-west-1",
  service: "example",
  sha256: Sha256 as never,
});
const codec = new EventStreamCodec(
  (bytes) => new TextDecoder().decode(bytes as Uint8Array),
  (text) => new TextEncoder().encode(text),
);

afterEach(() => {
  vi.useRealTimers();
});

/** The signed messages of a request, by the times at which each is asked for. */
async function signed(times: readonly number[], events: readonly object[]) {
  vi.useFakeTimers({ toFake: ["Date"], now: times[0]! });
  async function* input() {
    for (const event of events) yield await Promise.resolve(event);
  }
  const write = (value: object) =>
    Object.fromEntries(
      Object.entries(value).map(([name, document]) => [name, { document: document as unknown }]),
    );
  const request = writingEvents(
    () => ({ method: "POST", path: "/", headers: {}, body: undefined }),
    jsonEvents,
  )(
    {} as never,
    {
      name: "Talk",
      sends: {},
      write: (given: AsyncIterable<object>) => {
        const draft: { headers: object; body?: unknown } = { headers: {} };
        eventsTo(write)(given, draft);
        return draft;
      },
      read: () => undefined,
      errors: {},
    } as never,
    input(),
  );
  // The service's clock is an hour ahead.
  const headers = sign(
    { ...request, origin: "https://example.com", region: "eu-west-1", signingName: "example" },
    credentials,
    times[0]! + 3_600_000,
  );
  const frames: EventFrame[] = [];
  const reader = (request.body as EventBody).open().getReader();
  const decoder = frameDecoder();
  for (const time of times) {
    vi.setSystemTime(time);
    const { done, value } = await reader.read();
    expect(done).toBe(false);
    decoder.push(value!);
    frames.push(decoder.next()!);
  }
  expect((await reader.read()).done).toBe(true);
  return { headers, frames };
}

describe("signed events", () => {
  it("have the signatures that AWS SDK v3 gives them, chained from that of the request", async () => {
    // The third is of the next day.
    const day = Date.UTC(2026, 10, 28, 22, 59, 50, 123);
    const times = [day, day + 5_000, day + 11_000];
    const { headers, frames } = await signed(times, [{ word: { text: "a" } }, { end: {} }]);
    expect(headers["x-amz-content-sha256"]).toBe("STREAMING-AWS4-HMAC-SHA256-EVENTS");
    expect(headers["authorization"]).toContain("x-amz-content-sha256");
    let priorSignature = /Signature=(\w+)/.exec(headers["authorization"]!)![1]!;
    for (const [index, { headers, payload }] of frames.entries()) {
      const date = new Date(times[index]! + 3_600_000);
      expect(headers.get(":date")).toEqual(date);
      const message = {
        headers: { ":date": { type: "timestamp" as const, value: date } },
        body: payload,
      };
      const { signature } = await official.sign({ message, priorSignature }, { signingDate: date });
      expect(Buffer.from(headers.get(":chunk-signature") as Uint8Array).toString("hex")).toBe(
        signature,
      );
      priorSignature = signature;
    }
    const [first, , last] = frames;
    expect(codec.decode(first!.payload).headers).toMatchObject({
      ":event-type": { type: "string", value: "word" },
      ":content-type": { type: "string", value: "application/json" },
    });
    expect(last!.payload).toEqual(new Uint8Array());
  });

  it("leave other bodies to their own signatures", () => {
    const headers = sign(
      {
        method: "POST",
        origin: "https://example.com",
        path: "/",
        headers: {},
        body: "{}",
        region: "eu-west-1",
        signingName: "example",
      },
      credentials,
      0,
    );
    expect(headers["x-amz-content-sha256"]).toBeUndefined();
    expect(headers["authorization"]).toMatch(/^AWS4-HMAC-SHA256 Credential=AKID\//);
  });
});
