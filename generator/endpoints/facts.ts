/** That a test, known by its key, has an outcome. */
export interface Literal {
  readonly key: string;
  readonly outcome: boolean;
}

/**
 * How many clauses are kept in mind, the last: each test is held against all of them. To forget one is
 * to ask what could be known, and does no harm. AWS's largest rules come to fewer.
 */
const remembered = 500;

/** What is known at a point of a program. Immutable. */
export interface Facts {
  readonly known: ReadonlyMap<string, boolean>;
  /** Of each of these, at least one literal holds. */
  readonly clauses: readonly (readonly Literal[])[];
}

export const noFacts: Facts = { known: new Map(), clauses: [] };

/**
 * The facts where literals hold, too, with all that follows from one clause at a time (unit
 * propagation); `undefined` where they contradict each other, so that the point is unreachable.
 */
export function assume(facts: Facts, literals: readonly Literal[]): Facts | undefined {
  const known = new Map(facts.known);
  const waiting = [...literals];
  let clauses = facts.clauses;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const before = known.get(next.key);
    if (before !== undefined) {
      if (before !== next.outcome) return undefined;
      continue;
    }
    known.set(next.key, next.outcome);
    const rest: (readonly Literal[])[] = [];
    for (const clause of clauses) {
      if (clause.some(({ key, outcome }) => known.get(key) === outcome)) continue;
      const open = clause.filter(({ key }) => !known.has(key));
      const [only] = open;
      if (!only) return undefined;
      if (open.length === 1) waiting.push(only);
      else rest.push(open);
    }
    clauses = rest;
  }
  return { known, clauses };
}

/** The facts where not all of some literals hold. */
export function excludeAll(facts: Facts, literals: readonly Literal[]): Facts | undefined {
  const clause = literals.map(({ key, outcome }) => ({ key, outcome: !outcome }));
  if (clause.some(({ key, outcome }) => facts.known.get(key) === outcome)) return facts;
  const open = clause.filter(({ key }) => !facts.known.has(key));
  if (open.length <= 1) return assume(facts, open.length === 0 ? clause : open);
  return { known: facts.known, clauses: [...facts.clauses.slice(1 - remembered), open] };
}

/** The outcome that a test must have; `undefined` where it may have either. */
export function outcomeOf(facts: Facts, key: string): boolean | undefined {
  const known = facts.known.get(key);
  if (known !== undefined) return known;
  // What the clauses say together shows when the contrary leads to a contradiction.
  if (!assume(facts, [{ key, outcome: true }])) return false;
  if (!assume(facts, [{ key, outcome: false }])) return true;
  return undefined;
}
