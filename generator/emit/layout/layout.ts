import type { ServiceIr, ShapeId } from "../../ir/ir.js";
import { structuresIn } from "../../ir/structuresIn.js";
import { dominators } from "./dominators.js";

/** Where every structure and union of a package lives: shape ID to module path in `src`. */
export type Layout = ReadonlyMap<ShapeId, string>;

/** The module of an operation. */
export function operationModule(functionName: string): string {
  return `operations/${functionName}`;
}

/**
 * Puts each shape next to its only user, so that importing an operation loads its closure and no
 * more: a shape that is reached through one operation alone lies in the operation's module; one
 * that several share lies in a module of its own, and takes with it what is reached through it alone.
 */
export function layOut(service: ServiceIr): Layout {
  const root = "";
  const children = new Map<string, readonly string[]>();
  const moduleOf = new Map<string, string>();
  for (const operation of service.operations) {
    const id = `operation ${operation.shape}`;
    moduleOf.set(id, operationModule(operation.functionName));
    children.set(
      id,
      [operation.input, operation.output].filter((shape) => shape !== undefined),
    );
  }
  for (const error of service.errors.values()) {
    const id = `error ${error.shape}`;
    moduleOf.set(id, "errors");
    children.set(
      id,
      error.members.flatMap(({ type }) => structuresIn(type)),
    );
  }
  children.set(root, [...moduleOf.keys()]);
  for (const shape of service.structures.values()) {
    children.set(
      shape.shape,
      shape.members.flatMap(({ type }) => structuresIn(type)),
    );
  }

  const dominator = dominators(root, (id) => children.get(id) ?? []);
  const place = (id: string): string => {
    // Without recursion, since shapes may be in each other as deep as a model likes.
    const path: string[] = [];
    let top = id;
    for (; !moduleOf.has(top); top = dominator.get(top) ?? root) {
      path.push(top);
      if ((dominator.get(top) ?? root) === root) break;
    }
    const module = moduleOf.get(top) ?? `shapes/${service.structures.get(top)?.name ?? ""}`;
    for (const each of path) moduleOf.set(each, module);
    return module;
  };
  return new Map([...service.structures.keys()].map((id) => [id, place(id)]));
}
