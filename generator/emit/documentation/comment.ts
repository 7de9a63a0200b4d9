import { startsBlock } from "./commonmark.js";
import { codeFence, codeSpan, keepCommentOpen, squeezeBlankLines } from "./escape.js";
import type { DocumentationContext } from "./markdown.js";
import { describe, toMarkdown } from "./markdown.js";
import { lineWidth } from "./render.js";

/** What is to be said of a declaration. Every text may come from a model, and is made harmless. */
export interface DocParts {
  /** The documentation trait: HTML or CommonMark. */
  html?: string | undefined;
  /** Sentences on what a value may be, in CommonMark, such as `1 to 6144 bytes.` */
  constraints?: readonly string[] | undefined;
  /** Whether a member should be given though it need not be, and why. */
  recommended?: string | true | undefined;
  /** Whether the value is secret. */
  sensitive?: boolean | undefined;
  /** Whether it must not be used any more, and what to use in its place. */
  deprecated?: string | true | undefined;
  /** The errors that a function throws. */
  throws?: readonly { type: string; html?: string | undefined }[] | undefined;
  /** TypeScript code that shows how to use it. */
  examples?:
    readonly { title: string; documentation?: string | undefined; code: string }[] | undefined;
  /** The version or date of the API since when it is there. */
  since?: string | undefined;
  /** The model's name for it, where generated code has another. */
  modelName?: string | undefined;
  /** Whether it is of no concern to users of the package. */
  internal?: boolean | undefined;
}

/**
 * Composes a TSDoc comment: the first sentence, the rest, what holds for the value, and block tags.
 *
 * @returns the text inside of the comment, without its delimiters and the asterisks before each
 *   line; undefined where there is nothing to say
 */
export function docComment(parts: DocParts, context: DocumentationContext): string | undefined {
  const { summary, rest } = describe(parts.html ?? "", context);
  const facts = [toMarkdown(factsOf(parts).join(" "), context), modelName(parts)]
    .filter((fact) => fact !== "")
    .join(" ");
  const sections = joinable(summary, rest, facts)
    ? [`${summary} ${facts}`]
    : [summary, rest, facts];
  const text = [...sections, tagsOf(parts, context).join("\n")]
    .filter((section) => section !== "")
    .join("\n\n");
  return text === "" ? undefined : keepCommentOpen(text);
}

function factsOf(parts: DocParts): string[] {
  const facts = (parts.constraints ?? []).map((fact) => fact.replace(/\s+/g, " "));
  if (parts.recommended === true) facts.push("Recommended.");
  else if (parts.recommended !== undefined) {
    facts.push(`Recommended: ${parts.recommended.replace(/\s+/g, " ")}`);
  }
  if (parts.sensitive === true) facts.push("Sensitive: kept out of messages and logs.");
  return facts;
}

/** Not linked: the model's name is not that of what it names. */
function modelName({ modelName }: DocParts): string {
  return modelName === undefined ? "" : `Called ${codeSpan(modelName)} in the model.`;
}

/** A single short sentence and what holds for the value read best as one line. */
function joinable(summary: string, rest: string, facts: string): boolean {
  return (
    facts !== "" &&
    rest === "" &&
    /[.!?]$/.test(summary) &&
    !`${summary}${facts}`.includes("\n") &&
    !startsBlock(summary) &&
    summary.length + 1 + facts.length <= lineWidth
  );
}

function tagsOf(parts: DocParts, context: DocumentationContext): string[] {
  const tags: string[] = [];
  const add = (tag: string, text: string) => tags.push(text === "" ? tag : `${tag} ${text}`);
  if (parts.deprecated !== undefined) {
    add("@deprecated", parts.deprecated === true ? "" : toMarkdown(parts.deprecated, context));
  }
  for (const { type, html } of parts.throws ?? []) {
    // TypeScript takes a link at the start of this tag for a type.
    const text = toMarkdown(html ?? "", context);
    add("@throws", codeSpan(type) + (text === "" ? "" : `: ${text}`));
  }
  for (const { title, documentation, code } of parts.examples ?? []) {
    const lines = [toMarkdown(documentation ?? "", context), "", ...codeFence(code, "ts")];
    add("@example", onOneLine(toMarkdown(title, context)));
    tags.push(squeezeBlankLines(lines).join("\n"));
  }
  if (parts.since !== undefined) add("@since", onOneLine(toMarkdown(parts.since, context)));
  if (parts.internal === true) tags.push("@internal");
  return tags;
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
