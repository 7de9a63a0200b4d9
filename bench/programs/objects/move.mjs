// `node move.mjs CLIENT ENDPOINT MEGABYTES`: how long one object takes up and down, as a stream, and how
// much of the processor.
import { Readable } from "node:stream";

const [, , client, endpoint, megabytes] = process.argv;
const { open } = await import(client);
const credentials = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" };
const { put, get } = await open({ region: "eu-west-1", endpoint, credentials });

const chunk = Buffer.alloc(2 ** 16, "0123456789abcdef!");

function* chunksOf(size) {
  for (let at = 0; at < size; at += chunk.length) {
    yield chunk.subarray(0, Math.min(chunk.length, size - at));
  }
}

async function up(size) {
  const received = await put(
    Readable.from(chunksOf(size), { objectMode: false, highWaterMark: 2 ** 16 }),
    size,
  );
  if (received !== undefined && received < size) throw new Error(`Only ${received} bytes arrived`);
}

async function down(size) {
  let bytes = 0;
  for await (const chunk of await get(size)) bytes += chunk.length;
  if (bytes !== size) throw new Error(`${bytes} bytes came instead of ${size}`);
}

async function measure(work) {
  const size = Number(megabytes) * 1e6;
  await work(size / 8);
  const before = process.cpuUsage();
  const start = performance.now();
  await work(size);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { rate: Number(megabytes) / seconds, cpu: (user + system) / 1000 / Number(megabytes) };
}

console.log(JSON.stringify({ up: await measure(up), down: await measure(down) }));
process.exit();
