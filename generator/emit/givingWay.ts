import type { Symbol } from "./printing/code.js";
import type { Declaration } from "./printing/module.js";

export type ReExport = Declaration & { readonly kind: "reExport" };

/** Exports of what comes with every package; where a model has a name for itself, by another. */
export function givingWay(
  module: string,
  symbols: readonly Symbol[],
  taken: ReadonlySet<string>,
): ReExport {
  return {
    kind: "reExport",
    module,
    symbols: symbols.map((symbol) => {
      if (!taken.has(symbol.name)) return symbol;
      let alias = `${symbol.name}_`;
      while (taken.has(alias)) alias += "_";
      return { ...symbol, alias };
    }),
  };
}
