// Makes one call to a host that there is not, and says how it ended: URL

import { createKMSClient, listKeys } from "@tinsmith/kms";

const kms = createKMSClient({ region: "eu-west-1", endpoint: process.argv[2], maxAttempts: 1 });
const { ok, error } = await listKeys(kms);
console.log(ok ? "ok" : `${error.name}: ${error.message}`);
