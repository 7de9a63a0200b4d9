import { Parser } from "htmlparser2";
import type { Block, Run, Style, TextRun } from "./blocks.js";
import { plain, textRun } from "./blocks.js";
import type { Container, Inline } from "./elements.js";
import { breaks, containers, elementNames, inlineElements } from "./elements.js";
import { cleanText } from "./escape.js";
import type { Part } from "./parts.js";
import { isBase, withoutComparisons, withoutHidden } from "./tags.js";
import { append, gather, listOf, rowOf, withTerm } from "./parts.js";

/** Finds the target of the name of an operation or a shape, marked as a reference or as code. */
export type LinkResolver = (name: string, asCode: boolean) => string | undefined;

/** Deeper containers only separate their text, so that no nesting can exhaust the stack. */
const deepest = 24;

/** A container that is open, and what has been read of it. */
interface Frame {
  readonly container: Container;
  readonly name: string;
  readonly parts: Part[];
}

/** What is to be done when an open element is closed; `tag` is empty where no end tag says so. */
interface OpenElement {
  readonly style: Style;
  readonly close: (tag: string) => void;
}

/**
 * Reads HTML as AWS models use it, their own elements included. It takes any text: what is not
 * closed ends with what surrounds it, and what is no element known here stays text.
 */
export function parseHtml(html: string, link: LinkResolver): Block[] {
  return new HtmlReader(withoutComparisons(withoutHidden(html, "&lt;")), link).read();
}

class HtmlReader {
  private readonly root: Frame = { container: "section", name: "", parts: [] };
  private readonly frames: Frame[] = [this.root];
  private readonly open: OpenElement[] = [];
  /** The paragraph being read. */
  private runs: Run[] = [];
  private style: Style = plain;
  /** The text of the preformatted block being read. */
  private preformatted: string | undefined;
  private readonly endParagraph = () => {
    this.flush();
  };

  constructor(
    private readonly html: string,
    private readonly link: LinkResolver,
  ) {}

  read(): Block[] {
    const { html } = this;
    let consumed = 0;
    let ending = false;
    // Of end tags that nothing began, and of a tag that the text ends in, the parser says nothing.
    const skipTo = (index: number) => {
      if (index > consumed) this.addSkipped(html.slice(consumed, index));
      consumed = Math.max(consumed, index);
    };
    const source = () => {
      skipTo(parser.startIndex);
      consumed = parser.endIndex + 1;
      return html.slice(parser.startIndex, consumed);
    };
    const parser: Parser = new Parser({
      ontext: (text) => {
        skipTo(parser.startIndex);
        consumed = parser.endIndex + 1;
        this.addText(text);
      },
      onopentag: (name, attributes) => {
        this.openElement(name, attributes.href, source());
      },
      onclosetag: (_name, implied) => {
        if (ending) skipTo(html.length);
        const tag = implied ? "" : source();
        const element = this.open.pop();
        element?.close(tag);
        if (element !== undefined) this.style = element.style;
      },
      oncomment: () => {
        this.addComment(source());
      },
    });
    parser.write(html);
    ending = true;
    parser.end();
    skipTo(html.length);
    this.flush();
    return gather(this.root.parts);
  }

  private get frame(): Frame {
    return this.frames.at(-1) ?? this.root;
  }

  private addText(text: string): void {
    const clean = cleanText(text);
    if (this.preformatted !== undefined) {
      this.preformatted += clean;
      return;
    }
    const folded = clean.replace(/\s+/g, " ");
    const last = this.runs.at(-1);
    if (folded === "" || (folded === " " && last?.kind !== "text" && last?.kind !== "reference")) {
      return;
    }
    if (last?.kind === "text" && last.style === this.style) last.text += folded;
    else this.runs.push(textRun(folded, this.style));
  }

  private addSkipped(source: string): void {
    this.addText(
      source.replace(/<\/([^\s>]*)[^>]*>/g, (tag, name: string) =>
        elementNames.has(name) ? "" : tag,
      ),
    );
  }

  /** A comment proper is no text; the parser also calls other markup declarations so. */
  private addComment(source: string): void {
    if (source.startsWith("<!--") && source.endsWith("-->")) return;
    this.addText(/^<!\[CDATA\[([^]*)\]\]>$/.exec(source)?.[1] ?? source);
  }

