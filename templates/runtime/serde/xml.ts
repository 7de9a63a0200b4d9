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

/** Without a prototype: an element may have any name. */
const opened = (name: string): Open => ({
  name,
  content: Object.create(null) as Open["content"],
  text: "",
});

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
  const name = "([A-Z_a-z:\\xC0-\\uFFFD][-.\\w:\\xB7-\\uFFFD]*)";
  const space = "[ \\t\\n]";
  const attribute = `${space}+${name}${space}*=${space}*("[^<"]*"|'[^<']*')`;
  const token = RegExp(
    [
      "([^<]+)",
      `<${name}((?:${attribute})*)${space}*(/?)>`,
      `</${name}${space}*>`,
      "<!\\[CDATA\\[([^]*?)]]>",
      "<!--(?:(?!--)[^])*?-->",
      "<\\?[^]*?\\?>",
    ].join("|"),
    "y",
  );
  const source = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const document = opened("");
  const open = [document];
  let element = document;
  let position = 0;

  // Not by `matchAll`, which takes half as long again.
  for (let found; (found = token.exec(source)); position = token.lastIndex) {
    const { 1: chars, 2: start, 3: attributes, 6: isEmpty, 7: end, 8: literal } = found;
    if (chars) {
      if (chars.includes("]]>")) malformed();
      element.text += decode(chars);
    } else if (start) {
      if (open.length > maxDepth) malformed(`: more than ${maxDepth} elements deep`);
      element.hasChildren = true;
      open.push((element = opened(start)));
      if (attributes) readAttributes(attributes);
      if (isEmpty) close(start);
    } else if (end) close(end);
    else if (literal !== undefined) element.text += open[1] ? literal : malformed();
  }
  const roots = Object.entries(document.content);
  const root = roots[0];
  // All was read, and it is one element.
  return position < source.length ||
    open[1] ||
    /[^ \t\n]/.test(document.text) ||
    roots[1] ||
    !root ||
    Array.isArray(root[1])
    ? malformed()
    : root;

  function malformed(why = ""): never {
    throw new SyntaxError(`Malformed XML at ${position}${why}`);
  }

  function readAttributes(attributes: string): void {
    for (const [, name, value] of attributes.matchAll(RegExp(attribute, "g"))) {
      const key = "@" + name!;
      if (key in element.content) malformed();
      element.content[key] = decode(value!.slice(1, -1).replace(/[\t\n]/g, " "));
    }
  }

  function decode(text: string): string {
    if (!text.includes("&")) return text;
    return text.replace(
      /&(?:#(\d+|x[\da-fA-F]+);|(\w+);)?/g,
      (_, code?: string, entity: string = "") => {
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
  function close(name: string): void {
    const { content, hasChildren, text } = element;
    if (element.name !== name) malformed();
    let value: XmlValue = content;
    if (!hasChildren) {
      if (Object.keys(content).length) content[""] = text;
      else value = text;
    }
    open.pop();
    element = open[open.length - 1]!;
    add(element.content, name, value);
  }
}

/** Adds an element to those of its parent, where others may have the same name. */
function add(content: Record<string, XmlValue>, name: string, value: XmlValue): void {
  const present = content[name];
  if (Array.isArray(present)) present.push(value);
  else if (present !== undefined) content[name] = [present, value];
  else content[name] = value;
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
