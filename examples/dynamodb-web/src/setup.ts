import {
  createDynamoDBClient,
  createTable,
  unwrap,
  waitUntilTableExists,
} from "./aws/dynamodb/index.js";

// Makes the table, where it is not there yet.

const TableName = process.env["TABLE"] ?? "notes";
const dynamodb = createDynamoDBClient();

const created = await createTable(dynamodb, {
  TableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [
    { AttributeName: "board", AttributeType: "S" },
    { AttributeName: "id", AttributeType: "S" },
  ],
  KeySchema: [
    { AttributeName: "board", KeyType: "HASH" },
    { AttributeName: "id", KeyType: "RANGE" },
  ],
});
if (!created.ok && created.error.name !== "ResourceInUseException") throw created.error;

await unwrap(waitUntilTableExists(dynamodb, { TableName }, { maxWaitMs: 60_000 }));
console.log(`${TableName} is there.`);
