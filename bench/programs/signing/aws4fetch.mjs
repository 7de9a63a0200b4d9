import { AwsV4Signer } from "aws4fetch";
import { credentials, input, region } from "../call.mjs";
import { write } from "../raw/json.mjs";

const body = write(input);
// Derived keys, kept as `AwsClient` keeps them.
const cache = new Map();

export const work = () =>
  new AwsV4Signer({
    ...credentials,
    url: `https://kms.${region}.amazonaws.com/`,
    service: "kms",
    region,
    cache,
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "TrentService.ReEncrypt",
    },
    body,
    allHeaders: true,
  }).sign();
