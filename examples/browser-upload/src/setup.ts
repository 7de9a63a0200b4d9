import { createBucket, createS3Client, putBucketCors, unwrap } from "./aws/s3/index.js";

// Makes the bucket, and lets the page, which is of another origin, put into it.

const Bucket = process.env["BUCKET"] ?? "browser-upload";
const region = process.env["AWS_REGION"];
const s3 = createS3Client();

const created = await createBucket(s3, {
  Bucket,
  // S3 wants to be told, except by the first of its regions.
  CreateBucketConfiguration:
    region === undefined || region === "us-east-1" ? undefined : { LocationConstraint: region },
});
if (!created.ok && created.error.name !== "BucketAlreadyOwnedByYou") throw created.error;

await unwrap(
  putBucketCors(s3, {
    Bucket,
    CORSConfiguration: {
      CORSRules: [
        {
          AllowedOrigins: [process.env["ORIGIN"] ?? "http://127.0.0.1:3000"],
          AllowedMethods: ["PUT", "GET"],
          AllowedHeaders: ["content-type"],
        },
      ],
    },
  }),
);
console.log(`${Bucket} is there.`);
