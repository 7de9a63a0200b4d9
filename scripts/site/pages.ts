import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A page of the site. */
export interface Page {
  /** Its file below `docs/`, without `.md`: `s3`, `reference/config`. */
  readonly path: string;
  readonly title: string;
  /** The file's text. */
  readonly text: string;
}

export interface Section {
  readonly title: string;
  readonly pages: readonly Page[];
}

/** The order of pages. One that is not listed comes last, under "More". */
const ORDER: readonly (readonly [string, readonly string[]])[] = [
  ["Start", ["first-steps", "from-sdk-v3", "migrating"]],
  [
    "Calls",
    [
      ...["errors", "troubleshooting", "retries", "credentials", "settings", "streams", "pages"],
      ...["testing", "observing"],
    ],
  ],
  ["Services", ["s3", "s3-compatible", "dynamodb", "sqs", "own-service"]],
  ["Where it runs", ["lambda", "workers", "browsers", "nextjs", "bun-deno"]],
  [
    "Upkeep",
    ["generating", "models", "sources", "versioning", "collection", "monorepo", "inspect", "size"],
  ],
  [
    "Reference",
    [
      ...["reference/cli", "reference/config", "authentication", "checksums", "customizations"],
      ...["diagnostics"],
    ],
  ],
  ["About", ["reference/benchmarks", "performance", "mutants"]],
];

/**
 * The pages of `docs/`, in their order. Those of `reference/` are there once `npm run docs` has
 * written them.
 */
export function sectionsOf(docs: string): readonly Section[] {
  const listed = new Set(ORDER.flatMap(([, paths]) => paths));
  const more = pathsIn(docs).filter((path) => !listed.has(path) && path !== "index");
  return [...ORDER, ["More", more] as const]
    .map(([title, paths]) => ({
      title,
      pages: paths.filter((path) => existsSync(join(docs, `${path}.md`))).map(pageOf),
    }))
    .filter(({ pages }) => pages.length > 0);

  function pageOf(path: string): Page {
    const text = readFileSync(join(docs, `${path}.md`), "utf8");
    const title = /^# (.+)$/m.exec(text)?.[1];
    if (title === undefined) throw new Error(`docs/${path}.md has no title.`);
    return { path, title, text };
  }
}

/** The Markdown files below `docs/`, without `.md`. */
export function pathsIn(docs: string): readonly string[] {
  return ["", "reference/"]
    .filter((folder) => existsSync(join(docs, folder)))
    .flatMap((folder) => readdirSync(join(docs, folder)).map((file) => folder + file))
    .filter((file) => file.endsWith(".md"))
    .map((file) => file.slice(0, -".md".length))
    .sort();
}
