import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came over the wire. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface TestServer {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** An HTTP server on a free port of the loopback interface. */
export async function serve(
  answer: (request: ReceivedRequest) => Answer | Promise<Answer>,
): Promise<TestServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      Promise.resolve({ method, url, headers, body: Buffer.concat(chunks) })
        .then(answer)
        .then(
          ({ status, headers: answered, body }) => response.writeHead(status, answered).end(body),
          // A fault of the test's; seen there as a status that it does not expect.
          (error: unknown) => response.writeHead(599).end(String(error)),
        );
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
