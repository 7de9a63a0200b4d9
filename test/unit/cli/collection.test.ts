import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readTree, temporaryFolder, writeTree } from "../output/tree.js";
import { modelPath, startCollection, type TestCollection } from "./collection.js";
import { manifestOf, packageOf, tinsmith, type Outcome, type Setup } from "./harness.js";
import { WEATHER } from "./models.js";
import { shapeByShape } from "./services/project.js";

/** The weather service under the SDK ID of another. */
function official(id: string, change: (text: string) => string = (text) => text): string {
  const trait = `"aws.api#service":{"sdkId":${JSON.stringify(id)}},`;
  return change(WEATHER.replace('"smithy.api#title"', `${trait}"smithy.api#title"`));
}

const ALL = {
  source: "aws:*",
  name: "@my/{service}",
  model: "model/{service}.json",
  out: "packages/{service}",
};

interface Project {
  readonly cwd: string;
  readonly collection: TestCollection;
  readonly run: (args: string, setup?: Setup) => Promise<Outcome>;
  readonly config: (...packages: readonly object[]) => void;
}

/** A project with packages of all services of a collection, which has some. */
async function project(...ids: readonly string[]): Promise<Project> {
  const cwd = temporaryFolder();
  const collection = await startCollection(
    Object.fromEntries(ids.map((id) => [modelPath(id), official(id)])),
  );
  const config = (...packages: readonly object[]): void =>
    writeTree(cwd, { "tinsmith.config.json": JSON.stringify({ packages }) });
  config(ALL);
  writeTree(cwd, { "node_modules/": "" });
  return {
    cwd,
    collection,
    config,
    run: (args, setup = {}) =>
      tinsmith(cwd, args, {
        // A package is its model, and says what it is called.
        generate: ({ name }, [model]) =>
          packageOf({ "package.json": manifestOf(name), "model.json": model?.text ?? "" }),
        ...setup,
        environment: { TINSMITH_AWS_MODELS: collection.url, ...setup.environment },
      }),
  };
}

const nameIn = (cwd: string, out: string): unknown =>
  (JSON.parse(readFileSync(join(cwd, out, "package.json"), "utf8")) as { name: unknown }).name;

