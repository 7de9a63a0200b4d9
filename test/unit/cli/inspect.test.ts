import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { project, tinsmith } from "./harness.js";
import { WEATHER } from "./models.js";

const inspect = (args: string) => tinsmith(project({ "weather.json": WEATHER }), `inspect ${args}`);

describe("tinsmith inspect", () => {
  it("prints a service's facts and closure", async () => {
    expect(await inspect("weather.json")).toEqual({
      code: 0,
      err: "",
      out: `Service    ns#Weather
Title      Weather
Version    2020-01-01
Protocols  aws.protocols#awsJson1_1
Verdict    can be generated, with 2 operations

Operations (2)
  GetCity: GetCityInput -> City
  GetTime: - -> -

Errors (1)
  NoSuchCity (client)

Closure (7)
  structure  ns#City
  operation  ns#GetCity
  structure  ns#GetCityInput
  operation  ns#GetTime
  structure  ns#NoSuchCity
  list       ns#Parts
  service    ns#Weather
`,
    });
  });

  it("prints the closure of some operations as JSON", async () => {
    const { out } = await inspect(
      "weather.json --operations *City --service Weather --format json",
    );
    expect(JSON.parse(out)).toEqual({
      service: "ns#Weather",
      title: "Weather",
      version: "2020-01-01",
      protocols: ["aws.protocols#awsJson1_1"],
      operations: [
        {
          name: "GetCity",
          shape: "ns#GetCity",
          input: "ns#GetCityInput",
          output: "ns#City",
          errors: ["ns#NoSuchCity"],
        },
      ],
      errors: [{ name: "NoSuchCity", shape: "ns#NoSuchCity", fault: "client" }],
      closure: [
        { shape: "ns#City", type: "structure", targets: ["ns#Parts"] },
        {
          shape: "ns#GetCity",
          type: "operation",
          targets: ["ns#City", "ns#GetCityInput", "ns#NoSuchCity"],
        },
        { shape: "ns#GetCityInput", type: "structure", targets: [] },
        { shape: "ns#NoSuchCity", type: "structure", targets: [] },
        { shape: "ns#Parts", type: "list", targets: ["ns#City"] },
        { shape: "ns#Weather", type: "service", targets: ["ns#GetCity"] },
      ],
    });
  });

  it("prints it as a graph", async () => {
    expect((await inspect("weather.json --operations GetTime --format dot")).out).toBe(
      `digraph "ns#Weather" {
  "ns#GetTime" [label="GetTime\\noperation"];
  "ns#Weather" [label="Weather\\nservice"];
  "ns#Weather" -> "ns#GetTime";
}
`,
    );
  });

  it("draws the closure into a file, or to standard output", async () => {
    const cwd = project({ "weather.json": WEATHER });
    expect(await tinsmith(cwd, "inspect weather.json --graph docs/weather.svg")).toEqual({
      code: 0,
      out: "docs/weather.svg: drawn\n",
      err: "",
    });
    const svg = readFileSync(join(cwd, "docs/weather.svg"), "utf8");
    expect(svg).toMatch(/^<svg [^]*<\/svg>\n$/);
    expect([...svg.matchAll(/<g [^>]*><title>(.*?)<\/title>/g)].map(([, title]) => title)).toEqual([
      "service ns#Weather",
      "operation ns#GetCity",
      "operation ns#GetTime",
      "structure ns#GetCityInput",
      "structure ns#City",
    ]);
    const printed = await tinsmith(cwd, "inspect weather.json --graph - --quiet");
    expect(printed).toEqual({ code: 0, out: svg, err: "" });
    const some = await tinsmith(cwd, "inspect weather.json --graph - --operations GetTime");
    expect(some.out).not.toContain("GetCity");
  });

  it("draws the picture that is in the documentation; -u draws it again", async () => {
    const model = resolve(import.meta.dirname, "../../../model/kms.json");
    const args = `inspect ${model} --operations ReEncrypt --graph -`;
    const { out } = await tinsmith(project(), args);
    await expect(out).toMatchFileSnapshot("../../../docs/pictures/reEncrypt.svg");
  });

  it("does not draw what is too much for a picture", async () => {
    const model = JSON.parse(WEATHER) as { readonly shapes: Record<string, object> };
    const names = Array.from({ length: 400 }, (_, index) => `Part${index}`);
    const shapes = {
      ...model.shapes,
      ...Object.fromEntries(names.map((name) => [`ns#${name}`, { type: "structure" }])),
      "ns#GetCityInput": {
        type: "structure",
        members: Object.fromEntries(names.map((name) => [name, { target: `ns#${name}` }])),
      },
    };
    const cwd = project({ "weather.json": JSON.stringify({ ...model, shapes }) });
    expect(await tinsmith(cwd, "inspect weather.json --graph weather.svg")).toEqual({
      code: 2,
      out: "",
      err:
        "error: weather.json: this is too much for one picture: 405 boxes and 405 arrows, of which 300 " +
        "and 900 can be drawn. Choose some of the 2 operations: --operations A,B.\n",
    });
  });

  it("prints what it was asked for under --quiet too", async () => {
    expect((await inspect("weather.json --quiet")).out).toContain("ns#Weather");
  });
});

describe("row 44: what inspect says of generating", () => {
  it.each([
    [
      "a protocol that is not supported",
      WEATHER.replace("aws.protocols#awsJson1_1", "smithy.mqtt#mqttJson"),
      "cannot be generated: ns#Weather has none of the protocols",
    ],
    ["nothing in the way", WEATHER, "can be generated, with 2 operations"],
  ])("%s", async (_, model, verdict) => {
    const cwd = project({ "m.json": model });
    const { code, out } = await tinsmith(cwd, "inspect m.json");
    expect(code).toBe(0);
    expect(out).toContain(`\nVerdict    ${verdict}`);
    const { problems } = JSON.parse((await tinsmith(cwd, "inspect m.json --format json")).out) as {
      problems?: readonly string[];
    };
    expect(problems === undefined).toBe(verdict.startsWith("can be"));
  });

  it("takes an operation by the name of its function", async () => {
    const { out } = await inspect("weather.json --operations getCity,GETTIME");
    expect(out).toContain("Operations (2)");
    expect((await inspect("weather.json --operations getCit")).err).toContain(
      "Did you mean `GetCity`?",
    );
  });
});
