import { createBudget, type Budget } from "../budget.js";
import { flat, follow, isPresent, type Attribute, type Variables } from "./attributes.js";
import { compares } from "./compare.js";
import type { Edge, Graph } from "./graph.js";
import type { ShapeId } from "../model.js";
import { parseSelector } from "./parse.js";
import type { Assertion, Operand, Selector, Step } from "./selector.js";
import { isMember, typeTest, type Subject } from "./subject.js";

/** A selector that is ready to be run; either throws `TooCostly` where there is too much to do. */
export interface CompiledSelector {
  /** Every shape and member of a graph that it selects. */
  select(graph: Graph, budget?: Budget): ReadonlySet<Subject>;
  /** A test for whether it selects a subject of a graph. */
  matcher(graph: Graph, budget?: Budget): (subject: Subject) => boolean;
}

/** Subjects that steps may pass on; some 10 million take a second. */
export const SELECTOR_WORK = 20_000_000;

/**
 * Compiles a selector (Smithy 2.0, selectors).
 *
 * @throws {SelectorSyntaxError} where the text is not one.
 */
export function compileSelector(text: string): CompiledSelector {
  const selector = parseSelector(text);
  const run = chain(selector);
  const forgets = !selector.some(remembers);
  const contextOf = (graph: Graph, budget: Budget): Context => ({
    graph,
    budget,
    forgets,
    roots: new Map(),
    answers: new Map(),
    walk: new Map(),
    variables: new Map(),
  });
  const select = (graph: Graph, budget = createBudget(SELECTOR_WORK)): ReadonlySet<Subject> =>
    selectedBy(run, graph.subjects, contextOf(graph, budget));
  const matcher = (
    graph: Graph,
    budget = createBudget(SELECTOR_WORK),
  ): ((subject: Subject) => boolean) => {
    if (selector.every(isFilter)) {
      const context = contextOf(graph, budget);
      return (subject) => reaches(run, subject, { ...context, variables: new Map() });
    }
    // By ID, so that a subject may be a copy of the graph's own.
    let selected: ReadonlySet<ShapeId> | undefined;
    return ({ id }) =>
      (selected ??= new Set(Array.from(select(graph, budget), (each) => each.id))).has(id);
  };
  return { select, matcher };
}

interface Context {
  readonly graph: Graph;
  readonly budget: Budget;
  /**
   * Whether no variable is set, so that what comes of a subject does not depend on the way to it. Then
   * a step need not look at it twice.
   */
  readonly forgets: boolean;
  /** What `:root` has selected so far. */
  readonly roots: Roots;
  /** What `:test` and `:not` have found of subjects so far, by the step. */
  readonly answers: Map<object, Map<Subject, boolean>>;
  /** What this walk has seen so far, by the step that saw it. */
  readonly walk: Map<object, Map<Subject, Seen>>;
  /** Variables are those of one walk from one shape. */
  readonly variables: Map<string, ReadonlySet<Subject>>;
}
type Roots = Map<Selector, ReadonlySet<Subject>>;

/** Whether a subject was seen; or, by `~>`, on the way from one subject or from several. */
type Seen = true | Subject | "several";

/** Whether a step sets a variable. */
function remembers(step: Step): boolean {
  if (step.kind === "set") return true;
  return step.kind === "function" && step.selectors.flat().some(remembers);
}

/** All that a selector passes on for some subjects. */
function selectedBy(run: Run, subjects: Iterable<Subject>, context: Context): Set<Subject> {
  const found = new Set<Subject>();
  const walk: Context["walk"] = new Map();
  for (const subject of subjects) {
    run(subject, { ...context, walk, variables: new Map() }, (each) => {
      found.add(each);
      return true;
    });
  }
  return found;
}

function seenBy(step: object, { walk }: Context): Map<Subject, Seen> {
  const known = walk.get(step);
  if (known !== undefined) return known;
  const seen = new Map<Subject, Seen>();
  walk.set(step, seen);
  return seen;
}

/** Takes a subject in; `false` where it has seen enough. */
type Receiver = (subject: Subject) => boolean;
/** Passes subjects on to a receiver; `false` once that has seen enough. */
type Run = (subject: Subject, context: Context, next: Receiver) => boolean;