describe('"source": "aws:*"', () => {
  it("is a package of each service that was pulled", async () => {
    const { cwd, run } = await project("kms", "secrets-manager");
    expect(await run("pull")).toMatchObject({
      code: 0,
      out:
        "model/kms.json: created from aws:kms 2020-01-01, 2 operations\n" +
        "model/secrets-manager.json: created from aws:secrets-manager 2020-01-01, 2 operations\n" +
        "Next: npx tinsmith generate\n",
    });
    expect(await run("generate --quiet")).toEqual({ code: 0, out: "", err: "" });
    expect(nameIn(cwd, "packages/kms")).toBe("@my/kms");
    expect(nameIn(cwd, "packages/secrets-manager")).toBe("@my/secrets-manager");
    expect(await run("generate --check --quiet")).toEqual({ code: 0, out: "", err: "" });
  });

  it("is what docs/collection.md shows", async () => {
    const page = readFileSync(join(import.meta.dirname, "../../../docs/collection.md"), "utf8");
    const block = /```json\n(.*?)```/s.exec(page)?.[1] ?? "";
    const { cwd, run, config } = await project("kms", "mturk", "chime-sdk-voice");
    config(...(JSON.parse(block) as { packages: object[] }).packages);
    expect((await run("pull")).out).toBe(
      "model/kms.json: created from aws:kms 2020-01-01, 2 operations\nNext: npx tinsmith generate\n",
    );
    expect(await run("generate --quiet")).toEqual({ code: 0, out: "", err: "" });
    expect(nameIn(cwd, "packages/kms")).toBe("@acme/kms");
  });

  it("leaves out what it is told to, and what has an entry of its own", async () => {
    const { cwd, run, config } = await project("kms", "s3", "s3-beta", "sts-beta");
    const own = { ...ALL, source: "aws:s3", name: "mine", model: "s3.json", out: "mine" };
    config({ ...ALL, exclude: ["*-beta"] }, own);
    expect((await run("pull")).out).toBe(
      "model/kms.json: created from aws:kms 2020-01-01, 2 operations\n" +
        "s3.json: created from aws:s3 2020-01-01, 2 operations\n" +
        "Next: npx tinsmith generate\n",
    );
    expect((await run("generate")).out).toContain("2 packages: 2 written");
    expect(nameIn(cwd, "mine")).toBe("mine");
  });

  it("has the services that come to the collection, and downloads nothing that is the same", async () => {
    const { run, collection } = await project("kms");
    await run("pull");
    expect(collection.asked()).toEqual(["trees", "blobs"]);
    collection.files.set(modelPath("s3"), official("s3"));
    expect(await run("pull --check")).toMatchObject({ code: 1 });
    expect((await run("pull")).out).toBe(
      "model/kms.json: up to date, aws:kms 2020-01-01\n" +
        "model/s3.json: created from aws:s3 2020-01-01, 2 operations\n" +
        "Next: npx tinsmith generate\n",
    );
    // Of the new one alone; the second time it was there already.
    expect(collection.asked().slice(2)).toEqual(["trees", "blobs", "trees"]);
    expect((await run("generate")).out).toContain("2 packages: 2 written");
  });

  it("tells of a pattern of `exclude` that leaves nothing out, and does the rest", async () => {
    const { run, config, collection } = await project("kms", "s3", "mturk");
    config({ ...ALL, exclude: ["s*", "mtruk", "mturk"] });
    const told = "warning: tinsmith.config.json at /packages/0/exclude/1: ";
    const { code, out, err } = await run("pull");
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringMatching("kms.json: created") as string,
    });
    expect(err.split("\n").filter((line) => line.startsWith("warning"))).toEqual([
      `${told}"mtruk" matches no service of AWS's collection.`,
    ]);
    // What was pulled before is left out by its pattern, though the collection has it no more.
    config(ALL);
    await run("pull");
    config({ ...ALL, exclude: ["mturk"] });
    collection.files.delete(modelPath("mturk"));
    expect((await run("pull")).err).not.toContain("warning");
    // Without the collection's list nobody knows.
    config({ ...ALL, exclude: ["mtruk"] });
    for (const command of ["generate", "pull --offline"]) {
      expect((await run(command)).err).not.toContain("warning");
    }
  });

  it("keeps the package of a service that left the collection, and says so each time", async () => {
    const { cwd, run, collection } = await project("kms", "s3");
    await run("pull");
    await run("generate");
    collection.files.delete(modelPath("s3"));
    for (const _ of [1, 2]) {
      expect(await run("pull --quiet")).toEqual({ code: 0, out: "", err: "" });
      const { code, err } = await run("pull");
      expect(code).toBe(0);
      expect(err).toContain(
        "warning: model/s3.json: kept as it was. AWS's collection has aws:s3 no more; " +
          "what is generated from it stays.\n",
      );
    }
    expect(await run("generate --check --quiet")).toMatchObject({ code: 0 });
    expect(nameIn(cwd, "packages/s3")).toBe("@my/s3");
  });

  it("keeps the old model of a service whose new one cannot be used, and brings the others", async () => {
    const { cwd, run, collection } = await project("kms", "s3", "sts");
    await run("pull");
    const read = (id: string) => readFileSync(join(cwd, `model/${id}.json`), "utf8");
    const titled = official("kms", (text) => text.replace('title":"Weather"', 'title":"New"'));
    collection.files.set(modelPath("kms"), titled);
    // It loads, but there is no protocol that it could be called by.
    collection.files.set(
      modelPath("s3"),
      official("s3", (text) => text.replace("aws.protocols#awsJson1_1", "my.own#protocol")),
    );
    collection.files.set(modelPath("sts"), "{");
    const { code, err } = await run("pull --quiet");
    expect(code).toBe(2);
    expect(err).toMatch(/^error: model\/s3\.json: kept as it was\. .*protocol/m);
    expect(err).toMatch(/^error: model\/sts\.json: kept as it was\. /m);
    expect([read("kms"), read("s3"), read("sts")]).toEqual([
      titled,
      official("s3"),
      official("sts"),
    ]);
    expect(await run("generate --quiet")).toMatchObject({ code: 0 });
  });

  it("keeps a model whose changes are larger than --max-bump allows, and exits 3", async () => {
    const { cwd, run, collection } = await project("kms", "s3");
    await run("pull --max-bump patch");
    const read = (id: string) => readFileSync(join(cwd, `model/${id}.json`), "utf8");
    const more = (text: string) =>
      text.replace('"parts":', '"name":{"target":"smithy.api#String"},"parts":');
    const less = (text: string) => text.replace('"parts":{"target":"ns#Parts"}', "");
    collection.files.set(modelPath("kms"), official("kms", more));
    collection.files.set(modelPath("s3"), official("s3", less));
    const { code, err } = await run("pull --quiet --max-bump minor");
    expect({ code, err }).toEqual({
      code: 3,
      err:
        "error: model/s3.json: kept as it was. The new one has changes larger than --max-bump " +
        "minor allows:\n  `City.parts` was removed. Code that reads it no longer compiles; do without it. " +
        "Touches `getCity`.\n",
    });
    expect([read("kms"), read("s3")]).toEqual([official("kms", more), official("s3")]);
    expect(await run("pull --quiet")).toMatchObject({ code: 0 });
    expect(read("s3")).toBe(official("s3", less));
  });

  it("is generated without a network, and pulled again from the last downloads", async () => {
    const { cwd, run, collection } = await project("kms");
    await run("pull");
    const asked = collection.requests.length;
    rmSync(join(cwd, "model"), { recursive: true });
    expect(await run("generate --quiet")).toEqual({
      code: 2,
      out: "",
      err: "error: model/kms.json: there is no such file. Run npx tinsmith pull, which fetches it.\n",
    });
    expect(await run("pull --offline --quiet")).toEqual({ code: 0, out: "", err: "" });
    expect(await run("generate --quiet")).toEqual({ code: 0, out: "", err: "" });
    expect(collection.requests.length).toBe(asked);
  });

  it("is told of where nothing was pulled yet", async () => {
    const { run } = await project("kms");
    const said =
      "error: tinsmith.config.json at /packages/0: this has no service yet. " +
      "Run npx tinsmith pull, which fetches the models of AWS's collection.\n";
    expect(await run("generate --quiet")).toEqual({ code: 2, out: "", err: said });
    expect(await run("pull --offline --quiet")).toEqual({ code: 2, out: "", err: said });
  });

  it("is updated with the services that come to the collection", async () => {
    const { cwd, run, collection } = await project("kms");
    const setup = { generateOutput: shapeByShape };
    expect(await run("update", setup)).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^model\/kms.json: created from aws:kms .*\npackages\/kms: /,
      ) as string,
    });
    collection.files.set(modelPath("s3"), official("s3"));
    expect(await run("update --offline", setup)).toMatchObject({ code: 0 });
    expect(await run("update --check", setup)).toMatchObject({
      code: 1,
      err: expect.stringContaining("model/s3.json is not the newest model") as string,
    });
    expect(await run("update s3", setup)).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, "model/s3.json"), "utf8")).toBe(official("s3"));
    expect(Object.keys(readTree(join(cwd, "packages")))).toContain("s3/tinsmith.lock.json");
    expect(await run("update --check", setup)).toMatchObject({ code: 0 });
    collection.files.set(modelPath("sts"), "{");
    const { code, err } = await run("update", setup);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining("error: model/sts.json: not updated. ") as string,
    });
    expect(await run("generate --check", setup)).toMatchObject({ code: 0 });
  });

  it("pulls what is named alone", async () => {
    const { cwd, run } = await project("kms", "s3");
    expect(await run("pull --quiet s3")).toEqual({ code: 0, out: "", err: "" });
    expect(await run("generate --quiet")).toMatchObject({ code: 0 });
    expect(nameIn(cwd, "packages/s3")).toBe("@my/s3");
    expect(() => nameIn(cwd, "packages/kms")).toThrow();
  });

  it("takes no path from the collection for a service", async () => {
    const { run, collection } = await project("kms");
    collection.files.set(modelPath(".."), official(".."));
    collection.files.set(modelPath("a.-"), official("a.-"));
    expect((await run("pull")).out).toContain("model/kms.json: created");
    expect((await run("pull")).out).toBe("model/kms.json: up to date, aws:kms 2020-01-01\n");
  });

  it.each([
    [{ ...ALL, name: "@my/kms" }, "/name"],
    [{ ...ALL, name: "@{service}/a" }, "/name"],
    [{ ...ALL, name: "{service}-{service}" }, "/name"],
    [{ ...ALL, model: "model.json" }, "/model"],
    [{ ...ALL, out: "packages" }, "/out"],
    [{ ...ALL, operations: ["A"] }, "/operations"],
    [{ ...ALL, exclude: "kms" }, "/exclude"],
    [{ source: "aws:*" }, ""],
  ])("has an entry of its own form: not %j", async (entry, pointer) => {
    const { run, config } = await project("kms");
    config(entry);
    const { code, err } = await run("pull --quiet");
    expect(code).toBe(2);
    expect(err).toContain(`error: tinsmith.config.json at /packages/0${pointer}: `);
    expect(err).not.toContain("bug");
  });

  it("says at the entry where folders overlap", async () => {
    const { run, config } = await project("kms", "s3");
    config(ALL, { ...ALL, source: "aws:s3", name: "mine", model: "s3.json", out: "packages" });
    const { code, err } = await run("pull --quiet");
    expect(code).toBe(2);
    expect(err).toBe(
      'error: tinsmith.config.json at /packages/1/out: "packages" overlaps with the output folder ' +
        'at /packages/0/out, "packages/kms".\n',
    );
  });
});
