import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { afterAll } from "vitest";

export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

export interface RudeServer {
  readonly url: string;
  /** What was asked for, in order. */
  readonly requests: IncomingMessage[];
}

/** A server on loopback that does as it likes, until the tests of the file are done. */
export async function startServer(behave: Behaviour): Promise<RudeServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    // A client that has heard enough hangs up.
    response.on("error", () => {});
    behave(request, response);
  });
  return { url: await listen(server), requests };
}

export interface Proxy {
  readonly url: string;
  /** The hosts and ports that were asked for, and with what authorization. */
  readonly tunnels: { readonly to: string; readonly authorization: string | undefined }[];
}

/** A proxy on loopback: it opens tunnels (RFC 9110, 9.3.6), or answers with a status instead. */
export async function startProxy(status = 200): Promise<Proxy> {
  const tunnels: Proxy["tunnels"] = [];
  const server = createServer((_, response) => response.writeHead(400).end());
  server.on("connect", (request: IncomingMessage, client: Socket) => {
    const to = request.url ?? "";
    tunnels.push({ to, authorization: request.headers["proxy-authorization"] });
    if (status !== 200) return void client.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const target = connect(Number(to.split(":")[1]), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      target.pipe(client).pipe(target);
    });
    target.on("error", () => client.destroy());
    client.on("error", () => target.destroy());
  });
  return { url: await listen(server), tunnels };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
