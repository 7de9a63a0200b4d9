import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { createRestaurant } from "./fakeTables.js";

/**
 * Serves the fake over HTTP, for a front end, or a client in another language, while there is no service yet.
 *
 * @param port - 0 for any that is free
 */
export async function startMockServer(port: number): Promise<{ url: string; server: Server }> {
  const { fetch } = createRestaurant().config;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = new Headers(request.headers as Record<string, string>);
    const answered = await fetch(`http://${request.headers.host}${request.url}`, {
      method: request.method ?? "GET",
      headers: Object.fromEntries(headers),
      body: await buffer(request),
      signal: AbortSignal.timeout(10_000),
      redirect: "manual",
      duplex: "half",
    });
    for (const name of answered.headers.keys?.() ?? []) {
      response.setHeader(name, answered.headers.get(name) ?? "");
    }
    response.writeHead(answered.status).end(await answered.text());
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error); // a handler of the fake has failed
      response.writeHead(500).end();
    });
  });
  await once(server.listen(port, "127.0.0.1"), "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

// Run as a program, and not imported.
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { url } = await startMockServer(Number(process.env["PORT"] ?? 8080));
  console.log(`Tables at ${url}`);
}
