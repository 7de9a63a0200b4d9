import { customizeService } from "./customizations/customizations.js";
import { compileEndpoints, type ServiceEndpoints } from "./endpoints/service.js";
import { hashValue } from "./hash.js";
import type { PackageExports } from "./emit/exports.js";
import { factsOf } from "./ir/facts.js";
import type { ServiceIr } from "./ir/ir.js";
import { lowerService } from "./ir/lower.js";
import { settleNames } from "./ir/names.js";
import type { Remembered } from "./ir/remembered.js";
import { chooseProtocol, formsOf, supportedProtocols } from "./protocols/protocols.js";
import type { Diagnostic } from "./smithy/diagnostic.js";
import type { Model, ServiceShape } from "./smithy/model.js";
import { operationsOf, selectOperations, selectService } from "./smithy/select.js";
import { sliceModel } from "./smithy/slice.js";
import { supportOf, unsupportedProtocol } from "./smithy/support.js";
import { validateModel } from "./smithy/validate.js";
import { surfaceOf, type Surface } from "./versioning/surface.js";

/** Of which part of a model to tell what callers see. */
export interface DescribeInput {
  readonly model: Model;
  readonly service?: string | undefined;
  /** Names, or patterns with `*`; all where absent. One that names none is not an error here. */
  readonly operations?: readonly string[] | undefined;
  /** What the package has exported so far, which keeps its names. */
  readonly remembered?: Remembered | undefined;
}

export interface Described {
  /** Absent where a diagnostic is an error; those that are not in the way are warnings here. */
  readonly surface?: Surface | undefined;
  /** How many of the service's operations were not asked for. */
  readonly leftOut: number;
  /** The patterns that name no operation, with what to say of each. */
  readonly unknown: ReadonlyMap<string, Diagnostic>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The surface that a package of a model would have, whatever the service's protocol. Pure. */
export function describe({ model: whole, ...input }: DescribeInput): Described {
  const chosen = selectService(whole, input.service);
  if (!chosen.service) return { leftOut: 0, unknown: new Map(), diagnostics: chosen.diagnostics };
  const { operations } = selectOperations(whole, chosen.service, input.operations);
  const leftOut = operationsOf(whole, chosen.service).length - operations.length;
  const unknown = new Map(
    (input.operations ?? []).flatMap((pattern) =>
      selectOperations(whole, chosen.service as ServiceShape, [pattern]).diagnostics.map(
        (diagnostic) => [pattern, diagnostic] as const,
      ),
    ),
  );
  const model = sliceModel(whole, chosen.service, operations);
  const service = model.shapes.get(chosen.service.id) as ServiceShape;
  const diagnostics = [...chosen.diagnostics, ...validateModel(model, service)];
  const settle = (): Surface => {
    const protocol = chooseProtocol([...service.traits.keys()]);
    const { typesOnly } = supportOf(model, service, formsOf(protocol));
    const names = settleNames(whole, chosen.service as ServiceShape, input.remembered);
    const isTypesOnly = (id: string) => typesOnly.has(id);
    const ir = customizeService(lowerService(model, service, { isTypesOnly, names }));
    const callable = ir.operations.filter((operation) => !operation.typesOnly);
    const ids = callable.map(({ shape }) => shape);
    return surfaceIn(model, service, ir, compileEndpoints(model, service, ids).endpoints);
  };
  if (!diagnostics.some(isError)) return { surface: settle(), leftOut, unknown, diagnostics };
  try {
    // Most errors are in the way of a package, and not of a comparison.
    const told = diagnostics.map((one) => (isError(one) ? { ...one, severity } : one));
    return { surface: settle(), leftOut, unknown, diagnostics: told };
  } catch {
    return { leftOut, unknown, diagnostics };
  }
}

const severity = "warning" as const;

function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === "error";
}

/** Why no package can be generated of a slice's service: the errors that `generate` would have. */
export function obstaclesTo(model: Model, service: ServiceShape): readonly Diagnostic[] {
  const invalid = validateModel(model, service).filter(isError);
  // What is built of a model takes it to be valid.
  if (invalid.length > 0) return invalid;
  const protocol = chooseProtocol([...service.traits.keys()]);
  const { problems, typesOnly } = supportOf(model, service, formsOf(protocol));
  const ir = lowerService(model, service, { isTypesOnly: (id) => typesOnly.has(id) });
  if (protocol === undefined) {
    return [unsupportedProtocol(service, ir.protocols, supportedProtocols), ...problems];
  }
  const callable = ir.operations.filter((operation) => !operation.typesOnly);
  const { diagnostics } = compileEndpoints(
    model,
    service,
    callable.map(({ shape }) => shape),
    { hasRegion: ir.signingName !== undefined },
  );
  return [...problems, ...diagnostics.filter(isError)];
}

/** The surface of a slice that is lowered already. */
export function surfaceIn(
  model: Model,
  service: ServiceShape,
  ir: ServiceIr,
  endpoints: ServiceEndpoints | undefined,
  exports?: PackageExports,
): Surface {
  const facts = factsOf(model, service);
  return surfaceOf(ir, { facts, settings: settingsOf(endpoints), ...exports }, hashValue);
}

/** The settings that a client has for its endpoint rules, beyond those of every client. */
function settingsOf(endpoints: ServiceEndpoints | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...(endpoints?.bindings.client.values() ?? [])]
      .flatMap((setting): [string, string][] => {
        if (setting.kind !== "config") return [["accountIdEndpointMode", "AccountIdEndpointMode"]];
        return setting.common ? [] : [[setting.name, setting.type]];
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
