import { createS3Client } from "./aws/s3/index.js";
import { answer } from "./objects.js";

/** What the Worker's settings have; see wrangler.jsonc. */
interface Env {
  readonly AWS_REGION: string;
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  /** Of a store that speaks S3, and is not AWS's. */
  readonly AWS_ENDPOINT_URL?: string;
  readonly BUCKET: string;
  /** Who may store objects sends it as `authorization: Bearer …`. */
  readonly UPLOAD_TOKEN: string;
}

export default {
  fetch(request: Request, env: Env): Promise<Response> {
    // Creating a client does no work, so that each request may have its own.
    const s3 = createS3Client({
      region: env.AWS_REGION,
      credentials: {
        accessKeyId: env.AWS_ACCESS_KEY_ID,
        secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
      },
      endpoint: env.AWS_ENDPOINT_URL,
      forcePathStyle: env.AWS_ENDPOINT_URL !== undefined,
    });
    return answer(request, { s3, bucket: env.BUCKET, uploadToken: env.UPLOAD_TOKEN });
  },
};
