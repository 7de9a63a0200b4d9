import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { decode, encode } from "cbor-x";
import { describe, expect, it } from "vitest";
import type { FetchInit } from "../../../templates/runtime/contract/http.js";
import { encodeFrame, frameDecoder } from "../../../templates/runtime/streams/eventFrames.js";
import { importModules } from "../../support/bundle.js";
import { generateText } from "../../support/generate.js";

// Events whose documents are CBOR and XML, as a service has them that knows nothing of this project.

type Members = Readonly<Record<string, unknown>>;
interface Result {
  readonly value?: Readonly<Record<string, AsyncIterable<object>>>;
  readonly error?: Error;
}
type Function = (client: object, input: object) => Promise<Result>;

/** The modules of a golden feature's package that speaks another protocol. */
async function modulesOf(feature: string, protocol: string) {
  const file = resolve(import.meta.dirname, `../../golden/${feature}/model.json`);
  const text = readFileSync(file, "utf8").replace(
    /"aws\.protocols#(awsJson1_1|restJson1)"/,
    `"${protocol}"`,
  );
  const { files } = await generateText(text, { format: (_path, text) => Promise.resolve(text) });
  return importModules(files!, ["index", "testing"]);
}

/** Calls an operation, and answers it with what is given. */
async function answered(
  modules: Awaited<ReturnType<typeof modulesOf>>,
  name: string,
  input: object,
  answer: (init: FetchInit) => Response | Promise<Response>,
): Promise<Result> {
  const { createExampleClient, [name]: call } = modules["index"] as Record<string, unknown>;
  const client = (createExampleClient as (config: object) => object)({
    ...{ region: "eu-west-1", maxAttempts: 1, endpoint: "https://example.com" },
    credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET" },
    fetch: (_url: string, init: FetchInit) => answer(init),
  });
  return (call as Function)(client, input);
}

const frame = (headers: Readonly<Record<string, string>>, payload: Uint8Array) =>
  encodeFrame(
    Object.entries(headers).map(([name, value]) => [`:${name}`, ["string", value]] as const),
    payload,
  );
const event = (type: string, payload: Uint8Array, contentType: string) =>
  frame({ "message-type": "event", "event-type": type, "content-type": contentType }, payload);

/** The messages of a signed body, without their signatures. */
async function messagesOf({ body }: FetchInit) {
  const outer = frameDecoder();
  outer.push(new Uint8Array(await new Response(body as never).arrayBuffer()));
  const found: {
    readonly type: unknown;
    readonly contentType: unknown;
    readonly payload: Uint8Array;
  }[] = [];
  for (let signed; (signed = outer.next());) {
    if (signed.payload.length === 0) continue;
    const inner = frameDecoder();
    inner.push(signed.payload);
    const { headers, payload } = inner.next()!;
    const contentType = headers.get(":content-type");
    found.push({ type: headers.get(":event-type"), contentType, payload });
  }
  return found;
}

async function all(events: AsyncIterable<object> | undefined) {
  const found: object[] = [];
  for await (const event of events!) found.push(event);
  return found;
}

async function* each(...items: readonly object[]) {
  for (const item of items) yield await Promise.resolve(item);
}

