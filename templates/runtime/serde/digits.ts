// A JSON number has any number of digits, a JavaScript number some 16. Those that might lose some go
// through `JSON.parse` and `JSON.stringify` as strings with a mark before them. That works wherever
// JavaScript runs (Node 20 has no `JSON.rawJSON`), and leaves messages without such numbers alone.

/** A number by its digits, as JSON writes it; as a `Number`, the nearest that there is. */
export class Digits extends Number {
  readonly text: string;
  constructor(text: string) {
    super(text);
    this.text = text;
  }
  override toString(): string {
    return this.text;
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const mayLoseDigits = (text: string): boolean =>
  Math.abs(Number(text)) > Number.MAX_SAFE_INTEGER ||
  /e-/i.test(text) ||
  (text.length > 15 && /[.e]/i.test(text));

/** A mark that no text holds, but by chance: it is made when they are there. */
const newMark = (): string => `${Math.random()}:`;

/** What a JSON text says, its long numbers as {@link Digits}. @throws SyntaxError */
export function parse(text: string): unknown {
  if (!/[\d.]{15}|\de/i.test(text)) return JSON.parse(text);
  const mark = newMark();
  let inString = false;
  const pieces = text.split('"').map((piece) => {
    const outside = !inString;
    if (outside || !endsInEscape(piece)) inString = !inString;
    return outside
      ? piece.replace(number, (digits) => (mayLoseDigits(digits) ? `"${mark}${digits}"` : digits))
      : piece;
  });
  return restored(JSON.parse(pieces.join('"')), mark);
}

/** Whether the quote after a piece of a string is one of its characters. */
function endsInEscape(piece: string): boolean {
  let slashes = 0;
  while (piece[piece.length - 1 - slashes] === "\\") slashes++;
  return slashes % 2 === 1;
}

function restored(value: unknown, mark: string): unknown {
  if (typeof value === "string") {
    return value.startsWith(mark) ? new Digits(value.slice(mark.length)) : value;
  }
  if (typeof value === "object" && value) {
    // In place: it was parsed just now, and all of its properties are its own.
    const object = value as Record<string, unknown>;
    for (const key of Object.keys(object)) object[key] = restored(object[key], mark);
  }
  return value;
}

/** The JSON text of what writers made. */
export function stringify(value: unknown): string {
  const mark = newMark();
  const text = JSON.stringify(value, (_, item: unknown) =>
    item instanceof Digits ? mark + item.text : item,
  );
  return text.replace(new RegExp(`"${mark}([^"]*)"`, "g"), "$1");
}
