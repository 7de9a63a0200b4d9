import type { Json, JsonObject } from "../smithy/model.js";
import { decodeDiagram, type DiagramNode, type DiagramTarget } from "./diagram.js";
import type { Scope } from "./expression.js";
import { freeParameters } from "./freeParameters.js";
import { argumentOf, putInPlace } from "./functionCalls.js";
import { operandsOf } from "./expressions.js";
import { expectArray, expectObject, isObject, memberOf, Problem, step } from "./problem.js";
import type { Block, EndpointFunction, EndpointProgram, Expression, Statement } from "./program.js";
import { exhausted, nest, parseCondition, parseOutcome, type RuleContext } from "./rules.js";
import type { Binding } from "./types.js";

/** How large what several paths have in common may be to stand in each of them, in nodes and results. */
const repeated = 3;

/** How deep questions may lie in each other. */
const deepest = 12;

/**
 * How many nodes times variables there may be: a function of a node may need every variable, so that
 * the code is as long as that. Five times what AWS's largest, that of S3, has.
 */
const largest = 100_000;

/** A place in a diagram: a node, or a result, by its index. */
type Place = DiagramNode | number;

/** A node, and what its condition does where the variables in its scope are set. */
interface Question {
  readonly scope: Scope;
  readonly statements: Block;
}

/**
 * Reads the conditions and results of a decision diagram, and puts them where its nodes say. Nodes
 * that several paths lead to are functions, so that the program is about as long as the diagram.
 *
 * @throws Problem
 */
export function diagramBlocks(
  root: JsonObject,
  scope: Scope,
  context: RuleContext,
  refine: (block: Block) => Block,
): Pick<EndpointProgram, "body" | "functions"> {
  const conditions = expectArray(memberOf(root, "conditions"), "/conditions");
  const results = expectArray(memberOf(root, "results"), "/results");
  const start = decodeDiagram(root, conditions.length, results.length);
  const order = inOrder(start);
  const assigned = conditions.filter(
    (json) => isObject(json) && memberOf(json, "assign") !== undefined,
  );
  expectSize(order.length * (scope.size + assigned.length));
  const apart = functionNodes(order);
  const { questions, outcomes } = readInOrder(order, conditions, results, scope, context);

  const functions = new Map<DiagramNode, EndpointFunction>();
  const blocks = new Map<Place, Block>();
  const names = new Map<string, number>();

  const blockOf = (target: DiagramTarget): Block => {
    if (target.kind === "noMatch") return [exhausted];
    if (target.kind === "result") return outcomes.get(target.index) ?? [];
    const { node } = target;
    const called = functions.get(node);
    return called ? [callOf(called)] : (blocks.get(node) ?? []);
  };
  // What a function goes on with is there before it.
  for (const place of order.toReversed()) {
    if (typeof place === "number") continue;
    const { scope, statements } = questions.get(place) ?? { scope: new Map(), statements: [] };
    const asks = statements.at(-1)?.kind === "if";
    const block = [
      ...nest(blockOf(place.holds), statements),
      ...(asks ? blockOf(place.fails) : []),
    ];
    if (!apart.has(place)) {
      blocks.set(place, block);
      continue;
    }
    const body = refine(block);
    const name = nameAfter(statements);
    const count = (names.get(name) ?? 0) + 1;
    names.set(name, count);
    functions.set(place, {
      name: count === 1 ? name : `${name}${count}`,
      parameters: freeParameters(body, scope),
      body,
    });
  }
  return putInPlace(refine(blockOf(start)), [...functions.values()].reverse(), refine);
}

function expectSize(size: number): void {
  if (size <= largest) return;
  const message = `expected a diagram of at most ${largest} places times variables, found ${size}`;
  throw new Problem("RuleSet.Unsupported", message, "/nodes");
}

/** All that can be reached, each place before those that it leads to. */
function inOrder(start: DiagramTarget): readonly Place[] {
  const order = new Set<Place>();
  const entered = new Set<Place>();
  const waiting = [start];
  for (let next = waiting.at(-1); next; next = waiting.at(-1)) {
    const place = placeOf(next);
    if (place === undefined || order.has(place)) {
      waiting.pop();
    } else if (typeof place === "number" || entered.has(place)) {
      order.add(place);
      waiting.pop();
    } else {
      entered.add(place);
      waiting.push(place.fails, place.holds);
    }
  }
  return [...order].reverse();
}

function placeOf(target: DiagramTarget): Place | undefined {
  if (target.kind === "noMatch") return undefined;
  return target.kind === "node" ? target.node : target.index;
}

/**
 * Nodes that are functions: several others lead to them, and they have too much behind them to repeat
 * it; or what is behind them is too deep to read.
 */
