import { compilePattern, type Automaton } from "./automaton.js";
import { createBudget, TooCostly, type Budget } from "./budget.js";

/** Tells whether a text has a match of a pattern, where that can be told. */
export type PatternMatcher = (pattern: string, text: string) => boolean | undefined;

// Looks of an automaton at a character, of which the machine does some 10 million a second: of all
// patterns together, and of each. An honest one takes a few for each character of its texts.
const mostOfAll = 10_000_000;
const mostOfEach = mostOfAll / 5;
// The largest of AWS's automata have some 10,000 states. What making one takes stands for its memory.
const costOfState = 50;

/**
 * Makes a matcher for all of a model's patterns.
 *
 * @param tell - called with each pattern that takes too much work, once; its texts are left unchecked
 * @param whole - the work that may be done for all of them
 */
export function patternMatcher(
  tell: (pattern: string) => void,
  whole: Budget = createBudget(mostOfAll),
): PatternMatcher {
  const known = new Map<string, (text: string) => boolean | undefined>();
  const refuse = (pattern: string, error: unknown): undefined => {
    if (!(error instanceof TooCostly)) throw error;
    known.set(pattern, () => undefined);
    tell(pattern);
  };
  const prepare = (pattern: string): ((text: string) => boolean | undefined) => {
    const budget = createBudget(mostOfEach, whole);
    const matches = automatonOf(pattern, budget);
    return (text) => (isAlike(pattern, text) ? matches?.(text, budget) : undefined);
  };
  return (pattern, text) => {
    try {
      let matches = known.get(pattern);
      if (matches === undefined) known.set(pattern, (matches = prepare(pattern)));
      return matches(text);
    } catch (error) {
      return refuse(pattern, error);
    }
  };
}

/**
 * Whether a text has a match of a pattern that a model brings, or `undefined` where that cannot be
 * told: by the specification a pattern is ECMA 262's, yet those that models have are Java's, since
 * Smithy itself reads them so. Only what means the same in both is held against a text.
 */
export function matchesPattern(pattern: string, text: string): boolean | undefined {
  return patternMatcher(() => {})(pattern, text);
}

function isAlike(pattern: string, text: string): boolean {
  return !differences.some(([where, which]) => where.test(pattern) && which.test(text));
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

/** A pattern as an automaton, if it is a regular expression, and the same, in both languages. */
function automatonOf(pattern: string, budget: Budget): Automaton | undefined {
  budget.spend(pattern.length);
  const spend = (states: number): void => budget.spend(costOfState * states);
  try {
    const pieces = pattern.match(piece) ?? [];
    if (pieces.join("") !== pattern) return undefined;
    return compilePattern(pieces.map(strictly).join(""), { spend });
  } catch (error) {
    if (error instanceof TooCostly) throw error;
    // Of the syntax, or of the engine's stack, where thousands of groups are in each other.
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
