import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { readFolder } from "../../generator/cli/templates.js";
import { pathsIn } from "../../scripts/site/pages.js";
import { compile, errorsOf } from "./compile.js";
import { generateText } from "./generate.js";
import { sourceImports } from "./sourcePackage.js";

const root = resolve(import.meta.dirname, "../..");
const docs = join(root, "docs");

/** A block of code of a page. */
export interface Sample {
  /** The page's file below `docs/`, without `.md`. */
  readonly page: string;
  /** Of the block's first line in the page, from 1. */
  readonly line: number;
  readonly language: string;
  /** What else stands behind the block's fence. */
  readonly flags: readonly string[];
  readonly text: string;
  /** The program that the block is a part of: what comments and the block before say, and itself. */
  readonly program: string;
}

/**
 * The blocks of code of all pages. A block is a program of its own, but for these:
 *
 * - A comment `<!-- setup … -->` above has code that comes before it, and `<!-- then … -->` below code
 *   that comes after it; readers see neither.
 * - ```` ```ts continued ```` goes on where the block before ended.
 * - ```` ```ts [file.ts] ```` is a module that others of its page import.
 * - ```` ```ts no-run ```` is compiled alone: what it calls is nowhere but at AWS.
 * - ```` ```ts node-test ```` is run by `node --test`.
 */
export function docSamples(): readonly Sample[] {
  return pathsIn(docs)
    .filter((page) => !page.startsWith("reference/"))
    .flatMap((page) => samplesIn(page, readFileSync(join(docs, `${page}.md`), "utf8")));
}

/** @param page - its name, for messages */
export function samplesIn(page: string, text: string): readonly Sample[] {
  const block =
    /(?:^<!-- setup\n([^]*?)\n-->\n+)?^```(\w+)(?: ([^\n]*))?\n([^]*?)^```$(?:\n+^<!-- then\n([^]*?)\n-->$)?/gm;
  const samples: Sample[] = [];
  for (const found of text.matchAll(block)) {
    const [whole, setup = "", language = "", info = "", code = "", then = ""] = found;
    const flags: readonly string[] = info.match(/\[[^\]]+\]|\S+/g) ?? [];
    const before = text.slice(0, found.index + whole.indexOf(`\`\`\`${language}`)).split("\n");
    const last = samples.at(-1);
    const start = flags.includes("continued") ? (last?.program ?? "") : "";
    samples.push({
      page,
      line: before.length + 1,
      language,
      flags,
      text: code,
      program: [start, setup, code, then].filter(Boolean).join("\n"),
    });
  }
  return samples;
}

/** Models that pages have themselves, by the name of their client: ```` ```json model NAME ````. */
export const ownModels = (samples: readonly Sample[]): ReadonlyMap<string, string> =>
  new Map(
    samples
      .filter(({ language, flags }) => language === "json" && flags[0] === "model")
      .map(({ flags, text }) => [flags[1] ?? "", text]),
  );

/** The packages that samples of TypeScript import: `kms`, `s3` … */
export function clientsOf(samples: readonly Sample[]): ReadonlySet<string> {
  const names = samples.flatMap(({ program }) =>
    [...program.matchAll(specifier)].map(([, name = ""]) => name),
  );
  return new Set(names);
}

