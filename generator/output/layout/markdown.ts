import { putInOrder } from "./placeholders.js";

/** Items of a list that Prettier leaves as they are: plain words and code, each in a line. */
const ITEM = /^- `[\w$]+`: (?! )(?:`[\w.:/-]+`|[\w,.;:()/%'"-]| (?! |$))+$/;
/** What becomes a link, or stands out, though its letters are plain. */
const SPECIAL = /_|:\/\/|www\./;

/** A list's item that stands for others. */
const PLACEHOLDER = /^- `\$(\d+)`$/gm;

/** A text with an item, `$0`, `$1` …, in the place of those that Prettier would not change. */
export interface Shortened {
  readonly rest: string;
  readonly items: readonly string[];
}

/** Takes out the items that need no formatting: a README has one for each operation of its service. */
export function shorten(text: string): Shortened {
  const rest: string[] = [];
  const items: string[] = [];
  let held: string[] = [];
  const flush = (): void => {
    if (held.length === 0) return;
    rest.push(`- \`$${items.length}\``);
    items.push(held.join("\n"));
    held = [];
  };
  for (const line of text.split("\n")) {
    if (ITEM.test(line) && !SPECIAL.test(line)) held.push(line);
    else {
      flush();
      rest.push(line);
    }
  }
  flush();
  return { rest: rest.join("\n"), items };
}

/** Puts the items back; `undefined` where what stands for them is not there once, in order. */
export function lengthen(formatted: string, { items }: Shortened): string | undefined {
  return putInOrder(formatted, PLACEHOLDER, items);
}
