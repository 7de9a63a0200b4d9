import { countInBlock, countInExpression, replace } from "./expressions.js";
import type { Block, Expression, Statement } from "./program.js";
import { exits, negate } from "./simplify.js";

/**
 * Gives a simplified program the shape in which one would write it: no variable that is not used,
 * or only in the test that follows it; no `if` whose whole block is another, or whose block is that
 * of the next, or ends as what follows; no test that the next one includes; a short error before the long rest, instead of
 * the long rest in a block. The result does the same.
 */
export function layOut(block: Block): Block {
  const tidy = joinAlternatives(joinTests(dropVariables(block)));
  // Each step may make room for another.
  return same(tidy, block) ? raiseErrors(tidy) : layOut(tidy);
}

function dropVariables(block: Block): Block {
  let rest: Block = [];
  for (const statement of block.toReversed()) {
    if (statement.kind === "bind") rest = dropVariable(statement, rest);
    else if (statement.kind === "if") {
      rest = [{ ...statement, then: dropVariables(statement.then) }, ...rest];
    } else rest = [statement, ...rest];
  }
  return rest;
}

/** A variable's declaration, if it needs one, and what follows. */
function dropVariable(declaration: Extract<Statement, { kind: "bind" }>, rest: Block): Block {
  const { variable, value } = declaration;
  const uses = countInBlock(variable, rest);
  if (uses === 0) return rest;
  const [next, ...others] = rest;
  if (uses === 1 && next?.kind === "if" && countInExpression(variable, next.test) === 1) {
    return [{ ...next, test: replace(variable, value, next.test) }, ...others];
  }
  return [declaration, ...rest];
}

/** A block where an `if` that holds nothing but another is one with it. */
export function joinTests(block: Block): Block {
  return block.map((statement): Statement => {
    if (statement.kind !== "if") return statement;
    const then = joinTests(statement.then);
    const [only] = then;
    if (only?.kind !== "if" || then.length > 1) return { ...statement, then };
    const of = [statement.test, only.test].flatMap((test) =>
      test.kind === "and" ? test.of : test,
    );
    return { kind: "if", test: { kind: "and", of }, then: only.then };
  });
}

/** A block where statements in a row that do the same are one, and nothing is tested in vain. */
function joinAlternatives(block: Block): Block {
  let rest: Block = [];
  for (const statement of block.toReversed()) {
    if (statement.kind !== "if") {
      rest = [statement, ...rest];
      continue;
    }
    const test = dropImplied(statement.test);
    const then = dropEnd(joinAlternatives(statement.then), rest);
    const [next, ...others] = rest;
    if (then.length === 0) continue;
    const shared = commonStart(then, rest);
    if (shared > 0) {
      const inside = then.slice(shared);
      const choice: Block = inside.length > 0 ? [{ kind: "if", test, then: inside }] : [];
      rest = [...rest.slice(0, shared), ...choice, ...rest.slice(shared)];
      continue;
    }
    if (next?.kind === "if" && exits(then) && same(then, next.then)) {
      const of = [test, next.test].flatMap((test) => (test.kind === "or" ? test.of : test));
      rest = [{ kind: "if", test: alternatives(of), then }, ...others];
    } else {
      rest = [{ kind: "if", test, then }, ...rest];
    }
  }
  return rest;
}

/** Tests of which one has to hold, without those that hold only where another one does. */
function alternatives(tests: readonly Expression[]): Expression {
  const keys = tests.map(
    (test) => new Set((test.kind === "and" ? test.of : [test]).map((part) => JSON.stringify(part))),
  );
  const of = tests.filter(
    (_, index) =>
      !keys.some(
        (key, other) =>
          other !== index &&
          [...key].every((part) => keys[index]?.has(part)) &&
          // Of two that are the same, the first stays.
          (key.size < (keys[index]?.size ?? 0) || other < index),
      ),
  );
  const [only] = of;
  return of.length === 1 && only ? only : { kind: "or", of };
}

/** How many questions two blocks begin with alike. */
function commonStart(one: Block, other: Block): number {
  const count = one.findIndex(
    (statement, index) =>
      statement.kind !== "if" || JSON.stringify(statement) !== JSON.stringify(other[index]),
  );
  return count < 0 ? one.length : count;
}

/** A block without what follows it anyway. */
function dropEnd(block: Block, rest: Block): Block {
  const start = block.length - rest.length;
  return start >= 0 && same(block.slice(start), rest) ? block.slice(0, start) : block;
}

/** Two blocks that declare variables are never the same: each has its own. */
function same(one: Block, other: Block): boolean {
  return one.length === other.length && JSON.stringify(one) === JSON.stringify(other);
}

/** A value that is `true`, or a certain text, is set: there is no need to ask that just before. */
function dropImplied(test: Expression): Expression {
  if (test.kind !== "and") return test;
  const of = test.of.filter((part, index) => {
    const next = test.of[index + 1];
    if (part.kind !== "isSet" || !next) return true;
    const certain = next.kind === "equals" && next.right.kind === "literal" ? next.left : next;
    return JSON.stringify(part.of) !== JSON.stringify(certain);
  });
  const [only] = of;
  return of.length === 1 && only ? only : { kind: "and", of };
}

function raiseErrors(block: Block): Block {
  const [statement, error] = block.slice(-2);
  if (
    statement?.kind === "if" &&
    error?.kind === "error" &&
    statement.test.kind !== "and" &&
    statement.then.length > 1 &&
    exits(statement.then)
  ) {
    const guard: Statement = { kind: "if", test: negate(statement.test), then: [error] };
    return [...block.slice(0, -2).map(raiseWithin), guard, ...raiseErrors(statement.then)];
  }
  return block.map(raiseWithin);
}

function raiseWithin(statement: Statement): Statement {
  return statement.kind === "if" ? { ...statement, then: raiseErrors(statement.then) } : statement;
}
