import { AwsClient } from "aws4fetch";
import { read, write } from "../raw/json.mjs";

export function open({ endpoint, credentials, region }) {
  const aws = new AwsClient({ ...credentials, service: "kms", region });
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "TrentService.ReEncrypt",
  };
  return async (input) => {
    const response = await aws.fetch(endpoint, {
      headers,
      body: write(input),
      // It would leave `content-type` unsigned, on which the server insists.
      aws: { allHeaders: true },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return read(text);
  };
}
