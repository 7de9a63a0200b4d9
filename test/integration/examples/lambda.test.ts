import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../support/conformance.js";
import { startExample, type ExampleProject } from "../../support/exampleProject.js";
import { motoEnvironment, startMoto } from "../../support/motoServer.js";
import type { RunningServer } from "../../support/servers.js";

/** Its README says 19 kB. */
const LARGEST = 20;

describeWith("models/sqs.json", "lambda on moto", (data) => {
  let project: ExampleProject | undefined;
  let moto: RunningServer;
  beforeAll(async () => {
    moto = await startMoto();
    project = await startExample("lambda", { sqs: data.read("models/sqs.json") });
    await project.run("build");
  });
  afterAll(async () => {
    await (moto as RunningServer | undefined)?.stop();
    project?.remove();
  });

  /** Calls SQS without a client: moto asks who calls, and looks no further. */
  async function sqs(operation: string, input: object): Promise<Record<string, unknown>> {
    const credential = "Credential=AKIAEXAMPLE/20260101/eu-west-1/sqs/aws4_request";
    const response = await fetch(moto.endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `AmazonSQS.${operation}`,
        authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(input),
    });
    return (await response.json()) as Record<string, unknown>;
  }

  /** What the bundle answers in a process of its own. */
  async function invoke(queueUrl: string, body: string): Promise<unknown> {
    const bundle = pathToFileURL(join(project!.folder, "bundle/handler.mjs")).href;
    const event = JSON.stringify({ body, isBase64Encoded: false });
    const program = `
      const { handler } = await import(${JSON.stringify(bundle)});
      const answer = await handler(${event}, { getRemainingTimeInMillis: () => 20_000 });
      console.log(JSON.stringify(answer));`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "--eval", program],
      { env: { ...motoEnvironment(moto), QUEUE_URL: queueUrl } },
    );
    return JSON.parse(stdout) as unknown;
  }

  it("puts an order into the queue, from the bundle", async () => {
    const { QueueUrl } = (await sqs("CreateQueue", { QueueName: "orders" })) as {
      QueueUrl: string;
    };
    const answer = await invoke(QueueUrl, '{"article":"tea","amount":2}');
    const { Messages } = await sqs("ReceiveMessage", { QueueUrl });
    const [message] = Messages as { readonly MessageId: string; readonly Body: string }[];
    expect(message?.Body).toBe('{"article":"tea","amount":2}');
    expect(answer).toEqual({ statusCode: 202, body: message?.MessageId });
  });

  it("answers what has no queue with 500", async () => {
    const answer = await invoke(
      `${moto.endpoint}/123456789012/none`,
      '{"article":"tea","amount":2}',
    );
    expect(answer).toEqual({ statusCode: 500 });
  });

  it("tells its size and its cold start", async () => {
    const printed = await project!.run("measure");
    console.log(printed);
    const [, size] =
      /^bundle\/handler\.mjs: [\d.]+ kB, ([\d.]+) kB after gzip$/m.exec(printed) ?? [];
    expect(Number(size)).toBeLessThan(LARGEST);
    expect(printed).toMatch(/^Node alone: \d+ ms; with the first event answered: \d+ ms$/m);
  });
});
