import { pointerOf } from "./report.js";

/** Where something stands in a text: its line, and the character in it, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What a walk over a JSON text tells of, and asks. */
export interface JsonVisitor {
  /** A value, where it starts, and what stands there. */
  readonly value?: (offset: number, text: string) => void;
  /** Whether to walk into what is under a key, or at an index; `isRepeated` where it was before. */
  readonly enter?: (key: string | number, isRepeated: boolean, pointer: () => string) => boolean;
  /** The end of what was entered. */
  readonly leave?: () => void;
  /** A number as it is written. */
  readonly number?: (text: string, pointer: () => string) => void;
}

/**
 * Walks over a text that is known to be JSON, in order, for what `JSON.parse` does not tell. It
 * recurs, so the text must not nest too deep.
 */
export function walkJson(text: string, visitor: JsonVisitor): void {
  new Walker(text, visitor).value();
}

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

class Walker {
  private offset = 0;
  private readonly keys: (string | number)[] = [];
  private readonly pointer = (): string => pointerOf(this.keys);

  constructor(
    private readonly text: string,
    private readonly visitor: JsonVisitor,
  ) {}

  value(): void {
    this.space();
    this.visitor.value?.(this.offset, this.text);
    const code = this.text.charCodeAt(this.offset);
    if (code === openBrace) this.object();
    else if (code === openBracket) this.array();
    else if (code === quote) this.offset = endOfString(this.text, this.offset);
    else this.scalar();
  }

  private object(): void {
    const seen = new Set<string>();
    for (this.offset++; this.hasItem(closeBrace);) {
      const start = this.offset;
      this.offset = endOfString(this.text, start);
      const key = JSON.parse(this.text.slice(start, this.offset)) as string;
      this.space();
      this.offset++;
      this.item(key, seen.has(key));
      seen.add(key);
    }
  }

  private array(): void {
    let index = 0;
    for (this.offset++; this.hasItem(closeBracket);) this.item(index++, false);
  }

  /** Whether a container goes on; where not, it is left. */
  private hasItem(close: number): boolean {
    this.space();
    const code = this.text.charCodeAt(this.offset);
    if (code === comma || code === close) this.offset++;
    this.space();
    return code !== close;
  }

  private item(key: string | number, isRepeated: boolean): void {
    this.keys.push(key);
    if (this.visitor.enter?.(key, isRepeated, this.pointer) === false) this.skip();
    else {
      this.value();
      this.visitor.leave?.();
    }
    this.keys.pop();
  }

  private scalar(): void {
    const start = this.offset;
    let code = this.text.charCodeAt(this.offset);
    while (code > 0x20 && code !== comma && code !== closeBracket && code !== closeBrace) {
      code = this.text.charCodeAt(++this.offset);
    }
    const first = this.text.charCodeAt(start);
    const isNumber = first === 0x2d || (first >= 0x30 && first <= 0x39);
    if (isNumber) this.visitor.number?.(this.text.slice(start, this.offset), this.pointer);
  }

  /** Goes over a value without a look at it. */
  private skip(): void {
    this.space();
    for (let depth = 0; ;) {
      const code = this.text.charCodeAt(this.offset);
      if (code === quote) this.offset = endOfString(this.text, this.offset);
      else if (depth === 0 && (code === comma || code === closeBrace || code === closeBracket))
        return;
      else {
        if (code === openBrace || code === openBracket) depth++;
        else if (code === closeBrace || code === closeBracket) depth--;
        this.offset++;
      }
      if (this.offset >= this.text.length) return;
    }
  }

  private space(): void {
    while (isSpace(this.text.charCodeAt(this.offset))) this.offset++;
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0xfeff;
}

/** Where a string ends whose opening quote is at an offset. */
function endOfString(text: string, start: number): number {
  for (let end = start; ;) {
    end = text.indexOf('"', end + 1);
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === 0x5c) escapes++;
    if (escapes % 2 === 0) return end + 1;
  }
}

/** How many keys the objects of a text have that is known to be JSON, repeated ones among them. */
export function countKeys(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start >= 0;) {
    let end = endOfString(text, start);
    while (isSpace(text.charCodeAt(end))) end++;
    if (text.charCodeAt(end) === 0x3a) count++;
    start = text.indexOf('"', end);
  }
  return count;
}

/** The positions of offsets in a text. */
export function positionsOf(text: string, offsets: Iterable<number>): Map<number, Position> {
  const positions = new Map<number, Position>();
  let line = 1;
  let start = 0;
  for (const offset of [...offsets].sort((a, b) => a - b)) {
    let next = text.indexOf("\n", start);
    while (next >= 0 && next < offset) {
      line++;
      start = next + 1;
      next = text.indexOf("\n", start);
    }
    positions.set(offset, { line, column: offset - start + 1 });
  }
  return positions;
}
