import { Problem } from "./problem.js";

/**
 * A path to values in an operation's input: the part of JMESPath (https://jmespath.org) that
 * `smithy.rules#operationContextParams` may use.
 */
export type Path =
  | { readonly kind: "current" }
  | { readonly kind: "field"; readonly name: string }
  /** The second, from what the first leads to. */
  | { readonly kind: "chain"; readonly first: Path; readonly then: Path }
  /** For each item of a list, of the values of a map, or of a list of lists made one. */
  | {
      readonly kind: "items" | "values" | "flatten";
      readonly of: Path;
      readonly each: Path;
    }
  | { readonly kind: "list"; readonly of: readonly Path[] }
  | { readonly kind: "keys"; readonly of: Path };

const current: Path = { kind: "current" };

/** How tightly operators bind to what is before them, as in JMESPath. */
const binding: Readonly<Record<string, number>> = { "[]": 9, ".": 40, "[*]": 55 };
/** How tightly a projection does to what is after it. */
const projection = 20;

/**
 * Reads a path.
 *
 * @throws Problem where it is none, or uses more of JMESPath than is allowed
 */
export function parsePath(text: string, pointer: string): Path {
  const tokens = [
    ...text.matchAll(/\s*([A-Za-z_]\w*|"(?:[^"\\]|\\.)*"|\[\s*\*\s*\]|\[\]|\S)/gy),
  ].map(([, token = ""]) => (token.startsWith("[") ? token.replace(/\s/g, "") : token));
  let at = 0;
  const peek = () => tokens[at] ?? "";
  const fail = (): never => {
    const found = at < tokens.length ? `found ${JSON.stringify(peek())}` : "it ends too early";
    const message =
      `${JSON.stringify(text)} is not a path of identifiers, wildcards, multi-select lists, ` +
      `flattening and keys(): ${found}`;
    throw new Problem("EndpointParameter.Path", message, pointer);
  };
  const take = (token: string) => (peek() === token ? at++ : fail());

  const isName = (token: string) => /^["A-Za-z_]/.test(token);
  const name = (): string => {
    const token = peek();
    if (!isName(token)) fail();
    try {
      const read = token.startsWith('"') ? (JSON.parse(token) as string) : token;
      at++;
      return read;
    } catch {
      return fail();
    }
  };

  /** What may stand on its own, or after a dot. */
  const primary = (): Path => {
    if (peek() === "*") {
      at++;
      return { kind: "values", of: current, each: rest(projection) };
    }
    if (peek() === "[") {
      const of: Path[] = [];
      do {
        at++;
        of.push(expression(0));
      } while (peek() === ",");
      take("]");
      return { kind: "list", of };
    }
    const called = name();
    if (peek() !== "(") return { kind: "field", name: called };
    if (called !== "keys") fail();
    at++;
    const of = expression(0);
    take(")");
    return { kind: "keys", of };
  };

  /** What a projection goes on with for each item. */
  const rest = (power: number): Path => {
    if (peek() === "." || peek() === "[*]") return follow(current, power);
    return current;
  };

  const follow = (start: Path, power: number): Path => {
    let path = start;
    for (let next = peek(); (binding[next] ?? 0) > power; next = peek()) {
      at++;
      if (next === "[]") path = { kind: "flatten", of: path, each: rest(binding[next] ?? 0) };
      else if (next === "[*]") path = { kind: "items", of: path, each: rest(projection) };
      else path = chain(path, primary());
    }
    return path;
  };

  const expression = (power: number): Path => {
    const starts = peek() === "[*]" || peek() === "[]";
    return follow(starts ? current : primary(), power);
  };

  const path = expression(0);
  if (at < tokens.length) fail();
  return path;
}

function chain(first: Path, then: Path): Path {
  return first.kind === "current" ? then : { kind: "chain", first, then };
}
