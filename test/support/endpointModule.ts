import { join } from "node:path";
import { buildSync } from "esbuild";
import { packageRoot } from "../../generator/cli/root.js";
import { emitEndpointFunction } from "../../generator/emit/endpoint/program.js";
import { commonParameters } from "../../generator/endpoints/parameters.js";
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
    resolveEndpoint: (region: string | undefined, config: object, parameters: object) => Endpoint;
  };
  const properties = new Map(
    program.parameters.map(({ variable, property }) => [variable.name, property]),
  );
  return (parameters) => {
    let region: string | undefined;
    const config: Record<string, unknown> = {};
    const own: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(parameters)) {
      const property = properties.get(name) ?? name;
      const setting = commonParameters.get(property)?.setting;
      if (setting === "region") region = value as string;
      else if (setting === undefined) own[property] = value;
      else config[setting] = value;
    }
    try {
      return { endpoint: resolveEndpoint(region, config, own) };
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "ConfigError") throw error;
      return { error: error.message };
    }
  };
}
