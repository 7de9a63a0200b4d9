import type { Agent, AgentOptions, IncomingMessage, request } from "node:http";
import type { Transport } from "../contract/http.js";
import { standardLimit, tooLong } from "./limit.js";

/** What both of Node's modules have, in newer versions as in older ones. */
interface Http {
  readonly request: typeof request;
  readonly Agent: new (options: AgentOptions & { readonly proxyEnv: unknown }) => Agent;
  readonly globalAgent: { readonly options: { readonly proxyEnv?: unknown } };
}

/** By origin. */
const agents = new Map<string, Agent>();

/** The connections to an origin. */
function agentOf(origin: string, { Agent, globalAgent }: Http): Agent {
  let agent = agents.get(origin);
  if (!agent) {
    // One who calls thousands of hosts is not to pay for all of them for good.
    if (agents.size > 999) agents.clear();
    // As many as it keeps when idle: a process that opens a file for each of thousands of calls
    // runs out of them. Who comes later waits for a connection. The global agent knows whether Node
    // was told to use proxies.
    const { proxyEnv } = globalAgent.options;
    agents.set(origin, (agent = new Agent({ keepAlive: true, maxSockets: 256, proxyEnv })));
  }
  return agent;
}

/**
 * What the client needs of `fetch`, over `node:http` and `node:https` for a third of its cost: the
 * path goes out as given, redirects come back as they are, idle connections wait for the next call
 * without keeping the process alive.
 */
export const nodeTransport: Transport = (
  { origin, path, method, headers, body },
  ending,
  { maxResponseBytes },
) =>
  new Promise((resolve, reject) => {
    // When it is called: what traces, records or mocks requests puts its own `request` there.
    const http: Http = process.getBuiltinModule(
      origin.startsWith("https:") ? "node:https" : "node:http",
    ) as never;
    const agent = agentOf(origin, http);
    const outgoing = http.request(origin, { agent, method, path, headers }, (incoming) =>
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
        text: () => textOf(incoming, maxResponseBytes),
      }),
    );
    // Of a request before, whose response an interceptor may have left unread.
    const { abort } = ending;
    ending.abort = (reason) => {
      abort?.(reason);
      reject(reason);
      outgoing.destroy();
    };
    outgoing
      .on("error", (error) => {
        // The others that it kept may be dead as well: the next request begins anew.
        if (outgoing.reusedSocket && ending.error?.name !== "AbortError") {
          Object.values(agent.freeSockets)
            .flat()
            .map((idle) => idle!.destroy());
        }
        reject(error);
      })
      .on("upgrade", (_incoming, socket) => {
        socket.destroy();
        reject(closed());
      });
    if (body instanceof ReadableStream) {
      const { pipeline, Readable } = process.getBuiltinModule("node:stream");
      // What the stream fails with, before what that does to the request.
      pipeline(Readable.fromWeb(body as never).on("error", reject), outgoing, () => {});
    } else {
      outgoing.end(body);
    }
  });

const closed = () => new Error("The connection was closed.");

/** @throws ResponseError, where there is more than `limit`; whatever breaks it off */
const textOf = (incoming: IncomingMessage, limit = standardLimit): Promise<string> =>
  new Promise<Buffer[]>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming
      .on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        if ((length += chunk.length) > limit) incoming.destroy(tooLong());
      })
      .on("error", reject)
      .on("end", () => resolve(chunks));
    // Before anyone listened.
    if (incoming.destroyed) reject(closed());
  }).then((chunks) =>
    // Without the byte order mark, as `fetch` decodes it.
    Buffer.concat(chunks)
      .toString()
      .replace(/^\ufeff/, ""),
  );
