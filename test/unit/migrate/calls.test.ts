import { testTable } from "./table.js";

testTable("calls", [
  {
    name: "a command that is sent",
    before: `
      import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";

      const client = new S3Client({ region: "eu-west-1" });
      export const get = (Key: string) => client.send(new GetObjectCommand({ Bucket: "b", Key }));
    `,
    after: `
      import { createS3Client, getObject, unwrap } from "@acme/s3";

      const client = createS3Client({ region: "eu-west-1" });
      export const get = (Key: string) => unwrap(getObject(client, { Bucket: "b", Key }));
    `,
  },
  {
    name: "quotes, missing semicolons, comments and odd spacing stay",
    before: `
      import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms'
      // Keys.
      const kms   = new KMSClient
      kms.send( new ListKeysCommand( {  Limit: 5 } ) ).then( r => r.Keys ) // all
      kms.send(new ListKeysCommand())
    `,
    after: `
      import { createKMSClient, listKeys, unwrap } from '@acme/kms'
      // Keys.
      const kms   = createKMSClient()
      unwrap(listKeys(kms, {  Limit: 5 })).then( r => r.Keys ) // all
      unwrap(listKeys(kms))
    `,
  },
  {
    name: "commas after the only argument",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      await new KMSClient({}).send(
        new ListKeysCommand({
          Limit: 5,
        }),
      );
    `,
    after: `
      import { createKMSClient, listKeys, unwrap } from "@acme/kms";
      await unwrap(listKeys(createKMSClient({}), {
          Limit: 5,
        }));
    `,
  },
  {
    name: "commands that are constants",
    before: `
      import { S3Client, GetObjectCommand, ListBucketsCommand } from "@aws-sdk/client-s3";
      const client = new S3Client({});
      const command = new GetObjectCommand({ Bucket: "b", Key: "k" });
      const { ETag } = await client.send(command);
      const all = new ListBucketsCommand();
      await client.send(all);
    `,
    after: `
      import {
        type GetObjectRequest,
        type ListBucketsRequest,
        createS3Client,
        getObject,
        listBuckets,
        unwrap,
      } from "@acme/s3";
      const client = createS3Client({});
      const command: GetObjectRequest = { Bucket: "b", Key: "k" };
      const { ETag } = await unwrap(getObject(client, command));
      const all: ListBucketsRequest = {};
      await unwrap(listBuckets(client, all));
    `,
  },
  {
    name: "a constant in JavaScript has no type",
    file: "program.mjs",
    before: `
      import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
      const client = new S3Client();
      const command = new GetObjectCommand({ Bucket: process.env.BUCKET, Key: "k" });
      await client.send(command);
    `,
    after: `
      import { createS3Client, getObject, unwrap } from "@acme/s3";
      const client = createS3Client();
      const command = { Bucket: process.env.BUCKET, Key: "k" };
      await unwrap(getObject(client, command));
    `,
  },
  {
    name: "abort signals",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      const kms = new KMSClient({});
      const abortSignal = AbortSignal.timeout(1000);
      await kms.send(new ListKeysCommand({}), { abortSignal });
      await kms.send(new ListKeysCommand(), { abortSignal: abortSignal });
    `,
    after: `
      import { createKMSClient, listKeys, unwrap } from "@acme/kms";
      const kms = createKMSClient({});
      const abortSignal = AbortSignal.timeout(1000);
      await unwrap(listKeys(kms, {}, { signal: abortSignal }));
      await unwrap(listKeys(kms, {}, { signal: abortSignal }));
    `,
  },
  {
    name: "a client with a method for each operation",
    before: `
      import { KMS } from "@aws-sdk/client-kms";
      const kms = new KMS({ region: "eu-west-1" });
      const { Keys } = await kms.listKeys({ Limit: 5 });
      await kms.listKeys();
      await kms.decrypt({ CiphertextBlob: new Uint8Array() });
    `,
    after: `
      import { createKMSClient, decrypt, listKeys, unwrap } from "@acme/kms";
      const kms = createKMSClient({ region: "eu-west-1" });
      const { Keys } = await unwrap(listKeys(kms, { Limit: 5 }));
      await unwrap(listKeys(kms));
      await unwrap(decrypt(kms, { CiphertextBlob: new Uint8Array() }));
    `,
  },
  {
    name: "functions of the same name as operations",
    before: `
      import { KMSClient, DecryptCommand } from "@aws-sdk/client-kms";
      const kms = new KMSClient({});
      export async function decrypt(CiphertextBlob: Uint8Array) {
        return (await kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext;
      }
    `,
    after: `
      import { createKMSClient, decrypt as kmsDecrypt, unwrap } from "@acme/kms";
      const kms = createKMSClient({});
      export async function decrypt(CiphertextBlob: Uint8Array) {
        return (await unwrap(kmsDecrypt(kms, { CiphertextBlob }))).Plaintext;
      }
    `,
  },
  {
    name: "aliases and namespaces",
    before: `
      import * as AWS from "@aws-sdk/client-kms";
      import { S3Client as Client, ListBucketsCommand as List } from "@aws-sdk/client-s3";
      const kms: AWS.KMSClient = new AWS.KMSClient({});
      await kms.send(new AWS.ListKeysCommand({}));
      await new Client().send(new List());
    `,
    after: `
      import { type KMSClient, createKMSClient, listKeys, unwrap } from "@acme/kms";
      import { createS3Client, listBuckets } from "@acme/s3";
      const kms: KMSClient = createKMSClient({});
      await unwrap(listKeys(kms, {}));
      await unwrap(listBuckets(createS3Client()));
    `,
  },
  {
    name: "require",
    file: "program.cjs",
    before: `
      const { KMSClient, DecryptCommand: Decrypt } = require('@aws-sdk/client-kms');
      const kms = new KMSClient({});
      exports.handler = async (event) => kms.send(new Decrypt({ CiphertextBlob: event.blob }));
    `,
    after: `
      const { createKMSClient, decrypt, unwrap } = require('@acme/kms');
      const kms = createKMSClient({});
      exports.handler = async (event) => unwrap(decrypt(kms, { CiphertextBlob: event.blob }));
    `,
  },
  {
    name: "require of a namespace",
    file: "program.js",
    before: `
      const kmsSdk = require("@aws-sdk/client-kms");
      const kms = new kmsSdk.KMSClient({});
      kms.send(new kmsSdk.ListKeysCommand({}));
    `,
    after: `
      const { createKMSClient, listKeys, unwrap } = require("@acme/kms");
      const kms = createKMSClient({});
      unwrap(listKeys(kms, {}));
    `,
  },
  {
    name: "import()",
    before: `
      export async function keys() {
        const { KMSClient, ListKeysCommand } = await import("@aws-sdk/client-kms");
        return new KMSClient({}).send(new ListKeysCommand({}));
      }
    `,
    after: `
      export async function keys() {
        const { createKMSClient, listKeys, unwrap } = await import("@acme/kms");
        return unwrap(listKeys(createKMSClient({}), {}));
      }
    `,
  },
  {
    name: "clients in fields and parameters",
    before: `
      import { KMSClient, EncryptCommand, type KMSClientConfig } from "@aws-sdk/client-kms";
      export class Vault {
        private readonly kms: KMSClient;
        constructor(private readonly keyId: string, config: KMSClientConfig = {}, kms?: KMSClient) {
          this.kms = kms ?? new KMSClient({ ...config, maxAttempts: 2 });
        }
        encrypt = (Plaintext: Uint8Array) =>
          this.kms.send(new EncryptCommand({ KeyId: this.keyId, Plaintext }));
        close() {
          this.kms.destroy();
        }
      }
    `,
    after: `
      import { type KMSClient, type KMSClientConfig, createKMSClient, encrypt, unwrap } from "@acme/kms";
      export class Vault {
        private readonly kms: KMSClient;
        constructor(private readonly keyId: string, config: KMSClientConfig = {}, kms?: KMSClient) {
          this.kms = kms ?? createKMSClient({ ...config, maxAttempts: 2 });
        }
        encrypt = (Plaintext: Uint8Array) =>
          unwrap(encrypt(this.kms, { KeyId: this.keyId, Plaintext }));
        close() {
        }
      }
    `,
  },
  {
    name: "values that may be absent, of members that may not",
    before: `
      import { S3Client, PutObjectCommand, type PutObjectCommandInput } from "@aws-sdk/client-s3";
      const Bucket = process.env.BUCKET;
      const s3 = new S3Client({});
      const input: PutObjectCommandInput = { Bucket, Key: process.env["KEY"] };
      await s3.send(new PutObjectCommand({ ...input, Bucket: Bucket || undefined }));
    `,
    after: `
      import { type PutObjectRequest, createS3Client, putObject, unwrap } from "@acme/s3";
      const Bucket = process.env.BUCKET;
      const s3 = createS3Client({});
      const input: PutObjectRequest = { Bucket: Bucket!, Key: process.env["KEY"]! };
      await unwrap(putObject(s3, { ...input, Bucket: (Bucket || undefined)! }));
    `,
  },
  {
    name: "metadata of an output",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      const kms = new KMSClient({});
      export async function status() {
        const response = await kms.send(new ListKeysCommand({}));
        return [response.$metadata.httpStatusCode, response.$metadata.requestId, response.Keys];
      }
    `,
    after: `
      import { createKMSClient, listKeys, unwrap } from "@acme/kms";
      const kms = createKMSClient({});
      export async function status() {
        const responseResult = await listKeys(kms, {});
        const response = await unwrap(responseResult);
        return [responseResult.metadata.statusCode, responseResult.metadata.requestId, response.Keys];
      }
    `,
  },
  {
    name: "types of messages and shapes, imported as types alone",
    before: `
      import type { GetObjectCommandOutput, _Object, DeleteObjectCommandOutput } from "@aws-sdk/client-s3";
      export interface Listed { objects: _Object[]; first: GetObjectCommandOutput; none: DeleteObjectCommandOutput }
      export const keys = (o: object) => Object.keys(o);
    `,
    after: `
      import type { GetObjectOutput, Object as S3Object, Unit } from "@acme/s3";
      export interface Listed { objects: S3Object[]; first: GetObjectOutput; none: Unit }
      export const keys = (o: object) => Object.keys(o);
    `,
  },
  {
    name: "what else is imported stays",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      import { NodeHttpHandler } from "@smithy/node-http-handler";
      const kms = new KMSClient({
        apiVersion: "2014-11-01",
        requestHandler: new NodeHttpHandler({ requestTimeout: 3_000, connectionTimeout: 500 }),
        useDualstackEndpoint: true, useFipsEndpoint: false,
      });
      kms.send(new ListKeysCommand({}));
    `,
    after: `
      import { createKMSClient, listKeys, unwrap } from "@acme/kms";
      import { NodeHttpHandler } from "@smithy/node-http-handler";
      const kms = createKMSClient({
        attemptTimeoutMs: 3_000, connectTimeoutMs: 500,
        useDualStack: true, useFips: false,
      });
      unwrap(listKeys(kms, {}));
    `,
  },
  {
    name: "metadata that is taken apart",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      const kms = new KMSClient({});
      const { $metadata, Keys } = await kms.send(new ListKeysCommand({}));
      console.log($metadata.requestId, Keys);
      const { $metadata: { httpStatusCode: status, attempts } } = await kms.send(new ListKeysCommand({}));
      console.log(status, attempts);
    `,
    after: `
      import { createKMSClient, listKeys, unwrap } from "@acme/kms";
      const kms = createKMSClient({});
      const result = await listKeys(kms, {});
      const { Keys } = await unwrap(result);
      console.log(result.metadata.requestId, Keys);
      const result2 = await listKeys(kms, {});
      await unwrap(result2);
      const { statusCode: status, attempts } = result2.metadata;
      console.log(status, attempts);
    `,
  },
  {
    name: "clients that may be absent",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      class Keys {
        private kms?: KMSClient;
        list = () => this.kms?.send(new ListKeysCommand({}));
        close = () => this.kms?.destroy();
      }
    `,
    after: `
      import { type KMSClient, listKeys, unwrap } from "@acme/kms";
      class Keys {
        private kms?: KMSClient;
        list = () => (this.kms ? unwrap(listKeys(this.kms, {})) : undefined);
        close = () => {};
      }
    `,
  },
  {
    name: "clients that may be missing, in statements without semicolons",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms"
      export async function list(kms?: KMSClient) {
        const limit = 1
        kms?.send(new ListKeysCommand({ Limit: limit }))
        await kms?.send(new ListKeysCommand({}))
        return limit
      }
    `,
    after: `
      import { type KMSClient, listKeys, unwrap } from "@acme/kms"
      export async function list(kms?: KMSClient) {
        const limit = 1
        kms && unwrap(listKeys(kms, { Limit: limit }))
        await (kms ? unwrap(listKeys(kms, {})) : undefined)
        return limit
      }
    `,
  },
  {
    name: "clients that are closed anywhere",
    before: `
      import { KMSClient } from "@aws-sdk/client-kms";
      const kms = new KMSClient({});
      if (process.env["ONCE"]) kms.destroy();
      kms.destroy();
    `,
    after: `
      import { createKMSClient } from "@acme/kms";
      const kms = createKMSClient({});
      if (process.env["ONCE"]) {}
    `,
  },
  {
    name: "a command of a variable that is set once",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      let command = new ListKeysCommand({ Limit: 1 });
      await new KMSClient({}).send(command);
    `,
    after: `
      import { type ListKeysRequest, createKMSClient, listKeys, unwrap } from "@acme/kms";
      let command: ListKeysRequest = { Limit: 1 };
      await unwrap(listKeys(createKMSClient({}), command));
    `,
  },
  {
    name: "configurations that are not seen, or have a default",
    file: "program.js",
    before: `
      import { KMSClient } from "@aws-sdk/client-kms";
      import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
      export const kms = (options) => new KMSClient(options ?? {});
      export const local = new DynamoDBClient({ endpoint: "http://localhost:8000", tls: false, region: "local" });
    `,
    after: `
      import { createKMSClient } from "@acme/kms";
      import { createDynamoDBClient } from "@acme/dynamodb";
      export const kms = (options) => createKMSClient(options ?? {});
      export const local = createDynamoDBClient({ endpoint: "http://localhost:8000", region: "local" });
    `,
    told: ["3 look: what `options` configures is not seen here"],
  },
  {
    name: "configurations of which each part may have what clients have not",
    before: `
      import { KMSClient } from "@aws-sdk/client-kms";
      export const spread = (region: string, options?: { requestHandler: object }) =>
        new KMSClient({ ...(options ?? {}), region });
      export const given = (options?: { logger: Console }) => new KMSClient(options ?? {});
    `,
    told: [
      "3 left: `requestHandler` of the configuration has no counterpart",
      "4 left: `logger` of the configuration has no counterpart",
    ],
  },
  {
    name: "configurations of which a condition decides",
    before: `
      import { KMSClient } from "@aws-sdk/client-kms";
      export const kms = (isLocal: boolean) => new KMSClient((isLocal && { region: "local" }) || {});
    `,
    after: `
      import { createKMSClient } from "@acme/kms";
      export const kms = (isLocal: boolean) => createKMSClient((isLocal && { region: "local" }) || {});
    `,
  },
  {
    name: "`tls`, where the endpoint does not say the same",
    before: `
      import { KMSClient } from "@aws-sdk/client-kms";
      export const none = new KMSClient({ endpoint: undefined, tls: false });
      export const unknown = new KMSClient({ endpoint: process.env.ENDPOINT, tls: false });
      export const other = new KMSClient({ endpoint: "http://localhost:8000", tls: true });
      export const decided = (tls: boolean) => new KMSClient({ endpoint: "https://kms.test", tls });
      export const same = new KMSClient({ endpoint: "https://kms.test", tls: true });
    `,
    told: [2, 3, 4, 5].map(
      (line) => `${line} left: \`tls\` of the configuration has no counterpart`,
    ),
  },
  {
    name: "streams of Node's",
    before: `
      import type { Readable } from "stream";
      import type { ServerResponse } from "node:http";
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export async function send(response: ServerResponse) {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: "b", Key: "k" }));
        if (!Body) throw new Error("empty");
        Body.pipe(response);
      }
      export async function open() {
        const object = await s3.send(new GetObjectCommand({ Bucket: "b", Key: "k" }));
        return object.Body as unknown as Readable;
      }
    `,
    after: `
      import type { Readable } from "stream";
      import type { ServerResponse } from "node:http";
      import { createS3Client, getObject, unwrap } from "@acme/s3";
      import { Readable as NodeReadable } from "node:stream";
      import type { ReadableStream } from "node:stream/web";
      const s3 = createS3Client({});
      export async function send(response: ServerResponse) {
        const { Body } = await unwrap(getObject(s3, { Bucket: "b", Key: "k" }));
        if (!Body) throw new Error("empty");
        NodeReadable.fromWeb(Body as ReadableStream).pipe(response);
      }
      export async function open() {
        const object = await unwrap(getObject(s3, { Bucket: "b", Key: "k" }));
        return NodeReadable.fromWeb(object.Body as ReadableStream);
      }
    `,
  },
  {
    name: "streams as those of a module that is imported",
    before: `
      import { Readable } from "stream";
      import { S3 } from "@aws-sdk/client-s3";
      export const open = async (s3: S3) =>
        (await s3.getObject({ Bucket: "b", Key: "k" })).Body as Readable;
    `,
    after: `
      import { Readable } from "stream";
      import { type S3Client, getObject, unwrap } from "@acme/s3";
      import type { ReadableStream } from "node:stream/web";
      export const open = async (s3: S3Client) =>
        Readable.fromWeb((await unwrap(getObject(s3, { Bucket: "b", Key: "k" }))).Body as ReadableStream);
    `,
  },
]);
