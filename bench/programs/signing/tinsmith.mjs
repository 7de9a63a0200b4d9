// The package's own signer, which is none of its exports.
import { sign } from "../../node_modules/@tinsmith/kms/dist/runtime.node.js";
import { credentials, input, region } from "../call.mjs";
import { write } from "../raw/json.mjs";

const body = write(input);

export const work = () =>
  sign(
    {
      method: "POST",
      origin: `https://kms.${region}.amazonaws.com`,
      path: "/",
      region,
      signingName: "kms",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "TrentService.ReEncrypt",
      },
      body,
    },
    credentials,
    Date.now(),
  );
