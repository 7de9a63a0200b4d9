import { createKMSClient, reEncrypt } from "@tinsmith/kms";
const kms = createKMSClient({ region: "eu-west-1" });
console.log(await reEncrypt(kms, { DestinationKeyId: "alias/new" }));
