import * as sdk from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importModules } from "../support/bundle.js";
import { describeWith } from "../support/conformance.js";
import { eventOf, messageOf } from "../support/eventServer.js";
import { generateText } from "../support/generate.js";
import { type ReceivedRequest, serve, type TestServer } from "../support/httpServer.js";

// What AWS's own client of Bedrock sends, and what it makes of streams of events.

type Failed = Error & { readonly data?: object };
type Answered = Readonly<Record<"body" | "stream", AsyncIterable<object>>>;
type Call = (
  client: object,
  input: object,
) => Promise<{ readonly ok: true; readonly value: Answered }>;

const base64 = (text: string) => Buffer.from(text).toString("base64");
const chunk = (text: string) => eventOf("chunk", { bytes: base64(text) });
const exceptionOf = (name: string, document: object) =>
  messageOf({ ":message-type": "exception", ":exception-type": name }, JSON.stringify(document));

const converse = {
  modelId: "arn:aws:bedrock:eu-west-1:1:inference-profile/ü a",
  system: [{ text: "Be brief." }],
  messages: [
    {
      role: "user",
      content: [
        { text: "häst?" },
        { image: { format: "png", source: { bytes: Uint8Array.of(0, 128, 255) } } },
        { toolResult: { toolUseId: "t", content: [{ json: { a: [1, null, { b: "c" }] } }] } },
      ],
    },
  ],
  inferenceConfig: { maxTokens: 100, temperature: 0.5, stopSequences: ["\n"] },
  toolConfig: { tools: [{ toolSpec: { name: "t", inputSchema: { json: { type: "object" } } } }] },
  additionalModelRequestFields: { top_k: 5 },
  requestMetadata: { tenant: "a" },
};

/** With all that has a default, which the SDK leaves to the service. */
const guardrail = {
  ...{ guardrailIdentifier: "g", guardrailVersion: "1" },
  ...{ trace: "enabled", streamProcessingMode: "async" },
};

const conversation = [
  eventOf("messageStart", { role: "assistant" }),
  eventOf("contentBlockStart", {
    contentBlockIndex: 0,
    start: { toolUse: { toolUseId: "t", name: "n" } },
  }),
  eventOf("contentBlockDelta", { contentBlockIndex: 0, delta: { text: "hä" } }),
  eventOf("contentBlockDelta", { contentBlockIndex: 0, delta: { toolUse: { input: '{"a":' } } }),
  eventOf("contentBlockDelta", {
    contentBlockIndex: 1,
    delta: { reasoningContent: { redactedContent: base64("\0ÿ") } },
  }),
  eventOf("contentBlockStop", { contentBlockIndex: 0 }),
  eventOf("messageStop", {
    stopReason: "end_turn",
    additionalModelResponseFields: { x: [1.5, "y"] },
  }),
  eventOf("metadata", {
    usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
    metrics: { latencyMs: 4 },
  }),
];

describeWith("models/bedrock-runtime.json", "Bedrock, and AWS's client of it", (data) => {
  let server: TestServer;
  let received: ReceivedRequest[] = [];
  let body: Uint8Array;
  let ours: object;
  let theirs: sdk.BedrockRuntimeClient;
  let functions: Readonly<Record<string, Call>>;
  beforeAll(async () => {
    server = await serve((request) => {
      received.push(request);
      const headers = {
        "content-type": "application/vnd.amazon.eventstream",
        "x-amzn-bedrock-content-type": "application/json",
      };
      return { status: 200, headers, body };
    });
    const { files } = await generateText(data.read("models/bedrock-runtime.json"), {
      operations: ["InvokeModelWithResponseStream", "ConverseStream"],
      format: (_path, text) => Promise.resolve(text),
    });
    const { index } = await importModules(files!, ["index"]);
    const config = {
      ...{ region: "eu-west-1", endpoint: server.endpoint, maxAttempts: 1 },
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    };
    const create = index!["createBedrockRuntimeClient"] as (config: object) => object;
    ours = create(config);
    functions = index as typeof functions;
    // Its own is of HTTP/2.
    theirs = new sdk.BedrockRuntimeClient({ ...config, requestHandler: new NodeHttpHandler() });
  });
  afterAll(async () => {
    theirs.destroy();
    await server.close();
  });

  /** A stream to its end: what came, and what ended it. */
  async function all(events: AsyncIterable<object>) {
    const came: object[] = [];
    try {
      for await (const event of events) came.push(event);
      return { came };
    } catch (thrown) {
      const { name, message } = thrown as Failed;
      return { came, name, message };
    }
  }

  const requestOf = ({ method, url, headers, body }: ReceivedRequest) => ({
    ...{ method, url, type: headers["content-type"], accept: headers["accept"] },
    own: Object.fromEntries(Object.entries(headers).filter(([name]) => /^x-amzn-/.test(name))),
    // Members have their order in the model, or that of the input.
    body: url.endsWith("converse-stream")
      ? (JSON.parse(body.toString()) as object)
      : body.toString("base64"),
  });

  const cases: Record<
    string,
    [
      operation: "ConverseStream" | "InvokeModelWithResponseStream",
      input: object,
      events: Uint8Array[],
    ]
  > = {
    "all of a conversation": ["ConverseStream", converse, conversation],
    "no event": ["ConverseStream", { modelId: "m" }, []],
    "an error after events": [
      "ConverseStream",
      { modelId: "m", guardrailConfig: guardrail },
      [...conversation.slice(0, 3), exceptionOf("throttlingException", { message: "Slöwer" })],
    ],
    "the chunks of a model": [
      "InvokeModelWithResponseStream",
      {
        modelId: "a:b/c",
        body: Buffer.from('{"prompt":"ä"}'),
        contentType: "application/json",
        accept: "*/*",
      },
      [chunk('{"a":'), chunk("1}"), chunk("")],
    ],
    "bytes, and the settings in headers": [
      "InvokeModelWithResponseStream",
      {
        ...{ modelId: "m", body: Buffer.from([0, 128, 255]), trace: "ENABLED" },
        ...{ guardrailIdentifier: "g", guardrailVersion: "DRAFT" },
      },
      [chunk("x")],
    ],
    "an error of the model": [
      "InvokeModelWithResponseStream",
      { modelId: "m", body: Buffer.from("{}") },
      [
        chunk("x"),
        exceptionOf("modelStreamErrorException", { message: "It broke", originalStatusCode: 500 }),
      ],
    ],
  };

  describe.each(Object.entries(cases))("%s", (_name, [operation, input, events]) => {
    const isConversation = operation === "ConverseStream";

    it("is asked for, and read", async () => {
      received = [];
      body = Buffer.concat(events);
      const call = functions[operation.charAt(0).toLowerCase() + operation.slice(1)]!;
      const answered = await call(ours, input);
      expect(answered).toMatchObject({ ok: true });
      const read = await all(answered.value[isConversation ? "stream" : "body"]);

      const command = isConversation
        ? new sdk.ConverseStreamCommand(input as sdk.ConverseStreamCommandInput)
        : new sdk.InvokeModelWithResponseStreamCommand(
            input as sdk.InvokeModelWithResponseStreamCommandInput,
          );
      const output = (await theirs.send(command as never)) as unknown as Answered;
      expect(read).toEqual(await all(output[isConversation ? "stream" : "body"]));
      const [mine, their] = received.map(requestOf);
      expect(mine).toEqual(their);
    });
  });
});
