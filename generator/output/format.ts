import type { Options } from "prettier";

/** `babel-ts` prints what `typescript` does, in a fraction of the time. */
const PARSERS: ReadonlyMap<string, string> = new Map([
  ["ts", "babel-ts"],
  ["json", "json"],
  ["md", "markdown"],
]);

/**
 * Formats a file as generated packages are formatted, whatever settings lie around it. Files of a
 * kind that has no formatter are returned as they are.
 *
 * @param path tells the kind by its extension.
 * @throws where the text is not what its extension says.
 */
export async function format(path: string, text: string): Promise<string> {
  const parser = PARSERS.get(path.slice(path.lastIndexOf(".") + 1));
  if (parser === undefined) return text;
  // Loaded on first use: a run that finds nothing changed needs none of it.
  const prettier = await import("prettier");
  const options: Options = { parser, printWidth: 100, endOfLine: "lf" };
  return prettier.format(text, options);
}
