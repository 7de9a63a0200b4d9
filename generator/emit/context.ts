import type { ServiceEndpoints } from "../endpoints/service.js";
import type { ErrorIr, OperationIr, ServiceIr, ShapeId } from "../ir/ir.js";
import { structuresIn } from "../ir/structuresIn.js";
import type { StructurePlan, WirePlan } from "../protocols/plan.js";
import type { Symbol } from "./printing/code.js";
import { layOut, operationModule, type Layout } from "./layout/layout.js";
import { runtimeType } from "./runtime.js";

/** What every emitter of a package is given. */
export interface EmitContext {
  readonly service: ServiceIr;
  /** What examples import it by; absent where there is no package. */
  readonly packageName?: string | undefined;
  /** Absent where only types are generated. */
  readonly plan?: WirePlan | undefined;
  /** Absent where the model has no rules for them. */
  readonly endpoints?: ServiceEndpoints | undefined;
  /** Whether other services have the same runtime. */
  readonly isShared: boolean;
  readonly layout: Layout;
  /** The structures and unions of each module, by name. */
  readonly shapesByModule: ReadonlyMap<string, readonly ShapeId[]>;
  /** Inputs and outputs that one operation uses, and no shape: their serde is the operation's. */
  readonly inline: ReadonlySet<ShapeId>;
}

/** What the emitters of a client are given: the operations that can be called, and their plan. */
export interface ClientContext extends EmitContext {
  readonly plan: WirePlan;
}

export function clientContext(context: EmitContext, plan: WirePlan): ClientContext {
  const operations = context.service.operations.filter(({ typesOnly }) => !typesOnly);
  return { ...context, plan, service: { ...context.service, operations } };
}

export function createContext(
  service: ServiceIr,
  packageName?: string,
  plan?: WirePlan,
  endpoints?: ServiceEndpoints,
  isShared = false,
): EmitContext {
  const layout = layOut(service);
  const shapesByModule = new Map<string, ShapeId[]>();
  for (const { shape } of [...service.structures.values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const module = layout.get(shape) as string;
    const inModule = shapesByModule.get(module) ?? [];
    inModule.push(shape);
    shapesByModule.set(module, inModule);
  }
  const nested = new Set(
    [...service.structures.values(), ...service.errors.values()].flatMap(({ members }) =>
      members.flatMap(({ type }) => structuresIn(type)),
    ),
  );
  const inline = new Set(
    service.operations.flatMap(({ functionName, input, output }) =>
      [input, output].filter(
        (id) =>
          id !== undefined &&
          !nested.has(id) &&
          service.structures.get(id)?.kind === "structure" &&
          layout.get(id) === operationModule(functionName),
      ),
    ) as ShapeId[],
  );
  return { service, packageName, plan, endpoints, isShared, layout, shapesByModule, inline };
}

/** The plan of a structure, union or error; without an ID, of what has no members. */
export function planOf({ plan }: ClientContext, id: ShapeId | undefined): StructurePlan {
  return id === undefined ? plan.unit : lookup(plan.structures, id);
}

/** The plan of an input or output as a whole message. */
export function messagePlanOf(context: ClientContext, id: ShapeId | undefined): StructurePlan {
  return context.plan.whole?.get(id ?? "")?.message ?? planOf(context, id);
}

function lookup<T>(map: ReadonlyMap<ShapeId, T>, id: ShapeId): T {
  const found = map.get(id);
  if (found === undefined) throw new Error(`The service has no shape ${id}.`);
  return found;
}

/** The type of a structure or union. */
export function structureType(context: EmitContext, id: ShapeId): Symbol {
  const { name } = lookup(context.service.structures, id);
  return { kind: "symbol", name, module: lookup(context.layout, id), typeOnly: true };
}

/** The function that reads a structure or union from a message. */
export function structureReader(context: EmitContext, id: ShapeId): Symbol {
  const { reader } = lookup(context.service.structures, id);
  return { kind: "symbol", name: reader, module: lookup(context.layout, id) };
}

/** The function that writes a structure or union to a message. */
export function structureWriter(context: EmitContext, id: ShapeId): Symbol {
  const { writer } = lookup(context.service.structures, id);
  return { kind: "symbol", name: writer, module: lookup(context.layout, id) };
}

/** The type of an enum. */
export function enumType(context: EmitContext, id: ShapeId): Symbol {
  const { name } = lookup(context.service.enums, id);
  return { kind: "symbol", name, module: "enums", typeOnly: true };
}

/** The type of a modeled error. */
export function errorType(error: ErrorIr): Symbol {
  return { kind: "symbol", name: error.name, module: "errors", typeOnly: true };
}

/** The interface of a client of the service. */
export function clientType({ service }: EmitContext): Symbol {
  return { kind: "symbol", name: `${service.clientName}Client`, module: "client", typeOnly: true };
}

/** The function of an operation. */
export function operationFunction(operation: OperationIr): Symbol {
  return {
    kind: "symbol",
    name: operation.functionName,
    module: operationModule(operation.functionName),
  };
}

/** What the runtime knows of an operation: its readers, writers and errors. */
export function operationConst(operation: OperationIr): Symbol {
  return {
    kind: "symbol",
    name: operation.constantName,
    module: operationModule(operation.functionName),
  };
}

/** The type of every way an operation can fail. */
export function operationErrorType(operation: OperationIr): Symbol {
  return {
    kind: "symbol",
    name: operation.errorTypeName,
    module: operationModule(operation.functionName),
    typeOnly: true,
  };
}

const unit = runtimeType("contract/result", "Unit");

/** The types of what an operation takes and gives. */
export function inputType(context: EmitContext, operation: OperationIr): Symbol {
  return operation.input === undefined ? unit : structureType(context, operation.input);
}
export function outputType(context: EmitContext, operation: OperationIr): Symbol {
  return operation.output === undefined ? unit : structureType(context, operation.output);
}
