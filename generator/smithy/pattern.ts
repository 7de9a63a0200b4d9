import { createContext, Script, type Context } from "node:vm";

// Enough for any honest pattern; a hostile one may backtrack for years.
const patience = 50;

let sandbox: { readonly context: Context; readonly script: Script } | undefined;

/**
 * Whether a text has a match of a pattern that a model brings, or `undefined` where that cannot be
 * told: by the specification a pattern is ECMA 262's, yet those that models have are Java's, since
 * Smithy itself reads them so. Only what means the same in both is held against a text.
 */
export function matchesPattern(pattern: string, text: string): boolean | undefined {
  if (differences.some(([where, which]) => where.test(pattern) && which.test(text))) {
    return undefined;
  }
  const regex = patternOf(pattern);
  if (regex === undefined) return undefined;
  sandbox ??= { context: createContext({}), script: new Script("regex.test(text)") };
  const { context, script } = sandbox;
  context["regex"] = regex;
  context["text"] = text;
  try {
    return script.runInContext(context, { timeout: patience }) as boolean;
  } catch {
    return undefined;
  }
}

const known = new Map<string, RegExp>();

/** The same for a pattern of our own, which needs no such care. */
export function matchesOwnPattern(pattern: string, text: string): boolean {
  let regex = known.get(pattern);
  if (regex === undefined) known.set(pattern, (regex = new RegExp(pattern, "u")));
  return regex.test(text);
}

/** What both languages have, but read differently in some texts: where in a pattern, which texts. */
const differences: readonly (readonly [where: RegExp, which: RegExp])[] = [
  [/\\[sSbB]/, /\P{ASCII}/u],
  // Java's end is before a last line break, too.
  [/\$/, /[\n\r\u0085\u2028\u2029]$/],
  [/\./, /\u0085/],
];

// A general category, by its short name: `\p{Alpha}` and others are ASCII's in Java.
const category = String.raw`\\[pP]\{(?:[CLMNPSZ][a-z]?|LC)\}`;
const escape = String.raw`${category}|\\(?:[dDwWsStnrf]|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|[^A-Za-z\d])`;

/** A piece of what means the same in both; no unions and intersections of classes among it. */
const piece = new RegExp(
  [
    String.raw`\[\^?(?!\])(?:${escape}|(?!&&)[^\\[\]])+\]`,
    String.raw`\\[bB]|${escape}`,
    String.raw`\((?:\?(?:[:=!]|<[=!]|<[A-Za-z][A-Za-z\d]*>))?`,
    String.raw`\{\d+(?:,\d*)?\}`,
    String.raw`[^\\[({]`,
  ].join("|"),
  "guy",
);

/** A pattern as a regular expression, if it is one, and the same, in both languages. */
function patternOf(pattern: string): RegExp | undefined {
  const pieces = pattern.match(piece) ?? [];
  if (pieces.join("") !== pattern) return undefined;
  try {
    return new RegExp(pieces.map(strictly).join(""), "u");
  } catch {
    return undefined;
  }
}

const needlessEscape = /\\([^A-Za-z\d^$\\.*+?()[\]{}|/-])/u.source;
const inClass = new RegExp(String.raw`(${category}|\\[dDwWsS])-|${needlessEscape}|\\[^]`, "gu");

/** A piece as the `u` flag asks for it, which allows no needless escapes nor stray brackets. */
function strictly(text: string): string {
  if (text === "\\-") return "-";
  if (text === "]" || text === "}") return `\\${text}`;
  return text.replace(inClass, (all, set?: string, escaped?: string) =>
    set === undefined ? (escaped ?? all) : `${set}\\-`,
  );
}
