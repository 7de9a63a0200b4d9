import { createBudget, TooCostly, type Budget } from "./budget.js";
import { definitions } from "./definitions/definitions.js";
import { isObject, property } from "./json.js";
import type { JsonObject, Model, Shape, ShapeId } from "./model.js";
import type { NodeContext } from "./nodeContext.js";
import { patternMatcher } from "./pattern.js";
import { graphOf, type Graph } from "./selector/graph.js";
import { compileSelector, SELECTOR_WORK } from "./selector/select.js";
import { SelectorSyntaxError } from "./selector/selector.js";
import type { Subject } from "./selector/subject.js";

/** The definition of a trait: a shape, and what its `@trait` says. */
export interface TraitDefinition {
  readonly shape: Shape;
  readonly trait: JsonObject;
}

/**
 * What a model's shapes are checked against: the model as a whole, also where it is a slice, and the
 * definitions of its own traits and of all known ones.
 */
export interface World extends NodeContext {
  /** The definition of a trait, or `undefined` where there is none. */
  readonly definitionOf: (trait: ShapeId) => TraitDefinition | undefined;
  /**
   * A test for what a selector selects; one that is malformed, or that takes too much work, selects
   * everything.
   */
  readonly matcher: (selector: string) => (subject: Subject) => boolean;
  /** What was left unchecked so far, since it takes too much work: in sentences, each once. */
  readonly unchecked: ReadonlySet<string>;
}

export function worldOf(model: Model): World {
  const shapes = model.whole ?? model.shapes;
  const shapeOf = (id: ShapeId): Shape | undefined => shapes.get(id) ?? definitions.get(id);
  // A walk over all shapes, for those who need it.
  const graph = once(() => graphOf(shapes.values(), definitions));
  const budget = createBudget(SELECTOR_WORK);
  const unchecked = new Set<string>();
  const matcher = remembered((selector: string) => {
    const test = testOf(selector, graph(), budget);
    let isCostly = false;
    return (subject: Subject): boolean => {
      try {
        return isCostly || test(subject);
      } catch (error) {
        if (!(error instanceof TooCostly)) throw error;
        isCostly = true;
        unchecked.add(
          `The selector \`${selector}\` takes too much work in a model of this size: what it selects is not checked. Write one that follows \`~>\` less often.`,
        );
        return true;
      }
    };
  });
  return {
    shapeOf,
    matcher,
    unchecked,
    matches: patternMatcher((pattern) =>
      unchecked.add(
        `The pattern \`${pattern}\` takes too much work, on its own or with the model's others: values that would have to match it are not checked. Write one that says the same in fewer steps.`,
      ),
    ),
    definitionOf: remembered((id: ShapeId) => {
      const shape = shapeOf(id);
      const trait = shape?.traits.get("smithy.api#trait");
      return shape && isObject(trait) ? { shape, trait } : undefined;
    }),
    selects: (selector, id) => {
      const subject = graph().find(id);
      if (subject === undefined) return "missing";
      return matcher(selector)(subject) ? "yes" : "no";
    },
  };
}

function testOf(selector: string, graph: Graph, budget: Budget): (subject: Subject) => boolean {
  try {
    return compileSelector(selector).matcher(graph, budget);
  } catch (error) {
    if (error instanceof SelectorSyntaxError) return () => true;
    throw error;
  }
}

/** What a definition says under a key, if it is a text. */
export function textIn({ trait }: TraitDefinition, key: string): string | undefined {
  const value = property(trait, key);
  return typeof value === "string" ? value : undefined;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const old = known.get(key);
    if (old !== undefined || known.has(key)) return old as V;
    const value = make(key);
    known.set(key, value);
    return value;
  };
}
