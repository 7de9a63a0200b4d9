import {
  SelectorSyntaxError,
  type Assertion,
  type AttributeTest,
  type Operand,
  type Path,
  type Selector,
  type Step,
} from "./selector.js";
import { isTypeName } from "./subject.js";

/** How many selectors each function takes: at least, and at most. */
const arities: Readonly<Record<string, readonly [number, number]>> = {
  is: [1, Infinity],
  each: [1, Infinity],
  test: [1, Infinity],
  not: [1, 1],
  in: [1, 1],
  root: [1, 1],
  recursive: [1, 1],
  topdown: [1, 2],
};

const comparators = ["=", "!=", "^=", "$=", "*=", "?=", ">=", ">", "<=", "<"];
const projectionComparators = ["{=}", "{!=}", "{<}", "{<<}"];

// Nesting that no one writes by hand, and that cannot overflow the stack.
const deepest = 64;

/**
 * Parses a selector.
 *
 * @throws {SelectorSyntaxError} where the text is not one.
 */
export function parseSelector(text: string): Selector {
  const parser = new Parser(text);
  const selector = parser.selector("", 0);
  if (!parser.atEnd()) parser.fail("a step of a selector");
  return selector;
}

class Parser {
  private offset = 0;

  constructor(private readonly text: string) {}

  atEnd(): boolean {
    this.skip(/\s*/y);
    return this.offset >= this.text.length;
  }

  fail(expected: string): never {
    const found = this.atEnd() ? "the end" : JSON.stringify(this.text[this.offset]);
    throw new SelectorSyntaxError(`expected ${expected}, found ${found}`, this.offset);
  }

  /** Steps up to one of the characters, or the end. */
  selector(end: string, depth: number): Selector {
    if (depth > deepest) this.fail("no deeper nesting");
    const steps: Step[] = [];
    while (!this.atEnd() && !end.includes(this.text[this.offset] ?? "")) {
      steps.push(this.step(depth));
    }
    if (steps.length === 0) this.fail("a selector");
    return steps;
  }

  private step(depth: number): Step {
    if (this.take("~>")) return { kind: "closure" };
    if (this.take("-[")) return this.neighbours("forward", "]->");
    if (this.take("<-[")) return this.neighbours("reverse", "]-");
    if (this.take(">")) return { kind: "neighbours", direction: "forward" };
    if (this.take("<")) return { kind: "neighbours", direction: "reverse" };
    if (this.take("*")) return { kind: "type", type: "*" };
    if (this.take(":")) return this.function(depth);
    if (this.take("${")) {
      const name = this.identifier();
      this.expect("}");
      return { kind: "get", name };
    }
    if (this.take("$")) {
      const name = this.identifier();
      this.expect("(");
      const selector = this.selector(")", depth + 1);
      this.expect(")");
      return { kind: "set", name, selector };
    }
    if (this.take("[@")) return this.scoped();
    if (this.take("[")) return this.attribute();
    const start = this.offset;
    const type = this.identifier();
    if (isTypeName(type)) return { kind: "type", type };
    throw new SelectorSyntaxError(`there is no shape type \`${type}\``, start);
  }

  private neighbours(direction: "forward" | "reverse", close: string): Step {
    const relationships = [this.identifier()];
    while (this.take(",")) relationships.push(this.identifier());
    this.expect(close);
    return { kind: "neighbours", direction, relationships };
  }

  private function(depth: number): Step {
    const start = this.offset;
    const name = this.identifier();
    this.expect("(");
    const selectors = [this.selector(",)", depth + 1)];
    while (this.take(",")) selectors.push(this.selector(",)", depth + 1));
    this.expect(")");
    const arity = arities[name];
    if (arity === undefined) {
      throw new SelectorSyntaxError(`there is no function \`${name}\``, start);
    }
    if (selectors.length < arity[0] || selectors.length > arity[1]) {
      throw new SelectorSyntaxError(`too many selectors in \`:${name}\``, start);
    }
    return { kind: "function", name, selectors };
  }

  private attribute(): Step {
    const path = this.path();
    const comparator = this.comparator(comparators);
    if (comparator === undefined) {
      this.expect("]");
      return { kind: "attribute", path };
    }
    const values = [this.value()];
    while (this.take(",")) values.push(this.value());
    const ignoresCase = this.take("i");
    this.expect("]");
    const test: AttributeTest = { comparator, values, ignoresCase };
    return { kind: "attribute", path, test };
  }

  private scoped(): Step {
    const path = this.take(":") ? [] : this.path();
    if (path.length > 0) this.expect(":");
    const assertions = [this.assertion()];
    while (this.take("&&")) assertions.push(this.assertion());
    this.expect("]");
    return { kind: "scoped", path, assertions };
  }

  private assertion(): Assertion {
    const left = this.operand();
    const comparator =
      this.comparator([...projectionComparators, ...comparators]) ?? this.fail("a comparator");
    const right = [this.operand()];
    while (this.take(",")) right.push(this.operand());
    return { left, comparator, right, ignoresCase: this.take("i") };
  }

  private operand(): Operand {
    if (!this.take("@{")) return { text: this.value() };
    const path = this.path();
    this.expect("}");
    return { path };
  }

  private path(): Path {
    const path = [this.segment(false)];
    while (this.take("|")) path.push(this.segment(true));
    return path;
  }

  private segment(mayBeText: boolean): string {
    if (this.take("(")) {
      const name = this.identifier();
      this.expect(")");
      return `(${name})`;
    }
    return mayBeText ? this.value() : this.identifier();
  }

  private comparator(known: readonly string[]): string | undefined {
    return known.find((each) => this.take(each));
  }

  /** A quoted text, a number, or a name that may be a shape ID. */
  private value(): string {
    this.skip(/\s*/y);
    const quote = this.text[this.offset];
    if (quote === "'" || quote === '"') {
      const end = this.text.indexOf(quote, this.offset + 1);
      if (end < 0) {
        this.offset = this.text.length;
        this.fail(`${quote} to end the text`);
      }
      const value = this.text.slice(this.offset + 1, end);
      this.offset = end + 1;
      return value;
    }
    const number = this.skip(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== "") return number;
    const name = this.skip(/[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?:#[A-Za-z_]\w*(?:\$[A-Za-z_]\w*)?)?/y);
    return name === "" ? this.fail("a value") : name;
  }

  private identifier(): string {
    this.skip(/\s*/y);
    const name = this.skip(/[A-Za-z_]\w*/y);
    return name === "" ? this.fail("a name") : name;
  }

  private expect(token: string): void {
    if (!this.take(token)) this.fail(`"${token}"`);
  }

  private take(token: string): boolean {
    this.skip(/\s*/y);
    if (!this.text.startsWith(token, this.offset)) return false;
    this.offset += token.length;
    return true;
  }

  private skip(pattern: RegExp): string {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.offset += found.length;
    return found;
  }
}
