import type { Agent, AgentOptions, request, RequestOptions } from "node:http";
import { systemClock } from "../contract/clock.js";
import type { Transport } from "../contract/http.js";
import { closers } from "./closers.js";
import { standardLimit, tooLong } from "./limit.js";

/** What both of Node's modules have, in newer versions as in older ones. */
interface Http {
  readonly request: typeof request;
  readonly Agent: new (options: AgentOptions & { readonly proxyEnv: unknown }) => Agent;
  readonly globalAgent: { readonly options: { readonly proxyEnv?: unknown } };
}

/**
 * What leads to an origin, by origin: Node's module, and how it is told where to connect. To parse the
 * origin for each request would take a tenth of a call's time.
 */
const routes = new Map<string, readonly [Http, RequestOptions]>();

function routeTo(origin: string): readonly [Http, RequestOptions] {
  let route = routes.get(origin);
  if (!route) {
    const { protocol, hostname, port } = new URL(origin);
    const http: Http = process.getBuiltinModule(
      protocol === "https:" ? "node:https" : "node:http",
    ) as never;
    // As many connections as it keeps when idle: a process that opens a file for each of thousands
    // of calls runs out of them. Who comes later waits for one. The global agent knows whether Node
    // was told to use proxies.
    const { proxyEnv } = http.globalAgent.options;
    const agent = new http.Agent({ keepAlive: true, maxSockets: 256, proxyEnv });
    route = [http, { agent, protocol, hostname: hostname.replace(/[[\]]/g, ""), port }];
    // One who calls thousands of hosts is not to pay for all of them for good.
    if (routes.size > 999) routes.clear();
    routes.set(origin, route);
  }
  return route;
}

/**
 * What the client needs of `fetch`, over `node:http` and `node:https` for a third of its cost: the
 * path goes out as given, redirects come back as they are, idle connections wait for the next call
 * without keeping the process alive.
 */
export const nodeTransport: Transport = (
  { origin, path, method, headers, body },
  ending,
  { maxResponseBytes = standardLimit, connectTimeoutMs = Infinity, clock = systemClock },
) =>
  new Promise((resolve, reject) => {
    const [http, { agent, protocol, hostname, port }] = routeTo(origin);
    const options = { agent, protocol, hostname, port, method, path, headers };
    // Its `request` as it is now: what traces, records or mocks requests puts its own there.
    const outgoing = http.request(options, (incoming) =>
      resolve({
        status: incoming.statusCode!,
        headers: {
          get(name) {
            const value = incoming.headers[name.toLowerCase()];
            // Texts and lists have it, and nothing that every object inherits.
            return value?.at ? [value].flat().join(", ") : null;
          },
        },
        body: incoming,
        text: () =>
          new Promise<Buffer[]>((resolve, reject) => {
            const chunks: Buffer[] = [];
            let left = maxResponseBytes;
            incoming
              .on("data", (chunk: Buffer) => {
                chunks.push(chunk);
                if ((left -= chunk.length) < 0) incoming.destroy(tooLong());
              })
              .on("error", reject)
              .on("end", () => resolve(chunks));
            // Where the body ends with the connection, Node takes a broken one for the end.
            outgoing.on("error", reject);
            // Before anyone listened.
            if (incoming.destroyed) reject(closed());
          }).then((chunks) =>
            // Without the byte order mark, as `fetch` decodes it. What is thrown in here rejects.
            Buffer.concat(chunks)
              .toString()
              .replace(/^\ufeff/, ""),
          ),
      }),
    );
    // Of a request before, whose response an interceptor may have left unread.
    const { abort } = ending;
    ending.abort = (reason) => {
      abort?.(reason);
      // Not of what went well: Node takes long over promises that are settled twice.
      if (reason) reject(reason);
      outgoing.destroy();
    };
    outgoing
      .on("error", (error) => {
        // The others that it kept may be dead as well: the next request begins anew.
        if (outgoing.reusedSocket && ending.error?.name !== "AbortError") {
          Object.values((agent as Agent).freeSockets)
            .flat()
            .map((idle) => idle!.destroy());
        }
        reject(error);
      })
      .once("socket", (socket) => {
        if (!(connectTimeoutMs < Infinity) || !socket.connecting) return;
        const connected = clock.after(connectTimeoutMs, () =>
          outgoing.destroy(new Error(`No connection within ${connectTimeoutMs} ms.`)),
        );
        socket
          .once(protocol === "https:" ? "secureConnect" : "connect", connected)
          .once("close", connected);
      })
      .on("upgrade", (_incoming, socket) => {
        socket.destroy();
        reject(closed());
      });
    // By what it has: Node takes 3 ms to load its class of them.
    if ((body as ReadableStream | undefined)?.getReader) {
      const { pipeline, Readable } = process.getBuiltinModule("node:stream");
      // What the stream fails with, before what that does to the request.
      pipeline(Readable.fromWeb(body as never).on("error", reject), outgoing, () => {});
    } else {
      outgoing.end(body);
    }
  });

/** Closes the connections of all origins that wait for a next request. */
export function closeIdle(): void {
  for (const [, { agent }] of routes.values()) {
    for (const idle of Object.values((agent as Agent).freeSockets).flat()) idle!.destroy();
  }
  for (const close of closers) close();
}

const closed = () => new Error("The connection closed.");
