import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { CallOptions, ClientConfig } from "../../../templates/runtime/contract/config.js";
import type { CallError } from "../../../templates/runtime/contract/errors.js";
import type { Result } from "../../../templates/runtime/contract/result.js";
import { importSources } from "../../support/bundleSources.js";
import { eventOf, messageOf, startEventServer } from "../../support/eventServer.js";
import { generateFrom } from "../../support/generate.js";

/** An audio event, and what is heard. */
type Audio = { chunk: { bytes: Uint8Array; channel?: number } } | { settings: { words: string[] } };
interface Output {
  readonly session?: string;
  readonly transcript: AsyncIterable<{ readonly result?: { readonly text: string } }>;
}
interface Client {
  createExampleClient(config: object): object;
  transcribe(
    client: object,
    input: { language: string; audio: AsyncIterable<Audio> },
    options?: CallOptions,
  ): Promise<Result<Output, CallError>>;
  complete(
    client: object,
    input: { model: string },
    options?: CallOptions,
  ): Promise<Result<{ readonly stream: AsyncIterable<object> }, CallError>>;
}

const model = resolve(import.meta.dirname, "../../golden/event-streams-rest/model.json");
const client = generateFrom(join(model)).then(({ files }) => importSources<Client>(files!));

const settings = {
  region: "eu-west-1",
  credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET" },
  maxAttempts: 1,
};

async function transcribe(
  endpoint: string,
  audio: AsyncIterable<Audio>,
  options?: CallOptions,
  more: Partial<ClientConfig> = {},
) {
  const { createExampleClient, transcribe } = await client;
  const created = createExampleClient({ ...settings, endpoint, ...more });
  return transcribe(created, { language: "en", audio }, options);
}

/** The stream of a call that went well. */
async function transcriptOf(result: Promise<Result<Output, CallError>>) {
  const { value, error } = await result;
  if (!value) throw error;
  return value.transcript;
}

const chunk = (text: string): Audio => ({ chunk: { bytes: new TextEncoder().encode(text) } });

async function* audio(...texts: readonly string[]): AsyncGenerator<Audio> {
  for (const text of texts) yield await Promise.resolve(chunk(text));
}

const textsOf = async (events: AsyncIterable<unknown>) => {
  const all: unknown[] = [];
  for await (const event of events) all.push(event);
  return all;
};

