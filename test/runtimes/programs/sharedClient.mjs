// A worker with one client for all its requests, each of which makes a call.

import { createKMSClient, reEncrypt } from "@tinsmith/kms";

let kms;

export default {
  async fetch(request) {
    const server = new URL(request.url).searchParams.get("server");
    kms ??= createKMSClient({
      region: "eu-west-1",
      endpoint: `${server}/success`,
      credentials: async () => (await fetch(`${server}/credentials`)).json(),
    });
    const result = await reEncrypt(kms, {
      CiphertextBlob: Uint8Array.of(0, 127, 128, 255),
      DestinationKeyId: "alias/new",
    });
    return new Response(result.ok ? "ok" : `${result.error.name}: ${result.error.message}`);
  },
};
