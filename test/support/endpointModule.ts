import { join } from "node:path";
import { buildSync } from "esbuild";
import { packageRoot } from "../../generator/cli/root.js";
import { emitEndpointFunction } from "../../generator/emit/endpoint/program.js";
import type { EndpointProgram } from "../../generator/endpoints/program.js";
import type { DetailedEndpoint as Endpoint } from "../../templates/runtime/endpoints/details.js";
import { printCode } from "./printCode.js";

const runtimeDir = join(packageRoot, "templates/runtime");

/** The emitted source text of a program, its imports from the templates where they lie. */
export function endpointSource(program: EndpointProgram): string {
  return printCode(emitEndpointFunction(program), runtimeDir);
}

/** What a set of rules says of parameters by their names in the rules. */
export type Outcome = { readonly endpoint: Endpoint } | { readonly error: string };

/** Emits a program, and runs what was emitted. */
export async function endpointResolver(
  program: EndpointProgram,
): Promise<(parameters: Readonly<Record<string, unknown>>) => Outcome> {
  const { outputFiles } = buildSync({
    stdin: { contents: endpointSource(program), loader: "ts", resolveDir: runtimeDir },
    bundle: true,
    format: "esm",
    platform: "neutral",
    write: false,
  });
  const text = outputFiles.map((file) => file.text).join("");
  const url = `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`;
  const { resolveEndpoint } = (await import(/* @vite-ignore */ url)) as {
    resolveEndpoint: (parameters: object) => Endpoint;
  };
  const properties = new Map(
    program.parameters.map(({ variable, property }) => [variable.name, property]),
  );
  return (parameters) => {
    const given = Object.entries(parameters).map(([name, value]) => [
      properties.get(name) ?? name,
      value,
    ]);
    try {
      return { endpoint: resolveEndpoint(Object.fromEntries(given) as object) };
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "ConfigError") throw error;
      return { error: error.message };
    }
  };
}
