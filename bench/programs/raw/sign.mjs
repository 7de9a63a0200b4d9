// A Signature Version 4 as one would write it by hand for this one request, on Node: no query, no
// session token, and the key of the day kept.
import { createHmac, hash } from "node:crypto";

const hmac = (key, text) => createHmac("sha256", key).update(text).digest();
let keyDay;
let key;

/** The headers of a POST of `body` to KMS. */
export function sign(host, body, { credentials, region }) {
  const date = new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
  const day = date.slice(0, 8);
  const scope = `${day}/${region}/kms/aws4_request`;
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    host,
    "x-amz-date": date,
    "x-amz-target": "TrentService.ReEncrypt",
  };
  const names = "content-type;host;x-amz-date;x-amz-target";
  const canonical = `POST\n/\n\ncontent-type:${headers["content-type"]}\nhost:${host}\nx-amz-date:${date}\nx-amz-target:${headers["x-amz-target"]}\n\n${names}\n${hash("sha256", body)}`;
  if (keyDay !== day) {
    keyDay = day;
    key = [day, region, "kms", "aws4_request"].reduce(hmac, `AWS4${credentials.secretAccessKey}`);
  }
  const text = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${hash("sha256", canonical)}`;
  const signature = createHmac("sha256", key).update(text).digest("hex");
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  return headers;
}
