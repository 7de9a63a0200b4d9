// ReEncrypt by hand over `node:http` or `node:https`, connections kept.
import { read, write } from "./json.mjs";
import { sign } from "./sign.mjs";

export async function open({ endpoint, credentials, region }) {
  const { host, hostname, port, protocol } = new URL(endpoint);
  const { Agent, request } = await (protocol === "https:"
    ? import("node:https")
    : import("node:http"));
  const agent = new Agent({ keepAlive: true });
  return (input) =>
    new Promise((resolve, reject) => {
      const body = write(input);
      const headers = sign(host, body, { credentials, region });
      request({ agent, method: "POST", hostname, port, path: "/", headers }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk) => (text += chunk));
        response.on("error", reject);
        response.on("end", () =>
          response.statusCode === 200 ? resolve(read(text)) : reject(new Error(text)),
        );
      })
        .on("error", reject)
        .end(body);
    });
}
