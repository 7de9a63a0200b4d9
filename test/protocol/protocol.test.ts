import { beforeEach, describe, expect, it, vi } from "vitest";
import { loadModel } from "../../generator/smithy/load.js";
import type { Model, ServiceShape } from "../../generator/smithy/model.js";
import { describeWith } from "../support/conformance.js";
import { casesOf } from "../support/protocolTests/cases.js";
import { check } from "../support/protocolTests/check.js";
import { generateClient } from "../support/protocolTests/client.js";
import { expectedFailures } from "./expectedFailures.js";

/** The services whose tests are run, and the protocol that is generated for each. */
const services = [
  ["aws.protocoltests.json#JsonProtocol", "aws.protocols#awsJson1_1"],
  ["aws.protocoltests.json10#JsonRpc10", "aws.protocols#awsJson1_0"],
  ["aws.protocoltests.json10#QueryCompatibleJsonRpc10", "aws.protocols#awsJson1_0"],
  ["com.amazonaws.machinelearning#AmazonML_20141212", "aws.protocols#awsJson1_1"],
  ["aws.protocoltests.restjson#RestJson", "aws.protocols#restJson1"],
  ["aws.protocoltests.restjson.validation#RestJsonValidation", "aws.protocols#restJson1"],
  ["aws.protocoltests.restxml#RestXml", "aws.protocols#restXml"],
  ["aws.protocoltests.restxml.xmlns#RestXmlWithNamespace", "aws.protocols#restXml"],
  ["com.amazonaws.s3#AmazonS3", "aws.protocols#restXml"],
  ["com.amazonaws.apigateway#BackplaneControlService", "aws.protocols#restJson1"],
  ["com.amazonaws.glacier#Glacier", "aws.protocols#restJson1"],
  ["aws.protocoltests.query#AwsQuery", "aws.protocols#awsQuery"],
  ["aws.protocoltests.ec2#AwsEc2", "aws.protocols#ec2Query"],
] as const;

const file = "protocol-tests/aws-protocol-tests.json";

function officialModel(text: string): Model {
  const { model, diagnostics } = loadModel([{ file, text }]);
  if (model) return model;
  throw new Error(diagnostics.map(({ message }) => message).join("\n"));
}

describeWith(file, "the official protocol tests", ({ read }) => {
  const model = officialModel(read(file));
  const seen = new Set<string>();

  // Idempotency tokens in the tests are the UUID of zeros.
  beforeEach(() => {
    vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => array);
  });

  const runs = services.flatMap(([id, protocol]) =>
    (["number", "bigint"] as const).map((long) => [id, long, protocol] as const),
  );
  describe.each(runs)("%s, longs as %s", (id, long, protocol) => {
    const service = model.shapes.get(id) as ServiceShape;
    const cases = casesOf(model, service, protocol);
    const client = generateClient(model, service, long);
    // What cannot be generated fails each of its tests.
    client.catch(() => {});

    it("has tests", () => {
      expect(cases).not.toEqual([]);
    });

    for (const one of cases) {
      const name = `${one.kind} ${one.test.id}`;
      seen.add(name);
      const expected = expectedFailures.get(name);
      const fails = expected && (long === "number" || expected.whatever);
      const test = fails ? it.fails : it;
      test(name, async () => check(await client, one));
    }
  });

  it("expects failures of none but these tests", () => {
    const unseen = [...expectedFailures].filter(
      ([name, { inSomeData }]) => !inSomeData && !seen.has(name),
    );
    expect(unseen).toEqual([]);
  });
});
