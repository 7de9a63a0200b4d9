import { globals, type Symbol } from "./printing/code.js";

/** A value that a module of the clients' runtime exports. */
export function runtime(module: string, name: string): Symbol {
  return template(`runtime/${module}`, name);
}

/** A type that a module of the clients' runtime exports. */
export function runtimeType(module: string, name: string): Symbol {
  return templateType(`runtime/${module}`, name);
}

/** A value that a template exports; `module` is its path in `templates`, without extension. */
export function template(module: string, name: string): Symbol {
  return { kind: "symbol", name, module };
}

/** A type that a template exports. */
export function templateType(module: string, name: string): Symbol {
  return { kind: "symbol", name, module, typeOnly: true };
}

/** The module that has what the rest of a package takes from the runtime. */
export const runtimeIndex = "runtime/index";

/** Whether a module is one of the runtime's. */
export function isRuntime(module: string): boolean {
  return module.startsWith("runtime/");
}

/** Whether a module is one of the templates' folders beside the runtime's. */
export function isTemplate(module: string): boolean {
  return /^(testing|smithy|transfer|otel|credentials|batches|dynamodb)\//.test(module);
}

/** A type of the language itself; named so that a shape of the same name cannot take its place. */
export function globalType(name: string): Symbol {
  return { kind: "symbol", name, module: globals, typeOnly: true };
}

/** A value of the language itself. */
export function globalValue(name: string): Symbol {
  return { kind: "symbol", name, module: globals };
}
