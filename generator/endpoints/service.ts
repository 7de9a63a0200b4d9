import type { Diagnostic } from "../smithy/diagnostic.js";
import type { Model, ServiceShape, ShapeId } from "../smithy/model.js";
import { at, inside } from "../smithy/report.js";
import { traits } from "../smithy/traits.js";
import { bindParameters, type EndpointBindings } from "./bindings.js";
import { compileRuleSet } from "./compile.js";
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
): {
  readonly endpoints?: ServiceEndpoints | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { id } = traits.endpointRuleSet;
  const ruleSet = service.traits.get(id);
  if (ruleSet === undefined) return { diagnostics: [] };
  const { program, diagnostics } = compileRuleSet(ruleSet, inside(at(service), "traits", id));
  if (!program) return { diagnostics };
  const { bindings, diagnostics: more } = bindParameters(program, model, service, operations);
  return { endpoints: { program, bindings }, diagnostics: [...diagnostics, ...more] };
}
