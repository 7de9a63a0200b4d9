import { ts } from "ts-morph";
import type { Edit } from "./edits.js";
import { createNames, type Names } from "./names.js";
import type { Parts, Remark } from "./parts.js";
import { brandOf, sdkExport, type Brand, type SdkExport } from "./program.js";
import type { Service } from "./services.js";

/** A reference to something of the SDK's in a file. */
export interface Reference extends SdkExport {
  /** `S3Client`, or all of `S3.S3Client`. */
  readonly node: ts.Node;
}

/** An edit, and the service that it moves: it is made where that service's part is moved. */
export interface ServiceEdit extends Edit {
  readonly service: string;
}

/** A file that is being rewritten: what rules look at, and what they say. */
export interface FileContext {
  readonly path: string;
  readonly source: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  readonly services: ReadonlyMap<string, Service>;
  readonly isTypeScript: boolean;
  readonly names: Names;
  readonly parts: Parts;
  readonly references: readonly Reference[];
  readonly edits: ServiceEdit[];
  readonly remarks: (Remark & { readonly service: string })[];
  /** References that a rule deals with, by the node, with the service whose edits do. */
  readonly handled: Map<ts.Node, string>;
  /** Expressions that are clients and that a rule deals with. */
  readonly handledClients: Set<ts.Node>;
  /** Calls of operations: the node that was the call, with the operation's function. */
  readonly calls: Map<ts.Node, { readonly service: string; readonly operation: string }>;

  readonly brand: (node: ts.Node, brand: Brand) => string | undefined;
  readonly text: (node: ts.Node) => string;
  readonly lineOf: (node: ts.Node) => number;
  readonly replace: (service: string, start: number, end: number, text: string) => void;
  /** The local name of what a client exports, which is imported where the part is moved. */
  readonly use: (service: Service, subpath: string, name: string, isType?: boolean) => string;
  /** Something cannot be moved; `hint` says what to do. */
  readonly block: (service: string, node: ts.Node, message: string) => void;
  /** Something was moved, and has to be looked at. */
  readonly look: (service: string, node: ts.Node, message: string) => void;
  /** Whether something in a node is rewritten itself, so that the node cannot be moved as it is. */
  readonly holdsReference: (node: ts.Node) => boolean;
  readonly referenceAt: (node: ts.Node) => Reference | undefined;
}

export function openFile(
  path: string,
  source: ts.SourceFile,
  checker: ts.TypeChecker,
  services: ReadonlyMap<string, Service>,
  parts: Parts,
): FileContext {
  const references = referencesIn(source, checker);
  const byNode = new Map(references.map((reference) => [reference.node, reference]));
  const names = createNames(source, path, (service) => !parts.isBlocked(service, path));
  const edits: ServiceEdit[] = [];
  const remarks: FileContext["remarks"] = [];
  const lineOf = (node: ts.Node): number =>
    source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  const remark = (node: ts.Node, kind: Remark["kind"], message: string): Remark => ({
    file: path,
    line: lineOf(node),
    kind,
    message,
  });
  return {
    path,
    source,
    checker,
    services,
    isTypeScript: /\.[mc]?tsx?$/.test(path),
    names,
    parts,
    references,
    edits,
    remarks,
    handled: new Map(),
    handledClients: new Set(),
    calls: new Map(),
    brand: (node, brand) => brandOf(checker, checker.getTypeAtLocation(node), brand),
    text: (node) => node.getText(source),
    lineOf,
    replace: (service, start, end, text) => void edits.push({ service, start, end, text }),
    use: (service, subpath, name, isType = false) => names.use(service, subpath, name, isType),
    block: (service, node, message) => parts.block(service, remark(node, "left", message)),
    look: (service, node, message) =>
      void remarks.push({ ...remark(node, "look", message), service }),
    holdsReference: (node) =>
      references.some(
        (reference) => reference.node.pos >= node.pos && reference.node.end <= node.end,
      ),
    referenceAt: (node) => byNode.get(node),
  };
}

function referencesIn(source: ts.SourceFile, checker: ts.TypeChecker): readonly Reference[] {
  const found: Reference[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isIdentifier(node) && !isDeclared(node)) {
      const exported = sdkExport(checker, node);
      if (exported) found.push({ ...exported, node: whole(node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The name of a declaration, which is no use of it. */
function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  return ts.isBindingElement(parent) && parent.initializer !== node;
}

/** All of `S3.S3Client`, of which a node is the last name. */
function whole(node: ts.Identifier): ts.Node {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return parent;
  if (ts.isQualifiedName(parent) && parent.right === node) return parent;
  return node;
}
