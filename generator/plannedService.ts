import { customizePlan, customizeService } from "./customizations/customizations.js";
import { authSchemesIn } from "./endpoints/authSchemes.js";
import { compileEndpoints, type ServiceEndpoints } from "./endpoints/service.js";
import type { LongType, ServiceIr } from "./ir/ir.js";
import { lowerService } from "./ir/lower.js";
import { settleNames, type Names } from "./ir/names.js";
import type { Remembered } from "./ir/remembered.js";
import type { WirePlan } from "./protocols/plan.js";
import { chooseProtocol, formsOf, planService, supportedProtocols } from "./protocols/protocols.js";
import type { Diagnostic } from "./smithy/diagnostic.js";
import type { Model, ServiceShape } from "./smithy/model.js";
import { at, error } from "./smithy/report.js";
import { selectOperations, selectService } from "./smithy/select.js";
import { sliceModel } from "./smithy/slice.js";
import { supportOf, unsupportedProtocol } from "./smithy/support.js";
import { validateModel } from "./smithy/validate.js";
import { untimed, type Timed } from "./timing.js";

/** What of a model is generated. */
export interface ServiceChoice {
  readonly model: Model;
  /** Shape ID or name; where absent, the model has to have one service only. */
  readonly service?: string | undefined;
  /** Names, or patterns with `*`; where absent, all. */
  readonly operations?: readonly string[] | undefined;
  /** What callers have longs as; numbers, where absent. */
  readonly long?: LongType | undefined;
  /** The shape ID or name of the protocol to speak; where absent, the service's that is best. */
  readonly protocol?: string | undefined;
  /** What has been exported of it so far, which keeps its names. */
  readonly remembered?: Remembered | undefined;
}

/** A service that can be emitted. */
export interface PlannedService {
  /** The slice of the model, and the service in it. */
  readonly model: Model;
  readonly shape: ServiceShape;
  readonly ir: ServiceIr;
  /** With the operations alone that can be called. */
  readonly callable: ServiceIr;
  readonly protocol: string | undefined;
  readonly plan: WirePlan;
  readonly endpoints?: ServiceEndpoints | undefined;
}

/** From a model to a service's plan; the service is absent where a diagnostic is an error. */
export function planOf(
  input: ServiceChoice,
  timed: Timed = untimed,
): { readonly planned?: PlannedService; readonly diagnostics: readonly Diagnostic[] } {
  const { model, service, names, diagnostics } = slice(input, timed);
  if (!model || !service) return { diagnostics };

  const protocol = chooseProtocol([...service.traits.keys()], input.protocol);
  const support = timed("validate", () => supportOf(model, service, formsOf(protocol)));
  const ir = timed("lower", () =>
    customizeService(
      lowerService(model, service, {
        isTypesOnly: (id) => support.typesOnly.has(id),
        names,
        long: input.long,
        remembered: input.remembered,
      }),
    ),
  );
  const callable = { ...ir, operations: ir.operations.filter(({ typesOnly }) => !typesOnly) };
  const ids = callable.operations.map(({ shape }) => shape);
  const { endpoints, diagnostics: found } = timed("endpoints", () =>
    compileEndpoints(model, service, ids, { hasRegion: ir.signingName !== undefined }),
  );
  const plan = timed("plan", () => {
    const ofProtocol = protocol && planService(ir, protocol);
    const asked = endpoints && authSchemesIn(endpoints.program);
    return ofProtocol && customizePlan(ofProtocol, ir, asked);
  });
  if (!plan) {
    const { protocols } = ir;
    const problem = unsupportedProtocol(service, protocols, supportedProtocols, input.protocol);
    return { diagnostics: [...diagnostics, problem] };
  }
  for (const some of [support.problems, support.typesOnly.values(), found]) {
    for (const diagnostic of some) diagnostics.push(diagnostic);
  }
  if (hasError(diagnostics)) return { diagnostics };
  return {
    planned: { model, shape: service, ir, callable, protocol, plan, endpoints },
    diagnostics,
  };
}

/** The IR of a service's types alone, which any has, whatever its protocol. */
export function lowerTypes(
  input: ServiceChoice,
  timed: Timed = untimed,
): { readonly ir?: ServiceIr; readonly diagnostics: readonly Diagnostic[] } {
  const { model, service, names, diagnostics } = slice(input, timed);
  if (!model || !service) return { diagnostics };
  const ir = timed("lower", () =>
    customizeService(
      lowerService(model, service, {
        isTypesOnly: () => true,
        names,
        long: input.long,
        remembered: input.remembered,
      }),
    ),
  );
  return { ir, diagnostics };
}

/** The operations asked for and their closure, checked; absent where there is an error. */
function slice(
  input: ServiceChoice,
  timed: Timed,
): {
  readonly model?: Model;
  readonly service?: ServiceShape;
  readonly names?: Names;
  readonly diagnostics: Diagnostic[];
} {
  const chosen = timed("select", () => selectService(input.model, input.service));
  const { service: whole } = chosen;
  if (!whole) return { diagnostics: chosen.diagnostics };
  const selected = timed("select", () => selectOperations(input.model, whole, input.operations));
  const model = timed("slice", () => sliceModel(input.model, whole, selected.operations));
  const service = model.shapes.get(whole.id);
  if (service?.type !== "service") throw new Error("A slice keeps its service.");
  const diagnostics = [
    ...chosen.diagnostics,
    ...selected.diagnostics,
    ...timed("validate", () => validateModel(model, service)),
  ];
  if (selected.operations.length === 0 && !hasError(diagnostics)) {
    const message = `${service.id} has no operations to generate.`;
    diagnostics.push(error("Service.NoOperations", message, at(service)));
  }
  if (hasError(diagnostics)) return { diagnostics };
  return {
    model,
    service,
    names: timed("lower", () => settleNames(input.model, whole, input.remembered)),
    diagnostics,
  };
}

/** Whether there is an error among diagnostics. */
export function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
