import type { Block } from "./blocks.js";
import { isHtml, printCommonMark, readCommonMark, splitCommonMark } from "./commonmark.js";
import { keepCommentOpen, squeezeBlankLines } from "./escape.js";
import { parseHtml, type LinkResolver } from "./html.js";
import { renderBlocks } from "./render.js";
import { splitFirstSentence } from "./sentence.js";

/** What documentation needs to know of the package it is written for. */
export interface DocumentationContext {
  /**
   * Resolves a reference such as `<a>DescribeKey</a>` to the name of a symbol, if there is one.
   * `asCode` tells that the name is not marked as a reference, but set as code.
   */
  readonly link: LinkResolver;
}

/** Documentation in Markdown, its first sentence apart. */
export interface Description {
  readonly summary: string;
  /** Empty where the documentation is a single sentence. */
  readonly rest: string;
}

/**
 * Turns the value of a `smithy.api#documentation` trait (CommonMark, which for AWS is HTML) into
 * Markdown that is safe within a TSDoc comment: it never ends the comment, and holds no tag that it
 * was not given by the context.
 *
 * @returns lines of about 95 columns, separated by `\n`; empty where there is no text
 */
export function toMarkdown(html: string, context: DocumentationContext): string {
  return print(
    isHtml(html)
      ? renderBlocks(read(html, context))
      : printCommonMark(readCommonMark(html, context.link)),
  );
}

/** Does as {@link toMarkdown}, and separates the first sentence from the rest. */
export function describe(html: string, context: DocumentationContext): Description {
  if (!isHtml(html)) {
    const [first, rest] = splitCommonMark(readCommonMark(html, context.link));
    return { summary: print(printCommonMark(first)), rest: print(printCommonMark(rest)) };
  }
  const blocks = read(html, context);
  // A note before the description proper must not take its place.
  const start = blocks.findIndex((block) => block.kind !== "quote");
  const first = blocks[start];
  if (first?.kind !== "paragraph") return { summary: print(renderBlocks(blocks)), rest: "" };
  const [sentence, remainder] = splitFirstSentence(first.runs);
  const rest: Block[] = [
    ...blocks.slice(0, start),
    { kind: "paragraph", runs: remainder },
    ...blocks.slice(start + 1),
  ];
  return {
    summary: print(renderBlocks([{ kind: "paragraph", runs: sentence }])),
    rest: print(renderBlocks(rest)),
  };
}

function read(html: string, context: DocumentationContext): Block[] {
  return parseHtml(html, context.link);
}

function print(lines: readonly string[]): string {
  return keepCommentOpen(squeezeBlankLines(lines.map((line) => line.trimEnd())).join("\n"));
}
