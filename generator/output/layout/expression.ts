import { withArguments } from "./types.js";
import { fits } from "./width.js";

/** An expression of the few kinds that serializers, deserializers and operations are made of. */
export type Expression =
  /** A name, a member of one, a text, a number. */
  | { readonly kind: "plain"; readonly text: string }
  | {
      readonly kind: "call";
      readonly name: string;
      /** In one text, such as `A, B`. */
      readonly types?: string | undefined;
      readonly args: readonly Expression[];
    }
  | { readonly kind: "arrow"; readonly head: string; readonly body: Expression }
  | {
      readonly kind: "object";
      /** Whether its first member begins a line, which Prettier leaves so. */
      readonly isOpen: boolean;
      readonly members: readonly Member[];
    };

interface Member {
  /** Absent in `{ name }`. */
  readonly key?: string | undefined;
  readonly value: Expression;
}

export interface Parsed {
  readonly expression: Expression;
  /** Where it ends in the text. */
  readonly end: number;
}

/** Reads an expression; `undefined` where it has a part of another kind. */
export function parseExpression(text: string, start: number): Parsed | undefined {
  let at = start;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found ?? undefined;
  };

  const expression = (): Expression | undefined => {
    take(SPACE);
    const arrow = take(ARROW);
    if (arrow) {
      const isInParentheses = take(OPEN) !== undefined;
      const body = expression();
      if (!body || (isInParentheses && !take(CLOSE))) return undefined;
      // Without parentheses, it would be a block.
      if (!isInParentheses && body.kind === "object") return undefined;
      return { kind: "arrow", head: arrow[0].trim(), body };
    }
    if (take(BRACE)) return object();
    const plain = take(PLAIN)?.[1];
    if (plain === undefined) return undefined;
    const types = isName(plain) ? take(TYPES)?.[1] : undefined;
    if (!isName(plain) || !take(CALLED)) return { kind: "plain", text: plain };
    const args = list(CLOSE, expression);
    return args && !take(CHAINED) ? { kind: "call", name: plain, types, args } : undefined;
  };

  const object = (): Expression | undefined => {
    const isOpen = take(NEWLINE) !== undefined;
    const members = list(END, (): Member | undefined => {
      take(SPACE);
      const key = take(KEY)?.[1];
      if (key === undefined) {
        const name = take(PLAIN)?.[1];
        return name !== undefined && isName(name) && !name.includes(".")
          ? { value: { kind: "plain", text: name } }
          : undefined;
      }
      const value = expression();
      return value && { key, value };
    });
    return members && { kind: "object", isOpen: isOpen && members.length > 0, members };
  };

  const list = <T>(end: RegExp, item: () => T | undefined): readonly T[] | undefined => {
    const items: T[] = [];
    while (!take(end)) {
      const next = item();
      if (next === undefined) return undefined;
      items.push(next);
      if (take(COMMA)) {
        // Prettier keeps an empty line.
        if (take(EMPTY_LINE)) return undefined;
        continue;
      }
      return take(end) ? items : undefined;
    }
    return items;
  };

  const found = expression();
  return found && { expression: found, end: at };
}

