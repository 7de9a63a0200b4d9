// Most of what is printed has one of a few forms, of which Prettier's layout can be told at once.
import { classOf } from "./classes.js";
import { parseExpression, printExpression } from "./expression.js";
import { block, docComment, type Form, type Recognize, type Source } from "./forms.js";
import { interfaceOf, interfaceWith } from "./interfaces.js";
import { withArguments } from "./types.js";
import { unionOf } from "./unions.js";
import { fits } from "./width.js";

/** A statement with the comment before it, if both have a form that is known. */
export function recognize(source: Source, at: number): Form | undefined {
  const comment = docComment(source.lines, at, "") ?? { lines: [], taken: 0 };
  const start = at + comment.taken;
  if (start >= source.lines.length) return undefined;
  for (const form of FORMS) {
    const found = form(source, start);
    if (found)
      return { lines: [...comment.lines, ...found.lines], taken: comment.taken + found.taken };
  }
  return undefined;
}

/** `import { … } from "…";`, and `export`. */
const list: Recognize = ({ lines }, at) => {
  const line = lines[at]!;
  const [, head, names = "", from] =
    /^((?:import|export)(?: type)? )\{ ((?:[\w$]+|[ ,])+) \}( from "[^"\\']+";)$/.exec(line) ?? [];
  if (head === undefined) return undefined;
  const parts = names.split(", ");
  // One name alone is never broken.
  if (fits(line) || parts.length === 1) return { lines: [line], taken: 1 };
  return { lines: [`${head}{`, ...parts.map((part) => `  ${part},`), `}${from}`], taken: 1 };
};

/** `const X = { A: "a", … } as const;` */
const constant: Recognize = ({ lines }, at) => {
  const head = lines[at]!;
  if (!/^export const [\w$]+ = \{$/.test(head)) return undefined;
  const body = block(lines, at + 1, "    } as const;", "  ", (line) => {
    const [, key, value] = /^([A-Za-z_$][\w$]*:) ("[^"\\']*",)$/.exec(line) ?? [];
    if (key === undefined) return undefined;
    return fits(`  ${line}`) ? [`  ${line}`] : [`  ${key}`, `    ${value}`];
  });
  if (!body || body.lines.length === 0) return undefined;
  return { lines: [head, ...body.lines, "} as const;"], taken: body.taken + 1 };
};

/** A function that returns one value: `function f(a: A): B { return g(a, { M: x }); }`. */
const functionOf: Recognize = ({ lines }, at) => {
  const [head = "", body = "", end] = lines.slice(at, at + 3);
  const [, name, given = "", type = ""] =
    /^((?:export )?function [\w$]+)\(((?:[\w$]+\??: [\w$]+(?: = \{(?: {2})?\})?(?:, )?)+)\): ([\w$<>, ]+) \{$/.exec(
      head,
    ) ?? [];
  if (name === undefined || end !== "}") return undefined;
  const parameters = given.replaceAll("{  }", "{}").split(", ");
  const first = headOf(name, parameters, type);
  const returned = /^ {4}return /.test(body)
    ? parseExpression(body, "    return ".length)
    : undefined;
  if (!first || !returned || body.slice(returned.end) !== ";") return undefined;
  const value = printExpression(returned.expression, "  return ", ";", "  ");
  return value && { lines: [...first, ...value, "}"], taken: 3 };
};

/** The head of a function: in one line, or with one for each parameter. */
function headOf(
  name: string,
  parameters: readonly string[],
  type: string,
): readonly string[] | undefined {
  const line = `${name}(${parameters.join(", ")}): ${type} {`;
  if (fits(line)) return [line];
  const lines = [`${name}(`, ...parameters.map((parameter) => `  ${parameter},`)];
  const result = resultOf(type);
  return result && lines.every(fits) ? [...lines, ...result] : undefined;
}

/** What follows parameters that have a line each. */
function resultOf(type: string): readonly string[] | undefined {
  const line = `): ${type} {`;
  if (fits(line)) return [line];
  const [, value] = /^Promise<(.+)>$/.exec(type) ?? [];
  if (value === undefined) return withArguments(type, "): ", " {", "");
  const inner = fits(`  ${value}`) ? [`  ${value}`] : withArguments(value, "  ", "", "  ");
  return inner && ["): Promise<", ...inner, "> {"];
}

/** `const x: X<A, B> = { … };` */
const objectOf: Recognize = ({ text, lines, starts }, at) => {
  const line = lines[at]!;
  const [, name = "", of = "", given] =
    /^((?:export )?const [\w$]+: )([\w$]+)(?:<([\w$"]+(?:, [\w$]+)*)>)? = \{$/.exec(line) ?? [];
  if (of === "") return undefined;
  const parsed = parseExpression(text, starts[at]! + line.length - 1);
  if (!parsed || !text.startsWith(";\n", parsed.end)) return undefined;
  // The value alone would go to the next line.
  if (!fits(line) && fits(line.slice(0, -2))) return undefined;
  const head = fits(line) ? [line.slice(0, -1)] : withArguments(`${of}<${given}>`, name, " = ", "");
  const before = head?.at(-1);
  if (!head || before === undefined) return undefined;
  const value = printExpression(parsed.expression, before, ";", "");
  const taken = text.slice(starts[at], parsed.end).split("\n").length;
  return value && { lines: [...head.slice(0, -1), ...value], taken };
};

/** `const X: { new … } = f(Y, "X", { … });`, of which the type is as it shall be. */
const constructorOf: Recognize = ({ text, lines, starts }, at) => {
  const [head = "", create = "", prototype = "", value = ""] = lines.slice(at, at + 4);
  const isHead =
    /^export const [\w$]+: \{$/.test(head) &&
    /^ {2}new \([\w$]+\?: [\w$]+\): [\w$]+;$/.test(create) &&
    /^ {2}readonly prototype: [\w$]+;$/.test(prototype);
  const [before] = /^\} = \/\* @__PURE__ \*\/ [\w$]+\([\w$]+, "[\w$]+", (?=\{$)/.exec(value) ?? [];
  if (!isHead || before === undefined) return undefined;
  const parsed = parseExpression(text, starts[at + 3]! + before.length);
  if (!parsed || !text.startsWith(");\n", parsed.end)) return undefined;
  const given = printExpression(parsed.expression, before, ");", "");
  const taken = text.slice(starts[at], parsed.end).split("\n").length;
  return given && { lines: [head, create, prototype, ...given], taken };
};

/** `abstract class X<A extends B, C extends D> extends E<A, C, B, D> {}`, which is as it shall be. */
const abstractClass: Recognize = ({ lines }, at) => {
  const [head = "", first = "", second = "", end = ""] = lines.slice(at, at + 4);
  const isKnown =
    /^abstract class [\w$]+<$/.test(head) &&
    [first, second].every((line) => /^ {2}[\w$]+ extends [\w$]+,$/.test(line)) &&
    /^> extends [\w$]+<[\w$]+(?:, [\w$]+)*> \{\}$/.test(end);
  // Otherwise it is the arguments after it that have a line each.
  const line = `${head}${first.trim()} ${second.trim().slice(0, -1)}${end.replace(/<.*/, "<")}`;
  return isKnown && !fits(line) && fits(end)
    ? { lines: [head, first, second, end], taken: 4 }
    : undefined;
};

const FORMS: readonly Recognize[] = [
  list,
  interfaceOf,
  interfaceWith,
  classOf,
  abstractClass,
  constructorOf,
  constant,
  unionOf,
  functionOf,
  objectOf,
];
