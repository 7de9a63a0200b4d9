import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generateOutput } from "../../../generator/cli/generator.js";
import { project, tinsmith } from "./harness.js";
import { WEATHER } from "./models.js";

const config = (change: object): string =>
  JSON.stringify({ packages: [{ model: "model.json", name: "kms", out: "out", ...change }] });

/** What is wrong with a model or with what is asked of it, and the one message it gets. */
const MISTAKES: readonly [string, string, object, string][] = [
  ["not JSON", "{", {}, "model.json: Not valid JSON at line 1, column 2: "],
  ["not a Smithy model", "{}", {}, "model.json: Not a Smithy model: expected a JSON object with"],
  [
    "a dangling target",
    WEATHER.replace('"ns#Parts":', '"ns#Pars":'),
    {},
    "model.json:1:572 at /shapes/ns#City/members/parts/target, shape ns#City$parts: ",
  ],
  [
    "an unknown service",
    WEATHER,
    { service: "Waether" },
    "tinsmith.config.json at /packages/0/service: The model has no service `Waether`. " +
      "Did you mean `Weather`?",
  ],
  [
    "an unknown operation",
    WEATHER,
    { operations: ["GetCity", "GetCiti"] },
    "tinsmith.config.json at /packages/0/operations, shape ns#Weather: " +
      "`Weather` has no operation `GetCiti`. Did you mean `GetCity`",
  ],
];

describe("a mistake in what a package is made of", () => {
  it.each(MISTAKES)(
    "%s: one message, exit 2, nothing written",
    async (_, model, change, message) => {
      const cwd = project({ "model.json": model, "tinsmith.config.json": config(change) });
      const { code, out, err } = await tinsmith(cwd, "generate --quiet", {
        generateOutput,
      });
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err.slice(0, `error: ${message}`.length)).toBe(`error: ${message}`);
      expect(err.split("\n")).toHaveLength(2);
      expect(existsSync(join(cwd, "out"))).toBe(false);
    },
  );

  it.each([
    ["--service Waether", "--service: The model has no service `Waether`. Did you mean `Weather`?"],
    [
      "--operations GetCiti",
      "--operations, shape ns#Weather: `Weather` has no operation `GetCiti`. Did you mean `GetCity`",
    ],
  ])("names the flag %s", async (flag, message) => {
    const { code, err } = await tinsmith(project({ "m.json": WEATHER }), `inspect m.json ${flag}`);
    expect(code).toBe(2);
    expect(err.slice(0, `error: ${message}`.length)).toBe(`error: ${message}`);
  });

  it("says which services there are, where none was chosen of several", async () => {
    const model = WEATHER.replace(
      '"ns#Unused":{"type":"structure","members":{}}',
      '"ns#Other":{"type":"service","version":"1"}',
    );
    const { code, err } = await tinsmith(project({ "m.json": model }), "inspect m.json");
    expect(code).toBe(2);
    expect(err).toMatch(
      /^error: m\.json: The model has several services; say which: `ns#\w+`, `ns#/,
    );
  });
});
