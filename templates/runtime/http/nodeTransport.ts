import type { Agent, AgentOptions, IncomingMessage, request, RequestOptions } from "node:http";
import type { Transport } from "../contract/http.js";
import { standardLimit, tooLong } from "./limit.js";

/** What requests to an origin have in common. */
interface Origin extends Pick<RequestOptions, "protocol" | "host" | "port"> {
  readonly agent: Agent;
}

/** What both of Node's modules have, in newer versions as in older ones. */
interface Http {
  readonly request: typeof request;
  readonly Agent: new (options: AgentOptions & { readonly proxyEnv: unknown }) => Agent;
  readonly globalAgent: { readonly options: { readonly proxyEnv?: unknown } };
}

const origins = new Map<string, Origin>();

// Looked up when it is called: what traces, records or mocks requests puts its own in its place.
const http = (protocol: string): Http =>
  process.getBuiltinModule(protocol === "https:" ? "node:https" : "node:http") as never;

function originOf(origin: string): Origin {
  const known = origins.get(origin);
  if (known) return known;
  // By hand, since `URL` takes longer.
  const [, protocol, host, port] = /^(\w+:)\/\/\[?(.+?)\]?(?::(\d+))?$/.exec(origin)!;
  const { Agent, globalAgent } = http(protocol!);
  const made = {
    protocol: protocol!,
    host: host!,
    port,
    // As many as it keeps when idle: a process that opens a file for each of thousands of calls
    // runs out of them. Who comes later waits for a connection. The global agent knows whether Node
    // was told to use proxies.
    agent: new Agent({ keepAlive: true, maxSockets: 256, proxyEnv: globalAgent.options.proxyEnv }),
  };
  // One who calls thousands of hosts is not to pay for all of them for good.
  if (origins.size > 999) origins.clear();
  origins.set(origin, made);
  return made;
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
    const { agent, protocol, host, port } = originOf(origin);
    const options = { agent, method, headers, protocol, host, port, path };
    const outgoing = http(protocol!).request(options, (incoming) =>
      resolve({
        status: incoming.statusCode!,
        headers: {
          get(name) {
            const value = incoming.headers[name.toLowerCase()];
            return value === undefined ? null : [value].flat().join(", ");
          },
        },
        body: incoming,
        text: () => textOf(incoming, maxResponseBytes),
      }),
    );
    ending.abort = (reason) => {
      reject(reason);
      outgoing.destroy();
    };
    outgoing
      .on("error", (error) => {
        // The others that it kept may be dead as well: the next request begins anew.
        if (outgoing.reusedSocket) origins.delete(origin);
        reject(error);
      })
      .on("close", () => reject(new Error("The connection was closed.")));
    if (typeof body === "object" && "getReader" in body) {
      process.getBuiltinModule("node:stream").pipeline(body, outgoing, () => {});
    } else {
      outgoing.end(body);
    }
  });

/** @throws ResponseError, where there is more than `limit`; whatever breaks it off */
async function textOf(incoming: IncomingMessage, limit = standardLimit): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  await new Promise<void>((resolve, reject) => {
    const closed = () => reject(new Error("The connection was closed."));
    incoming
      .on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        if ((length += chunk.length) > limit) reject(tooLong());
      })
      .on("error", reject)
      .on("end", resolve)
      .on("close", closed);
    // Before anyone listened.
    if (incoming.destroyed) closed();
  });
  // Without the byte order mark, as `fetch` decodes it.
  return Buffer.concat(chunks)
    .toString()
    .replace(/^\ufeff/, "");
}
