// The package's own conversion, which is none of its exports.
import { $reEncryptOperation } from "../../node_modules/@tinsmith/kms/dist/index.js";
import { readJsonText, writeAwsJson } from "../../node_modules/@tinsmith/kms/dist/runtime.node.js";
import { input } from "../call.mjs";
import { answer } from "./answer.mjs";

const service = { name: "TrentService", contentType: "application/x-amz-json-1.1" };
const response = { status: 200, headers: new Headers(), text: async () => answer };

export function work() {
  writeAwsJson(service, $reEncryptOperation, input);
  return readJsonText($reEncryptOperation, response);
}
