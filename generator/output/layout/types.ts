import { fits } from "./width.js";

/** Types of names, lists, arguments and texts: what Prettier prints as it is. */
const FLAT_TYPE = /^[\w$"][\w$.<>[\],|" -]*$/;

/** `name?: type;` */
export function member(line: string, indent: string): readonly string[] | undefined {
  const [, head = "", type = ""] = /^((?:readonly )?[A-Za-z_$][\w$]*\??:) (.+);$/.exec(line) ?? [];
  if (!FLAT_TYPE.test(type) || type.includes("  ")) return undefined;
  const whole = `${indent}${head} ${type};`;
  if (fits(whole)) return [whole];
  const deeper = `${indent}  `;
  const joined = `${deeper}${type};`;
  if (type.includes(" | ") && fits(joined)) return [`${indent}${head}`, joined];
  const parts = type.split(" | ");
  if (parts.length === 1) return withArguments(type, `${indent}${head} `, ";", indent);
  const broken = parts.map((part, i) => union(part, deeper, i === parts.length - 1 ? ";" : ""));
  return broken.every((part) => part !== undefined)
    ? [`${indent}${head}`, ...broken.flat()]
    : undefined;
}

/** A type of a union that has a line for each: with one for each argument, where it is too long. */
function union(type: string, indent: string, end: string): readonly string[] | undefined {
  const line = `${indent}| ${type}${end}`;
  return fits(line) ? [line] : withArguments(type, `${indent}| `, end, `${indent}  `);
}

/** `X<A, B>` with a line for each argument; `undefined` where it is no such type, or too long still. */
export function withArguments(
  type: string,
  before: string,
  after: string,
  indent: string,
): readonly string[] | undefined {
  const [, name, given = ""] = /^([\w$]+)<([\w$"]+(?:, [\w$]+)+)>$/.exec(type) ?? [];
  // A type of one argument is broken in another way.
  if (name === undefined) return undefined;
  const inner = given.split(", ").join(`,\n${indent}  `).split("\n");
  const lines = [
    `${before}${name}<`,
    `${indent}  ${inner[0]}`,
    ...inner.slice(1),
    `${indent}>${after}`,
  ];
  return lines.every(fits) ? lines : undefined;
}
