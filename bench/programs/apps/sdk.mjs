import { KMSClient, ReEncryptCommand } from "@aws-sdk/client-kms";
const kms = new KMSClient({ region: "eu-west-1" });
console.log(await kms.send(new ReEncryptCommand({ DestinationKeyId: "alias/new" })));
