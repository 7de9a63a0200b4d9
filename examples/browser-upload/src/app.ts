import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import type { S3Client } from "./aws/s3/index.js";
import { createUpload, pictureUrl } from "./uploads.js";

/** The server of the page: the pictures themselves never pass through it. */
export function createApp(s3: S3Client, bucket: string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? "/";
    if (request.method === "GET" && path === "/") {
      return send(response, 200, "text/html", await readFile("page/index.html"));
    }
    if (request.method === "GET" && path === "/page.js") {
      return send(response, 200, "text/javascript", await readFile("dist/page.js"));
    }
    if (request.method === "POST" && path === "/uploads") {
      const upload = await createUpload(s3, bucket, await json(request).catch(() => undefined));
      return typeof upload === "string"
        ? send(response, 400, "text/plain", upload)
        : send(response, 201, "application/json", JSON.stringify(upload));
    }
    if (request.method === "GET" && /^\/uploads\/[\w.-]+$/.test(path)) {
      response.setHeader("location", await pictureUrl(s3, bucket, path.slice(1)));
      return send(response, 302, "text/plain", "");
    }
    send(response, 404, "text/plain", "There is nothing here.");
  };
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
): void {
  response.writeHead(status, { "content-type": type }).end(body);
}
