// Makes calls, at once or one after the other, and prints what came of them:
// URL TRANSPORT atOnce CALLS TIMEOUT_MS | URL TRANSPORT steadily SECONDS TIMEOUT_MS

import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { createKMSClient, reEncrypt } from "../../generated/kms/dist/index.js";

const [url = "", transport, kind, amount, timeout] = process.argv.slice(2);

const kms = createKMSClient({
  region: "eu-west-1",
  credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
  endpoint: url,
  ...(transport === "fetch" && { fetch: globalThis.fetch }),
  // Every tenth call needs another attempt, which the standard budget for retries does not allow.
  retryStrategy: (_attempt, kind) => kind && Math.random() * 100,
  timeoutMs: Number(timeout),
  // Calls that share connections with those that were broken off may meet that again and again.
  maxAttempts: 10,
  attemptTimeoutMs: 60_000,
});

/** What came of a call. */
export interface Outcome {
  readonly id: number;
  /** The KeyId of the response, or the name of the error. */
  readonly ended: string;
  readonly attempts: number;
  readonly ms: number;
}

async function call(id: number): Promise<Outcome> {
  const started = performance.now();
  const input = { DestinationKeyId: "alias/new" };
  const result = await reEncrypt(kms, input, { headers: { "x-call-id": String(id) } });
  return {
    id,
    ended: result.ok ? (result.value.KeyId ?? "") : `${result.error.name}: ${result.error.message}`,
    attempts: result.metadata.attempts,
    ms: performance.now() - started,
  };
}

/** What is used after garbage collection: bytes of the heap, and open files. */
export interface Usage {
  readonly heap: number;
  readonly files: number;
}

function usage(): Usage {
  globalThis.gc?.();
  return {
    heap: process.memoryUsage().heapUsed,
    files: readdirSync("/proc/self/fd").length,
  };
}

if (kind === "atOnce") {
  const calls = Array.from({ length: Number(amount) }, (_, id) => call(id));
  console.log(JSON.stringify({ outcomes: await Promise.all(calls) }));
} else {
  // As many calls in flight all the time.
  const end = performance.now() + Number(amount) * 1000;
  const bad: Outcome[] = [];
  const usages: Usage[] = [];
  let calls = 0;
  const loop = async () => {
    while (performance.now() < end) {
      const outcome = await call(calls++);
      if (outcome.ended !== String(outcome.id)) bad.push(outcome);
    }
  };
  const loops = Array.from({ length: 200 }, loop);
  while (performance.now() < end) {
    await sleep(1000);
    usages.push(usage());
  }
  await Promise.all(loops);
  // A turn for what closes.
  await sleep(500);
  console.log(JSON.stringify({ made: calls, bad, usages: [...usages, usage()] }));
}
