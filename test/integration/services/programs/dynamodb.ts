import assert from "node:assert/strict";
import {
  createDynamoDBClient,
  createTable,
  getItem,
  putItem,
  query,
  transactWriteItems,
  unwrap,
  updateItem,
} from "./src/index.js";
import { failed, recent, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const dynamodb = createDynamoDBClient(server);
  const TableName = "tinsmith";
  const { TableDescription } = await unwrap(
    createTable(dynamodb, {
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    }),
  );
  recent(TableDescription?.CreationDateTime);

  const Item = {
    id: { S: "ünd" },
    bytes: { B: Uint8Array.of(0, 255) },
    list: { L: [{ N: "1.5" }, { BOOL: true }, { NULL: true }] },
    map: { M: { a: { SS: ["b", "c"] } } },
  };
  await unwrap(putItem(dynamodb, { TableName, Item }));
  const Key = { id: { S: "ünd" } };
  const found = await unwrap(getItem(dynamodb, { TableName, Key, ConsistentRead: true }));
  assert.deepEqual(found.Item, Item);
  const { Attributes } = await unwrap(
    updateItem(dynamodb, {
      TableName,
      Key,
      UpdateExpression: "SET n = :n",
      ExpressionAttributeValues: { ":n": { N: "2" } },
      ReturnValues: "UPDATED_NEW",
    }),
  );
  assert.deepEqual(Attributes, { n: { N: "2" } });
  const { Count, Items = [] } = await unwrap(
    query(dynamodb, {
      TableName,
      KeyConditionExpression: "id = :id",
      ExpressionAttributeValues: { ":id": { S: "ünd" } },
    }),
  );
  assert.equal(Count, 1);
  assert.deepEqual(Items[0]?.n, { N: "2" });

  const taken = failed(
    await putItem(dynamodb, {
      TableName,
      Item: Key,
      ConditionExpression: "attribute_not_exists(id)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    }),
  );
  switch (taken.name) {
    case "ConditionalCheckFailedException":
      assert.deepEqual(taken.data.Item?.n, { N: "2" });
      break;
    case "ResourceNotFoundException":
    default:
      unexpected(taken);
  }
  const cancelled = failed(
    await transactWriteItems(dynamodb, {
      TransactItems: [
        { Put: { TableName, Item: Key, ConditionExpression: "attribute_not_exists(id)" } },
      ],
    }),
  );
  switch (cancelled.name) {
    case "TransactionCanceledException":
      assert.deepEqual(
        cancelled.data.CancellationReasons?.map(({ Code }) => Code),
        ["ConditionalCheckFailed"],
      );
      break;
    default:
      unexpected(cancelled);
  }
}
