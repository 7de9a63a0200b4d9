import { globals, type Symbol } from "./code.js";

/** A value that a module of the clients' runtime exports. */
export function runtime(module: string, name: string): Symbol {
  return { kind: "symbol", name, module: `runtime/${module}` };
}

/** A type that a module of the clients' runtime exports. */
export function runtimeType(module: string, name: string): Symbol {
  return { kind: "symbol", name, module: `runtime/${module}`, typeOnly: true };
}

/** A type of the language itself; named so that a shape of the same name cannot take its place. */
export function globalType(name: string): Symbol {
  return { kind: "symbol", name, module: globals, typeOnly: true };
}

/** A value of the language itself. */
export function globalValue(name: string): Symbol {
  return { kind: "symbol", name, module: globals };
}
