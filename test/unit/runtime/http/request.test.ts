import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { nodeTransport } from "../../../../templates/runtime/http/nodeTransport.js";
import { echo, echoed, listen, respond, serve, serveRaw, transports } from "./harness.js";

describe.each(transports)("a request over %s", (_name, transport) => {
  it("carries method, headers and a text's UTF-8 with its length", async () => {
    const origin = await serve(echo);
    const headers = { "content-type": "application/json", "x-a": "1" };
    const body = "é\ud83d\ude00";
    expect(await echoed(transport, origin, { method: "PUT", headers, body })).toMatchObject({
      method: "PUT",
      url: "/",
      headers: { ...headers, host: origin.slice("http://".length), "content-length": "6" },
      body,
    });
  });

  it("carries bytes, and none", async () => {
    const origin = await serve(echo);
    const body = new TextEncoder().encode("xabcx").subarray(1, 4);
    expect(await echoed(transport, origin, { body })).toMatchObject({
      headers: { "content-length": "3" },
      body: "abc",
    });
    expect(await echoed(transport, origin)).toMatchObject({
      headers: { "content-length": "0" },
      body: "",
    });
    const { headers } = await echoed(transport, origin, { method: "GET" });
    expect(headers).not.toHaveProperty("content-length");
  });

  it.each(["/a?b=%20&b", "/%7Ea", "/a//b/", "/a?http://h/"])(
    "goes to %s as given",
    async (path) => {
      expect((await echoed(transport, (await serve(echo)) + path)).url).toBe(path);
    },
  );

  it("goes to an IPv6 address", async () => {
    const port = await listen(createServer(echo), "::1");
    const { headers } = await echoed(transport, `http://[::1]:${port}/`);
    expect(headers["host"]).toBe(`[::1]:${port}`);
  });

  it.each(["", "nonsense", "http://", "http:///path", "http://127.0.0.1:99999/"])(
    "to the URL %j is rejected",
    async (url) => {
      await expect(respond(transport, url)).rejects.toThrow(Error);
    },
  );

  it.each([{ a: "x\r\ny: z" }, { a: "\u1234" }, { "a b": "x" }, { "": "x" }])(
    "with the headers %j is rejected",
    async (headers) => {
      const origin = await serve(echo);
      await expect(respond(transport, origin, { headers })).rejects.toThrow(TypeError);
    },
  );

  it("speaks TLS to https", async () => {
    let first = NaN;
    const origin = await serveRaw((socket, head) => {
      first = head.charCodeAt(0);
      socket.end("not TLS");
    });
    await expect(respond(transport, origin.replace("http:", "https:"))).rejects.toThrow(Error);
    // A handshake (RFC 8446, section 5.1).
    expect(first).toBe(22);
  });
});

describe("a request over node", () => {
  it("has no other headers than the connection's", async () => {
    const origin = await serve(echo);
    const { headers } = await echoed(nodeTransport, origin, { headers: { a: "1" } });
    const host = origin.slice("http://".length);
    expect(headers).toEqual({ a: "1", host, connection: "keep-alive", "content-length": "0" });
  });

  it.each(["/a/../b/./c//", "//x"])("goes to %s as given", async (path) => {
    expect((await echoed(nodeTransport, (await serve(echo)) + path)).url).toBe(path);
  });

  it.each(["/a b", "/\r\nx", "/\u1234"])("to the path %j is rejected", async (path) => {
    await expect(respond(nodeTransport, (await serve(echo)) + path)).rejects.toThrow(TypeError);
  });

  it("to another protocol is rejected", async () => {
    await expect(respond(nodeTransport, "ftp://127.0.0.1/")).rejects.toThrow(/protocol/i);
  });

  it("that expects a 100 gets its response", async () => {
    const origin = await serve(echo);
    const headers = { expect: "100-continue" };
    expect(await echoed(nodeTransport, origin, { headers, body: "x" })).toMatchObject({
      body: "x",
    });
  });
});
