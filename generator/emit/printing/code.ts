import { jsonText } from "../../text/visible.js";

/** Something that a module of the generated package, or a library, exports. */
export interface Symbol {
  readonly kind: "symbol";
  readonly name: string;
  /**
   * The module it is exported from: its path in the package's `src`, without extension, such as
   * `operations/reEncrypt`; or a library's specifier, such as `#platform`, with `external`.
   */
  readonly module: string;
  readonly external?: true | undefined;
  /** Exists for the compiler only, so that its import does too. */
  readonly typeOnly?: true | undefined;
}

/** The module of symbols that need no import. */
export const globals = "globalThis";

/** Source text with holes where symbols are named; the holes are filled when its module is printed. */
export interface Code {
  readonly kind: "code";
  readonly parts: readonly (string | Symbol)[];
}

/** What may stand in a hole of {@link code}. Strings are source text, not string literals. */
export type Fragment = string | number | Symbol | Code | readonly Fragment[];

/** Source text, as a template whose holes take symbols, other code and plain text. */
export function code(strings: TemplateStringsArray, ...holes: readonly Fragment[]): Code {
  const parts: (string | Symbol)[] = [];
  strings.forEach((text, index) => {
    if (text) parts.push(text);
    const hole = holes[index];
    if (hole !== undefined) append(parts, hole);
  });
  return { kind: "code", parts };
}

/** Code from pieces with a separator between them. */
export function join(pieces: readonly Fragment[], separator: string): Code {
  const parts: (string | Symbol)[] = [];
  pieces.forEach((piece, index) => {
    if (index > 0) parts.push(separator);
    append(parts, piece);
  });
  return { kind: "code", parts };
}

function append(parts: (string | Symbol)[], fragment: Fragment): void {
  if (typeof fragment === "string") parts.push(fragment);
  else if (typeof fragment === "number") parts.push(String(fragment));
  else if (!("kind" in fragment)) for (const piece of fragment) append(parts, piece);
  else if (fragment.kind === "code") for (const part of fragment.parts) parts.push(part);
  else parts.push(fragment);
}

/**
 * A string literal. Whatever a model says goes through here before it stands in an expression: the
 * result is one token, on one line, and reads as what it is.
 */
export function literal(value: string): string {
  return jsonText(value);
}

const identifier = /^[A-Za-z_$][\w$]*$/;

/** A key of an object literal or an interface: as it is, quoted where it must be. */
export function propertyKey(name: string): string {
  // As a plain or quoted key of an object literal `__proto__` would set the prototype.
  if (name === "__proto__") return '["__proto__"]';
  return identifier.test(name) ? name : literal(name);
}

/** The access to a property: `.name`, or `["na-me"]`. */
export function propertyAccess(name: string): string {
  return identifier.test(name) ? `.${name}` : `[${literal(name)}]`;
}

/** The access to a property of what may be absent: `?.name`, or `?.["na-me"]`. */
export function optionalAccess(name: string): string {
  return identifier.test(name) ? `?.${name}` : `?.[${literal(name)}]`;
}
