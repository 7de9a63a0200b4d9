import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  PutItemCommand,
  type PutItemCommandInput,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import {
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  paginateScan,
} from "@aws-sdk/lib-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";

interface Song {
  readonly artist: string;
  readonly title: string;
  readonly plays: number;
}

class Songs {
  private readonly documents: DynamoDBDocumentClient;

  constructor(
    client: DynamoDBClient,
    private readonly TableName: string | undefined,
  ) {
    this.documents = DynamoDBDocumentClient.from(client, {
      marshallOptions: { removeUndefinedValues: true },
    });
  }

  async add(song: Song): Promise<boolean> {
    try {
      await this.documents.send(
        new PutCommand({
          TableName: this.TableName,
          Item: { ...song, note: undefined },
          ConditionExpression: "attribute_not_exists(artist)",
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async get(artist: string, title: string): Promise<Song | undefined> {
    const { Item } = await this.documents.send(
      new GetCommand({ TableName: this.TableName, Key: { artist, title } }),
    );
    return Item as Song | undefined;
  }

  async play(artist: string, title: string): Promise<unknown> {
    const { Attributes } = await this.documents.send(
      new UpdateCommand({
        TableName: this.TableName,
        Key: { artist, title },
        UpdateExpression: "ADD plays :one",
        ExpressionAttributeValues: { ":one": 1 },
        ReturnValues: "ALL_NEW",
      }),
    );
    return Attributes?.["plays"];
  }

  async of(artist: string): Promise<number | undefined> {
    const { Items, Count } = await this.documents.send(
      new QueryCommand({
        TableName: this.TableName,
        KeyConditionExpression: "artist = :artist",
        ExpressionAttributeValues: { ":artist": artist },
      }),
    );
    return Items?.length === Count ? Count : undefined;
  }

  async addAll(songs: readonly Song[]): Promise<void> {
    await this.documents.send(
      new BatchWriteCommand({
        RequestItems: { [this.TableName ?? ""]: songs.map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
  }

  async titles(): Promise<unknown[]> {
    const found: unknown[] = [];
    for await (const page of paginateScan(
      { client: this.documents, pageSize: 2 },
      { TableName: this.TableName },
    )) {
      for (const item of page.Items ?? []) found.push(item["title"]);
    }
    return found.sort();
  }
}

export async function run(config: DynamoDBClientConfig, TableName: string): Promise<unknown> {
  const client = new DynamoDBClient(config);
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [
        { AttributeName: "artist", KeyType: "HASH" },
        { AttributeName: "title", KeyType: "RANGE" },
      ],
      AttributeDefinitions: [
        { AttributeName: "artist", AttributeType: "S" },
        { AttributeName: "title", AttributeType: "S" },
      ],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName });
  const songs = new Songs(client, TableName);
  const song: Song = { artist: "No One", title: "Call Me", plays: 1 };
  const input: PutItemCommandInput = {
    TableName,
    Item: { artist: { S: "Raw" }, title: { S: "Item" }, plays: { N: "0" } },
  };
  await client.send(new PutItemCommand(input));
  const added = [await songs.add(song), await songs.add(song)];
  await songs.addAll([
    { artist: "No One", title: "Again", plays: 2 },
    { artist: "Other", title: "Third", plays: 3 },
  ]);
  return {
    added,
    got: await songs.get("No One", "Call Me"),
    none: await songs.get("No One", "None"),
    plays: await songs.play("No One", "Call Me"),
    count: await songs.of("No One"),
    titles: await songs.titles(),
    converted: unmarshall(marshall({ a: [1, "b", { c: null }] })),
  };
}
