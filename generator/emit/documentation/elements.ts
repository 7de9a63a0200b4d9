/** What an inline element does to its text. */
export type Inline = "strong" | "emphasis" | "code" | "anchor" | "superscript" | "none";

/** What an element that holds blocks is. */
export type Container =
  | "section"
  | "title"
  | "heading"
  | "list"
  | "orderedList"
  | "item"
  | "terms"
  | "term"
  | "definition"
  | "table"
  | "row"
  | "cell"
  | "headerCell"
  | "quote"
  | "preformatted";

/** Elements that set text, by name. */
export const inlineElements: ReadonlyMap<string, Inline> = new Map<string, Inline>([
  ["b", "strong"],
  ["strong", "strong"],
  ["i", "emphasis"],
  ["em", "emphasis"],
  ["code", "code"],
  ["tt", "code"],
  ["kbd", "code"],
  ["samp", "code"],
  ["a", "anchor"],
  ["sup", "superscript"],
  ["sub", "none"],
  ["span", "none"],
  ["u", "none"],
  ["s", "none"],
  ["small", "none"],
]);

/** Elements that hold blocks, by name: those of HTML, and those that AWS models add. */
export const containers: ReadonlyMap<string, Container> = new Map<string, Container>([
  ["p", "section"],
  ["div", "section"],
  ["section", "section"],
  ["caption", "section"],
  ["thead", "section"],
  ["tbody", "section"],
  ["tfoot", "section"],
  ["fullname", "title"],
  ["h1", "heading"],
  ["h2", "heading"],
  ["h3", "heading"],
  ["h4", "heading"],
  ["h5", "heading"],
  ["h6", "heading"],
  ["ul", "list"],
  ["ol", "orderedList"],
  ["li", "item"],
  ["dl", "terms"],
  ["dt", "term"],
  ["dd", "definition"],
  ["table", "table"],
  ["tr", "row"],
  ["td", "cell"],
  ["th", "headerCell"],
  ["blockquote", "quote"],
  ["note", "quote"],
  ["important", "quote"],
  ["caution", "quote"],
  ["warning", "quote"],
  ["tip", "quote"],
  ["pre", "preformatted"],
]);

/** Elements whose text no page shows. */
export const hiddenElements: ReadonlySet<string> = new Set(["script", "style", "template"]);

/** Elements without content. */
export const breaks: ReadonlySet<string> = new Set(["br", "hr"]);

/** The names of all elements that are known. */
export const elementNames: ReadonlySet<string> = new Set([
  ...inlineElements.keys(),
  ...containers.keys(),
  ...breaks,
]);
