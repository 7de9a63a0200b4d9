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
import { createPrinter } from "./printing/print.js";
import { sharedShapeModules } from "./shapes.js";
import { testingModule } from "./testing.js";

/** What a package has beside the sources that are printed for it. */
export interface Sources {
  /** Copied from the templates, as they are: path in the package to text. */
  readonly copied: ReadonlyMap<string, string>;
  readonly exports: PackageExports;
}

/**
 * Prints a package's source files.
 *
 * @param plan - absent where only types are generated
 * @param templates - the texts of `templates`, by path
 * @param take - is given each file, not yet formatted, before the next is made
 */
export function emitSources(
  service: ServiceIr,
  packageName: string | undefined,
  plan: WirePlan | undefined,
  endpoints: ServiceEndpoints | undefined,
  templates: ReadonlyMap<string, string>,
  take: (path: string, text: string) => void,
): Sources {
  const origin = `${service.clientName} ${service.version}`;
  const printer = createPrinter(origin);
  const print = (module: Module): void => take(`src/${module.path}.ts`, printer.print(module));
  const modules: Module[] = [];
  for (const module of modulesOf(createContext(service, packageName, plan, endpoints))) {
    modules.push(module);
    print(module);
  }
  const copied = copyTemplates(modules, templates, origin);
  print(copied.index);
  return { copied: copied.files, exports: packageExports(service, modules, templates) };
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
