/** Where a text stops being JSON, and what stands there instead of what is expected. */
export interface SyntaxProblem {
  readonly offset: number;
  readonly message: string;
}

const space = /[ \t\n\r]*/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/**
 * Finds the first syntax error of a text that `JSON.parse` refused. Runs only then: the engine's own
 * message differs between versions, quotes the input, and does not always say where.
 */
export function findSyntaxError(text: string): SyntaxProblem {
  const closers: ("}" | "]")[] = [];
  let offset = 0;
  let expects: "value" | "key" | "next" = "value";
  // Right after an opening bracket the container may also close.
  let opened = false;
  let inString = false;

  const match = (pattern: RegExp): boolean => {
    pattern.lastIndex = offset;
    if (!pattern.test(text)) return false;
    offset = pattern.lastIndex;
    return true;
  };
  const skip = (token: string): boolean => {
    if (text[offset] !== token) return false;
    offset++;
    return true;
  };
  // By hand: a pattern for a whole string runs out of stack on a long one.
  const matchString = (): boolean => {
    if (!skip('"')) return false;
    inString = true;
    while (offset < text.length && text.charCodeAt(offset) >= 0x20) {
      if (skip('"')) {
        inString = false;
        return true;
      }
      if (text[offset] !== "\\") offset++;
      else if (!match(escape)) return false;
    }
    return false;
  };
  const problem = (expected: string): SyntaxProblem => {
    if (!inString) {
      if (offset >= text.length) {
        return { offset, message: `expected ${expected}, found the end of the file` };
      }
      const found = JSON.stringify(String.fromCodePoint(text.codePointAt(offset) ?? 0));
      return { offset, message: `expected ${expected}, found ${found}` };
    }
    if (offset >= text.length) return { offset, message: "a string does not end" };
    return { offset, message: "a string holds a bad escape or an unescaped control character" };
  };

  for (;;) {
    match(space);
    const closer = closers.at(-1);
    if ((opened || expects === "next") && closer !== undefined && skip(closer)) {
      closers.pop();
      expects = "next";
      opened = false;
      continue;
    }
    if (expects === "next") {
      if (closer === undefined) return problem("the end of the file");
      if (!skip(",")) return problem(`"," or "${closer}"`);
      expects = closer === "}" ? "key" : "value";
    } else if (expects === "key") {
      opened = false;
      if (!matchString()) return problem("a property name in double quotes");
      match(space);
      if (!skip(":")) return problem('":"');
      expects = "value";
    } else if (skip("{")) {
      closers.push("}");
      expects = "key";
      opened = true;
    } else if (skip("[")) {
      closers.push("]");
      opened = true;
    } else {
      opened = false;
      if (!matchString() && !match(scalar)) return problem("a value");
      expects = "next";
    }
  }
}
