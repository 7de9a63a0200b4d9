import { join } from "node:path";
import { buildSync } from "esbuild";
import { packageRoot } from "../../generator/cli/root.js";
import { jmespathCode } from "../../generator/emit/jmespath.js";
import { code } from "../../generator/emit/printing/code.js";
import { parseJmespath } from "../../generator/jmespath/parse.js";
import { printCode } from "./printCode.js";

const runtimeDir = join(packageRoot, "templates/runtime");

/** What an expression makes of a value. */
export type Evaluate = (value: unknown) => unknown;

/** The emitted source text of expressions, as functions in a list. @throws JmespathError */
export function jmespathSource(expressions: readonly string[]): string {
  const functions = expressions.map(
    (text) => code`(root: unknown): unknown => ${jmespathCode(parseJmespath(text), code`root`)},`,
  );
  return printCode([code`export const functions = [`, ...functions, code`];`], runtimeDir);
}

/** Compiles expressions as clients have them, and loads what was emitted. @throws JmespathError */
export async function compileJmespath(expressions: readonly string[]): Promise<Evaluate[]> {
  const { outputFiles } = buildSync({
    stdin: { contents: jmespathSource(expressions), loader: "ts", resolveDir: runtimeDir },
    bundle: true,
    format: "esm",
    platform: "neutral",
    write: false,
  });
  const text = outputFiles.map((file) => file.text).join("");
  const url = `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`;
  return ((await import(/* @vite-ignore */ url)) as { functions: Evaluate[] }).functions;
}
