import { RegExpParser, type AST } from "@eslint-community/regexpp";
import type { Budget } from "./budget.js";

/** A state of a nondeterministic automaton: what it takes to get on, and to which. */
type State =
  | { readonly kind: "character"; readonly takes: (character: string) => boolean; next: State }
  | { readonly kind: "assertion"; readonly holds: Assertion; next: State }
  | { readonly kind: "choice"; readonly of: State[] }
  | { readonly kind: "end" };

/** Whether something is so at a place in a text. */
type Assertion = (text: readonly string[], at: number, budget: Budget) => boolean;

/** Which way the text is read: backwards, where a pattern looks behind. */
type Direction = 1 | -1;

/** Tells whether a text has a match, in steps that are counted. */
export type Automaton = (text: string, budget: Budget) => boolean;

const end: State = { kind: "end" };

/**
 * Compiles a regular expression of JavaScript, under the `u` flag, that has no references to groups.
 * Other than the engine's, it looks at each character once for each of its states, whatever the
 * pattern: at worst, the work is the pattern's length times the text's.
 *
 * @param budget - what compiling takes is spent of it: `a{1000}` is a thousand states
 * @throws {SyntaxError} where it is none
 */
export function compilePattern(pattern: string, budget: Budget): Automaton {
  const { alternatives } = new RegExpParser().parsePattern(pattern, 0, pattern.length, {
    unicode: true,
  });
  const start = choiceOf(alternatives, end, 1, budget);
  return (text, budget) => {
    const characters = Array.from(text);
    return reachesEnd(start, characters, 0, 1, budget, true);
  };
}

function choiceOf(
  alternatives: readonly AST.Alternative[],
  next: State,
  direction: Direction,
  budget: Budget,
): State {
  const of = alternatives.map(({ elements }) => {
    const inOrder = direction === 1 ? elements.toReversed() : elements;
    return inOrder.reduce((after, element) => stateOf(element, after, direction, budget), next);
  });
  const [only] = of;
  return only && of.length === 1 ? only : { kind: "choice", of };
}

function stateOf(node: AST.Element, next: State, direction: Direction, budget: Budget): State {
  budget.spend(1);
  switch (node.type) {
    case "Character": {
      const wanted = String.fromCodePoint(node.value);
      return { kind: "character", takes: (character) => character === wanted, next };
    }
    case "CharacterClass":
    case "CharacterSet": {
      const set = new RegExp(`^${node.raw}$`, "su");
      // A dot takes no line ends, which the flag for this one character must not change.
      const one = node.type === "CharacterSet" && node.kind === "any" ? /^.$/u : set;
      return { kind: "character", takes: (character) => one.test(character), next };
    }
    case "Group":
    case "CapturingGroup":
      return choiceOf(node.alternatives, next, direction, budget);
    case "Quantifier":
      return repeated(node, next, direction, budget);
    case "Assertion":
      return { kind: "assertion", holds: assertionOf(node, budget), next };
    default:
      throw new SyntaxError(`A pattern with ${node.raw} is not one of an automaton.`);
  }
}

function repeated(
  { element, min, max }: AST.Quantifier,
  next: State,
  direction: Direction,
  budget: Budget,
): State {
  const copy = (after: State) => stateOf(element, after, direction, budget);
  let state = next;
  if (max === Infinity) {
    const again: State = { kind: "choice", of: [next] };
    again.of.push(copy(again));
    state = again;
  } else {
    for (let count = min; count < max; count++) state = { kind: "choice", of: [copy(state), next] };
  }
  for (let count = 0; count < min; count++) state = copy(state);
  return state;
}

const isWord = (character: string | undefined): boolean => /^\w$/.test(character ?? "");

function assertionOf(node: AST.Assertion, budget: Budget): Assertion {
  switch (node.kind) {
    case "start":
      return (_, at) => at === 0;
    case "end":
      return (text, at) => at === text.length;
    case "word":
      return (text, at) => (isWord(text[at - 1]) !== isWord(text[at])) !== node.negate;
    case "lookahead":
    case "lookbehind": {
      const direction = node.kind === "lookahead" ? 1 : -1;
      const start = choiceOf(node.alternatives, end, direction, budget);
      return (text, at, budget) =>
        reachesEnd(start, text, at, direction, budget, false) !== node.negate;
    }
  }
}

/**
 * Whether a state gets to the end, from a place in a text.
 *
 * @param anywhere - whether it may begin at later places, too
 */
function reachesEnd(
  start: State,
  text: readonly string[],
  from: number,
  direction: Direction,
  budget: Budget,
  anywhere: boolean,
): boolean {
  let states = new Set<State>();
  for (let at = from; ; at += direction) {
    if (anywhere || at === from) states.add(start);
    // The set grows while it is walked over: by what needs no character to get to.
    for (const state of states) {
      budget.spend(1);
      if (state.kind === "end") return true;
      if (state.kind === "choice") for (const each of state.of) states.add(each);
      if (state.kind === "assertion" && state.holds(text, at, budget)) states.add(state.next);
    }
    const character = text[direction === 1 ? at : at - 1];
    if (character === undefined || (states.size === 0 && !anywhere)) return false;
    const following = new Set<State>();
    for (const state of states) {
      if (state.kind === "character" && state.takes(character)) following.add(state.next);
    }
    states = following;
  }
}
