import {
  functions,
  JmespathError,
  type Argument,
  type Comparison,
  type Expression,
  type FunctionName,
  type Items,
} from "./expression.js";
import { tokensOf, type Token } from "./tokens.js";

const current: Expression = { kind: "current" };

/** How tightly marks bind what stands before them. */
const strength: Readonly<Record<string, number>> = {
  "|": 1,
  "||": 2,
  "&&": 3,
  "==": 5,
  "!=": 5,
  "<": 5,
  "<=": 5,
  ">": 5,
  ">=": 5,
  "[]": 9,
  "*": 20,
  "[?": 21,
  ".": 40,
  "!": 45,
  "[": 55,
};

/** A projection takes in what binds at least as tightly; others end it. */
const endsProjection = 10;

/** Deeper nesting is refused, as models come from anyone. */
const deepest = 200;

/**
 * An expression of a text.
 *
 * @throws JmespathError, also where a function is none of the specification's, or is given the wrong
 *   number or kind of arguments
 */
export function parseJmespath(text: string): Expression {
  const parser = new Parser(tokensOf(text));
  const expression = parser.expression(0);
  parser.expect("end");
  return expression;
}

/** A parser by precedence: each expression takes in what binds more tightly than what stands before it. */
class Parser {
  #next = 0;
  #depth = 0;

  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  expression(binding: number): Expression {
    if (++this.#depth > deepest) throw new JmespathError(`it is nested more than ${deepest} deep`);
    let left = this.#first();
    while (binding < (strength[this.#mark() ?? ""] ?? 0)) left = this.#further(left);
    this.#depth--;
    return left;
  }

  expect(mark: string): void {
    if (!this.#take(mark)) throw this.#unexpected(`${mark} is expected`);
  }

  #peek(): Token {
    return this.#tokens[this.#next] as Token;
  }

  #mark(): string | undefined {
    const token = this.#peek();
    if (token.kind === "end") return "end";
    return token.kind === "mark" ? token.text : undefined;
  }

  #take(mark: string): boolean {
    if (this.#mark() !== mark) return false;
    this.#next++;
    return true;
  }

  #unexpected(what = "unexpected"): JmespathError {
    return new JmespathError(`${what} at ${this.#peek().at}`);
  }

  /** What an expression begins with. */
  #first(): Expression {
    const token = this.#peek();
    switch (token.kind) {
      case "literal":
        this.#next++;
        return { kind: "literal", value: token.value };
      case "name": {
        this.#next++;
        if (!token.quoted && this.#take("(")) return this.#call(token.name);
        if (this.#mark() === "(") throw this.#unexpected("a quoted name is no function's");
        return { kind: "field", of: current, name: token.name };
      }
      case "number":
      case "end":
        throw this.#unexpected();
      case "mark":
        this.#next++;
        return this.#opened(token.text);
    }
  }

  #opened(mark: string): Expression {
    switch (mark) {
      case "@":
        return current;
      case "*":
        return this.#project({ kind: "values", of: current });
      case "[]":
        return this.#project({ kind: "flatten", of: current });
      case "[?":
        return this.#filter(current);
      case "[":
        return this.#bracket(current) ?? this.#list();
      case "{":
        return this.#object();
      case "(": {
        const inner = this.expression(0);
        this.expect(")");
        return inner;
      }
      case "!":
        return { kind: "not", of: this.expression(strength["!"] as number) };
      default:
        this.#next--;
        throw this.#unexpected();
    }
  }

  /** What goes on with an expression. */
  #further(left: Expression): Expression {
    const mark = this.#mark() as string;
    this.#next++;
    const right = () => this.expression(strength[mark] as number);
    switch (mark) {
      case ".":
        return this.#take("*") ? this.#project({ kind: "values", of: left }) : this.#dotted(left);
      case "|":
        return { kind: "pipe", of: left, then: right() };
      case "||":
        return { kind: "or", left, right: right() };
      case "&&":
        return { kind: "and", left, right: right() };
      case "[]":
        return this.#project({ kind: "flatten", of: left });
      case "[?":
        return this.#filter(left);
      case "[": {
        const bracket = this.#bracket(left);
        if (!bracket) throw this.#unexpected();
        return bracket;
      }
      case "*":
      case "!":
        throw this.#unexpected();
      default:
        return { kind: "compare", operator: mark as Comparison, left, right: right() };
    }
  }

  /** What stands behind a dot: a name, a function, or a list or object of expressions. */
  #dotted(left: Expression): Expression {
    const token = this.#peek();
    if (token.kind === "name") {
      this.#next++;
      if (!token.quoted && this.#take("(")) {
        return { kind: "pipe", of: left, then: this.#call(token.name) };
      }
      return { kind: "field", of: left, name: token.name };
    }
    if (this.#take("[")) return { kind: "pipe", of: left, then: this.#list() };
    if (this.#take("{")) return { kind: "pipe", of: left, then: this.#object() };
    throw this.#unexpected();
  }

  /** An index, a slice or `[*]`, behind its bracket; nothing where it is another thing. */
  #bracket(of: Expression): Expression | undefined {
    const token = this.#peek();
    if (token.kind === "number" || this.#mark() === ":") return this.#indexOrSlice(of);
    const behind = this.#tokens[this.#next + 1];
    if (this.#mark() !== "*" || behind?.kind !== "mark" || behind.text !== "]") return undefined;
    this.#next += 2;
    return this.#project({ kind: "items", of });
  }

  #indexOrSlice(of: Expression): Expression {
    const bounds: (number | undefined)[] = [];
    let colons = 0;
    while (!this.#take("]")) {
      const token = this.#peek();
      if (token.kind === "number" && bounds[colons] === undefined) {
        bounds[colons] = token.value;
        this.#next++;
      } else if (colons < 2 && this.#take(":")) colons++;
      else throw this.#unexpected();
    }
    if (colons === 0) return { kind: "index", of, index: bounds[0] as number };
    const [start, stop, step] = bounds;
    if (step === 0) throw new JmespathError("a slice has a step of 0");
    return this.#project({ kind: "slice", of, bounds: [start, stop, step] });
  }

  #filter(of: Expression): Expression {
    const condition = this.expression(0);
    this.expect("]");
    return this.#project({ kind: "filter", of, condition });
  }

  /** A projection, with all that goes on with each of its items. */
  #project(of: Items): Expression {
    let then: Expression = current;
    for (;;) {
      const mark = this.#mark() ?? "";
      const binds = strength[mark] ?? 0;
      if (binds < endsProjection) return { kind: "project", of, then };
      then = this.#further(then);
    }
  }

  #list(): Expression {
    const items: Expression[] = [];
    do items.push(this.expression(0));
    while (this.#take(","));
    this.expect("]");
    return { kind: "list", items };
  }

  #object(): Expression {
    const entries: [string, Expression][] = [];
    do {
      const token = this.#peek();
      if (token.kind !== "name") throw this.#unexpected("a name is expected");
      this.#next++;
      this.expect(":");
      entries.push([token.name, this.expression(0)]);
    } while (this.#take(","));
    this.expect("}");
    return { kind: "object", entries };
  }

  #call(name: string): Expression {
    const given: Argument[] = [];
    if (!this.#take(")")) {
      do {
        given.push(
          this.#take("&") ? { kind: "reference", of: this.expression(0) } : this.expression(0),
        );
      } while (this.#take(","));
      this.expect(")");
    }
    if (!isFunction(name)) throw new JmespathError(`there is no function ${name}`);
    const { least, most, expression }: (typeof functions)[FunctionName] & { expression?: number } =
      functions[name];
    if (given.length < least || given.length > most) {
      const wanted = most === Infinity ? `${least} or more` : String(least);
      throw new JmespathError(`${name} takes ${wanted} arguments, not ${given.length}`);
    }
    if (given.some(({ kind }, index) => (kind === "reference") !== (index === expression))) {
      throw new JmespathError(`${name} takes another kind of argument`);
    }
    return { kind: "call", name, arguments: given };
  }
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(functions, name);
}
