import type { Diagnostic } from "./diagnostic.js";
import { groupBy } from "./groupBy.js";
import { positionsOf, walkJson, type Position } from "./jsonText.js";
import type { ModelSource } from "./load.js";

/**
 * Diagnostics with the line and column of the values that they are about. Where there is no value,
 * such as a property that is missing, it is that of the value that lacks it.
 */
export function locate(
  diagnostics: readonly Diagnostic[],
  sources: readonly ModelSource[],
): readonly Diagnostic[] {
  const byFile = groupBy(diagnostics, ({ source }) => source?.file);
  const located = new Map<Diagnostic, Diagnostic>();
  for (const { file, text } of sources) {
    const pointers = (byFile.get(file) ?? []).map(({ source }) => source?.pointer ?? "");
    if (pointers.every((pointer) => pointer === "")) continue;
    const positions = positionsIn(text, pointers);
    for (const diagnostic of byFile.get(file) ?? []) {
      const { source } = diagnostic;
      const position = source && positions.get(source.pointer);
      if (position) located.set(diagnostic, { ...diagnostic, source: { ...source, ...position } });
    }
  }
  return diagnostics.map((diagnostic) => located.get(diagnostic) ?? diagnostic);
}

/** The keys that some pointers go through. */
interface Node {
  readonly children: Map<string, Node>;
  offset?: number;
}

function positionsIn(text: string, pointers: readonly string[]): Map<string, Position> {
  const root: Node = { children: new Map() };
  const paths = new Map(pointers.map((pointer) => [pointer, pathTo(root, pointer)]));
  const open = [root];
  walkJson(text, {
    value: (offset) => {
      (open.at(-1) as Node).offset ??= offset;
    },
    enter: (key) => {
      const child = open.at(-1)?.children.get(String(key));
      if (child !== undefined) open.push(child);
      return child !== undefined;
    },
    leave: () => open.pop(),
  });
  const offsets = [...paths].flatMap(([pointer, path]): [string, number][] => {
    const offset = path.findLast((node) => node.offset !== undefined)?.offset;
    return pointer === "" || offset === undefined ? [] : [[pointer, offset]];
  });
  const positions = positionsOf(text, new Set(offsets.map(([, offset]) => offset)));
  return new Map(offsets.map(([pointer, offset]) => [pointer, positions.get(offset) as Position]));
}

/** The nodes that a pointer (RFC 6901) goes through, made where they are not there yet. */
function pathTo(root: Node, pointer: string): readonly Node[] {
  const path = [root];
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    const { children } = path.at(-1) as Node;
    const child = children.get(key) ?? { children: new Map<string, Node>() };
    children.set(key, child);
    path.push(child);
  }
  return path;
}
