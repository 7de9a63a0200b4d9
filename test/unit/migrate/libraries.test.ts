import { testTable } from "./table.js";

testTable("pages, waiters and the SDK's libraries", [
  {
    name: "pages",
    before: `
      import { S3Client, paginateListObjectsV2 } from "@aws-sdk/client-s3";
      const client = new S3Client({});
      export async function keys(Bucket: string) {
        const found = [];
        for await (const { Contents = [] } of paginateListObjectsV2({ client, pageSize: 100 }, { Bucket })) {
          found.push(...Contents.map(({ Key }) => Key));
        }
        const pages = paginateListObjectsV2({ client: client }, { Bucket });
        for await (const page of pages) found.push(page.Contents?.length);
        return found;
      }
    `,
    after: `
      import { createS3Client, paginateListObjectsV2, unwrap } from "@acme/s3";
      const client = createS3Client({});
      export async function keys(Bucket: string) {
        const found = [];
        for await (const result of paginateListObjectsV2(client, { Bucket }, { pageSize: 100 })) {
          const { Contents = [] } = await unwrap(result);
          found.push(...Contents.map(({ Key }) => Key));
        }
        const pages = paginateListObjectsV2(client, { Bucket });
        for await (const result2 of pages) { const page = await unwrap(result2); found.push(page.Contents?.length); }
        return found;
      }
    `,
  },
  {
    name: "waiters",
    before: `
      import { S3Client, waitUntilBucketExists } from "@aws-sdk/client-s3";
      const seconds = 30;
      export async function wait(s3: S3Client, abortSignal: AbortSignal) {
        await waitUntilBucketExists({ client: s3, maxWaitTime: 120, minDelay: 2 }, { Bucket: "b" });
        await waitUntilBucketExists({ client: s3, maxWaitTime: seconds, abortSignal }, { Bucket: "b" });
      }
    `,
    after: `
      import { type S3Client, unwrap, waitUntilBucketExists } from "@acme/s3";
      const seconds = 30;
      export async function wait(s3: S3Client, abortSignal: AbortSignal) {
        await unwrap(waitUntilBucketExists(s3, { Bucket: "b" }, { maxWaitMs: 120000, minDelayMs: 2000 }));
        await unwrap(waitUntilBucketExists(s3, { Bucket: "b" }, { maxWaitMs: seconds * 1000, signal: abortSignal }));
      }
    `,
  },
  {
    name: "waiters of which the state is read, and configurations that stand before",
    before: `
      import { S3Client, paginateListObjectsV2, waitUntilBucketExists } from "@aws-sdk/client-s3";
      const client = new S3Client({});
      const { state } = await waitUntilBucketExists({ client, maxWaitTime: 120 }, { Bucket: "b" });
      const setup = { client, maxWaitTime: 60 };
      const result = await waitUntilBucketExists(setup, { Bucket: "b" });
      if (result.state !== state) throw new Error(result.state);
      const pages = { client, pageSize: 5 };
      for await (const page of paginateListObjectsV2(pages, { Bucket: "b" })) {
        console.log(page.Contents);
      }
    `,
    after: `
      import { createS3Client, paginateListObjectsV2, unwrap, waitUntilBucketExists } from "@acme/s3";
      const client = createS3Client({});
      await unwrap(waitUntilBucketExists(client, { Bucket: "b" }, { maxWaitMs: 120000 }));
      const { state } = { state: "SUCCESS" };
      await unwrap(waitUntilBucketExists(client, { Bucket: "b" }, { maxWaitMs: 60000 }));
      const result = { state: "SUCCESS" };
      if (result.state !== state) throw new Error(result.state);
      for await (const result2 of paginateListObjectsV2(client, { Bucket: "b" }, { pageSize: 5 })) {
        const page = await unwrap(result2);
        console.log(page.Contents);
      }
    `,
  },
  {
    name: "a waiter of which more is read",
    before: `
      import { S3Client, waitUntilBucketExists } from "@aws-sdk/client-s3";
      const client = new S3Client({});
      const { state, reason } = await waitUntilBucketExists({ client, maxWaitTime: 120 }, { Bucket: "b" });
      console.log(state, reason);
    `,
    told: ["3 left: `waitUntilBucketExists`: its outcome is read"],
  },
  {
    name: "uploads that are ended, keep their parts, or pass on what they give",
    before: `
      import { S3Client } from "@aws-sdk/client-s3";
      import { Upload, type Progress } from "@aws-sdk/lib-storage";
      const client = new S3Client({});
      const params = { Bucket: "b", Key: "k", Body: "text" };
      export async function limited() {
        const task = new Upload({ client, params, leavePartsOnError: true });
        task.on("httpUploadProgress", async ({ loaded }: { loaded?: number }) => {
          if (loaded! > 5) await task.abort();
        });
        setTimeout(() => { void task.abort; }, 5);
        await task.done();
      }
      export async function ended(abortController: AbortController) {
        const task = new Upload({ client, params, abortController });
        await task.done();
      }
      export const passed = () => new Upload({ client, params }).done();
    `,
    told: ["6 left: `Upload`: it is used otherwise"],
  },
  {
    name: "uploads that are ended, and all that is understood of them",
    before: `
      import { S3Client } from "@aws-sdk/client-s3";
      import { Upload } from "@aws-sdk/lib-storage";
      const client = new S3Client({});
      const params = { Bucket: "b", Key: "k", Body: "text" };
      export async function limited() {
        const task = new Upload({ client, params, leavePartsOnError: true });
        task.on("httpUploadProgress", async ({ loaded }: { loaded?: number }) => {
          if (loaded! > 5) await task.abort();
        });
        process.once("SIGINT", () => { task.abort(); });
        await task.done();
      }
      export async function ended(abortController: AbortController) {
        const task = new Upload({ client, params, abortController });
        await task.done();
      }
      export const passed = () => new Upload({ client, params }).done();
    `,
    after: `
      import { createS3Client, unwrap } from "@acme/s3";
      import { upload } from "@acme/s3/transfer";
      const client = createS3Client({});
      const params = { Bucket: "b", Key: "k", Body: "text" };
      export async function limited() {
        const controller = new AbortController();
        const task = upload(client, params, { resume: true, onProgress: async ({ loaded }) => {
          if (loaded! > 5) await controller.abort();
        }, signal: controller.signal });
        process.once("SIGINT", () => { controller.abort(); });
        await unwrap(task);
      }
      export async function ended(abortController: AbortController) {
        const task = upload(client, params, { signal: abortController.signal });
        await unwrap(task);
      }
      export const passed = () => unwrap(upload(client, params));
    `,
    told: ["17 look: what an upload gives has the members of PutObject's output"],
  },
  {
    name: "presigned requests of commands that stand before, or are sent, too",
    before: `
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
      const s3 = new S3Client({});
      export async function link(Key: string) {
        const command = new GetObjectCommand({ Bucket: "b", Key });
        const url = await getSignedUrl(s3, command, { expiresIn: 60 });
        await s3.send(command);
        return url;
      }
    `,
    after: `
      import { type GetObjectRequest, createS3Client, getObject, unwrap } from "@acme/s3";
      import { presignGetObject } from "@acme/s3/presign";
      const s3 = createS3Client({});
      export async function link(Key: string) {
        const command: GetObjectRequest = { Bucket: "b", Key };
        const url = (await unwrap(presignGetObject(s3, command, { expiresIn: 60 }))).url;
        await unwrap(getObject(s3, command));
        return url;
      }
    `,
  },
  {
    name: "documents of DynamoDB",
    before: `
      import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
      import { DynamoDBDocumentClient, GetCommand, PutCommand, paginateQuery, type GetCommandOutput } from "@aws-sdk/lib-dynamodb";
      import { marshall } from "@aws-sdk/util-dynamodb";

      const client = new DynamoDBClient({});
      const docs = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
      const plain = DynamoDBDocumentClient.from(new DynamoDBClient({}));

      export async function get(id: string): Promise<GetCommandOutput["Item"]> {
        const { Item } = await docs.send(new GetCommand({ TableName: process.env.TABLE, Key: { id } }));
        await plain.send(new PutCommand({ TableName: "t", Item: { id, tags: new Set(["a"]) } }));
        for await (const page of paginateQuery({ client: docs, pageSize: 5 }, { TableName: "t" })) {
          console.log(page.Items, marshall({ id }));
        }
        return Item;
      }
    `,
    after: `
      import { type GetItemOutput, createDynamoDBClient, unwrap } from "@acme/dynamodb";
      import {
        type DocumentOutput,
        createDocumentClient,
        getItem,
        marshall,
        paginateQuery,
        putItem,
      } from "@acme/dynamodb/documents";

      const client = createDynamoDBClient({});
      const docs = createDocumentClient(client, { marshallOptions: { removeUndefinedValues: true } });
      const plain = createDynamoDBClient({});

      export async function get(id: string): Promise<DocumentOutput<GetItemOutput>["Item"]> {
        const { Item } = await unwrap(getItem(docs, { TableName: process.env.TABLE!, Key: { id } }));
        await unwrap(putItem(plain, { TableName: "t", Item: { id, tags: new Set(["a"]) } }));
        for await (const result of paginateQuery(docs, { Limit: 5, TableName: "t" })) {
          const page = await unwrap(result);
          console.log(page.Items, marshall({ id }));
        }
        return Item;
      }
    `,
  },
  {
    name: "documents by methods",
    before: `
      import { DynamoDB } from "@aws-sdk/client-dynamodb";
      import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";
      const docs = DynamoDBDocument.from(new DynamoDB({}));
      await docs.put({ TableName: "t", Item: { id: "1" } });
      const { Item } = await docs.get({ TableName: "t", Key: { id: "1" } });
    `,
    after: `
      import { createDynamoDBClient, unwrap } from "@acme/dynamodb";
      import { getItem, putItem } from "@acme/dynamodb/documents";
      const docs = createDynamoDBClient({});
      await unwrap(putItem(docs, { TableName: "t", Item: { id: "1" } }));
      const { Item } = await unwrap(getItem(docs, { TableName: "t", Key: { id: "1" } }));
    `,
  },
  {
    name: "uploads",
    before: `
      import { S3Client } from "@aws-sdk/client-s3";
      import { Upload } from "@aws-sdk/lib-storage";
      const client = new S3Client({});
      export async function save(Body: Uint8Array) {
        const upload = new Upload({
          client,
          params: { Bucket: "b", Key: "k", Body },
          queueSize: 4,
          partSize: 5 * 1024 * 1024,
          leavePartsOnError: false,
        });
        upload.on("httpUploadProgress", (progress) => {
          console.log(progress.loaded, progress.total);
        });
        const { ETag } = await new Upload({ client, params: { Bucket: "b", Key: "k", Body } }).done().catch(fail);
        await upload.done();
        await new Upload({ params: { Bucket: "b", Key: "l", Body }, client }).done();
      }
      declare function fail(error: unknown): never;
    `,
    told: [
      "5 left: `Upload`: it may not come to `done()`",
      "15 left: `Upload`: it is used otherwise",
    ],
  },
  {
    name: "uploads that may never be asked for",
    before: `
      import { S3Client } from "@aws-sdk/client-s3";
      import { Upload } from "@aws-sdk/lib-storage";
      const client = new S3Client({});
      const params = { Bucket: "b", Key: "k", Body: "text" };
      export async function returned(dry: boolean) {
        const upload = new Upload({ client, params });
        if (dry) return;
        await upload.done();
      }
      export async function chosen(dry: boolean) {
        const upload = new Upload({ client, params });
        if (!dry) await upload.done();
      }
      export function later() {
        const upload = new Upload({ client, params });
        return () => upload.done();
      }
      export async function waited() {
        const upload = new Upload({ client, params });
        const started = await fetch("https://example.com/started");
        await upload.done();
        return started.ok;
      }
      export async function caught() {
        const upload = new Upload({ client, params });
        try {
          console.log("begins");
          await upload.done();
        } catch (error) {
          console.error(error);
        }
      }
    `,
    told: [6, 11, 15, 19].map((line) => `${line} left: \`Upload\`: it may not come to \`done()\``),
  },
  {
    name: "uploads that are understood",
    before: `
      import { S3Client } from "@aws-sdk/client-s3";
      import { Upload } from "@aws-sdk/lib-storage";
      const client = new S3Client({});
      export async function save(Body: Uint8Array) {
        const upload = new Upload({
          client,
          params: { Bucket: "b", Key: "k", Body },
          queueSize: 4,
          leavePartsOnError: false,
        });
        upload.on("httpUploadProgress", (progress) => console.log(progress.loaded));
        const done = await upload.done();
        await new Upload({ params: { Bucket: "b", Key: "l", Body }, client }).done();
        return done.ETag;
      }
    `,
    after: `
      import { createS3Client, unwrap } from "@acme/s3";
      import { upload as s3Upload } from "@acme/s3/transfer";
      const client = createS3Client({});
      export async function save(Body: Uint8Array) {
        const upload = s3Upload(client, { Bucket: "b", Key: "k", Body }, { concurrency: 4, onProgress: (progress) => console.log(progress.loaded) });
        const done = await unwrap(upload);
        await unwrap(s3Upload(client, { Bucket: "b", Key: "l", Body }));
        return done.ETag;
      }
    `,
  },
  {
    name: "presigned requests",
    before: `
      import { S3Client, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
      import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
      import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
      const s3 = new S3Client({});
      export const link = (Key: string) => getSignedUrl(s3, new GetObjectCommand({ Bucket: "b", Key }));
      export const put = async (Key: string) => {
        const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket: "b", Key, ContentType: "text/plain" }), {
          expiresIn: 60,
        });
        const form = await createPresignedPost(s3, { Bucket: "b", Key, Expires: 600 });
        return [url, form.fields];
      };
    `,
    after: `
      import { createS3Client, unwrap } from "@acme/s3";
      import { presignGetObject, presignPost, presignPutObject } from "@acme/s3/presign";
      const s3 = createS3Client({});
      export const link = (Key: string) => unwrap(presignGetObject(s3, { Bucket: "b", Key })).then(({ url }) => url);
      export const put = async (Key: string) => {
        const url = (await unwrap(presignPutObject(s3, { Bucket: "b", Key, ContentType: "text/plain" }, {
          expiresIn: 60,
        }))).url;
        const form = await unwrap(presignPost(s3, { Bucket: "b", Key }, { expiresIn: 600 }));
        return [url, form.fields];
      };
    `,
    told: ["7 look: who sends this request has to send its `headers`"],
  },
  {
    name: "credentials",
    before: `
      import { S3Client, ListBucketsCommand } from "@aws-sdk/client-s3";
      import { fromIni, fromCognitoIdentityPool } from "@aws-sdk/credential-providers";
      const s3 = new S3Client({ credentials: fromIni({ profile: "work" }) });
      const web = new S3Client({ credentials: fromCognitoIdentityPool({ identityPoolId: "x" }) });
      await s3.send(new ListBucketsCommand());
    `,
    after: `
      import { createS3Client, listBuckets, unwrap } from "@acme/s3";
      import { fromIni } from "@acme/s3/credentials";
      import { fromCognitoIdentityPool } from "@aws-sdk/credential-providers";
      const s3 = createS3Client({ credentials: fromIni({ profile: "work" }) });
      const web = createS3Client({ credentials: fromCognitoIdentityPool({ identityPoolId: "x" }) });
      await unwrap(listBuckets(s3));
    `,
  },
]);
