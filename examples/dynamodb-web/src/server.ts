import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { createApp } from "./app.js";
import { createDynamoDBClient } from "./aws/dynamodb/index.js";
import { createNotes } from "./notes.js";

const app = createApp(createNotes(createDynamoDBClient(), process.env["TABLE"] ?? "notes"));

/** Node's request and response, as those of the web. */
async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "GET", headers, url = "/" } = request;
  const answer = await app(
    new Request(`http://${headers.host ?? "localhost"}${url}`, {
      method,
      headers: { "content-type": headers["content-type"] ?? "" },
      body: method === "POST" ? Uint8Array.from(await buffer(request)) : null,
    }),
  );
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
}

const server = createServer((request, response) => {
  serve(request, response).catch((error: unknown) => {
    // A client's error says which operation, after how many attempts, with which request ID.
    console.error(JSON.stringify(error));
    response.writeHead(500).end("The notes cannot be reached.");
  });
});
server.listen(Number(process.env["PORT"] ?? 3000), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
