import { AwsClient } from "aws4fetch";
const aws = new AwsClient({ accessKeyId: "…", secretAccessKey: "…" });
const response = await aws.fetch("https://kms.eu-west-1.amazonaws.com", {
  headers: {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "TrentService.ReEncrypt",
  },
  body: JSON.stringify({ DestinationKeyId: "alias/new" }),
});
console.log(await response.json());
