import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import type { Fetch } from "./http.js";

interface Client {
  readonly request: (options: RequestOptions) => ClientRequest;
  readonly agent: Agent;
}

// By scheme, made when first needed: to load `node:https` takes longer than a call.
const clients: Record<string, Promise<Client>> = {};

const utf8 = new TextDecoder();

/**
 * What the client needs of `fetch`, over `node:http` and `node:https` for a third of its cost: the
 * path goes out as given, redirects come back as they are, idle connections wait for the next call
 * without keeping the process alive.
 */
export const fetch: Fetch = async (url, { method, headers, body, signal }) => {
  // By hand, since `URL` takes longer and would rewrite the path.
  const [protocol = "", , authority = ""] = url.split("/", 3);
  const [, host, port] = /^\[?(.+?)\]?(?::(\d+))?$/.exec(authority.toLowerCase())!;
  const { request, agent } = await (clients[protocol] ??= (
    protocol === "https:" ? import("node:https") : import("node:http")
  ).then(({ request, Agent }) => ({ request, agent: new Agent({ keepAlive: true }) })));
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const outgoing = request({
      agent,
      method,
      headers,
      protocol,
      host,
      port,
      path: url.slice(protocol.length + 2 + authority.length),
    });
    let response: IncomingMessage | undefined;
    // Rejects what is waited for: first the response, then its body.
    let fail = reject;
    const abort = () => {
      fail(signal.reason);
      outgoing.destroy();
    };
    signal.addEventListener("abort", abort);
    outgoing
      .on("error", (error) => fail(error))
      .on("close", () => {
        signal.removeEventListener("abort", abort);
        if (!response?.complete) fail(new Error("The connection was closed."));
      })
      .on("response", (incoming: IncomingMessage) => {
        response = incoming;
        const chunks: Uint8Array[] = [];
        const end = new Promise<void>((resolveEnd, rejectEnd) => {
          fail = rejectEnd;
          incoming
            .on("data", (chunk: Uint8Array) => chunks.push(chunk))
            .on("end", resolveEnd)
            .on("error", rejectEnd);
        });
        // Not unhandled where the body is never asked for.
        end.catch(() => {});
        resolve({
          status: incoming.statusCode!,
          headers: {
            get(name) {
              const { headers } = incoming;
              const key = name.toLowerCase();
              return Object.hasOwn(headers, key) ? [headers[key]].flat().join(", ") : null;
            },
          },
          text: () => end.then(() => utf8.decode(Buffer.concat(chunks))),
        });
      })
      .end(body);
  });
};
