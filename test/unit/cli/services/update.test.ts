import { describe, expect, it } from "vitest";
import { modelPath } from "../collection.js";
import { generateOutput } from "../../../../generator/cli/generator.js";
import { official, refusing, startProject } from "./project.js";

const withMember = (text: string): string =>
  text.replace('"members":{"parts"', '"members":{"mayor":{"target":"smithy.api#String"},"parts"');

describe("tinsmith update", () => {
  it("pulls, tells what changed for callers, and generates", async () => {
    const { run, collection, tree } = await startProject();
    const setup = { generateOutput };
    await run("add weather --package weather --operations GetCity", setup);
    expect((await run("update", setup)).out).toMatch(
      /^model\/weather.json: up to date, aws:weather 2020-01-01\ngenerated\/weather: \d+ files: \d+ unchanged\n$/,
    );
    collection.files.set(modelPath("weather"), withMember(official("Weather")));
    const before = tree();
    const checked = await run("update --check", setup);
    expect(checked.code).toBe(1);
    expect(checked.err).toContain(
      "model/weather.json is not the newest model: aws:weather 2020-01-01, 1 of 2 operations\n",
    );
    expect(checked.err).toContain("To bring them up to date, run: npx tinsmith update\n");
    const dry = await run("update --dry-run", setup);
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.out).toContain("would update model/weather.json");
    expect(tree()).toEqual(before);
    const { code, out } = await run("update", setup);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^model\/weather.json: updated from aws:weather 2020-01-01, 1 of 2 operations\n/,
    );
    expect(out).toMatch(/generated\/weather: .* \(minor, 0.1.0 → 0.1.1\)\n {2}Added:\n {4}.*mayor/);
    expect(tree()["generated/weather/package.json"]).toContain('"version": "0.1.1"');
    expect(await run("update --check", setup)).toMatchObject({ code: 0 });
  });

  it("tells of sources what changed for callers, by service", async () => {
    const { run, collection } = await startProject();
    const setup = { generateOutput };
    await run("add weather --operations GetCity", setup);
    collection.files.set(modelPath("weather"), withMember(official("Weather")));
    const { code, out } = await run("update", setup);
    expect(code).toBe(0);
    expect(out).toMatch(/\naws: .*\n {2}Added:\n {4}.*mayor/);
  });

  it("updates the service that is named, and all where none is", async () => {
    const { run, collection, tree } = await startProject();
    await run("add weather --package a");
    await run("add secrets-manager --package b");
    collection.files.set(modelPath("weather"), withMember(official("Weather")));
    collection.files.set(modelPath("secrets-manager"), withMember(official("Secrets Manager")));
    await run("update b");
    expect(tree()["model/weather.json"]).not.toContain("mayor");
    expect(tree()["model/secrets-manager.json"]).toContain("mayor");
    await run("update");
    expect(tree()["model/weather.json"]).toContain("mayor");
  });

  it("leaves a service that cannot be had as it is, and updates others", async () => {
    const { run, collection, tree } = await startProject();
    await run("add weather");
    await run("add secrets-manager");
    const before = tree();
    collection.files.set(modelPath("weather"), "no model");
    collection.files.set(modelPath("secrets-manager"), withMember(official("Secrets Manager")));
    const { code, err } = await run("update");
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining("error: model/weather.json: not updated. ") as string,
    });
    expect(tree()["model/secrets-manager.json"]).toContain("mayor");
    expect(tree()["model/weather.json"]).toBe(before["model/weather.json"]);
  });

  it("leaves the model of a service that cannot be generated, and what shares it", async () => {
    const { run, collection, tree } = await startProject();
    await run("add weather");
    await run("add weather --package shared");
    await run("add secrets-manager --package other");
    const before = tree();
    for (const [id, name] of [
      ["weather", "Weather"],
      ["secrets-manager", "Secrets Manager"],
    ]) {
      collection.files.set(
        modelPath(id ?? ""),
        official(name ?? "")
          .replace('ns#GetTime":', 'ns#GetTime":')
          .replace(
            '"ns#GetTime":{"type":"operation"}',
            '"ns#GetTime":{"type":"operation","traits":{"smithy.api#deprecated":{}}}',
          ),
      );
    }
    const { code, err, out } = await run("update", { generateOutput: refusing("weather") });
    expect(code).toBe(2);
    expect(err).toContain("error: weather is refused.\n");
    expect(out).not.toContain("weather");
    const after = tree();
    const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
    expect(changed).toEqual([
      "generated/other/src/GetTime.ts",
      "generated/other/tinsmith.lock.json",
      "model/secrets-manager.json",
      "tinsmith.models.json",
    ]);
    const records = (text = ""): Record<string, unknown> =>
      JSON.parse(text) as Record<string, unknown>;
    const file = "tinsmith.models.json";
    expect(records(after[file])["model/weather.json"]).toEqual(
      records(before[file])["model/weather.json"],
    );
  });

  it("refuses what was edited by hand, model or code", async () => {
    const { run, collection, tree, set } = await startProject();
    await run("add weather");
    collection.files.set(
      modelPath("weather"),
      official("Weather").replace(
        '"ns#GetTime":{"type":"operation"}',
        '"ns#GetTime":{"type":"operation","traits":{"smithy.api#deprecated":{}}}',
      ),
    );
    set({ "aws/weather/GetTime.ts": "edited" });
    const before = tree();
    expect((await run("update")).err).toContain("weather/GetTime.ts\nNothing was written.");
    expect(tree()).toEqual(before);
    expect(await run("update --force")).toMatchObject({ code: 0 });
    set({ "model/weather.json": official("Weather") });
    expect((await run("update")).err).toContain("It was edited by hand since it was pulled.");
  });

  it("generates without a network from the copies of models", async () => {
    const { run } = await startProject({ "node_modules/": "" });
    await run("add weather");
    expect(await run("update --offline")).toMatchObject({ code: 0 });
  });

  it("refuses a service that the config has not, and pulls nothing", async () => {
    const { run, tree } = await startProject();
    await run("add weather");
    const before = tree();
    expect(await run("update secrets-manager wether")).toEqual({
      code: 2,
      out: "",
      err:
        'error: tinsmith.config.json has no service "secrets-manager". npx tinsmith add secrets-manager adds it.\n' +
        'error: tinsmith.config.json has no service "wether". Did you mean `weather`?\n',
    });
    expect(tree()).toEqual(before);
  });

  it.each([
    ["update", "tinsmith.config.json: there is no such file"],
    ["update --check --dry-run", "mutually exclusive"],
    ["remove", "remove takes a service away: remove SERVICE."],
    ["add", "add makes a client of a service: add SERVICE, such as add s3."],
    ["add s3 --opertions A", "Did you mean --operations?"],
    ["ad s3", "Did you mean add?"],
  ])("refuses %j", async (args, message) => {
    const { run, tree } = await startProject();
    const { code, err } = await run(args);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) as string });
    expect(tree()).toEqual({});
  });
});
