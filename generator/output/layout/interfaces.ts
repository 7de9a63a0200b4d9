import { block, type Form, type Recognize } from "./forms.js";
import { member } from "./types.js";
import { fits } from "./width.js";

/** `interface X extends Y { … }` */
export const interfaceOf: Recognize = ({ lines }, at) => {
  const [, name, parents = ""] =
    /^((?:export )?interface [\w$]+)(?: extends ([\w$<>", ]+))? \{$/.exec(lines[at]!) ?? [];
  if (name === undefined) return undefined;
  const body = block(lines, at + 1, "}", "  ", (line) => member(line, "  "));
  if (!body) return undefined;
  const head = headOf(name, parents, body.lines.length === 0 ? " {}" : " {");
  return head && closed(head, body, 1);
};

/** What Prettier never breaks: a name, or one with one argument. */
const ONE_PARENT = /^(?:[\w$]+(?:<(?:[\w$]+|"[\w$]+")>)?)?$/;

function headOf(name: string, parents: string, end: string): readonly string[] | undefined {
  const line = `${name}${parents && ` extends ${parents}`}${end}`;
  if (fits(line) || ONE_PARENT.test(parents)) return [line];
  const apart = `  extends ${parents}${end}`;
  const isList = /^[\w$]+(?:, [\w$]+)+$/.test(parents);
  return isList && end === " {}" && fits(apart) ? [name, apart] : undefined;
}

/** `interface X extends Y<"X", { … }> { … }` */
export const interfaceWith: Recognize = ({ lines }, at) => {
  const [, head, name] =
    /^((?:export )?interface [\w$]+ extends [\w$]+<)("[\w$]+"), \{$/.exec(lines[at]!) ?? [];
  if (head === undefined || !fits(head)) return undefined;
  const given = block(lines, at + 1, "    }> {", "    ", (line) => member(line, "    "));
  if (!given || given.lines.length === 0) return undefined;
  const taken = given.taken + 1;
  const body = block(lines, at + taken, "}", "  ", (line) => member(line, "  "));
  if (!body || body.lines.length === 0) return undefined;
  return closed([head, `  ${name},`, "  {", ...given.lines, "  }", "> {"], body, taken);
};

function closed(head: readonly string[], body: Form, taken: number): Form {
  const end = body.lines.length === 0 ? [] : [...body.lines, "}"];
  return { lines: [...head, ...end], taken: taken + body.taken };
}
