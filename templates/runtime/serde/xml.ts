import { mismatch, own, tagOf } from "./structure.js";

/**
 * What is in an XML element: its text, where it has no child elements and no attributes; else an
 * object with its child elements by name, a list where a name comes several times, and its attributes
 * by their names with `@` before them. Text beside attributes alone is under `""`; text beside child
 * elements, which no protocol sends, is left out.
 */
export type XmlValue = string | XmlObject | readonly XmlValue[];
export interface XmlObject {
  readonly [name: string]: XmlValue;
}

/** How deep elements may lie within each other. */
const maxDepth = 1000;

/** An element that is not at its end yet. */
interface Open {
  readonly name: string;
  readonly content: Record<string, XmlValue>;
  hasChildren?: boolean;
  text: string;
}

const name = "([A-Z_a-z:\\u00C0-\\uFFFD][-.\\w:\\u00B7-\\uFFFD]*)";
const space = "[ \\t\\n]";
const sticky = (pattern: string) => new RegExp(pattern, "y");

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  gt: ">",
  lt: "<",
  quot: '"',
};

/**
 * The root of an XML 1.0 document (https://www.w3.org/TR/xml/), by name, and what is in it. There is
 * no document type, and so no entities but the five that XML has. References may stand for control
 * characters too, which services have in texts. Prefixes of namespaces are part of names.
 *
 * @throws SyntaxError
 */
export function parseXml(text: string): [name: string, value: XmlValue] {
  const startTag = sticky("<" + name);
  const attribute = sticky(`${space}+${name}${space}*=${space}*("[^<"]*"|'[^<']*')`);
  const tagEnd = sticky(space + "*(/?)>");
  const endTag = sticky(`</${name}${space}*>`);
  const source = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const open: Open[] = [];
  let root: [name: string, value: XmlValue] | undefined;
  let position = 0;

  while (position < source.length) {
    const element = open[open.length - 1];
    if (source[position] !== "<") {
      const start = position;
      position = source.indexOf("<", position);
      if (position < 0) position = source.length;
      addText(source.slice(start, position), element);
    } else if (skip("<!--", "--")) {
      if (source[position++] !== ">") malformed();
    } else if (skip("<?", "?>")) {
      // A declaration, or an instruction to others.
    } else if (source.startsWith("<![CDATA[", position)) {
      if (!element) malformed();
      const start = position + 9;
      skip("<", "]]>");
      element.text += source.slice(start, position - 3);
    } else if (source[position + 1] === "/") {
      if (!element || match(endTag)?.[1] !== element.name) malformed();
      close();
    } else {
      const [, name = malformed()] = match(startTag) ?? [];
      if (root) malformed();
      if (open.length === maxDepth) malformed(`: more than ${maxDepth} elements deep`);
      const content: Open["content"] = {};
      for (let found; (found = match(attribute));) {
        const [, name, quoted = ""] = found;
        if (Object.hasOwn(content, "@" + name)) malformed();
        content["@" + name] = decode(quoted.slice(1, -1).replace(/[\t\n]/g, " "));
      }
      const [, isEmpty] = match(tagEnd) ?? malformed();
      open.push({ name, content, text: "" });
      if (isEmpty) close();
    }
  }
  return open.length ? malformed() : (root ?? malformed());

  function malformed(why = ""): never {
    throw new SyntaxError(`Malformed XML at ${position}${why}`);
  }

  /** What is at the position, which moves behind it. */
  function match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = position;
    const found = pattern.exec(source);
    if (found) position = pattern.lastIndex;
    return found;
  }

  /** Whether something begins so at the position, which moves behind its end. */
  function skip(start: string, end: string): boolean {
    if (!source.startsWith(start, position)) return false;
    const found = source.indexOf(end, position + start.length);
    if (found < 0) malformed();
    position = found + end.length;
    return true;
  }

  function addText(text: string, element: Open | undefined): void {
    if (element && !text.includes("]]>")) element.text += decode(text);
    else if (/[^ \t\n]/.test(text)) malformed();
  }

  function decode(text: string): string {
    if (!text.includes("&")) return text;
    return text.replace(
      /&(?:#(\d+|x[\da-fA-F]+)|(\w*))(;?)/g,
      (_, code: string | undefined, entity: string, end: string) => {
        if (!end) malformed();
        if (!code) return own(entities, entity) ?? malformed();
        const point = Number(code.replace("x", "0x"));
        // Neither half of a character nor beyond them all.
        return point && point < 0x110000 && point >> 11 !== 27
          ? String.fromCodePoint(point)
          : malformed();
      },
    );
  }

  /** Ends the innermost element, and adds it to the one around it. */
  function close(): void {
    const { name, content, hasChildren, text } = open.pop()!;
    let value: XmlValue = content;
    if (!hasChildren) {
      if (Object.keys(content).length) content[""] = text;
      else value = text;
    }
    const parent = open[open.length - 1];
    if (parent) {
      parent.hasChildren = true;
      add(parent.content, name, value);
    } else root = [name, value];
  }
}

/** Adds an element to those of its parent, where others may have the same name. */
function add(content: Record<string, XmlValue>, name: string, value: XmlValue): void {
  const present = own(content, name);
  if (Array.isArray(present)) present.push(value);
  else if (present !== undefined) content[name] = [present, value];
  else if (name !== "__proto__") content[name] = value;
  // An assignment makes no property.
  else
    Object.defineProperty(content, name, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
}

/**
 * The text of an element. A value is as {@link parseXml} gives it; other leaves than strings are
 * written as they are as strings, and `null` as an empty element. An empty list is no element at all.
 *
 * @throws InputError, for characters that XML has no way to write
 */
export function toXml(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => toXml(name, item)).join("");
  let attributes = "";
  let content = "";
  if (tagOf(value) === "[object Object]") {
    for (const [key, member] of Object.entries(value as object)) {
      if (key[0] === "@") attributes += ` ${key.slice(1)}="${escape(member)}"`;
      else content += key ? toXml(key, member) : escape(member);
    }
  } else content = escape(value ?? "");
  return `<${name}${attributes}>${content}</${name}>`;
}

// eslint-disable-next-line no-control-regex -- those are what it is about
const unwritable = /[\0-\x08\v\f\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/u;

/** Text as content or in double quotes: no reader takes its white space for another. */
function escape(value: unknown): string {
  const text = String(value);
  if (unwritable.test(text)) mismatch("text that XML can hold");
  return text.replace(
    /[&<>"\t\n\r\x85\u2028]/g,
    (character) =>
      escapes[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`,
  );
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};
