import { ts } from "ts-morph";
import { brandOf, sdkExport, type Program } from "./program.js";
import {
  DOCUMENT_OPERATIONS,
  serviceOfPackage,
  UPLOAD_OPERATIONS,
  type Service,
} from "./services.js";

/** Operations that programs call, and clients do not have; all of them where there is no client. */
export type Missing = ReadonlyMap<string, ReadonlySet<string>>;

/** What has to be generated before programs can be rewritten: by service, operations' names. */
export function missingIn(
  { checker, files }: Program,
  services: ReadonlyMap<string, Service | undefined>,
): Missing {
  const missing = new Map<string, Set<string>>();
  const need = (key: string, operations: readonly string[]): void => {
    const service = services.get(key);
    const lacking = operations.filter((operation) => !service?.functions.has(operation));
    if (service && lacking.length === 0) return;
    const known = missing.get(key) ?? new Set();
    for (const operation of lacking) known.add(operation);
    missing.set(key, known);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const found = sdkExport(checker, node);
      const key = found && serviceOfPackage(found.package);
      if (found && key !== undefined) need(key, operationsOf(found.package, found.name));
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression: client, name } = node.expression;
      const type = checker.getTypeAtLocation(client);
      const key = brandOf(checker, type, "client");
      if (key && !OWN.has(name.text)) {
        const isDocument = type.symbol?.name.startsWith("DynamoDBDocument") ?? false;
        need(key, methodOf(name.text, isDocument));
      }
    }
    ts.forEachChild(node, visit);
  };
  for (const source of files.values()) visit(source);
  return new Map([...missing].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Methods that clients of the SDK have beside those of operations. */
const OWN = new Set(["send", "destroy"]);

function operationsOf(from: string, name: string): readonly string[] {
  if (name === "Upload") return UPLOAD_OPERATIONS;
  if (name === "createPresignedPost") return ["PutObject"];
  const operation =
    /^(\w+)Command(?:Input|Output)?$/.exec(name)?.[1] ?? /^paginate(\w+)$/.exec(name)?.[1];
  if (operation === undefined) return [];
  if (from !== "@aws-sdk/lib-dynamodb") return [operation];
  const known = DOCUMENT_OPERATIONS[operation];
  return known === undefined ? [] : [known];
}

function methodOf(name: string, isDocument: boolean): readonly string[] {
  const upper = name.charAt(0).toUpperCase() + name.slice(1);
  const operation = isDocument ? DOCUMENT_OPERATIONS[upper] : upper;
  return operation === undefined ? [] : [operation];
}
