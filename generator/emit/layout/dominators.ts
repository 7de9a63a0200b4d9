/**
 * The immediate dominator of every node that `root` reaches: the last node that all paths to it
 * pass. By iteration over the reverse postorder (Cooper, Harvey and Kennedy, "A Simple, Fast
 * Dominance Algorithm", 2001).
 */
export function dominators(
  root: string,
  children: (node: string) => readonly string[],
): ReadonlyMap<string, string> {
  const order = reversePostorder(root, children);
  const position = new Map(order.map((node, index) => [node, index]));
  const parents = new Map<string, string[]>();
  for (const node of order) {
    for (const child of children(node)) {
      const known = parents.get(child);
      if (known) known.push(node);
      else parents.set(child, [node]);
    }
  }

  const immediate = new Map([[root, root]]);
  const common = (a: string, b: string): string => {
    while (a !== b) {
      const later = (position.get(a) ?? 0) > (position.get(b) ?? 0);
      if (later) a = immediate.get(a) ?? root;
      else b = immediate.get(b) ?? root;
    }
    return a;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const node of order.slice(1)) {
      const known = (parents.get(node) ?? []).filter((parent) => immediate.has(parent));
      const found = known.reduce(common);
      if (immediate.get(node) !== found) {
        immediate.set(node, found);
        changed = true;
      }
    }
  }
  immediate.delete(root);
  return immediate;
}

function reversePostorder(root: string, children: (node: string) => readonly string[]): string[] {
  const order: string[] = [];
  const seen = new Set([root]);
  // A stack of its own: models nest deeper than the call stack may.
  const stack = [{ node: root, rest: [...children(root)] }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const child = top.rest.shift();
    if (child === undefined) {
      order.push(top.node);
      stack.pop();
    } else if (!seen.has(child)) {
      seen.add(child);
      stack.push({ node: child, rest: [...children(child)] });
    }
  }
  return order.reverse();
}
