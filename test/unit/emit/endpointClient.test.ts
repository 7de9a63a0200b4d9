import { beforeAll, describe, expect, it } from "vitest";
import type { Result } from "../../../templates/runtime/contract/result.js";
import { importSources } from "../../support/bundleSources.js";
import { generateText } from "../../support/generate.js";

const text = { target: "smithy.api#String" };
const on = (name: string) => ({ fn: "booleanEquals", argv: [{ ref: name }, true] });

/** A service whose operations say what every client has a setting for. */
const model = {
  smithy: "2.0",
  shapes: {
    "example#Example": {
      type: "service",
      version: "1",
      operations: [{ target: "example#Copy" }, { target: "example#List" }],
      traits: {
        "aws.protocols#awsJson1_0": {},
        "aws.auth#sigv4": { name: "example" },
        "smithy.rules#endpointRuleSet": {
          version: "1.0",
          parameters: {
            Region: { type: "string", builtIn: "AWS::Region", required: true },
            UseFIPS: { type: "boolean", builtIn: "AWS::UseFIPS", required: true, default: false },
          },
          rules: [
            {
              type: "endpoint",
              conditions: [on("UseFIPS")],
              endpoint: { url: "https://fips.{Region}.example.com" },
            },
            { type: "endpoint", conditions: [], endpoint: { url: "https://{Region}.example.com" } },
          ],
        },
      },
    },
    "example#Copy": {
      type: "operation",
      input: { target: "example#CopyInput" },
      traits: { "smithy.rules#staticContextParams": { UseFIPS: { value: true } } },
    },
    "example#CopyInput": {
      type: "structure",
      members: {
        To: { ...text, traits: { "smithy.rules#contextParam": { name: "Region" } } },
      },
    },
    "example#List": { type: "operation" },
  },
};

describe("an operation's values for what every client has a setting for", () => {
  let files: ReadonlyMap<string, string>;
  let urlOf: (operation: string, input: object, config?: object) => Promise<string>;
  beforeAll(async () => {
    const generated = await generateText(JSON.stringify(model));
    files = generated.files ?? new Map<string, string>();
    const functions = await importSources<Record<string, (...args: unknown[]) => unknown>>(files);
    urlOf = async (operation, input, config) => {
      let sent = "";
      const client = functions["createExampleClient"]!({
        region: "eu-west-1",
        credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET" },
        fetch: (url: string) => {
          sent = url;
          return Promise.resolve(new Response("{}"));
        },
        ...config,
      });
      const result = (await functions[operation]!(client, input)) as Result<unknown, Error>;
      return result.ok ? sent : result.error.message;
    };
  });

  it("come before the settings", async () => {
    expect(await urlOf("copy", { To: "us-east-1" })).toBe("https://fips.us-east-1.example.com/");
    expect(await urlOf("copy", {}, { useFips: false })).toBe("https://fips.eu-west-1.example.com/");
  });

  it("are those of that operation alone", async () => {
    expect(await urlOf("list", {})).toBe("https://eu-west-1.example.com/");
    expect(await urlOf("list", {}, { useFips: true })).toBe("https://fips.eu-west-1.example.com/");
  });

  it("stand where the endpoint is asked for", () => {
    expect(files.get("src/client.ts")).toContain("return resolveEndpoint(own?.Region ?? region, {");
    expect(files.get("src/endpoint.ts")).toContain(
      'return { url: `https://${useFips ? "fips." : ""}${region}.example.com` };',
    );
  });
});
