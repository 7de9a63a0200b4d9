// `node load.mjs CLIENT ENDPOINT WARM_UP CALLS`: what a call costs one process, in sequence and with
// 32 in flight, and how much memory it takes.
import { credentials, input, region } from "./call.mjs";

const [, , client, endpoint, warmUp, calls] = process.argv;
const { open } = await import(client);
const reEncrypt = await open({ endpoint, credentials, region });

// Not the system's own peak: that of the process that started this one is in it.
let rss = 0;

async function run(count, inFlight) {
  const latencies = new Float64Array(count);
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) {
      const start = performance.now();
      const { KeyId } = await reEncrypt(input);
      latencies[index] = performance.now() - start;
      if (index % 1000 === 999) rss = Math.max(rss, process.memoryUsage.rss());
      if (KeyId !== input.DestinationKeyId) throw new Error(`An unexpected answer: ${KeyId}`);
    }
  };
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: inFlight }, worker));
  const { user, system } = process.cpuUsage(before);
  rss = Math.max(rss, process.memoryUsage.rss());
  latencies.sort();
  const percentile = (of) => latencies[Math.floor(of * (count - 1))] * 1000;
  return { cpu: (user + system) / count, p50: percentile(0.5), p99: percentile(0.99) };
}

await run(Number(warmUp), 1);
const sequential = await run(Number(calls), 1);
await run(Number(warmUp), 32);
const concurrent = await run(Number(calls), 32);
console.log(JSON.stringify({ sequential, concurrent, rss }));
process.exit();
