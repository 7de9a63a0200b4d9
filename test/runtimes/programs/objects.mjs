// What is done with S3 in every runtime, as `scenario` of `cli.mjs` and its kind. Each step yields what
// came of it, or fails; `s3.test.ts` says what has to come.

import {
  copyObject,
  createBucket,
  createS3Client,
  deleteBucket,
  deleteObject,
  getObject,
  headObject,
  listObjectsV2,
  putObject,
  unwrap,
} from "@example/s3";
import { presignGetObject, presignPost, presignPutObject } from "@example/s3/presign";
import { download, upload } from "@example/s3/transfer";

const megabyte = 2 ** 20;
const credentials = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" };

/**
 * @param given - JSON: the server's `endpoint`, a `Bucket` to make, the `megabytes` of the large object,
 *   and whether it is sent as a `Blob` since streams cannot be (`asBlob`)
 * @param settings - of the client
 */
export async function* scenario(given, settings = {}) {
  const { endpoint, Bucket, megabytes, asBlob } = JSON.parse(given);
  const config = { region: "eu-west-1", endpoint, credentials, timeoutMs: 60_000, ...settings };
  const s3 = createS3Client(config);
  const CreateBucketConfiguration = { LocationConstraint: "eu-west-1" };
  await unwrap(createBucket(s3, { Bucket, CreateBucketConfiguration }));
  const textOf = async (Key) => (await unwrap(getObject(s3, { Bucket, Key }))).Body.text();

  const Key = "a folder/ä+b?.bin";
  await unwrap(putObject(s3, { Bucket, Key, Body: Uint8Array.of(0, 127, 128, 255) }));
  const whole = await unwrap(getObject(s3, { Bucket, Key }));
  yield { step: "bytes", bytes: [...(await whole.Body.bytes())] };

  const CopySource = [Bucket, ...Key.split("/")].map(encodeURIComponent).join("/");
  await unwrap(copyObject(s3, { Bucket, Key: "copy", CopySource }));
  await unwrap(putObject(s3, { Bucket, Key: "blob", Body: new Blob(["of a ", "blob"]) }));
  const { Contents } = await unwrap(listObjectsV2(s3, { Bucket }));
  yield { step: "list", objects: Contents.map((object) => [object.Key, object.Size]) };

  const stream = { Bucket, Key: "stream", Body: streamed(), ContentLength: 12 };
  const put = await putObject(s3, stream);
  await unwrap(upload(s3, { Bucket, Key: "uploaded", Body: streamed() }));
  yield {
    step: "stream",
    put: put.ok ? await textOf("stream") : put.error.name,
    uploaded: await textOf("uploaded"),
  };

  // In `aws-chunked`, with its checksum in a trailer; that of the answer is checked at its end.
  const when = "when_supported";
  const checks = { requestChecksumCalculation: when, responseChecksumValidation: when };
  const checking = createS3Client({ ...config, ...checks });
  const summed = { Bucket, Key: "summed", Body: streamed(), ContentLength: 12 };
  const trailed = await putObject(checking, summed);
  const sum = trailed.ok && (await unwrap(getObject(checking, { Bucket, Key: "summed" })));
  yield {
    step: "checksum",
    put: sum ? await sum.Body.text() : trailed.error.name,
    checksum: sum && sum.ChecksumCRC32,
  };

  const missing = await getObject(s3, { Bucket, Key: "missing" });
  yield { step: "missing", error: missing.error.name };

  yield { step: "presigned", ...(await presigned()) };
  yield { step: "transfer", ...(await transferred()) };
  yield { step: "large", ...(await moved(Number(megabytes) * megabyte)) };

  const left = await unwrap(listObjectsV2(s3, { Bucket }));
  for (const { Key } of left.Contents) await unwrap(deleteObject(s3, { Bucket, Key }));
  await unwrap(deleteBucket(s3, { Bucket }));
  yield { step: "deleted", objects: left.Contents.length };

  /** What others do with presigned requests, by nothing but `fetch`. */
  async function presigned() {
    const Key = "signed/ü+1.txt";
    const put = await unwrap(presignPutObject(s3, { Bucket, Key, ContentType: "text/x" }));
    const { method, headers } = put;
    const stored = await fetch(put.url, { method, headers, body: "content" });
    await stored.text();
    const get = await unwrap(presignGetObject(s3, { Bucket, Key }));
    const got = await fetch(get.url);
    const conditions = { Conditions: [["content-length-range", 0, 100]] };
    const form = await unwrap(presignPost(s3, { Bucket, Key: "form", ...conditions }));
    const data = new FormData();
    for (const [name, value] of Object.entries(form.fields)) data.append(name, value);
    data.append("file", new Blob(["posted"]));
    const posted = await fetch(form.url, { method: "POST", body: data });
    await posted.text();
    return {
      put: stored.status,
      get: `${got.headers.get("content-type")}: ${await got.text()}`,
      post: posted.ok,
      form: await textOf("form"),
    };
  }

  /** An upload whose second part fails, which goes on from its token; and the same back by ranges. */
  async function transferred() {
    const all = new Uint8Array(12 * megabyte).map((_, i) => i * 31 + (i >> 12));
    const Key = "parts";
    let isFirst = true;
    const sent = [];
    const failing = createS3Client({
      ...config,
      maxAttempts: 1,
      interceptors: [
        (request, next) => {
          const part = /partNumber=(\d)/.exec(request.path)?.[1];
          if (part === "2" && isFirst) {
            isFirst = false;
            return Promise.reject(new Error("injected"));
          }
          if (part) sent.push(part);
          return next(request);
        },
      ],
    });
    const options = { partSize: 5 * megabyte, concurrency: 1 };
    const first = await upload(failing, { Bucket, Key, Body: all }, { ...options, resume: true });
    const before = await headObject(s3, { Bucket, Key });
    const resume = JSON.parse(JSON.stringify(first.error.resume));
    const done = await unwrap(upload(failing, { Bucket, Key, Body: all }, { resume }));
    const parts = { partSize: megabyte };
    const { Body, ContentLength } = await unwrap(download(s3, { Bucket, Key }, parts));
    const back = await Body.bytes();
    return {
      error: first.error.message,
      before: before.error?.statusCode,
      sent: sent.join(),
      ofParts: /-3"?$/.test(done.ETag),
      length: ContentLength,
      same: back.length === all.length && back.every((byte, i) => byte === all[i]),
    };
  }

  /** An object up and down, as a stream, and by how many megabytes the process grew meanwhile. */
  async function moved(size) {
    function* blocks() {
      for (let at = 0; at < size; at += megabyte) {
        yield new Uint8Array(megabyte).fill(at / megabyte + 1);
      }
    }
    async function* stream() {
      for (const block of blocks()) yield await Promise.resolve(block);
    }
    const grownUp = await growth(async () => {
      const Body = asBlob ? new Blob([...blocks()]) : stream();
      await unwrap(putObject(s3, { Bucket, Key: "large", Body, ContentLength: size }));
    });
    let length = 0;
    let wrong = 0;
    const grownDown = await growth(async () => {
      const { Body } = await unwrap(getObject(s3, { Bucket, Key: "large" }));
      for await (const chunk of Body) {
        // The first and the last of each chunk, which tell apart what is lost or out of order.
        for (const i of [0, chunk.length - 1]) {
          const expected = (Math.floor((length + i) / megabyte) + 1) % 256;
          if (chunk[i] !== expected) wrong++;
        }
        length += chunk.length;
      }
    });
    return { length, wrong, grownUp, grownDown };
  }
}

/** Twelve bytes in three chunks. */
function streamed() {
  const pieces = ["of ", "a ", "strëam"].map((piece) => new TextEncoder().encode(piece));
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
  });
}

/** By how many megabytes the process grows at most while work goes on; `null` where it cannot know. */
async function growth(work) {
  const rss = () => globalThis.process?.memoryUsage?.().rss || undefined;
  const before = rss();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, rss())), 20);
  await work().finally(() => clearInterval(timer));
  return before === undefined ? null : Math.round((most - before) / megabyte);
}
