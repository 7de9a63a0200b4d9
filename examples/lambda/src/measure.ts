import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

// How large the bundle is, and how long a fresh process takes until the handler has answered its first
// event, with a queue on loopback that answers at once. Lambda's own start, and TLS, come on top.

const BUNDLE = "bundle/handler.mjs";
const RUNS = 15;

const code = readFileSync(BUNDLE);
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
console.log(`${BUNDLE}: ${kB(code.length)}, ${kB(gzipSync(code).length)} after gzip`);

const queue = createServer((_request, response) => {
  response.setHeader("content-type", "application/x-amz-json-1.0");
  response.end('{"MessageId":"1"}');
});
await once(queue.listen(0, "127.0.0.1"), "listening");
const env = {
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_ENDPOINT_URL: `http://127.0.0.1:${(queue.address() as AddressInfo).port}`,
  QUEUE_URL: "http://queue.example/orders",
};

const first = `
  const { handler } = await import(${JSON.stringify(pathToFileURL(BUNDLE).href)});
  const event = { body: '{"article":"tea","amount":2}', isBase64Encoded: false };
  const { statusCode } = await handler(event, { getRemainingTimeInMillis: () => 3000 });
  if (statusCode !== 202) throw new Error(String(statusCode));`;
const alone = await median("");
const answered = await median(first);
console.log(
  `Node alone: ${alone.toFixed(0)} ms; with the first event answered: ${answered.toFixed(0)} ms`,
);
queue.close();
queue.closeAllConnections();

/** The milliseconds from the start of a process to the end of a program, the median of all runs. */
async function median(program: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const source = `${program}\nconsole.log(performance.now());`;
    const args = ["--input-type=module", "--eval", source];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    times.push(Number(stdout));
  }
  return times.sort((a, b) => a - b)[(RUNS - 1) / 2] ?? NaN;
}
