// The signer that a client of the SDK is set up with.
import { KMSClient } from "@aws-sdk/client-kms";
import { credentials, input, region } from "../call.mjs";
import { write } from "../raw/json.mjs";

const hostname = `kms.${region}.amazonaws.com`;
const body = write(input);
const { config } = new KMSClient({ credentials, region });
const authScheme = { name: "sigv4", signingName: "kms", signingRegion: region, properties: {} };
const signer = await config.signer(authScheme);

export const work = () =>
  signer.sign({
    method: "POST",
    protocol: "https:",
    hostname,
    path: "/",
    query: {},
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "TrentService.ReEncrypt",
      host: hostname,
    },
    body,
  });