/** Whether a step passes on nothing but what it takes in, and tells that by the subject alone. */
function isFilter(step: Step): boolean {
  switch (step.kind) {
    case "type":
    case "attribute":
    case "scoped":
      return true;
    case "function":
      if (step.name === "test" || step.name === "not" || step.name === "in") return true;
      return (step.name === "is" || step.name === "each") && step.selectors.flat().every(isFilter);
    default:
      return false;
  }
}

function chain(selector: Selector): Run {
  const [first, ...rest] = selector;
  if (first === undefined) return (subject, _, next) => next(subject);
  const run = compileStep(first);
  if (rest.length === 0) return run;
  const then = chain(rest);
  return (subject, context, next) => {
    const seen = context.forgets ? seenBy(then, context) : undefined;
    return run(subject, context, (each) => {
      context.budget.spend(1);
      if (seen?.has(each)) return true;
      seen?.set(each, true);
      return then(each, context, next);
    });
  };
}

/** Whether a subject makes a selector pass anything on. */
function reaches(run: Run, subject: Subject, context: Context): boolean {
  return !run(subject, { ...context, walk: new Map() }, () => false);
}

function collect(run: Run, subject: Subject, context: Context): Set<Subject> {
  const found = new Set<Subject>();
  run(subject, { ...context, walk: new Map() }, (each) => {
    found.add(each);
    return true;
  });
  return found;
}

function filter(holds: (subject: Subject, context: Context) => boolean): Run {
  return (subject, context, next) => (holds(subject, context) ? next(subject) : true);
}

function compileStep(step: Step): Run {
  switch (step.kind) {
    case "type":
      return filter(typeTest(step.type));
    case "attribute": {
      const { path, test } = step;
      if (test === undefined) return filter((...of) => isPresent(follow(valueOf(...of), path)));
      const right = literals(test.values);
      return filter((...of) =>
        compares(follow(valueOf(...of), path), test.comparator, right, test.ignoresCase),
      );
    }
    case "scoped":
      return filter((...of) =>
        flat(follow(valueOf(...of), step.path)).some((scope) =>
          step.assertions.every((assertion) => holdsIn(scope, assertion)),
        ),
      );
    case "function":
      return compileFunction(step.name, step.selectors);
    case "neighbours":
      return compileNeighbours(step.direction, step.relationships);
    case "closure":
      return compileClosure();
    case "set": {
      const run = chain(step.selector);
      return (subject, context, next) => {
        context.variables.set(step.name, collect(run, subject, context));
        return next(subject);
      };
    }
    case "get":
      return (_, context, next) => [...(context.variables.get(step.name) ?? [])].every(next);
  }
}

function valueOf(subject: Subject, { variables }: { variables: Variables }): Attribute {
  return { kind: "shape", subject, variables };
}

function literals(values: readonly string[]): Attribute {
  return { kind: "projection", values: values.map((value) => ({ kind: "json", value })) };
}

function holdsIn(scope: Attribute, { left, comparator, right, ignoresCase }: Assertion): boolean {
  const valueIn = (operand: Operand): Attribute =>
    "path" in operand ? follow(scope, operand.path) : { kind: "json", value: operand.text };
  return right.some((each) => compares(valueIn(left), comparator, valueIn(each), ignoresCase));
}

function compileNeighbours(
  direction: "forward" | "reverse",
  relationships: readonly string[] | undefined,
): Run {
  const names = new Set(relationships);
  const isNamed = ({ name }: Edge) => names.size === 0 || (name !== undefined && names.has(name));
  // A trait's definition is a neighbour only of who asks for it.
  const edges = (graph: Graph, subject: Subject): readonly Edge[] =>
    names.has("trait")
      ? [
          ...graph[direction](subject),
          ...(direction === "forward" ? graph.traitsOf(subject) : graph.traitUsers(subject)),
        ]
      : graph[direction](subject);
  return (subject, { graph, budget }, next) => {
    for (const edge of edges(graph, subject)) {
      budget.spend(1);
      if (isNamed(edge) && !next(edge.to)) return false;
    }
    return true;
  };
}

