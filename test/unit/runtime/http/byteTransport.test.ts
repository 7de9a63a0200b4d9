import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import type { HttpResponse } from "../../../../templates/runtime/contract/http.js";
import { byteTransport, bytesOf } from "../../../../templates/runtime/http/byteTransport.js";
import { end, later, respond, serve, serveRaw, type More } from "./harness.js";

/** No text: a byte order mark, NUL, and bytes that UTF-8 never has. */
const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 0, 0xff, 0xc0, 0xa1);

const ok = "HTTP/1.1 200 OK\r\n";
const tooLong = { name: "ResponseError", message: "Response longer than maxResponseBytes" };

/** The platform's transport, by whether there is a `fetch`. */
const ways: readonly (readonly [string, More])[] = [
  ["node", {}],
  ["fetch", { fetch: (url, init) => fetch(url, init) }],
];

/** What has nothing of a response but its text and headers. */
const textOnly = (text: string): HttpResponse => ({
  status: 200,
  headers: new Headers({ a: "b" }),
  text: () => Promise.resolve(text),
});

describe.each(ways)("bytes over %s", (_name, way) => {
  it("are those that came, the same however often they are asked for", async () => {
    const origin = await serve((_request, response) => {
      response.write(bytes.subarray(0, 2));
      response.end(bytes.subarray(2));
    });
    const response = await respond(byteTransport, origin, way);
    const [first, second] = await Promise.all([response.bytes!(), response.bytes!()]);
    expect(first).toEqual(bytes);
    expect(first.constructor).toBe(Uint8Array);
    expect(second).toBe(first);
    expect(await bytesOf(response)).toBe(first);
  });

  it("are what the text is made of, without a byte order mark", async () => {
    const origin = await serve((_request, response) => response.end("\ufeffé"));
    const response = await respond(byteTransport, origin, way);
    expect(await response.text()).toBe("é");
    expect(await response.text()).toBe("é");
    expect(await response.bytes!()).toEqual(new TextEncoder().encode("\ufeffé"));
  });

  it("are none where there are none", async () => {
    const origin = await serve((_request, response) => response.writeHead(204).end());
    const response = await respond(byteTransport, origin, way);
    expect(await response.bytes!()).toEqual(new Uint8Array());
    expect(await response.text()).toBe("");
  });

  it("come with status and headers, whose names can be asked for", async () => {
    const origin = await serve((_request, response) =>
      response.writeHead(418, { "X-Amz-Meta-A": "1", "set-cookie": ["a", "b"] }).end(),
    );
    const { status, headers } = await respond(byteTransport, origin, way);
    expect(status).toBe(418);
    expect(headers.get("X-Amz-Meta-A")).toBe("1");
    expect(headers.get("constructor")).toBe(null);
    expect([...headers.keys!()]).toEqual(expect.arrayContaining(["x-amz-meta-a", "set-cookie"]));
  });

  it("may be as many as is set", async () => {
    const origin = await serve((_request, response) => {
      response.write("abc");
      response.end("def");
    });
    const within = await respond(byteTransport, origin, { ...way, maxResponseBytes: 6 });
    expect(await within.bytes!()).toHaveLength(6);
    for (const maxResponseBytes of [5, 0]) {
      const { bytes, text } = await respond(byteTransport, origin, { ...way, maxResponseBytes });
      await expect(bytes!()).rejects.toMatchObject(tooLong);
      // Also if they are asked for again.
      await expect(text()).rejects.toMatchObject(tooLong);
    }
  });

  it.each<[string, string, (socket: Socket) => void]>([
    ["short of its length", `${ok}Content-Length: 9\r\n\r\nab`, (socket) => socket.end()],
    ["reset", `${ok}Content-Length: 9\r\n\r\nab`, (socket) => socket.resetAndDestroy()],
    [
      "without its last chunk",
      `${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n`,
      (socket) => socket.end(),
    ],
  ])("of a body that breaks off %s are a TransportError", async (_what, start, breakOff) => {
    const connected = later<Socket>();
    const origin = await serveRaw((socket) => {
      socket.write(start);
      connected.set(socket);
    });
    const response = await respond(byteTransport, origin, way);
    const reading = response.bytes!();
    breakOff(await connected.promise);
    await expect(reading).rejects.toMatchObject({ name: "TransportError" });
    await expect(response.text()).rejects.toMatchObject({ name: "TransportError" });
  });

  it("are all of a body that ends with the connection", async () => {
    const origin = await serveRaw((socket) => socket.end(`${ok}\r\nab`));
    const response = await respond(byteTransport, origin, way);
    expect(await response.text()).toBe("ab");
  });

  it("end with the call", async () => {
    const origin = await serveRaw((socket) => socket.write(`${ok}\r\nab`));
    const ending = {};
    const response = await respond(byteTransport, origin, { ...way, ending });
    const reading = response.bytes!();
    end(ending);
    await expect(reading).rejects.toMatchObject({ name: "TransportError" });
  });
});

describe("the bytes of a response", () => {
  // Of Node's own: its `fetch` takes that for the end.
  it("that ends with the connection are not those of one that was reset", async () => {
    const connected = later<Socket>();
    const origin = await serveRaw((socket) => {
      socket.write(`${ok}\r\nab`);
      connected.set(socket);
    });
    const response = await respond(byteTransport, origin);
    const reading = response.bytes!();
    (await connected.promise).resetAndDestroy();
    await expect(reading).rejects.toMatchObject({ name: "TransportError" });
  });

  it("that has but a text are those of the text", async () => {
    expect(await bytesOf(textOnly("é"))).toEqual(Uint8Array.of(0xc3, 0xa9));
    const fetch = () => Promise.resolve(textOnly("é"));
    const response = await respond(byteTransport, "http://a", { fetch });
    expect(await response.bytes!()).toEqual(Uint8Array.of(0xc3, 0xa9));
    expect(response.headers.get("a")).toBe("b");
  });

  it("that an interceptor gave are no text's", async () => {
    expect(await bytesOf(new Response(bytes) as HttpResponse)).toEqual(bytes);
    // As runtimes have it whose responses have no `bytes`.
    const { status, headers, body } = new Response(bytes);
    const text = () => Promise.reject(new Error("not asked for"));
    expect(await bytesOf({ status, headers, body, text })).toEqual(bytes);
  });

  it("that fail to be read fail", async () => {
    const text = () => Promise.reject(new Error("gone"));
    await expect(bytesOf({ ...textOnly(""), text })).rejects.toThrow("gone");
  });
});
