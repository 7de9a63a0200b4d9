import type { Json, JsonObject } from "../smithy/model.js";
import { fromBase64 } from "../text/base64.js";
import { expectString, memberOf, Problem } from "./problem.js";

/** What a reference of a decision diagram leads to. */
export type DiagramTarget =
  | { readonly kind: "node"; readonly node: DiagramNode }
  | { readonly kind: "result"; readonly index: number }
  | { readonly kind: "noMatch" };

/** A question: where to go if a condition holds, and where if it does not. */
export interface DiagramNode {
  readonly condition: number;
  readonly holds: DiagramTarget;
  readonly fails: DiagramTarget;
}

/** The reference of "no match", which is not among the results; theirs come after it. */
const noMatch = 100_000_000;
const bytesOfNode = 12;

/**
 * Decodes the nodes of a `smithy.rules#endpointBdd` trait, and what its root leads to
 * (https://smithy.io/2.0/additional-specs/rules-engine/specification.html#smithy-rules-endpointbdd-trait).
 * A node is one object, however many references lead to it.
 *
 * @throws Problem
 */
export function decodeDiagram(
  trait: JsonObject,
  conditionCount: number,
  resultCount: number,
): DiagramTarget {
  const nodeCount = expectInteger(memberOf(trait, "nodeCount"), "/nodeCount");
  const bytes = expectBase64(expectString(memberOf(trait, "nodes"), "/nodes"));
  if (bytes.length !== nodeCount * bytesOfNode) {
    const message = `expected the ${nodeCount * bytesOfNode} bytes of ${nodeCount} nodes, found ${bytes.length}`;
    throw new Problem("RuleSet.Invalid", message, "/nodes");
  }
  const view = new DataView(bytes.buffer);
  const field = (node: number, index: number) => view.getInt32(node * bytesOfNode + index * 4);
  if (nodeCount === 0 || field(0, 0) !== -1 || field(0, 1) !== 1 || field(0, 2) !== -1) {
    const message = "the first node has to be the terminal one, [-1, 1, -1]";
    throw new Problem("RuleSet.Invalid", message, "/nodes");
  }

  /** @param node - that is wrong; without one, the root is */
  const fail = (node: number | undefined, message: string): never => {
    if (node === undefined) throw new Problem("RuleSet.Invalid", message, "/root");
    throw new Problem("RuleSet.Invalid", `node ${node}: ${message}`, "/nodes");
  };
  const finished = new Map<number, DiagramTarget>();
  const open = new Set<number>();
  /** What a reference leads to; `undefined` where that is a node which is not finished. */
  const targetOf = (reference: number, from?: number): DiagramTarget | undefined => {
    if (reference === 1 || reference === -1 || reference === noMatch) return { kind: "noMatch" };
    if (reference > noMatch) {
      const index = reference - noMatch - 1;
      if (index < resultCount) return { kind: "result", index };
      return fail(from, `there is no result ${index}`);
    }
    const node = Math.abs(reference) - 1;
    if (node < 1 || node >= nodeCount) fail(from, `there is nothing at the reference ${reference}`);
    return finished.get(reference);
  };

  const root = expectInteger(memberOf(trait, "root"), "/root");
  if (root < -1) fail(undefined, "the root must not be complemented");
  // Without recursion: a diagram may be as deep as it has nodes.
  const waiting = [root];
  for (let reference = waiting.at(-1); reference !== undefined; reference = waiting.at(-1)) {
    const node = Math.abs(reference) - 1;
    if (targetOf(reference)) {
      waiting.pop();
      continue;
    }
    const condition = field(node, 0);
    if (condition < 0 || condition >= conditionCount) {
      fail(node, `there is no condition ${condition}`);
    }
    const [high, low] = [field(node, 1), field(node, 2)];
    const [holds, fails] = [targetOf(high, node), targetOf(low, node)];
    if (holds && fails) {
      // The edges of a complemented reference are swapped.
      const edges = reference > 0 ? { holds, fails } : { holds: fails, fails: holds };
      finished.set(reference, { kind: "node", node: { condition, ...edges } });
      open.delete(reference);
      waiting.pop();
      continue;
    }
    open.add(reference);
    for (const [next, target] of [
      [high, holds],
      [low, fails],
    ] as const) {
      if (target) continue;
      if (open.has(next)) fail(node, "it leads back to itself");
      waiting.push(next);
    }
  }
  return targetOf(root) as DiagramTarget;
}

function expectInteger(value: Json | undefined, pointer: string): number {
  if (typeof value === "number" && Number.isInteger(value)) return value;
  throw new Problem("RuleSet.Invalid", "expected an integer", pointer);
}

function expectBase64(text: string): Uint8Array {
  const bytes = fromBase64(text);
  if (bytes) return bytes;
  throw new Problem("RuleSet.Invalid", "expected base64", "/nodes");
}