function compileFunction(name: string, selectors: readonly Selector[]): Run {
  const runs = selectors.map(chain);
  const [first, second] = runs as [Run, Run | undefined];
  switch (name) {
    case "is":
    case "each":
      return (subject, context, next) => runs.every((run) => run(subject, context, next));
    case "test":
      return answering((subject, context) => runs.some((run) => reaches(run, subject, context)));
    case "not":
      return answering((subject, context) => !reaches(first, subject, context));
    case "in":
      return answering((subject, context) => {
        const own = { ...context, walk: new Map() };
        return !first(subject, own, (each) => each.id !== subject.id);
      });
    case "root":
      return (_, context, next) => [...rootsOf(selectors[0] ?? [], first, context)].every(next);
    case "recursive":
      return (start, context, next) =>
        spread(start, (subject) => collect(first, subject, context), next, context.budget);
    case "topdown":
      return (subject, context, next) => topdown(first, second, subject, context, next);
    default:
      throw new Error(`There is no function ${name}.`);
  }
}

/** A filter that is asked of each subject once. */
function answering(holds: (subject: Subject, context: Context) => boolean): Run {
  const step = {};
  return filter((subject, context) => {
    if (!context.forgets) return holds(subject, context);
    const answers = context.answers.get(step) ?? new Map<Subject, boolean>();
    context.answers.set(step, answers);
    let answer = answers.get(subject);
    if (answer === undefined) answers.set(subject, (answer = holds(subject, context)));
    return answer;
  });
}

function rootsOf(selector: Selector, run: Run, context: Context): ReadonlySet<Subject> {
  const known = context.roots.get(selector);
  if (known !== undefined) return known;
  const found = selectedBy(run, context.graph.subjects, context);
  context.roots.set(selector, found);
  return found;
}

/**
 * Passes on all that a subject leads to, but for itself. What several subjects of a walk lead to is
 * walked over twice at most: the second time, since the first may have begun with what it leads to.
 */
function compileClosure(): Run {
  const step = {};
  return (start, context, next) => {
    const { graph, budget, forgets } = context;
    const seen = forgets ? seenBy(step, context) : new Map<Subject, Seen>();
    const waiting = [start];
    for (let subject = waiting.pop(); subject !== undefined; subject = waiting.pop()) {
      for (const { to } of graph.forward(subject)) {
        budget.spend(1);
        const from = seen.get(to);
        if (from === start || from === "several") continue;
        seen.set(to, from === undefined ? start : "several");
        if ((to !== start || from !== undefined) && !next(to)) return false;
        waiting.push(to);
      }
    }
    return true;
  };
}

/** Passes on all that repeated steps from a subject lead to, each once. */
function spread(
  start: Subject,
  step: (subject: Subject) => Iterable<Subject>,
  next: Receiver,
  budget: Budget,
): boolean {
  const found = new Set<Subject>();
  const waiting = [start];
  for (let subject = waiting.pop(); subject !== undefined; subject = waiting.pop()) {
    for (const each of step(subject)) {
      budget.spend(1);
      if (found.has(each)) continue;
      found.add(each);
      if (!next(each)) return false;
      waiting.push(each);
    }
  }
  return true;
}

/**
 * Passes on a service, resource or operation, and what is bound below it, where `qualifies` holds for
 * it or for what is above it, unless `disqualifies` does from there on.
 */
function topdown(
  qualifies: Run,
  disqualifies: Run | undefined,
  start: Subject,
  context: Context,
  next: Receiver,
): boolean {
  const seen = new Set<Subject>();
  const waiting = [{ subject: start, above: false }];
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    const { subject, above } = entry;
    if (seen.has(subject) || !isBindable(subject)) continue;
    seen.add(subject);
    const qualified =
      (above || reaches(qualifies, subject, context)) &&
      !(disqualifies !== undefined && reaches(disqualifies, subject, context));
    if (qualified && !next(subject)) return false;
    for (const { to } of context.graph.forward(subject)) {
      context.budget.spend(1);
      waiting.push({ subject: to, above: qualified });
    }
  }
  return true;
}

function isBindable(subject: Subject): boolean {
  if (isMember(subject)) return false;
  return subject.type === "service" || subject.type === "resource" || subject.type === "operation";
}
