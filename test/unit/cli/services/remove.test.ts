import { describe, expect, it } from "vitest";
import { WEATHER } from "../models.js";
import { refusing, startProject } from "./project.js";

describe("tinsmith remove", () => {
  it("leaves nothing of the only service", async () => {
    const { run, tree } = await startProject({ "mine.ts": "" });
    await run("add weather");
    expect(await run("remove weather")).toEqual({
      code: 0,
      out:
        "tinsmith.config.json: removed\nmodel/weather.json: removed\n" + "aws: 4 files removed\n",
      err: "",
    });
    expect(tree()).toEqual({ "mine.ts": "", "model/": "" });
  });

  it("leaves others as they were before it was added", async () => {
    const { run, tree } = await startProject();
    await run("add weather --operations GetCity");
    const before = tree();
    await run("add secrets-manager");
    await run("add secrets-manager --package @my/secrets");
    expect((await run("remove secrets-manager")).err).toBe(
      "error: tinsmith.config.json has secrets-manager more than once: name one, @my/secrets or aws/secrets-manager.\n",
    );
    expect((await run("remove @my/secrets")).out).toBe(
      "tinsmith.config.json: updated\ngenerated/secrets: 4 files removed\n",
    );
    expect(Object.keys(tree())).toContain("model/secrets-manager.json");
    expect(await run("remove aws/secrets-manager")).toMatchObject({ code: 0 });
    const after = tree();
    delete after["generated/"];
    expect(after).toEqual(before);
  });

  it("removes operations, as adding them would bring them", async () => {
    const { run, tree } = await startProject();
    await run("add weather --operations GetCity");
    const before = tree();
    await run("add weather --operations GetTime");
    expect((await run("remove weather --operations gettime")).out).toBe(
      "tinsmith.config.json: updated\nmodel/weather.json: cut to 1 of 2 operations\n" +
        "aws: 3 files: 2 updated, 1 removed, 1 unchanged\n",
    );
    expect(tree()).toEqual(before);
    expect(await run("pull --check")).toMatchObject({ code: 0 });
  });

  it("says which operations stay, where all or a pattern were asked for", async () => {
    const { run, tree, set } = await startProject();
    await run("add weather");
    await run("remove weather --operations GetTime");
    expect(tree()["tinsmith.config.json"]).toContain('"operations": ["GetCity"]');
    set({
      "tinsmith.config.json": (tree()["tinsmith.config.json"] ?? "").replace("GetCity", "Get*"),
    });
    await run("update");
    await run("remove weather --operations GetCity");
    expect(tree()["tinsmith.config.json"]).toContain('"operations": ["GetTime"]');
  });

  it("keeps what is not Tinsmith's", async () => {
    const { run, tree } = await startProject({ "model/mine.json": WEATHER });
    await run("add model/mine.json --package mine");
    const { out } = await run("remove mine");
    expect(out).toContain("model/mine.json: kept, since it is not as Tinsmith pulled it\n");
    await run("add weather");
    expect(await run("remove weather")).toMatchObject({ code: 0 });
    expect(tree()).toMatchObject({ "model/mine.json": WEATHER });
  });

  it("keeps what was edited, the folder's other files, and an edited model", async () => {
    const { run, tree, set } = await startProject();
    await run("add weather");
    set({ "aws/weather/GetCity.ts": "edited", "aws/mine.ts": "", "model/weather.json": "{}" });
    const before = tree();
    const { code, err } = await run("remove weather");
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining("weather/GetCity.ts\nNothing was written.") as string,
    });
    expect(tree()).toEqual(before);
    expect((await run("remove weather --force")).out).toContain(
      "aws: 4 files removed; the folder has others, which stay\n",
    );
    expect(Object.keys(tree())).toEqual([
      "aws/mine.ts",
      "model/weather.json",
      "tinsmith.models.json",
    ]);
  });

  it("changes nothing where what is left cannot be generated", async () => {
    const { run, tree } = await startProject();
    await run("add weather");
    await run("add secrets-manager");
    const before = tree();
    const failing = { generateOutput: refusing("weather") };
    expect(await run("remove secrets-manager", failing)).toMatchObject({ code: 2 });
    expect(tree()).toEqual(before);
  });

  it("leaves an entry for a whole collection alone", async () => {
    const entry = {
      source: "aws:*",
      name: "@my/{service}",
      model: "model/{service}.json",
      out: "packages/{service}",
    };
    const { run, tree } = await startProject({
      "tinsmith.config.json": JSON.stringify({ packages: [entry] }),
    });
    await run("pull");
    expect(await run("generate")).toMatchObject({ code: 0 });
    const before = tree();
    for (const args of ["remove @my/weather", "remove @my/weather --operations GetCity"]) {
      expect((await run(args)).err).toBe(
        'error: @my/weather is of the entry for a whole collection, at /packages/0: leave it out there, by its "exclude".\n',
      );
    }
    expect((await run("add weather --operations GetCity")).out).toContain("there already");
    expect(tree()).toEqual(before);
  });

  it.each([
    ["remove wether", 'tinsmith.config.json has no service "wether". Did you mean `weather`?'],
    ["remove kms", 'tinsmith.config.json has no service "kms". It has aws/weather.'],
    [
      "remove weather --operations GetCty",
      "--operations: aws/weather has no operation GetCty. Did you mean `GetCity`?",
    ],
    [
      "remove weather --operations GetCity,GetTime",
      "--operations: these are all that aws/weather has. To remove the service, leave it out.",
    ],
    [
      "remove weather --config a.json",
      "a.json: there is no such file, so no service to work on. npx tinsmith add SERVICE makes one.",
    ],
  ])("refuses %j", async (args, message) => {
    const { run, tree } = await startProject();
    await run("add weather");
    const before = tree();
    expect(await run(args)).toEqual({ code: 2, out: "", err: `error: ${message}\n` });
    expect(tree()).toEqual(before);
  });
});
