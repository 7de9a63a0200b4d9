import type { Code, Symbol } from "../../generator/emit/printing/code.js";

/**
 * Prints statements as a module whose imports come from `runtime`, a path or URL to the folder of
 * the runtime's templates. Symbols keep their names.
 */
export function printCode(statements: readonly Code[], runtime: string): string {
  const imports = new Map<string, Map<string, Symbol>>();
  const text = (code: Code): string =>
    code.parts
      .map((part) => {
        if (typeof part === "string") return part;
        const names = imports.get(part.module) ?? new Map<string, Symbol>();
        names.set(part.name, part);
        imports.set(part.module, names);
        return part.name;
      })
      .join("");
  const body = statements.map(text).join("\n\n");
  const head = [...imports].map(([module, symbols]) => {
    const names = [...symbols.values()].map((symbol) =>
      symbol.typeOnly ? `type ${symbol.name}` : symbol.name,
    );
    const specifier = module.replace(/^runtime\//, `${runtime}/`);
    return `import { ${names.sort().join(", ")} } from ${JSON.stringify(`${specifier}.js`)};\n`;
  });
  return `${head.join("")}\n${body}\n`;
}
