import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "./app.js";
import { createS3Client } from "./aws/s3/index.js";

const app = createApp(createS3Client(), process.env["BUCKET"] ?? "browser-upload");

const server = createServer((request, response) => {
  app(request, response).catch((error: unknown) => {
    console.error(error);
    response.writeHead(500).end();
  });
});
server.listen(Number(process.env["PORT"] ?? 3000), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
