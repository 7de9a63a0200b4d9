// The service that the clients call, in a process of its own: `fork(benchServer.js, [FOLDER])` gets a
// message with its endpoints. It verifies every signature, over HTTP and over HTTPS with a
// certificate made here and left in FOLDER.
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { join } from "node:path";
import { generate } from "selfsigned";
import { refusalOf } from "../test/support/verifySigV4.js";
import { credentials, region } from "./programs/call.mjs";

const answer: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    const { method = "", url = "", headers } = request;
    const received = { method, url, headers, body };
    const verification = { credentials, region, now: Date.now };
    refusalOf(received, verification).then(
      (refusal) => {
        const contentType = { "content-type": "application/x-amz-json-1.1" };
        response
          .writeHead(refusal?.status ?? 200, { ...contentType, ...refusal?.headers })
          .end(refusal?.body ?? reEncrypt(body.toString()));
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
};

function reEncrypt(body: string): string {
  const input = JSON.parse(body) as Readonly<Record<string, unknown>>;
  return JSON.stringify({
    CiphertextBlob: input["CiphertextBlob"],
    DestinationEncryptionAlgorithm: "SYMMETRIC_DEFAULT",
    KeyId: input["DestinationKeyId"],
    SourceEncryptionAlgorithm: "SYMMETRIC_DEFAULT",
    SourceKeyId: input["DestinationKeyId"],
  });
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

const [, , folder = "."] = process.argv;
const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], {
  keyType: "ec",
  extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
});
writeFileSync(join(folder, "certificate.pem"), cert);
const http = await listen(createServer(answer));
const https = await listen(createSecureServer({ cert, key }, answer));
process.send?.({ http: `http://127.0.0.1:${http}`, https: `https://127.0.0.1:${https}` });
process.on("disconnect", () => process.exit());
