import { ts } from "ts-morph";
import type { FileContext, Reference } from "../file.js";
import type { Service } from "../services.js";

/** `DynamoDBDocumentClient.from(client, config)`: the client itself, or one that says how values are written. */
export function rewriteDocumentClient(
  file: FileContext,
  reference: Reference,
  service: Service,
): boolean {
  const { node, name } = reference;
  if (!/^DynamoDBDocument(Client)?$/.test(name)) return false;
  const from = node.parent;
  if (!ts.isPropertyAccessExpression(from) || from.name.text !== "from") return false;
  const call = from.parent;
  if (!ts.isCallExpression(call) || call.expression !== from) return false;
  const [client, config] = call.arguments;
  if (!client || file.brand(client, "client") !== service.key) return false;
  if (!service.exports.get("./documents")?.has("createDocumentClient")) return false;
  const { key } = service;
  file.handledClients.add(client);
  file.handled.set(node, key);
  if (config) {
    const create = file.use(service, "./documents", "createDocumentClient");
    file.replace(key, call.getStart(), from.end, create);
  } else {
    file.replace(key, call.getStart(), client.getStart(), "");
    file.replace(key, client.end, call.end, "");
  }
  return true;
}

/** What converts values, which `./documents` has under the same names. */
export function rewriteConversion(
  file: FileContext,
  reference: Reference,
  service: Service,
): boolean {
  const { node, name } = reference;
  if (reference.package !== "@aws-sdk/util-dynamodb") return false;
  if (!service.exports.get("./documents")?.has(name)) return false;
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.expression !== node) return false;
  const [, options] = call.arguments;
  if (options && /convertWithoutMapWrapper|convertTopLevelContainer/.test(file.text(options))) {
    return false;
  }
  const local = file.use(service, "./documents", name);
  file.replace(service.key, node.getStart(), node.end, local);
  file.handled.set(node, service.key);
  return true;
}
