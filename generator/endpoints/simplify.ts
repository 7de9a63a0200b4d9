import { assume, excludeAll, noFacts, outcomeOf, type Facts, type Literal } from "./facts.js";
import { mapEndpoint } from "./expressions.js";
import type { Block, Expression, Statement, Variable } from "./program.js";

type Declaration = Extract<Statement, { kind: "bind" }>;

/** What is known at a point of a program. */
interface Knowledge {
  readonly facts: Facts;
  /** Tests for a value that the compiler, too, knows to have succeeded. */
  readonly narrowed: ReadonlySet<string>;
  /** What is known to be a certain text, by its key. */
  readonly texts: ReadonlyMap<string, Expression>;
  /** What stands for a variable that is not needed, by its id. */
  readonly substitutes: ReadonlyMap<number, Expression>;
  /** Variables that are never set, by their ids. */
  readonly absent: ReadonlySet<number>;
  /** What a variable parses to, where nothing else of it matters, by its id. */
  readonly parsed: ReadonlyMap<number, Variable>;
  /** Declarations by their values' keys. */
  readonly computed: ReadonlyMap<string, Declaration>;
}

/** What is known of variables before a block runs, by their ids. */
export interface Given {
  /** They have a value. */
  readonly certain: ReadonlySet<number>;
  /** Parameters that may have none. */
  readonly optional: ReadonlySet<number>;
  readonly absent: ReadonlySet<number>;
  readonly constants: ReadonlyMap<number, Expression>;
}

/**
 * Folds what can be known before a program runs: tests whose outcome follows from earlier ones or
 * from constants, what no path reaches, values computed before. The result does the same.
 */
export function simplify(
  block: Block,
  given?: Pick<Given, "absent" | "constants"> & { readonly parsed?: Knowledge["parsed"] },
): Block {
  const knowledge: Knowledge = {
    facts: noFacts,
    narrowed: new Set(),
    texts: new Map(),
    substitutes: given?.constants ?? new Map(),
    absent: given?.absent ?? new Set(),
    parsed: given?.parsed ?? new Map(),
    computed: new Map(),
  };
  return simplifyBlock(block, knowledge);
}

/** Tells whether a block always ends with a result. */
export function exits(block: Block): boolean {
  const last = block.at(-1);
  return last?.kind === "endpoint" || last?.kind === "error" || last?.kind === "resolve";
}

function simplifyBlock(block: Block, before: Knowledge): Block {
  let knowledge = before;
  const statements: Statement[] = [];
  for (const [index, statement] of block.entries()) {
    switch (statement.kind) {
      case "bind": {
        const { variable } = statement;
        const value = simplifyExpression(statement.value, knowledge);
        const earlier = knowledge.computed.get(keyOf(value));
        // To the compiler the earlier variable may be unset where tests since then say it is not.
        const same = earlier?.optional && !statement.optional ? undefined : earlier?.variable;
        if (same || value.kind === "reference" || value.kind === "literal") {
          const substitute: Expression = same ? { kind: "reference", variable: same } : value;
          const substitutes = new Map([...knowledge.substitutes, [variable.id, substitute]]);
          knowledge = { ...knowledge, substitutes };
          break;
        }
        const declaration: Declaration = { ...statement, value };
        statements.push(declaration);
        const computed = new Map([...knowledge.computed, [keyOf(value), declaration]]);
        knowledge = { ...knowledge, computed };
        const [parsed] = [...knowledge.parsed].find(([, { id }]) => id === variable.id) ?? [];
        if (parsed !== undefined) knowledge = withParsed(declaration, knowledge);
        break;
      }
      case "if": {
        const { tests, inside } = simplifyTest(statement.test, knowledge);
        if (!inside) break;
        if (tests.length === 0) {
          const rest = [...statement.then, ...block.slice(index + 1)];
          return [...statements, ...simplifyBlock(rest, inside)];
        }
        const then = simplifyBlock(statement.then, inside);
        if (then.length === 0) break;
        statements.push({ kind: "if", test: conjunction(tests), then });
        knowledge = exits(then) ? outside(tests, knowledge) : after(tests, then, knowledge);
        break;
      }
      case "each": {
        const rows = statement.rows.map((row) =>
          row.map((value) => simplifyExpression(value, knowledge)),
        );
        statements.push({ ...statement, rows, body: simplifyBlock(statement.body, knowledge) });
        break;
      }
      case "endpoint":
        return [
          ...statements,
          mapEndpoint(statement, (inner) => simplifyExpression(inner, knowledge)),
        ];
      case "error":
        return [
          ...statements,
          { kind: "error", message: simplifyExpression(statement.message, knowledge) },
        ];
      case "resolve": {
        const values = statement.arguments.map((each) => simplifyExpression(each, knowledge));
        return [...statements, { ...statement, arguments: values }];
      }
    }
  }
  return statements;
}

