import { resolve } from "node:path";
import { expect, it } from "vitest";
import { compile, errorsOf } from "../support/compile.js";
import { describeWith } from "../support/conformance.js";
import { generateText } from "../support/generate.js";

/** What compiles, and what does not, of operations on documents. */
const documents = `
import { createDynamoDBClient, type AttributeValue, type PutItemInput } from "./src/index.js";
import {
  batchGetItem, createDocumentClient, executeStatement, getAll, getItem, marshall, NumberValue,
  paginateQuery, putItem, query, transactWriteItems, unmarshall, updateItem, writeAll,
  type DocumentInput, type DocumentItem,
} from "./src/documents.js";

interface User { id: string; age?: number; tags: Set<string>; address: { street: string } }
declare const user: User;
const dynamodb = createDynamoDBClient({});
const docs = createDocumentClient(dynamodb, { marshallOptions: { removeUndefinedValues: true } });
const TableName = "users";
const Key = { id: "1" };
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<T>() { return <Given>(_given: Given, _same: Same<Given, T>) => {}; }

const got = await getItem<User>(docs, { TableName, Key });
if (got.ok) {
  is<User | undefined>()(got.value.Item, true);
  is<number | undefined>()(got.value.ConsumedCapacity?.CapacityUnits, true);
}
const plain = await getItem(dynamodb, { TableName, Key });
if (plain.ok) is<DocumentItem | undefined>()(plain.value.Item, true);

const put = await putItem(dynamodb, {
  TableName,
  Item: user,
  ExpressionAttributeValues: {
    ":number": 1, ":set": new Set(["a"]), ":user": user, ":exact": new NumberValue("1"), ":big": 1n,
    ":bytes": new Uint8Array(1), ":map": new Map([["a", 1]]), ":list": [null, true, undefined],
  },
});
// What is written says nothing of what is read.
if (put.ok) is<DocumentItem | undefined>()(put.value.Attributes, true);
else if (put.error.name === "ConditionalCheckFailedException") {
  is<DocumentItem | undefined>()(put.error.data.Item, true);
  is<"client" | "server">()(put.error.$fault, true);
} else if (put.error.name === "UnmodeledServiceError") void put.error.code;
else if (put.error.name === "InputError") void put.error.path;
await putItem<User>(dynamodb, { TableName, Item: user });
// @ts-expect-error -- no such user
await putItem<User>(dynamodb, { TableName, Item: { id: 1 } });
// @ts-expect-error -- a date
await query(dynamodb, { TableName, ExpressionAttributeValues: { ":date": new Date() } });
// @ts-expect-error -- a promise
await getItem(dynamodb, { TableName, Key: { id: Promise.resolve("1") } });
// @ts-expect-error -- a function
await getItem(dynamodb, { TableName, Key: { id: () => "1" } });
// @ts-expect-error -- a symbol
await getItem(dynamodb, { TableName, Key: { id: Symbol() } });
// @ts-expect-error -- another member
await getItem(dynamodb, { TableName, Key, Item: user });
// @ts-expect-error -- no key
await getItem(dynamodb, { TableName });

const updated = await updateItem<Partial<User>>(docs, { TableName, Key, ReturnValues: "ALL_NEW" });
if (updated.ok) is<Partial<User> | undefined>()(updated.value.Attributes, true);
const batch = await batchGetItem<User>(docs, { RequestItems: { users: { Keys: [Key] } } });
if (batch.ok) {
  is<User[] | undefined>()(batch.value.Responses?.["users"], true);
  is<DocumentItem[] | undefined>()(batch.value.UnprocessedKeys?.["users"]?.Keys, true);
}
const written = await transactWriteItems(docs, { TransactItems: [{ Put: { TableName, Item: user } }] });
if (!written.ok && written.error.name === "TransactionCanceledException") {
  is<DocumentItem | undefined>()(written.error.data.CancellationReasons?.[0]?.Item, true);
}
const executed = await executeStatement<User>(docs, { Statement: "s", Parameters: ["a", 1, user] });
if (executed.ok) is<User[] | undefined>()(executed.value.Items, true);

for await (const page of paginateQuery<User>(docs, { TableName })) {
  if (page.ok) is<User[] | undefined>()(page.value.Items, true);
}
for await (const one of paginateQuery<User>(docs, { TableName }).items()) is<User>()(one, true);
const all = await writeAll(docs, { RequestItems: { users: [{ PutRequest: { Item: user } }] } });
if (!all.ok) await writeAll(docs, { RequestItems: all.error.unprocessed });
const found = await getAll<User>(docs, { RequestItems: { users: { Keys: [Key] } } });
if (found.ok) is<User[] | undefined>()(found.value["users"], true);
else {
  is<User[] | undefined>()(found.error.items["users"], true);
  if (found.error.name === "UnprocessedError") void found.error.attempts;
  await getAll(docs, { RequestItems: found.error.unprocessed });
}

const attributes: Record<string, AttributeValue> = marshall(user);
is<User>()(unmarshall<User>(attributes), true);
is<DocumentItem>()(unmarshall(attributes), true);
export const input: DocumentInput<PutItemInput> = { TableName, Item: { a: 1 } };
`;

/** The same of batches. */
const batches = `
import { createSQSClient, type BatchResultErrorEntry } from "./src/index.js";
import { deleteAll, sendAll } from "./src/batches.js";
const sqs = createSQSClient({});
const QueueUrl = "https://example.com/1/queue";
const sent = await sendAll(sqs, { QueueUrl, Entries: [{ MessageBody: "text", DelaySeconds: 1 }] });
if (sent.ok) {
  const id: string | undefined = sent.value[0]?.MessageId;
  // @ts-expect-error -- IDs are not the caller's
  void sent.value[0]?.Id;
  void id;
} else if (sent.error.name === "BatchError") {
  for (const result of sent.error.results) {
    if (result.ok) continue;
    if (result.error.name === "BatchEntryError") void result.error.senderFault;
    else if (result.error.name === "QueueDoesNotExist") void result.error.$fault;
  }
}
// @ts-expect-error -- no body
await sendAll(sqs, { QueueUrl, Entries: [{}] });
// @ts-expect-error -- no queue
await deleteAll(sqs, { Entries: [{ ReceiptHandle: "handle" }] });
export type Failed = BatchResultErrorEntry;
`;

const services = [
  {
    name: "dynamodb",
    program: documents,
    operations: [
      ...["BatchGetItem", "BatchWriteItem", "ExecuteStatement", "GetItem", "PutItem", "Query"],
      ...["Scan", "TransactWriteItems", "UpdateItem"],
    ],
  },
  {
    name: "sqs",
    program: batches,
    operations: ["DeleteMessageBatch", "ReceiveMessage", "SendMessageBatch"],
  },
];

for (const { name, program, operations } of services) {
  describeWith(`models/${name}.json`, `what callers write for ${name}`, (data) => {
    it("compiles as it should", async () => {
      const format = (_path: string, text: string) => Promise.resolve(text);
      const model = data.read(`models/${name}.json`);
      const { files } = await generateText(model, { operations, format });
      const sources = [...files!].filter(([path]) => path.startsWith("src/"));
      // Nowhere but in memory.
      const folder = resolve(import.meta.dirname, name);
      const all = [...sources, ["program.ts", program] as const].map(
        ([path, text]) => [resolve(folder, path), text] as const,
      );
      expect(errorsOf(compile(new Map(all), { types: ["node"] }))).toEqual([]);
    });
  });
}
