// A store of objects that keeps none of them, in a process of its own: `fork(server.mjs)` gets a message
// with its endpoint. PUT takes all that comes; GET `/bucket/BYTES` answers with so many, and with their
// checksum where that is asked for.
import { createServer } from "node:http";
import { crc32 } from "node:zlib";

const chunk = Buffer.alloc(2 ** 16, "0123456789abcdef!");
const checksums = new Map();

function checksumOf(size) {
  let value = checksums.get(size);
  if (value === undefined) {
    value = 0;
    for (let at = 0; at < size; at += chunk.length) {
      value = crc32(chunk.subarray(0, Math.min(chunk.length, size - at)), value);
    }
    checksums.set(size, value);
  }
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes.toString("base64");
}

function* bytesOf(size) {
  for (let at = 0; at < size; at += chunk.length) {
    yield chunk.subarray(0, Math.min(chunk.length, size - at));
  }
}

function give(size, request, response) {
  const isAsked = request.headers["x-amz-checksum-mode"] !== undefined;
  response.writeHead(200, {
    "content-type": "application/octet-stream",
    "content-length": size,
    ...(isAsked && { "x-amz-checksum-crc32": checksumOf(size) }),
  });
  const chunks = bytesOf(size);
  const more = () => {
    for (;;) {
      const { done, value } = chunks.next();
      if (done) return response.end();
      if (!response.write(value)) return response.once("drain", more);
    }
  };
  more();
}

const server = createServer((request, response) => {
  if (request.method === "GET") {
    return give(Number(/\d+/.exec(request.url)[0]), request, response);
  }
  let bytes = 0;
  request.on("data", (chunk) => (bytes += chunk.length));
  request.on("end", () => response.writeHead(200, { etag: '"e"', "x-received": bytes }).end());
});
server.listen(0, "127.0.0.1", () => {
  process.send({ endpoint: `http://127.0.0.1:${server.address().port}` });
});
process.on("disconnect", () => process.exit());