/** What parses to something that is set, is set. */
function withParsed({ variable, value }: Declaration, knowledge: Knowledge): Knowledge {
  const [of] = value.kind === "call" ? value.arguments : [];
  if (!of) return knowledge;
  const isSet = (each: Expression): Literal => ({
    key: keyOf({ kind: "isSet", of: each }),
    outcome: true,
  });
  const contrary = { ...isSet(of), outcome: false };
  const facts = excludeAll(knowledge.facts, [isSet({ kind: "reference", variable }), contrary]);
  return facts ? { ...knowledge, facts } : knowledge;
}

/** A test for a value to be set, as one for what it parses to, where that is the same. */
function asParsed(test: Expression, { facts, parsed }: Knowledge): Expression {
  if (test.kind === "not") return negate(asParsed(test.of, { facts, parsed } as Knowledge));
  if (test.kind !== "isSet" || test.of.kind !== "reference") return test;
  const variable = parsed.get(test.of.variable.id);
  if (!variable) return test;
  const other: Expression = { kind: "isSet", of: { kind: "reference", variable } };
  const differs = assume(facts, [
    { key: keyOf(test), outcome: true },
    { key: keyOf(other), outcome: false },
  ]);
  return differs ? test : other;
}

/** The tests of an `if` that are open, and what is known where they succeed, if they can. */
function simplifyTest(
  test: Expression,
  knowledge: Knowledge,
): { readonly tests: readonly Expression[]; readonly inside: Knowledge | undefined } {
  const tests: Expression[] = [];
  let inside = knowledge;
  for (const part of test.kind === "and" ? test.of : [test]) {
    const simple = asParsed(simplifyExpression(part, inside), inside);
    const literal = literalOf(simple);
    const outcome = simple.kind === "literal" ? simple.value : knownOutcome(simple, inside);
    if (outcome === true) continue;
    const facts = outcome === false ? undefined : assume(inside.facts, [literal]);
    if (!facts) return { tests: [], inside: undefined };
    tests.push(simple);
    inside = { ...inside, facts };
    if (simple.kind === "isSet") {
      inside = { ...inside, narrowed: new Set([...inside.narrowed, literal.key]) };
    } else if (simple.kind === "equals" && simple.right.kind === "literal") {
      const texts = new Map([...inside.texts, [keyOf(simple.left), simple.right]]);
      inside = { ...inside, texts };
    }
  }
  return { tests, inside };
}

function knownOutcome(test: Expression, knowledge: Knowledge): boolean | undefined {
  const { key, outcome } = literalOf(test);
  const known = differs(test, knowledge) ? false : outcomeOf(knowledge.facts, key);
  // The compiler does not combine tests as the facts do: it has to see that a value is set.
  if (test.kind === "isSet" && known && !knowledge.narrowed.has(key)) return undefined;
  return known === undefined ? undefined : known === outcome;
}

/** Tells whether a test, or what it negates, compares what is a certain text with another one. */
function differs(test: Expression, { texts }: Knowledge): boolean {
  const equals = test.kind === "not" ? test.of : test;
  if (equals.kind !== "equals" || equals.right.kind !== "literal") return false;
  const text = texts.get(keyOf(equals.left));
  return text?.kind === "literal" && text.value !== equals.right.value;
}

/** What is known after an `if` whose block ends with a result. */
function outside(tests: readonly Expression[], knowledge: Knowledge): Knowledge {
  const literals = tests.map(literalOf);
  const facts = excludeAll(knowledge.facts, literals);
  // Nothing gets past a test that is there for the compiler alone, but that too it has to see.
  if (!facts) return knowledge;
  const [only] = literals;
  const narrows = literals.length === 1 && only && !only.outcome;
  const narrowed = narrows ? new Set([...knowledge.narrowed, only.key]) : knowledge.narrowed;
  return { ...knowledge, facts, narrowed };
}

/** What is known after an `if` whose block goes on, unless a question in it has ended with a result. */
function after(tests: readonly Expression[], then: Block, before: Knowledge): Knowledge {
  let knowledge = before;
  for (const statement of then) {
    if (statement.kind !== "if") continue;
    const { test } = statement;
    const all = [...tests, ...(test.kind === "and" ? test.of : [test])];
    if (exits(statement.then)) {
      const facts = excludeAll(knowledge.facts, all.map(literalOf));
      knowledge = facts ? { ...knowledge, facts } : knowledge;
    } else knowledge = after(all, statement.then, knowledge);
  }
  return knowledge;
}

