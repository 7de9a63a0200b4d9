import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../generator/cli/root.js";
import { describeWith } from "../support/conformance.js";
import { startExample, type ExampleProject } from "../support/exampleProject.js";

const folder = join(packageRoot, "examples");
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const textOf = (...path: string[]): string => readFileSync(join(folder, ...path), "utf8");

/** The services whose official models an example pulls. */
const pulledBy = (name: string): string[] =>
  existsSync(join(folder, name, "tinsmith.config.json"))
    ? [...textOf(name, "tinsmith.config.json").matchAll(/"aws:([\w-]+)"/g)].map(([, id = ""]) => id)
    : [];

function itWorks(name: string, models: () => Readonly<Record<string, string>>): void {
  let project: ExampleProject | undefined;
  beforeAll(async () => {
    project = await startExample(name, models());
  });
  afterAll(() => project?.remove());

  it("compiles, and passes its own tests", async () => {
    const printed = await project!.run("test");
    expect(printed).toMatch(/^# pass [1-9]/m);
    expect(printed).toMatch(/^# fail 0$/m);
    expect(printed).toMatch(/^# skipped 0$/m);
  });

  it("is as its README says", () => {
    const readme = textOf(name, "README.md");
    const scripts = [...readme.matchAll(/\bnpm (?:run )?([\w:]+)/g)].map(([, script]) => script);
    const { scripts: known } = JSON.parse(textOf(name, "package.json")) as { scripts: object };
    expect(scripts.filter((script) => script !== "install" && !(script! in known))).toEqual([]);
    const paths = [...readme.matchAll(/`((?:src|model|page)\/[\w./-]+)`/g)].map(
      ([, path]) => path!,
    );
    expect(paths.filter((path) => !existsSync(join(project!.folder, path)))).toEqual([]);
    expect(readme.split("\n").length).toBeLessThan(45);
  });
}

it.each(names)("the list of examples has %s", (name) => {
  expect(textOf("README.md")).toContain(`[${name}](${name}/)`);
});

for (const name of names) {
  const [service] = pulledBy(name);
  if (service === undefined) describe(name, () => itWorks(name, () => ({})));
  else {
    const path = `models/${service}.json`;
    describeWith(path, name, (data) => itWorks(name, () => ({ [service]: data.read(path) })));
  }
}
