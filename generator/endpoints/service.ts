import type { Diagnostic } from "../smithy/diagnostic.js";
import type { Model, ServiceShape, ShapeId } from "../smithy/model.js";
import { at, inside } from "../smithy/report.js";
import { traits } from "../smithy/traits.js";
import { bindParameters, checkParameters, type EndpointBindings } from "./bindings.js";
import {
  compileDiagram,
  compileRuleSet,
  type CompiledRuleSet,
  type RuleOptions,
} from "./compile.js";
import type { EndpointProgram } from "./program.js";

/** How a service's endpoints are found. */
export interface ServiceEndpoints {
  readonly program: EndpointProgram;
  readonly bindings: EndpointBindings;
}

/**
 * Compiles the endpoint rules of a service, and where their parameters come from. Both are absent
 * where the model has no rules, or they have errors.
 *
 * @param operations - those that can be called
 */
export function compileEndpoints(
  model: Model,
  service: ServiceShape,
  operations: readonly ShapeId[],
  options?: RuleOptions,
): {
  readonly endpoints?: ServiceEndpoints | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  const rules = compileRules(service, options);
  if (!rules) return { diagnostics: checkParameters(model, operations) };
  const { program, diagnostics } = rules;
  if (!program) return { diagnostics };
  const { bindings, diagnostics: more } = bindParameters(program, model, service, operations);
  return { endpoints: { program, bindings }, diagnostics: [...diagnostics, ...more] };
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
  for (const [{ id }, compile] of [
    [traits.endpointRuleSet, compileRuleSet],
    [traits.endpointBdd, compileDiagram],
  ] as const) {
    const value = service.traits.get(id);
    if (value !== undefined) return compile(value, inside(at(service), "traits", id), options);
  }
  return undefined;
}