/** A package's name, or the path of a client in an application's own sources. */
const specifier =
  /(?<=from "|import\(")(?:@tinsmith\/|@example\/|(?:\.{1,2}\/)+(?:src\/)?(?:aws|clients)\/)([\w-]+)(?:\/([\w/-]+))?(?:\.[jt]s)?(?=")/g;

/** The sources of a generated client, by their path in the package. */
export async function clientSources(model: string): Promise<ReadonlyMap<string, string>> {
  const { files, diagnostics } = await generateText(model, {
    format: (_path, text) => Promise.resolve(text),
  });
  if (!files) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return new Map([...files].filter(([path]) => path.startsWith("src/")));
}

/** Those of the committed package. */
export function kmsSources(): ReadonlyMap<string, string> {
  const sources = readFolder(join(root, "generated/kms/src"));
  return new Map([...sources].map(([path, text]) => [`src/${path}`, text]));
}

/** Modules by path: the clients', and a program for each sample. */
export interface SampleModules {
  readonly files: ReadonlyMap<string, string>;
  readonly pathOf: (sample: Sample) => string;
}

/** @param clients - the sources of each, by name */
export function modulesOf(
  samples: readonly Sample[],
  clients: ReadonlyMap<string, ReadonlyMap<string, string>>,
): SampleModules {
  const pathOf = ({ page, line, flags }: Sample): string => {
    const name = flags.find((flag) => flag.startsWith("["))?.slice(1, -1);
    return `pages/${page}/${name ?? `line${line}.ts`}`;
  };
  const sources = [...clients].flatMap(([name, files]) =>
    [...files].map(([path, text]) => [`${name}/${path}`, text] as const),
  );
  const programs = samples.map((sample): [string, string] => {
    const up = "../".repeat(pathOf(sample).split("/").length - 1);
    const text = sample.program.replace(
      specifier,
      (_, name: string, subpath = "index") => `${up}${name}/src/${subpath}.js`,
    );
    // A module, whether or not it imports anything.
    return [pathOf(sample), `${text}\nexport {};\n`];
  });
  return { files: new Map([...sources, ...programs]), pathOf };
}

/** What the compiler finds wrong in the samples' programs, with the samples they are of. */
export function sampleErrors(
  samples: readonly Sample[],
  { files, pathOf }: SampleModules,
): readonly string[] {
  const folder = join(root, "test/docs/samples");
  const program = compile(new Map([...files].map(([path, text]) => [join(folder, path), text])), {
    types: ["node"],
    allowImportingTsExtensions: true,
  });
  return samples.flatMap((sample) => {
    const file = program.getSourceFile(join(folder, pathOf(sample)));
    if (!file) throw new Error(`There is no ${pathOf(sample)}.`);
    return errorsOf(program, file).map(
      (error) => `docs/${sample.page}.md:${sample.line}: ${error}`,
    );
  });
}

/** Runs a sample's program to its end, in this process. @throws what it throws */
export const runSample = (path: string, files: ReadonlyMap<string, string>): Promise<void> =>
  withBundle(path, files, async (file) => {
    await import(/* @vite-ignore */ pathToFileURL(file).href);
  });

/** Runs a sample's program as a test of Node's own runner. @throws where it fails, with what it tells */
export const testSample = (path: string, files: ReadonlyMap<string, string>): Promise<void> =>
  withBundle(path, files, async (file) => {
    const run = promisify(execFile)(process.execPath, ["--test", "--test-reporter=tap", file]);
    const { stdout } = await run.catch((cause: Error & { readonly stdout: string }) => {
      throw new Error(`${cause.message}${cause.stdout}`, { cause });
    });
    if (!/^# pass 1$/m.test(stdout)) throw new Error(stdout);
  });

/** Bundles a sample's program into a file for Node, for as long as that is used. */
async function withBundle(
  path: string,
  files: ReadonlyMap<string, string>,
  use: (file: string) => Promise<void>,
): Promise<void> {
  const { outputFiles } = await build({
    stdin: { contents: `import "./${path}";`, sourcefile: "entry.ts" },
    plugins: [
      {
        name: "modules",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^[.#]/ }, ({ path, importer }) => {
            const client = /^[\w-]+\//.exec(importer)?.[0] ?? "";
            const own = sourceImports[path];
            const beside = posix.join(posix.dirname(importer), path).replace(/\.js$/, ".ts");
            return { namespace: "modules", path: own === undefined ? beside : client + own };
          });
          onResolve({ filter: /^[^.#]/ }, ({ path }) => ({ path, external: true }));
          onLoad({ filter: /.*/, namespace: "modules" }, ({ path }) => ({
            contents: files.get(path) ?? "",
            loader: "ts",
          }));
        },
      },
    ],
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    write: false,
  });
  // Where libraries are found.
  const folder = join(root, ".cache", `sample.${process.pid}.${count++}`);
  mkdirSync(folder, { recursive: true });
  try {
    const file = join(folder, "index.mjs");
    writeFileSync(file, outputFiles.map(({ text }) => text).join(""));
    await use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let count = 0;