describe("events in CBOR", async () => {
  const modules = await modulesOf("event-streams", "smithy.protocols#rpcv2Cbor");
  const cbor = (type: string, document: unknown) =>
    event(type, Uint8Array.from(encode(document) as Uint8Array), "application/cbor");
  const input = { language: "en", said: each({ end: {} }) };
  const headers = {
    "content-type": "application/vnd.amazon.eventstream",
    "smithy-protocol": "rpc-v2-cbor",
  };

  it("go out as maps, after those beside the stream", async () => {
    let sent: Awaited<ReturnType<typeof messagesOf>> = [];
    const said = each({ word: { text: "ä" } }, { end: {} });
    await answered(modules, "talk", { language: "en", said }, async (init) => {
      sent = await messagesOf(init);
      return new Response(null, { headers });
    });
    expect(sent.map(({ type }) => type)).toEqual(["initial-request", "word", "end"]);
    const [initial, word, end] = sent;
    expect(decode(Buffer.from(initial!.payload))).toEqual({ language: "en" });
    expect(new TextDecoder().decode(word!.payload)).toBe("ä");
    expect(decode(Buffer.from(end!.payload))).toEqual({});
    expect(end!.contentType).toBe("application/cbor");
  });

  it("come as maps, and as errors", async () => {
    const exception = frame(
      { "message-type": "exception", "exception-type": "interrupted" },
      Uint8Array.from(encode({ message: "Stöp" }) as Uint8Array),
    );
    const text = event("word", new TextEncoder().encode("hä"), "text/plain");
    const body = Buffer.concat([cbor("initial-response", {}), text, exception]);
    const { value, error } = await answered(
      modules,
      "talk",
      input,
      () => new Response(body, { headers }),
    );
    if (error) throw error;
    const iterator = value!["heard"]![Symbol.asyncIterator]();
    expect((await iterator.next()).value).toEqual({ word: { text: "hä" } });
    await expect(iterator.next()).rejects.toMatchObject({ name: "Interrupted", message: "Stöp" });
  });

  it("are none where the response is of another protocol", async () => {
    const { error } = await answered(modules, "talk", { ...input, said: each({ end: {} }) }, () => {
      const body = Buffer.from(cbor("initial-response", {}));
      return new Response(body, { headers: { ...headers, "smithy-protocol": "rpc-v2-json" } });
    });
    expect(error).toMatchObject({ name: "ResponseError" });
    expect(error?.message).toContain("Expected rpc-v2-cbor");
  });

  it("come from the fake", async () => {
    const create = modules["testing"]!["createFakeExample"] as (handlers: object) => {
      readonly config: object;
    };
    const { config } = create({
      talk: ({ language }: Members) => ({ heard: each({ word: { text: language } }) }),
    });
    const { createExampleClient, talk } = modules["index"] as Record<string, unknown>;
    const client = (createExampleClient as (config: object) => object)(config);
    const { value } = await (talk as Function)(client, { ...input, said: each({ end: {} }) });
    expect(await all(value!["heard"])).toEqual([{ word: { text: "en" } }]);
  });
});

describe("events in XML", async () => {
  const modules = await modulesOf("event-streams-rest", "aws.protocols#restXml");
  const headers = { "content-type": "application/vnd.amazon.eventstream" };
  const xml = (type: string, text: string) =>
    event(type, new TextEncoder().encode(text), "application/xml");

  it("go out as documents", async () => {
    let sent: Awaited<ReturnType<typeof messagesOf>> = [];
    const audio = each(
      { settings: { words: ["ä", "<"] } },
      { chunk: { bytes: Uint8Array.of(1, 255), channel: 1 } },
    );
    await answered(modules, "transcribe", { language: "en", audio }, async (init) => {
      sent = await messagesOf(init);
      return new Response(null, { headers });
    });
    const [settings, chunk] = sent;
    expect(settings).toMatchObject({ type: "settings", contentType: "application/xml" });
    expect(new TextDecoder().decode(settings!.payload)).toBe(
      "<Settings><words><member>ä</member><member>&lt;</member></words></Settings>",
    );
    expect([...chunk!.payload]).toEqual([1, 255]);
  });

  it("come as documents, under any root, and as errors", async () => {
    const exception = frame(
      { "message-type": "exception", "exception-type": "badRequest" },
      new TextEncoder().encode("<E><message>Nö</message><field>f</field></E>"),
    );
    const body = Buffer.concat([
      xml(
        "result",
        '<?xml version="1.0"?><Result><text>a &amp; ä</text><isPartial>true</isPartial></Result>',
      ),
      xml("result", "<Any> <text/> </Any>"),
      exception,
    ]);
    const input = { language: "en", audio: each() };
    const { value, error } = await answered(
      modules,
      "transcribe",
      input,
      () => new Response(body, { headers }),
    );
    if (error) throw error;
    const iterator = value!["transcript"]![Symbol.asyncIterator]();
    expect((await iterator.next()).value).toEqual({ result: { text: "a & ä", isPartial: true } });
    expect((await iterator.next()).value).toEqual({ result: { text: "" } });
    await expect(iterator.next()).rejects.toMatchObject({
      ...{ name: "BadRequest", message: "Nö", data: { field: "f" } },
    });
  });

  it("that are no documents are a ResponseError", async () => {
    const body = Buffer.from(xml("result", "<Result>"));
    const input = { language: "en", audio: each() };
    const { value } = await answered(
      modules,
      "transcribe",
      input,
      () => new Response(body, { headers }),
    );
    await expect(all(value!["transcript"])).rejects.toMatchObject({ name: "ResponseError" });
  });
});
