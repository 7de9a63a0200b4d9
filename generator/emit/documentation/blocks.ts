/** A link to a web page. Runs that share one object belong to one link. */
export interface Link {
  readonly url: string;
}

/** How a piece of text is set. */
export interface Style {
  readonly strong: boolean;
  readonly emphasis: boolean;
  readonly code: boolean;
  readonly link: Link | undefined;
}

export const plain: Style = { strong: false, emphasis: false, code: false, link: undefined };

/** Text set in one style: decoded, whitespace folded, not yet escaped. */
export interface TextRun {
  readonly kind: "text";
  text: string;
  readonly style: Style;
}

/** A text run; `text` can grow while a document is read, nothing else changes it. */
export function textRun(text: string, style: Style = plain): TextRun {
  return { kind: "text", text, style };
}

/** A reference to a symbol, printed as `{@link target}`. */
export interface ReferenceRun {
  readonly kind: "reference";
  readonly target: string;
}

/** A forced line break. */
export interface BreakRun {
  readonly kind: "break";
}

export type Run = TextRun | ReferenceRun | BreakRun;

export interface Paragraph {
  readonly kind: "paragraph";
  readonly runs: readonly Run[];
}

export interface List {
  readonly kind: "list";
  readonly ordered: boolean;
  readonly items: readonly (readonly Block[])[];
}

/** A table with a line of text in each cell. */
export interface Table {
  readonly kind: "table";
  readonly header: readonly (readonly Run[])[];
  readonly rows: readonly (readonly (readonly Run[])[])[];
}

/** What a piece of documentation is made of, whatever markup it was written in. */
export type Block =
  | Paragraph
  | List
  | Table
  | { readonly kind: "heading"; readonly level: number; readonly runs: readonly Run[] }
  | { readonly kind: "preformatted"; readonly text: string }
  | {
      readonly kind: "quote";
      readonly label: string | undefined;
      readonly blocks: readonly Block[];
    };
