// By hand, on `node:http`, without any signature or checksum: what the bytes alone take.
import { once } from "node:events";
import { Agent, request } from "node:http";
import { pipeline } from "node:stream/promises";

export function open({ endpoint }) {
  const agent = new Agent({ keepAlive: true });
  return {
    async put(body, size) {
      const headers = { "content-length": size };
      const sent = request(`${endpoint}/bucket/key`, { method: "PUT", agent, headers });
      const answered = once(sent, "response");
      await pipeline(body, sent);
      const [response] = await answered;
      response.resume();
      await once(response, "end");
      return Number(response.headers["x-received"]);
    },
    async get(size) {
      const [response] = await once(
        request(`${endpoint}/bucket/${size}`, { agent }).end(),
        "response",
      );
      return response;
    },
  };
}
