import type {
  Block,
  EndpointFunction,
  EndpointProgram,
  Expression,
  FunctionParameter,
  Statement,
} from "./program.js";

/** What a function is given for a parameter: what goes by the same name where it is called. */
export function argumentOf({ variable, attribute }: FunctionParameter): Expression {
  const reference: Expression = { kind: "reference", variable };
  if (attribute === undefined) return reference;
  return { kind: "attribute", of: reference, type: "partition", name: attribute };
}

/**
 * Puts functions that are called once where they are called, and drops those that are not.
 *
 * @param functions - callers before those they call
 * @param refine - what to make of a block that is put together anew
 */
export function putInPlace(
  body: Block,
  functions: readonly EndpointFunction[],
  refine: (block: Block) => Block,
): Pick<EndpointProgram, "body" | "functions"> {
  const called = calledFrom(body, functions);
  const calls = [body, ...called.map((each) => each.body)].flatMap(callsIn);
  const once = new Map<string, Block>();
  const complete = (block: Block): Block => {
    const whole = replaceCalls(block, once);
    return whole === block ? block : refine(whole);
  };
  const kept: EndpointFunction[] = [];
  for (const each of called.toReversed()) {
    const whole = { ...each, body: complete(each.body) };
    const [only, ...others] = calls.filter((call) => call.function === each.name);
    const asItIs =
      JSON.stringify(only?.arguments) === JSON.stringify(each.parameters.map(argumentOf));
    if (asItIs && others.length === 0 && depthOf(whole.body) < deepest)
      once.set(each.name, whole.body);
    else kept.unshift(whole);
  }
  return { body: complete(body), functions: kept };
}

/** How deep a block may be to stand in another. */
const deepest = 6;

function depthOf(block: Block): number {
  const depths = block.map((each) => {
    if (each.kind === "each") return 1 + depthOf(each.body);
    return each.kind === "if" ? 1 + depthOf(each.then) : 0;
  });
  return depths.reduce((most, depth) => Math.max(most, depth), 0);
}

/** The same block where it calls none of the functions. */
function replaceCalls(block: Block, bodies: ReadonlyMap<string, Block>): Block {
  const replaced = block.flatMap((statement): Block => {
    if (statement.kind === "resolve") return bodies.get(statement.function) ?? [statement];
    if (statement.kind === "each") {
      const inner = replaceCalls(statement.body, bodies);
      return [inner === statement.body ? statement : { ...statement, body: inner }];
    }
    if (statement.kind !== "if") return [statement];
    const then = replaceCalls(statement.then, bodies);
    return [then === statement.then ? statement : { ...statement, then }];
  });
  const same = replaced.length === block.length && replaced.every((each, i) => each === block[i]);
  return same ? block : replaced;
}

/** Those functions that are called, directly or by others. */
function calledFrom(
  body: Block,
  functions: readonly EndpointFunction[],
): readonly EndpointFunction[] {
  const called = new Set(namesIn(body));
  // Callers come before those they call.
  return functions.filter((each) => {
    if (!called.has(each.name)) return false;
    for (const name of namesIn(each.body)) called.add(name);
    return true;
  });
}

function namesIn(block: Block): readonly string[] {
  return callsIn(block).map((call) => call.function);
}

function callsIn(block: Block): readonly Extract<Statement, { kind: "resolve" }>[] {
  return block.flatMap((statement) => {
    if (statement.kind === "if") return callsIn(statement.then);
    if (statement.kind === "each") return callsIn(statement.body);
    return statement.kind === "resolve" ? [statement] : [];
  });
}
