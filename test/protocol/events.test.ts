import { describe, expect, it } from "vitest";
import { loadModel } from "../../generator/smithy/load.js";
import type { JsonObject, ServiceShape, ShapeId } from "../../generator/smithy/model.js";
import { eventsIn } from "../../generator/ir/events.js";
import type { FetchInit } from "../../templates/runtime/contract/http.js";
import { frameDecoder, type EventFrame } from "../../templates/runtime/streams/eventFrames.js";
import { describeWith } from "../support/conformance.js";
import { generateClient, type GeneratedClient } from "../support/protocolTests/client.js";
import {
  streamCasesOf,
  type EventCase,
  type StreamCase,
} from "../support/protocolTests/eventCases.js";
import { structureOf } from "../support/protocolTests/params.js";

const tests = "protocol-tests/aws-protocol-tests.json";
const id = "aws.protocoltests.restjson#RestJson";

/** What is not as the tests have it, and why. */
const expectedFailures: ReadonlyMap<string, string> = new Map([
  ["DuplexMissingRequiredInitialResponseOutput", "a required member of an output is filled in"],
  ["MissingRequiredInitialResponseOutput", "a required member of an output is filled in"],
]);

describeWith(tests, "the official tests of event streams", ({ read }) => {
  const { model } = loadModel([{ file: tests, text: read(tests) }]);
  if (!model) throw new Error("The model of the tests cannot be loaded.");
  const service = model.shapes.get(id) as ServiceShape;
  const cases = streamCasesOf(model, service);
  const names = new Set(cases.map(([operation]) => operation.replace(/^.*#/, "")));

  it("are there", () => {
    expect(cases.length).toBeGreaterThan(70);
  });

  describe.each(["number", "bigint"] as const)("longs as %s", (long) => {
    const client = generateClient(model, service, long, "aws.protocols#restJson1", [...names]);
    client.catch(() => {});
    for (const [operation, test] of cases) {
      const run = expectedFailures.has(test.id) ? it.fails : it;
      run(test.id, async () => check(await client, operation, test));
    }
  });
});

async function check(client: GeneratedClient, id: ShapeId, test: StreamCase): Promise<void> {
  const operation = client.service.operations.find(({ shape }) => shape === id)!;
  const { service } = client;
  const input = eventsIn(service, operation.input);
  const output = eventsIn(service, operation.output);
  const { events = [], initialResponse: response, expectation } = test;
  const ofType = (type: EventCase["type"]) => events.filter((event) => event.type === type);
  let sent: { url: string; init: FetchInit; body: Uint8Array } | undefined;

  const result = await client.call(
    id,
    {
      region: "us-west-2",
      endpoint: "https://example.com",
      maxAttempts: 1,
      ...{ credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET" } },
      fetch: async (url, init) => {
        const body = new Uint8Array(await new Response(init.body as BodyInit).arrayBuffer());
        sent = { url, init, body };
        const bytes = ofType("response").map(({ bytes }) => Buffer.from(bytes, "base64"));
        const { code = 200, headers = {} } = response ?? {};
        return new Response(response?.body ?? Buffer.concat(bytes), { status: code, headers });
      },
    },
    {
      ...initialParams(client, operation.input, test.initialRequestParams),
      ...(input && {
        [input.name]: iterate(
          ofType("request").map(({ params }) => eventValue(client, input.type.shape, params!)),
        ),
      }),
    },
  );

  if (input) {
    expect(innerMessages(sent!.body)).toEqual(
      ofType("request").flatMap(({ bytes }) => messagesIn(Buffer.from(bytes, "base64"))),
    );
    expect(sent!.init.headers["content-type"]).toBe("application/vnd.amazon.eventstream");
  }
  if (test.initialRequest) {
    const { method, uri, headers } = test.initialRequest;
    expect([sent!.init.method, new URL(sent!.url).pathname]).toEqual([method, uri]);
    expect(sent!.init.headers).toMatchObject(headers ?? {});
  }
  const failed = await failureOf(result, output?.name, (value) => {
    const expected = ofType("response").map(({ params }) =>
      eventValue(client, output!.type.shape, params!),
    );
    expect(value).toEqual(expected);
  });
  if (!expectation?.failure) {
    expect(failed).toBeUndefined();
    if (result.ok) expect(result.value).toMatchObject(test.initialResponseParams ?? {});
    return;
  }
  expect(failed).toMatchObject({ operation: operation.name, attempts: 1 });
  const { errorId } = expectation.failure;
  if (errorId) expect(failed).toMatchObject({ name: service.errors.get(errorId)?.name });
}

/** What a call or its stream ended with, if not well. */
async function failureOf(
  result: Awaited<ReturnType<GeneratedClient["call"]>>,
  stream: string | undefined,
  received: (events: unknown[]) => void,
): Promise<unknown> {
  if (!result.ok) return result.error;
  if (!stream) return undefined;
  const events: unknown[] = [];
  try {
    const { [stream]: given } = result.value as Record<string, AsyncIterable<unknown>>;
    for await (const event of given!) events.push(event);
  } catch (thrown) {
    return thrown;
  }
  received(events);
  return undefined;
}

function initialParams(
  { service }: GeneratedClient,
  input: ShapeId | undefined,
  params: JsonObject = {},
): object {
  const members = service.structures.get(input ?? "")?.members ?? [];
  const required = members.filter((member) => member.required && member.type.kind === "string");
  return {
    ...Object.fromEntries(required.map(({ name }) => [name, "example"])),
    ...structureOf(service, input, params),
  };
}

/** An event as callers have it. Timestamps are texts in these tests. */
function eventValue({ service }: GeneratedClient, union: ShapeId, params: JsonObject): object {
  return structureOf(
    service,
    union,
    JSON.parse(JSON.stringify(params), (key, value: unknown) =>
      key === "timestampHeader" ? Date.parse(value as string) / 1000 : value,
    ) as JsonObject,
  );
}

async function* iterate<T>(values: readonly T[]): AsyncGenerator<T> {
  for (const value of values) yield await Promise.resolve(value);
}

/** The messages in those that are signed; the last is empty. */
function innerMessages(bytes: Uint8Array): EventFrame[] {
  const outer = messagesIn(bytes);
  for (const { headers } of outer)
    expect([...headers.keys()]).toEqual([":date", ":chunk-signature"]);
  expect(outer.pop()?.payload).toEqual(new Uint8Array());
  return outer.flatMap(({ payload }) => messagesIn(payload));
}

/** Headers are in no order. */
function messagesIn(bytes: Uint8Array): EventFrame[] {
  const decoder = frameDecoder();
  decoder.push(bytes);
  const frames: EventFrame[] = [];
  for (let frame; (frame = decoder.next());) frames.push(frame);
  decoder.end();
  return frames;
}
