import type { Block, Expression, Statement } from "./program.js";
import { conjunction, negate } from "./simplify.js";

type Choice = Extract<Statement, { kind: "if" }>;

/**
 * Asks once what several `if`s in a row ask, instead of in each of them:
 * `if (a && b) {…} if (a && c) {…}` is `if (a) { if (b) {…} if (c) {…} }`, and where some of them ask
 * for the contrary, a second `if` has those. The result does the same.
 */
export function factorTests(block: Block): Block {
  const statements: Statement[] = [];
  for (let index = 0; index < block.length;) {
    const statement = block[index] as Statement;
    const shared = statement.kind === "if" ? longestRun(block, index) : undefined;
    if (shared) {
      for (const split of splitRun(shared)) statements.push(split);
      index += shared.run.length;
    } else {
      statements.push(
        statement.kind === "if" ? { ...statement, then: factorTests(statement.then) } : statement,
      );
      index++;
    }
  }
  return statements;
}

/** `if`s in a row that all ask a question, whatever outcome they want. */
interface Run {
  readonly test: Expression;
  readonly run: readonly Choice[];
}

/** The longest run that begins at an `if`, of two or more; of several, one that wants one outcome. */
function longestRun(block: Block, start: number): Run | undefined {
  const [first, ...others] = runOfChoices(block, start);
  let best: (Run & { readonly rank: number }) | undefined;
  for (const part of first ? testsOf(first.test) : []) {
    const test = positive(part);
    const key = keyOf(test);
    const end = [...others, undefined].findIndex((each) => !each || !asksFirst(each, key));
    if (!first || end < 1 || !asksFirst(first, key)) continue;
    const run = [first, ...others.slice(0, end)];
    const wanted = new Set(run.map((each) => wants(each, key)));
    // It is not asked less often in two that want different outcomes.
    if (run.length <= wanted.size) continue;
    const rank = 2 * run.length + (wanted.size === 1 ? 1 : 0);
    if (!best || rank > best.rank) best = { test, run, rank };
  }
  return best;
}

function runOfChoices(block: Block, start: number): readonly Choice[] {
  const rest = block.slice(start);
  const end = rest.findIndex(({ kind }) => kind !== "if");
  return (end < 0 ? rest : rest.slice(0, end)) as readonly Choice[];
}

function splitRun({ test, run }: Run): Block {
  const key = keyOf(test);
  const outcomes = [...new Set(run.map((each) => wants(each, key)))];
  return outcomes.map((outcome): Statement => {
    const then = run
      .filter((each) => wants(each, key) === outcome)
      .flatMap((each): Block => {
        const rest = testsOf(each.test).filter((part) => keyOf(positive(part)) !== key);
        return rest.length === 0 ? each.then : [{ ...each, test: conjunction(rest) }];
      });
    return { kind: "if", test: outcome ? test : negate(test), then: factorTests(then) };
  });
}

/** Whether an `if` asks a question, and could do so before all others it asks. */
function asksFirst({ test }: Choice, key: string): boolean {
  const parts = testsOf(test);
  const index = parts.findIndex((part) => keyOf(positive(part)) === key);
  // What is tested to be set may be needed to ask the question at all.
  return (
    index >= 0 &&
    !parts.slice(0, index).some((part) => part.kind === "isSet" && key.includes(keyOf(part.of)))
  );
}

function wants({ test }: Choice, key: string): boolean {
  return testsOf(test).some((part) => keyOf(part) === key);
}

function testsOf(test: Expression): readonly Expression[] {
  return test.kind === "and" ? test.of : [test];
}

function positive(test: Expression): Expression {
  return test.kind === "not" ? test.of : test;
}

const keyOf = (expression: Expression): string => JSON.stringify(expression);
