import { findNodeAtLocation, parseTree, type Node } from "jsonc-parser";

/** A key or an index for each level of a JSON document. */
export type Path = readonly (string | number)[];

/** As wide as Prettier's lines: what does not fit is laid out over several. */
const WIDTH = 80;

/**
 * The text of a JSON document with one more property of the object at a path, or one more item of the
 * array there: the last one, laid out as those before it. All else stays as it is.
 *
 * @param key - absent for an array
 */
export function withMember(
  text: string,
  path: Path,
  key: string | undefined,
  value: unknown,
): string {
  const container = nodeAt(text, path);
  const last = container.children?.at(-1);
  const name = key === undefined ? "" : `${JSON.stringify(key)}: `;
  const close = container.offset + container.length - 1;
  if (!last) {
    const { outer, step, eol } = layoutOf(text, container);
    const start = outer + step + name;
    const printed = print(value, { outer: outer + step, step, eol }, start);
    const member = `${eol}${start}${printed}${eol}${outer}`;
    return spliced(text, container.offset + 1, close, member);
  }
  const end = last.offset + last.length;
  const line = /[^\n]*$/.exec(text.slice(0, last.offset))?.[0] ?? "";
  if (/\S/.test(line)) return spliced(text, end, end, `, ${name}${inline(value)}`);
  const layout = { ...layoutOf(text, container), outer: line };
  const printed = print(value, layout, line + name);
  return spliced(text, end, end, `,${layout.eol}${line}${name}${printed}`);
}

/** Whether the object that a JSON document is has a property. */
export function hasMember(text: string, key: string): boolean {
  const root = parseTree(text);
  return root !== undefined && findNodeAtLocation(root, [key]) !== undefined;
}

/** The text of a JSON document without the property or the item at a path. */
export function withoutMember(text: string, path: Path): string {
  const value = nodeAt(text, path);
  const member = value.parent?.type === "property" ? value.parent : value;
  const siblings = member.parent?.children ?? [];
  const index = siblings.indexOf(member);
  const [before, after] = [siblings[index - 1], siblings[index + 1]];
  if (before)
    return spliced(text, before.offset + before.length, member.offset + member.length, "");
  if (after) return spliced(text, member.offset, after.offset, "");
  const container = member.parent ?? member;
  return spliced(text, container.offset + 1, container.offset + container.length - 1, "");
}

function nodeAt(text: string, path: Path): Node {
  const root = parseTree(text);
  const node = root && findNodeAtLocation(root, [...path]);
  if (!node) throw new Error(`There is nothing at /${path.join("/")}.`);
  return node;
}

function spliced(text: string, from: number, to: number, by: string): string {
  return text.slice(0, from) + by + text.slice(to);
}

/** The indentation of the line that an object or array starts in, and of the document. */
function layoutOf(text: string, { offset }: Node): Record<"outer" | "step" | "eol", string> {
  const line = /[^\n]*$/.exec(text.slice(0, offset))?.[0] ?? "";
  return {
    outer: /^[ \t]*/.exec(line)?.[0] ?? "",
    step: /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ",
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
}

/**
 * A value over several lines, but arrays on one where they fit.
 *
 * @param outer - the indentation of the line that it starts in
 * @param before - what stands before it in that line
 */
function print(
  value: unknown,
  { outer, step, eol }: ReturnType<typeof layoutOf>,
  before = outer,
): string {
  const isArray = Array.isArray(value);
  if (!isArray && !isObject(value)) return JSON.stringify(value);
  if (isArray && before.length + inline(value).length < WIDTH) return inline(value);
  const inner = outer + step;
  const layout = { outer: inner, step, eol };
  const members = isArray
    ? value.map((item) => inner + print(item, layout))
    : Object.entries(value).map(([key, each]) => {
        const start = `${inner}${JSON.stringify(key)}: `;
        return start + print(each, layout, start);
      });
  const [open, close] = isArray ? "[]" : "{}";
  return `${open}${eol}${members.join(`,${eol}`)}${eol}${outer}${close}`;
}

/** A value on one line, spaced as people write it. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}: ${inline(each)}`,
  );
  return `{ ${members.join(", ")} }`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
