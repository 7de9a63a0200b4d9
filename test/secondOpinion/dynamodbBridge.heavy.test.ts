import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { importModules } from "../support/bundle.js";
import { compile, errorsOf } from "../support/compile.js";
import { describeWith } from "../support/conformance.js";
import { generateText } from "../support/generate.js";
import {
  serve,
  type Answer,
  type ReceivedRequest,
  type TestServer,
} from "../support/httpServer.js";
import * as sdkProgram from "./programs/dynamodb.js";

// A program for `@aws-sdk/client-dynamodb` does the same with its imports changed to the bridge.

type Program = typeof sdkProgram;

const file = join(import.meta.dirname, "programs/dynamodb.ts");
const swapped = readFileSync(file, "utf8").replace("@aws-sdk/client-dynamodb", "./smithy.js");
const operations = ["*Table", "*Item", "Scan", "TransactWriteItems"];

const ok = (body: object): Answer => ({
  status: 200,
  headers: { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": "r" },
  body: JSON.stringify(body),
});
const failed = (name: string, more: object): Answer => ({
  ...ok({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, ...more }),
  status: 400,
});

const item = { id: { S: "ü" }, count: { N: "12345678901234567890" }, bytes: { B: "AP8=" } };

/** What the service answers: to the second DescribeTable that a table is there. */
function answerTo(operation: string, input: Record<string, unknown>, count: number): Answer {
  if (input["TableName"] === "taken") {
    return failed("ConditionalCheckFailedException", { message: "Taken", Item: item });
  }
  if (input["TableName"] === "unknown") {
    return failed("ResourceNotFoundException", { message: "No such table" });
  }
  const table = (TableStatus: string) => ({ TableStatus, CreationDateTime: 1.5e9, ItemCount: 2 });
  const page = input["ExclusiveStartKey"]
    ? { Items: [], Count: 0 }
    : { Items: [item], Count: 1, LastEvaluatedKey: { id: { S: "ü" } } };
  const answers: Record<string, Answer> = {
    PutItem: ok({ Attributes: item }),
    GetItem: ok({ Item: item }),
    BatchGetItem: ok({ Responses: { things: [item] }, UnprocessedKeys: {} }),
    TransactWriteItems: failed("TransactionCanceledException", {
      Message: "Cancelled",
      CancellationReasons: [{ Code: "ConditionalCheckFailed", Item: item }, { Code: "None" }],
    }),
    CreateTable: ok({ TableDescription: table("CREATING") }),
    DescribeTable: ok({ Table: table(count > 0 ? "ACTIVE" : "CREATING") }),
    Scan: ok(page),
  };
  return answers[operation]!;
}

describeWith("models/dynamodb.json", "A program for the SDK's client of DynamoDB", (data) => {
  let server: TestServer;
  let sent: object[] = [];
  let sources: ReadonlyMap<string, string>;
  let bridgeProgram: Program;

  const answer = ({ headers, body }: ReceivedRequest): Answer => {
    const target = String(headers["x-amz-target"]);
    const input = JSON.parse(body.toString()) as Record<string, unknown>;
    const count = sent.filter((each) => (each as { target: string }).target === target).length;
    sent.push({ target, type: headers["content-type"], input });
    return answerTo(target.split(".")[1]!, input, count);
  };

  beforeAll(async () => {
    server = await serve(answer);
    const { files } = await generateText(data.read("models/dynamodb.json"), {
      operations,
      format: (_path, text) => Promise.resolve(text),
    });
    const client = [...files!].filter(([path]) => path.startsWith("src/"));
    sources = new Map([...client, ["src/program.ts", swapped]]);
    const { program } = await importModules(sources, ["program"]);
    bridgeProgram = program as unknown as Program;
  });
  afterAll(() => server.close());
  beforeEach(() => {
    sent = [];
  });

  it("compiles", () => {
    const folder = resolve(import.meta.dirname, "in-memory");
    const absolute = [...sources].map(([path, text]) => [join(folder, path), text] as const);
    expect(errorsOf(compile(new Map(absolute), { types: ["node"] }))).toEqual([]);
  });

  it.each(["items", "failures", "tables", "mocks"] as const)("does the same: %s", async (name) => {
    const runs = [];
    for (const program of [sdkProgram, bridgeProgram]) {
      sent = [];
      runs.push({ log: await program[name](server.endpoint), sent });
    }
    const [expected, actual] = runs;
    expect(expected?.log.length).toBeGreaterThan(1);
    expect(actual).toEqual(expected);
  });
});
