import { generalize, type General } from "./generalize.js";
import { countInBlock, countInExpression, operandsOf, replace } from "./expressions.js";
import type { Block, Expression, Statement, Variable } from "./program.js";
import { exits } from "./simplify.js";

type Choice = Extract<Statement, { kind: "if" }>;
type Declaration = Extract<Statement, { kind: "bind" }>;

/** How long, as JSON, a piece has to be for what differs to be told apart from it. */
const worthChoice = 600;
const worthPair = 2000;

/**
 * Writes once what differs in texts and numbers only: questions in a row that ask alike are a loop,
 * and two blocks that a question chooses between are one, after a choice of what differs. The result
 * does the same.
 */
export function writeOnce(block: Block, declare: (name: string) => Variable): Block {
  const inner = block.map((statement): Statement =>
    statement.kind === "if"
      ? { ...statement, then: writeOnce(statement.then, declare) }
      : statement,
  );
  return joinChoices(rollUp(inner, declare), declare);
}

/** Blocks that a question chooses between, as one. */
function joinChoices(block: Block, declare: (name: string) => Variable): Block {
  let rest: Block = [];
  for (const statement of block.toReversed()) {
    const joined =
      statement.kind === "if" && exits(statement.then) && exits(rest)
        ? joinChoice(statement, rest, declare)
        : undefined;
    rest = joined ?? [statement, ...rest];
  }
  return rest;
}

function joinChoice(
  { test, then }: Choice,
  rest: Block,
  declare: (name: string) => Variable,
): Block | undefined {
  if (then.length !== rest.length || JSON.stringify(then).length < worthChoice) return undefined;
  const general = generalize([then, rest], declare);
  const [hole] = general?.holes ?? [];
  if (!general || !hole || general.holes.length > 1) return undefined;
  const [yes, no] = hole.values.map((value): Expression => ({ kind: "literal", value }));
  if (!yes || !no) return undefined;
  const value: Expression = { kind: "choose", test, then: yes, otherwise: no };
  return [{ kind: "bind", variable: hole.variable, value, optional: false }, ...general.piece];
}

/** A question, and what is computed before it and for it alone. */
interface Unit {
  readonly block: Block;
  /** What others need, too. */
  readonly kept: readonly Declaration[];
  readonly end: number;
}

/** Questions in a row, as loops. */
function rollUp(block: Block, declare: (name: string) => Variable): Block {
  const statements: Statement[] = [];
  for (let index = 0; index < block.length;) {
    const loop = loopAt(block, index, declare);
    if (loop) {
      for (const each of loop.statements) statements.push(each);
      index = loop.end;
    } else {
      statements.push(block[index] as Statement);
      index++;
    }
  }
  return statements;
}

function loopAt(
  block: Block,
  start: number,
  declare: (name: string) => Variable,
): { readonly statements: Block; readonly end: number } | undefined {
  const units: Unit[] = [];
  for (let next = unitAt(block, start); next; next = unitAt(block, next.end)) {
    const [first] = units;
    if (first && !generalize([first.block, next.block], declare)) break;
    units.push(next);
  }
  const [first, ...others] = units;
  const last = others.at(-1);
  if (!first || !last) return undefined;
  const general = generalize(
    units.map((unit) => unit.block),
    declare,
  );
  if (!general || general.holes.length === 0 || !isWorthIt(units, general)) return undefined;
  const rows = units.map((_, row) =>
    general.holes.map(({ values }): Expression => ({ kind: "literal", value: values[row] ?? "" })),
  );
  const variables = general.holes.map(({ variable }) => variable);
  const kept = units.flatMap((unit) => unit.kept);
  return {
    statements: [{ kind: "each", variables, rows, body: general.piece }, ...kept],
    end: last.end,
  };
}

function isWorthIt(units: readonly Unit[], { piece, holes }: General<Block>): boolean {
  if (units.length > 2) return holes.length === 1 && JSON.stringify(piece).length > 300;
  return holes.length <= 2 && JSON.stringify(piece).length > worthPair;
}

/** The question at a place of a block, with what is computed before it. */
function unitAt(block: Block, start: number): Unit | undefined {
  const length = block.slice(start).findIndex(({ kind }) => kind !== "bind");
  const at = start + length;
  const choice = length < 0 ? undefined : block[at];
  if (choice?.kind !== "if" || !exits(choice.then)) return undefined;
  const rest = block.slice(at + 1);
  let asked: Choice = choice;
  const own: Declaration[] = [];
  const kept: Declaration[] = [];
  for (const declaration of (block.slice(start, at) as Declaration[]).toReversed()) {
    const { variable, value } = declaration;
    const inTest = countInExpression(variable, asked.test);
    const onlyAsked = inTest === 1 && countInBlock(variable, asked.then) === 0;
    const isNeeded = countInBlock(variable, rest) > 0;
    if (onlyAsked && !declaration.optional) {
      asked = { ...asked, test: replace(variable, value, asked.test) };
    } else if (onlyAsked && !isNarrowed(variable, asked.test)) {
      asked = { ...asked, test: replace(variable, value, asked.test) };
    } else if (isNeeded) return undefined;
    else {
      own.unshift(declaration);
      continue;
    }
    if (isNeeded) kept.unshift(declaration);
  }
  // After a loop, the compiler knows nothing of what was asked in it.
  const narrows = narrowedIn(asked.test).some(
    (id) => !own.some((declaration) => declaration.variable.id === id),
  );
  return narrows ? undefined : { block: [...own, asked], kept, end: at + 1 };
}

function isNarrowed({ id }: Variable, test: Expression): boolean {
  return narrowedIn(test).includes(id);
}

/** The variables that a test asks to be set. */
function narrowedIn(test: Expression): readonly number[] {
  if (test.kind === "isSet" && test.of.kind === "reference") return [test.of.variable.id];
  return operandsOf(test).flatMap(narrowedIn);
}
