import { createContext, Script, type Context } from "node:vm";

// Enough for any honest pattern; a hostile one may backtrack for years.
const patience = 50;

let sandbox: { readonly context: Context; readonly script: Script } | undefined;

/**
 * Whether a text has a match of a pattern that a model brings (ECMA 262), or `undefined` where the
 * pattern is not one, or takes too long.
 */
export function matchesPattern(pattern: string, text: string): boolean | undefined {
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

/** A pattern as a regular expression; those that only older forms of the language allow, too. */
export function patternOf(pattern: string): RegExp | undefined {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      continue;
    }
  }
  return undefined;
}
