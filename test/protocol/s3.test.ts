import { describe, it } from "vitest";
import { loadModel } from "../../generator/smithy/load.js";
import type { Model, ServiceShape } from "../../generator/smithy/model.js";
import { describeWith } from "../support/conformance.js";
import { casesOf } from "../support/protocolTests/cases.js";
import { check } from "../support/protocolTests/check.js";
import { generateClient } from "../support/protocolTests/client.js";

// The tests of S3 say nothing of endpoints, which are the official model's: its rules put buckets into
// hosts and paths.

const tests = "protocol-tests/aws-protocol-tests.json";
const s3 = "models/s3.json";
const id = "com.amazonaws.s3#AmazonS3";

const expectedFailures: ReadonlyMap<string, string> = new Map([
  ["S3PathAddressing", "the path of a bucket ends with a slash, which is the same to S3"],
]);

function modelOf(file: string, text: string): Model {
  const { model, diagnostics } = loadModel([{ file, text }]);
  if (model) return model;
  throw new Error(diagnostics.map(({ message }) => message).join("\n"));
}

describeWith(s3, "the official protocol tests of S3", ({ read }) => {
  const model = modelOf(tests, read(tests));
  const cases = casesOf(model, model.shapes.get(id) as ServiceShape, "aws.protocols#restXml");
  const names = cases.map(({ operation }) => operation.replace(/^.*#/, ""));
  const official = modelOf(s3, read(s3));
  const service = official.shapes.get(id) as ServiceShape;
  const protocol = "aws.protocols#restXml";
  const client = generateClient(official, service, "number", protocol, [...new Set(names)]);
  client.catch(() => {});

  describe("each", () => {
    for (const one of cases) {
      const test = expectedFailures.has(one.test.id) ? it.fails : it;
      test(`${one.kind} ${one.test.id}`, async () => check(await client, one));
    }
  });
});
