import { posix } from "pathe";
import type { Plugin } from "prettier";
import { isDone, layOut, putBack } from "./layout/layout.js";
import { lengthen, shorten } from "./layout/markdown.js";
import { PRINT_WIDTH } from "./layout/width.js";

interface Kind {
  readonly parser: string;
  /** Loaded on first use: a run that finds nothing changed needs none of it. */
  readonly plugins: () => Promise<readonly Plugin[]>;
}

// Prettier is a settled choice: its output is what users' own formatting checks expect, and it runs
// wherever Node does. `prettier` itself would load every language; `standalone` and the two or three that are needed
// take a fifth of the time. Neither looks for settings on disk.
const estree = async (): Promise<readonly Plugin[]> => [
  await import("prettier/plugins/babel"),
  // Its types leave out what every plugin has.
  (await import("prettier/plugins/estree")) as Plugin,
];
const markdown = async (): Promise<readonly Plugin[]> => [
  await import("prettier/plugins/markdown"),
  ...(await estree()),
];

/** By extension. `babel-ts` prints what `typescript` does, in a fraction of the time. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ["ts", { parser: "babel-ts", plugins: estree }],
  ["json", { parser: "json", plugins: estree }],
  ["md", { parser: "markdown", plugins: markdown }],
]);

/** Loads what sources are formatted with, so that the first does not wait for it. */
export async function loadFormatter(): Promise<void> {
  await Promise.all([import("prettier/standalone"), estree()]);
}

/**
 * Formats a file as generated packages are formatted, whatever settings lie around it. Files of a
 * kind that has no formatter are returned as they are.
 *
 * @param path tells the kind by its name and extension.
 * @throws where the text is not what its extension says.
 */
export async function format(path: string, text: string): Promise<string> {
  // As npm writes it when it changes a version.
  if (posix.basename(path) === "package.json")
    return `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
  const kind = KINDS.get(posix.extname(path).slice(1));
  if (kind === undefined) return text;
  if (kind.parser === "markdown") {
    const short = shorten(text);
    return lengthen(await prettily(kind, path, short.rest), short) ?? prettily(kind, path, text);
  }
  if (kind.parser !== "babel-ts") return prettily(kind, path, text);
  const laidOut = layOut(text);
  const rest = isDone(laidOut)
    ? laidOut.rest.replace(/\n{3,}/g, "\n\n")
    : await prettily(kind, path, laidOut.rest);
  return putBack(rest, laidOut) ?? prettily(kind, path, text);
}

async function prettily(kind: Kind, path: string, text: string): Promise<string> {
  const prettier = await import("prettier/standalone");
  return prettier.format(text, {
    parser: kind.parser,
    plugins: [...(await kind.plugins())],
    // Decides on details, such as `<T,>` in TSX only; nothing is read there.
    filepath: path,
    printWidth: PRINT_WIDTH,
    // None of the languages that it formats in template literals is among the plugins; looking for
    // them takes a sixth of the time.
    embeddedLanguageFormatting: kind.parser === "babel-ts" ? "off" : "auto",
    endOfLine: "lf",
  });
}
