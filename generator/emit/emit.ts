import type { ServiceIr } from "../ir/ir.js";
import type { WirePlan } from "../protocols/plan.js";
import type { ServiceEndpoints } from "../endpoints/service.js";
import { authModules } from "./auth.js";
import { bridgeModule } from "./bridge.js";
import { clientModule } from "./client.js";
import { clientContext, createContext, type ClientContext, type EmitContext } from "./context.js";
import { endpointModule } from "./endpoint/module.js";
import { copyTemplates } from "./copied.js";
import { credentialsModules } from "./credentials.js";
import { enumsModule } from "./enums.js";
import { documentsModules } from "./documents.js";
import { errorsModule } from "./errors.js";
import { packageExports, type PackageExports } from "./exports.js";
import { helperModules } from "./helpers.js";
import { indexModule } from "./index.js";
import type { Module } from "./printing/module.js";
import { operationModuleOf } from "./operation.js";
import { otelModule } from "./otel.js";
import { presignModules } from "./presigning.js";
import { ownPackage, type Placement } from "./placement.js";
import { createPrinter, header } from "./printing/print.js";
import { sharedShapeModules } from "./shapes.js";
import { testingModule } from "./testing.js";

/** What a package has beside the sources that are printed for it. */
export interface Sources {
  /** Copied from the templates, as they are: path in the package to text. */
  readonly copied: ReadonlyMap<string, string>;
  readonly exports: PackageExports;
}

/** What is emitted of a service. */
export interface ServiceInput {
  readonly service: ServiceIr;
  /** What examples import it by; absent where there is no package. */
  readonly packageName?: string | undefined;
  /** Absent where only types are generated. */
  readonly plan?: WirePlan | undefined;
  readonly endpoints?: ServiceEndpoints | undefined;
}

/** Is given each file, by its path, not yet formatted, before the next is made. */
type Take = (path: string, text: string) => void;

/**
 * Prints the source files of a package of one service.
 *
 * @param templates - the texts of `templates`, by path
 */
export function emitSources(
  input: ServiceInput,
  templates: ReadonlyMap<string, string>,
  take: Take,
): Sources {
  const origin = originOf(input.service);
  const inSources: Take = (path, text) => take(`src/${path}`, text);
  const { modules, exports, print } = emitService(
    input,
    ownPackage,
    () => true,
    templates,
    inSources,
  );
  const copied = copyTemplates(modules, templates, ownPackage, `${header(origin, RUNTIME)}\n\n`);
  if (copied.index) print(copied.index);
  const files = [...copied.files].map(([path, text]) => [`src/${path}`, text] as const);
  return { copied: new Map(files), exports };
}

/** What several services have beside the sources that are printed for them. */
export interface SharedSources {
  /** Copied from the templates, as they are: path to text. */
  readonly copied: ReadonlyMap<string, string>;
  /** What each exports, in their order. */
  readonly exports: readonly PackageExports[];
}

/**
 * Prints the source files of services that have one runtime.
 *
 * @param services - each with where its modules lie
 * @param isWanted - tells of a module that a service has whether it is printed
 * @param templates - the texts of `templates`, by path
 */
export function emitShared(
  services: readonly (ServiceInput & { readonly placement: Placement })[],
  isWanted: (path: string) => boolean,
  templates: ReadonlyMap<string, string>,
  take: Take,
): SharedSources {
  const emitted = services.map((input) =>
    emitService(input, input.placement, isWanted, templates, take),
  );
  const [first] = services;
  if (!first) throw new Error("There are no services to emit.");
  const { placement } = first;
  const copied = copyTemplates(
    emitted.flatMap(({ modules }) => modules),
    templates,
    placement,
    `${header(undefined, "a module of its runtime")}\n${placement.notes}\n`,
  );
  if (copied.index) {
    const printer = createPrinter(undefined, placement);
    take(`${copied.index.path}.ts`, printer.print(copied.index));
  }
  return { copied: copied.files, exports: emitted.map(({ exports }) => exports) };
}

const RUNTIME = "Tinsmith's runtime";

const originOf = ({ clientName, version }: ServiceIr): string => `${clientName} ${version}`;

function emitService(
  { service, packageName, plan, endpoints }: ServiceInput,
  placement: Placement,
  isWanted: (path: string) => boolean,
  templates: ReadonlyMap<string, string>,
  take: Take,
): {
  readonly modules: readonly Module[];
  readonly exports: PackageExports;
  readonly print: (module: Module) => void;
} {
  const printer = createPrinter(originOf(service), placement);
  const print = (module: Module): void =>
    take(`${placement.pathOf(module.path)}.ts`, printer.print(module));
  const modules: Module[] = [];
  const context = createContext(service, packageName, plan, endpoints, placement.isShared);
  for (const module of modulesOf(context)) {
    if (!isWanted(module.path)) continue;
    modules.push(module);
    print(module);
  }
  return { modules, exports: packageExports(service, modules, templates), print };
}

/** A package's modules, each made when it is asked for. */
function* modulesOf(context: EmitContext): Iterable<Module> {
  const { service, plan } = context;
  yield indexModule(context);
  if (service.enums.size > 0) yield enumsModule(context);
  yield errorsModule(context);
  for (const operation of service.operations) yield operationModuleOf(context, operation);
  yield* sharedShapeModules(context);
  if (plan) yield* clientModules(clientContext(context, plan));
}

function clientModules(context: ClientContext): readonly Module[] {
  return [
    clientModule(context),
    ...authModules(context),
    endpointModule(context.service, context.endpoints),
    bridgeModule(context),
    testingModule(context),
    otelModule(context),
    ...presignModules(context),
    ...helperModules(context),
    ...documentsModules(context),
    ...credentialsModules(context),
  ];
}
