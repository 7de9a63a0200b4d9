import { docComment, type Form, type Recognize } from "./forms.js";
import { withArguments } from "./types.js";
import { fits } from "./width.js";

/** `class X extends Y<A, B> { … }` */
export const classOf: Recognize = ({ lines }, at) => {
  const [, name, parent = ""] =
    /^(export class [\w$]+ extends )([\w$]+(?:<[\w$]+, [\w$]+>)?) \{$/.exec(lines[at]!) ?? [];
  if (name === undefined) return undefined;
  const body: string[] = [];
  let next = at + 1;
  while (lines[next] !== "}") {
    const found = memberOf(lines, next);
    if (!found) return undefined;
    for (const line of found.lines) body.push(line);
    next += found.taken;
  }
  const end = body.length === 0 ? " {}" : " {";
  const line = `${name}${parent}${end}`;
  const head = fits(line) || !parent.includes("<") ? [line] : withArguments(parent, name, end, "");
  const closing = body.length === 0 ? [] : ["}"];
  return head && { lines: [...head, ...body, ...closing], taken: next - at + 1 };
};

/** A member of a class, with its comment. */
function memberOf(lines: readonly string[], at: number): Form | undefined {
  const comment = docComment(lines, at, "  ") ?? { lines: [], taken: 0 };
  const start = at + comment.taken;
  const isConstructor = CONSTRUCTOR.test(lines[start]!) && SUPER.test(lines[start + 1]!);
  const member = isConstructor
    ? [`  ${lines[start]}`, `    ${lines[start + 1]}`, `  ${lines[start + 2]}`]
    : [`  ${lines[start]}`];
  const isKnown = isConstructor ? member[2] === "  }" : PROPERTY.test(lines[start]!);
  if (!isKnown || !member.every(fits)) return undefined;
  return { lines: [...comment.lines, ...member], taken: comment.taken + member.length };
}

const PROPERTY =
  /^(?:override readonly \$?\w+ = "[^"'\\]*"|declare readonly [A-Za-z_$][\w$]*\??: [\w$]+(?:\[\])?(?: \| undefined)?);$/;
const CONSTRUCTOR =
  /^constructor\([\w$]+\??: [\w$]+(?: = \{\}| & Pick<[\w$]+, "[\w$]+"(?: \| "[\w$]+")*>)?\) \{$/;
const SUPER = /^super\([\w$]+(?:, (?:[\w$]+|"[^"'\\]*"))*(?:, \["[\w$]+"(?:, "[\w$]+")*\])?\);$/;
