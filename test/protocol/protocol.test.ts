import { beforeEach, describe, expect, it, vi } from "vitest";
import { loadModel } from "../../generator/smithy/load.js";
import type { Model, ServiceShape } from "../../generator/smithy/model.js";
import { describeWith } from "../support/conformance.js";
import { casesOf } from "../support/protocolTests/cases.js";
import { check } from "../support/protocolTests/check.js";
import { generateClient } from "../support/protocolTests/client.js";
import { expectedFailures } from "./expectedFailures.js";

const aws = "protocol-tests/aws-protocol-tests.json";
const smithy = "protocol-tests/smithy-protocol-tests.json";

/** The services whose tests are run, by the file they are in, and the protocol that is generated for each. */
const services = [
  [aws, "aws.protocoltests.json#JsonProtocol", "aws.protocols#awsJson1_1"],
  [aws, "aws.protocoltests.json10#JsonRpc10", "aws.protocols#awsJson1_0"],
  [aws, "aws.protocoltests.json10#QueryCompatibleJsonRpc10", "aws.protocols#awsJson1_0"],
  [aws, "com.amazonaws.machinelearning#AmazonML_20141212", "aws.protocols#awsJson1_1"],
  [aws, "aws.protocoltests.rpcv2cbor#QueryCompatibleRpcV2Protocol", "smithy.protocols#rpcv2Cbor"],
  [
    aws,
    "aws.protocoltests.rpcv2cbor#NonQueryCompatibleRpcV2Protocol",
    "smithy.protocols#rpcv2Cbor",
  ],
  [smithy, "smithy.protocoltests.rpcv2Cbor#RpcV2Protocol", "smithy.protocols#rpcv2Cbor"],
  [smithy, "smithy.protocoltests.rpcv2Json#RpcV2JsonProtocol", "smithy.protocols#rpcv2Json"],
  [aws, "aws.protocoltests.restjson#RestJson", "aws.protocols#restJson1"],
  [aws, "aws.protocoltests.restjson.validation#RestJsonValidation", "aws.protocols#restJson1"],
  [aws, "aws.protocoltests.restxml#RestXml", "aws.protocols#restXml"],
  [aws, "aws.protocoltests.restxml.xmlns#RestXmlWithNamespace", "aws.protocols#restXml"],
  [aws, "com.amazonaws.apigateway#BackplaneControlService", "aws.protocols#restJson1"],
  [aws, "com.amazonaws.glacier#Glacier", "aws.protocols#restJson1"],
  [aws, "aws.protocoltests.query#AwsQuery", "aws.protocols#awsQuery"],
  [aws, "aws.protocoltests.ec2#AwsEc2", "aws.protocols#ec2Query"],
] as const;

function officialModel(file: string, text: string): Model {
  const { model, diagnostics } = loadModel([{ file, text }]);
  if (model) return model;
  throw new Error(diagnostics.map(({ message }) => message).join("\n"));
}

const seen = new Set<string>();

describe.each([aws, smithy])("%s", (file) => {
  describeWith(file, "the official protocol tests", ({ read }) => {
    const model = officialModel(file, read(file));

    // Idempotency tokens in the tests are the UUID of zeros.
    beforeEach(() => {
      vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => array);
    });

    const runs = services
      .filter(([where]) => where === file)
      .flatMap(([, id, protocol]) =>
        (["number", "bigint"] as const).map((long) => [id, long, protocol] as const),
      );
    describe.each(runs)("%s, longs as %s", (id, long, protocol) => {
      const service = model.shapes.get(id) as ServiceShape;
      const cases = casesOf(model, service, protocol);
      const client = generateClient(model, service, long, protocol);
      // What cannot be generated fails each of its tests.
      client.catch(() => {});

      it("has tests", () => {
        expect(cases).not.toEqual([]);
      });

      for (const one of cases) {
        const name = `${one.kind} ${one.test.id}`;
        seen.add(name);
        const expected = expectedFailures.get(name);
        const test = expected && (long === "number" || expected.whatever) ? it.fails : it;
        test(name, async () => check(await client, one));
      }
    });
  });
});

describeWith("protocol-tests", "the official protocol tests", () => {
  it("are expected to fail where they are known to, and nowhere else", () => {
    const unseen = [...expectedFailures].filter(
      ([name, { inSomeData }]) => !inSomeData && !seen.has(name),
    );
    expect(unseen).toEqual([]);
  });
});
