import { identityTypes } from "./auth.js";
import type { OperationIr, ServiceIr, ShapeId } from "../ir/ir.js";
import { streamIn } from "../ir/streams.js";
import type { Symbol } from "./printing/code.js";
import {
  errorType,
  operationErrorType,
  operationFunction,
  structureType,
  type EmitContext,
} from "./context.js";
import { runtimeErrors } from "./errors.js";
import { givingWay, type ReExport } from "./givingWay.js";
import { operationModule } from "./layout/layout.js";
import type { Module } from "./printing/module.js";
import { pageTypes, paginationFunction } from "./pages.js";
import { runtime, runtimeIndex, runtimeType } from "./runtime.js";
import { shapesIn } from "./shapes.js";
import { waiterFunction, waiterTypes } from "./waiters.js";

/** The package's main module: everything a caller needs, by name. */
export function indexModule(context: EmitContext): Module {
  const { service } = context;
  const own: readonly ReExport[] = [
    ...(context.plan ? [clientExports(service)] : []),
    ...service.operations.map((operation) => {
      const module = operationModule(operation.functionName);
      return reExport(module, [
        ...(operation.typesOnly ? [] : [operationFunction(operation)]),
        ...[paginationFunction(operation)].filter((symbol) => symbol !== undefined),
        ...operation.waiters.map((waiter) => waiterFunction(operation, waiter)),
        operationErrorType(operation),
        ...shapesIn(context, module).map((id) => structureType(context, id)),
      ]);
    }),
    ...[...context.shapesByModule]
      .filter(([module]) => module.startsWith("shapes/"))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([module, shapes]) =>
        reExport(
          module,
          shapes.map((id) => structureType(context, id)),
        ),
      ),
    ...(service.enums.size > 0 ? [enumExports(context)] : []),
    reExport("errors", [
      ...runtimeErrors,
      ...[...service.errors.values()].map(errorType),
      ...shapesIn(context, "errors").map((id) => structureType(context, id)),
    ]),
  ];
  const taken = new Set(own.flatMap(({ symbols }) => symbols.map(({ name }) => name)));
  const fromRuntime = [...runtimeExports, ...identityTypes(service), ...typesOfUse(service)];
  return {
    path: "index",
    source: service.shape,
    declarations: context.plan ? [...own, givingWay(runtimeIndex, fromRuntime, taken)] : own,
  };
}

/** The types of what not every service has. */
function typesOfUse(service: ServiceIr): readonly Symbol[] {
  const { operations } = service;
  return [
    ...streamTypes(service),
    ...(operations.some(({ pagination }) => pagination) ? pageTypes : []),
    ...(operations.some(({ waiters }) => waiters.length > 0) ? waiterTypes : []),
  ];
}

/** The types of bodies that are streams. */
function streamTypes(service: ServiceIr): readonly Symbol[] {
  const { operations } = service;
  const isUsed = (of: (operation: OperationIr) => ShapeId | undefined) =>
    operations.some((operation) => streamIn(service, of(operation)));
  return [
    ...(isUsed(({ input }) => input) ? [runtimeType("streams/streamInput", "StreamInput")] : []),
    ...(isUsed(({ output }) => output)
      ? [runtimeType("streams/streamOutput", "StreamOutput")]
      : []),
  ];
}

function clientExports({ clientName }: ServiceIr): ReExport {
  const client = `${clientName}Client`;
  return reExport("client", [
    { kind: "symbol", name: `create${client}`, module: "client" },
    typeIn("client", client),
    typeIn("client", `${client}Config`),
  ]);
}

function enumExports({ service }: EmitContext): ReExport {
  const symbol = (name: string): Symbol => ({ kind: "symbol", name, module: "enums" });
  return reExport(
    "enums",
    [...service.enums.values()].map(({ name }) => symbol(name)),
  );
}

function reExport(module: string, symbols: readonly Symbol[]): ReExport {
  return { kind: "reExport", module, symbols };
}

function typeIn(module: string, name: string): Symbol {
  return { kind: "symbol", name, module, typeOnly: true };
}

const runtimeExports: readonly Symbol[] = [
  runtime("contract/result", "unwrap"),
  runtimeType("contract/result", "Result"),
  runtimeType("contract/result", "Unit"),
  runtimeType("contract/errors", "Metadata"),
  runtimeType("contract/errors", "CommonErrorCode"),
  runtimeType("contract/config", "ClientConfig"),
  runtimeType("contract/config", "CallOptions"),
  runtimeType("contract/service", "Client"),
  runtimeType("contract/config", "Interceptor"),
  runtimeType("contract/config", "InterceptorContext"),
  runtimeType("contract/config", "Send"),
  runtime("call/adaptiveRetry", "adaptiveRetry"),
  runtime("call/disposable", "disposable"),
  runtimeType("call/disposable", "DisposableClient"),
  runtime("call/observing", "onRetry"),
  runtime("call/observing", "withLogger"),
  runtimeType("call/observing", "LoggedCall"),
  runtimeType("call/observing", "LoggedRetry"),
  runtimeType("call/observing", "Logger"),
  runtimeType("call/observing", "Retry"),
  runtime("call/retry", "standardRetry"),
  runtimeType("contract/retry", "RetryKind"),
  runtimeType("contract/retry", "RetryStrategy"),
  runtimeType("contract/clock", "Clock"),
  runtimeType("contract/http", "Fetch"),
  runtimeType("contract/http", "FetchInit"),
  runtimeType("contract/http", "HttpRequest"),
  runtimeType("contract/http", "HttpResponse"),
];
