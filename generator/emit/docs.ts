import type { Documentation, ServiceIr } from "../ir/ir.js";
import { docComment } from "./documentation/comment.js";
import { keepCommentOpen } from "./documentation/escape.js";
import { describe, toMarkdown, type DocumentationContext } from "./documentation/markdown.js";

/** The text of a doc comment: what the model says, made Markdown, and what it asks of the value. */
export function documented(
  service: ServiceIr,
  { deprecated, ...documentation }: Documentation,
  constraints: readonly string[] = [],
  sensitive = false,
): string | undefined {
  return docComment(
    {
      ...documentation,
      constraints,
      sensitive,
      deprecated: deprecated && (deprecated.message ?? true),
    },
    linksOf(service),
  );
}

/** The first sentence of documentation, as Markdown for a page that has nothing to link to. */
export function summarize(html: string): string {
  return describe(html, { link: () => undefined }).summary.replace(/\s+/g, " ");
}

function linksOf(service: ServiceIr): DocumentationContext {
  return {
    link: (name) =>
      service.operations.find((operation) => operation.name === name && !operation.typesOnly)
        ?.functionName,
  };
}

/** The service's title as it may stand in a comment: plain text, made harmless. */
export function titleIn(service: ServiceIr): string {
  const html = service.title.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  return keepCommentOpen(toMarkdown(`<p>${html}</p>`, linksOf(service)).replace(/\s+/g, " "));
}

/** A doc comment as source text, for places where the printer does not set one. */
export function commentText(doc: string | undefined): string {
  if (doc === undefined) return "";
  return doc.includes("\n") ? `/**\n * ${doc.replace(/\n/g, "\n * ")}\n */\n` : `/** ${doc} */\n`;
}
