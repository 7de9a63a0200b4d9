import type { Symbol } from "./code.js";

/** A value that a module of the clients' runtime exports. */
export function runtime(module: string, name: string): Symbol {
  return { kind: "symbol", name, module: `runtime/${module}` };
}

/** A type that a module of the clients' runtime exports. */
export function runtimeType(module: string, name: string): Symbol {
  return { kind: "symbol", name, module: `runtime/${module}`, typeOnly: true };
}
