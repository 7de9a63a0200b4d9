import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { standardLimit } from "../../../../templates/runtime/http/limit.js";
import { fetchTransport } from "../../../../templates/runtime/http/fetchTransport.js";
import { nodeTransport } from "../../../../templates/runtime/http/nodeTransport.js";
import { bytesOf, closing, end, respond, serve, textFrom, transports } from "./harness.js";

const tooLong = { name: "ResponseError", message: "Response longer than maxResponseBytes" };
const megabyte = Buffer.alloc(2 ** 20, "a");

/** Sends megabytes as fast as the client takes them. */
async function flood(response: ServerResponse, megabytes: number, sent = () => {}) {
  const closed = new Promise((resolve) => response.once("close", resolve));
  for (let i = 0; i < megabytes && !response.destroyed; i++) {
    sent();
    if (!response.write(megabyte)) await Promise.race([once(response, "drain"), closed]);
  }
  response.end();
}

describe.each(transports)("row 61: a long response over %s", (_name, transport) => {
  it("of 620 MB is a ResponseError, of which no more is read than may be", async () => {
    let megabytes = 0;
    let closed: Promise<unknown> | undefined;
    const origin = await serve((request, response) => {
      closed = closing(request.socket);
      void flood(response, 620, () => megabytes++);
    });
    const ending = {};
    const { text } = await respond(transport, origin, { ending });
    await expect(text()).rejects.toMatchObject(tooLong);
    end(ending);
    await closed;
    // What lies in sockets comes to it.
    expect(megabytes).toBeLessThan(standardLimit / megabyte.length + 50);
  });

  it("may be as long as is set, to the byte", async () => {
    const origin = await serve((_request, response) => {
      response.write("éé");
      response.end("ab");
    });
    expect(await textFrom(transport, origin, { maxResponseBytes: 6 })).toBe("ééab");
    const longer = textFrom(transport, origin, { maxResponseBytes: 5 });
    await expect(longer).rejects.toMatchObject(tooLong);
    const none = textFrom(transport, origin, { maxResponseBytes: 0 });
    await expect(none).rejects.toMatchObject(tooLong);
  });

  it("may be empty where nothing is allowed", async () => {
    const origin = await serve((_request, response) => response.end());
    expect(await textFrom(transport, origin, { maxResponseBytes: 0 })).toBe("");
  });

  it("can be had as a stream, which nobody holds in memory", async () => {
    const origin = await serve((_request, response) => response.end(megabyte));
    const response = await respond(transport, origin, { maxResponseBytes: 5 });
    expect(await bytesOf(response)).toHaveLength(megabyte.length);
  });
});

describe("row 61: what is compressed", () => {
  // 200 MB in 200 kB.
  const bomb = gzipSync(Buffer.alloc(2e8));

  it("counts as what it expands to, where it is expanded", async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    });
    const text = textFrom(fetchTransport, origin, { maxResponseBytes: 1e6 });
    await expect(text).rejects.toMatchObject(tooLong);
  });

  it("is not asked for over node", async () => {
    let accepted: unknown;
    const origin = await serve((request, response) => {
      accepted = request.headers["accept-encoding"];
      response.end();
    });
    await textFrom(nodeTransport, origin);
    expect(accepted).toBeUndefined();
  });
});

it("a response that is too long is let go of over node, whatever becomes of the attempt", async () => {
  let closed: Promise<unknown> | undefined;
  const origin = await serve((request, response) => {
    closed = closing(request.socket);
    void flood(response, 620);
  });
  await expect(textFrom(nodeTransport, origin, { maxResponseBytes: 1e6 })).rejects.toMatchObject(
    tooLong,
  );
  await closed;
});
