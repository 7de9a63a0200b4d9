// ReEncrypt by hand with what browsers have: WebCrypto and `fetch`. As small as it gets.

const { subtle } = globalThis.crypto;
const bytes = (text) => new TextEncoder().encode(text);
const hex = (buffer) =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
const sha256 = async (text) => hex(await subtle.digest("SHA-256", bytes(text)));
const hmac = async (key, text) => {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await subtle.importKey("raw", key, algorithm, false, ["sign"]);
  return new Uint8Array(await subtle.sign("HMAC", imported, bytes(text)));
};
const toBase64 = (data) => btoa(String.fromCharCode(...data));
const fromBase64 = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

export function open({ endpoint, credentials, region }) {
  const { host } = new URL(endpoint);
  return async (input) => {
    const body = JSON.stringify({
      ...input,
      CiphertextBlob: input.CiphertextBlob && toBase64(input.CiphertextBlob),
    });
    const date = new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
    const scope = [date.slice(0, 8), region, "kms", "aws4_request"];
    const headers = {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-date": date,
      "x-amz-target": "TrentService.ReEncrypt",
    };
    const names = "content-type;host;x-amz-date;x-amz-target";
    const canonical = `POST\n/\n\ncontent-type:${headers["content-type"]}\nhost:${host}\nx-amz-date:${date}\nx-amz-target:${headers["x-amz-target"]}\n\n${names}\n${await sha256(body)}`;
    let key = bytes(`AWS4${credentials.secretAccessKey}`);
    for (const part of scope) key = await hmac(key, part);
    const text = `AWS4-HMAC-SHA256\n${date}\n${scope.join("/")}\n${await sha256(canonical)}`;
    const signature = hex(await hmac(key, text));
    headers.authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope.join("/")}, SignedHeaders=${names}, Signature=${signature}`;
    const response = await fetch(endpoint, { method: "POST", headers, body });
    const output = await response.json();
    if (!response.ok) throw new Error(output.message);
    return { ...output, CiphertextBlob: fromBase64(output.CiphertextBlob) };
  };
}