function functionNodes(order: readonly Place[]): ReadonlySet<Place> {
  const count = new Map<Place, number>();
  for (const node of order) {
    if (typeof node === "number") continue;
    for (const next of [node.holds, node.fails].map(placeOf)) {
      if (next !== undefined) count.set(next, (count.get(next) ?? 0) + 1);
    }
  }
  const found = new Set<Place>();
  const extent = new Map<Place, { readonly size: number; readonly depth: number }>();
  const extentOf = (target: DiagramTarget) => {
    const node = target.kind === "node" ? target.node : undefined;
    return (node && extent.get(node)) ?? { size: 1, depth: 0 };
  };
  for (const node of order.toReversed()) {
    if (typeof node === "number") continue;
    const [holds, fails] = [extentOf(node.holds), extentOf(node.fails)];
    const size = 1 + holds.size + fails.size;
    const depth = Math.max(1 + holds.depth, fails.depth);
    if (((count.get(node) ?? 0) > 1 && size > repeated) || depth > deepest) found.add(node);
    else extent.set(node, { size, depth });
  }
  return found;
}

/**
 * Reads conditions and results where they stand: what is set there is what is set on every path to
 * it.
 */
function readInOrder(
  order: readonly Place[],
  conditions: readonly Json[],
  results: readonly Json[],
  start: Scope,
  context: RuleContext,
) {
  const questions = new Map<DiagramNode, Question>();
  const outcomes = new Map<number, Block>();
  const scopes = new Map<Place, Scope>();
  // A condition sets the same variable wherever it is asked.
  const variables = new Map<string, Binding["variable"]>();
  const declare = (name: string) => {
    // Smithy numbers the variables of a tree that share a name.
    const variable = variables.get(name) ?? context.declare(name.replace(/_ssa_\d+$/, ""));
    variables.set(name, variable);
    return variable;
  };
  const lead = (target: DiagramTarget, scope: Scope) => {
    const place = placeOf(target);
    if (place === undefined) return;
    const before = scopes.get(place);
    scopes.set(place, before ? common(before, scope) : scope);
  };
  expectDistinct(conditions);
  const [first] = order;
  if (first !== undefined) scopes.set(first, start);
  for (const place of order) {
    const scope = scopes.get(place);
    // Only a condition that always holds would have to fail to get there.
    if (!scope) continue;
    if (typeof place === "number") {
      const at = step("/results", place);
      const block = context.problems.attempt(() => {
        const result = expectObject(results[place], at);
        expectPlain(result, at);
        return parseOutcome(result, at, scope, context);
      });
      outcomes.set(place, block ?? []);
      continue;
    }
    const at = step("/conditions", place.condition);
    const json = conditions[place.condition] ?? null;
    const condition = context.problems.attempt(() =>
      parseCondition(json, at, scope, { ...context, declare }),
    );
    const statements = condition?.statements ?? [];
    questions.set(place, { scope, statements });
    lead(place.holds, condition?.scope ?? scope);
    const last = statements.at(-1);
    if (last?.kind === "if") lead(place.fails, narrowed(scope, last.test));
  }
  return { questions, outcomes };
}

/** The scope where a condition does not hold. */
function narrowed(scope: Scope, test: Expression): Scope {
  if (test.kind !== "not" || test.of.kind !== "isSet" || test.of.of.kind !== "reference") {
    return scope;
  }
  const { name } = test.of.of.variable;
  const binding = scope.get(name);
  return binding ? new Map([...scope, [name, { ...binding, optional: false }]]) : scope;
}

/** What is in both scopes, and set where it is in both. */
function common(one: Scope, other: Scope): Scope {
  return new Map(
    [...one].flatMap(([name, binding]) => {
      const same = other.get(name);
      if (!same) return [];
      return [[name, same.optional ? same : binding] as const];
    }),
  );
}

/** Names of what conditions assign are those of all the diagram. */
function expectDistinct(conditions: readonly Json[]): void {
  const taken = new Set<string>();
  conditions.forEach((json, index) => {
    const at = step("/conditions", index);
    const name = memberOf(expectObject(json, at), "assign");
    if (typeof name !== "string") return;
    if (taken.has(name)) {
      const message = `another condition assigns ${name} already`;
      throw new Problem("RuleSet.DuplicateName", message, step(at, "assign"));
    }
    taken.add(name);
  });
}

/** A result is an endpoint or an error, for which there is nothing more to ask. */
function expectPlain(result: JsonObject, pointer: string): void {
  const conditions = memberOf(result, "conditions") ?? [];
  if (expectArray(conditions, step(pointer, "conditions")).length > 0) {
    const message = "a result has no conditions of its own";
    throw new Problem("RuleSet.Invalid", message, step(pointer, "conditions"));
  }
  if (memberOf(result, "type") !== "tree") return;
  const message = "expected one of the rule types endpoint and error";
  throw new Problem("RuleSet.Invalid", message, step(pointer, "type"));
}

function callOf({ name, parameters }: EndpointFunction): Statement {
  return { kind: "resolve", function: name, arguments: parameters.map(argumentOf) };
}

/** A function is called after what it asks first. */
function nameAfter(statements: Block): string {
  const [first] = statements;
  const asked =
    first?.kind === "bind" ? first.value : first?.kind === "if" ? first.test : undefined;
  const variable = asked && firstVariable(asked);
  if (variable === undefined) return "resolveFurther";
  const name = variable.replace(/^_+/, "");
  return `resolveBy${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function firstVariable(expression: Expression): string | undefined {
  if (expression.kind === "reference") return expression.variable.name;
  for (const operand of operandsOf(expression)) {
    const name = firstVariable(operand);
    if (name !== undefined) return name;
  }
  return undefined;
}