  /** Ends the paragraph, if one has begun. */
  private flush(): void {
    const { runs } = this;
    if (runs.length === 0) return;
    this.runs = [];
    if (runs.some(isVisible)) this.frame.parts.push({ kind: "paragraph", runs });
  }

  private openElement(name: string, href: string | undefined, tag: string): void {
    const { style } = this;
    const known = isCasedAlike(tag, name);
    const container = known ? containers.get(name) : undefined;
    const inline = known ? inlineElements.get(name) : undefined;
    let close: OpenElement["close"];
    if (container !== undefined) close = this.openContainer(container, name);
    else if (inline === "anchor") close = this.openAnchor(href);
    else if (inline !== undefined) close = this.openInline(inline);
    else if (breaks.has(name)) close = this.addBreak(name);
    else close = this.openUnknown(tag);
    this.open.push({ style, close });
  }

  private openInline(inline: Exclude<Inline, "anchor">): OpenElement["close"] {
    if (inline === "superscript") {
      // 2 to the power of 63 must not become 263, but a footnote mark needs no caret.
      const last = this.runs.at(-1);
      if (last?.kind === "text" && isBase(last.text)) this.addText("^");
    } else if (inline !== "none" && !this.style.code) {
      this.style = { ...this.style, [inline]: true };
      if (inline === "code" && this.style.link === undefined) return this.endCode();
    }
    return nothing;
  }

  /** Code that is nothing but the name of an operation or error leads there. */
  private endCode(): OpenElement["close"] {
    const { runs } = this;
    const start = runs.length;
    return () => {
      const run = runs[start];
      if (runs !== this.runs || run?.kind !== "text" || runs.length !== start + 1) return;
      const target = this.link(run.text, true);
      if (target !== undefined && isLinkTarget(target)) {
        runs.splice(start, 1, { kind: "reference", target });
      }
    };
  }

  private addBreak(name: string): OpenElement["close"] {
    if (this.preformatted !== undefined) {
      this.preformatted += "\n";
    } else if (name === "hr") {
      this.flush();
    } else if (this.runs.at(-1)?.kind === "break") {
      // Two breaks in a row separate paragraphs.
      this.runs.pop();
      this.flush();
    } else if (this.runs.length > 0) {
      this.runs.push({ kind: "break" });
    }
    return nothing;
  }

  /** Without a URL an anchor names an operation or a shape of the same model. */
  private openAnchor(href: string | undefined): OpenElement["close"] {
    const url = webAddress(href);
    if (url !== undefined) {
      this.style = { ...this.style, link: { url } };
      return this.endApiReference(url);
    }
    // A style of its own keeps its text apart from what stands before.
    this.style = { ...this.style };
    const { runs } = this;
    const start = runs.length;
    return () => {
      if (runs === this.runs) this.resolveReference(start);
    };
  }

  /** A name that leads to its page in the service's API reference leads to what it names here. */
  private endApiReference(url: string): OpenElement["close"] {
    const page = /\/API_(\w+)\.html$/.exec(url)?.[1];
    if (page === undefined) return nothing;
    const { runs } = this;
    const start = runs.length;
    return () => {
      if (runs !== this.runs || runs.length !== start + 1) return;
      const [run] = runs.slice(start);
      const isName = run?.kind === "text" && run.text.trim() === page;
      if (isName && this.link(page, false) !== undefined) this.resolveReference(start);
    };
  }

  private resolveReference(start: number): void {
    const named = this.runs.slice(start).filter((run): run is TextRun => run.kind === "text");
    if (named.length === 0 || named.length < this.runs.length - start) return;
    const text = named.map((run) => run.text).join("");
    const name = text.trim();
    const target = this.link(name, false);
    const style = named[0]?.style ?? plain;
    if (target !== undefined && isLinkTarget(target)) {
      this.runs.splice(start, named.length, { kind: "reference", target });
    } else if (isIdentifier(name)) {
      this.runs.splice(start, named.length, textRun(name, { ...style, code: true }));
    } else {
      return;
    }
    if (text.startsWith(" ")) this.runs.splice(start, 0, textRun(" "));
    if (text.endsWith(" ")) this.runs.push(textRun(" "));
  }

