import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startServer } from "../../../support/rudeServer.js";
import { modelPath } from "../collection.js";
import { tinsmith } from "../harness.js";
import { WEATHER } from "../models.js";
import { writeTree } from "../../output/tree.js";
import { official, refusing, shapeByShape, startProject } from "./project.js";

const NODENEXT = JSON.stringify({ compilerOptions: { module: "nodenext", lib: ["es2023"] } });
const NODE = JSON.stringify({ devDependencies: { "@types/node": "20" } });

describe("tinsmith add", () => {
  it("makes a config, pulls a model, generates, and shows a first call", async () => {
    const { run, tree } = await startProject();
    expect(await run("add weather --operations GetCity")).toEqual({
      code: 0,
      out: `tinsmith.config.json: created
model/weather.json: created from aws:weather 2020-01-01, 1 of 2 operations
aws: 3 files: 3 created
A first call:

  import { createWeatherClient, getCity } from "./aws/weather/index.ts";

  const client = createWeatherClient({ endpoint: "https://…" });
  const result = await getCity(client, { name: "…" });
  console.log(result.ok ? result.value : result.error);

`,
      err: "fetching aws:weather\naws: generating\n",
    });
    const files = tree();
    expect(Object.keys(files)).toEqual([
      "aws/tinsmith.lock.json",
      "aws/weather/GetCity.ts",
      "aws/weather/Weather.ts",
      "model/weather.json",
      "tinsmith.config.json",
      "tinsmith.models.json",
    ]);
    expect(files["tinsmith.config.json"]).toBe(`{
  "sources": [
    {
      "out": "aws",
      "extension": ".ts",
      "services": {
        "weather": {
          "model": "model/weather.json",
          "source": "aws:weather",
          "operations": ["GetCity"]
        }
      }
    }
  ]
}
`);
  });

  it("leaves nothing to do to pull, generate and update", async () => {
    const { run } = await startProject();
    await run("add weather --operations GetCity");
    for (const command of ["pull --check", "generate --check", "update --check"]) {
      expect(await run(command)).toMatchObject({ code: 0 });
    }
  });

  it("writes for the project that it is in", async () => {
    const { run, config } = await startProject({
      "src/": "",
      "tsconfig.json": NODENEXT,
      "package.json": NODE,
      "node_modules/@types/node/": "",
    });
    expect((await run("add weather")).out).toContain(
      'in src/:\n\n  import { createWeatherClient, getCity } from "./aws/weather/index.js";',
    );
    expect(config()).toEqual({
      sources: [
        {
          out: "src/aws",
          platform: "node",
          services: { weather: { model: "model/weather.json", source: "aws:weather" } },
        },
      ],
    });
  });

  it("says what is missing to compile it", async () => {
    const { run } = await startProject({ "tsconfig.json": NODENEXT, "pnpm-lock.yaml": "" });
    expect((await run("add weather")).err).toContain("To compile it: pnpm add -D @types/node\n");
  });

  it("adds a service beside others, and leaves the rest of the config as it is written", async () => {
    const { run, tree, set } = await startProject();
    await run("add weather --operations GetCity");
    const before = (tree()["tinsmith.config.json"] ?? "").replaceAll("  ", "\t");
    set({ "tinsmith.config.json": before });
    expect(await run("add secrets-manager --operations getTime")).toMatchObject({ code: 0 });
    expect(tree()["tinsmith.config.json"]).toBe(
      before.replace(
        '["GetCity"]\n\t\t\t\t}',
        '["GetCity"]\n\t\t\t\t},\n\t\t\t\t"secrets-manager": {\n' +
          '\t\t\t\t\t"model": "model/secrets-manager.json",\n' +
          '\t\t\t\t\t"source": "aws:secrets-manager",\n\t\t\t\t\t"operations": ["GetTime"]\n\t\t\t\t}',
      ),
    );
    expect(Object.keys(tree())).toContain("aws/secrets-manager/GetTime.ts");
    expect(Object.keys(tree())).toContain("aws/weather/GetCity.ts");
  });

  it("adds operations to a service that is there, and says where it has them", async () => {
    const { run, tree } = await startProject();
    await run("add weather --operations GetCity");
    const again = await run("add @aws-sdk/client-weather --operations getcity");
    expect(again.out).toBe("aws/weather: there already, with GetCity. Nothing was changed.\n");
    const more = await run("add Weather --operations GetCity,GetTime");
    expect(more.out).toMatch(/^tinsmith.config.json: updated\nmodel\/weather.json: updated from/);
    expect(tree()["tinsmith.config.json"]).toContain('"operations": ["GetCity", "GetTime"]');
    expect(Object.keys(tree())).toContain("aws/weather/GetTime.ts");
    expect((await run("add weather --operations Get*")).out).toContain("there already");
    expect(await run("add weather")).toMatchObject({ code: 0 });
    expect(tree()["tinsmith.config.json"]).not.toContain("operations");
    expect((await run("add weather --operations GetTime")).out).toContain("there already");
  });

  it("makes a package, and extends it by what its service has more", async () => {
    const { run, tree, config } = await startProject();
    const { out, err } = await run("add weather --package @my/weather --operations GetTime");
    expect(out).toContain('import { createWeatherClient, getTime } from "@my/weather";');
    expect(err).toContain("Next, build it: cd generated/weather && npm install && npm run build\n");
    await run("add weather --operations GetCity");
    expect(config()).toEqual({
      packages: [
        {
          name: "@my/weather",
          out: "generated/weather",
          model: "model/weather.json",
          source: "aws:weather",
          operations: ["GetTime", "GetCity"],
        },
      ],
    });
    expect(Object.keys(tree())).toContain("generated/weather/src/GetCity.ts");
    // Elsewhere, it shares the model.
    expect(await run("add weather --out lib/aws --operations GetCity")).toMatchObject({ code: 0 });
    expect(Object.keys(tree())).toContain("lib/aws/weather/GetCity.ts");
    expect((await run("add weather --operations GetTime")).err).toBe(
      "fetching aws:weather\nerror: tinsmith.config.json has aws:weather more than once: @my/weather, " +
        "lib/aws/weather. Say which is meant by --package or --out.\n",
    );
    expect(await run("add weather --operations GetTime --out lib/aws")).toMatchObject({ code: 0 });
  });

  it("adds to a package of several services, and not to one of another", async () => {
    const { run, config } = await startProject({
      "tinsmith.config.json": JSON.stringify({
        packages: [
          {
            name: "@my/aws",
            out: "aws",
            services: { weather: { model: "model/weather.json", source: "aws:weather" } },
          },
          { name: "one", out: "one", model: "model/weather.json", source: "aws:weather" },
        ],
      }),
    });
    expect(await run("update")).toMatchObject({ code: 0 });
    const { out } = await run("add secrets-manager --package @my/aws --operations GetCity");
    expect(out).toContain('from "@my/aws/secrets-manager";');
    expect(config()).toMatchObject({
      packages: [
        { services: { weather: {}, "secrets-manager": { operations: ["GetCity"] } } },
        { name: "one" },
      ],
    });
    expect((await run("add secrets-manager --package one")).err).toContain(
      'error: one is a package of one service of aws:weather. For one of several, write in tinsmith.config.json instead of its "model", "source" and "operations": "services": { …, "secrets-manager": {"model":',
    );
    expect((await run("add secrets-manager --package one --out two")).err).toContain(
      "error: The package one is in one; without --out, it is added to there.",
    );
  });

  it.each(["aws/weather/GetCity.ts", "aws", "model/weather.json"])(
    "brings back %s, where the config has all that is asked for",
    async (lost) => {
      const { cwd, run, tree } = await startProject();
      await run("add weather --operations GetCity");
      const before = tree();
      rmSync(join(cwd, lost), { recursive: true });
      const { code, out } = await run("add weather --operations GetCity");
      expect({ code, tree: tree() }).toEqual({ code: 0, tree: before });
      expect(out).not.toMatch(/there already|tinsmith.config.json/);
    },
  );

  it("adds to a config that begins with a byte order mark", async () => {
    const { run, tree } = await startProject();
    await run("add weather --out a");
    const { "tinsmith.config.json": config = "" } = tree();
    const marked = await startProject({ "tinsmith.config.json": `\uFEFF${config}` });
    expect(await marked.run("add secrets-manager --out b")).toMatchObject({ code: 0 });
    await run("add secrets-manager --out b");
    expect(marked.tree()["tinsmith.config.json"]).toBe(
      `\uFEFF${tree()["tinsmith.config.json"] ?? ""}`,
    );
  });

  it("generates from a model of the project's own as it lies there", async () => {
    const { run, config, tree } = await startProject({ "model/weather.json": WEATHER });
    const { code, out } = await run("add ./model/weather.json --operations GetCity");
    expect({ code, out }).toMatchObject({ code: 0 });
    expect(out).toContain('createWeatherClient({ endpoint: "https://…" })');
    expect(config()).toMatchObject({
      sources: [
        { services: { weather: { model: "model/weather.json", operations: ["GetCity"] } } },
      ],
    });
    expect(tree()["model/weather.json"]).toBe(WEATHER);
    expect(Object.keys(tree())).not.toContain("tinsmith.models.json");
    expect(await run("add model/weather.json --operations GetTime")).toMatchObject({ code: 0 });
    expect(tree()["tinsmith.config.json"]).toContain('["GetCity", "GetTime"]');
  });

  it("names a service of AWS as AWS does, wherever its model is from", async () => {
    const { run, config } = await startProject({ "some.json": official("Secrets Manager") });
    expect(await run("add some.json --operations GetCity")).toMatchObject({ code: 0 });
    expect(config()).toMatchObject({ sources: [{ services: { "secrets-manager": {} } }] });
  });

  it("pulls a model from elsewhere: a folder, or a URL", async () => {
    const { url } = await startServer((_, response) => response.end(WEATHER));
    const elsewhere = (await startProject({ "a.json": WEATHER })).cwd;
    for (const source of [elsewhere, `${url}/model.json`]) {
      const { run, config } = await startProject();
      expect(await run(`add ${source}`)).toMatchObject({ code: 0 });
      expect(config()).toMatchObject({
        sources: [{ services: { weather: { model: "model/weather.json" } } }],
      });
      expect(await run("update --check")).toMatchObject({ code: 0 });
    }
  });

  it("takes one of several services of a model", async () => {
    const two = WEATHER.replace(
      '"ns#GetCity":',
      '"ns#Other":{"type":"service","version":"1","operations":[{"target":"ns#GetTime"}],"traits":{"aws.protocols#awsJson1_1":{}}},"ns#GetCity":',
    );
    const { run, tree, config } = await startProject({ "model/two.json": two });
    const before = tree();
    expect((await run("add model/two.json")).err).toBe(
      "error: model/two.json: The model has several services; say which: `ns#Other`, `ns#Weather`. Choose by --shape. [Service.Unknown]\n",
    );
    expect((await run("add model/two.json --shape Othr")).err).toContain("error: --shape: ");
    expect(tree()).toEqual(before);
    expect(await run("add model/two.json --shape Other")).toMatchObject({ code: 0 });
    expect(config()).toMatchObject({ sources: [{ services: { other: { service: "Other" } } }] });
  });

  describe("where something is wrong", () => {
    it.each([
      [
        "add wether",
        "fetching aws:wether\nerror: AWS's collection has no service `wether`. Did you mean `weather`?\n",
      ],
      [
        "add weather --operations GetCty",
        "fetching aws:weather\nerror: --operations, shape ns#Weather: `Weather` has no operation `GetCty`. Did you mean `GetCity`? [Operation.Unknown]\n",
      ],
      [
        "add ./weather.json",
        'error: "./weather.json": there is no such file or folder, nor is it the name of a service of AWS\'s, such as s3 or secrets-manager.\n',
      ],
      [
        "add http://example.com/model.json",
        'error: "http://example.com/model.json": only https: is taken (http: where it leads to this machine).\n',
      ],
      [
        "add weather --package Weather",
        /at \/packages\/0\/name: "Weather" is not what is expected/,
      ],
      ["add weather --out ..", /error: /],
      ["add weather --offline", /error: aws:weather/],
    ])("says so for %j, and leaves nothing behind", async (args, message) => {
      const { run, tree } = await startProject();
      const { code, out, err } = await run(args);
      expect(err).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
      expect({ code, out, tree: tree() }).toEqual({ code: 2, out: "", tree: {} });
    });

    it("writes nothing where the code cannot be generated", async () => {
      const { run, tree } = await startProject();
      await run("add weather --operations GetCity");
      const before = tree();
      const { code, err } = await run("add secrets-manager", {
        generateOutput: refusing("secrets-manager"),
      });
      expect({ code, err }).toEqual({
        code: 2,
        err: "fetching aws:secrets-manager\naws: generating\nerror: secrets-manager is refused.\n",
      });
      expect(tree()).toEqual(before);
    });

    it("writes nothing where it cannot write all", async () => {
      const { run, tree } = await startProject({ model: "a file where the folder has to be" });
      expect(await run("add weather")).toMatchObject({ code: 2, out: "" });
      expect(Object.keys(tree())).toEqual(["model"]);
    });

    it("says that there is no network", async () => {
      const { run, tree } = await startProject();
      const environment = { TINSMITH_AWS_MODELS: "http://127.0.0.1:1/repo" };
      const { code, err } = await run("add weather", { environment });
      expect({ code, err }).toEqual({
        code: 2,
        err: expect.stringMatching(/\nerror: http:\/\/127.0.0.1:1\/repo\/.*\n$/) as string,
      });
      expect(tree()).toEqual({});
    });

    it("writes nothing where the user stops it", async () => {
      const { run, tree } = await startProject();
      const stopping = new AbortController();
      const outcome = await run("add weather", {
        signal: stopping.signal,
        generateOutput: (...args) => {
          stopping.abort();
          return shapeByShape(...args);
        },
      });
      expect(outcome.code).toBe(130);
      expect(outcome.err).toContain("error: stopped; nothing was written.\n");
      expect(tree()).toEqual({});
    });

    it.each(["tinsmith.config.json", "tinsmith.models.json", "model/weather.json"])(
      "loses nothing of what another wrote into %s meanwhile",
      async (path) => {
        const { run, set, tree } = await startProject();
        const { code, err } = await run("add weather", {
          generateOutput: (...args) => {
            set({ [path]: "another's" });
            return shapeByShape(...args);
          },
        });
        expect({ code, tree: tree() }).toEqual({ code: 2, tree: { [path]: "another's" } });
        expect(err).toContain(`${path} changed since Tinsmith looked. Run again.`);
      },
    );

    it("keeps files of others", async () => {
      const { run, tree } = await startProject({ "aws/mine.ts": "", "model/weather.json": "{}" });
      const before = tree();
      expect((await run("add weather")).err).toContain("`tinsmith pull` did not put it there.");
      expect((await run("add secrets-manager")).err).toContain("this folder has files");
      expect(tree()).toEqual(before);
    });

    it("keeps them in the folder of the config, too", async () => {
      const { run, tree } = await startProject({ "mine.ts": "" });
      expect((await run("add weather --out .")).err).toContain("this folder has files");
      expect(Object.keys(tree())).toEqual(["mine.ts"]);
    });

    it("refuses what was edited by hand", async () => {
      const { run, tree, set } = await startProject();
      await run("add weather --operations GetCity");
      set({ "aws/weather/GetCity.ts": "edited" });
      const before = tree();
      expect((await run("add weather --operations GetTime")).err).toContain("weather/GetCity.ts");
      expect(tree()).toEqual(before);
      expect(await run("add weather --operations GetTime --force")).toMatchObject({ code: 0 });
    });

    it("tells of a service by that name from elsewhere", async () => {
      const { run } = await startProject({ "model/mine.json": WEATHER });
      await run("add weather");
      expect((await run("add model/mine.json")).err).toBe(
        "error: aws/weather is there already, of aws:weather: choose another place by --out.\n",
      );
    });

    it("asks which of several places is meant", async () => {
      const { run } = await startProject();
      await run("add weather --out a");
      expect(await run("add weather --out b --operations GetCity")).toMatchObject({ code: 0 });
      expect((await run("add secrets-manager")).err).toContain(
        "error: tinsmith.config.json has several places for sources: a, b. Choose by --out.\n",
      );
      expect(await run("add secrets-manager --out b")).toMatchObject({ code: 0 });
    });

    it("tells of the config of the project around the folder", async () => {
      const { cwd, run } = await startProject({ "package.json": "{}", "src/lib/": "" });
      await run("add weather");
      const { err } = await tinsmith(join(cwd, "src/lib"), "add weather");
      expect(err).toBe(
        `error: This folder has no tinsmith.config.json, but ${cwd} has. Run the command there, or name another file with --config.\n`,
      );
      // A package of its own has its own config.
      writeTree(cwd, { "packages/other/package.json": "{}" });
      const other = await tinsmith(join(cwd, "packages/other"), "add weather --offline");
      expect(other.err).toContain("error: aws:weather");
    });

    it("refuses what AWS's collection has under another name", async () => {
      const { run, tree, collection } = await startProject();
      collection.files.set(modelPath("weather"), official("Forecast"));
      expect((await run("add weather")).err).toContain("a model of Forecast, another service");
      expect(tree()).toEqual({});
    });
  });
});
