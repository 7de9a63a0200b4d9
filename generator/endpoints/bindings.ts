import type { Diagnostic } from "../smithy/diagnostic.js";
import type { Json, Model, OperationShape, ServiceShape, ShapeId } from "../smithy/model.js";
import { at, pointerOf, type Place } from "../smithy/report.js";
import { getTrait, hasTrait, traits } from "../smithy/traits.js";
import { parseConstant } from "./parameters.js";
import { parsePath } from "./path.js";
import { collectProblems, isArray, Problem } from "./problem.js";
import type { EndpointParameter, ParameterType } from "./program.js";
import { settingOf, type Setting } from "./settings.js";
import { typedPath, type InputValue } from "./typedPath.js";

/** What a parameter is, in every call of an operation. */
export type OperationSource =
  | { readonly kind: "static"; readonly value: boolean | string | readonly string[] }
  /** With `present`, a required member of the input, without which no request may be sent. */
  | { readonly kind: "input"; readonly value: InputValue; readonly present?: string | undefined };

/** Where the values of a service's endpoint parameters come from, by the parameter's property. */
export interface EndpointBindings {
  readonly client: ReadonlyMap<string, Setting>;
  /** By operation; the sources of a parameter are in the order in which they are asked. */
  readonly operations: ReadonlyMap<ShapeId, ReadonlyMap<string, readonly OperationSource[]>>;
}

/**
 * Finds where endpoint parameters get their values from: operations, their input, the client's
 * configuration, built-ins (https://smithy.io/2.0/additional-specs/rules-engine/parameters.html).
 *
 * @param rules - the parameters of the rules
 */
export function bindParameters(
  rules: readonly EndpointParameter[],
  model: Model,
  service: ServiceShape,
  operations: readonly ShapeId[],
): { readonly bindings: EndpointBindings; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const attempt = collecting(diagnostics);
  const parameters = new Map(rules.map((each) => [each.variable.name, each]));
  const parameterOf = (name: string, pointer: string): EndpointParameter => {
    const parameter = parameters.get(name);
    if (parameter) return parameter;
    const known = [...parameters.keys()].join(", ") || "none";
    const message = `there is no endpoint parameter ${name}; those of the rules: ${known}`;
    throw new Problem("EndpointParameter.Unknown", message, pointer);
  };

  const settings = getTrait(service, traits.clientContextParams) ?? {};
  for (const [name, { type }] of Object.entries(settings)) {
    const pointer = pointerOf(["traits", traits.clientContextParams.id, name]);
    attempt(at(service), () => expectType(parameterOf(name, pointer), type, pointer));
  }
  const client = new Map<string, Setting>();
  for (const parameter of rules) {
    const { name } = parameter.variable;
    const own = Object.hasOwn(settings, name) ? settings[name] : undefined;
    const setting = settingOf(parameter, own);
    if (setting) client.set(parameter.property, setting);
  }
  const bound = operations.map((id) => {
    const operation = model.shapes.get(id) as OperationShape;
    return [id, bindOperation(model, operation, parameterOf, attempt)] as const;
  });
  return { bindings: { client, operations: new Map(bound) }, diagnostics };
}

/** What is wrong with the parameters that operations give to rules which are not there. */
export function checkParameters(
  model: Model,
  operations: readonly ShapeId[],
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const id of operations) {
    const operation = model.shapes.get(id) as OperationShape;
    bindOperation(model, operation, () => undefined, collecting(diagnostics));
  }
  return diagnostics;
}

type Attempt = (place: Place, work: () => void) => void;
/** The parameter of a name; `undefined` where there are no rules to know any. */
type ParameterOf = (name: string, pointer: string) => EndpointParameter | undefined;

function collecting(diagnostics: Diagnostic[]): Attempt {
  return (place, work) => {
    const problems = collectProblems(place);
    problems.attempt(work);
    for (const diagnostic of problems.diagnostics) diagnostics.push(diagnostic);
  };
}

function bindOperation(
  model: Model,
  operation: OperationShape,
  parameterOf: ParameterOf,
  attempt: Attempt,
): ReadonlyMap<string, readonly OperationSource[]> {
  const sources = new Map<string, readonly OperationSource[]>();
  const add = (parameter: EndpointParameter | undefined, source: OperationSource) => {
    if (!parameter) return;
    const { property } = parameter;
    const before = sources.get(property) ?? [];
    // Nothing is asked after a value that is always there.
    if (!before.some(isCertain)) sources.set(property, [...before, source]);
  };

  const { id: staticId } = traits.staticContextParams;
  for (const [name, { value }] of named(getTrait(operation, traits.staticContextParams))) {
    const pointer = pointerOf(["traits", staticId, name]);
    attempt(at(operation), () => {
      const parameter = parameterOf(name, pointer);
      const at = `${pointer}/value`;
      const constant = parseConstant(parameter?.type ?? typeOf(value, at), value, at);
      add(parameter, { kind: "static", value: constant });
    });
  }
  const input = model.shapes.get(operation.input);
  for (const member of input?.type === "structure" ? input.members.values() : []) {
    const context = getTrait(member, traits.contextParam);
    if (!context) continue;
    attempt(at(member), () => {
      const pointer = pointerOf(["traits", traits.contextParam.id]);
      const parameter = parameterOf(context.name, pointer);
      const path = { kind: "field", name: member.name } as const;
      const { value, type } = typedPath(path, model, operation.input, pointer);
      expectType(parameter, type, pointer);
      const present = hasTrait(member, traits.required) ? member.name : undefined;
      add(parameter, { kind: "input", value, present });
    });
  }
  const { id: pathId } = traits.operationContextParams;
  for (const [name, { path }] of named(getTrait(operation, traits.operationContextParams))) {
    const pointer = pointerOf(["traits", pathId, name, "path"]);
    attempt(at(operation), () => {
      const parameter = parameterOf(name, pointer);
      const { value, type } = typedPath(parsePath(path, pointer), model, operation.input, pointer);
      expectType(parameter, type, pointer);
      add(parameter, { kind: "input", value });
    });
  }
  return new Map([...sources].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether a source always has a value. */
function isCertain(source: OperationSource): boolean {
  return source.kind === "static" || !source.value.optional || source.present !== undefined;
}

function typeOf(value: Json, pointer: string): ParameterType {
  if (typeof value === "string" || typeof value === "boolean") return typeof value as ParameterType;
  if (isArray(value) && value.every((item) => typeof item === "string")) return "stringArray";
  const message = `${JSON.stringify(value)} cannot be an endpoint parameter`;
  throw new Problem("EndpointParameter.Type", message, pointer);
}

function expectType(
  parameter: EndpointParameter | undefined,
  found: ParameterType,
  pointer: string,
): void {
  if (!parameter || found === parameter.type) return;
  const { variable, type } = parameter;
  const message = `the endpoint parameter ${variable.name} is a ${type}, not a ${found}`;
  throw new Problem("EndpointParameter.Type", message, pointer);
}

function named<T>(trait: Readonly<Record<string, T>> | undefined): readonly [string, T][] {
  return Object.entries(trait ?? {});
}