const keyOf = (expression: Expression): string => JSON.stringify(expression);

function literalOf(test: Expression): Literal {
  return test.kind === "not"
    ? { key: keyOf(test.of), outcome: false }
    : { key: keyOf(test), outcome: true };
}

/** One test of several that all have to hold. */
export function conjunction(tests: readonly Expression[]): Expression {
  const [only] = tests;
  return tests.length === 1 && only ? only : { kind: "and", of: tests };
}

function simplifyExpression(expression: Expression, knowledge: Knowledge): Expression {
  const recur = (inner: Expression) => simplifyExpression(inner, knowledge);
  switch (expression.kind) {
    case "literal":
      return expression;
    case "reference":
      return knowledge.substitutes.get(expression.variable.id) ?? expression;
    case "template":
      return concatenation(expression.parts.map(recur));
    case "attribute":
      return { ...expression, of: recur(expression.of) };
    case "item":
      return { ...expression, of: recur(expression.of) };
    case "isSet": {
      const of = recur(expression.of);
      const set = of.kind === "literal" || of.kind === "template";
      if (set) return { kind: "literal", value: true };
      return isAbsent(of, knowledge) ? { kind: "literal", value: false } : { kind: "isSet", of };
    }
    case "not":
      return negate(recur(expression.of));
    case "and":
    case "or":
      return combination(expression.kind, expression.of.map(recur));
    case "equals":
      return equality(recur(expression.left), recur(expression.right));
    case "coalesce":
      return firstSet(expression.of.map(recur).filter((each) => !isAbsent(each, knowledge)));
    case "choose": {
      const { then, otherwise } = expression;
      const { tests, inside } = simplifyTest(expression.test, knowledge);
      if (!inside) return recur(otherwise);
      if (tests.length === 0) return recur(then);
      const test = conjunction(tests);
      return { kind: "choose", test, then: recur(then), otherwise: recur(otherwise) };
    }
    case "plus":
      return { ...expression, of: recur(expression.of) };
    case "call":
      return { ...expression, arguments: expression.arguments.map(recur) };
  }
}

function isAbsent(expression: Expression, { absent }: Knowledge): boolean {
  return expression.kind === "reference" && absent.has(expression.variable.id);
}

/** `and` or `or`, without what does not matter. */
function combination(kind: "and" | "or", of: readonly Expression[]): Expression {
  const decisive = kind === "or";
  const open = of.filter((each) => each.kind !== "literal" || each.value === decisive);
  const decided = open.find((each) => each.kind === "literal");
  const [only] = open;
  if (decided ?? !only) return decided ?? { kind: "literal", value: !decisive };
  return open.length === 1 ? only : { kind, of: open };
}

/** `coalesce`, up to a value that is always set. */
function firstSet(of: readonly Expression[]): Expression {
  const last = of.findIndex(({ kind }) => kind === "literal" || kind === "template");
  const open = last < 0 ? of : of.slice(0, last + 1);
  const [only] = open;
  return open.length === 1 && only ? only : { kind: "coalesce", of: open };
}

/** The negation of a test. */
export function negate(test: Expression): Expression {
  if (test.kind === "not") return test.of;
  if (test.kind === "literal") return { kind: "literal", value: !test.value };
  return { kind: "not", of: test };
}

function equality(left: Expression, right: Expression): Expression {
  if (left.kind === "literal") {
    if (right.kind === "literal") return { kind: "literal", value: left.value === right.value };
    return equality(right, left);
  }
  if (right.kind === "literal" && typeof right.value === "boolean") {
    return right.value ? left : negate(left);
  }
  return { kind: "equals", left, right };
}

/** A template without nested ones, and without two texts in a row. */
export function concatenation(parts: readonly Expression[]): Expression {
  const flat: Expression[] = [];
  for (const part of parts.flatMap((part) => (part.kind === "template" ? part.parts : [part]))) {
    const last = flat.at(-1);
    if (part.kind === "literal" && last?.kind === "literal") {
      flat[flat.length - 1] = { kind: "literal", value: `${last.value}${part.value}` };
    } else if (part.kind !== "literal" || part.value !== "") {
      flat.push(part);
    }
  }
  const [only] = flat;
  if (!only) return { kind: "literal", value: "" };
  return flat.length === 1 ? only : { kind: "template", parts: flat };
}
