import { Problem } from "./problem.js";

/** A part of a template string: text, or a value to put there. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly name: string; readonly path?: string | undefined };

/**
 * Takes a template string apart: `{name}` is a value, `{name#path}` something in it, `{{` and `}}`
 * are braces.
 *
 * @throws Problem where braces do not match
 */
export function parseTemplate(template: string, pointer: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = "";
  for (const [token, name, path] of template.matchAll(
    /\{\{|\}\}|\{([^{}#]+)(?:#([^{}]+))?\}|[{}]|[^{}]+/g,
  )) {
    if (name !== undefined) {
      if (text) parts.push({ kind: "text", text });
      text = "";
      parts.push({ kind: "value", name, path });
    } else if (token === "{" || token === "}") {
      throw new Problem(
        "RuleSet.Invalid",
        `the braces in ${JSON.stringify(template)} do not match`,
        pointer,
      );
    } else {
      text += token === "{{" || token === "}}" ? token[0] : token;
    }
  }
  if (text || parts.length === 0) parts.push({ kind: "text", text });
  return parts;
}

/** A step of a `getAttr` path: to an attribute by name, or to an item by index, from the end if negative. */
export type PathStep = string | number;

/**
 * Takes a path of `getAttr` apart: `a.b[2]` is `["a", "b", 2]`.
 *
 * @throws Problem
 */
export function parsePath(path: string, pointer: string): readonly PathStep[] {
  return path.split(".").flatMap((part) => {
    const [, key, index] = /^(\w*)(?:\[(-?\d{1,9})\])?$/.exec(part) ?? [];
    if (!key && index === undefined) {
      throw new Problem("RuleSet.Invalid", `${JSON.stringify(path)} is not a path`, pointer);
    }
    return [...(key ? [key] : []), ...(index === undefined ? [] : [Number(index)])];
  });
}
