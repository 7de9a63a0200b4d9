import { crc32 } from "node:zlib";
import { expect, it } from "vitest";
import { goldenClient } from "../../support/goldenClient.js";

const client = await goldenClient("customization-retry");
const endpoint = { endpoint: "https://example.com" };
const body = '{"é":1}';

/** Answers once with these headers, and then with those of a body that came as it was sent. */
function answers(headers: Record<string, string>): () => Response {
  let times = 0;
  return () =>
    new Response(body, {
      headers: times++ === 0 ? headers : { "x-amz-crc32": String(crc32(body)) },
    });
}

it.each<[string, Record<string, string>]>([
  ["that is right", { "x-amz-crc32": String(crc32(body)) }],
  ["that is none", {}],
  ["of what was compressed", { "x-amz-crc32": "1", "content-encoding": "gzip" }],
])("takes a response with a CRC32 %s", async (_, headers) => {
  const { result, sent } = await client("ping", {}, endpoint, answers(headers));
  expect(result).toMatchObject({ ok: true, metadata: { attempts: 1 } });
  expect(sent).toHaveLength(1);
});

it("tries again where the CRC32 is another", async () => {
  const { result } = await client("ping", {}, endpoint, answers({ "x-amz-crc32": "1" }));
  expect(result).toMatchObject({ ok: true, metadata: { attempts: 2 } });
});

it("ends with a TransportError where it stays another", async () => {
  const answer = () => new Response(body, { headers: { "x-amz-crc32": "1" } });
  const { result, sent } = await client("ping", {}, endpoint, answer);
  expect(result).toMatchObject({ ok: false, error: { name: "TransportError", attempts: 4 } });
  expect(sent).toHaveLength(4);
});
