import { elementNames, hiddenElements, inlineElements } from "./elements.js";
import { codeSpan } from "./escape.js";

const names = [...elementNames].join("|");
// After a name, a tag has attributes: `a<b && c>d` has none.
const notAttributes = new RegExp(`<(?=/?(?:${names})\\s+[^\\sA-Za-z_:/>])`, "gi");

/** HTML in which comparisons that only look like a tag are text. */
export function withoutComparisons(html: string): string {
  return html.replace(notAttributes, "&lt;");
}

const hiddenStart = new RegExp(`<(${[...hiddenElements].join("|")})(?=[\\s>])`, "gi");

/**
 * A text without elements that no page shows. One that nothing ends is a mention of it.
 *
 * @param mention - stands for the `<` of a mention
 */
export function withoutHidden(text: string, mention: string): string {
  if (!text.includes("<")) return text;
  let shown = "";
  let start = 0;
  const mentioned = new Set<string>();
  for (const { 1: tag = "", index } of text.matchAll(hiddenStart)) {
    if (index < start) continue;
    const name = tag.toLowerCase();
    const end = new RegExp(`</${name}\\s*>`, "gi");
    end.lastIndex = index;
    const isElement = !mentioned.has(name) && end.test(text);
    if (!isElement) mentioned.add(name);
    shown += text.slice(start, index) + (isElement ? "" : mention);
    start = isElement ? end.lastIndex : index + 1;
  }
  return shown + text.slice(start);
}

const inlineNames = [...inlineElements.keys(), "br"].join("|");
const attribute = String.raw`\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>\x60]+))?`;
const inlineTag = new RegExp(`<(/?)(${inlineNames})((?:${attribute})*)\\s*/?>`, "gi");

interface Tag {
  readonly start: number;
  readonly end: number;
  readonly isEnd: boolean;
  readonly name: string;
  readonly attributes: string;
}

/** CommonMark whose inline HTML is CommonMark, too; tags without a partner are left out. */
export function inlineAsMarkdown(text: string): string {
  if (!text.includes("<")) return text;
  const tags = Array.from(
    text.matchAll(inlineTag),
    ({ 0: all, 1: slash, 2: name = "", 3: attributes = "", index }): Tag => ({
      start: index,
      end: index + all.length,
      isEnd: slash === "/",
      name: name.toLowerCase(),
      attributes,
    }),
  );
  const partners = partnersOf(tags);
  let markdown = "";
  let start = 0;
  for (const tag of tags) {
    if (tag.start < start) continue;
    markdown += text.slice(start, tag.start);
    start = tag.end;
    const partner = partners.get(tag);
    if (tag.name === "br") markdown += "  \n";
    else if (partner === undefined) continue;
    else if (isCode(tag)) {
      markdown += codeSpan(text.slice(tag.end, partner.start).replace(/<[^<>]*>/g, ""));
      start = partner.end;
    } else markdown += markFor(tag, partner, text.slice(0, tag.start));
  }
  return markdown + text.slice(start);
}

/** Code, and anchors without a web address, which name an operation or a shape. */
function isCode({ name, attributes, isEnd }: Tag): boolean {
  if (isEnd) return false;
  return inlineElements.get(name) === "code" || (name === "a" && !/\shref\s*=/i.test(attributes));
}

function markFor(tag: Tag, partner: Tag, before: string): string {
  switch (inlineElements.get(tag.name)) {
    case "strong":
      return "**";
    case "emphasis":
      return "*";
    case "superscript":
      return !tag.isEnd && isBase(before) ? "^" : "";
    case "anchor": {
      const { attributes } = tag.isEnd ? partner : tag;
      const url = /\shref\s*=\s*["']?(https?:\/\/[^\s"'<>()]+)/i.exec(attributes)?.[1];
      if (url === undefined) return "";
      return tag.isEnd ? `](${url})` : "[";
    }
    default:
      return "";
  }
}

/** Whether what follows raised is a power: `2`, `n`, `x`, `km`, `)`; words have notes. */
export function isBase(before: string): boolean {
  return /[\d)]$|(?<![\p{L}\d])(?:\p{L}|\p{Ll}{2})$/u.test(before.slice(-4));
}

/** Each tag's counterpart, where it has one. */
function partnersOf(tags: readonly Tag[]): ReadonlyMap<Tag, Tag> {
  const partners = new Map<Tag, Tag>();
  const open = new Map<string, Tag[]>();
  for (const tag of tags) {
    const same = open.get(tag.name) ?? [];
    open.set(tag.name, same);
    if (!tag.isEnd) {
      same.push(tag);
      continue;
    }
    const start = same.pop();
    if (start === undefined) continue;
    partners.set(start, tag);
    partners.set(tag, start);
  }
  return partners;
}
