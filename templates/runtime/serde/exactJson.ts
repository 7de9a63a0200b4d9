import type { Protocol } from "../contract/service.js";

// A JSON number has any number of digits, a JavaScript number some 16. Those that might lose some go
// through `JSON.parse` and `JSON.stringify` as strings with a mark before them. That works wherever
// JavaScript runs (Node 20 has no `JSON.rawJSON`), and leaves messages without such numbers alone.

/** A number by its digits, as JSON writes it. */
export class Digits {
  constructor(readonly text: string) {}
}

/** Reads responses as a protocol of JSON texts does, but for long numbers, which become `Digits`. */
export function exactRead(read: Protocol["read"]): Protocol["read"] {
  return async (operation, response) => {
    const [text, restore] = markNumbers(await response.text());
    const restoring = (read: (body: unknown) => unknown) => (body: unknown) => read(restore(body));
    const errors = Object.fromEntries(
      Object.entries(operation.errors).map(([name, { read, ...error }]) => [
        name,
        read ? { ...error, read: restoring(read) } : error,
      ]),
    );
    const { status, headers } = response;
    const marked = { status, headers, text: () => Promise.resolve(text) };
    return read({ ...operation, read: restoring(operation.read), errors }, marked);
  };
}

/** Writes requests as a protocol does whose body is the JSON text of an input, `Digits` included. */
export function exactWrite(write: Protocol["write"]): Protocol["write"] {
  return (service, operation, input) => ({
    ...write(service, { ...operation, write: () => ({}) }, input),
    body: stringify(operation.write(input)),
  });
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const mayLoseDigits = (text: string): boolean =>
  Math.abs(Number(text)) > Number.MAX_SAFE_INTEGER ||
  /e-/i.test(text) ||
  (text.length > 15 && /[.e]/i.test(text));

/** A mark that no text holds, but by chance: it is made when they are there. */
const newMark = (): string => `${Math.random()}:`;

/**
 * A JSON text with its long numbers marked, and what makes {@link Digits} of them in a value that
 * was parsed from it.
 */
export function markNumbers(text: string): [text: string, restore: (value: unknown) => unknown] {
  if (!/[\d.]{15}|\de/i.test(text)) return [text, (value) => value];
  const mark = newMark();
  let inString = false;
  const pieces = text.split('"').map((piece) => {
    const outside = !inString;
    if (outside || !endsInEscape(piece)) inString = !inString;
    return outside
      ? piece.replace(number, (digits) => (mayLoseDigits(digits) ? `"${mark}${digits}"` : digits))
      : piece;
  });
  return [pieces.join('"'), (value) => restored(value, mark)];
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
