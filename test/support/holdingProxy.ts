import { once } from "node:events";
import { createServer, request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

/** A proxy that lets some requests through, and then holds all others. */
export interface HoldingProxy {
  readonly endpoint: string;
  /** There when the first request is held. */
  readonly holding: Promise<void>;
}

/**
 * Starts a proxy on loopback, until the tests of the file are done.
 *
 * @param isCounted - by its headers, whether a request is one of those of which `passing` go through
 */
export async function startHoldingProxy(
  endpoint: string,
  passing: number,
  isCounted: (headers: NodeJS.Dict<string | string[]>) => boolean,
): Promise<HoldingProxy> {
  const to = new URL(endpoint);
  let passed = 0;
  let hold: () => void = () => {};
  const holding = new Promise<void>((resolve) => (hold = resolve));
  const server = createServer((request, response) => {
    if (isCounted(request.headers) && ++passed > passing) return hold();
    const { method, url: path, headers } = request;
    const forwarded = ask({ host: to.hostname, port: to.port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on("error", () => response.destroy());
    request.pipe(forwarded);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, holding };
}
