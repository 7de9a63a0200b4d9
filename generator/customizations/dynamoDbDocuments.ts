import type { Documents, TemplateType } from "../protocols/plan.js";

const from =
  (module: string) =>
  (...names: readonly string[]): readonly TemplateType[] =>
    names.map((name) => ({ module, name }));

const inBatches = from("dynamodb/batches");
const inDocuments = from("dynamodb/documents");
const inNumbers = from("dynamodb/numbers");
const inPages = from("dynamodb/pages");
const inValues = from("dynamodb/values");
const callOptions = { module: "runtime/contract/config", name: "CallOptions" };
const batchOptions = { module: "runtime/call/rounds", name: "BatchOptions" };

/** Plain values in the place of DynamoDB's, as `@aws-sdk/lib-dynamodb` has them. */
export const dynamoDbDocuments: Documents = {
  union: "com.amazonaws.dynamodb#AttributeValue",
  call: { module: "dynamodb/documents", name: "callDocuments" },
  input: { module: "dynamodb/documents", name: "DocumentInput" },
  result: { module: "dynamodb/documents", name: "DocumentResult" },
  client: { module: "dynamodb/documents", name: "Translating" },
  exports: {
    values: [
      ...inDocuments("createDocumentClient"),
      ...inNumbers("NumberValue"),
      ...inValues("convertToAttr", "convertToNative", "marshall", "unmarshall"),
    ],
    types: [
      ...inBatches("GetAllError", "GetAllResult", "ItemsByTable", "UnprocessedError"),
      ...inBatches("WriteAllError", "WriteAllResult"),
      ...inDocuments("DocumentError", "DocumentInput", "DocumentOutput", "DocumentResult"),
      ...inDocuments("TranslateConfig", "Translating"),
      ...inNumbers("WrapNumbers"),
      ...inPages("DocumentPages"),
      ...inValues("AnyAttribute", "Attribute", "DocumentItem", "DocumentValue"),
      ...inValues("MarshallOptions", "StorableItem", "StorableValue", "UnmarshallOptions"),
      batchOptions,
    ],
  },
  helpers: [
    ...["Query", "Scan"].map((operation) => ({
      name: `paginate${operation}`,
      documentation: `The pages of a ${operation.toLowerCase()}, and by \`items()\` their items.`,
      operation,
      implementation: { module: "dynamodb/pages", name: "documentPages" },
      options: callOptions,
      result: { module: "dynamodb/pages", name: "DocumentPages" },
      resultOf: ["output", "error"] as const,
      isPromise: false,
    })),
    {
      name: "writeAll",
      documentation:
        "Writes any number of items: by 25, the most that DynamoDB takes at a time, and again what it\n" +
        "did not process. The error tells what was not written.",
      operation: "BatchWriteItem",
      implementation: { module: "dynamodb/batches", name: "writeEach" },
      options: batchOptions,
      result: { module: "dynamodb/batches", name: "WriteAllResult" },
      resultOf: ["input", "error"],
      isPromise: true,
    },
    {
      name: "getAll",
      documentation:
        "Reads any number of items by their keys: by 100, the most that DynamoDB takes at a time, and\n" +
        "again what it did not process. The error tells what was not read, and has what was.",
      operation: "BatchGetItem",
      implementation: { module: "dynamodb/batches", name: "getEach" },
      options: batchOptions,
      result: { module: "dynamodb/batches", name: "GetAllResult" },
      resultOf: ["input", "error"],
      isPromise: true,
    },
  ],
};
