import type { Block, EndpointResult, Expression, Statement } from "./program.js";
import { concatenation } from "./simplify.js";

/**
 * Makes one endpoint of two that a setting chooses between, where their URLs differ in one part only:
 * `` `https://kms${useFips ? "-fips" : ""}.${region}.amazonaws.com` ``. The result does the same.
 */
export function joinUrls(block: Block): Block {
  let rest: Block = [];
  for (const statement of block.toReversed()) {
    rest =
      statement.kind === "if"
        ? prepend({ ...statement, then: joinUrls(statement.then) }, rest)
        : [statement, ...rest];
  }
  return rest;
}

type Choice = Extract<Statement, { kind: "if" }>;

/** A block that begins with an `if`, as one with what follows it if they can be. */
function prepend(choice: Choice, rest: Block): Block {
  const [next, ...others] = rest;
  const yes = onlyEndpoint(choice.then);
  if (!yes || !next) return [choice, ...rest];
  if (next.kind === "endpoint") {
    const joined = join(choice.test, yes, next);
    return joined ? [joined, ...others] : [choice, ...rest];
  }
  // What one test leads to, and with another one in addition.
  const no = next.kind === "if" ? onlyEndpoint(next.then) : undefined;
  const { test } = choice;
  if (next.kind === "if" && no && test.kind === "and" && test.of.length === 2) {
    const [first, second] = test.of as [Expression, Expression];
    const joined = same(first, next.test) ? join(second, yes, no) : undefined;
    if (joined) return prepend({ kind: "if", test: first, then: [joined] }, others);
  }
  return [choice, ...rest];
}

function onlyEndpoint(block: Block): EndpointResult | undefined {
  const [only] = block;
  return block.length === 1 && only?.kind === "endpoint" ? only : undefined;
}

/** One endpoint for two that a test chooses between, if it reads better than these. */
function join(
  test: Expression,
  yes: EndpointResult,
  no: EndpointResult,
): EndpointResult | undefined {
  if (test.kind !== "reference" || !same({ ...yes, url: no.url }, no)) return undefined;
  const [one, other] = [tokensOf(yes.url), tokensOf(no.url)];
  const start = commonStart(one, other);
  const ends = [one.slice(start), other.slice(start)] as const;
  const end = commonStart(ends[0].toReversed(), ends[1].toReversed());
  const [then, otherwise] = ends.map((tokens) =>
    concatenation(tokens.slice(0, tokens.length - end)),
  ) as [Expression, Expression];
  const before = one.slice(0, start);
  const after = one.slice(one.length - end);
  // Texts with nothing but their scheme in common stay apart, and so does what is a choice already.
  if ([...before, ...after].every(({ kind }) => kind === "literal")) return undefined;
  if (![then, otherwise].every(({ kind }) => /^(literal|reference|attribute)$/.test(kind))) {
    return undefined;
  }
  const choice: Expression = { kind: "choose", test, then, otherwise };
  return { ...yes, url: concatenation([...before, choice, ...after]) };
}

/** The parts of a URL, texts by their characters. */
function tokensOf(url: Expression): readonly Expression[] {
  const parts = url.kind === "template" ? url.parts : [url];
  return parts.flatMap((part): readonly Expression[] =>
    part.kind === "literal"
      ? [...String(part.value)].map((value) => ({ kind: "literal", value }))
      : [part],
  );
}

/** How many tokens two lists have in common at their start, without a cut in a word. */
function commonStart(one: readonly Expression[], other: readonly Expression[]): number {
  let count = one.findIndex((token, index) => !same(token, other[index]));
  if (count < 0) count = one.length;
  while (isWord(one[count - 1]) && (isWord(one[count]) || isWord(other[count]))) count--;
  return count;
}

function isWord(token: Expression | undefined): boolean {
  return token?.kind === "literal" && /\w/.test(String(token.value));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
