import { once } from "node:events";
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A proxy of a server on loopback, which lets pages of any origin send what they like, and read every
 * header of the answers, as the CORS settings of a bucket can
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html). It changes nothing else, the
 * `host` included.
 */
export async function startCorsProxy(endpoint: string) {
  const server = createServer((request, response) => {
    if (request.method === "OPTIONS") {
      const asked = request.headers["access-control-request-headers"] ?? "";
      response.writeHead(200, { ...allowed, "access-control-allow-headers": asked }).end();
    } else forward(new URL(endpoint), request, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

const allowed = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, PUT, POST, DELETE, HEAD",
};

function forward(to: URL, request: IncomingMessage, response: ServerResponse): void {
  const { method, url: path, headers } = request;
  const asked = ask({ host: to.hostname, port: to.port, method, path, headers }, (answer) => {
    const own = Object.entries(answer.headers).filter(([name]) => !/^access-control-/.test(name));
    const exposed = { "access-control-expose-headers": own.map(([name]) => name).join() };
    const all = { ...Object.fromEntries(own), ...allowed, ...exposed };
    response.writeHead(answer.statusCode ?? 502, all);
    answer.pipe(response);
  });
  asked.on("error", () => response.destroy());
  request.pipe(asked);
}
