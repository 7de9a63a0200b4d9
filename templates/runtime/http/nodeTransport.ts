import type { Agent, AgentOptions, IncomingMessage, request } from "node:http";
import type { Transport } from "../contract/http.js";
import { standardLimit, tooLong } from "./limit.js";

/** What requests to an origin have in common. */
interface Origin {
  readonly host: string;
  readonly port: string | undefined;
  readonly agent: Agent;
}

/** What both of Node's modules have, in newer versions as in older ones. */
interface Http {
  readonly request: typeof request;
  readonly Agent: new (options: AgentOptions & { readonly proxyEnv: unknown }) => Agent;
  readonly globalAgent: { readonly options: { readonly proxyEnv?: unknown } };
}

const origins = new Map<string, Agent>();

function originOf(origin: string, { Agent, globalAgent }: Http): Agent {
  let agent = origins.get(origin);
  if (!agent) {
    if (origins.size > 999) origins.clear();
    origins.set(origin, agent = new Agent({ keepAlive: true, maxSockets: 256, proxyEnv: globalAgent.options.proxyEnv }));
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
    const agent = originOf(origin, http);
    const outgoing = http.request(origin, { agent, method, path, headers }, (incoming) =>
      resolve({
        status: incoming.statusCode!,
        headers: {
          get(name) {
            const value = incoming.headers[name.toLowerCase()];
            // Strings and arrays have it, and nothing that all objects inherit.
            return value?.at ? [value].flat().join(", ") : null;
          },
        },
        body: incoming,
        text: () => textOf(incoming, maxResponseBytes),
      }),
    );
    // An interceptor may send again without having read what came first.
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
          for (const idle of Object.values(agent.freeSockets).flat()) idle?.destroy();
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
