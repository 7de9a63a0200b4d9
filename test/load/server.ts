// A KMS that delays, throttles, resets and closes: what it does with a call is told by the call's
// number, so that a run can be checked call by call. On `/silent` it never answers. Prints its port.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to the first request of a call; later ones are answered. */
const mishaps: readonly ((response: ServerResponse) => void)[] = [
  (response) =>
    response.writeHead(400).end('{"__type":"ThrottlingException","message":"Rate exceeded"}'),
  (response) => response.writeHead(503).end("<html>"),
  // Resets, before the response and amid it.
  (response) => response.socket?.resetAndDestroy(),
  (response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write('{"KeyId":', () => response.socket?.resetAndDestroy());
  },
  // Closes, without a word.
  (response) => response.socket?.end(),
];
/** One call in ten meets a mishap. */
const EVERY = 10;

/** How many requests each call sent. */
const requests = new Map<string, number>();
let connections = 0;
let mostConnections = 0;

function answer(request: IncomingMessage, response: ServerResponse): void {
  const id = request.headers["x-call-id"];
  if (typeof id !== "string") {
    // A report of the run up to now, and a new start.
    response.end(JSON.stringify({ requests: [...requests], mostConnections }));
    requests.clear();
    mostConnections = connections;
    return;
  }
  const count = (requests.get(id) ?? 0) + 1;
  requests.set(id, count);
  const number = Number(id);
  if (request.url === "/silent/") return;
  const mishap = mishaps[(number / EVERY) % mishaps.length];
  if (count === 1 && mishap !== undefined) return mishap(response);
  response.setHeader("x-amzn-requestid", id);
  // Some close the connection after they answered well.
  if (number % 7 === 0) response.setHeader("connection", "close");
  setTimeout(() => response.end(JSON.stringify({ KeyId: id })), (number * 7) % 50);
}

const server = createServer((request, response) => {
  response.on("error", () => {});
  request.on("error", () => {});
  request.resume().on("end", () => answer(request, response));
});
server.on("connection", (socket) => {
  mostConnections = Math.max(mostConnections, ++connections);
  socket.on("error", () => {}).on("close", () => connections--);
});
server.listen({ port: 0, host: "127.0.0.1", backlog: 20_000 }, () => {
  console.log((server.address() as AddressInfo).port);
});
