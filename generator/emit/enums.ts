import type { EmitContext } from "./context.js";
import type { Module } from "./printing/module.js";
import { enumDeclarations } from "./types.js";

/** The module of the enums: their types, and their values as constants, which bundlers drop unused. */
export function enumsModule(context: EmitContext): Module {
  return {
    path: "enums",
    source: context.service.shape,
    declarations: [...context.service.enums.values()].flatMap((shape) =>
      enumDeclarations(context, shape),
    ),
  };
}
