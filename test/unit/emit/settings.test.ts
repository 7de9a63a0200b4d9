import { describe, expect, it } from "vitest";
import type { Result } from "../../../templates/runtime/contract/result.js";
import { importSources } from "../../support/bundleSources.js";
import { generateText } from "../../support/generate.js";

/** A service of one operation, whose endpoint rules know a `region` of their own. */
const model = (sdkId: string) => ({
  smithy: "2.0",
  shapes: {
    "example#Example": {
      type: "service",
      version: "1",
      operations: [{ target: "example#List" }],
      traits: {
        "aws.api#service": { sdkId },
        "aws.protocols#awsJson1_0": {},
        "aws.auth#sigv4": { name: "example" },
        "smithy.rules#clientContextParams": {
          region: { type: "string", documentation: "The region." },
        },
        "smithy.rules#endpointRuleSet": {
          version: "1.0",
          parameters: { region: { type: "string", required: true } },
          rules: [
            { type: "endpoint", conditions: [], endpoint: { url: "https://{region}.example.com" } },
          ],
        },
      },
    },
    "example#List": { type: "operation" },
  },
});

async function filesOf(sdkId: string): Promise<ReadonlyMap<string, string>> {
  const { files } = await generateText(JSON.stringify(model(sdkId)));
  return files!;
}

describe("a client's settings", () => {
  it("know the service by its words, where its name has not the same", async () => {
    expect((await filesOf("My Thing")).get("src/client.ts")).toContain('sdkId: "My Thing",');
    expect((await filesOf("Thing")).get("src/client.ts")).not.toContain("sdkId");
  });

  it("ask a function for the region, once an attempt", async () => {
    const functions = await importSources<Record<string, (...args: unknown[]) => unknown>>(
      await filesOf("Thing"),
    );
    const urls: string[] = [];
    const regions = ["eu-west-1", "us-east-1"];
    const client = functions["createThingClient"]!({
      region: () => Promise.resolve(regions[urls.length]),
      credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET" },
      random: () => 0,
      fetch: (url: string) => {
        urls.push(url);
        return Promise.resolve(new Response("{}", { status: urls.length === 1 ? 503 : 200 }));
      },
    });
    const result = (await functions["list"]!(client, {})) as Result<unknown, Error>;
    expect(result.ok).toBe(true);
    expect(urls).toEqual(["https://eu-west-1.example.com/", "https://us-east-1.example.com/"]);
  });

  it("fail the call with what such a function throws, which is not tried again", async () => {
    const functions = await importSources<Record<string, (...args: unknown[]) => unknown>>(
      await filesOf("Thing"),
    );
    let asked = 0;
    const client = functions["createThingClient"]!({
      region: () => {
        asked++;
        throw new Error("no region today");
      },
      credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET" },
    });
    const { error } = (await functions["list"]!(client, {})) as Result<unknown, Error>;
    expect(error).toMatchObject({ name: "ConfigError", message: "no region today" });
    expect(asked).toBe(1);
  });
});
