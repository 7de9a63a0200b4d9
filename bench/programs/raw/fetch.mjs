// ReEncrypt by hand over the global `fetch`, on Node.
import { read, write } from "./json.mjs";
import { sign } from "./sign.mjs";

export function open({ endpoint, credentials, region }) {
  const { host } = new URL(endpoint);
  return async (input) => {
    const body = write(input);
    const headers = sign(host, body, { credentials, region });
    const response = await globalThis.fetch(endpoint, { method: "POST", headers, body });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return read(text);
  };
}
