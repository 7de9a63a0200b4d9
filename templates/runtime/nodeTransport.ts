import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import type { Fetch } from "./http.js";

interface Client {
  readonly request: (
    options: RequestOptions,
    callback: (response: IncomingMessage) => void,
  ) => ClientRequest;
  readonly agent: Agent;
}

// By scheme, made when first needed: to load `node:https` takes longer than a call.
const clients: Record<string, Promise<Client>> = {};

/**
 * What the client needs of `fetch`, over `node:http` and `node:https` for a third of its cost: the
 * path goes out as given, redirects come back as they are, idle connections wait for the next call
 * without keeping the process alive.
 */
export const fetch: Fetch = async (url, { method, headers, body, signal }) => {
  // By hand, since `URL` takes longer and would rewrite the path.
  const [, protocol, host, port, path] = /^(\w+:)\/\/\[?([^/]+?)\]?(?::(\d+))?(\/.*)?$/s.exec(url)!;
  const { request, agent } = await (clients[protocol!] ??= (
    protocol === "https:" ? import("node:https") : import("node:http")
  ).then(({ request, Agent }) => ({
    request,
    // As many as it keeps when idle: a process that opens a file for each of thousands of calls
    // runs out of them. Who comes later waits for a connection.
    agent: new Agent({ keepAlive: true, maxSockets: 256 }),
  })));
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    let response: IncomingMessage | undefined;
    const options = { agent, method, headers, protocol, host: host!.toLowerCase(), port, path };
    const outgoing = request(options, (incoming) => {
      response = incoming;
      const text = new Promise<string>((resolveText, rejectText) => {
        // What fails from now on is the body.
        reject = rejectText;
        let received = "";
        incoming
          .setEncoding("utf8")
          .on("data", (chunk: string) => (received += chunk))
          // Without the byte order mark, as `fetch` decodes it.
          .on("end", () => resolveText(received.replace(/^\ufeff/, "")))
          .on("error", rejectText);
      });
      // Not unhandled where the body is never asked for.
      text.catch(() => {});
      resolve({
        status: incoming.statusCode!,
        headers: {
          get(name) {
            const { headers } = incoming;
            const key = name.toLowerCase();
            return Object.hasOwn(headers, key) ? [headers[key]].flat().join(", ") : null;
          },
        },
        text: () => text,
      });
    });
    const abort = () => {
      reject(signal.reason as Error);
      outgoing.destroy();
    };
    signal.addEventListener("abort", abort);
    outgoing
      .on("error", (error) => reject(error))
      .on("close", () => {
        signal.removeEventListener("abort", abort);
        if (!response?.complete) reject(new Error("The connection was closed."));
      })
      .end(body);
  });
};
