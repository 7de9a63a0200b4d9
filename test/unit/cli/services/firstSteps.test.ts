import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot as root } from "../../../../generator/cli/root.js";
import { modelPath } from "../collection.js";
import { startProject } from "./project.js";

const page = readFileSync(join(root, "docs/first-steps.md"), "utf8");

const block = (kind: string): readonly string[] =>
  page
    .split(`\n\`\`\`${kind}\n`)
    .slice(1)
    .map((rest) => rest.split("\n```")[0] ?? "");

/** A model of one of AWS's services, of which all operations take the same. */
function model(sdkId: string, operations: readonly string[], members: readonly string[]): string {
  const required = { target: "smithy.api#String", traits: { "smithy.api#required": {} } };
  const input = {
    type: "structure",
    members: Object.fromEntries(members.map((name) => [name, required] as const)),
  };
  const traits = {
    "aws.api#service": { sdkId },
    "aws.protocols#awsJson1_1": {},
    "aws.auth#sigv4": { name: "any" },
    "smithy.api#title": sdkId,
  };
  return JSON.stringify({
    smithy: "2.0",
    shapes: {
      "ns#Service": {
        type: "service",
        version: "2020-01-01",
        operations: operations.map((name) => ({ target: `ns#${name}` })),
        traits,
      },
      ...Object.fromEntries<object>(
        operations.flatMap((name): [string, object][] => [
          [`ns#${name}`, { type: "operation", input: { target: `ns#${name}Input` } }],
          [`ns#${name}Input`, input],
        ]),
      ),
    },
  });
}

const MODELS = {
  s3: model("S3", ["GetObject", "PutObject", "DeleteObject"], ["Bucket", "Key"]),
  dynamodb: model("DynamoDB", ["GetItem", "PutItem"], ["TableName"]),
  kms: model("KMS", ["Encrypt", "Decrypt"], ["KeyId"]),
};

describe("docs/first-steps.md", () => {
  it("has commands that work, in their order, and the call that they print", async () => {
    const { run, collection, config, tree } = await startProject({
      "tsconfig.json": '{ "compilerOptions": { "module": "nodenext" } }',
      "src/": "",
    });
    for (const [id, text] of Object.entries(MODELS)) collection.files.set(modelPath(id), text);
    const commands = [...block("sh network"), ...block("sh")].flatMap((lines) => lines.split("\n"));
    expect(commands).toHaveLength(9);
    const printed: string[] = [];
    for (const command of commands) {
      const [, args = ""] = /^npx tinsmith (.*)$/.exec(command) ?? [];
      const { code, out, err } = await run(args);
      expect({ command, code, err }).toMatchObject({ code: 0 });
      printed.push(out);
    }
    const [call = "none"] = block("ts first-call");
    expect(printed[0]?.replace(/^ {2}/gm, "")).toContain(`\n\n${call}\n`);
    expect(config()).toMatchObject({
      sources: [
        { out: "src/aws", services: { s3: { operations: ["GetObject", "DeleteObject"] } } },
      ],
      packages: [{ name: "@acme/kms", out: "packages/kms" }],
    });
    const paths = [...page.matchAll(/^\| `([^`]+)` /gm)].map(([, path = ""]) => path);
    const isThere = (path: string): boolean =>
      Object.keys(tree()).some((each) => each === path || each.startsWith(path));
    // The generator of these tests writes no runtime.
    expect(paths.filter((path) => !isThere(path))).toEqual(["src/aws/runtime/"]);
  });
});
