import { createFakeDynamoDB, fakeError, type FakeDynamoDB } from "./aws/dynamodb/testing.js";
import { marshall, unmarshall } from "./aws/dynamodb/documents.js";
import type { Note } from "./notes.js";

/** A table of notes in memory, which understands the few expressions that the app has. */
export function createFakeTable(): FakeDynamoDB {
  const notes = new Map<string, Note>();

  return createFakeDynamoDB({
    putItem({ Item }) {
      const note = unmarshall<Note>(Item);
      notes.set(note.id, note);
      return {};
    },

    query({ ExpressionAttributeValues = {}, ExclusiveStartKey, Limit = 100 }) {
      const board = ExpressionAttributeValues[":board"]?.S;
      const after = ExclusiveStartKey?.["id"]?.S;
      const found = [...notes.values()]
        .filter((note) => note.board === board && (after === undefined || note.id < after))
        .sort((a, b) => (a.id < b.id ? 1 : -1));
      const page = found.slice(0, Limit);
      const last = page.at(-1);
      return {
        Items: page.map((note) => marshall(note)),
        Count: page.length,
        ScannedCount: page.length,
        // As in DynamoDB, also where nothing follows.
        LastEvaluatedKey:
          last && page.length === Limit ? marshall({ board: last.board, id: last.id }) : undefined,
      };
    },

    updateItem({ Key, ExpressionAttributeValues = {} }) {
      const { id } = unmarshall<Note>(Key);
      const values =
        unmarshall<Record<":text" | ":seen" | ":next", never>>(ExpressionAttributeValues);
      const note = notes.get(id);
      if (note?.version !== values[":seen"]) {
        return fakeError("ConditionalCheckFailedException", {
          message: "The conditional request failed",
          data: { Item: note && marshall(note) },
        });
      }
      notes.set(id, { ...note, text: values[":text"], version: values[":next"] });
      return {};
    },

    deleteItem({ Key }) {
      notes.delete(unmarshall<Note>(Key).id);
      return {};
    },
  });
}
