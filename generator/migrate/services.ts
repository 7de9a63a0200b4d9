import { exportedNames, operationName } from "../versioning/exported.js";
import type { Surface } from "../versioning/surface.js";

/** A generated client that code for AWS SDK v3 can be moved to. */
export interface MigrationClient {
  readonly surface: Surface;
  /**
   * The specifier to import it by.
   *
   * @param subpath `.`, `./documents`, `./transfer` …
   * @param from the path of the importing file
   */
  readonly specifier: (subpath: string, from: string) => string;
}

/** A generated client, by what code has to know of it. */
export interface Service {
  /** The service's part of the name of its SDK package: `s3` of `@aws-sdk/client-s3`. */
  readonly key: string;
  readonly client: MigrationClient;
  readonly surface: Surface;
  /** Names that can be imported, by subpath. */
  readonly exports: ReadonlyMap<string, ReadonlySet<string>>;
  /** The functions of operations, by the operations' names in the model. */
  readonly functions: ReadonlyMap<string, string>;
}

const CLIENT_PACKAGE = /^@aws-sdk\/client-([a-z0-9-]+)$/;

/** The packages beside the clients' of which code is rewritten, with the service that they are for. */
const LIBRARIES: Readonly<Record<string, string>> = {
  "@aws-sdk/lib-dynamodb": "dynamodb",
  "@aws-sdk/util-dynamodb": "dynamodb",
  "@aws-sdk/lib-storage": "s3",
  "@aws-sdk/s3-request-presigner": "s3",
  "@aws-sdk/s3-presigned-post": "s3",
};

/** The service that an SDK package is for; absent where it is for none, or is not rewritten. */
export function serviceOfPackage(specifier: string): string | undefined {
  return CLIENT_PACKAGE.exec(specifier)?.[1] ?? LIBRARIES[specifier];
}

/** Whether a module is one of AWS SDK v3's, or belongs to it. */
export function isSdkPackage(specifier: string): boolean {
  return /^(@aws-sdk\/|@smithy\/|aws-sdk-client-mock(-jest|-vitest)?$)/.test(specifier);
}

/** The clients, by the names that AWS SDK v3 has for their packages, which are made of their SDK IDs. */
export function servicesOf(
  clients: readonly MigrationClient[],
  keys: Iterable<string>,
): ReadonlyMap<string, Service> {
  const byName = new Map(clients.map((client) => [client.surface.client.toLowerCase(), client]));
  const found = new Map<string, Service>();
  for (const key of keys) {
    const client = byName.get(key.replaceAll("-", ""));
    if (client !== undefined) found.set(key, serviceOf(key, client));
  }
  return found;
}

function serviceOf(key: string, client: MigrationClient): Service {
  const { surface } = client;
  const exported = [...exportedNames(surface)].map(
    ([subpath, names]) => [subpath, new Set(names.keys())] as const,
  );
  const functions = Object.entries(surface.operations)
    .filter(([, { typesOnly }]) => !typesOnly)
    .map(([name, operation]) => [operationName(name, operation), name] as const);
  return {
    key,
    client,
    surface,
    exports: new Map(exported),
    functions: new Map(functions),
  };
}

/** The operations that a class of lib-dynamodb stands for, by the command's name without `Command`. */
export const DOCUMENT_OPERATIONS: Readonly<Record<string, string>> = {
  Get: "GetItem",
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  Query: "Query",
  Scan: "Scan",
  BatchGet: "BatchGetItem",
  BatchWrite: "BatchWriteItem",
  TransactGet: "TransactGetItems",
  TransactWrite: "TransactWriteItems",
  ExecuteStatement: "ExecuteStatement",
  BatchExecuteStatement: "BatchExecuteStatement",
  ExecuteTransaction: "ExecuteTransaction",
};

/** What an upload of lib-storage calls. */
export const UPLOAD_OPERATIONS: readonly string[] = [
  "PutObject",
  "CreateMultipartUpload",
  "UploadPart",
  "CompleteMultipartUpload",
  "AbortMultipartUpload",
];
