import { open } from "../raw/web.mjs";
const reEncrypt = open({
  endpoint: "https://kms.eu-west-1.amazonaws.com",
  region: "eu-west-1",
  credentials: { accessKeyId: "…", secretAccessKey: "…" },
});
console.log(await reEncrypt({ DestinationKeyId: "alias/new" }));
