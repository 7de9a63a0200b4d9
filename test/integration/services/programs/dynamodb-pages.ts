import assert from "node:assert/strict";
import {
  createDynamoDBClient,
  createTable,
  deleteTable,
  describeTable,
  paginateListTables,
  paginateScan,
  putItem,
  unwrap,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from "./src/index.js";
import { failed, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const dynamodb = createDynamoDBClient(server);
  const names = ["pages-a", "pages-b", "pages-c"];
  for (const TableName of names) {
    await unwrap(
      createTable(dynamodb, {
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      }),
    );
    const there = await waitUntilTableExists(dynamodb, { TableName }, { maxWaitMs: 10_000 });
    if (!there.ok) unexpected(there.error);
    assert.equal(there.value.Table?.TableStatus, "ACTIVE");
  }
  const tables: string[] = [];
  for await (const name of paginateListTables(dynamodb, {}, { pageSize: 1 }).items()) {
    tables.push(name);
  }
  for (const name of names) assert.ok(tables.includes(name), name);

  const [TableName = ""] = names;
  for (let id = 0; id < 7; id++) {
    await unwrap(putItem(dynamodb, { TableName, Item: { id: { S: `item ${id}` } } }));
  }
  const ids = new Set<string | undefined>();
  let pages = 0;
  for await (const page of paginateScan(dynamodb, { TableName, Limit: 2 })) {
    if (!page.ok) unexpected(page.error);
    for (const { id } of page.value.Items ?? []) ids.add(id?.S);
    pages++;
  }
  assert.equal(ids.size, 7);
  assert.ok(pages >= 4);

  await unwrap(deleteTable(dynamodb, { TableName }));
  const gone = await waitUntilTableNotExists(dynamodb, { TableName }, { maxWaitMs: 10_000 });
  if (!gone.ok) unexpected(gone.error);
  assert.equal(gone.value.name, "ResourceNotFoundException");
  assert.equal(failed(await describeTable(dynamodb, { TableName })).name, gone.value.name);

  const options = { maxWaitMs: 100, minDelayMs: 20, maxDelayMs: 30 };
  const never = failed(await waitUntilTableExists(dynamodb, { TableName }, options));
  assert.equal(never.name, "TimeoutError");
  assert.equal(never.last?.error?.name, "ResourceNotFoundException");
}
