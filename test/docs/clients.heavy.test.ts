import { dirname, join } from "node:path";
import ts from "typescript";
import { beforeAll, expect, it } from "vitest";
import { generateOutput } from "../../generator/cli/generator.js";
import { packageRoot as root } from "../../generator/cli/root.js";
import { sectionsOf } from "../../scripts/site/pages.js";
import { compile, errorsOf } from "../support/compile.js";
import { describeWith } from "../support/conformance.js";
import { docSamples, ownModels, type Sample } from "../support/docSamples.js";
import { modelPath } from "../unit/cli/collection.js";
import { startProject } from "../unit/cli/services/project.js";

/** What a sample imports of clients in the reader's own tree, as from a file beside their folder. */
function importsOf({ text }: Sample): string {
  const { statements } = ts.createSourceFile("", text, ts.ScriptTarget.ESNext, true);
  return statements
    .map((statement) => statement.getText())
    .filter((line) => /^import\b.* from "[./]+\/(aws|clients)\//s.test(line))
    .filter((line) => !WHERE_ASKED.test(line))
    .map((line) => line.replace(/"[./]+\/(?=aws\/|clients\/)/, '"./'))
    .join("\n");
}

/** Subpaths that a config has to ask for, as their pages say. */
const WHERE_ASKED = /\/(smithy|otel)\.js"/;

/** Pages of what runs TypeScript as it is: a project without a compiler, for which `add` writes `.ts`. */
const WITHOUT_COMPILER = ["bun-deno"];

/** Where a reader may begin. The pages of upkeep are about configs, and come after. */
const GUIDES = ["Start", "Calls", "Services", "Where it runs"];

const all = docSamples();
const programs = all.filter((sample) => sample.language === "ts" && importsOf(sample) !== "");
const pages = [
  "index",
  ...sectionsOf(join(root, "docs"))
    .filter(({ title }) => GUIDES.includes(title))
    .flatMap((section) => section.pages.map(({ path }) => path)),
].filter((page) => all.some((sample) => sample.page === page && sample.language === "ts"));

/** The commands of a page that stand before its first program. */
const commandsOf = (page: string, first: Sample): readonly string[] =>
  all
    .filter((sample) => sample.page === page && sample.language === "sh")
    .filter(({ line }) => line < first.line)
    .flatMap(({ text }) => text.split("\n").filter((line) => line.startsWith("npx tinsmith add ")));

it("samples of guides import no package of Tinsmith's own", () => {
  const samples = all.filter(({ page, language }) => pages.includes(page) && language === "ts");
  const own = samples.filter(({ text }) => text.includes('"@tinsmith/'));
  expect(own.map(({ page, line }) => `docs/${page}.md:${line}`)).toEqual([]);
});

describeWith("models", "a page of docs/ begins with the commands for its clients", (data) => {
  let models: Readonly<Record<string, string>>;
  beforeAll(() => {
    const official = data.list("models").filter((file) => file.endsWith(".json"));
    models = Object.fromEntries(
      official.map((file) => [
        modelPath(file.slice(0, -".json".length)),
        data.read(`models/${file}`),
      ]),
    );
  });

  it.each(pages)("%s", async (page) => {
    const samples = programs.filter((sample) => sample.page === page);
    expect(samples).not.toEqual([]);
    const { run, collection, tree } = await startProject({
      ...(!WITHOUT_COMPILER.includes(page) && {
        "tsconfig.json": '{ "compilerOptions": { "module": "nodenext", "lib": ["es2022"] } }',
      }),
      "src/": "",
      ...Object.fromEntries([...ownModels(all)].map(([name, text]) => [`${name}.json`, text])),
    });
    collection.files.clear();
    for (const [path, text] of Object.entries(models)) collection.files.set(path, text);

    const commands = commandsOf(page, samples[0]!);
    expect(commands).not.toEqual([]);
    for (const command of commands) {
      const args = command.slice("npx tinsmith ".length).replaceAll("'", "");
      const { code, err } = await run(args, { generateOutput });
      expect({ command, code, err }).toMatchObject({ code: 0 });
    }

    const files = Object.entries(tree());
    const extension = WITHOUT_COMPILER.includes(page) ? ".ts" : ".js";
    expect(importsOf(samples[0]!)).toContain(`${extension}"`);
    const lock = files.find(([path]) => path.endsWith("/tinsmith.lock.json"))?.[0] ?? "";
    const folder = join(root, "test/docs/project");
    const beside = join(folder, dirname(dirname(lock)));
    const texts = new Map(
      files
        .filter(([path]) => path.endsWith(".ts"))
        .map(([path, text]) => [join(folder, path), text]),
    );
    const paths = samples.map((sample) => join(beside, `line${sample.line}.ts`));
    samples.forEach((sample, index) => texts.set(paths[index]!, importsOf(sample)));
    const program = compile(texts, { types: ["node"], allowImportingTsExtensions: true });
    expect(paths.flatMap((path) => errorsOf(program, program.getSourceFile(path)))).toEqual([]);
  });
});
