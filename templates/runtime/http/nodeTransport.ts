import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import type { Transport } from "../contract/http.js";

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
export const nodeTransport: Transport = async ({ origin, path, method, headers, body }, ending) => {
  // By hand, since `URL` takes longer.
  const [, protocol, host, port] = /^(\w+:)\/\/\[?(.+?)\]?(?::(\d+))?$/.exec(origin)!;
  const { request, agent } = await (clients[protocol!] ??= (
    protocol === "https:" ? import("node:https") : import("node:http")
  ).then(({ request, Agent }) => ({
    request,
    // As many as it keeps when idle: a process that opens a file for each of thousands of calls
    // runs out of them. Who comes later waits for a connection.
    agent: new Agent({ keepAlive: true, maxSockets: 256 }),
  })));
  // Loading may have taken longer than the call had.
  if (ending.error) throw ending.error;
  return new Promise((resolve, reject) => {
    let complete = false;
    const options = { agent, method, headers, protocol, host, port, path };
    const outgoing = request(options, (incoming) => {
      let text = "";
      incoming
        .setEncoding("utf8")
        .on("data", (chunk: string) => (text += chunk))
        .on("error", reject)
        .on("end", () => {
          complete = true;
          resolve({
            status: incoming.statusCode!,
            headers: {
              get(name) {
                const values = incoming.rawHeaders.filter(
                  (_, i, all) => i % 2 && all[i - 1]!.toLowerCase() === name.toLowerCase(),
                );
                return values[0] === undefined ? null : values.join(", ");
              },
            },
            // Without the byte order mark, as `fetch` decodes it.
            text: () => Promise.resolve(text.replace(/^\ufeff/, "")),
          });
        });
    });
    ending.abort = (reason) => {
      reject(reason);
      outgoing.destroy();
    };
    outgoing
      .on("error", reject)
      .on("close", () => complete || reject(new Error("The connection was closed.")))
      .end(body);
  });
};