  /**
   * Many documents name placeholders and XML elements without escaping them, so that the tag of an
   * unknown element is text: always in code, elsewhere where no end tag follows.
   */
  private openUnknown(tag: string): OpenElement["close"] {
    if (this.preformatted !== undefined || this.style.code) {
      this.addText(tag);
      return (endTag) => {
        this.addText(endTag);
      };
    }
    const { runs } = this;
    const run = textRun(cleanText(tag).replace(/\s+/g, " "), { ...this.style });
    runs.push(run);
    return (endTag) => {
      if (endTag !== "") runs.splice(runs.lastIndexOf(run), 1);
    };
  }

  private openContainer(container: Container, name: string): OpenElement["close"] {
    this.flush();
    if (container === "section" || this.frames.length > deepest) return this.endParagraph;
    const frame: Frame = { container, name, parts: [] };
    this.frames.push(frame);
    if (container === "preformatted") this.preformatted ??= "";
    return () => {
      this.flush();
      this.frames.pop();
      this.closeFrame(frame);
    };
  }

  private closeFrame({ container, name, parts }: Frame): void {
    const target = this.frame.parts;
    switch (container) {
      case "list":
      case "orderedList":
        if (parts.length > 0) target.push(listOf(parts, container === "orderedList"));
        break;
      case "item":
        if (parts.length > 0) target.push({ kind: "item", blocks: gather(parts) });
        break;
      case "term":
      case "definition":
        target.push({ kind: container, blocks: gather(parts) });
        break;
      case "row":
        target.push(rowOf(parts));
        break;
      case "cell":
      case "headerCell":
        target.push({ kind: "cell", header: container === "headerCell", blocks: gather(parts) });
        break;
      case "quote":
        if (parts.length > 0) {
          target.push({ kind: "quote", label: quoteLabel(name), blocks: gather(parts) });
        }
        break;
      case "title":
      case "heading":
        for (const block of gather(parts)) {
          if (block.kind !== "paragraph") target.push(block);
          else if (container === "title") append(target, withTerm(block.runs, []));
          else target.push({ kind: "heading", level: Number(name.charAt(1)), runs: block.runs });
        }
        break;
      case "preformatted":
        append(target, gather(parts));
        if (this.preformatted?.trim()) {
          target.push({ kind: "preformatted", text: this.preformatted });
        }
        this.preformatted = undefined;
        break;
      default:
        append(target, gather(parts));
    }
  }
}

function nothing(): void {
  // Most inline elements only set a style, which is restored for all alike.
}

function isVisible(run: Run): boolean {
  return run.kind === "reference" || (run.kind === "text" && run.text !== " ");
}

/** `<CODE>` is an element of HTML as `<code>` is, but `<Code>` is one of somebody's XML. */
function isCasedAlike(tag: string, name: string): boolean {
  const start = tag.startsWith("</") ? 2 : 1;
  const written = tag.slice(start, start + name.length);
  return written === name || written === name.toUpperCase();
}

function quoteLabel(name: string): string | undefined {
  return name === "blockquote" ? undefined : name.charAt(0).toUpperCase() + name.slice(1);
}

/** The URL of a link that may be printed: absolute, of the web, and safe between parentheses. */
function webAddress(href: string | undefined): string | undefined {
  const url = href?.trim();
  if (url === undefined || !/^https?:\/\/[^/]/i.test(url)) return undefined;
  return cleanText(url)
    .replace(/\n\s*/g, "")
    .replace(/[\s"()*<>[\\\]`{|}]/g, percentEncode);
}

function percentEncode(character: string): string {
  // encodeURIComponent leaves parentheses and asterisks alone.
  return character.charCodeAt(0) < 0x80
    ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`
    : encodeURIComponent(character);
}

/** Tells whether a reference may stand in a `{@link}` tag: a name, or a path of names. */
function isLinkTarget(target: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$.#]*$/u.test(target);
}

/** Tells the name of a shape or member from a word. */
function isIdentifier(name: string): boolean {
  return /^[A-Za-z]\w*(?:[.$#:]\w+)*$/.test(name) && /^[A-Z]|[a-z\d_.$#:][A-Z]/.test(name);
}
