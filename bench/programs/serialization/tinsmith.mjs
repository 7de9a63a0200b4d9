// The package's own conversion, which is none of its exports.
import { service } from "../../node_modules/@tinsmith/kms/dist/client.js";
import { reEncryptOperation } from "../../node_modules/@tinsmith/kms/dist/operations/reEncrypt.js";
import { input } from "../call.mjs";
import { answer } from "./answer.mjs";

const response = { status: 200, headers: new Headers() };

export function work() {
  service.write(service, reEncryptOperation, input);
  return service.read(reEncryptOperation, response, answer);
}
