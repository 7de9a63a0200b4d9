import assert from "node:assert/strict";
import {
  batchGetItem,
  batchWriteItem,
  createDocumentClient,
  deleteItem,
  executeStatement,
  getAll,
  getItem,
  NumberValue,
  paginateQuery,
  paginateScan,
  putItem,
  query,
  scan,
  transactGetItems,
  transactWriteItems,
  updateItem,
  writeAll,
} from "./src/documents.js";
import { createDynamoDBClient, createTable, unwrap } from "./src/index.js";
import { failed, present, type Server, unexpected } from "./support.js";

interface Song {
  readonly artist: string;
  readonly number: number;
  readonly tags?: Set<string>;
  readonly cover?: Uint8Array;
  readonly more?: { readonly seconds: number; readonly label: null; readonly all: unknown[] };
}

export async function run(server: Server): Promise<void> {
  const dynamodb = createDynamoDBClient(server);
  const TableName = "tinsmith-documents";
  await unwrap(
    createTable(dynamodb, {
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "artist", AttributeType: "S" },
        { AttributeName: "number", AttributeType: "N" },
      ],
      KeySchema: [
        { AttributeName: "artist", KeyType: "HASH" },
        { AttributeName: "number", KeyType: "RANGE" },
      ],
    }),
  );

  const song: Song = {
    artist: "ünd",
    number: 1,
    tags: new Set(["a", "b"]),
    cover: Uint8Array.of(0, 255),
    more: { seconds: 1.5, label: null, all: [true, "", { deep: [1] }] },
  };
  await unwrap(putItem(dynamodb, { TableName, Item: song }));
  const Key = { artist: "ünd", number: 1 };
  const found = await unwrap(getItem<Song>(dynamodb, { TableName, Key, ConsistentRead: true }));
  assert.deepEqual(found.Item, song);

  const { Attributes } = await unwrap(
    updateItem<Partial<Song>>(dynamodb, {
      TableName,
      Key,
      UpdateExpression: "SET more.seconds = :seconds",
      ExpressionAttributeValues: { ":seconds": 2 },
      ReturnValues: "ALL_NEW",
    }),
  );
  assert.equal(Attributes?.more?.seconds, 2);

  const taken = failed(
    await putItem<Song>(dynamodb, {
      TableName,
      Item: song,
      ConditionExpression: "attribute_not_exists(artist)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    }),
  );
  switch (taken.name) {
    case "ConditionalCheckFailedException":
      assert.deepEqual(taken.data.Item?.tags, new Set(["a", "b"]));
      break;
    default:
      unexpected(taken);
  }

  // Numbers that a number cannot hold.
  const exact = new NumberValue("1234567890123456789012345678.123456789");
  const wrapped = createDocumentClient(dynamodb, { unmarshallOptions: { wrapNumbers: true } });
  const large = { artist: "large", number: 2n ** 60n, exact };
  await unwrap(putItem(dynamodb, { TableName, Item: large }));
  const read = { TableName, Key: { artist: "large", number: 2n ** 60n } };
  const { Item } = await unwrap(getItem(wrapped, read));
  assert.equal(String(Item?.["exact"]), exact.value);
  const unread = failed(await getItem(dynamodb, read));
  assert.equal(unread.name, "ResponseError");
  await unwrap(deleteItem(dynamodb, read));

  // More than a batch takes, then more than a page.
  const songs = Array.from({ length: 60 }, (_, number): Song => ({ artist: "many", number }));
  const requests = songs.map((Item) => ({ PutRequest: { Item } }));
  const { processed } = await unwrap(
    writeAll(dynamodb, { RequestItems: { [TableName]: requests } }),
  );
  assert.equal(processed, 60);
  const ofMany = {
    TableName,
    KeyConditionExpression: "artist = :artist",
    ExpressionAttributeValues: { ":artist": "many" },
  };
  assert.equal((await unwrap(query(dynamodb, ofMany))).Count, 60);
  const queried: Song[] = [];
  for await (const one of paginateQuery<Song>(dynamodb, { ...ofMany, Limit: 7 }).items()) {
    queried.push(one);
  }
  assert.deepEqual(queried, songs);
  let pages = 0;
  for await (const page of paginateScan<Song>(dynamodb, { TableName, Limit: 20 })) {
    pages++;
    assert.ok(page.ok);
  }
  assert.equal(pages, 4);
  const { Count } = await unwrap(scan(dynamodb, { TableName }));
  assert.equal(Count, 61);

  const Keys = songs.map(({ artist, number }) => ({ artist, number }));
  const got = await unwrap(getAll<Song>(dynamodb, { RequestItems: { [TableName]: { Keys } } }));
  assert.equal(got[TableName]?.length, 60);
  const one = { [TableName]: { Keys: [Key] } };
  const { Responses } = await unwrap(batchGetItem<Song>(dynamodb, { RequestItems: one }));
  assert.equal(Responses?.[TableName]?.[0]?.more?.seconds, 2);
  const deletes = Keys.slice(0, 2).map((Key) => ({ DeleteRequest: { Key } }));
  await unwrap(batchWriteItem(dynamodb, { RequestItems: { [TableName]: deletes } }));

  const cancelled = failed(
    await transactWriteItems(dynamodb, {
      TransactItems: [
        {
          Put: {
            TableName,
            Item: song,
            ConditionExpression: "attribute_not_exists(artist)",
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          },
        },
      ],
    }),
  );
  assert.equal(cancelled.name, "TransactionCanceledException");
  const [gotten] = present(
    (
      await unwrap(
        transactGetItems<Song>(dynamodb, { TransactItems: [{ Get: { TableName, Key } }] }),
      )
    ).Responses,
  );
  assert.equal(gotten?.Item?.artist, "ünd");
  const { Items } = await unwrap(
    executeStatement<Song>(dynamodb, {
      Statement: `SELECT * FROM "${TableName}" WHERE artist = ? AND number = ?`,
      Parameters: ["many", 5],
    }),
  );
  assert.deepEqual(Items, [{ artist: "many", number: 5 }]);
}
