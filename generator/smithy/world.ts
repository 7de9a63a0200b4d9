import { definitions } from "./definitions/definitions.js";
import { isObject, property } from "./json.js";
import type { JsonObject, Model, Shape, ShapeId } from "./model.js";
import type { NodeContext } from "./nodeContext.js";
import { graphOf } from "./selector/graph.js";
import { compileSelector } from "./selector/select.js";
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
  /** A test for what a selector selects; a selector that is malformed selects everything. */
  readonly matcher: (selector: string) => (subject: Subject) => boolean;
}

export function worldOf(model: Model): World {
  const shapes = model.whole ?? model.shapes;
  const shapeOf = (id: ShapeId): Shape | undefined => shapes.get(id) ?? definitions.get(id);
  // A walk over all shapes, for those who need it.
  const graph = once(() => graphOf(shapes.values(), definitions));
  const matcher = remembered((selector: string) => {
    try {
      return compileSelector(selector).matcher(graph());
    } catch (error) {
      if (error instanceof SelectorSyntaxError) return () => true;
      throw error;
    }
  });
  return {
    shapeOf,
    matcher,
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
