import { flat, follow, isPresent, type Attribute, type Variables } from "./attributes.js";
import { compares } from "./compare.js";
import type { Edge, Graph } from "./graph.js";
import type { ShapeId } from "../model.js";
import { parseSelector } from "./parse.js";
import type { Assertion, Operand, Selector, Step } from "./selector.js";
import { isMember, typeTest, type Subject } from "./subject.js";

/** A selector that is ready to be run. */
export interface CompiledSelector {
  /** Every shape and member of a graph that it selects. */
  select(graph: Graph): ReadonlySet<Subject>;
  /** A test for whether it selects a subject of a graph. */
  matcher(graph: Graph): (subject: Subject) => boolean;
}

/**
 * Compiles a selector (Smithy 2.0, selectors).
 *
 * @throws {SelectorSyntaxError} where the text is not one.
 */
export function compileSelector(text: string): CompiledSelector {
  const selector = parseSelector(text);
  const run = chain(selector);
  const select = (graph: Graph): ReadonlySet<Subject> => {
    const selected = new Set<Subject>();
    const roots: Roots = new Map();
    for (const subject of graph.subjects) {
      run(subject, { graph, roots, variables: new Map() }, (each) => {
        selected.add(each);
        return true;
      });
    }
    return selected;
  };
  const matcher = (graph: Graph): ((subject: Subject) => boolean) => {
    if (selector.every(isFilter)) {
      const roots: Roots = new Map();
      return (subject) => reaches(run, subject, { graph, roots, variables: new Map() });
    }
    // By ID, so that a subject may be a copy of the graph's own.
    let selected: ReadonlySet<ShapeId> | undefined;
    return ({ id }) => (selected ??= new Set(Array.from(select(graph), (each) => each.id))).has(id);
  };
  return { select, matcher };
}

interface Context {
  readonly graph: Graph;
  /** What `:root` has selected so far. */
  readonly roots: Roots;
  /** Variables are those of one walk from one shape. */
  readonly variables: Map<string, ReadonlySet<Subject>>;
}
type Roots = Map<Selector, ReadonlySet<Subject>>;

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
  return (subject, context, next) => run(subject, context, (each) => then(each, context, next));
}

/** Whether a subject makes a selector pass anything on. */
function reaches(run: Run, subject: Subject, context: Context): boolean {
  return !run(subject, context, () => false);
}

function collect(run: Run, subject: Subject, context: Context): Set<Subject> {
  const found = new Set<Subject>();
  run(subject, context, (each) => {
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
      return (start, context, next) =>
        spread(
          start,
          (subject) => context.graph.forward(subject).map(({ to }) => to),
          (each) => (each === start ? true : next(each)),
        );
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
  return (subject, { graph }, next) => {
    for (const edge of edges(graph, subject)) {
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
      return filter((subject, context) => runs.some((run) => reaches(run, subject, context)));
    case "not":
      return filter((subject, context) => !reaches(first, subject, context));
    case "in":
      return filter(
        (subject, context) => !first(subject, context, (each) => each.id !== subject.id),
      );
    case "root":
      return (_, context, next) => [...rootsOf(selectors[0] ?? [], first, context)].every(next);
    case "recursive":
      return (start, context, next) =>
        spread(start, (subject) => collect(first, subject, context), next);
    case "topdown":
      return (subject, context, next) => topdown(first, second, subject, context, next);
    default:
      throw new Error(`There is no function ${name}.`);
  }
}

function rootsOf(selector: Selector, run: Run, context: Context): ReadonlySet<Subject> {
  const known = context.roots.get(selector);
  if (known !== undefined) return known;
  const found = new Set<Subject>();
  for (const subject of context.graph.subjects) {
    for (const each of collect(run, subject, { ...context, variables: new Map() })) found.add(each);
  }
  context.roots.set(selector, found);
  return found;
}

/** Passes on all that repeated steps from a subject lead to, each once. */
function spread(
  start: Subject,
  step: (subject: Subject) => Iterable<Subject>,
  next: Receiver,
): boolean {
  const found = new Set<Subject>();
  const waiting = [start];
  for (let subject = waiting.pop(); subject !== undefined; subject = waiting.pop()) {
    for (const each of step(subject)) {
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
      waiting.push({ subject: to, above: qualified });
    }
  }
  return true;
}

function isBindable(subject: Subject): boolean {
  if (isMember(subject)) return false;
  return subject.type === "service" || subject.type === "resource" || subject.type === "operation";
}