describe("a conversation over HTTP/2", () => {
  it("goes both ways at once", async () => {
    const server = await startEventServer(({ headers, heard, answer, say, stream }) => {
      answer({ "x-session": String(headers["x-language"]) });
      void (async () => {
        for await (const { headers, payload } of heard()) {
          say("result", {
            text: `${String(headers.get(":event-type"))} ${String(Buffer.from(payload))}`,
          });
        }
        stream.end();
      })();
    });
    // Each is said when what was said before is answered.
    const answers: string[] = [];
    let answered = () => {};
    async function* talk(): AsyncGenerator<Audio> {
      yield { settings: { words: ["aye"] } };
      for (const text of ["one", "two"]) {
        await new Promise<void>((resolve) => (answered = resolve));
        yield chunk(text);
      }
    }
    const result = await transcribe(server.url, talk());
    expect(result).toMatchObject({ ok: true, value: { session: "en" } });
    for await (const { result: heard } of result.value!.transcript) {
      answers.push(heard!.text);
      answered();
    }
    expect(answers).toEqual(['settings {"Words":["aye"]}', "chunk one", "chunk two"]);
    expect(server.connections()).toBe(1);
  });

  it("shares a connection, and takes another where the service sends it away", async () => {
    const server = await startEventServer(({ answer, stream, headers }) => {
      answer();
      stream.resume().on("end", () => stream.end());
      if (headers["x-language"] === "bye") stream.session!.goaway();
    });
    const talk = () => transcriptOf(transcribe(server.url, audio("a"))).then(textsOf);
    expect(await Promise.all([talk(), talk()])).toEqual([[], []]);
    await talk();
    expect(server.connections()).toBe(1);
    const { createExampleClient, transcribe: call } = await client;
    const created = createExampleClient({ ...settings, endpoint: server.url });
    const last = await call(created, { language: "bye", audio: audio("a") });
    expect(await textsOf(last.value!.transcript)).toEqual([]);
    await talk();
    expect(server.connections()).toBe(2);
  });

  it("lets go of what the caller says, where the service ends first", async () => {
    const server = await startEventServer(({ answer, say, stream }) => {
      answer();
      say("result", { text: "enough" });
      stream.end();
    });
    let isReturned: () => void;
    const returned = new Promise<void>((resolve) => (isReturned = resolve));
    const endless: AsyncIterable<Audio> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise((resolve) => setImmediate(() => resolve({ value: chunk("a") }))),
        return: () => {
          isReturned();
          return Promise.resolve({ done: true, value: undefined });
        },
      }),
    };
    const events = await transcriptOf(transcribe(server.url, endless));
    expect(await textsOf(events)).toEqual([{ result: { text: "enough" } }]);
    await returned;
  });

  it("ends with a modeled exception, as the error of that name", async () => {
    const server = await startEventServer(({ answer, say, stream }) => {
      answer({ "x-amzn-requestid": "id-1" });
      say("result", { text: "so far" });
      const headers = { ":message-type": "exception", ":exception-type": "badRequest" };
      stream.end(messageOf(headers, '{"message":"No","field":"audio"}'));
    });
    const events = await transcriptOf(transcribe(server.url, audio("a")));
    const all: unknown[] = [];
    const failure: unknown = await (async () => {
      for await (const event of events) all.push(event);
    })().catch((thrown: unknown) => thrown);
    expect(all).toEqual([{ result: { text: "so far" } }]);
    expect(failure).toMatchObject({
      name: "BadRequest",
      message: "No",
      code: "BadRequest",
      data: { field: "audio" },
      $fault: "client",
      requestId: "id-1",
      statusCode: 200,
      attempts: 1,
      service: "Example",
      operation: "Transcribe",
    });
    expect(Object.keys(failure as object)).not.toContain("$metadata");
    // What has ended stays so.
    expect(await textsOf(events)).toEqual([]);
  });

  it.each([
    [
      "a code that no model has",
      [messageOf({ ":message-type": "error", ":error-code": "Odd", ":error-message": "Oh" })],
      { name: "UnmodeledServiceError", code: "Odd", message: "Oh" },
    ],
    [
      "an exception that no model has",
      [messageOf({ ":message-type": "exception", ":exception-type": "odd" }, "{}")],
      { name: "UnmodeledServiceError", code: "odd" },
    ],
    [
      "an exception whose members are others",
      [messageOf({ ":message-type": "exception", ":exception-type": "badRequest" }, '{"field":1}')],
      { name: "BadRequest", data: {} },
    ],
    ["bytes that are no event", [Buffer.alloc(16)], { name: "ResponseError" }],
    ["a part of an event", [eventOf("result", {}).subarray(0, 9)], { name: "TransportError" }],
    [
      "a document that is none",
      [messageOf({ ":message-type": "event", ":event-type": "result" }, "{")],
      { name: "ResponseError", path: "result" },
    ],
    [
      "a wrong type",
      [eventOf("result", { text: 1 })],
      { name: "ResponseError", path: "result.text" },
    ],
  ] as const)("ends with %s", async (_, sent, expected) => {
    const server = await startEventServer(({ answer, stream }) => {
      answer();
      stream.end(Buffer.concat(sent));
    });
    const events = await transcriptOf(transcribe(server.url, audio("a")));
    await expect(textsOf(events)).rejects.toMatchObject({ operation: "Transcribe", ...expected });
  });

  it("gives events that are newer than the client", async () => {
    const server = await startEventServer(({ answer, say, stream }) => {
      answer();
      say("pause", { seconds: 1 });
      stream.end();
    });
    const [event] = await textsOf(await transcriptOf(transcribe(server.url, audio("a"))));
    expect(event).toMatchObject({ $unknown: ["pause", {}] });
  });

  it("ends with what breaks the connection", async () => {
    const server = await startEventServer(({ answer, say, stream }) => {
      answer();
      say("result", { text: "a" });
      setImmediate(() => stream.session!.destroy());
    });
    const events = await transcriptOf(transcribe(server.url, audio("a")));
    await expect(textsOf(events)).rejects.toMatchObject({ name: "TransportError", attempts: 1 });
  });

  it("ends with the caller's signal", async () => {
    const server = await startEventServer(({ answer, say }) => {
      answer();
      say("result", { text: "a" });
    });
    const controller = new AbortController();
    const { signal } = controller;
    const events = await transcriptOf(transcribe(server.url, audio("a"), { signal }));
    const reading = (async () => {
      for await (const event of events) {
        expect(event).toEqual({ result: { text: "a" } });
        controller.abort("enough");
      }
    })();
    await expect(reading).rejects.toMatchObject({ name: "AbortError", cause: { cause: "enough" } });
  });

  it("ends where the loop is left", async () => {
    let closed = () => {};
    const isClosed = new Promise<void>((resolve) => (closed = resolve));
    const server = await startEventServer(({ answer, say, stream }) => {
      stream.on("close", () => closed());
      answer();
      say("result", { text: "a" });
    });
    const events = await transcriptOf(transcribe(server.url, audio("a")));
    for await (const event of events) {
      expect(event).toBeDefined();
      break;
    }
    await isClosed;
    expect(await textsOf(events)).toEqual([]);
  });

  it("ends with what the caller's events throw, which is an error of the caller", async () => {
    const server = await startEventServer(({ answer, say, stream }) => {
      answer();
      say("result", { text: "a" });
      stream.resume();
    });
    let fail = (_error: Error) => {};
    const failing = new Promise<never>((_, reject) => (fail = reject));
    const broken: AsyncIterable<Audio> = {
      [Symbol.asyncIterator]: () => ({ next: () => failing }),
    };
    const cause = new Error("No microphone");
    const events = await transcriptOf(transcribe(server.url, broken));
    const reading = (async () => {
      for await (const event of events) {
        expect(event).toBeDefined();
        fail(cause);
      }
    })();
    await expect(reading).rejects.toMatchObject({ name: "InputError", message: cause.message });
  });

  it.each([
    ["no event of the model", { noise: {} }, "a member of the union"],
    ["a wrong type", { chunk: { bytes: "text" } }, "a Uint8Array"],
  ])("does not send %s", async (_, event, expected) => {
    const server = await startEventServer(({ stream }) => stream.resume());
    async function* wrong(): AsyncGenerator<Audio> {
      yield await Promise.resolve(event as unknown as Audio);
    }
    const result = await transcribe(server.url, wrong(), undefined, { maxAttempts: 3 });
    expect(result.error).toMatchObject({
      name: "InputError",
      message: `Expected ${expected}`,
      attempts: 1,
    });
  });

  it("takes nothing but an iterable", async () => {
    const result = await transcribe("http://127.0.0.1:1", [] as never);
    expect(result.error).toMatchObject({
      name: "InputError",
      path: "audio",
      message: "Expected an async iterable",
      attempts: 0,
    });
  });

  it("tells of a failure before any event", async () => {
    const server = await startEventServer(({ answer, stream }) => {
      answer({ ":status": 400, "x-amzn-errortype": "BadRequest" });
      stream.end('{"message":"No","field":"language"}');
    });
    const result = await transcribe(server.url, audio("a"));
    expect(result.error).toMatchObject({ name: "BadRequest", data: { field: "language" } });
  });

  it("is tried again, with the same events, until the first of them is asked for", async () => {
    let asked = 0;
    const once: AsyncIterable<Audio> = {
      [Symbol.asyncIterator]() {
        asked++;
        return audio("a")[Symbol.asyncIterator]();
      },
    };
    let tries = 0;
    const { createExampleClient, transcribe: call } = await client;
    const created = createExampleClient({
      ...settings,
      endpoint: "https://example.com",
      maxAttempts: 5,
      random: () => 0,
      fetch: async (_: string, { body }: { readonly body: ReadableStream<Uint8Array> }) => {
        if (++tries < 3) {
          await body.cancel();
          throw new Error("No connection");
        }
        const sent = new Uint8Array(await new Response(body).arrayBuffer());
        if (tries === 3) throw new Error(`Broke off after ${sent.length > 0}`);
        return new Response("");
      },
    });
    const result = await call(created, { language: "en", audio: once });
    expect(result.error).toMatchObject({ name: "TransportError", attempts: 3 });
    expect(asked).toBe(1);
  });
});
