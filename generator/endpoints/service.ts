import type { Diagnostic } from "../smithy/diagnostic.js";
import type { Model, ServiceShape, ShapeId } from "../smithy/model.js";
import { at, inside } from "../smithy/report.js";
import { traits } from "../smithy/traits.js";
import { bindParameters, checkParameters, type EndpointBindings } from "./bindings.js";
import {
  compileDiagram,
  compileRuleSet,
  readParameters,
  type CompiledRuleSet,
  type RuleOptions,
} from "./compile.js";
import { knownParameters } from "./known.js";
import type { EndpointProgram } from "./program.js";

/** How a service's endpoints are found. */
export interface ServiceEndpoints {
  readonly program: EndpointProgram;
  readonly bindings: EndpointBindings;
}

/**
 * Compiles the endpoint rules of a service, as far as the operations can get into them, and where
 * their parameters come from. Both are absent where the model has no rules, or they have errors.
 *
 * @param operations - those that can be called
 */
export function compileEndpoints(
  model: Model,
  service: ServiceShape,
  operations: readonly ShapeId[],
  options?: Omit<RuleOptions, "known">,
): {
  readonly endpoints?: ServiceEndpoints | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  const trait = rulesOf(service);
  if (!trait) return { diagnostics: checkParameters(model, operations) };
  const parameters = readParameters(trait.value);
  const { bindings, diagnostics: more } = bindParameters(parameters, model, service, operations);
  const known = knownParameters(parameters, bindings);
  const { program, diagnostics } = trait.compile({ ...options, known });
  if (!program) return { diagnostics };
  return {
    endpoints: { program, bindings: { ...bindings, operations: openSources(program, bindings) } },
    diagnostics: [...diagnostics, ...more],
  };
}

/** What operations have to tell the rules: nothing that these know. */
function openSources(
  { parameters }: EndpointProgram,
  { operations }: EndpointBindings,
): EndpointBindings["operations"] {
  const open = new Set(parameters.map(({ property }) => property));
  return new Map(
    [...operations].map(([id, sources]) => [
      id,
      new Map([...sources].filter(([property]) => open.has(property))),
    ]),
  );
}

/**
 * Compiles the endpoint rules of a service, if it has any. Of two forms it takes the tree: that reads
 * as its author wrote it, where a diagram asks in the order that makes for the fewest nodes, and what
 * comes of a large one is longer.
 */
export function compileRules(
  service: ServiceShape,
  options?: RuleOptions,
): CompiledRuleSet | undefined {
  return rulesOf(service)?.compile(options);
}

function rulesOf(service: ServiceShape) {
  for (const [{ id }, compile] of [
    [traits.endpointRuleSet, compileRuleSet],
    [traits.endpointBdd, compileDiagram],
  ] as const) {
    const value = service.traits.get(id);
    if (value === undefined) continue;
    const place = inside(at(service), "traits", id);
    return { value, compile: (options?: RuleOptions) => compile(value, place, options) };
  }
  return undefined;
}
