import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith, type ConformanceData } from "../support/conformance.js";
import { hasRegistry, startRegistry, type Registry } from "../support/registry.js";
import { openRobot, type Robot } from "../support/robot.js";
import { readWorkflow } from "../support/workflow.js";
import { modelPath, startCollection, type TestCollection } from "../unit/cli/collection.js";

const root = resolve(import.meta.dirname, "../..");
const CONFIG = JSON.stringify({
  packages: [
    {
      source: "aws:*",
      exclude: ["*-beta"],
      name: "@acme/{service}",
      model: "model/{service}.json",
      out: "packages/{service}",
    },
  ],
});
const FILES = {
  "tinsmith.config.json": CONFIG,
  "package.json": '{ "name": "clients", "private": true, "type": "module" }\n',
  ".gitignore": "node_modules\ndist\n",
};

/** The folder of the package that is built, and installed from the registry. */
const BUILT = "packages/sso";

if (!hasRegistry) {
  if (process.env["CI"]) throw new Error("Verdaccio is not there: run .ci/registry to install it.");
  process.stderr.write("skipped: publishing all of a collection: run .ci/registry first\n");
}

beforeAll(() => {
  execFileSync("npm", ["run", "--silent", "build"], { cwd: root });
});

const serviceOf = (file: string): string => file.replace(/\.json$/, "");

describeWith("models", "the official models as AWS's collection", (data) => {
  it("are pulled and generated from one entry of the config; what is the same costs a hash", async () => {
    const ids = data.jsonIn("models").map(serviceOf);
    const collection = await startCollection(
      Object.fromEntries(ids.map((id) => [modelPath(id), data.read(`models/${id}.json`)])),
    );
    const cwd = mkdtempSync(join(tmpdir(), "tinsmith-collection-"));
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(cwd, name), text);
    mkdirSync(join(cwd, "node_modules"));
    const robot = await openRobot(FILES, { TINSMITH_AWS_MODELS: collection.url }, BUILT);
    const tinsmith = async (args: string): Promise<string> => {
      const { status, output } = await robot.shell(cwd, `npx tinsmith ${args}`);
      expect(status, output).toBe(0);
      return output;
    };
    await tinsmith("pull");
    expect(collection.asked()).toEqual(["trees", ...ids.map(() => "blobs")]);
    expect(await tinsmith("generate")).toContain(
      `${ids.length} packages: ${ids.length} written, 0 unchanged, 0 skipped`,
    );
    await tinsmith("pull");
    expect(collection.asked().slice(ids.length + 1)).toEqual(["trees"]);
    expect(await tinsmith("generate")).toContain(
      `${ids.length} packages: 0 written, 0 unchanged, ${ids.length} skipped`,
    );
  }, 900_000);
});

const update = readWorkflow("docs/workflows/update.yml");
const release = readWorkflow("docs/workflows/release.yml");

describeWith("updates", "a robot with all of a collection", publishing, { skip: !hasRegistry });

