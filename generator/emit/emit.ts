import type { ServiceIr } from "../ir/ir.js";
import type { WirePlan } from "../protocols/plan.js";
import type { ServiceEndpoints } from "../endpoints/service.js";
import { authModules } from "./auth.js";
import { bridgeModule } from "./bridge.js";
import { clientModule } from "./client.js";
import { clientContext, createContext, type ClientContext } from "./context.js";
import { endpointModule } from "./endpoint/module.js";
import { copyTemplates } from "./copied.js";
import { enumsModule } from "./enums.js";
import { errorsModule } from "./errors.js";
import { packageExports, type PackageExports } from "./exports.js";
import { indexModule } from "./index.js";
import type { Module } from "./printing/module.js";
import { operationModuleOf } from "./operation.js";
import { createPrinter } from "./printing/print.js";
import { sharedShapeModules } from "./shapes.js";
import { testingModule } from "./testing.js";

/** A package's source files: path in the package to text. */
export interface Sources {
  /** Not yet formatted; each is printed when it is asked for. */
  readonly emitted: () => Iterable<readonly [path: string, text: string]>;
  /** Copied from the templates, as they are. */
  readonly copied: ReadonlyMap<string, string>;
  readonly exports: PackageExports;
}

/**
 * Prints a package's source files.
 *
 * @param plan - absent where only types are generated
 * @param templates - the texts of `templates`, by path
 */
export function emitSources(
  service: ServiceIr,
  packageName: string | undefined,
  plan: WirePlan | undefined,
  endpoints: ServiceEndpoints | undefined,
  templates: ReadonlyMap<string, string>,
): Sources {
  const context = createContext(service, packageName, plan, endpoints);
  const modules: readonly Module[] = [
    indexModule(context),
    ...(service.enums.size > 0 ? [enumsModule(context)] : []),
    errorsModule(context),
    ...service.operations.map((operation) => operationModuleOf(context, operation)),
    ...sharedShapeModules(context),
    ...(plan ? clientModules(clientContext(context, plan)) : []),
  ];
  const origin = `${service.clientName} ${service.version}`;
  const copied = copyTemplates(modules, templates, origin);
  const printer = createPrinter(origin);
  return {
    *emitted() {
      for (const module of [...modules, copied.index])
        yield [`src/${module.path}.ts`, printer.print(module)];
    },
    copied: copied.files,
    exports: packageExports(service, modules, templates),
  };
}

function clientModules(context: ClientContext): readonly Module[] {
  return [
    clientModule(context),
    ...authModules(context),
    endpointModule(context.service, context.endpoints),
    bridgeModule(context),
    testingModule(context),
  ];
}
