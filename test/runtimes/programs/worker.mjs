// Runs the scenario in a worker, for each request that tells it a server.

import { scenario } from "./scenario.mjs";

export default {
  async fetch(request) {
    const server = new URL(request.url).searchParams.get("server");
    const lines = [];
    for await (const outcome of scenario(server)) lines.push(JSON.stringify(outcome));
    return new Response(lines.join("\n"));
  },
};