const SPACE = /\s*/y;
const ARROW = /\((?:[\w$]+(?:: [\w$]+(?:\["\w+"\])?)?)?\)(?:: [\w$]+)? => /y;
const OPEN = /\((?!\))/y;
const BRACE = /\{ */y;
const NEWLINE = /\n/y;
const END = /\s*\}/y;
const CLOSE = /\s*\)/y;
const COMMA = /,/y;
const EMPTY_LINE = /[^\S\n]*\n[^\S\n]*\n/y;
const TYPES = /<([\w$]+(?:, [\w$]+)+)>(?=\()/y;
const CALLED = /\(/y;
const CHAINED = /[.([!?]/y;
/** Texts have neither quotes nor escapes: how Prettier writes these depends on what else is in them. */
const PLAIN =
  /(new Date\(0\)|[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*|"[^"'\\\n]*"|\d+|\[(?:(?:[\w$]+|"[^"'\\\n]*")(?:, (?:[\w$]+|"[^"'\\\n]*"))*)?\])/y;
/** In quotes only where it needs them. */
const KEY = /([A-Za-z_$][\w$]*|"[\w$]*[^\w$"'\\\n][^"'\\\n]*"): /y;

/** Those with elements may be broken before what is around them. */
const isArray = (value: Expression): boolean =>
  value.kind === "plain" && /^\[./.test(value.text) && value.text !== "[]";

const isName = (text: string): boolean => /^[A-Za-z_$]/.test(text);

/**
 * Prints an expression as Prettier does.
 *
 * @param before - what its first line begins with
 * @param after - what its last line ends with
 * @param indent - that of the line
 * @returns its lines; `undefined` where it has to be broken in a way that is not known here
 */
export function printExpression(
  expression: Expression,
  before: string,
  after: string,
  indent: string,
): readonly string[] | undefined {
  const line = flat(expression);
  if (line !== undefined && fits(before + line + after)) return [before + line + after];
  const deeper = `${indent}  `;
  switch (expression.kind) {
    case "plain":
      return undefined;
    case "object":
      return between(
        `${before}{`,
        expression.members.map((member) => printMember(member, deeper)),
        `${indent}}${after}`,
      );
    case "arrow": {
      const head = `${before}${expression.head}`;
      if (expression.body.kind === "object") {
        return printExpression(expression.body, `${head} (`, `)${after}`, indent);
      }
      if (!fits(head)) return printParameter(expression, before, after, indent);
      const body = printExpression(expression.body, deeper, after, deeper);
      return body && [head, ...body];
    }
    case "call":
      return expression.types === undefined
        ? printCall(expression.name, expression.args, before, after, indent)
        : printTypedCall(expression.name, expression.types, expression.args, before, after, indent);
  }
}

function printMember({ key, value }: Member, indent: string): readonly string[] | undefined {
  if (key === undefined) return printExpression(value, indent, ",", indent);
  const lines = printExpression(value, `${indent}${key}: `, ",", indent);
  if (lines || value.kind !== "plain" || !isName(value.text)) return lines;
  const below = `${indent}  ${value.text},`;
  return fits(below) ? [`${indent}${key}:`, below] : undefined;
}

/** A function whose head is too long: its parameter has a line, and its value follows. */
function printParameter(
  { head, body }: Expression & { readonly kind: "arrow" },
  before: string,
  after: string,
  indent: string,
): readonly string[] | undefined {
  const [, parameter] = /^\((.+)\) =>$/.exec(head) ?? [];
  const value = flat(body);
  if (parameter === undefined || value === undefined || body.kind !== "call") return undefined;
  const lines = [`${before}(`, `${indent}  ${parameter},`, `${indent}) => ${value}${after}`];
  return lines.every(fits) ? lines : undefined;
}

/** The last argument alone is broken where that is an object; otherwise each has a line. */
function printCall(
  name: string,
  args: readonly Expression[],
  before: string,
  after: string,
  indent: string,
): readonly string[] | undefined {
  const last = args.at(-1);
  // One short argument is not broken, but what is around it.
  if (!last || (args.length === 1 && last.kind !== "object")) return undefined;
  if (args.some(isArray)) return undefined;
  // What functions are broken like depends on more than is known here.
  if (args.some(({ kind }) => kind === "arrow")) return undefined;
  const others = args.slice(0, -1);
  const isHugged =
    last.kind === "object" && last.members.length > 0 && others.at(-1)?.kind !== "object";
  const first = others.map(flat);
  if (isHugged && first.every((text) => text !== undefined)) {
    const head = `${before}${name}(${first.map((text) => `${text}, `).join("")}`;
    if (fits(`${head}{`)) {
      return printExpression({ ...last, isOpen: true }, head, `)${after}`, indent);
    }
  }
  const deeper = `${indent}  `;
  return between(
    `${before}${name}(`,
    args.map((arg) => printExpression(arg, deeper, ",", deeper)),
    `${indent})${after}`,
  );
}

/** What its types have no room for is broken first, and its arguments where that is not enough. */
function printTypedCall(
  name: string,
  types: string,
  args: readonly Expression[],
  before: string,
  after: string,
  indent: string,
): readonly string[] | undefined {
  const head = `${name}<${types}>`;
  if (fits(`${before}${head}(`)) return printCall(head, args, before, after, indent);
  const broken = withArguments(head, before, "", indent);
  const call = { kind: "call", name: ">", args } as const;
  const rest = printExpression(call, indent, after, indent);
  return broken && rest && [...broken.slice(0, -1), ...rest];
}

function between(
  first: string,
  parts: readonly (readonly string[] | undefined)[],
  last: string,
): readonly string[] | undefined {
  if (!fits(first) || !parts.every((part) => part !== undefined)) return undefined;
  return [first, ...parts.flat(), last];
}

/** In one line; `undefined` where it cannot be. */
function flat(expression: Expression): string | undefined {
  switch (expression.kind) {
    case "plain":
      return expression.text;
    case "call": {
      const args = expression.args.map(flat);
      const { name, types } = expression;
      const callee = types === undefined ? name : `${name}<${types}>`;
      return args.includes(undefined) ? undefined : `${callee}(${args.join(", ")})`;
    }
    case "arrow": {
      const body = flat(expression.body);
      if (body === undefined) return undefined;
      return `${expression.head} ${expression.body.kind === "object" ? `(${body})` : body}`;
    }
    case "object": {
      if (expression.isOpen) return undefined;
      if (expression.members.length === 0) return "{}";
      const members = expression.members.map(({ key, value }) => {
        const text = flat(value);
        return key === undefined || text === undefined ? text : `${key}: ${text}`;
      });
      return members.includes(undefined) ? undefined : `{ ${members.join(", ")} }`;
    }
  }
}
