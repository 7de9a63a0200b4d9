import { describe, expect, it } from "vitest";
import { fetchTransport } from "../../../../templates/runtime/http/fetchTransport.js";
import { nodeTransport } from "../../../../templates/runtime/http/nodeTransport.js";
import { bytesOf, respond, serve, serveRaw, textFrom, transports } from "./harness.js";

describe.each(transports)("a response over %s", (_name, transport) => {
  it("has status, headers in any case, and text", async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(404, { "X-Amzn-RequestId": "r", "Set-Cookie": ["a", "b"], "x-e": "" });
      response.write("é");
      response.end("ü");
    });
    const { status, headers, text } = await respond(transport, origin);
    expect(status).toBe(404);
    expect(headers.get("x-amzn-requestid")).toBe("r");
    expect(headers.get("X-AMZN-REQUESTID")).toBe("r");
    expect(headers.get("set-cookie")).toBe("a, b");
    expect(headers.get("x-e")).toBe("");
    expect(await text()).toBe("éü");
  });

  it.each(["x-none", "constructor", "__proto__", "toString", "hasOwnProperty"])(
    "has no header %s that was not sent",
    async (name) => {
      const origin = await serve((_request, response) => response.end());
      expect((await respond(transport, origin)).headers.get(name)).toBeNull();
    },
  );

  it("has headers that are named after what objects have", async () => {
    const origin = await serveRaw((socket) =>
      socket.end("HTTP/1.1 200 OK\r\nconstructor: a\r\n__proto__: b\r\nContent-Length: 0\r\n\r\n"),
    );
    const { headers } = await respond(transport, origin);
    expect(headers.get("constructor")).toBe("a");
    expect(({} as Record<string, unknown>)["b"]).toBeUndefined();
  });

  it("is decoded as UTF-8, across chunks, without a byte order mark", async () => {
    const bytes = [0xef, 0xbb, 0xbf, 0xf0, 0x9f, 0x98, 0x80, 0xff, 0x41, 0xe2, 0x82];
    const origin = await serve((_request, response) => {
      const left = [...bytes];
      const next = () => {
        const byte = left.shift();
        if (byte === undefined) response.end();
        else response.write(Buffer.of(byte), () => setImmediate(next));
      };
      next();
    });
    expect(await textFrom(transport, origin)).toBe("\u{1f600}\ufffdA\ufffd");
  });

  it("that redirects is not followed", async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(302, { location: "/elsewhere" }).end("here");
    });
    const response = await respond(transport, origin);
    expect([response.status, await response.text()]).toEqual([302, "here"]);
  });

  it.each([
    [
      "follows early hints",
      "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab",
      "ab",
    ],
    ["has no body", "HTTP/1.1 204 No Content\r\n\r\n", ""],
    ["ends with its connection", "HTTP/1.0 200 OK\r\n\r\nab", "ab"],
  ])("that %s is read", async (_what, sent, text) => {
    const origin = await serveRaw((socket) => socket.end(sent));
    expect(await textFrom(transport, origin)).toBe(text);
  });

  it("is there before its body is", async () => {
    let finish = () => {};
    const origin = await serve((_request, response) => {
      response.writeHead(200).write("a");
      finish = () => response.end("b");
    });
    const response = await respond(transport, origin);
    expect(response.status).toBe(200);
    finish();
    expect(await response.text()).toBe("ab");
  });

  it("is a stream of bytes, too", async () => {
    const sent = Buffer.from(Array.from({ length: 200_000 }, (_, i) => i % 251));
    const origin = await serve((_request, response) => response.end(sent));
    expect((await bytesOf(await respond(transport, origin))).equals(sent)).toBe(true);
  });
});

describe("a response over node", () => {
  it("may follow one to continue", async () => {
    const origin = await serveRaw((socket) =>
      socket.end("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab"),
    );
    expect(await textFrom(nodeTransport, origin)).toBe("ab");
  });
});

describe("what only has the shape of fetch", () => {
  it("is asked for its text", async () => {
    const answer = { status: 200, headers: new Headers(), text: () => Promise.resolve("x") };
    const fetch = () => Promise.resolve(answer);
    expect(await textFrom(fetchTransport, "https://h", { fetch })).toBe("x");
  });

  it("may give streams that are not of the web", async () => {
    const body = (async function* () {
      yield Uint8Array.of(97);
    })();
    const answer = { status: 200, headers: new Headers(), body, text: () => Promise.resolve("x") };
    const fetch = () => Promise.resolve(answer);
    expect(await textFrom(fetchTransport, "https://h", { fetch })).toBe("x");
  });
});
