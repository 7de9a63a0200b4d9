// AWS SDK v3's client.
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

/** @param when - to make and to check checksums */
export function opened(config, when) {
  const s3 = new S3Client({
    ...config,
    forcePathStyle: true,
    requestChecksumCalculation: when,
    responseChecksumValidation: when,
  });
  return {
    async put(Body, ContentLength) {
      await s3.send(new PutObjectCommand({ Bucket: "bucket", Key: "key", Body, ContentLength }));
    },
    get: async (size) =>
      (await s3.send(new GetObjectCommand({ Bucket: "bucket", Key: `${size}` }))).Body,
  };
}
