import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3,
  S3Client,
  type S3ClientConfig,
  StorageClass,
  paginateListObjectsV2,
  waitUntilBucketExists,
  waitUntilObjectNotExists,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

async function read(client: S3Client, Bucket: string, Key: string): Promise<string | undefined> {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    return await Body?.transformToString();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

async function failureOf(client: S3Client, Bucket: string): Promise<string> {
  try {
    await client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x" }));
    return "none";
  } catch (error) {
    if ((error as Error).name === "NoSuchBucket") return "no bucket";
    if ((error as Error).name === "AbortError") return "aborted";
    throw error;
  }
}

async function upload(client: S3Client, Bucket: string): Promise<number> {
  let arrived = 0;
  const upload = new Upload({
    client,
    params: { Bucket, Key: "large", Body: new Uint8Array(6 * 1024 * 1024) },
    partSize: 5 * 1024 * 1024,
    queueSize: 2,
  });
  upload.on("httpUploadProgress", (progress) => {
    arrived = Math.max(arrived, progress.loaded ?? 0);
  });
  await upload.done();
  return arrived;
}

async function form(client: S3Client, Bucket: string): Promise<readonly string[]> {
  const { url, fields } = await createPresignedPost(client, {
    Bucket,
    Key: "form",
    Conditions: [["content-length-range", 0, 100]],
    Expires: 60,
  });
  const names = Object.keys(fields).map((name) => name.toLowerCase());
  return [new URL(url).pathname.replaceAll("/", ""), names.includes("policy") ? "policy" : ""];
}

export async function run(config: S3ClientConfig, Bucket: string): Promise<unknown> {
  const client = new S3Client({ ...config, forcePathStyle: true });
  const all = new S3({ ...config, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket }));
  await waitUntilBucketExists({ client, maxWaitTime: 30, minDelay: 1 }, { Bucket });

  for (const Key of ["a", "b", "c"]) {
    await client.send(
      new PutObjectCommand({ Bucket, Key, Body: Key.repeat(3), ContentType: "text/plain" }),
    );
  }
  await all.putObject({ Bucket, Key: "d", Body: "ddd", StorageClass: StorageClass.STANDARD_IA });
  const head = await client.send(new HeadObjectCommand({ Bucket, Key: "d" }));
  const keys: (string | undefined)[] = [];
  for await (const page of paginateListObjectsV2({ client, pageSize: 3 }, { Bucket })) {
    keys.push(...(page.Contents ?? []).map(({ Key }) => Key));
  }
  const { Body } = await client.send(
    new GetObjectCommand({ Bucket, Key: "b", Range: "bytes=1-2" }),
  );
  const bytes = await Body?.transformToByteArray();
  const url = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: "c" }), {
    expiresIn: 60,
  });
  await client.send(new DeleteObjectCommand({ Bucket, Key: "a" }));
  await waitUntilObjectNotExists({ client, maxWaitTime: 30 }, { Bucket, Key: "a" });
  return {
    keys,
    head: [head.ContentLength, head.StorageClass],
    range: bytes?.length,
    presigned: await (await fetch(url)).text(),
    read: await read(client, Bucket, "b"),
    gone: await read(client, Bucket, "a"),
    failure: await failureOf(client, `${Bucket}-none`),
    arrived: await upload(client, Bucket),
    form: (await form(client, Bucket)).map((text) => text.replace(Bucket, "BUCKET")),
  };
}
