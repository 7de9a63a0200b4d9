import { JmespathError, type JsonValue } from "./expression.js";

/** A piece of an expression's text. */
export type Token =
  | { readonly kind: "name"; readonly name: string; readonly quoted: boolean; readonly at: number }
  | { readonly kind: "number"; readonly value: number; readonly at: number }
  | { readonly kind: "literal"; readonly value: JsonValue; readonly at: number }
  | { readonly kind: "mark"; readonly text: string; readonly at: number }
  | { readonly kind: "end"; readonly at: number };

const patterns = [
  ["space", /[ \t\r\n]+/y],
  ["name", /[A-Za-z_]\w*/y],
  ["number", /-?\d+/y],
  ["quoted", /"(?:[^"\\]|\\[^])*"/y],
  ["raw", /'(?:[^'\\]|\\[^])*'/y],
  ["json", /`(?:[^`\\]|\\[^])*`/y],
  ["mark", /\[\?|\[\]|\|\||&&|[=!<>]=|[.*[\](){},:|&@<>!]/y],
] as const;

/** Longer ones are refused: nobody writes them, and models come from anyone. */
const longest = 10_000;

/** The pieces of a text. @throws JmespathError */
export function tokensOf(text: string): readonly Token[] {
  if (text.length > longest) throw new JmespathError(`it is longer than ${longest} characters`);
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const [kind, piece] = pieceAt(text, at);
    if (kind !== "space") tokens.push(tokenOf(kind, piece, at));
    at += piece.length;
  }
  return [...tokens, { kind: "end", at }];
}

function pieceAt(
  text: string,
  at: number,
): readonly [kind: (typeof patterns)[number][0], piece: string] {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const [piece] = pattern.exec(text) ?? [];
    if (piece !== undefined) return [kind, piece];
  }
  throw new JmespathError(`unexpected ${JSON.stringify(text.charAt(at))} at ${at}`);
}

function tokenOf(
  kind: Exclude<(typeof patterns)[number][0], "space">,
  piece: string,
  at: number,
): Token {
  const inner = piece.slice(1, -1);
  switch (kind) {
    case "name":
      return { kind, name: piece, quoted: false, at };
    case "number":
      return { kind, value: Number(piece), at };
    case "quoted":
      return { kind: "name", name: json(piece, at) as string, quoted: true, at };
    case "raw":
      return { kind: "literal", value: inner.replace(/\\'/g, "'"), at };
    case "json":
      return { kind: "literal", value: literalOf(inner.replace(/\\`/g, "`"), at), at };
    case "mark":
      return { kind, text: piece, at };
  }
}

/** JSON; or, as older versions of the specification have it, a text without quotes. */
function literalOf(text: string, at: number): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    const isMeantAsJson = /^\s*["[{]/.test(text);
    return isMeantAsJson ? json(text, at) : json(`"${text.trimStart()}"`, at);
  }
}

function json(text: string, at: number): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw new JmespathError(`no JSON at ${at}`);
  }
}
