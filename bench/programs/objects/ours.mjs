// A generated client.
import { createS3Client, getObject, putObject, unwrap } from "operation-s3-objects";

/** @param when - to make and to check checksums */
export function opened(config, when) {
  const s3 = createS3Client({
    ...config,
    requestChecksumCalculation: when,
    responseChecksumValidation: when,
  });
  return {
    async put(Body, ContentLength) {
      await unwrap(putObject(s3, { Bucket: "bucket", Key: "key", Body, ContentLength }));
    },
    get: async (size) => (await unwrap(getObject(s3, { Bucket: "bucket", Key: `${size}` }))).Body,
  };
}
