import { ts } from "ts-morph";
import type { FileContext } from "../file.js";
import { plainProperties, valueOf } from "../syntax.js";

/** That a member of an input is a value. */
export interface Condition {
  /** The members' names, from the input's on. */
  readonly path: readonly string[];
  /** The text of the value. */
  readonly value: string;
  readonly isLiteral: boolean;
}

/** What a mock asks of an input; `undefined` where a comparison with `===` is not the same. */
export function conditionsOf(
  file: FileContext,
  matcher: ts.Expression | undefined,
  path: readonly string[] = [],
): readonly Condition[] | undefined {
  if (!matcher) return [];
  if (ts.isObjectLiteralExpression(matcher)) {
    const fields = [...(plainProperties(matcher) ?? [])];
    if (fields.length < matcher.properties.length || (path.length > 0 && fields.length === 0)) {
      return undefined;
    }
    const found = fields.map(([name, property]) =>
      conditionsOf(file, valueOf(property), [...path, name]),
    );
    return found.every((one) => one !== undefined) ? found.flat() : undefined;
  }
  const { flags } = file.checker.getTypeAtLocation(matcher);
  const isPlain = ts.isIdentifier(matcher) || ts.isPropertyAccessExpression(matcher);
  const isLiteral = ts.isLiteralExpression(matcher) || isBoolean(matcher);
  const isKnown = (flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike)) !== 0;
  if (path.length === 0 || !(isLiteral || (isPlain && isKnown))) return undefined;
  return [{ path, value: file.text(matcher), isLiteral }];
}

const isBoolean = ({ kind }: ts.Node): boolean =>
  kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword;

/** @param input the text of what is compared */
export function printConditions(input: string, conditions: readonly Condition[]): string {
  return conditions
    .map(({ path, value }) => `${input}${path.map(member).join("")} === ${value}`)
    .join(" && ");
}

function member(name: string, depth: number): string {
  const isName = /^[A-Za-z_$][\w$]*$/.test(name);
  const dot = depth > 0 ? "?." : isName ? "." : "";
  return `${dot}${isName ? name : `[${JSON.stringify(name)}]`}`;
}

/** Whether no input meets both. */
export function areDisjoint(one: readonly Condition[], other: readonly Condition[]): boolean {
  const named = new Map(one.map((condition) => [condition.path.join("."), condition]));
  return other.some(({ path, value, isLiteral }) => {
    const same = named.get(path.join("."));
    return same !== undefined && isLiteral && same.isLiteral && same.value !== value;
  });
}
