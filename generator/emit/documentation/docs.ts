import type { Documentation, ServiceIr } from "../../ir/ir.js";
import { code, join, type Code } from "../printing/code.js";
import { docComment } from "./comment.js";
import { keepCommentOpen } from "./escape.js";
import { describe, toMarkdown } from "./markdown.js";
import type { Example } from "../examples/examples.js";
import type { Links, LinkTarget } from "./links.js";

/** The text of a doc comment: what the model says, made Markdown, and what it asks of the value. */
export function documented(
  links: Links,
  { deprecated, ...documentation }: Documentation,
  constraints: readonly string[] = [],
  sensitive = false,
  examples: readonly Example[] = [],
): Code | undefined {
  const targets = new Map<string, LinkTarget>();
  const text = docComment(
    {
      ...documentation,
      constraints,
      sensitive,
      examples,
      deprecated: deprecated && deprecation(deprecated),
    },
    {
      link(name, asCode) {
        const target = links(name, asCode);
        if (target === undefined) return undefined;
        const { symbol, member } = target;
        const path = member === undefined ? symbol.name : `${symbol.name}.${member}`;
        const other = targets.get(path);
        // One comment cannot name two things alike.
        if (other && other.symbol.module !== symbol.module) return undefined;
        targets.set(path, target);
        return path;
      },
    },
  );
  return text === undefined ? undefined : linked(text, targets);
}

/** Since when, and what to use instead, as far as the model tells. */
function deprecation({ since, message }: NonNullable<Documentation["deprecated"]>): string | true {
  const texts = [since === undefined ? "" : `Since ${since}.`, message ?? ""];
  return texts.filter((text) => text !== "").join(" ") || true;
}

/** No text of a model holds a `{@link}` of its own: the documentation writer breaks them up. */
function linked(text: string, targets: ReadonlyMap<string, LinkTarget>): Code {
  const parts = text.split(/(?<=\{@link )([^\s}]+)(?=\})/).map((part, index) => {
    const target = index % 2 === 1 ? targets.get(part) : undefined;
    if (target === undefined) return part;
    return code`${target.symbol}${target.member === undefined ? "" : `.${target.member}`}`;
  });
  return join(parts, "");
}

/** The first sentence of documentation, as Markdown for a page that has nothing to link to. */
export function summarize(html: string): string {
  return describe(html, { link: () => undefined }).summary.replace(/\s+/g, " ");
}

/** The service's title as it may stand in a comment: plain text, made harmless. */
export function titleIn(service: ServiceIr): string {
  const html = service.title.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  const text = toMarkdown(`<p>${html}</p>`, { link: () => undefined });
  return keepCommentOpen(text.replace(/\s+/g, " "));
}

/** A doc comment as source text, for places where the printer does not set one. */
export function commentText(doc: Code | string | undefined): Code {
  if (doc === undefined) return code``;
  const parts = typeof doc === "string" ? [doc] : doc.parts;
  const long = parts.some((part) => typeof part === "string" && part.includes("\n"));
  if (!long) return code`/** ${parts} */\n`;
  const lines = parts.map((part) =>
    typeof part === "string" ? part.replace(/\n/g, "\n * ") : part,
  );
  return code`/**\n * ${lines}\n */\n`;
}
