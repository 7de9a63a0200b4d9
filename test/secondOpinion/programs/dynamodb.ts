// A program for AWS SDK v3, as its users write them. The test runs it as it is, and with the bridge
// imported in the SDK's place.
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDB,
  DynamoDBClient,
  DynamoDBServiceException,
  GetItemCommand,
  paginateScan,
  PutItemCommand,
  ReturnValue,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  waitUntilTableExists,
  type AttributeValue,
  type PutItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";

/** What a program saw, in order. */
export type Log = unknown[];

const config = (endpoint: string) => ({
  region: "eu-west-1",
  endpoint,
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  maxAttempts: 1,
});

const item: Record<string, AttributeValue> = {
  id: { S: "ü" },
  count: { N: "12345678901234567890" },
  bytes: { B: Uint8Array.of(0, 255) },
  set: { NS: ["1", "2.5"] },
  list: { L: [{ BOOL: false }, { NULL: true }, { M: { deep: { SS: ["a"] } } }] },
};

/** Writes and reads items. */
export async function items(endpoint: string): Promise<Log> {
  const client = new DynamoDBClient(config(endpoint));
  const log: Log = [];
  const input: PutItemCommandInput = {
    TableName: "things",
    Item: item,
    ReturnValues: ReturnValue.ALL_OLD,
    ConditionExpression: "attribute_not_exists(id)",
  };
  log.push((await client.send(new PutItemCommand(input))).Attributes);
  const { Item, $metadata } = await client.send(
    new GetItemCommand({ TableName: "things", Key: { id: { S: "ü" } } }),
  );
  log.push(Item, Item?.["count"]?.N, $metadata.httpStatusCode, $metadata.attempts);
  const { Responses, UnprocessedKeys } = await client.send(
    new BatchGetItemCommand({ RequestItems: { things: { Keys: [{ id: { S: "ü" } }] } } }),
  );
  log.push(Responses, UnprocessedKeys);
  client.destroy();
  return log;
}

/** Catches errors as programs do. */
export async function failures(endpoint: string): Promise<Log> {
  const client = new DynamoDBClient(config(endpoint));
  const log: Log = [];
  try {
    await client.send(new PutItemCommand({ TableName: "taken", Item: item }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    log.push(error.name, error.message, error.$fault, error.Item);
  }
  try {
    await client.send(
      new TransactWriteItemsCommand({
        TransactItems: [{ Put: { TableName: "taken", Item: item } }],
        ClientRequestToken: "token",
      }),
    );
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    log.push(error.CancellationReasons);
  }
  try {
    await client.send(new DescribeTableCommand({ TableName: "unknown" }));
  } catch (error) {
    log.push(error instanceof DynamoDBServiceException, (error as Error).name);
  }
  return log;
}

/** Creates a table with the client that has methods, waits for it, and reads its pages. */
export async function tables(endpoint: string): Promise<Log> {
  const client = new DynamoDB(config(endpoint));
  const log: Log = [];
  const { TableDescription } = await client.send(
    new CreateTableCommand({
      TableName: "things",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  log.push(TableDescription?.TableStatus, TableDescription?.CreationDateTime?.getTime());
  const { state } = await waitUntilTableExists(
    { client, maxWaitTime: 60, minDelay: 0.001, maxDelay: 0.002 },
    { TableName: "things" },
  );
  log.push(state, (await client.describeTable({ TableName: "things" })).Table?.ItemCount);
  for await (const page of paginateScan({ client, pageSize: 1 }, { TableName: "things" })) {
    log.push(page.Items, page.LastEvaluatedKey);
  }
  return log;
}

/** Tests without a service. */
export async function mocks(): Promise<Log> {
  const mock = mockClient(DynamoDBClient);
  mock.on(GetItemCommand, { TableName: "a" }).resolves({ Item: { id: { S: "mocked" } } });
  const client = new DynamoDBClient(config("http://127.0.0.1:1"));
  const { Item } = await client.send(
    new GetItemCommand({ TableName: "a", Key: { id: { S: "x" } } }),
  );
  const log: Log = [Item, mock.commandCalls(GetItemCommand).length];
  mock.restore();
  return log;
}
