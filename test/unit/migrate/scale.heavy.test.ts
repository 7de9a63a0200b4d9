import { expect, it } from "vitest";
import { migrate, type Migrated } from "../../../generator/migrate/migrate.js";
import { cpuMs } from "../../support/cpuTime.js";
import { clients } from "./clients.js";

const services = {
  "clients/s3.ts": `import { S3Client } from "@aws-sdk/client-s3";
export const s3 = new S3Client({ region: process.env["REGION"] });
`,
  "clients/kms.ts": `import { KMS } from "@aws-sdk/client-kms";
export const kms = new KMS({});
`,
  "clients/documents.ts": `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
export const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
`,
  "clients/index.ts": `export * from "./s3.js";
export * from "./kms.js";
export * from "./documents.js";
`,
};

/** Files of a program that use the SDK each in its own way, by what they are for. */
const uses: Readonly<Record<string, (number: number) => string>> = {
  read: (n) => `import { GetObjectCommand, NoSuchKey } from "@aws-sdk/client-s3";
import { s3 } from "../clients/index.js";
export async function read${n}(Key: string): Promise<string | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "b${n}", Key }));
    return await Body?.transformToString();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
`,
  pipe: (n) => `import { GetObjectCommand } from "@aws-sdk/client-s3";
import { Readable } from "node:stream";
import { s3 } from "../clients/s3.js";
export const open${n} = async (Key: string): Promise<Readable> => {
  const command = new GetObjectCommand({ Bucket: "b${n}", Key });
  return (await s3.send(command)).Body as Readable;
};
`,
  list: (n) => `import { paginateListObjectsV2, type _Object } from "@aws-sdk/client-s3";
import { s3 } from "../clients/index.js";
export async function list${n}(): Promise<_Object[]> {
  const found: _Object[] = [];
  for await (const page of paginateListObjectsV2({ client: s3, pageSize: ${n + 1} }, { Bucket: "b" })) {
    found.push(...(page.Contents ?? []));
  }
  return found;
}
`,
  wait: (n) => `import { waitUntilBucketExists } from "@aws-sdk/client-s3";
import { s3 } from "../clients/index.js";
export async function wait${n}(): Promise<boolean> {
  const { state } = await waitUntilBucketExists({ client: s3, maxWaitTime: ${n + 1} }, { Bucket: "b" });
  return state === "SUCCESS";
}
`,
  upload: (n) => `import { Upload } from "@aws-sdk/lib-storage";
import { s3 } from "../clients/index.js";
export async function upload${n}(Body: Uint8Array): Promise<void> {
  const upload = new Upload({ client: s3, params: { Bucket: "b${n}", Key: "k", Body }, queueSize: 2 });
  upload.on("httpUploadProgress", ({ loaded }) => console.log(loaded));
  await upload.done();
}
`,
  link: (n) => `import { GetObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { s3 } from "../clients/index.js";
export const link${n} = (Key: string): Promise<string> =>
  getSignedUrl(s3, new GetObjectCommand({ Bucket: "b${n}", Key }), { expiresIn: 60 });
`,
  keys: (n) => `import { kms } from "../clients/index.js";
export const keys${n} = async (): Promise<number> => (await kms.listKeys({ Limit: ${n + 1} })).Keys?.length ?? 0;
`,
  status: (n) => `import { ListKeysCommand, type ListKeysCommandOutput } from "@aws-sdk/client-kms";
import { kms } from "../clients/kms.js";
export async function status${n}(): Promise<[number | undefined, ListKeysCommandOutput["Keys"]]> {
  const { $metadata, Keys } = await kms.send(new ListKeysCommand({}));
  return [$metadata.httpStatusCode, Keys];
}
`,
  items: (n) => `import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { documents } from "../clients/documents.js";
export async function copy${n}(id: string): Promise<void> {
  const { Item } = await documents.send(new GetCommand({ TableName: process.env["TABLE"], Key: { id } }));
  await documents.send(new PutCommand({ TableName: "t${n}", Item: { ...Item, id: "copy" } }));
}
`,
  invoke: (n) => `import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
export async function invoke${n}(client?: LambdaClient): Promise<number | undefined> {
  const output = await client?.send(new InvokeCommand({ FunctionName: "f${n}" }));
  return output?.StatusCode;
}
`,
};

it("moves a program of some 200 files, all of it, in seconds", () => {
  const files = new Map(Object.entries(services).map(([path, text]) => [`/app/${path}`, text]));
  for (const [name, use] of Object.entries(uses)) {
    for (let n = 0; n < 20; n++) files.set(`/app/${name}/${n}.ts`, use(n));
  }
  let result: Migrated | undefined;
  const taken = cpuMs(() => {
    result = migrate({ files, clients });
  });
  expect(result?.remarks).toEqual([]);
  // But for the file that exports others again.
  expect(result?.files.size).toBe(files.size - 1);
  for (const text of result?.files.values() ?? []) expect(text).not.toContain("@aws-sdk/");
  expect(taken).toBeLessThan(30_000);
});
