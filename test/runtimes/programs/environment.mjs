// Makes one call by what the environment says, or by a configuration with the URL, and says how it
// ended: [URL]

import { createKMSClient, reEncrypt } from "./aws/kms/index.ts";

const [endpoint] = process.argv.slice(2);
const credentials = {
  accessKeyId: "AKIAEXAMPLE",
  secretAccessKey: "secret",
  sessionToken: "a/session+token=",
};
const config = endpoint && { region: "eu-west-1", endpoint, credentials };
const { ok, error } = await reEncrypt(createKMSClient(config), { DestinationKeyId: "key" });
console.log(ok ? "ok" : error.name);
