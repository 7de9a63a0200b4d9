// The protocol that a client of the SDK is set up with.
import { KMSClient, ReEncrypt$ } from "@aws-sdk/client-kms";
import { credentials, input as request, region } from "../call.mjs";
import { answer } from "./answer.mjs";

const { config } = new KMSClient({ credentials, region });
const [, namespace, name, traits, input, output] = ReEncrypt$;
const operation = { namespace, name, traits, input, output };
const url = { protocol: "https:", hostname: `kms.${region}.amazonaws.com`, path: "/" };
const context = { ...config, endpoint: () => Promise.resolve(url) };
const body = new TextEncoder().encode(answer);

export async function work() {
  await config.protocol.serializeRequest(operation, request, context);
  return config.protocol.deserializeResponse(operation, context, {
    statusCode: 200,
    headers: {},
    body,
  });
}
