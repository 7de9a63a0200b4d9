import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { MigrationClient } from "../../../generator/migrate/services.js";
import { readSurface } from "../../../generator/versioning/readSurface.js";
import type { OperationSurface, Surface, Texts } from "../../../generator/versioning/surface.js";

const root = resolve(import.meta.dirname, "../../..");

/** What a client of a test has, in short. */
interface Short {
  /** Operation to its input's and output's members, and errors. */
  readonly operations: Readonly<Record<string, ShortOperation>>;
  readonly types?: Readonly<Record<string, Texts>>;
  readonly errors?: Readonly<Record<string, Texts>>;
  readonly enums?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly settings?: Texts;
  /** Subpath to names that it exports. */
  readonly subpaths?: Readonly<Record<string, readonly string[]>>;
}

interface ShortOperation {
  readonly input: Texts;
  readonly output?: Texts;
  readonly errors?: readonly string[];
  readonly pages?: true;
  readonly waiters?: readonly string[];
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const mapped = <T, U>(record: Readonly<Record<string, T>>, to: (value: T, key: string) => U) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value, key)]));

function surface(client: string, short: Short): Surface {
  const { operations, types = {}, errors = {}, enums = {}, settings = {}, subpaths = {} } = short;
  const messages: [string, Texts][] = [];
  const functions: [string, OperationSurface][] = [];
  for (const [name, { input, output, errors: fails = [], pages, waiters = [] }] of Object.entries(
    operations,
  )) {
    messages.push([`${name}Request`, input]);
    if (output) messages.push([`${name}Output`, output]);
    functions.push([
      lowerFirst(name),
      {
        input: `${name}Request`,
        ...(output && { output: `${name}Output` }),
        errors: fails,
        ...(pages && { paginator: { name: `paginate${name}`, token: "string" } }),
        waiters: Object.fromEntries(
          waiters.map((waiter) => [waiter, { name: `waitUntil${waiter}`, gives: "output" }]),
        ),
      },
    ]);
  }
  const own = [`create${client}Client`, `${client}Client`, `${client}ClientConfig`];
  const shared = ["CallError", "ServiceError", "Unit", "unwrap"];
  const exported: [string, readonly string[]][] = [
    [".", [...own, ...shared]],
    ["./testing", [`createFake${client}`, "fakeError", "inOrder"]],
    ...Object.entries(subpaths),
  ];
  const structures = [...messages, ...Object.entries(types)];
  return {
    format: 1,
    service: `com.example#${client}`,
    client,
    protocols: [],
    settings,
    operations: Object.fromEntries(functions),
    types: Object.fromEntries(
      structures.map(([name, members]) => [
        name,
        { kind: "structure", direction: "both", members },
      ]),
    ),
    enums: mapped(enums, (values) => ({ kind: "enum", values })),
    errors: mapped(errors, (data) => ({ fault: "client", data })),
    package: Object.fromEntries(
      exported.map(([subpath, names]) => [
        subpath,
        Object.fromEntries(names.map((name) => [name, "value"])),
      ]),
    ),
    fingerprints: {} as Surface["fingerprints"],
  };
}

const s3 = surface("S3", {
  settings: { forcePathStyle: "boolean" },
  operations: {
    GetObject: {
      input: { Bucket: "string", Key: "string", Range: "string?" },
      output: { Body: 'Uint8Array = ""', ContentLength: "number?", ETag: "string?" },
      errors: ["InvalidObjectState", "NoSuchKey"],
    },
    PutObject: {
      input: {
        Bucket: "string",
        Key: "string",
        Body: "Uint8Array?",
        ContentType: "string?",
        StorageClass: "StorageClass?",
      },
      output: { ETag: "string?", VersionId: "string?" },
    },
    DeleteObject: { input: { Bucket: "string", Key: "string" } },
    HeadBucket: {
      input: { Bucket: "string" },
      output: {},
      errors: ["NotFound"],
      waiters: ["BucketExists", "BucketNotExists"],
    },
    ListObjectsV2: {
      input: { Bucket: "string", Prefix: "string?" },
      output: { Contents: "Object[]?", IsTruncated: "boolean?" },
      pages: true,
    },
    ListBuckets: { input: {}, output: { Buckets: "Bucket[]?" } },
    CreateMultipartUpload: { input: { Bucket: "string", Key: "string" }, output: {} },
    UploadPart: { input: { Bucket: "string", Key: "string" }, output: {} },
    CompleteMultipartUpload: { input: { Bucket: "string", Key: "string" }, output: {} },
    AbortMultipartUpload: { input: { Bucket: "string", Key: "string" }, output: {} },
  },
  types: { Object: { Key: "string?", Size: "number?" }, Bucket: { Name: "string?" } },
  enums: { StorageClass: { GLACIER: "GLACIER", STANDARD: "STANDARD" } },
  errors: { InvalidObjectState: { StorageClass: "StorageClass?" }, NoSuchKey: {}, NotFound: {} },
  subpaths: {
    "./presign": ["presignGetObject", "presignPutObject", "presignPost"],
    "./transfer": ["upload", "download"],
    "./credentials": ["fromIni", "fromEnv", "fromTemporaryCredentials"],
  },
});

const item = { TableName: "string", Key: "Record<string, AttributeValue>" };
const dynamodb = surface("DynamoDB", {
  operations: {
    GetItem: { input: item, output: { Item: "Record<string, AttributeValue>?" } },
    PutItem: {
      input: { TableName: "string", Item: "Record<string, AttributeValue>" },
      output: {},
      errors: ["ConditionalCheckFailedException"],
    },
    Query: {
      input: { TableName: "string" },
      output: { Items: "Record<string, AttributeValue>[]?" },
      pages: true,
    },
  },
  types: { AttributeValue: { S: "string?", N: "string?" } },
  errors: { ConditionalCheckFailedException: { Item: "Record<string, AttributeValue>?" } },
  subpaths: {
    "./documents": [
      "createDocumentClient",
      "DocumentInput",
      "DocumentOutput",
      "getItem",
      "marshall",
      "paginateQuery",
      "putItem",
      "query",
      "unmarshall",
    ],
  },
});

const lambda = surface("Lambda", {
  operations: {
    Invoke: {
      input: { FunctionName: "string", Payload: "Uint8Array?" },
      output: { Payload: "Uint8Array?", StatusCode: "number?" },
    },
  },
});

const lock = JSON.parse(
  readFileSync(join(root, "generated/kms/tinsmith.lock.json"), "utf8"),
) as object;
const kms = readSurface(JSON.stringify(lock));

const clientOf = (packageName: string, of: Surface): MigrationClient => ({
  surface: of,
  specifier: (subpath) => `${packageName}${subpath.slice(1)}`,
});

/** Clients of packages `@acme/…`: KMS is the repository's own, of the others a few operations. */
export const clients: readonly MigrationClient[] = [
  clientOf("@acme/kms", kms),
  clientOf("@acme/s3", s3),
  clientOf("@acme/dynamodb", dynamodb),
  clientOf("@acme/lambda", lambda),
];
