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
