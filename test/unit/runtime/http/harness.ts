import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from "node:net";
import { afterEach } from "vitest";
import type { Ending } from "../../../../templates/runtime/contract/ending.js";
import type {
  HttpResponse,
  SignedRequest,
  Transport,
  TransportConfig,
} from "../../../../templates/runtime/contract/http.js";
import { fetchTransport } from "../../../../templates/runtime/http/fetchTransport.js";
import { nodeTransport } from "../../../../templates/runtime/http/nodeTransport.js";

/** Those that send over a network, by name. */
export const transports: readonly (readonly [string, Transport])[] = [
  ["node", nodeTransport],
  ["fetch", fetchTransport],
];

const servers = new Map<Server, Set<Socket>>();
const endings = new Set<Ending>();

afterEach(async () => {
  for (const ending of endings) ending.abort?.(new Error("The test has ended."));
  endings.clear();
  for (const [server, sockets] of servers) {
    server.close();
    for (const socket of sockets) socket.destroy();
    if (server.listening) await once(server, "close");
  }
  servers.clear();
});

/** Listens until the test is over. */
export async function listen(server: Server, host = "127.0.0.1"): Promise<number> {
  const sockets = new Set<Socket>();
  servers.set(server, sockets);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    // A client that has heard enough hangs up.
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  });
  await once(server.listen(0, host), "listening");
  return (server.address() as AddressInfo).port;
}

/** A server of whole responses; its origin. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    request.on("error", () => {});
    listener(request, response);
  });
  // However slow the machine is.
  server.keepAliveTimeout = 0;
  return `http://127.0.0.1:${await listen(server)}`;
}

/** A server that does as told with each connection's first bytes; its origin. */
export async function serveRaw(respond: (socket: Socket, head: string) => void): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.once("data", (data) => respond(socket, data.toString("latin1")));
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

/** When a connection is closed, be it in order or not. */
export const closing = (socket: Socket) =>
  new Promise<void>((resolve) => socket.once("close", () => resolve()));

/** Something that will be there later. */
export function later<T = void>(): {
  readonly promise: Promise<T>;
  readonly set: (value: T) => void;
} {
  let set!: (value: T) => void;
  const promise = new Promise<T>((resolve) => (set = resolve));
  return { promise, set };
}

export interface More extends Partial<Omit<SignedRequest, "origin" | "path">>, TransportConfig {
  readonly ending?: Ending;
}

/** Sends a request to a URL, whose path is `/` where it has none. */
export async function respond(
  transport: Transport,
  url: string,
  { ending = {}, fetch, maxResponseBytes, connectTimeoutMs, clock, ...more }: More = {},
): Promise<HttpResponse> {
  endings.add(ending);
  const [, origin = url, path = ""] = /^(\w+:\/\/[^/]*)(.*)$/s.exec(url) ?? [];
  const request = { method: "POST", origin, path: path || "/", headers: {}, body: undefined };
  return transport({ ...request, ...more }, ending, {
    fetch,
    maxResponseBytes,
    connectTimeoutMs,
    clock,
  });
}

/** The text that a URL responds with. */
export const textFrom = async (transport: Transport, url: string, more?: More) =>
  (await respond(transport, url, more)).text();

/** Ends what is sent, as a call does. */
export function end(ending: Ending, name = "AbortError"): Error {
  const reason = Object.assign(new Error("enough"), { name });
  ending.error = reason;
  ending.abort?.(reason);
  return reason;
}

/** What a body holds, taken as a stream. */
export async function bytesOf({ body }: HttpResponse): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Answers with the request: method, target, headers and body. */
export const echo: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }));
  });
};

export interface Echoed {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a server says that it was sent. */
export const echoed = async (transport: Transport, url: string, more?: More) =>
  JSON.parse(await textFrom(transport, url, more)) as Echoed;
