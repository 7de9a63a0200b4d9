// Most of what is printed has one of a few forms, of which Prettier's layout can be told at once.
import { parseExpression, printExpression } from "./expression.js";
import { fits } from "./width.js";

/** A module's text, and its lines. */
export interface Source {
  readonly text: string;
  readonly lines: readonly string[];
  /** Where each line begins in the text. */
  readonly starts: readonly number[];
}

/** Lines of a statement as they shall be, and how many of the source's they stand for. */
export interface Form {
  readonly lines: readonly string[];
  readonly taken: number;
}

/** The form of the statement that begins at a line, its comment not included. */
type Recognize = (source: Source, at: number) => Form | undefined;

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

/** `/** … *\/`, of one or several lines, whose indentation is to be another. */
function docComment(lines: readonly string[], at: number, indent: string): Form | undefined {
  const first = lines[at]?.trim();
  if (!first?.startsWith("/**")) return undefined;
  const found = [`${indent}${first}`];
  let taken = 1;
  if (!first.endsWith("*/")) {
    for (let isOpen = true; isOpen; taken++) {
      const line = lines[at + taken]?.trim();
      if (!line?.startsWith("*")) return undefined;
      found.push(`${indent} ${line}`);
      isOpen = !line.endsWith("*/");
    }
  }
  return found.some((line) => line.slice(0, -2).includes("*/"))
    ? undefined
    : { lines: found, taken };
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

/** Types of names, lists, arguments and texts: what Prettier prints as it is. */
const FLAT_TYPE = /^[\w$"][\w$.<>[\],|" -]*$/;

/** `name?: type;` */
function member(line: string): readonly string[] | undefined {
  const [, head = "", type = ""] = /^((?:readonly )?[A-Za-z_$][\w$]*\??:) (.+);$/.exec(line) ?? [];
  if (!FLAT_TYPE.test(type) || type.includes("  ")) return undefined;
  const whole = `  ${head} ${type};`;
  if (fits(whole)) return [whole];
  const joined = `    ${type};`;
  if (type.includes(" | ") && fits(joined)) return [`  ${head}`, joined];
  const parts = type.split(" | ");
  // A type that is no union breaks in another way.
  if (parts.length === 1) return undefined;
  const broken = parts.map((part, i) => union(part, "    ", i === parts.length - 1 ? ";" : ""));
  return broken.every((part) => part !== undefined) ? [`  ${head}`, ...broken.flat()] : undefined;
}

/** A type of a union that has a line for each: with one for each argument, where it is too long. */
function union(type: string, indent: string, end: string): readonly string[] | undefined {
  const line = `${indent}| ${type}${end}`;
  if (fits(line)) return [line];
  const [, name, given = ""] = /^([\w$]+)<([\w$]+(?:, [\w$]+)+)>$/.exec(type) ?? [];
  if (name === undefined) return undefined;
  const parts = given.split(", ").join(`,\n${indent}    `).split("\n");
  const [first = "", ...others] = parts;
  const lines = [`${indent}    ${first}`, ...others];
  return lines.every(fits) ? [`${indent}| ${name}<`, ...lines, `${indent}  >${end}`] : undefined;
}

/** Members, each with its comment, up to the line that ends them. */
function block(
  lines: readonly string[],
  at: number,
  end: string,
  read: (line: string) => readonly string[] | undefined,
): Form | undefined {
  const found: string[] = [];
  let taken = 0;
  for (;;) {
    const line = lines[at + taken];
    if (line === undefined) return undefined;
    if (line === end) return { lines: found, taken: taken + 1 };
    const comment = docComment(lines, at + taken, "  ");
    if (comment) {
      for (const one of comment.lines) found.push(one);
      taken += comment.taken;
    }
    const of = lines[at + taken] ?? "";
    const printed = /^ {4}\S/.test(of) ? read(of.slice(4)) : undefined;
    if (!printed) return undefined;
    for (const one of printed) found.push(one);
    taken++;
  }
}

/** `interface X { … }` */
const interfaceOf: Recognize = ({ lines }, at) => {
  const head = lines[at]!;
  if (!/^(export )?interface [\w$]+( extends [\w$<>", ]+)? \{$/.test(head) || !fits(head))
    return undefined;
  const body = block(lines, at + 1, "}", member);
  if (!body) return undefined;
  const taken = body.taken + 1;
  if (body.lines.length === 0) return fits(`${head}}`) ? { lines: [`${head}}`], taken } : undefined;
  return { lines: [head, ...body.lines, "}"], taken };
};

/** `const X = { A: "a", … } as const;` */
const constant: Recognize = ({ lines }, at) => {
  const head = lines[at]!;
  if (!/^export const [\w$]+ = \{$/.test(head)) return undefined;
  const body = block(lines, at + 1, "    } as const;", (line) => {
    const printed = `  ${line}`;
    return /^[A-Za-z_$][\w$]*: "[^"\\']*",$/.test(line) && fits(printed) ? [printed] : undefined;
  });
  if (!body || body.lines.length === 0) return undefined;
  return { lines: [head, ...body.lines, "} as const;"], taken: body.taken + 1 };
};

/** `type X = | A`, and a line for each further one. */
const unionOf: Recognize = ({ lines }, at) => {
  const [, head, first = ""] = /^((?:export )?type [\w$]+ =) \| ([\w$]+);?$/.exec(lines[at]!) ?? [];
  if (head === undefined) return undefined;
  const names = [first];
  let taken = 1;
  for (let last = lines[at]!; !last.endsWith(";"); taken++) {
    last = lines[at + taken] ?? "";
    const [, name] = /^ {4}\| ([\w$]+);?$/.exec(last) ?? [];
    if (name === undefined) return undefined;
    names.push(name);
  }
  const line = `${head} ${names.join(" | ")};`;
  if (fits(line)) return { lines: [line], taken };
  const joined = `  ${names.join(" | ")};`;
  if (names.length > 1 && fits(joined)) return { lines: [head, joined], taken };
  const broken = names.map((name, i) => `  | ${name}${i === names.length - 1 ? ";" : ""}`);
  return names.length > 1 && broken.every(fits) ? { lines: [head, ...broken], taken } : undefined;
};

/** A function that returns one value: `function f(a: A): B { return g(a, { M: x }); }`. */
const functionOf: Recognize = ({ lines }, at) => {
  const [head = "", body = "", end] = lines.slice(at, at + 3);
  const [, name, given = "", type = ""] =
    /^((?:export )?function [\w$]+)\(((?:[\w$]+\??: [\w$]+(?: = \{ {2}\})?(?:, )?)+)\): ([\w$<>, ]+) \{$/.exec(
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
  // One alone that is `{}` by default is broken in another way.
  if (parameters.length === 1 && parameters[0]!.includes("=")) return undefined;
  const lines = [`${name}(`, ...parameters.map((parameter) => `  ${parameter},`)];
  const [, result = ""] = /^Promise<(.+)>$/.exec(type) ?? [];
  const [, value, error] = /^Result<([\w$]+), ([\w$]+)>$/.exec(result) ?? [];
  if (fits(`): ${type} {`)) lines.push(`): ${type} {`);
  else if (fits(`  ${result}`)) lines.push("): Promise<", `  ${result}`, "> {");
  else lines.push("): Promise<", "  Result<", `    ${value},`, `    ${error}`, "  >", "> {");
  return lines.every(fits) && (value !== undefined || fits(`): ${type} {`)) ? lines : undefined;
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
  const arguments_ = given?.split(", ") ?? [];
  const head = fits(line)
    ? []
    : [
        `${name}${of}<`,
        ...arguments_.map((one, i) => `  ${one}${i < arguments_.length - 1 ? "," : ""}`),
      ];
  // A type of one argument is broken in another way.
  if (!head.every(fits) || (head.length > 0 && arguments_.length < 2)) return undefined;
  const before = head.length > 0 ? "> = " : line.slice(0, -1);
  const value = printExpression(parsed.expression, before, ";", "");
  const taken = text.slice(starts[at], parsed.end).split("\n").length;
  return value && { lines: [...head, ...value], taken };
};

const FORMS: readonly Recognize[] = [list, interfaceOf, constant, unionOf, functionOf, objectOf];