function publishing(data: ConformanceData): void {
  let collection: TestCollection;
  let registry: Registry;
  let robot: Robot;
  const set = (id: string, path: string): void =>
    void collection.files.set(modelPath(id), data.read(path));

  beforeAll(async () => {
    collection = await startCollection({});
    set("kms", "updates/kms-output-added/old.json");
    set("cloudwatch", "updates/cloudwatch/old.json");
    set("dynamodb", "updates/dynamodb/old.json");
    set("sso", "models/sso.json");
    set("mediastore-data", "models/mediastore-data.json");
    set("signin-beta", "models/signin.json");
    registry = await startRegistry(mkdtempSync(join(tmpdir(), "tinsmith-registry-")));
    const environment = {
      TINSMITH_AWS_MODELS: collection.url,
      NPM_CONFIG_USERCONFIG: registry.npmrc,
      BRANCH: "tinsmith/update",
      MAX_BUMP: "minor",
    };
    robot = await openRobot(FILES, environment, BUILT);
  }, 900_000);
  afterAll(() => registry.stop());

  /** Runs the update, and merges the pull request that it opens, which has this title. */
  async function updateAndMerge(title: string, status = 0, more = {}): Promise<string> {
    const ended = await robot.run(update, more);
    expect(ended.status, ended.output).toBe(status);
    const asked = robot.asked();
    expect(asked.filter((line) => line.startsWith("pr create")).join("\n")).toContain(title);
    const clone = await robot.clone();
    const merged = await robot.shell(
      clone,
      "git merge --quiet origin/tinsmith/update && git push --quiet",
    );
    expect(merged.status, merged.output).toBe(0);
    return readFileSync(join(robot.folder, "body.md"), "utf8");
  }

  /** Runs the release twice, the first time killed after one publication; what was published since. */
  async function releaseKilled(): Promise<readonly string[]> {
    const before = robot.published().length;
    robot.killAfter(1);
    const killed = await robot.run(release);
    expect(killed.status, killed.output).not.toBe(0);
    expect(robot.published().length).toBe(before + 1);
    const ended = await robot.run(release);
    expect(ended.status, ended.output).toBe(0);
    return robot.published().slice(before);
  }

  /** The versions that the registry has of a package. */
  async function versionsOf(name: string): Promise<readonly string[]> {
    const answer = await fetch(`${registry.url}${name.replace("/", "%2f")}`);
    const { versions } = (await answer.json()) as { readonly versions: object };
    return Object.keys(versions);
  }

  it("publishes each service once, though it is killed amid it", async () => {
    const body = await updateAndMerge("Update packages (minor)");
    expect(body).toContain("- `packages/kms` is new\n");
    const names = ["cloudwatch", "dynamodb", "kms", "mediastore-data", "sso"];
    expect(await releaseKilled()).toEqual(names.map((name) => `@acme/${name}@0.1.0`));
    const again = await robot.run(release);
    expect(again.output).toContain("@acme/kms@0.1.0 is published already.");
    expect(robot.published().length).toBe(names.length);
    // What is there can be used.
    const user = mkdtempSync(join(tmpdir(), "tinsmith-user-"));
    writeFileSync(join(user, "package.json"), '{ "private": true, "type": "module" }');
    const use =
      'import("@acme/sso").then(({ createSSOClient }) => console.log(typeof createSSOClient))';
    const used = await robot.shell(user, `npm install --silent @acme/sso && node -e '${use}'`);
    expect(used).toEqual({ status: 0, output: "function\n" });
  }, 900_000);

  it("has nothing to do on a day without news", async () => {
    const downloads = collection.requests.length;
    const { status, output } = await robot.run(update);
    expect(status, output).toBe(0);
    expect(output).toContain("Everything is up to date.");
    expect(output).toContain("5 packages: 0 written");
    expect(robot.asked()).toEqual([]);
    expect(collection.asked().slice(downloads)).toEqual(["trees"]);
  }, 900_000);

  it("publishes what changed, and what is new; what left the collection stays", async () => {
    set("kms", "updates/kms-output-added/new.json");
    set("cloudwatch", "updates/cloudwatch/new.json");
    set("signin", "models/signin.json");
    collection.files.delete(modelPath("mediastore-data"));
    const body = await updateAndMerge("Update packages (minor)");
    expect(body).toContain("- `packages/signin` is new\n");
    expect(body).toContain("- `packages/kms`: minor\n");
    expect(body).toContain("    warning: model/mediastore-data.json: kept as it was.");
    expect(await releaseKilled()).toEqual([
      "@acme/cloudwatch@0.1.1",
      "@acme/kms@0.1.1",
      "@acme/signin@0.1.0",
    ]);
    expect(await versionsOf("@acme/mediastore-data")).toEqual(["0.1.0"]);
    expect(await versionsOf("@acme/kms")).toEqual(["0.1.0", "0.1.1"]);
  }, 900_000);

  it("takes what it can where one change breaks callers and one model is broken, and fails", async () => {
    set("kms", "updates/kms-breaking/new.json");
    set("dynamodb", "updates/dynamodb/new.json");
    collection.files.set(modelPath("sso"), '{ "smithy": "2.0", "shapes": {} }');
    const body = await updateAndMerge("Update packages (minor)", 2);
    expect(body).toContain("- `packages/dynamodb`: minor\n");
    expect(body).toContain(
      "    error: model/kms.json: kept as it was. The new one has changes larger",
    );
    expect(body).toContain("    error: model/sso.json: kept as it was.");
    expect(await releaseKilled()).toEqual(["@acme/dynamodb@0.1.1"]);
    // Someone starts it by hand, to have the breaking change.
    collection.files.set(modelPath("sso"), data.read("models/sso.json"));
    const asked = await updateAndMerge("Update packages (major)", 0, { MAX_BUMP: "any" });
    expect(asked).toContain("- `packages/kms`: major\n");
    expect(await releaseKilled()).toEqual(["@acme/kms@0.2.0"]);
    const all = robot.published();
    expect(new Set(all).size).toBe(all.length);
    for (const [name, versions] of Object.entries({
      kms: ["0.1.0", "0.1.1", "0.2.0"],
      cloudwatch: ["0.1.0", "0.1.1"],
      dynamodb: ["0.1.0", "0.1.1"],
      signin: ["0.1.0"],
      sso: ["0.1.0"],
    })) {
      expect(await versionsOf(`@acme/${name}`)).toEqual(versions);
    }
  }, 900_000);
}
