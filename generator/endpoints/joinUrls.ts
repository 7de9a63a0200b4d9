import { expressionsOf } from "./expressions.js";
import type { Block, EndpointResult, Expression, Property, Statement } from "./program.js";
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
  if (test.kind === "not") return join(test.of, no, yes);
  if (test.kind !== "reference" && test.kind !== "equals") return undefined;
  const url = joinUrl(test, yes.url, no.url);
  const [one, other] = [yes, no].map(({ headers, properties }) => detailsOf(headers, properties));
  const details = url && one && other ? joinProperty(test, one, other) : undefined;
  if (!url || details?.kind !== "record") return undefined;
  const [headers, properties] = details.entries.map(([, part]) =>
    part.kind === "record" ? part.entries : [],
  );
  const joined: EndpointResult = {
    kind: "endpoint",
    url,
    headers: (headers ?? []).map(([name, values]) => [
      name,
      values.kind === "list" ? (values.items as readonly Expression[]) : [],
    ]),
    properties: properties ?? [],
  };
  const choices = expressionsOf([joined])
    .flatMap((each) => (each.kind === "template" ? each.parts : [each]))
    .filter((each) => each.kind === "choose" && same(each.test, test));
  return new Set(choices.map((each) => JSON.stringify(each))).size > mostChoices
    ? undefined
    : joined;
}

/** How many different parts two endpoints may differ in, to be one. */
const mostChoices = 2;

/** What two endpoints say beside their URLs, as one property. */
function detailsOf(
  headers: EndpointResult["headers"],
  properties: EndpointResult["properties"],
): Property {
  const lists = headers.map(([name, items]) => [name, { kind: "list", items }] as const);
  return {
    kind: "record",
    entries: [
      ["headers", { kind: "record", entries: lists }],
      ["properties", { kind: "record", entries: properties }],
    ],
  };
}

/** A property of the structure that two have, with choices where they differ. */
function joinProperty(test: Expression, yes: Property, no: Property): Property | undefined {
  if (same(yes, no)) return yes;
  if (yes.kind === "list" && no.kind === "list") {
    if (yes.items.length !== no.items.length) return undefined;
    const items = yes.items.map((item, index) => joinProperty(test, item, no.items[index] ?? item));
    return items.every((item) => item !== undefined) ? { kind: "list", items } : undefined;
  }
  if (yes.kind === "record" && no.kind === "record") {
    if (!same(namesOf(yes), namesOf(no))) return undefined;
    const entries = yes.entries.map(([name, value], index) => {
      const joined = joinProperty(test, value, no.entries[index]?.[1] ?? value);
      return joined && ([name, joined] as const);
    });
    return entries.every((entry) => entry !== undefined) ? { kind: "record", entries } : undefined;
  }
  const simple = [yes, no].every(({ kind }) => /^(literal|reference|attribute)$/.test(kind));
  if (!simple) return undefined;
  return { kind: "choose", test, then: yes as Expression, otherwise: no as Expression };
}

function namesOf({ entries }: Extract<Property, { kind: "record" }>): readonly string[] {
  return entries.map(([name]) => name);
}

/** One URL for two that a test chooses between, if they differ in one part only. */
function joinUrl(test: Expression, yes: Expression, no: Expression): Expression | undefined {
  if (same(yes, no)) return yes;
  const [one, other] = [tokensOf(yes), tokensOf(no)];
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
  if (![then, otherwise].every(isShort)) return undefined;
  const choice: Expression = { kind: "choose", test, then, otherwise };
  return concatenation([...before, choice, ...after]);
}

/** Whether an expression can be an outcome of a choice in a URL: `region`, or `${region}.`. */
function isShort(expression: Expression): boolean {
  const parts = expression.kind === "template" ? expression.parts : [expression];
  return (
    parts.length <= 2 && parts.every(({ kind }) => /^(literal|reference|attribute)$/.test(kind))
  );
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
