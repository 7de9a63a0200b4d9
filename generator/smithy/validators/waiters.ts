import { JmespathError } from "../../jmespath/expression.js";
import { parseJmespath } from "../../jmespath/parse.js";
import type { Diagnostic } from "../diagnostic.js";
import { groupBy } from "../groupBy.js";
import { isArray, isObject, property } from "../json.js";
import type { Json, JsonObject, OperationShape } from "../model.js";
import { at, error, inside, quoted, type Place } from "../report.js";
import { ofType } from "./shapesOf.js";
import type { ServiceValidator, Validator } from "./validator.js";

const waitable = "smithy.waiters#waitable";

/** Waiters can succeed, and compare with what there is to compare with. */
export const validateWaiters: Validator = ({ shapes }) =>
  ofType(shapes, "operation").flatMap((operation) =>
    waitersOf(operation).flatMap(([name, waiter]) => {
      const place = inside(at(operation), "traits", waitable, name);
      const acceptors = isObject(waiter) ? property(waiter, "acceptors") : undefined;
      if (!isArray(acceptors)) return [];
      return [
        ...(acceptors.some((each) => stateOf(each) === "success")
          ? []
          : [error("WaitableTrait", "No acceptor of the waiter ends in success.", place)]),
        ...acceptors.flatMap((each, index) =>
          isObject(each) ? acceptorProblems(each, inside(place, "acceptors", index)) : [],
        ),
      ];
    }),
  );

function acceptorProblems(acceptor: JsonObject, place: Place): Diagnostic[] {
  const problems: Diagnostic[] = [];
  if (property(acceptor, "message") !== undefined && stateOf(acceptor) !== "failure") {
    const message = "Only an acceptor that ends in failure can have a `message`.";
    problems.push(error("WaitableTrait", message, inside(place, "message")));
  }
  const message = property(acceptor, "message");
  const messageProblem = typeof message === "string" ? problemOf(message) : undefined;
  if (messageProblem !== undefined) {
    const told = `The message is no JMESPath expression: ${messageProblem}.`;
    problems.push(error("WaitableTrait", told, inside(place, "message")));
  }
  const matcher = property(acceptor, "matcher");
  for (const [kind, match] of isObject(matcher) ? Object.entries(matcher) : []) {
    const path = isObject(match) ? property(match, "path") : undefined;
    const problem = typeof path === "string" ? problemOf(path) : undefined;
    if (problem !== undefined) {
      const told = `The path is no JMESPath expression: ${problem}.`;
      problems.push(error("WaitableTrait", told, inside(place, "matcher", kind, "path")));
    }
    if (!isObject(match) || property(match, "comparator") !== "booleanEquals") continue;
    const expected = property(match, "expected");
    if (expected === "true" || expected === "false") continue;
    const where = inside(place, "matcher", kind, "expected");
    const message = 'A comparison with `booleanEquals` expects "true" or "false".';
    problems.push(error("WaitableTrait", message, where));
  }
  return problems;
}

/** Why a text is no JMESPath expression; nothing where it is one. */
function problemOf(text: string): string | undefined {
  try {
    parseJmespath(text);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof JmespathError) return thrown.message;
    throw thrown;
  }
}

function stateOf(acceptor: Json): Json | undefined {
  return isObject(acceptor) ? property(acceptor, "state") : undefined;
}

function waitersOf(operation: OperationShape): [name: string, waiter: Json][] {
  const value = operation.traits.get(waitable);
  return isObject(value) ? Object.entries(value) : [];
}

/** Names of the waiters of a service differ by more than case. */
export const validateWaiterNames: ServiceValidator = ({ shapes, service }) => {
  const all = ofType(shapes, "operation").flatMap((operation) =>
    waitersOf(operation).map(([name]) => ({ operation, name })),
  );
  const groups = groupBy(all, ({ name }) => name.toLowerCase());
  return [...groups.values()].flatMap((group) =>
    group.flatMap(({ operation, name }) => {
      const others = group.filter((each) => each.operation !== operation || each.name !== name);
      if (others.length === 0) return [];
      const list = quoted(others.map((other) => `${other.operation.id} ${other.name}`));
      const message = `The name of the waiter conflicts with others of \`${service.id}\`: ${list}.`;
      return [error("UniqueWaiterNames", message, inside(at(operation), "traits", waitable, name))];
    }),
  );
};
