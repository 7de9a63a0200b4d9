import { unwrap, type DynamoDBClient } from "./aws/dynamodb/index.js";
import { deleteItem, putItem, query, updateItem } from "./aws/dynamodb/documents.js";

/** A note as the table has it: plain values, no `{ S: "…" }`. */
export interface Note {
  readonly board: string;
  /** Sorts by when it was written. */
  readonly id: string;
  readonly text: string;
  /** Counts the changes, so that none is lost. */
  readonly version: number;
  readonly tags?: Set<string>;
}

export interface Page {
  readonly notes: readonly Note[];
  /** Where the next page begins, if there is one: the ID of this page's last note. */
  readonly next: string | undefined;
}

export type Notes = ReturnType<typeof createNotes>;

/**
 * The notes of a table. Its functions throw the client's errors, which are named and typed, and give as a
 * value what a caller has to expect.
 */
export function createNotes(dynamodb: DynamoDBClient, table: string, newId = idOfNow) {
  return {
    /** A page of a board, the newest first. */
    async list(board: string, after?: string, limit = 10): Promise<Page> {
      const { Items = [], LastEvaluatedKey } = await unwrap(
        query<Note>(dynamodb, {
          TableName: table,
          KeyConditionExpression: "board = :board",
          ExpressionAttributeValues: { ":board": board },
          ScanIndexForward: false,
          Limit: limit,
          ExclusiveStartKey: after === undefined ? undefined : { board, id: after },
        }),
      );
      return { notes: Items, next: LastEvaluatedKey && Items.at(-1)?.id };
    },

    async add(board: string, text: string): Promise<Note> {
      const tags = new Set(text.match(/(?<=#)[\p{L}\p{N}]+/gu));
      const note: Note = {
        board,
        id: newId(),
        text,
        version: 1,
        // DynamoDB has no empty sets.
        ...(tags.size > 0 && { tags }),
      };
      await unwrap(putItem(dynamodb, { TableName: table, Item: note }));
      return note;
    },

    /**
     * Changes a note that is still as whoever changes it saw it.
     *
     * @param seen - the version of it
     * @returns where it is another by now, what it is; where it is gone, nothing
     */
    async edit(
      board: string,
      id: string,
      text: string,
      seen: number,
    ): Promise<"changed" | Note | undefined> {
      const result = await updateItem<Note>(dynamodb, {
        TableName: table,
        Key: { board, id },
        UpdateExpression: "SET #text = :text, version = :next",
        ConditionExpression: "version = :seen",
        ExpressionAttributeNames: { "#text": "text" },
        ExpressionAttributeValues: { ":text": text, ":seen": seen, ":next": seen + 1 },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      });
      if (result.ok) return "changed";
      // The item comes with the error, as plain values too.
      if (result.error.name === "ConditionalCheckFailedException") return result.error.data.Item;
      throw result.error;
    },

    async remove(board: string, id: string): Promise<void> {
      await unwrap(deleteItem(dynamodb, { TableName: table, Key: { board, id } }));
    },
  };
}

const idOfNow = () => `${new Date().toISOString()}-${crypto.randomUUID().slice(0, 8)}`;
