import { describe, expect, it } from "vitest";
import { compileRuleSet } from "../../../generator/endpoints/compile.js";
import type { Json, JsonObject } from "../../../generator/smithy/model.js";
import { endpointResolver, endpointSource } from "../../support/endpointModule.js";
import { typeErrors } from "../../support/typeErrors.js";

const ref = (name: string): Json => ({ ref: name });
const call = (fn: string, ...argv: Json[]): JsonObject => ({ fn, argv });
const parameters = {
  Region: { type: "string", builtIn: "AWS::Region" },
  Endpoint: { type: "string", builtIn: "SDK::Endpoint" },
  Bucket: { type: "string" },
  Key: { type: "string" },
  Old: { type: "boolean", required: true, default: false },
};

/** An endpoint that is signed for. */
const signed = (
  url: string,
  name: string,
  signingRegion: string,
  conditions: Json[] = [],
): Json => ({
  type: "endpoint",
  conditions,
  endpoint: {
    url,
    properties: {
      authSchemes: [{ name, signingName: "x", signingRegion, disableDoubleEncoding: true }],
    },
  },
});
const failed = (error: string, ...conditions: Json[]): Json => ({
  type: "error",
  conditions,
  error,
});

/** The zone of a bucket, whose length tells where it ends. */
const zone = (length: number, name: string): Json =>
  signed("https://{zone}.{Region}", name, "{Region}", [
    { ...call("substring", ref("Bucket"), 6, 6 + length, true), assign: "zone" },
    call("stringEquals", call("substring", ref("Bucket"), 6 + length, 8 + length, true), "--"),
  ]);

const isSet = (name: string): Json => call("isSet", ref(name));
const old: Json = call("booleanEquals", ref("Old"), true);

describe("what rules say several times", () => {
  const rules: Json[] = [
    {
      type: "tree",
      conditions: [old],
      rules: [2, 3, 5].map((length) => zoneRule(length, "old")).concat(failed("no zone")),
    },
    ...[2, 3, 5].map((length) => zoneRule(length, "new")),
    failed("no zone"),
  ];

  /** `substring` may return nothing, which a condition has to find out. */
  function zoneRule(length: number, name: string): Json {
    const { conditions, ...rest } = zone(length, name) as { conditions: Json[] };
    const [assigned] = conditions as [Json];
    const next: JsonObject = {
      ...call("substring", ref("Bucket"), 6 + length, 8 + length, true),
      assign: "next",
    };
    return {
      ...rest,
      conditions: [assigned, next, call("stringEquals", ref("next"), "--")],
    };
  }

  const compile = (json: Json[]) => {
    const { program, diagnostics } = compileRuleSet(
      { version: "1.1", parameters, rules: json },
      undefined,
      { hasRegion: true, known: new Map([["Bucket", { kind: "set" }]]) },
    );
    expect(diagnostics).toEqual([]);
    if (!program) throw new Error("A rule set without diagnostics has a program.");
    return program;
  };

  it("is a loop, and a choice of what differs", async () => {
    const program = compile(rules);
    const source = endpointSource(program);
    expect(source.match(/substring\(/g)).toHaveLength(2);
    expect(source).toContain('const name = Old ? "old" : "new";');
    expect(source).toMatch(/for \(const stop of \[8, 9, 11\]\)/);
    expect(typeErrors(new Map([["a.ts", source]]))).toEqual([]);
    const run = await endpointResolver(program);
    for (const [Bucket, name] of [
      ["b--z1--x-s3x", "z1"],
      ["b--z12--x-s3x", "z12"],
      ["b--z1234--x-s3x", "z1234"],
    ] as const) {
      // The text ends with six more characters.
      const bucket = Bucket.slice(0, -1);
      for (const Old of [true, false]) {
        expect(run({ Bucket: bucket, Region: "r", Old })).toEqual({
          endpoint: {
            url: `https://${name}.r`,
            properties: {
              authSchemes: [
                {
                  disableDoubleEncoding: true,
                  name: Old ? "old" : "new",
                  signingName: "x",
                  signingRegion: "r",
                },
              ],
            },
          },
        });
      }
    }
    expect(run({ Bucket: "b", Region: "r" })).toEqual({ error: "no zone" });
  });

  it("is a function, where it is an endpoint but for a few values", () => {
    const source = endpointSource(
      compile([
        signed("https://a.{Bucket}", "sigv4", "us-east-1", [old]),
        signed("https://b.{Key}", "sigv4", "{Region}", [isSet("Key")]),
        signed("https://c", "sigv4", "{Region}"),
      ]),
    );
    expect(source).toContain("function sigv4Endpoint(url: string, signingRegion: string)");
    expect(source.match(/return sigv4Endpoint\(/g)).toHaveLength(3);
  });

  it("is parsed once, before all that looks at its parts", () => {
    const parse: Json = { ...call("parseURL", ref("Endpoint")), assign: "url" };
    const source = endpointSource(
      compile([
        signed("{url#scheme}://a.{url#authority}", "a", "b", [isSet("Endpoint"), parse, old]),
        failed("{Endpoint} is no URL", isSet("Endpoint"), call("not", isSet("Key"))),
        signed("{url#scheme}://b.{url#authority}", "a", "b", [isSet("Endpoint"), parse]),
        failed("none"),
      ]),
    );
    expect(source.match(/parseURL\(/g)).toHaveLength(1);
    expect(source).toContain("const url = parseURL(endpoint);");
    expect(typeErrors(new Map([["a.ts", source]]))).toEqual([]);
  });
});
