import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** A server of the built page, as any static host has it. */
export async function serve(folder: string) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://127.0.0.1");
    const path = /^\/playground\/((?:assets\/)?[\w.-]*)$/.exec(pathname)?.[1];
    const file = path === "" ? "index.html" : path;
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    readFile(join(folder, file)).then(
      (bytes) => {
        response.writeHead(200, { "content-type": types[extname(file)] ?? "" }).end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/playground/`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
